package access

import (
	"context"
	"errors"
	"strings"
	"sync"
	"time"
)

// spare is a hash of nobody's password: an unknown login costs as much time as a
// wrong password.
var spare = sync.OnceValues(func() (string, error) {
	password, err := OneTimePassword()
	if err != nil {
		return "", err
	}
	return hashPassword(context.Background(), password)
})

// loginOf is the one spelling of a login.
func loginOf(typed string) string { return strings.ToLower(strings.TrimSpace(typed)) }

// SignIn opens a session and gives its token, which is kept nowhere. It fails
// with ErrSignIn, whatever of login and password is wrong, with ErrLocked, and for
// who has a second proof with ErrCodeNeeded where there is no code or ErrCode.
func (d *Desk) SignIn(ctx context.Context, login, password, code string) (token string, u *User, err error) {
	login = loginOf(login)
	if u, err = d.Store.UserByLogin(ctx, login); errors.Is(err, ErrNotFound) {
		return "", nil, d.turnAway(ctx, login, password)
	}
	if err != nil {
		return "", nil, err
	}
	if err := d.prove(ctx, u, password, code); err != nil {
		return "", nil, err
	}
	if u.Disabled {
		return "", nil, ErrSignIn
	}
	if d.needsProvider(u) {
		return "", nil, ErrPasswordsOff
	}
	token, err = d.openSession(ctx, u.ID)
	if err != nil {
		return "", nil, err
	}
	return token, u, nil
}

// turnAway does for an unknown login what prove does for a known one.
func (d *Desk) turnAway(ctx context.Context, login, password string) error {
	if err := d.strangers.stranger(login, d.Now()); err != nil {
		return err
	}
	hash, err := spare()
	if err != nil {
		return err
	}
	if _, err := matches(ctx, password, hash); err != nil {
		return err
	}
	return ErrSignIn
}

// prove checks a user's password and, where there is a second proof, the code. A
// wrong code counts like a wrong password; a right password without a code is no
// attempt. It fails with ErrSignIn, ErrLocked, ErrCodeNeeded or ErrCode.
func (d *Desk) prove(ctx context.Context, u *User, password, code string) error {
	c, err := d.attempt(ctx, u.ID)
	if err != nil {
		return err
	}
	right, err := matches(ctx, password, c.Hash)
	switch {
	case err != nil:
		return err
	case !right:
		return ErrSignIn
	case !u.SecondFactor:
		return d.passed(ctx, c)
	case code == "":
		if err := d.undone(ctx, c); err != nil {
			return err
		}
		return ErrCodeNeeded
	}
	if err := d.useCode(ctx, u.ID, code); err != nil {
		return err
	}
	return d.passed(ctx, c)
}

func (d *Desk) openSession(ctx context.Context, userID int64) (token string, err error) {
	token, hash, err := newToken()
	if err != nil {
		return "", err
	}
	now := d.Now()
	return token, d.Store.CreateSession(ctx, Session{TokenHash: hash, UserID: userID, CreatedAt: now, SeenAt: now})
}

// SignOut ends a session, if the token has one.
func (d *Desk) SignOut(ctx context.Context, token string) error {
	return d.Store.DeleteSession(ctx, hashToken(token))
}

// Current gives the user of a session and notes that it is used. It fails with
// ErrNoSession once the session was idle or open too long, or the user disabled.
func (d *Desk) Current(ctx context.Context, token string) (*User, error) {
	if token == "" {
		return nil, ErrNoSession
	}
	s, err := d.Store.Session(ctx, hashToken(token))
	if err != nil {
		return nil, err
	}
	now := d.Now()
	if s.over(now) {
		if err := d.Store.DeleteSession(ctx, s.TokenHash); err != nil {
			return nil, err
		}
		return nil, ErrNoSession
	}
	u, err := d.Store.User(ctx, s.UserID)
	if err != nil {
		return nil, err
	}
	if u.Disabled {
		return nil, ErrNoSession
	}
	if now.Sub(s.SeenAt) >= touchEvery {
		if err := d.Store.TouchSession(ctx, s.TokenHash, now); err != nil {
			return nil, err
		}
	}
	if u.Own, err = d.own(ctx, u); err != nil {
		return nil, err
	}
	return u, d.standing(ctx, u)
}

// over says whether the session has ended by itself.
func (s *Session) over(now time.Time) bool {
	return now.Sub(s.SeenAt) >= IdleFor || now.Sub(s.CreatedAt) >= LastsFor
}
