package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"dixian/access"
	"dixian/audit"
	"dixian/division"
	"dixian/plan"
	"dixian/store"
)

// userCmd keeps accounts from the machine's terminal, for whoever may read the
// data folder: the way back in when no administrator can sign in any more.
type userCmd struct {
	Add     userAddCmd     `cmd:"" help:"Create a user; the one-time password is shown once."`
	List    userListCmd    `cmd:"" help:"List the users, their roles and what keeps them out."`
	Disable userDisableCmd `cmd:"" help:"Keep a user out from now on; signed in, too."`
	Enable  userEnableCmd  `cmd:"" help:"Let a disabled user in again."`
	Reset   userResetCmd   `cmd:"" help:"Give a user a new one-time password, shown once; lifts a lock."`
	Code    userCodeCmd    `cmd:"" name:"reset-code" help:"Turn off the second proof of who has lost the phone; ends all sessions."`
	Unlock  userUnlockCmd  `cmd:"" help:"Lift the lock of a login mistyped too often; the password stays."`
}

// accounts is what the commands on users work with.
type accounts struct {
	db   *store.DB
	desk *access.Desk
}

// accountsOf opens the accounts of a place.
func accountsOf(ctx context.Context, at place) (*accounts, error) {
	db, err := at.beside(ctx)
	if err != nil {
		return nil, err
	}
	return &accounts{db, &access.Desk{Store: db, Now: func() time.Time { return time.Now().In(zone) }}}, nil
}

// act does something to the account of a login and writes it into the audit log,
// both or neither.
func act(ctx context.Context, at place, login, action string, do func(ctx context.Context, a *accounts, u *access.User) error) error {
	a, err := accountsOf(ctx, at)
	if err != nil {
		return err
	}
	defer a.db.Close()
	u, err := a.db.UserByLogin(ctx, strings.ToLower(login))
	if errors.Is(err, access.ErrNotFound) {
		return fmt.Errorf("there is no user %q; `dixian user list` names all", login)
	}
	if err != nil {
		return err
	}
	return a.logged(ctx, action, u, func(ctx context.Context) error { return do(ctx, a, u) })
}

func (a *accounts) logged(ctx context.Context, action string, u *access.User, do func(ctx context.Context) error) error {
	return a.db.Atomically(ctx, func(ctx context.Context) error {
		if err := do(ctx); err != nil {
			return err
		}
		return a.db.Append(ctx, &audit.Entry{At: a.desk.Now(), User: "-", Action: action, Subject: fmt.Sprintf("user/%d", u.ID), Detail: "on the terminal"})
	})
}

type userAddCmd struct {
	place
	Login string   `arg:"" help:"2 to 32 small letters, digits, dots, lines."`
	Name  string   `required:"" help:"The person's name."`
	Grant []string `required:"" placeholder:"ROLE@DIVISION" help:"A role and the twelve digits of its division, like county_clerk@522631000000, and of the role department whose tables it brings, like department@522631000000:水务; may be given several times."`
	Plan  string   `default:"builtin:guizhou" help:"Folder of the plan package, which knows the departments; by default the one built in."`
}

// Run creates the user.
func (c *userAddCmd) Run(ctx context.Context) error {
	u := &access.User{Login: c.Login, Name: c.Name}
	for _, asked := range c.Grant {
		g, err := parseGrant(asked)
		if err != nil {
			return err
		}
		u.Grants = append(u.Grants, g)
	}
	a, err := accountsOf(ctx, c.place)
	if err != nil {
		return err
	}
	defer a.db.Close()
	if slices.ContainsFunc(u.Grants, func(g access.Grant) bool { return g.Role == access.Department }) {
		if a.desk.Owners, err = ownersOf(c.Plan); err != nil {
			return err
		}
	}
	var password string
	err = a.logged(ctx, "user.create", u, func(ctx context.Context) (err error) {
		password, err = a.desk.CreateUser(ctx, nil, u)
		return err
	})
	if err != nil {
		return err
	}
	tellPassword(u.Login, password)
	return nil
}

// ownersOf are the departments that a plan package knows.
func ownersOf(folder string) ([]string, error) {
	pkg, err := plan.Load(folder)
	if err != nil {
		return nil, err
	}
	program, err := plan.Check(pkg)
	if err != nil {
		return nil, err
	}
	return program.Owners(), nil
}

