package intake

import (
	"bytes"
	"context"

	"dixian/column"
	"dixian/rule"
)

// loadBytes loads a file that stands in memory, as Load does.
func loadBytes(t *rule.Table, content []byte, opt Options) (*Loaded, error) {
	b, err := newBuilder(t, opt)
	if err != nil {
		return nil, err
	}
	if err := b.bytes(content); err != nil {
		return nil, err
	}
	return b.finish(), nil
}

// streamBytes streams a file that stands in memory, as Stream does, and puts its
// rows together again.
func streamBytes(t *rule.Table, content []byte, opt Options) (*Loaded, error) {
	all, err := newBuilder(t, opt)
	if err != nil {
		return nil, err
	}
	all.forget()
	elsewhere := &all.out.NamedElsewhere
	out, err := streamed(t, opt, func(rows *Loaded) error {
		for i := range rows.Len() {
			for at, c := range all.out.Columns {
				if c != nil {
					appendRow(c, rows.Columns[at], i)
				}
			}
			elsewhere.Append(rows.NamedElsewhere.Get(i))
		}
		all.out.rows += rows.Len()
		all.out.File, all.out.Line = append(all.out.File, rows.File...), append(all.out.Line, rows.Line...)
		return nil
	}, func(b *builder) error { return b.bytes(content) })
	if err != nil {
		return nil, err
	}
	out.Columns, out.File, out.Line, out.NamedElsewhere, out.rows = all.out.Columns, all.out.File, all.out.Line, *elsewhere, all.out.rows
	return out, nil
}

// bytes reads a file that stands in memory.
func (b *builder) bytes(content []byte) error {
	ctx := context.Background()
	s, err := surveyFile(ctx, bytes.NewReader(content), bytes.NewReader(content), "", b.opt.Limits)
	if err != nil {
		return err
	}
	if err := b.begin(FileReport{Format: s.format}); err != nil {
		return err
	}
	idle := func() {}
	switch s.format {
	case formatXLSX:
		err = b.loadXLSX(ctx, bytes.NewReader(content), s.size, idle)
	case formatParquet:
		err = b.loadParquet(ctx, bytes.NewReader(content), s.size, idle)
	default:
		err = b.loadCSV(ctx, bytes.NewReader(content), s, idle)
	}
	return err
}

// appendRow adds a row of another column.
func appendRow(to, from column.Column, row int) {
	if !from.Known(row) {
		to.AppendUnknown()
		return
	}
	switch from := from.(type) {
	case *column.Long:
		to.(*column.Long).Append(from.Values[row])
	case *column.Word:
		to.(*column.Word).Append(from.Values[row])
	case *column.Byte:
		to.(*column.Byte).Append(from.Values[row])
	case *column.Text:
		to.(*column.Text).AppendBytes(from.Bytes(row))
	}
}
