package casework

import (
	"context"

	"dixian/access"
	"dixian/division"
)

// Lifted is a city's word that a household nobody of which can work may be
// cleared, with the case as it is today.
type Lifted struct {
	Event Event // Reason, and the decision's number in Form
	Case  *Case
}

// LiftedStore lists them.
type LiftedStore interface {
	// Lifted gives the acts of an act's name in a scope with their cases, without the
	// alerts, newest first; before: those before this event, 0: all.
	Lifted(ctx context.Context, act string, scope []division.Code, before int64, limit int) ([]Lifted, error)
}

// LiftedBlocks lists the blocks that were lifted in a user's scope, newest first.
//
// Source: casework contract, States, "a city's written decision with reasons lifts
// it, the province sees each".
func (s *Service) LiftedBlocks(ctx context.Context, u *access.User, before int64, limit int) ([]Lifted, error) {
	return s.Store.Lifted(ctx, liftBlock, u.Scope(), before, limit)
}
