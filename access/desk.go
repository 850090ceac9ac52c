package access

import (
	"context"
	"sync"
	"time"

	"dixian/calendar"
)

// The rules of signing in.
const (
	// MaxFailures in a row lock a login for LockedFor.
	MaxFailures = 5
	LockedFor   = 15 * time.Minute
	// IdleFor without a request ends a session, LastsFor ends it in any case.
	IdleFor  = 30 * time.Minute
	LastsFor = 12 * time.Hour
	// touchEvery is how exactly a session's last request is kept: writing it down
	// at each request would write for every reading.
	touchEvery = time.Minute
)

// Desk signs users in and out and keeps their accounts.
type Desk struct {
	Store     Store
	Now       func() time.Time
	FactorFor []string             // roles that sign in with a second proof; the others may
	Owners    []string             // departments that own tables of the plan package
	Day       func() calendar.Date // of the province; nil: the day of Now
	// PasswordsOff leaves signing in by password to the three administrators; the
	// others come by a provider (SignInVouched).
	PasswordsOff bool

	strangers strangers
}

// strangers counts failures of logins that do not exist, so that they lock like
// those that do, and nobody learns which is which.
type strangers struct {
	mu     sync.Mutex
	failed map[string]Credential
}

// maxStrangers bounds what guessing may take of memory.
const maxStrangers = 10_000

// stranger counts one failure of a login that does not exist.
func (s *strangers) stranger(login string, now time.Time) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.failed == nil || len(s.failed) >= maxStrangers {
		s.failed = map[string]Credential{}
	}
	c := s.failed[login]
	if err := c.attempt(now); err != nil {
		return err
	}
	s.failed[login] = c
	return nil
}

// attempt counts an attempt before it is checked, so that many at once are not
// more guesses than one after the other. It fails with ErrLocked.
func (c *Credential) attempt(now time.Time) error {
	if !c.LockedUntil.IsZero() {
		if now.Before(c.LockedUntil) {
			return ErrLocked
		}
		c.Failed, c.LockedUntil = 0, time.Time{}
	}
	if c.Failed++; c.Failed >= MaxFailures {
		c.LockedUntil = now.Add(LockedFor)
	}
	return nil
}

// attempt counts an attempt on a user's credential and gives it; a password that
// matches is told to passed.
func (d *Desk) attempt(ctx context.Context, userID int64) (c Credential, err error) {
	err = d.Store.Atomically(ctx, func(ctx context.Context) error {
		if c, err = d.Store.Credential(ctx, userID); err != nil {
			return err
		}
		if err := c.attempt(d.Now()); err != nil {
			return err
		}
		return d.Store.SaveCredential(ctx, c)
	})
	return c, err
}

func (d *Desk) passed(ctx context.Context, c Credential) error {
	c.Failed, c.LockedUntil = 0, time.Time{}
	return d.Store.SaveCredential(ctx, c)
}

// undone takes an attempt back that was none.
func (d *Desk) undone(ctx context.Context, c Credential) error {
	c.Failed, c.LockedUntil = c.Failed-1, time.Time{}
	return d.Store.SaveCredential(ctx, c)
}
