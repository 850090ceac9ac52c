package casework

import (
	"context"

	"dixian/access"
	"dixian/division"
)

// Acted is one act of a city or the province, with the case as it is today.
type Acted struct {
	Event Event
	Case  *Case
}

// ActedStore lists them.
type ActedStore interface {
	// Acted gives the acts of a name in a scope with their cases, without the alerts,
	// newest first; before: those before this event, 0: all.
	Acted(ctx context.Context, act string, scope []division.Code, before int64, limit int) ([]Acted, error)
}

// LiftedBlocks lists the blocks that were lifted in a user's scope, newest first.
//
// Source: casework contract, States, "a city's written decision with reasons lifts
// it, the province sees each".
func (s *Service) LiftedBlocks(ctx context.Context, u *access.User, before int64, limit int) ([]Acted, error) {
	return s.Store.Acted(ctx, liftBlock, u.Scope(), before, limit)
}

// SentBack lists what was sent back to work in a user's scope, newest first.
func (s *Service) SentBack(ctx context.Context, u *access.User, before int64, limit int) ([]Acted, error) {
	return s.Store.Acted(ctx, Reopened, u.Scope(), before, limit)
}
