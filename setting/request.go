package setting

import (
	"context"
	"time"

	"dixian/calendar"
	"dixian/division"
)

// States of a request. A decision is final; another value is another request.
const (
	Pending   = "pending"
	Approved  = "approved"
	Refused   = "refused"
	Withdrawn = "withdrawn"
)

// Request asks for a value of a parameter in a division and below it.
type Request struct {
	ID        int64
	Version   int // raised by an effect and by the decision; a stale one is refused
	State     string
	Parameter string
	Division  division.Code
	From, To  calendar.Date // half-open; To 0: open
	Value     int64         // fen, share (1/10 000) or int, by the parameter's type
	Number    string        // of the document that sets it
	Reason    string
	Effect    *Effect // nil: not worked out yet

	AskedBy, AskedName     string
	AskedAt                time.Time
	DecidedBy, DecidedName string
	DecidedAt              time.Time
	Decision               string // in words
}

// Effect is what a value would change: the same data screened with what is in
// force and with the value, whatever day it begins.
type Effect struct {
	AsOf     string    `json:"as_of"` // day that was screened, such as 2025-06-30
	At       time.Time `json:"at"`
	By       string    `json:"by"` // login of who had it worked out
	Alerted  Counts    `json:"alerted"`
	Rules    []OfRule  `json:"rules"`    // those that move
	Villages []Village `json:"villages"` // those where visits change
	// Gained and Lost are codes of households that would have an alert, or none any
	// more; at most MostHouseholds of each.
	Gained []string `json:"gained"`
	Lost   []string `json:"lost"`
}

// MostHouseholds is how many households an effect names each way.
const MostHouseholds = 200

// Counts are households before and after, and those gained and lost.
type Counts struct {
	Before int `json:"before"`
	After  int `json:"after"`
	Gained int `json:"gained"`
	Lost   int `json:"lost"`
}

// OfRule counts the households that a rule raises.
type OfRule struct {
	Rule string `json:"rule"`
	Counts
}

// Village counts the visits of a village: each household with an alert is one.
type Village struct {
	Village division.Code `json:"village"`
	Counts
}

// Filter chooses requests. Zero fields but the scope choose nothing away.
type Filter struct {
	Scope     []division.Code
	State     string
	Parameter string
	Before    int64 // keyset: numbers below it; the list begins with the newest
	Limit     int
}

// Store keeps requests.
type Store interface {
	// Atomically runs do in one transaction; every call with the context it is
	// given belongs to it.
	Atomically(ctx context.Context, do func(ctx context.Context) error) error
	// CreateSetting fills in ID and Version 1.
	CreateSetting(ctx context.Context, r *Request) error
	// SaveSetting writes version, state, effect and decision of a request that was
	// read in the same transaction.
	SaveSetting(ctx context.Context, r *Request) error
	// Setting fails with access.ErrNotFound, outside the scope too.
	Setting(ctx context.Context, id int64, scope []division.Code) (*Request, error)
	Settings(ctx context.Context, f Filter) ([]*Request, error)
	// ApprovedSettings are all that are approved, in order of their approval.
	ApprovedSettings(ctx context.Context) ([]*Request, error)
}
