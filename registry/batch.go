package registry

import (
	"time"

	"dixian/calendar"
	"dixian/division"
)

// BatchLoaded is the state of a batch whose rows count.
const BatchLoaded = "loaded"

// Batch is one delivered file of one table: what it was, who brought it for which
// place, and what became of its rows. Of several files of a table that were loaded
// together the first has the counts, because keys are compared over all of them.
//
// Source: data contract ("A batch has").
type Batch struct {
	ID       int64
	State    string
	Table    string
	Owner    string        // department that owns the table
	Division division.Code // where the loader loads
	From, To calendar.Date // period, both ends in it; 0: not told
	File     string        // its name
	SHA256   string        // 64 hexadecimal digits
	Bytes    int64
	SameAs   int64 // earlier batch of the same bytes; 0: none

	LoadedBy, LoadedName string
	LoadedAt             time.Time

	Read, Accepted, Duplicate, Quarantined, Warnings int
	Proposed                                         int // change requests, of a file of the registry
}

// BatchFilter chooses batches. Zero fields but the scope choose nothing away.
type BatchFilter struct {
	Scope  []division.Code
	Table  string
	SHA256 string
	Before int64 // keyset: numbers below it, the list begins with the newest
	Limit  int
}
