package synth

import (
	"os"
	"slices"

	"github.com/parquet-go/parquet-go"
)

// parquetFile is a Parquet file whose columns are all optional strings, so that it
// holds the same cells as a CSV file; an empty cell is a null.
type parquetFile struct {
	file   *os.File
	writer *parquet.Writer
	layout *layout
	places []int // of each column of the table, in the file
	note   int   // place of the note
	row    parquet.Row
	closed bool
}

// groupRows is how many rows a row group holds.
const groupRows = 100_000

func createParquet(path string, t tableID, l *layout) (sheet, error) {
	file, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	group := parquet.Group{}
	for _, word := range l.header {
		group[word] = parquet.Optional(parquet.String())
	}
	schema := parquet.NewSchema(tables[t].key, group)
	p := &parquetFile{file: file, layout: l, row: make(parquet.Row, len(l.header))}
	p.writer = parquet.NewWriter(file, schema, parquet.Compression(&parquet.Snappy), parquet.MaxRowsPerRowGroup(groupRows))
	names := make([]string, 0, len(l.header))
	for _, field := range schema.Fields() {
		names = append(names, field.Name())
	}
	for i := range tables[t].columns {
		p.places = append(p.places, slices.Index(names, l.header[l.place(i)]))
	}
	p.note = slices.Index(names, noteHeader)
	return p, nil
}

func (p *parquetFile) write(r *rows, _ []byte) error {
	for row := range r.count() {
		for column, place := range p.places {
			p.set(place, r.cell(row, column))
		}
		if p.layout.note {
			note := []byte(nil)
			if noted(row) {
				note = []byte("已核")
			}
			p.set(p.note, note)
		}
		if _, err := p.writer.WriteRows([]parquet.Row{p.row}); err != nil {
			return err
		}
	}
	return nil
}

func (p *parquetFile) set(place int, cell []byte) {
	if len(cell) == 0 {
		p.row[place] = parquet.NullValue().Level(0, 0, place)
		return
	}
	p.row[place] = parquet.ByteArrayValue(cell).Level(0, 1, place)
}

func (p *parquetFile) close() error {
	p.closed = true
	err := p.writer.Close()
	if closing := p.file.Close(); err == nil {
		err = closing
	}
	return err
}

func (p *parquetFile) abandon() {
	if !p.closed {
		p.closed = true
		p.file.Close()
	}
}
