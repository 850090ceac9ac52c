package registry

import (
	"fmt"
	"time"

	"dixian/calendar"
	"dixian/division"
)

// States of a request.
const (
	Pending   = "pending"
	Approved  = "approved"
	Refused   = "refused"
	Withdrawn = "withdrawn"
)

// Request asks for a change of one or two households. Somebody asks, somebody
// else decides; a decision is final, and what was approved is undone by another
// request.
type Request struct {
	ID        int64
	Version   int // raised by every decision; a stale one is refused
	Kind      string
	State     string
	Household string
	Other     string        // the second household; empty: none
	Division  division.Code // of the household, for scope
	On        calendar.Date // when it happened
	Reason    string
	Form      Form

	AskedBy, AskedName     string
	AskedAt                time.Time
	DecidedBy, DecidedName string
	DecidedAt              time.Time
	Decision               string // in words

	Batch  int64  // delivered file that it came with; 0: somebody asked by hand
	Group  string // equal ones of a batch have the same
	Undoes int64  // request; 0: none
}

// Form is what a request says beyond who and when. It holds numbers whole and is
// sealed where it is kept.
type Form struct {
	Seen      map[string]int `json:"seen,omitempty"`    // household → version that the asker saw
	Member    *Who           `json:"member,omitempty"`  // whom it is about
	Fields    []Change       `json:"fields,omitempty"`  // of the member, or of the household
	Persons   []Person       `json:"persons,omitempty"` // who come in from outside
	Leave     []Who          `json:"leave,omitempty"`   // who leave
	Relations []Relation     `json:"relations,omitempty"`
	Founded   *Household     `json:"founded,omitempty"` // the household that is enrolled, or comes of a split
	// CasesMoved are open cases that went along, from one household to another.
	CasesMoved []Rehousing `json:"cases_moved,omitempty"`
}

// Who is a person of a household, by the number, whole.
type Who struct {
	Number string `json:"number"`
	HasID  bool   `json:"has_id"`
	Name   string `json:"name"`
}

// Change is a field's change, cells as files have them.
type Change struct {
	Field string `json:"field"`
	Old   string `json:"old"`
	New   string `json:"new"`
}

// Relation is what somebody is to the head from now on.
type Relation struct {
	Who      Who    `json:"who"`
	Relation string `json:"relation"`
}

// WhoIs names a person.
func WhoIs(p *Person) Who { return Who{p.Number, p.HasID, p.Name} }

// is says whether a person is the one.
func (w Who) is(p *Person) bool { return p.HasID == w.HasID && p.Number == w.Number }

// find is the place of somebody in a household, -1 without.
func (h *Household) find(w Who) int {
	for i := range h.Members {
		if w.is(&h.Members[i]) {
			return i
		}
	}
	return -1
}

// Stale is a request that saw a household as it no longer is.
type Stale struct {
	Household   string
	Seen, Now   int // versions; 0: not told
	Differences []Difference
}

func (s *Stale) Error() string {
	return fmt.Sprintf("这一户（%s）在您查看之后改过，请对照后再办", s.Household)
}

// RequestFilter chooses requests. Zero fields but the scope choose nothing away.
type RequestFilter struct {
	Scope     []division.Code
	Under     division.Code
	State     string
	Kind      string
	Household string
	Batch     int64
	ByHand    bool // came with no batch
	Group     string
	Before    int64 // keyset: numbers below it, the list begins with the newest
	After     int64 // keyset: numbers above it, where Oldest
	Oldest    bool  // the list begins with the oldest
	Limit     int
}

// Group is the pending requests of a batch that are equal in kind.
type Group struct {
	Batch   int64
	Key     string
	Count   int
	Example int64 // number of the first
}
