// Package access says who may see and do what.
//
// A user has grants: a role for a division's subtree; of a department also whose
// tables it brings. A role is one of the
// casework contract's; what it may do is a typed table here and the `by` of the
// plan package's workflows. Every query is scoped by the user's divisions in one
// place (Scope), which the stores apply. Passwords are Argon2id; a session is a
// random token of which only the SM3 hash is kept.
package access

import (
	"context"
	"errors"
	"slices"
	"time"

	"dixian/calendar"
	"dixian/division"
)

// Grant is a role for a division and everything below it. Of the role department it
// is one department's, whose tables alone it opens; who works for two has two grants.
type Grant struct {
	Role     string        `json:"role"`
	Division division.Code `json:"division"`
	Owner    string        `json:"owner,omitempty"` // department: owner of tables in the plan package; empty with every other role
}

// User is somebody who may sign in.
type User struct {
	ID         int64     `json:"id"`
	Login      string    `json:"login"`
	Name       string    `json:"name"`
	Grants     []Grant   `json:"grants"`
	Standing   []StandIn `json:"-"`           // in others' place today; given by Desk.Current alone, never kept with the user
	MustChange bool      `json:"must_change"` // a one-time password is in force
	Disabled   bool      `json:"disabled"`
	CreatedAt  time.Time `json:"created_at"`

	// Own are the households to which the user belongs, as the account is linked:
	// given by Desk.Current and CurrentByToken alone, told to nobody. See own.go.
	Own    []string `json:"-"`
	Linked bool     `json:"linked"` // it is said who the user is among the registered persons

	SecondFactor bool   `json:"second_factor"` // signs in with a code of the own phone, too
	Through      string `json:"-"`             // name of the token by which a program calls for the user; empty: the user
	ReadOnly     bool   `json:"-"`             // the token may not change anything
}

// RolesFor are the roles the user has for a division.
func (u *User) RolesFor(code division.Code) []string {
	var out []string
	for _, g := range u.Grants {
		if (g.Division == code || g.Division.Contains(code)) && !slices.Contains(out, g.Role) {
			out = append(out, g.Role)
		}
	}
	return out
}

// Has says whether the user has one of the roles anywhere.
func (u *User) Has(roles ...string) bool {
	return slices.ContainsFunc(u.Grants, func(g Grant) bool { return slices.Contains(roles, g.Role) })
}

// caseRoles are those that see cases; administrators, analysts, evaluators and
// departments do not.
var caseRoles = []string{"village_cadre", "village_team", "town_clerk", "town_head", "county_clerk", "county_head", "city", "province"}

// SeesCases says whether a role sees cases.
func SeesCases(role string) bool { return slices.Contains(caseRoles, role) }

// Scope is the part of the province that the user sees cases of: divisions with
// their subtrees. Empty: none.
func (u *User) Scope() []division.Code {
	out := []division.Code{}
	for _, g := range u.Grants {
		if SeesCases(g.Role) && !slices.Contains(out, g.Division) {
			out = append(out, g.Division)
		}
	}
	return out
}

// Sees says whether a division is in the user's scope.
func (u *User) Sees(code division.Code) bool {
	return slices.ContainsFunc(u.Scope(), func(d division.Code) bool { return d == code || d.Contains(code) })
}

// apart are pairs of administrators that one person may not be both of.
var apart = []string{"sysadmin", "secadmin", "auditor"}

// CheckGrants refuses roles that one person may not have together.
//
// Source: casework contract, "none has two of the three".
func CheckGrants(grants []Grant) error {
	n := map[string]bool{}
	for _, g := range grants {
		if slices.Contains(apart, g.Role) {
			n[g.Role] = true
		}
	}
	if len(n) > 1 {
		return ErrApart
	}
	if len(n) == 1 {
		for _, g := range grants {
			if SeesCases(g.Role) {
				return ErrApart
			}
		}
	}
	return nil
}

