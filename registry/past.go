package registry

import (
	"time"

	"dixian/calendar"
)

// Stay is a stay of a person in a household that has ended; the stays that go on
// are the members.
type Stay struct {
	Household string
	Number    string
	HasID     bool
	Name      string
	Relation  string
	Since     calendar.Date // 0: since before the register
	SinceHow  string        // kind of the change
	Until     calendar.Date
	UntilHow  string
	MovedTo   string // household; empty: out of the register
	Request   int64
}

// Revision is one change of a household: both versions, whole.
type Revision struct {
	Household string
	Version   int // that came of it
	At        time.Time
	User      string
	Name      string
	Why       string
	Request   int64
	Before    *Household // nil: the household began
	After     *Household
}

// Link says that households were split or merged: out of From came To.
type Link struct {
	From, To string
	Kind     string // Split or Merge
	On       calendar.Date
	Request  int64
}