func parseGrant(text string) (access.Grant, error) {
	role, rest, found := strings.Cut(text, "@")
	place, owner, _ := strings.Cut(rest, ":")
	code, err := division.ParseCode(place)
	if !found || err != nil {
		return access.Grant{}, fmt.Errorf("--grant %q is not ROLE@DIVISION with a division of twelve digits, like county_clerk@522631000000", text)
	}
	return access.Grant{Role: role, Division: code, Owner: owner}, nil
}

func tellPassword(login, password string) {
	fmt.Printf("Sign in once with\n\n    login     %s\n    password  %s\n\nand choose a password of your own. This one is shown here only.\n", login, password)
}

type userListCmd struct{ place }

// Run lists the users.
func (c *userListCmd) Run(ctx context.Context) error {
	a, err := accountsOf(ctx, c.place)
	if err != nil {
		return err
	}
	defer a.db.Close()
	return a.list(ctx, os.Stdout)
}

func (a *accounts) list(ctx context.Context, w io.Writer) error {
	users, err := a.db.Users(ctx)
	if err != nil {
		return err
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "login\tname\troles\tkept out by")
	for _, u := range users {
		c, err := a.db.Credential(ctx, u.ID)
		if err != nil {
			return err
		}
		var roles []string
		for _, g := range u.Grants {
			roles = append(roles, sayGrant(g))
		}
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\n", u.Login, u.Name, strings.Join(roles, " "), keptOut(u, c, a.desk.Now()))
	}
	return t.Flush()
}

// sayGrant writes a grant as --grant reads it.
func sayGrant(g access.Grant) string {
	text := fmt.Sprintf("%s@%s", g.Role, g.Division)
	switch {
	case g.Owner != "":
		text += ":" + g.Owner
	case g.Role == access.Department:
		text += " (of no department; opens nothing)"
	}
	return text
}

// keptOut says what stands between a user and the work; empty: nothing.
func keptOut(u *access.User, c access.Credential, now time.Time) string {
	switch {
	case u.Disabled:
		return "disabled"
	case now.Before(c.LockedUntil):
		return "locked until " + c.LockedUntil.In(zone).Format(time.DateTime)
	case u.MustChange:
		return "one-time password not changed yet"
	}
	return ""
}

type userDisableCmd struct {
	place
	Login string `arg:""`
}

// Run disables the user.
func (c *userDisableCmd) Run(ctx context.Context) error {
	return setDisabled(ctx, c.place, c.Login, true)
}

type userEnableCmd struct {
	place
	Login string `arg:""`
}

// Run lets the user in again.
func (c *userEnableCmd) Run(ctx context.Context) error {
	return setDisabled(ctx, c.place, c.Login, false)
}

func setDisabled(ctx context.Context, at place, login string, disabled bool) error {
	return act(ctx, at, login, "user.update", func(ctx context.Context, a *accounts, u *access.User) error {
		u.Disabled = disabled
		return a.desk.UpdateUser(ctx, nil, u)
	})
}

type userResetCmd struct {
	place
	Login string `arg:""`
}

// Run gives the user a new one-time password.
func (c *userResetCmd) Run(ctx context.Context) error {
	var password string
	err := act(ctx, c.place, c.Login, "user.reset", func(ctx context.Context, a *accounts, u *access.User) (err error) {
		password, err = a.desk.ResetPassword(ctx, nil, u.ID)
		return err
	})
	if err == nil {
		tellPassword(c.Login, password)
	}
	return err
}

type userUnlockCmd struct {
	place
	Login string `arg:""`
}

// Run lifts the user's lock.
func (c *userUnlockCmd) Run(ctx context.Context) error {
	return act(ctx, c.place, c.Login, "user.unlock", func(ctx context.Context, a *accounts, u *access.User) error { return a.desk.Unlock(ctx, u.ID) })
}

type userCodeCmd struct {
	place
	Login string `arg:""`
}

// Run turns the user's second proof off.
func (c *userCodeCmd) Run(ctx context.Context) error {
	return act(ctx, c.place, c.Login, "second_factor.reset", func(ctx context.Context, a *accounts, u *access.User) error {
		err := a.desk.ResetFactor(ctx, nil, u.ID)
		if errors.Is(err, access.ErrFactorOff) {
			return fmt.Errorf("%s signs in without a second proof; there is nothing to turn off", u.Login)
		}
		return err
	})
}
