package access

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"dixian/division"
)

// Errors of keeping accounts: a login or a name that cannot be one.
var (
	ErrLogin = errors.New("账号要 2 到 32 位，用小写字母、数字、点、横线或下划线")
	ErrName  = errors.New("请填写姓名")
)

var loginForm = regexp.MustCompile(`^[a-z0-9][a-z0-9._-]{1,31}$`)

// check refuses what an account may not be. Grants that it has already are not held
// to what became a rule after they were given: who has an old one can be renamed,
// disabled and given others.
func (d *Desk) check(u *User, has ...Grant) error {
	if !loginForm.MatchString(u.Login) {
		return ErrLogin
	}
	if strings.TrimSpace(u.Name) == "" {
		return ErrName
	}
	if len(u.Grants) == 0 {
		return fmt.Errorf("%w：至少要有一个角色", ErrGrant)
	}
	for _, g := range u.Grants {
		if slices.Contains(has, g) {
			continue
		}
		if err := d.checkGrant(g); err != nil {
			return err
		}
	}
	return CheckGrants(u.Grants)
}

// mayKeep says whether somebody may keep an account: a system administrator those
// of the own divisions, never the own. Nobody (nil) is the system itself.
func mayKeep(by *User, u *User) error {
	if by == nil {
		return nil
	}
	if by.ID == u.ID {
		return ErrForbidden
	}
	for _, g := range u.Grants {
		within := false
		for _, own := range by.Grants {
			within = within || own.Role == "sysadmin" && own.Division.Contains(g.Division)
		}
		if !within {
			return ErrForbidden
		}
	}
	if !by.Has("sysadmin") {
		return ErrForbidden
	}
	return nil
}

// Keeps says whether somebody keeps an account: see mayKeep.
func Keeps(by, u *User) bool { return mayKeep(by, u) == nil }

// CreateUser creates an account on behalf of a system administrator (nil: of the
// system itself) and gives its one-time password, which is kept nowhere. It fails
// with ErrForbidden, ErrLogin, ErrGrant, ErrApart or ErrLoginTaken.
func (d *Desk) CreateUser(ctx context.Context, by *User, u *User) (oneTime string, err error) {
	if err := d.CheckNew(by, u); err != nil {
		return "", err
	}
	oneTime, c, err := oneTimeCredential(ctx)
	if err != nil {
		return "", err
	}
	u.MustChange, u.Disabled, u.CreatedAt = true, false, d.Now()
	if err := d.Store.CreateUser(ctx, u, c); err != nil {
		return "", err
	}
	return oneTime, nil
}

func oneTimeCredential(ctx context.Context) (string, Credential, error) {
	password, err := OneTimePassword()
	if err != nil {
		return "", Credential{}, err
	}
	hash, err := hashPassword(ctx, password)
	return password, Credential{Hash: hash}, err
}

// UpdateUser writes a user's name, grants and whether the account is disabled;
// one that is disabled or loses roles is signed out.
func (d *Desk) UpdateUser(ctx context.Context, by *User, u *User) error {
	return d.Store.Atomically(ctx, func(ctx context.Context) error {
		held, err := d.Store.User(ctx, u.ID)
		if err != nil {
			return err
		}
		if err := d.check(u, held.Grants...); err != nil {
			return err
		}
		if err := errors.Join(mayKeep(by, held), mayKeep(by, u)); err != nil {
			return ErrForbidden
		}
		u.Login, u.MustChange, u.SecondFactor, u.CreatedAt = held.Login, held.MustChange, held.SecondFactor, held.CreatedAt
		if err := d.Store.UpdateUser(ctx, u); err != nil {
			return err
		}
		return d.Store.DeleteSessions(ctx, u.ID)
	})
}

// ResetPassword gives a user a one-time password, lifts a lock and ends all
// sessions.
func (d *Desk) ResetPassword(ctx context.Context, by *User, userID int64) (oneTime string, err error) {
	oneTime, c, err := oneTimeCredential(ctx)
	if err != nil {
		return "", err
	}
	err = d.Store.Atomically(ctx, func(ctx context.Context) error {
		u, err := d.Store.User(ctx, userID)
		if err != nil {
			return err
		}
		if err := mayKeep(by, u); err != nil {
			return err
		}
		u.MustChange = true
		return d.setCredential(ctx, u, c)
	})
	if err != nil {
		return "", err
	}
	return oneTime, nil
}

// Unlock lifts the lock of a login that was mistyped too often; the password stays.
func (d *Desk) Unlock(ctx context.Context, userID int64) error {
	return d.Store.Atomically(ctx, func(ctx context.Context) error {
		c, err := d.Store.Credential(ctx, userID)
		if err != nil {
			return err
		}
		return d.passed(ctx, c)
	})
}

func (d *Desk) setCredential(ctx context.Context, u *User, c Credential) error {
	c.UserID = u.ID
	if err := d.Store.SaveCredential(ctx, c); err != nil {
		return err
	}
	if err := d.Store.UpdateUser(ctx, u); err != nil {
		return err
	}
	return d.Store.DeleteSessions(ctx, u.ID)
}

// ChangePassword sets the password of the session's user, who proves to know the
// old one. All sessions end; the user goes on with a new token. It fails with
// ErrSignIn, ErrLocked, ErrSamePassword or ErrWeak.
func (d *Desk) ChangePassword(ctx context.Context, token, old, password string) (newToken string, err error) {
	u, err := d.Current(ctx, token)
	if err != nil {
		return "", err
	}
	if err := d.prove(ctx, &User{ID: u.ID}, old, ""); err != nil { // the session has shown the second proof
		return "", err
	}
	if password == old {
		return "", ErrSamePassword
	}
	if err := CheckPassword(u.Login, password); err != nil {
		return "", err
	}
	hash, err := hashPassword(ctx, password)
	if err != nil {
		return "", err
	}
	u.MustChange = false
	err = d.Store.Atomically(ctx, func(ctx context.Context) error {
		if err := d.setCredential(ctx, u, Credential{Hash: hash}); err != nil {
			return err
		}
		newToken, err = d.openSession(ctx, u.ID)
		return err
	})
	if err != nil {
		return "", err
	}
	return newToken, nil
}

// FirstLogin is the account that Bootstrap creates.
const FirstLogin = "admin"

// guizhou is the province whose system administrator it is.
const guizhou division.Code = 520000_000000

// Bootstrap creates the first system administrator, who creates everybody else,
// when there is no user at all.
func (d *Desk) Bootstrap(ctx context.Context) (login, oneTimePassword string, created bool, err error) {
	err = d.Store.Atomically(ctx, func(ctx context.Context) error {
		users, err := d.Store.Users(ctx)
		if err != nil || len(users) > 0 {
			return err
		}
		first := &User{Login: FirstLogin, Name: "系统管理员", Grants: []Grant{{Role: "sysadmin", Division: guizhou}}}
		oneTimePassword, err = d.CreateUser(ctx, nil, first)
		created = err == nil
		return err
	})
	if err != nil || !created {
		return "", "", false, err
	}
	return FirstLogin, oneTimePassword, true, nil
}
