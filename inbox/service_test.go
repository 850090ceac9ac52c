package inbox_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"dixian/access"
	"dixian/calendar"
	"dixian/inbox"
	"dixian/store"
	"dixian/workflow"
)

// post is the service over a real database, with a clock that is moved.
type post struct {
	*inbox.Service
	t       *testing.T
	now     time.Time
	waits   []inbox.Wait
	carried []string
	broken  error
}

func (p *post) Waits(context.Context, calendar.Date) ([]inbox.Wait, error) { return p.waits, nil }

func (p *post) Concerned(context.Context) (map[string][]string, error) { return nil, nil }

func (p *post) Standings(context.Context, calendar.Date, []string) ([]inbox.Standing, error) {
	var out []inbox.Standing
	for _, w := range p.waits {
		out = append(out, inbox.Standing{Division: w.Division, Owners: w.Owners, Tally: inbox.Tally{Open: 1}})
	}
	return out, nil
}

func (p *post) Label(state string) string { return state }

func (p *post) Carry(_ context.Context, login, sentence string) error {
	if p.broken == nil {
		p.carried = append(p.carried, login+" "+sentence)
	}
	return p.broken
}

// aPost has one clue at a village, sent on Tuesday 10 June 2025, nine o'clock.
func aPost(t *testing.T) *post {
	t.Helper()
	dir := t.TempDir()
	keys, err := store.Keys(dir)
	must(t, err)
	db, err := store.Open(t.Context(), dir, keys)
	must(t, err)
	t.Cleanup(func() { db.Close() })
	for _, u := range office()[:4] {
		must(t, db.CreateUser(t.Context(), u, access.Credential{}))
	}
	p := &post{t: t, now: time.Date(2025, 6, 10, 9, 0, 0, 0, time.FixedZone("Beijing", 8*3600)), waits: []inbox.Wait{waiting(nil)}}
	p.Service = &inbox.Service{Store: db, Users: db, Source: p, Now: func() time.Time { return p.now }, Carrier: carrierOf{p}}
	return p
}

// carrierOf tells the service's Carry and the carrier's apart.
type carrierOf struct{ p *post }

