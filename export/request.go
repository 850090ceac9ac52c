package export

import (
	"context"
	"time"

	"dixian/division"
	"dixian/sheet"
)

// MostAlone is how many persons one person may take away alone.
const MostAlone = 500

// Lasts is how long what was granted may be taken.
const Lasts = 24 * time.Hour

// States of a request.
const (
	Pending = "pending" // waits for another person
	Granted = "granted" // may be taken until it ends
	Refused = "refused"
)

// Request asks for a list as a file.
type Request struct {
	ID       int64
	Version  int // raised by the decision; a stale one is refused
	State    string
	List     string // cases, households …
	Format   sheet.Format
	Filter   map[string]string // of the list, by name
	Division division.Code     // the narrowest that holds all of it: who decides must have a role there
	Whole    bool              // numbers and phones unmasked
	Many     bool              // more than MostAlone persons when it was asked for
	Reason   string

	AskedBy, AskedName     string
	AskedAt                time.Time
	DecidedBy, DecidedName string // empty: nobody had to
	DecidedAt              time.Time
	Decision               string // in words
	Until                  time.Time
	Taken                  int // how often
}

// Store keeps requests.
type Store interface {
	// Atomically runs do in one transaction; every call with the context it is given
	// belongs to it.
	Atomically(ctx context.Context, do func(ctx context.Context) error) error
	// CreateExport fills in ID and Version 1.
	CreateExport(ctx context.Context, r *Request) error
	// SaveExport writes state, decision, until and taken of a request that was read in
	// the same transaction.
	SaveExport(ctx context.Context, r *Request) error
	// Export fails with access.ErrNotFound.
	Export(ctx context.Context, id int64) (*Request, error)
	// ExportsOf lists what somebody asked for, newest first; ExportsWaiting what waits
	// for a decision within a scope, oldest first.
	ExportsOf(ctx context.Context, login string, most int) ([]*Request, error)
	ExportsWaiting(ctx context.Context, scope []division.Code, most int) ([]*Request, error)
}
