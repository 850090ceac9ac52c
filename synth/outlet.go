package synth

import (
	"fmt"
	"os"
	"path/filepath"
)

// outlet is where a table's rows go: one file after the other.
type outlet struct {
	run    *run
	table  tableID
	folder string
	county int // index of the county whose code the open file's name bears

	file  sheet // nil before the first row and after the last
	path  string
	rows  int // in the open file
	parts int
	files []string
	bytes int64
}

// format is one way to write rows to a file.
type format struct {
	extension string
	// most is how many rows one file may hold; 0 is without end.
	most int
	// encode prepares a block's rows of one table away from the file, if the format
	// can.
	encode func(dst []byte, r *rows, l *layout) []byte
	create func(path string, t tableID, l *layout) (sheet, error)
}

// sheet is one file being written.
type sheet interface {
	// write takes a block's rows, and what encode made of them.
	write(r *rows, encoded []byte) error
	close() error
	// abandon gives up the file; after close it does nothing.
	abandon()
}

func formatOf(name string) format {
	switch name {
	case "gb18030":
		return format{extension: "csv", encode: encodeGB18030, create: createGB18030}
	case "xlsx":
		return format{extension: "xlsx", most: 1_000_000, create: createWorkbook}
	case "parquet":
		return format{extension: "parquet", create: createParquet}
	}
	return format{extension: "csv", encode: encodeCSV, create: createCSV}
}

// encode prepares all tables' rows.
func (b *block) encode() {
	b.spoil()
	if encode := b.run.format.encode; encode != nil {
		for t := range b.rows {
			b.encoded[t] = encode(b.encoded[t][:0], &b.rows[t], &b.run.layouts[t])
		}
	}
}

// put writes a block's rows.
func (o *outlet) put(b *block, t tableID) error {
	r := &b.rows[t]
	c := b.run.spans[b.number].county.index
	l := &o.run.layouts[t]
	most := o.run.format.most
	if o.file == nil || l.startsAt(c) && c != o.county || most > 0 && o.rows+r.count() > most {
		if err := o.next(c); err != nil {
			return err
		}
	}
	o.rows += r.count()
	if err := o.file.write(r, b.encoded[t]); err != nil {
		return fmt.Errorf("writing %s: %w", filepath.Base(o.path), err)
	}
	return nil
}

// next closes the open file and opens the one after it.
func (o *outlet) next(county int) error {
	if err := o.finish(); err != nil {
		return err
	}
	l := &o.run.layouts[o.table]
	if l.startsAt(county) {
		o.parts = 0
	}
	o.parts++
	o.county, o.rows = county, 0
	name := l.fileName(o.run.counties[county].six, o.parts) + "." + o.run.format.extension
	o.path = filepath.Join(o.folder, name)
	o.files = append(o.files, name)
	var err error
	if o.file, err = o.run.format.create(o.path, o.table, l); err != nil {
		return fmt.Errorf("creating %s: %w", name, err)
	}
	return nil
}

// finish closes the open file, if one is open.
func (o *outlet) finish() error {
	if o.file == nil {
		return nil
	}
	file := o.file
	o.file = nil
	if err := file.close(); err != nil {
		return fmt.Errorf("writing %s: %w", filepath.Base(o.path), err)
	}
	info, err := os.Stat(o.path)
	if err != nil {
		return err
	}
	o.bytes += info.Size()
	return nil
}

func (o *outlet) close() (files []string, bytes int64, err error) {
	err = o.finish()
	return o.files, o.bytes, err
}

func (o *outlet) abandon() {
	if o.file != nil {
		o.file.abandon()
	}
}
