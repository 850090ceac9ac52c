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

// Head believes the chain: what an end kept apart shows is tested below.
func (l log) Head(context.Context) (Head, error) {
	if len(l) == 0 {
		return Head{}, nil
	}
	last := l[len(l)-1]
	return Head{last.Seq, last.Hash}, nil
}

func (l log) Append(context.Context, *Entry) error { return errors.New("not here") }

func (l log) Page(_ context.Context, f Filter) ([]*Entry, error) {
	for _, e := range slices.Backward(l) {
		if e.Seq < f.Before {
			return []*Entry{e}, nil
		}
	}
	return nil, nil
}

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

// ended is a log whose end was kept apart.
type ended struct {
	log
	head Head
	err  error
}

func (l ended) Head(context.Context) (Head, error) { return l.head, l.err }

func headOf(l log) Head { h, _ := l.Head(context.Background()); return h }

func TestVerifyHoldsTheChainAgainstItsEnd(t *testing.T) {
	forged := chain(5)
	forged[4].Detail = "another"
	forged[4].Seal(forged[3].Hash)
	whole := headOf(chain(5))
	for says, c := range map[string]struct {
		log ended
		at  int64
	}{
		"the newest dropped":            {ended{chain(4), whole, nil}, 5},
		"the newest two dropped":        {ended{chain(3), whole, nil}, 4},
		"all dropped":                   {ended{nil, whole, nil}, 1},
		"the newest written anew":       {ended{forged, whole, nil}, 5},
		"one added behind the log":      {ended{chain(6), whole, nil}, 6},
		"the end changed with the log":  {ended{chain(4), headOf(chain(4)), &Broken{4, "not sealed"}}, 4},
		"a damaged end of a good chain": {ended{chain(5), Head{}, &Broken{5, "not sealed"}}, 5},
	} {
		_, err := Verify(t.Context(), c.log)
		var broken *Broken
		if !errors.As(err, &broken) || broken.Seq != c.at {
			t.Errorf("%s: %v, want the break at %d", says, err, c.at)
		}
	}
}

// growing gets entries while it is walked.
type growing struct{ log *log }

func (g growing) Append(context.Context, *Entry) error { return errors.New("not here") }
func (g growing) Page(context.Context, Filter) ([]*Entry, error) {
	return nil, errors.New("not here")
}
func (g growing) Head(ctx context.Context) (Head, error) { return g.log.Head(ctx) }
func (g growing) Entries(ctx context.Context, each func(*Entry) error) error {
	*g.log = chain(len(*g.log) + 2)
	return g.log.Entries(ctx, each)
}

func TestVerifyWhileOthersWrite(t *testing.T) {
	l := chain(3)
	if n, err := Verify(t.Context(), growing{&l}); n != 5 || err != nil {
		t.Errorf("%d %v", n, err)
	}
}

func TestHolds(t *testing.T) {
	kept := headOf(chain(3))
	for says, c := range map[string]struct {
		log  log
		kept Head
		ok   bool
	}{
		"cut off before it":            {chain(2), kept, false},
		"empty":                        {nil, kept, false},
		"another entry in its place":   {chain(5), Head{3, "aa"}, false},
		"the same":                     {chain(3), kept, true},
		"longer since":                 {chain(5), kept, true},
		"kept when there was no entry": {chain(5), Head{}, true},
	} {
		if err := Holds(t.Context(), c.log, c.kept); (err == nil) != c.ok {
			t.Errorf("%s: %v", says, err)
		}
	}
}
