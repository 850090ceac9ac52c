package registry

import (
	"slices"
	"time"

	"dixian/calendar"
	"dixian/division"
)

// States of a batch: uploaded and looked at; its rows count; a newer one of a
// table that comes whole has taken its place; taken back with a reason; read by
// one screening with which it came, and not kept.
const (
	BatchScreened = "screened"
	BatchStaged   = "staged"
	BatchLoaded   = "loaded"
	BatchReplaced = "replaced"
	BatchUndone   = "undone"
)

// Parts of a batch's file that are kept.
const (
	RawPart  = "raw"  // as it came
	RowsPart = "rows" // accepted rows as CSV under our headers
)

// Batch is one delivered file of one table: what it was, who brought it for which
// place, and what became of its rows. Of several files of a table that were loaded
// together the first has the counts, because keys are compared over all of them.
//
// Source: data contract ("A batch has").
type Batch struct {
	ID       int64
	Version  int // raised by every change; a stale one is refused
	State    string
	Table    string
	Owner    string        // department
	Division division.Code // where the loader loads
	From, To calendar.Date // period, both ends in it; 0: not told
	File     string        // its name
	SHA256   string        // 64 hexadecimal digits
	Bytes    int64
	SameAs   int64  // earlier batch of the same bytes; 0: none
	Source   string // whose mapping it was read with; empty: ours
	Parent   int64  // batch whose corrected rows these are; 0: none
	Delivery int64  // first batch of the files that count as one with it; 0: it stands alone

	UploadedBy, UploadedName string
	UploadedAt               time.Time
	LoadedBy, LoadedName     string
	LoadedAt                 time.Time

	Read, Accepted, Duplicate, Quarantined, Warnings int
	Proposed                                         int // change requests, of a file of the registry

	UndoneBy, UndoneWhy string
	UndoneAt            time.Time
	PurgedAt            time.Time // file and bad rows are deleted; zero: they are kept
}

// Reach is where somebody sees batches: a division with everything below it, and
// there every table or a department's own.
type Reach struct {
	Division division.Code
	Tables   []string // nil: every table
}

// Has says whether a table of a division is in the reach.
func (r Reach) Has(table string, at division.Code) bool {
	return (r.Division == at || r.Division.Contains(at)) && (r.Tables == nil || slices.Contains(r.Tables, table))
}

// Whole are divisions with every table.
func Whole(divisions ...division.Code) []Reach {
	out := make([]Reach, len(divisions))
	for i, d := range divisions {
		out[i] = Reach{Division: d}
	}
	return out
}

// BatchFilter chooses batches. Zero fields but the scope choose nothing away.
type BatchFilter struct {
	Scope  []Reach
	Table  string
	State  string
	SHA256 string
	Before int64 // keyset: numbers below it, the list begins with the newest
	Limit  int
}

// States of a row in quarantine.
const (
	RowSetAside    = "set_aside"
	RowCorrected   = "corrected"
	RowResubmitted = "resubmitted"
)

// Mapping is how a source calls the columns and words of a table, saved for a
// county.
type Mapping struct {
	Division division.Code
	Source   string
	Table    string
	Headers  map[string]string            // the source's header → column key; "" leaves it alone
	Codes    map[string]map[string]string // column key → the source's code → our word
	SavedBy  string
	SavedAt  time.Time
}
