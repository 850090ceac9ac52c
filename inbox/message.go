package inbox

import (
	"fmt"
	"time"

	"dixian/calendar"
	"dixian/division"
	"dixian/workflow"
)

// Kind says what a message tells.
type Kind string

// The kinds: a clue was sent to the village, a department is asked, a case was put under supervision or
// sent back to work, a household answered a hit that was settled, half of a limit is gone, a limit is over, a limit is over at
// the level below, how many of each there are today, and a role that was handed
// over, to who had it and to who has it now.
const (
	Dispatched Kind = "dispatched"
	Asked      Kind = "asked"
	Supervised Kind = "supervised"
	Reopened   Kind = "reopened"
	HitSaid    Kind = "hit_said"
	HalfGone   Kind = "half_gone"
	Overdue    Kind = "overdue"
	BelowLate  Kind = "below_late"
	Digest     Kind = "digest"
	HandedOver Kind = "handed_over"
	TakenOver  Kind = "taken_over"
)

// Message is one sentence to one person.
type Message struct {
	ID       int64
	Key      string // of all messages there is one with it
	To       string // login
	Kind     Kind
	Case     int64         // 0: about no case
	Division division.Code // of the case, or of the role
	State    string        // of the case, when it was told; of a handover the role
	DueOn    calendar.Date // last day of the wait
	Urgent   bool
	Tally    Tally // of a digest
	Day      calendar.Date
	At       time.Time
	ReadAt   time.Time // zero: not read

	Carriage
}

// about is the message of a kind about a wait; the key holds what makes it one of
// its own: a case may come into a state again, and its last day may move.
func about(w *Wait, kind Kind, to string) Message {
	return Message{
		Key: fmt.Sprintf("%s/%d/%d/%s/%d/%d/%s", kind, w.Case, w.Round, w.State, w.Clock.Since, w.Clock.Due, to),
		To:  to, Kind: kind, Case: w.Case, Division: w.Division, State: w.State, DueOn: w.Clock.Due, Urgent: w.Urgent,
	}
}

// Due are the messages that there must be about a wait on a day, whether they
// have been sent or not. A wait says only the newest it has to say: who was never
// told of the half, because no server ran, is told that it is late.
//
// Source: casework contract, States ("the level above is told") and "Inbox and
// messages".
func Due(w *Wait, people *People, today calendar.Date) []Message {
	var out []Message
	tell := func(kind Kind, roles []string) {
		for _, login := range people.toTell(roles, w.Of, w.Division, w.Household) {
			out = append(out, about(w, kind, login))
		}
	}
	switch light := w.Clock.LightAt(today); {
	case light == workflow.Late:
		tell(Overdue, w.Owners)
		above := w.Above
		if above == nil {
			above = workflow.Told(w.Owners)
		}
		tell(BelowLate, above)
	case light == workflow.PastHalf:
		tell(HalfGone, w.Owners)
	case w.Fresh != "":
		tell(w.Fresh, w.Owners)
	}
	return out
}

// Handover are the messages to both sides of a role that was handed over: who had it
// and who has it, with how much of it is open and late.
func Handover(from, to, role string, at division.Code, open, late int, when time.Time) []*Message {
	key := fmt.Sprintf("%s/%d/%s/%s/%d", role, at, from, to, when.UnixNano())
	tally := Tally{Open: open, Late: late}
	return []*Message{
		{Key: string(HandedOver) + "/" + key, To: from, Kind: HandedOver, Division: at, State: role, Tally: tally},
		{Key: string(TakenOver) + "/" + key, To: to, Kind: TakenOver, Division: at, State: role, Tally: tally},
	}
}
