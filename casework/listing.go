package casework

import (
	"slices"

	"dixian/calendar"
	"dixian/division"
)

// Listing chooses what was written down about the cases of a scope, in order of its
// number. Zero fields but the scope choose nothing away.
type Listing struct {
	Scope    []division.Code // the caller's; empty: nothing
	Under    division.Code
	From, To calendar.Date // of the day it was written down, both included
	After    int64         // keyset: numbers above
	Limit    int
}

// About is whose case a line of a listing is about.
type About struct {
	Household string
	Head      string
	Division  division.Code // village
}

// MeasureLine is a measure with whose it is.
type MeasureLine struct {
	About
	Measure
}

// EventLine is an act with whose case it was done on.
type EventLine struct {
	About
	Event
}

// VisitActs are the acts that tell of a visit.
func VisitActs() []string { return slices.Clone(visits) }
