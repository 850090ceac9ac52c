package period

import (
	"context"
	"time"

	"dixian/calendar"
	"dixian/casework"
	"dixian/division"
	"dixian/registry"
)

// Kinds of a period.
const (
	Month      = "month"      // from the first to the last day of a month
	Collection = "collection" // 采集期: any days, with a name
)

// States of a period.
const (
	Asked     = "asked"     // waits for another person
	Agreed    = "agreed"    // is locked when its last day is over
	Locked    = "locked"    // for good
	Refused   = "refused"   // by the other person
	Withdrawn = "withdrawn" // before it was locked
)

// Period is a span of days of a place that is locked when its last day is over.
type Period struct {
	ID       int64
	Version  int // raised by every decision; a stale one is refused
	State    string
	Division division.Code // a county, prefecture or province
	Kind     string
	Name     string // of a collection; empty: a month
	From     calendar.Date
	Day      calendar.Date // the last

	AskedBy, AskedName     string
	AskedAt                time.Time
	DecidedBy, DecidedName string // who agreed, refused or withdrew; empty: nobody yet
	DecidedAt              time.Time
	Decision               string // in words

	LockedAt  time.Time
	LastEvent int64  // newest act on a case that belongs to it
	Rows      int    // copied
	Digest    string // SHA-256 of what was copied, hex
}

// Over says whether nobody agreed in time.
func (p *Period) Over(today calendar.Date) bool { return p.State == Asked && today > p.Day }

// Change is a record or a household of which something that is reported is no
// longer as it was when a period was locked. Of a record that came later Then is
// nil.
type Change struct {
	Then, Now *casework.Case
	Measures  [2]int // then, now
	Acts      []casework.Event
}

// HouseholdChange is a Change of the registry. A household that has left the place
// since has no Now there.
type HouseholdChange struct {
	Then, Now *registry.Household // numbers whole
	Why       []registry.Revision // newest first
}

// Store keeps periods and what they hold.
type Store interface {
	// Atomically runs do in one transaction; every call with the context it is
	// given belongs to it.
	Atomically(ctx context.Context, do func(ctx context.Context) error) error
	// CreatePeriod fills in ID and Version 1; SavePeriod writes it if Version is the
	// stored one, and raises it, else casework.ErrStale.
	CreatePeriod(ctx context.Context, p *Period) error
	SavePeriod(ctx context.Context, p *Period) error
	// Period fails with casework.ErrNotFound.
	Period(ctx context.Context, id int64) (*Period, error)
	// Periods lists all, newest first; a state narrows them.
	Periods(ctx context.Context, state string) ([]*Period, error)
	// Freeze copies what stands for a period's place, and fills in LastEvent and Rows.
	Freeze(ctx context.Context, p *Period) error
	// Digest reads a locked period's copies and sums them up: the same rows give the
	// same digest in every database, whatever key seals them.
	Digest(ctx context.Context, id int64) (string, error)

	// ChangedCases gives a page of the records below a division that are new since a
	// period was locked, or on which something was done, by number; ChangedHouseholds
	// those of the households that have another version, are new or have left, by code.
	ChangedCases(ctx context.Context, p *Period, under division.Code, after int64, limit int) ([]int64, error)
	ChangedHouseholds(ctx context.Context, p *Period, under division.Code, after string, limit int) ([]string, error)
	// Changes reads records then and now with the acts since; HouseholdChanges
	// households with the changes since.
	Changes(ctx context.Context, p *Period, cases []int64) ([]Change, error)
	HouseholdChanges(ctx context.Context, p *Period, codes []string) ([]HouseholdChange, error)
}
