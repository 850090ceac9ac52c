package access

import (
	"context"
	"slices"
	"strings"

	"dixian/division"
	"dixian/identity"
)

// Own households. An account may say by an ID number who its user is among the
// registered persons. What concerns the household to which that person belongs is
// not there for the user, in whatever role: no clue, no case, no line of a list, no
// act. A relative's household is another one; at the meeting relatives recuse
// themselves.
//
// Source: casework contract, "Who may see and do what" ("a clue that concerns
// themselves") and Never ("closing by the one who is complained about").

type ownKey struct{}

// Apart is a context in which the store leaves out what concerns households.
func Apart(ctx context.Context, households []string) context.Context {
	if len(households) == 0 {
		return ctx
	}
	return context.WithValue(ctx, ownKey{}, households)
}

// OwnOf are the households that a context leaves out.
func OwnOf(ctx context.Context) []string {
	own, _ := ctx.Value(ownKey{}).([]string)
	return own
}

// SeesHousehold says whether a household of a division is there for the user.
func (u *User) SeesHousehold(code string, at division.Code) bool {
	return u.Sees(at) && !slices.Contains(u.Own, code)
}

// Link says who a user is by an ID number; an empty one takes that back. It is for
// who keeps the account, and nobody is told the number again. It fails with
// ErrForbidden, ErrNotFound or ErrNumber.
func (d *Desk) Link(ctx context.Context, by *User, userID int64, number string) error {
	number, err := d.Number(number)
	if err != nil {
		return err
	}
	u, err := d.Store.User(ctx, userID)
	if err != nil {
		return err
	}
	if err := mayKeep(by, u); err != nil {
		return err
	}
	return d.Store.SavePerson(ctx, userID, number)
}

// Number is an ID number as the registry has it, of one that somebody typed: eighteen
// characters, or none where none was given. It fails with ErrNumber.
func (d *Desk) Number(typed string) (string, error) {
	if typed = strings.TrimSpace(typed); typed == "" {
		return "", nil
	}
	id, _, err := identity.Parse(typed, d.today())
	if err != nil {
		return "", ErrNumber
	}
	return id.String(), nil
}

// own are the households of a user of whom it is said who it is.
func (d *Desk) own(ctx context.Context, u *User) ([]string, error) {
	if !u.Linked {
		return nil, nil
	}
	return d.Store.OwnHouseholds(ctx, u.ID)
}