func (c carrierOf) Carry(ctx context.Context, login, sentence string) error {
	return c.p.Carry(ctx, login, sentence)
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// ticks wants a tick to send so many messages.
func (p *post) ticks(want int, says string) {
	p.t.Helper()
	sent, err := p.Tick(p.t.Context())
	must(p.t, err)
	if sent != want {
		p.t.Errorf("%s: %d messages, want %d", says, sent, want)
	}
}

// goesOut wants so many messages to have been carried, after one more round.
func (p *post) goesOut(want int, says string) {
	p.t.Helper()
	must(p.t, p.Service.Carry(p.t.Context()))
	if len(p.carried) != want {
		p.t.Errorf("%s: %d were carried, want %d: %v", says, len(p.carried), want, p.carried)
	}
}

func (p *post) at(hour, days int) {
	p.now = time.Date(2025, 6, 10+days, hour, 0, 0, 0, p.now.Location())
}

func TestNothingIsSentTwice(t *testing.T) {
	p := aPost(t)
	p.ticks(4, "the clue and the digest, to the cadre and the team")
	p.ticks(0, "a tick repeated")
	var all sync.WaitGroup
	p.at(9, 2)
	sent := make([]int, 4)
	for i := range sent {
		all.Go(func() {
			n, err := p.Tick(context.Background())
			if err != nil {
				t.Error(err)
			}
			sent[i] = n
		})
	}
	all.Wait()
	if total := sent[0] + sent[1] + sent[2] + sent[3]; total != 4 {
		t.Errorf("four servers at once sent %v, want four messages in all", sent)
	}
	p.at(9, 5)
	p.ticks(5, "late: both, the town, and both digests")
	p.at(9, 6)
	p.ticks(2, "the day after only the digests")
	must(t, p.Service.Carry(t.Context()))
	if len(p.carried) != 15 {
		t.Errorf("%d were carried of 15", len(p.carried))
	}
	p.goesOut(15, "carried again")
}

// short is a store that tells how many messages the longest transaction sent.
type short struct {
	inbox.Store
	most int
}

func (s *short) AddMessages(ctx context.Context, messages []*inbox.Message) error {
	s.most = max(s.most, len(messages))
	return s.Store.AddMessages(ctx, messages)
}

// On the morning on which a whole county is late, whoever writes waits for a few
// hundred messages and not for all.
func TestManyMessagesGoInShortTransactions(t *testing.T) {
	p := aPost(t)
	counted := &short{Store: p.Store}
	p.Store = counted
	one := p.waits[0]
	p.waits = nil
	for i := range 800 {
		w := one
		w.Case = int64(i + 1)
		p.waits = append(p.waits, w)
	}
	p.at(7, 0)
	p.ticks(1600, "each clue to the cadre and the team")
	if counted.most > 500 {
		t.Errorf("one transaction sent %d messages", counted.most)
	}
	p.ticks(0, "a tick repeated")
}

func TestTheDigestComesInTheMorning(t *testing.T) {
	p := aPost(t)
	p.at(7, 1)
	p.ticks(2, "before eight o'clock only what has come about")
	p.at(8, 1)
	p.ticks(2, "at eight o'clock the digests")
}

func TestQuietHours(t *testing.T) {
	for _, c := range []struct {
		says            string
		hour            int
		urgent          bool
		now, atSevenDay int // carried at once, and at seven the day after
	}{
		{"at night nobody's phone rings", 23, false, 0, 4},
		{"before seven neither", 6, false, 0, 2},
		{"at seven it may", 7, false, 2, 2},
		{"a red clue goes out at any hour, its digest does not", 23, true, 2, 4},
	} {
		t.Run(c.says, func(t *testing.T) {
			p := aPost(t)
			p.waits[0].Urgent = c.urgent
			p.at(c.hour, 0)
			_, err := p.Tick(t.Context())
			must(t, err)
			p.goesOut(c.now, "at once")
			p.at(7, 1)
			p.goesOut(c.atSevenDay, "in the morning")
		})
	}
}

func TestACarrierThatFailsIsTriedAgainAndThenNoMore(t *testing.T) {
	p := aPost(t)
	p.at(7, 1)
	p.broken = errors.New("no line")
	p.ticks(2, "two messages")
	p.goesOut(0, "the carrier is down")
	p.broken = nil
	p.goesOut(0, "not before some minutes are over")
	p.now = p.now.Add(5 * time.Minute)
	p.goesOut(2, "then it is tried again")

	p.broken = errors.New("no line")
	p.waits[0].Clock.Since++
	p.ticks(2, "two more")
	for range 10 {
		must(t, p.Service.Carry(t.Context()))
		p.now = p.now.Add(3 * time.Hour)
		if p.now.Hour() < 7 || p.now.Hour() >= 21 {
			p.now = p.now.Add(10 * time.Hour)
		}
	}
	p.broken = nil
	p.goesOut(2, "what was refused six times stays refused")
	held, err := p.Messages(t.Context(), inbox.Filter{To: "cun", Limit: 1})
	must(t, err)
	if m := held[0]; m.Carried != inbox.NotTaken || m.Tries != 6 || m.Fault != "no line" {
		t.Errorf("%+v", m.Carriage)
	}
}

// Who dies between handing over and writing down leaves a message of which nobody
// knows; to send it again would send it twice.
func TestAMessageBeingHandedOverWhenTheServerDiesIsNotSentAgain(t *testing.T) {
	p := aPost(t)
	p.at(7, 1)
	p.ticks(2, "two messages")
	waiting, err := p.Store.MessagesToCarry(t.Context(), p.now, 1)
	must(t, err)
	waiting[0].Carried = inbox.Handing
	mine, err := p.Store.SaveCarriage(t.Context(), waiting[0], inbox.ToCarry)
	must(t, err)
	again, err := p.Store.SaveCarriage(t.Context(), waiting[0], inbox.ToCarry)
	must(t, err)
	if !mine || again {
		t.Errorf("taken: %v, taken by another too: %v", mine, again)
	}
	p.goesOut(1, "after the restart")
}

func TestReading(t *testing.T) {
	p := aPost(t)
	p.ticks(4, "two each")
	unread := func(login string) int {
		n, err := p.Unread(t.Context(), login)
		must(t, err)
		return n
	}
	held, err := p.Messages(t.Context(), inbox.Filter{To: "cun", Unread: true})
	must(t, err)
	must(t, p.Read(t.Context(), "dui", []int64{held[0].ID}))
	if unread("cun") != 2 {
		t.Error("somebody else has read it")
	}
	must(t, p.Read(t.Context(), "cun", []int64{held[0].ID}))
	if got := fmt.Sprint(unread("cun"), unread("dui")); got != "1 2" {
		t.Errorf("one of two is read: %s", got)
	}
	must(t, p.Read(t.Context(), "dui", nil))
	if unread("dui") != 0 {
		t.Error("all are read")
	}
}

// A message tells who is told by the clock, so that a case in time says nothing.
func TestNothingToTell(t *testing.T) {
	p := aPost(t)
	p.at(7, 0)
	p.waits[0].Fresh, p.waits[0].Clock = "", workflow.Clock{Since: day, Due: day + 9}
	p.ticks(0, "in time")
}
