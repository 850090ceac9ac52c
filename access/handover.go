package access

import (
	"context"
	"errors"
	"slices"

	"dixian/division"
)

// Errors of handing a rotated colleague's roles to a successor.
var (
	ErrNothingToMove = errors.New("请选要移交的角色：只能移交村、乡镇、县的办案角色，而且这个人现在有")
	ErrNoSuccessor   = errors.New("接手的人要是另一个在用的账号")
	ErrElsewhere     = errors.New("接手的人还在别的县办案，先收回那边的角色，再接手这里的")
)

// MayTakeOver says why somebody may not take a grant over from somebody; nil: they
// may. Only roles that work on cases move. A successor works in no other county, for
// else what is known here would be known there.
func MayTakeOver(from, to *User, g Grant) error {
	switch {
	case !slices.Contains(Delegable, g.Role) || !slices.Contains(from.Grants, g):
		return ErrNothingToMove
	case to.Disabled || to.ID == from.ID:
		return ErrNoSuccessor
	}
	for _, other := range to.Grants {
		if SeesCases(other.Role) && other.Division.Level() >= division.County && other.Division.County() != g.Division.County() {
			return ErrElsewhere
		}
	}
	return CheckGrants(append(slices.Clone(to.Grants), g))
}

// HandOver moves roles from one to another on behalf of a system administrator of
// both their places: the one loses them and is signed out, the other has them from
// now on, and with them all that falls to the role. What stood in for them ends. Who
// has no role left cannot sign in any more.
func (d *Desk) HandOver(ctx context.Context, by, from, to *User, grants []Grant) error {
	if len(grants) == 0 {
		return ErrNothingToMove
	}
	for _, g := range grants {
		if err := MayTakeOver(from, to, g); err != nil {
			return err
		}
	}
	if err := errors.Join(mayKeep(by, from), mayKeep(by, to)); err != nil {
		return ErrForbidden
	}
	return d.Store.Atomically(ctx, func(ctx context.Context) error {
		moved := func(g Grant) bool { return slices.Contains(grants, g) }
		held, err := d.Store.DelegationsOf(ctx, from.Login, d.today())
		if err != nil {
			return err
		}
		for _, l := range held {
			if l.From == from.Login && l.EndedOn == 0 && moved(l.Grant) {
				l.EndedOn = d.today()
				if err := d.Store.SaveDelegation(ctx, &l); err != nil {
					return err
				}
			}
		}
		from.Grants = slices.DeleteFunc(slices.Clone(from.Grants), moved)
		from.Disabled = len(from.Grants) == 0
		for _, g := range grants {
			if !slices.Contains(to.Grants, g) {
				to.Grants = append(to.Grants, g)
			}
		}
		if err := d.Store.UpdateUser(ctx, from); err != nil {
			return err
		}
		if err := d.Store.UpdateUser(ctx, to); err != nil {
			return err
		}
		return d.Store.DeleteSessions(ctx, from.ID)
	})
}
