package access

import (
	"context"
	"errors"
	"slices"
)

// Errors of signing in by another house's word.
var (
	ErrNotVouched   = errors.New("统一登录里的这个人在本系统没有账号，或者已停用；请找系统管理员")
	ErrOwnProof     = errors.New("您的账号用密码和动态口令登录，不能用统一登录")
	ErrPasswordsOff = errors.New("这里用统一登录，密码登录只给三员留着")
)

// SignInVouched opens a session for a login that a provider vouches for. No account
// is made: who has none, or a disabled one, fails with ErrNotVouched. Who has a second
// proof, or must have one, proves it here: ErrOwnProof. A one-time password that was
// never used loses its force.
func (d *Desk) SignInVouched(ctx context.Context, login string) (token string, u *User, err error) {
	u, err = d.Store.UserByLogin(ctx, loginOf(login))
	switch {
	case errors.Is(err, ErrNotFound):
		return "", nil, ErrNotVouched
	case err != nil:
		return "", nil, err
	case u.Disabled:
		return "", nil, ErrNotVouched
	case u.SecondFactor || u.Has(d.FactorFor...) || u.Has(apart...):
		return "", nil, ErrOwnProof
	}
	if u.MustChange {
		if err := d.forgetOneTime(ctx, u); err != nil {
			return "", nil, err
		}
	}
	token, err = d.openSession(ctx, u.ID)
	return token, u, err
}

// forgetOneTime puts a password that nobody knows in the place of a one-time one.
func (d *Desk) forgetOneTime(ctx context.Context, u *User) error {
	_, c, err := oneTimeCredential(ctx)
	if err != nil {
		return err
	}
	c.UserID, u.MustChange = u.ID, false
	return d.Store.Atomically(ctx, func(ctx context.Context) error {
		if err := d.Store.SaveCredential(ctx, c); err != nil {
			return err
		}
		return d.Store.UpdateUser(ctx, u)
	})
}

// needsProvider says whether a user's password does not sign in here: passwords are
// switched off for all but the three administrators, who must come in when the
// provider does not answer.
func (d *Desk) needsProvider(u *User) bool {
	return d.PasswordsOff && !slices.ContainsFunc(apart, func(role string) bool { return u.Has(role) })
}