// Errors of this package. Signing in never tells which of login and password is
// wrong.
var (
	ErrApart        = errors.New("系统、安全、审计三员要分设，也不兼办案件")
	ErrSignIn       = errors.New("账号或密码不对")
	ErrLocked       = errors.New("连续输错太多次，账号已锁定，请稍后再试或找系统管理员")
	ErrNoSession    = errors.New("请先登录")
	ErrWeak         = errors.New("密码至少 10 位，不能和账号相同，也不能是常见密码")
	ErrForbidden    = errors.New("您的角色不能做这件事")
	ErrNotFound     = errors.New("没有找到，或不在您的管辖范围内")
	ErrLoginTaken   = errors.New("这个账号已经有了")
	ErrNumber       = errors.New("身份证号不对，请核对 18 位号码")
	ErrSamePassword = errors.New("新密码要和原来的不同")
)

// Credential is what is kept to check a password.
type Credential struct {
	UserID      int64
	Hash        string // Argon2id, with its parameters
	Failed      int
	LockedUntil time.Time
}

// Session is a signed-in user.
type Session struct {
	TokenHash string // SM3 of the token, hex
	UserID    int64
	CreatedAt time.Time
	SeenAt    time.Time
}

// Store keeps users, credentials and sessions.
type Store interface {
	// Atomically runs do in one transaction; every call with the context it is
	// given belongs to it.
	Atomically(ctx context.Context, do func(ctx context.Context) error) error
	// CreateUser fails with ErrLoginTaken.
	CreateUser(ctx context.Context, u *User, c Credential) error
	UpdateUser(ctx context.Context, u *User) error
	// SavePerson says by an ID number who a user is; empty: nobody says so any more.
	SavePerson(ctx context.Context, userID int64, number string) error
	// OwnHouseholds are the codes of households to which the person that a user is
	// belongs; none where nobody said who it is.
	OwnHouseholds(ctx context.Context, userID int64) ([]string, error)
	// User and UserByLogin fail with ErrNotFound.
	User(ctx context.Context, id int64) (*User, error)
	UserByLogin(ctx context.Context, login string) (*User, error)
	Users(ctx context.Context) ([]*User, error)
	Credential(ctx context.Context, userID int64) (Credential, error)
	SaveCredential(ctx context.Context, c Credential) error
	// Locked are the users who may not try a password at a moment, and until when.
	Locked(ctx context.Context, at time.Time) (map[int64]time.Time, error)
	CreateSession(ctx context.Context, s Session) error
	// Session fails with ErrNoSession.
	Session(ctx context.Context, tokenHash string) (Session, error)
	TouchSession(ctx context.Context, tokenHash string, at time.Time) error
	DeleteSession(ctx context.Context, tokenHash string) error
	DeleteSessions(ctx context.Context, userID int64) error
	// Factor fails with ErrNotFound.
	Factor(ctx context.Context, userID int64) (Factor, error)
	// SaveFactor writes a user's factor, the first or another.
	SaveFactor(ctx context.Context, f Factor) error
	DeleteFactor(ctx context.Context, userID int64) error
	CreateToken(ctx context.Context, t *Token) error
	Tokens(ctx context.Context, userID int64) ([]Token, error)
	// TokenByHash fails with ErrNoSession.
	TokenByHash(ctx context.Context, hash string) (Token, error)
	TouchToken(ctx context.Context, id int64, at time.Time) error
	// DeleteToken fails with ErrNotFound where the user has no such token.
	DeleteToken(ctx context.Context, userID, id int64) error
	// SaveDelegation inserts (ID 0) or updates a delegation.
	SaveDelegation(ctx context.Context, d *Delegation) error
	// DelegationsOf lists those from or to somebody, and Delegations those of
	// everybody, whose last day is not before a day.
	DelegationsOf(ctx context.Context, login string, day calendar.Date) ([]Delegation, error)
	Delegations(ctx context.Context, day calendar.Date) ([]Delegation, error)
}
