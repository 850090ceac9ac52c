package access

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"
	"unicode"
)

// Factor is a user's second proof: the secret that the own phone holds too.
type Factor struct {
	UserID      int64
	Secret      []byte
	ConfirmedAt time.Time // zero: begun, and no code has been shown for it yet
	LastStep    int64     // half minute of the newest code that was used
	Recovery    []string  // hashes of the recovery codes not used yet
}

// Errors of the second proof.
var (
	ErrCodeNeeded = errors.New("请输入手机上的动态口令")
	ErrCode       = errors.New("动态口令不对，或者已经用过；请等下一个口令再试")
	ErrFactorOn   = errors.New("动态口令已经开通；要换手机，请先关掉再开")
	ErrFactorOff  = errors.New("动态口令还没有开通")
)

// MustEnrol says whether a user has a role that signs in with a second proof and
// has none yet.
func (d *Desk) MustEnrol(u *User) bool {
	return !u.SecondFactor && len(d.FactorFor) > 0 && u.Has(d.FactorFor...)
}

// StartFactor makes a secret for a user who proves to know the password, and gives
// it in base 32. It holds once a code is shown for it. It fails with ErrSignIn,
// ErrLocked or ErrFactorOn.
func (d *Desk) StartFactor(ctx context.Context, u *User, password string) (secret string, err error) {
	if u.SecondFactor {
		return "", ErrFactorOn
	}
	if err := d.prove(ctx, u, password, ""); err != nil {
		return "", err
	}
	made, err := newSecret()
	if err != nil {
		return "", err
	}
	return base32Plain.EncodeToString(made), d.Store.SaveFactor(ctx, Factor{UserID: u.ID, Secret: made})
}

// ConfirmFactor turns the second proof on with a first code, and gives the recovery
// codes, which are kept nowhere. It fails with ErrCode, ErrFactorOn or ErrFactorOff.
func (d *Desk) ConfirmFactor(ctx context.Context, u *User, code string) (recovery []string, err error) {
	err = d.Store.Atomically(ctx, func(ctx context.Context) error {
		f, err := d.Store.Factor(ctx, u.ID)
		switch {
		case errors.Is(err, ErrNotFound):
			return ErrFactorOff
		case err != nil:
			return err
		case !f.ConfirmedAt.IsZero():
			return ErrFactorOn
		}
		step, right := stepOfCode(f.Secret, plainCode(code), d.Now(), f.LastStep)
		if !right {
			return ErrCode
		}
		if recovery, f.Recovery, err = newRecovery(); err != nil {
			return err
		}
		f.ConfirmedAt, f.LastStep = d.Now(), step
		return d.setFactor(ctx, u, &f)
	})
	if err != nil {
		return nil, err
	}
	return recovery, nil
}

// DropFactor turns a user's own second proof off; a code shows that it is the user.
func (d *Desk) DropFactor(ctx context.Context, u *User, password, code string) error {
	if !u.SecondFactor {
		return ErrFactorOff
	}
	if err := d.prove(ctx, u, password, code); err != nil {
		return err
	}
	return d.Store.Atomically(ctx, func(ctx context.Context) error { return d.setFactor(ctx, u, nil) })
}

// ResetFactor turns the second proof of a user who has lost the phone off, on behalf
// of another, a system administrator (nil: of the system itself), and ends all
// sessions. It fails with ErrForbidden, ErrNotFound or ErrFactorOff.
func (d *Desk) ResetFactor(ctx context.Context, by *User, userID int64) error {
	return d.Store.Atomically(ctx, func(ctx context.Context) error {
		u, err := d.Store.User(ctx, userID)
		if err != nil {
			return err
		}
		if err := mayKeep(by, u); err != nil {
			return err
		}
		if !u.SecondFactor {
			return ErrFactorOff
		}
		if err := d.setFactor(ctx, u, nil); err != nil {
			return err
		}
		return d.Store.DeleteSessions(ctx, u.ID)
	})
}

// setFactor writes a factor, nil for none, and notes at the user whether there is
// one.
func (d *Desk) setFactor(ctx context.Context, u *User, f *Factor) error {
	u.SecondFactor = f != nil
	var err error
	if f == nil {
		err = d.Store.DeleteFactor(ctx, u.ID)
	} else {
		err = d.Store.SaveFactor(ctx, *f)
	}
	if err != nil {
		return err
	}
	return d.Store.UpdateUser(ctx, u)
}

// useCode takes a code of the phone or a recovery code; either serves once.
func (d *Desk) useCode(ctx context.Context, userID int64, code string) error {
	return d.Store.Atomically(ctx, func(ctx context.Context) error {
		f, err := d.Store.Factor(ctx, userID)
		if err != nil {
			return err
		}
		code = plainCode(code)
		if step, right := stepOfCode(f.Secret, code, d.Now(), f.LastStep); right {
			f.LastStep = step
			return d.Store.SaveFactor(ctx, f)
		}
		at := slices.Index(f.Recovery, hashToken(code))
		if at < 0 {
			return ErrCode
		}
		f.Recovery = slices.Delete(f.Recovery, at, at+1)
		return d.Store.SaveFactor(ctx, f)
	})
}

// RecoveryLeft counts a user's recovery codes that were not used.
func (d *Desk) RecoveryLeft(ctx context.Context, u *User) (int, error) {
	if !u.SecondFactor {
		return 0, nil
	}
	f, err := d.Store.Factor(ctx, u.ID)
	return len(f.Recovery), err
}

// newRecovery makes the codes for who has lost the phone, and their hashes.
func newRecovery() (codes, hashes []string, err error) {
	for range recoveryCodes {
		code, err := OneTimePassword()
		if err != nil {
			return nil, nil, err
		}
		codes, hashes = append(codes, code), append(hashes, hashToken(plainCode(code)))
	}
	return codes, hashes, nil
}

// plainCode is a code as it is kept, however it was typed: without lines and blanks,
// in capitals.
func plainCode(typed string) string {
	return strings.Map(func(r rune) rune {
		if r == '-' || unicode.IsSpace(r) {
			return -1
		}
		return unicode.ToUpper(r)
	}, typed)
}
