package intake

import (
	"cmp"
	"context"
	"slices"

	"dixian/column"
	"dixian/rule"
)

// streamedRows is how many rows are handed over at once, at least.
const streamedRows = 8192

// Stream reads files as Load does, to the same rows, counts and words, and holds
// none of the rows: each gets them in order, some thousand at a time, and must not
// keep them. Files are read twice. The first time only what tells rows apart is
// kept, to know which ones later rows replace. What comes back has no rows. If it
// is an error, what each has got is worth nothing.
//
// Twin: Load; sameBothWays holds them together.
func Stream(ctx context.Context, t *rule.Table, files []string, opt Options, each func(rows *Loaded) error) (*Loaded, error) {
	return streamed(t, opt, each, func(b *builder) error { return b.files(ctx, files) })
}

func streamed(t *rule.Table, opt Options, each func(rows *Loaded) error, read func(*builder) error) (*Loaded, error) {
	first := opt
	first.Keep = func(string) bool { return false }
	b, err := newBuilder(t, first)
	if err != nil {
		return nil, err
	}
	if err := read(b); err != nil {
		return nil, err
	}
	out, gone := b.out, b.replace()
	b.forget()
	elsewhere, n := out.NamedElsewhere, out.Len()
	out.File, out.Line, out.NamedElsewhere, out.rows = nil, nil, column.Bits{}, 0

	again := opt
	again.Bad, again.Warn, again.SetAside, again.Progress = nil, nil, nil, nil // all has been told
	if b, err = newBuilder(t, again); err != nil {
		return nil, err
	}
	b.stream = &stream{each: each, gone: gone, elsewhere: elsewhere, n: n, enough: cmp.Or(opt.streamed, streamedRows)}
	if err := read(b); err != nil {
		return nil, err
	}
	b.stream.enough = 1
	if err := b.handOver(); err != nil {
		return nil, err
	}
	same := func(a, b FileReport) bool { return a.SHA256 == b.SHA256 }
	if !slices.EqualFunc(b.out.Files, out.Files, same) || b.stream.at != n {
		return nil, changedMeanwhile()
	}
	return out, nil
}

// stream is where the rows of a builder go that keeps none.
type stream struct {
	each            func(rows *Loaded) error
	gone, elsewhere column.Bits // of all good rows, as the first reading found them
	n, at           int         // how many there are, and how many have gone on
	enough          int         // rows are handed over at once
}

// handOver gives the rows that are there on, if they are so many, and forgets them.
func (b *builder) handOver() error {
	s, n := b.stream, b.out.Len()
	if s == nil || n < s.enough {
		return nil
	}
	if s.at+n > s.n {
		return changedMeanwhile()
	}
	rows := &Loaded{Table: b.t, Columns: b.out.Columns, File: b.out.File, Line: b.out.Line, Files: b.out.Files, NamedElsewhere: noBits(n), rows: n}
	kept := make([]uint32, 0, n)
	for i := range n {
		rows.NamedElsewhere.Set(i, s.elsewhere.Get(s.at+i))
		if !s.gone.Get(s.at + i) {
			kept = append(kept, uint32(i))
		}
	}
	s.at += n
	if len(kept) < n {
		rows = rows.only(kept)
	}
	if err := s.each(rows); err != nil {
		return err
	}
	for _, c := range b.out.Columns {
		if c != nil {
			column.Empty(c)
		}
	}
	b.out.File, b.out.Line, b.out.rows = b.out.File[:0], b.out.Line[:0], 0
	return nil
}

// only are some of the rows. Columns are not touched: who reads pieces looks at them.
func (l *Loaded) only(rows []uint32) *Loaded {
	out := &Loaded{Table: l.Table, Columns: make([]column.Column, len(l.Columns)), Files: l.Files, NamedElsewhere: l.NamedElsewhere.Gather(rows), rows: len(rows)}
	for i, c := range l.Columns {
		if c != nil {
			out.Columns[i] = c.Gather(rows)
		}
	}
	if l.Line == nil {
		return out
	}
	for _, r := range rows {
		out.File, out.Line = append(out.File, l.File[r]), append(out.Line, l.Line[r])
	}
	return out
}
