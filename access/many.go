package access

import "context"

// CheckNew refuses an account that somebody (nil: the system itself) may not create,
// as CreateUser would: ErrLogin, ErrName, ErrGrant, ErrApart or ErrForbidden. Whether
// the login is taken it does not say.
func (d *Desk) CheckNew(by *User, u *User) error {
	u.Login = loginOf(u.Login)
	if err := d.check(u); err != nil {
		return err
	}
	return mayKeep(by, u)
}

// CreateUsers creates accounts, all or none, and gives their one-time passwords, in
// order; record writes down each in the same transaction. The passwords are hashed
// before the transaction begins, so that nobody waits for that.
func (d *Desk) CreateUsers(ctx context.Context, by *User, users []*User, record func(ctx context.Context, u *User) error) (oneTime []string, err error) {
	credentials := make([]Credential, len(users))
	oneTime = make([]string, len(users))
	for i, u := range users {
		if err := d.CheckNew(by, u); err != nil {
			return nil, err
		}
		if oneTime[i], credentials[i], err = oneTimeCredential(ctx); err != nil {
			return nil, err
		}
	}
	err = d.Store.Atomically(ctx, func(ctx context.Context) error {
		for i, u := range users {
			u.MustChange, u.Disabled, u.CreatedAt = true, false, d.Now()
			if err := d.Store.CreateUser(ctx, u, credentials[i]); err != nil {
				return err
			}
			if err := record(ctx, u); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return oneTime, nil
}
