package audit

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"
)

// log is a store in memory, for chains that somebody has put his hands on.
type log []*Entry

func (l log) Append(context.Context, *Entry) error { return errors.New("not here") }

func (l log) Page(context.Context, int64, int) ([]*Entry, error) { return nil, errors.New("not here") }

func (l log) Entries(_ context.Context, each func(*Entry) error) error {
	for _, e := range l {
		if err := each(e); err != nil {
			return err
		}
	}
	return nil
}

func chain(n int) log {
	var l log
	prev := ""
	for i := range n {
		e := &Entry{Seq: int64(i + 1), At: time.Date(2025, 6, 30, 9, 0, i, 5, time.UTC), User: "wang", Action: "visit", Subject: fmt.Sprint("case/", i), Detail: "visited"}
		e.Seal(prev)
		prev = e.Hash
		l = append(l, e)
	}
	return l
}

func TestVerifyNamesTheFirstEntryThatDoesNotHold(t *testing.T) {
	for says, c := range map[string]struct {
		tamper func(l log) log
		at     int64
	}{
		"another user":                   {func(l log) log { l[2].User = "li"; return l }, 3},
		"another action":                 {func(l log) log { l[2].Action = "note"; return l }, 3},
		"another subject":                {func(l log) log { l[2].Subject = "case/9"; return l }, 3},
		"another detail":                 {func(l log) log { l[2].Detail = ""; return l }, 3},
		"a nanosecond later":             {func(l log) log { l[2].At = l[2].At.Add(1); return l }, 3},
		"a word moved to the next field": {func(l log) log { l[2].Action, l[2].Subject = "visitc", "ase/2"; return l }, 3},
		"changed and sealed again":       {func(l log) log { l[2].User = "li"; l[2].Seal(l[1].Hash); return l }, 4},
		"dropped":                        {func(l log) log { return slices.Delete(l, 2, 3) }, 3},
		"the first dropped":              {func(l log) log { return l[1:] }, 1},
		"inserted":                       {func(l log) log { e := *l[2]; return slices.Insert(l, 3, &e) }, 4},
		"exchanged":                      {func(l log) log { l[2], l[3] = l[3], l[2]; return l }, 3},
		"cut off in front and numbered anew": {func(l log) log {
			for _, e := range l[1:] {
				e.Seq--
			}
			return l[1:]
		}, 1},
	} {
		n, err := Verify(t.Context(), c.tamper(chain(5)))
		var broken *Broken
		if !errors.As(err, &broken) || broken.Seq != c.at || n != c.at-1 {
			t.Errorf("%s: %v after %d entries, want the break at %d", says, err, n, c.at)
		}
	}
}

func TestVerify(t *testing.T) {
	for _, n := range []int{0, 1, 5} {
		if got, err := Verify(t.Context(), chain(n)); got != int64(n) || err != nil {
			t.Errorf("%d entries: %d %v", n, got, err)
		}
	}
	l := chain(1)
	l[0].At = l[0].At.In(time.FixedZone("Beijing", 8*3600))
	if _, err := Verify(t.Context(), l); err != nil {
		t.Errorf("the same moment in another zone: %v", err)
	}
}
