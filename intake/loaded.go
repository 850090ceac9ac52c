package intake

import (
	"dixian/column"
	"dixian/rule"
)

// Loaded is the accepted rows of a table, in the order they were read. Row i of
// every column, of File, Line and NamedElsewhere is the same row.
type Loaded struct {
	Table *rule.Table
	// Columns are parallel to Table.Columns, each as wide as Type.NewColumn makes it;
	// those of system columns, and of columns that Options.Keep does not want, are nil.
	Columns []column.Column
	File    []uint16 // place in Files; nil, as Line, where Options.Unplaced
	Line    []uint32 // of the file
	Files   []FileReport

	// NamedElsewhere marks a row that replaced, at once or in steps, one of the same
	// natural key that belonged to somebody else: the first column of
	// Table.BelongsTo had another value. For persons: an ID that good rows name in
	// more than one household.
	NamedElsewhere column.Bits

	// Rows by what became of them: Read = Accepted + Duplicate + Quarantined. Rows
	// without content are none.
	Read, Accepted, Duplicate, Quarantined int
	Warnings                               int // cells listed as warnings, over all good rows

	rows int
}

// Len is the number of accepted rows.
func (l *Loaded) Len() int { return l.rows }

// Column returns the named column, or nil.
func (l *Loaded) Column(name string) column.Column {
	if i := l.Table.ColumnIndex(name); i >= 0 {
		return l.Columns[i]
	}
	return nil
}

// FileReport says what a file was.
type FileReport struct {
	Path     string
	SHA256   string // 64 hexadecimal digits
	Format   string // csv, xlsx, parquet
	Encoding string // of CSV: UTF-8, GB18030
	Rows     int    // read; none of a file that is the same as an earlier one
	Ignored  []string
	SameAs   string // the earlier file, by name, whose bytes this one repeats: it changed nothing
}
