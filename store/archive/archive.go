// Package archive is a backup as one file that any database of Dixian can read.
//
// An archive is a zip. Each table is an entry tables/NAME.jsonl: its first line
// names the columns and their kinds, every further line is a row as an array of
// JSON values. files/NAME are small files of the data folder. The last entry is
// manifest.json: when, from which schema, how many rows each table has and the
// SHA-256 of its lines, and the audit log's end. An archive that was cut off has
// no list of entries and does not open; one that was changed does not pass Verify.
//
// What is sealed in the database stays sealed in the archive. The keys are in it
// only if they were put there.
package archive

import (
	"time"

	"dixian/audit"
)

// Kind is what a column holds; every database has its own word for it.
type Kind string

// The kinds of columns there are.
const (
	Integer Kind = "integer" // 64 bits
	Boolean Kind = "boolean"
	Text    Kind = "text"
)

// Column is a column of a table.
type Column struct {
	Name string `json:"name"`
	Kind Kind   `json:"kind"`
}

// Table is what the manifest says of one.
type Table struct {
	Name   string `json:"name"`
	Rows   int64  `json:"rows"`
	SHA256 string `json:"sha256"` // of all lines, the first included; hex
}

// Manifest says what an archive holds.
type Manifest struct {
	Format  int        `json:"format"`
	Program string     `json:"program"`
	At      time.Time  `json:"at"`
	Schema  []int64    `json:"schema"` // numbers of the migrations the database had, ascending
	Audit   audit.Head `json:"audit"`  // the log's end
	Tables  []Table    `json:"tables"` // in an order that respects references
	WithKey bool       `json:"with_key"`
}

// Rows counts the rows of all tables.
func (m *Manifest) Rows() (n int64) {
	for _, t := range m.Tables {
		n += t.Rows
	}
	return n
}

// format is the number of this way to write archives.
const format = 1

const (
	manifestName = "manifest.json"
	tablesFolder = "tables/"
	filesFolder  = "files/"
)
