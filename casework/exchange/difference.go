package exchange

import (
	"context"
	"time"

	"dixian/calendar"
	"dixian/casework"
	"dixian/division"
)

// What a difference is about.
const (
	OnlyHere  = "only_here"
	OnlyThere = "only_there"
	Field     = "field"
)

// States of a difference.
const (
	Open    = "open"
	Settled = "settled"
	Agreed  = "agreed" // the newest comparison no longer finds it
)

// Sides: who is right.
const (
	Ours   = "ours"   // to be typed into the national system
	Theirs = "theirs" // a change is asked for here
	ByCase = "case"   // decided by the household's case, or a new clue
)

// Difference is one thing in which we and the national system do not agree.
type Difference struct {
	ID      int64
	Version int // raised by every settlement; a stale one is refused
	County  division.Code
	Found
	State   string
	Batch   int64         // list that showed it first
	FoundOn calendar.Date // when it was found first, or again after it had been agreed
	SeenOn  calendar.Date // of the newest comparison that found it

	Side, Reason           string // of the settlement; empty: none
	Request                int64  // change request that followed; 0: none
	SettledBy, SettledName string
	SettledAt              time.Time
}

// Found is what a comparison says. It holds numbers whole and is sealed where it
// is kept; two equal ones are the same difference.
type Found struct {
	List      string        `json:"list"`
	Kind      string        `json:"kind"`
	Household string        `json:"household"` // our code, theirs where only they have it
	Name      string        `json:"name"`      // of the head or the person
	Number    string        `json:"number"`    // ID number of the person; empty: a household, or none
	Field     string        `json:"field"`     // of Field: the list's column
	Ours      string        `json:"ours"`
	Theirs    string        `json:"theirs"`
	Note      string        `json:"note,omitempty"` // what else is known
	Division  division.Code `json:"division"`       // village, or the county where theirs is no place of it
}

// Filter chooses differences. Zero fields but the scope choose nothing away.
type Filter struct {
	Scope      []division.Code
	Under      division.Code
	State      string
	List, Kind string
	Field      string
	Side       string
	After      int64 // keyset: numbers above it, oldest first
	Limit      int
}

// Count is how many differences of a scope are of one sort.
type Count struct {
	List, Kind, Field, State, Side string
	N                              int
}

// Store keeps differences, and reads what a county's lists are made of.
type Store interface {
	// Atomically runs do in one transaction; every call with the context it is
	// given belongs to it, those of the other stores of the same database too.
	Atomically(ctx context.Context, do func(ctx context.Context) error) error
	// KeepFound writes what a comparison of a county's lists found: new differences
	// are open, those that were agreed and are found again too, those that are not
	// found any more agreed.
	KeepFound(ctx context.Context, county division.Code, lists []string, batch int64, day calendar.Date, found []Found) error
	// Difference fails with casework.ErrNotFound, outside the scope too.
	Difference(ctx context.Context, id int64, scope []division.Code) (*Difference, error)
	Differences(ctx context.Context, f Filter) ([]*Difference, error)
	CountDifferences(ctx context.Context, scope []division.Code, under division.Code) ([]Count, error)
	// SaveDifference writes a settlement if the version is the stored one, and raises
	// it; else casework.ErrStale.
	SaveDifference(ctx context.Context, d *Difference) error

	// DecidedIn gives the cases below a division that the county has decided, without
	// alerts; MeasuresIn all measures of its cases and VisitsIn the newest form of
	// each household in which a question was answered, both by household.
	DecidedIn(ctx context.Context, under division.Code) ([]*casework.Case, error)
	MeasuresIn(ctx context.Context, under division.Code) (map[string][]casework.Measure, error)
	VisitsIn(ctx context.Context, under division.Code, begins string) (map[string]casework.Event, error)
}
