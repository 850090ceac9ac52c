package casework

import "dixian/calendar"

// Whether narrows a filter to records that have something, or to those that have
// not.
type Whether int8

// The answers to whether.
const (
	Either Whether = iota
	With
	Without
)

// Span is a run of days; the zero one holds every record.
type Span struct {
	From, Before calendar.Date // Before is the first day behind it
}

// Unknown is the main risk of a record that has none.
const Unknown = "未知"

// Milestone is a day in a record's life by which records are counted.
type Milestone int8

// Opened is the day of the clue; Decided that of the county's decision or, of a
// record that ended without one, its end; Cleared that on which the risk was
// declared cleared.
const (
	Opened Milestone = iota
	Decided
	Cleared
)
