package intake

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"github.com/parquet-go/parquet-go"
)

// loadParquet reads the flat columns of a Parquet file, a batch of rows at a time.
// Its first row has line 2, as below a header; Parquet itself numbers no rows.
// Columns of columns (lists, maps, groups) are no cells and are ignored.
func (b *builder) loadParquet(ctx context.Context, src io.ReaderAt, size int64, tick func()) error {
	file, err := openParquet(src, size)
	if err != nil {
		return err
	}
	var names, nested []string
	var columns []*parquet.Column
	for _, c := range file.Root().Columns() {
		if !c.Leaf() || c.Repeated() {
			nested = append(nested, c.Name())
			continue
		}
		columns = append(columns, c)
		names = append(names, string(trim([]byte(c.Name()))))
	}
	if len(names) > b.opt.Limits.Columns {
		return refuse("the file has %d columns, more than %d", len(names), b.opt.Limits.Columns)
	}
	h, _, refused := readHeader(b.t, names, b.opt.Mapping)
	if refused != nil {
		return refused
	}
	h.ignored = append(h.ignored, nested...)
	b.setHeader(h, true)
	line := 2
	for i, group := range file.RowGroups() {
		for _, c := range columns {
			if err := checkPages(src, &file.Metadata().RowGroups[i].Columns[c.Index()].MetaData, b.opt.Limits); err != nil {
				return err
			}
		}
		g := parquetGroup{builder: b, columns: columns, tick: tick, line: line}
		if err := g.read(ctx, group); err != nil {
			return err
		}
		line = g.line
	}
	return nil
}

func openParquet(src io.ReaderAt, size int64) (file *parquet.File, err error) {
	defer catch(&err)
	file, err = parquet.OpenFile(src, size, parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true))
	if err != nil {
		return nil, damaged("the Parquet file is cut off or damaged", err)
	}
	return file, nil
}

// catch makes a refusal of a panic of the library, which trusts some of what a
// file says about itself.
func catch(err *error) {
	if p := recover(); p != nil {
		*err = damaged("the Parquet file is damaged", fmt.Errorf("%v", p))
	}
}

// parquetGroup reads one row group.
type parquetGroup struct {
	*builder
	columns []*parquet.Column
	tick    func()
	line    int
}

// batch is some rows of one column as cells; their texts stand in arena.
type batch struct {
	values parquet.ColumnChunkValueReader
	read   func(parquet.Value, []byte) ([]byte, form)
	name   string
	space  []parquet.Value
	arena  []byte
	cells  []sheetCell
}

const batchRows = 1024

func (g *parquetGroup) read(ctx context.Context, group parquet.RowGroup) error {
	chunks := group.ColumnChunks()
	batches := make([]*batch, len(g.columns))
	for i, c := range g.columns {
		values := parquet.NewColumnChunkValueReader(chunks[c.Index()])
		defer values.Close()
		batches[i] = &batch{values: values, read: cellReader(c.Type()), name: c.Name(), space: make([]parquet.Value, batchRows)}
	}
	row := make([]cell, len(batches))
	for left := group.NumRows(); left > 0; {
		if err := ctx.Err(); err != nil {
			return err
		}
		g.tick()
		rows := int(min(left, batchRows))
		for _, b := range batches {
			if err := b.next(rows, g.line, g.opt.Limits); err != nil {
				return err
			}
		}
		for r := range rows {
			for i, b := range batches {
				c := b.cells[r]
				row[i] = cell{b.arena[c.start:c.end], c.form}
			}
			if err := g.row(g.line, row, len(row)); err != nil {
				return err
			}
			g.line++
		}
		left -= int64(rows)
	}
	return nil
}

// next reads some rows of the column, the first of them at line.
func (b *batch) next(rows, line int, limits Limits) (err error) {
	defer catch(&err)
	b.arena, b.cells = b.arena[:0], b.cells[:0]
	for len(b.cells) < rows {
		n, err := b.values.ReadValues(b.space[:rows-len(b.cells)])
		if n == 0 {
			if err == nil || errors.Is(err, io.EOF) {
				err = nil
			}
			return damaged(fmt.Sprintf("the Parquet file is cut off or damaged in column %s near line %d", b.name, line+len(b.cells)), err)
		}
		// The values stand in a page that may be gone at the next reading.
		for _, v := range b.space[:n] {
			start := len(b.arena)
			var form form
			if !v.IsNull() {
				b.arena, form = b.read(v, b.arena)
			}
			text := b.arena[start:]
			at := line + len(b.cells)
			switch {
			case len(text) > limits.Cell:
				return refuse("line %d: column %s has a cell of more than %d bytes, which no cell has; the file is damaged", at, b.name, limits.Cell)
			case bytes.IndexByte(text, 0) >= 0:
				return refuse("line %d: column %s has a NUL byte; the file is damaged or holds no text there", at, b.name)
			case form == written && !utf8.Valid(text):
				form = notText
			}
			b.cells = append(b.cells, sheetCell{start: start, end: len(b.arena), form: form})
		}
	}
	return nil
}
