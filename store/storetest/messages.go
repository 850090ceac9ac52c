package storetest

import (
	"context"
	"fmt"
	"testing"
	"time"

	"dixian/calendar"
	"dixian/casework"
	"dixian/inbox"
)

func aMessage(key, to string) *inbox.Message {
	return &inbox.Message{
		Key: key, To: to, Kind: inbox.Overdue, Case: 7, Division: village, State: "dispatched", DueOn: day, Urgent: true, Tally: inbox.Tally{Open: 3, Today: 2, Late: 1},
		Day: day + 1, At: noon, Carriage: inbox.Carriage{Carried: inbox.ToCarry, NotBefore: noon.Add(time.Hour)},
	}
}

var messages = []sentence{
	{"a message of a key that there is one of is refused, and none of its transaction stays", func(t *testing.T, db Opened) {
		must(t, db.AddMessages(t.Context(), []*inbox.Message{aMessage("a", "cun")}))
		err := db.Atomically(t.Context(), func(ctx context.Context) error {
			return db.AddMessages(ctx, []*inbox.Message{aMessage("b", "cun"), aMessage("a", "dui")})
		})
		if err == nil {
			t.Fatal("a second message of a key was taken")
		}
		same(t, "known", got(db.KnownMessages(t.Context(), []string{"a", "b", "c"}))(t), map[string]bool{"a": true})
		same(t, "known of none", got(db.KnownMessages(t.Context(), nil))(t), map[string]bool{})
	}},
	{"a message comes back as it was kept", func(t *testing.T, db Opened) {
		m := aMessage("a", "cun")
		must(t, db.AddMessages(t.Context(), []*inbox.Message{m}))
		held := got(db.Messages(t.Context(), inbox.Filter{To: "cun"}))(t)[0]
		if !held.At.Equal(noon) || !held.NotBefore.Equal(noon.Add(time.Hour)) {
			t.Errorf("%s, %s", held.At, held.NotBefore)
		}
		held.At, held.NotBefore = m.At, m.NotBefore
		same(t, "message", held, m)
	}},
	{"messages from before a moment are deleted, read or not, and nothing else", func(t *testing.T, db Opened) {
		old, young := aMessage("old", "cun"), aMessage("young", "cun")
		old.At, young.At = noon.Add(-time.Second), noon
		must(t, db.AddMessages(t.Context(), []*inbox.Message{old, young}))
		same(t, "old ones", got(db.CountMessages(t.Context(), noon))(t), 1)
		same(t, "deleted", got(db.PurgeMessages(t.Context(), noon))(t), 1)
		same(t, "left", got(db.CountMessages(t.Context(), noon))(t), 0)
		same(t, "kept", got(db.Messages(t.Context(), inbox.Filter{To: "cun"}))(t)[0].Key, "young")
	}},
	{"each of many messages gets its own number", func(t *testing.T, db Opened) {
		list := make([]*inbox.Message, 230)
		for i := range list {
			list[i] = aMessage(fmt.Sprint("k", i), "cun")
		}
		must(t, db.AddMessages(t.Context(), list))
		held := got(db.Messages(t.Context(), inbox.Filter{To: "cun"}))(t)
		same(t, "kept", len(held), len(list))
		for i, m := range list {
			if h := held[len(held)-1-i]; h.Key != m.Key || h.ID != m.ID {
				t.Fatalf("message %d is %s with number %d, kept as %s with %d", i, m.Key, m.ID, h.Key, h.ID)
			}
		}
	}},
	{"messages are listed newest first, a person's own, and read by that person alone", func(t *testing.T, db Opened) {
		list := []*inbox.Message{aMessage("a", "cun"), aMessage("b", "dui"), aMessage("c", "cun"), aMessage("d", "cun")}
		must(t, db.AddMessages(t.Context(), list))
		must(t, db.ReadMessages(t.Context(), "dui", []int64{list[0].ID}, noon))
		same(t, "unread", got(db.CountUnread(t.Context(), "cun"))(t), 3)
		must(t, db.ReadMessages(t.Context(), "cun", []int64{list[0].ID, list[1].ID}, noon))
		for _, c := range []struct {
			says string
			f    inbox.Filter
			want string
		}{
			{"own", inbox.Filter{To: "cun"}, "dca"},
			{"unread", inbox.Filter{To: "cun", Unread: true}, "dc"},
			{"a page", inbox.Filter{To: "cun", Before: list[3].ID, Limit: 1}, "c"},
			{"another's", inbox.Filter{To: "dui", Unread: true}, "b"},
			{"nobody's", inbox.Filter{}, ""},
		} {
			keys := ""
			for _, m := range got(db.Messages(t.Context(), c.f))(t) {
				keys += m.Key
			}
			same(t, c.says, keys, c.want)
		}
		must(t, db.ReadMessages(t.Context(), "cun", nil, noon))
		same(t, "all read", got(db.CountUnread(t.Context(), "cun"))(t), 0)
		same(t, "another's unread", got(db.CountUnread(t.Context(), "dui"))(t), 1)
	}},
	{"a message waits for its carrier until its hour, and one carrier takes it", func(t *testing.T, db Opened) {
		inside := aMessage("b", "cun")
		inside.Carriage = inbox.Carriage{}
		must(t, db.AddMessages(t.Context(), []*inbox.Message{aMessage("a", "cun"), inside}))
		same(t, "early", len(got(db.MessagesToCarry(t.Context(), noon, 10))(t)), 0)
		waiting := got(db.MessagesToCarry(t.Context(), noon.Add(time.Hour), 10))(t)
		same(t, "in time", len(waiting), 1)
		m := waiting[0]
		m.Carried, m.Tries, m.Fault = inbox.Handing, 1, "x"
		same(t, "taken", got(db.SaveCarriage(t.Context(), m, inbox.ToCarry))(t), true)
		same(t, "taken twice", got(db.SaveCarriage(t.Context(), m, inbox.ToCarry))(t), false)
		same(t, "still waiting", len(got(db.MessagesToCarry(t.Context(), noon.Add(time.Hour), 10))(t)), 0)
	}},
	{"waiting cases are those sent to a village, past half of their limit, or to be asked again", func(t *testing.T, db Opened) {
		waiting := func(code string, change func(c *casework.Case)) {
			given(t, db, code, village, func(c *casework.Case) {
				c.State, c.StateSince, c.DueOn = "visited", day, day+4
				change(c)
			})
		}
		waiting("H1", func(c *casework.Case) {})                                                    // in time
		waiting("H2", func(c *casework.Case) { c.StateSince, c.DueOn = day-2, day+2 })              // half
		waiting("H3", func(c *casework.Case) { c.StateSince, c.DueOn = day-9, day-1 })              // late
		waiting("H4", func(c *casework.Case) { c.State = "dispatched" })                            // fresh
		waiting("H5", func(c *casework.Case) { c.StateSince, c.DueOn = day-90, 0 })                 // no limit
		waiting("H6", func(c *casework.Case) { c.State, c.StateSince, c.DueOn = "settled", 1, 2 })  // closed
		waiting("H7", func(c *casework.Case) { c.PausedOn, c.AskAgainOn, c.DueOn = day, day+1, 0 }) // asked again
		same(t, "waiting", codesOf(got(db.WaitingCases(t.Context(), day))(t)), "H2 H3 H4 H7")
	}},
	{"what is due is counted by village and state", func(t *testing.T, db Opened) {
		for i, due := range []calendar.Date{day - 1, day, day, day + 3} {
			given(t, db, string(rune('A'+i)), village, func(c *casework.Case) { c.DueOn = due })
		}
		given(t, db, "P", village, func(c *casework.Case) { c.DueOn, c.PausedOn = day, day-2 })
		given(t, db, "N", village, func(c *casework.Case) { c.DueOn = 0 })
		given(t, db, "S", village, func(c *casework.Case) { c.State = "settled" })
		given(t, db, "F", foreign, func(c *casework.Case) { c.State = "dispatched" })
		same(t, "due", got(db.CountDue(t.Context(), day, nil))(t), []casework.DueCount{
			{Division: village, State: "triage", Open: 5, Today: 2, Late: 1}, {Division: foreign, State: "dispatched", Open: 1},
		})
	}},
}
