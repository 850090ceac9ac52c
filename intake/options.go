package intake

import (
	"errors"

	"dixian/calendar"
)

// Options says how a table is loaded and who hears about it. The zero value of
// every field but Today is usable.
type Options struct {
	Today    calendar.Date // the day of loading: no ID was born after it; must be set
	Unmasked bool          // values in problems are shown as they came
	CheckAll bool          // bad cells are listed also in columns that Read does not name

	// Read says whether a fact reads a column. Bad cells of optional columns that
	// nothing reads are unknown without a warning, unless CheckAll. Nil: all are read.
	Read func(column string) bool
	// Keep says whether a column's values are wanted. The others are read and checked
	// all the same and serve to find rows of the same natural key, but in the end they
	// are nil in Loaded.Columns. Nil: all are kept.
	Keep func(column string) bool
	// Unplaced says that nobody asks from which file and line an accepted row came:
	// six bytes a row.
	Unplaced bool
	// Find makes what finds the row of a table that a reference leads to, by its key:
	// text, or the 18 characters of an ID; -1: it holds none, which a reference of a
	// Strict table must not say. Each goroutine that asks has one made for itself.
	// Nil: nothing is checked. FindIn makes one from loaded tables.
	Find func(table string) func(key []byte) (row int32)
	// ByRow says of which references not the key is stored but, as a Word, the row that
	// Find gives; one that leads nowhere is a number below -1, the same for the same
	// key. It is a fifth of the memory. Nil: of none.
	ByRow func(column string) bool

	// Bad hears of each row that is quarantined, Warn of each cell that is listed as
	// a warning, both in the order of files and lines. An error ends the load.
	Bad, Warn func(Problem) error
	// SetAside hears of the same rows as Bad, with all their cells and all that is
	// wrong with them. It costs copies; nil spares them.
	SetAside func(BadRow) error

	Mapping *Mapping // a source's own headers and codes; nil if it uses ours

	// Progress hears now and then how much of the table is read: rows so far and
	// bytes of files so far, over all its files.
	Progress func(table string, rows, bytes int64)

	Workers int // pieces of a CSV that are read at once; 0: as many as the machine has cores

	// Ahead has perhaps surveyed the files already, under the same Limits. Nil: nobody
	// has.
	Ahead *Ahead

	Limits Limits // what a file may ask for; zero fields are the defaults

	rowByRow bool // read CSV by the twin
	piece    int  // bytes of a piece; 0: chunkSize
	streamed int  // rows that are handed over at once, at least; 0: streamedRows
}

// Limits bounds what one file can make the reader hold or do. Zero: the default.
type Limits struct {
	Cell     int   // bytes of a cell; 1 MiB
	Row      int   // bytes of a row; 16 MiB
	Columns  int   // cells of a header; 16 384, as many as a worksheet has
	Unzipped int64 // bytes of one part of a workbook, or of one column chunk of Parquet; 4 GiB
	Ratio    int64 // times that a part of a workbook over 64 MiB is bigger than its packed form; 200
	Strings  int64 // bytes of all different texts of a workbook; 512 MiB
	Page     int64 // unpacked bytes of a page of Parquet; 256 MiB
}

func (l Limits) withDefaults() Limits {
	or := func(n, byDefault int) int {
		if n == 0 {
			return byDefault
		}
		return n
	}
	or64 := func(n, byDefault int64) int64 { return int64(or(int(n), int(byDefault))) }
	return Limits{
		Cell: or(l.Cell, 1<<20), Row: or(l.Row, 16<<20), Columns: or(l.Columns, 16384),
		Unzipped: or64(l.Unzipped, 4<<30), Ratio: or64(l.Ratio, 200), Strings: or64(l.Strings, 512<<20), Page: or64(l.Page, 256<<20),
	}
}

// check refuses options that cannot be meant.
func (o Options) check() error {
	if o.Today == 0 {
		return errors.New("the day of loading (Today) is not set; without it no ID number can be checked")
	}
	return nil
}
