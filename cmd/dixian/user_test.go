package main

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dixian/access"
	"dixian/audit"
	"dixian/store/pgserver"
)

// begun is a place with a system in it, whose server goes on beside the test.
func begun(t *testing.T, at place) place {
	t.Helper()
	house, err := openHouse(t.Context(), at, "../../plans/guizhou", false)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(house.close)
	return at
}

func TestUsersOnTheTerminal(t *testing.T) {
	for name, at := range map[string]place{"sqlite": {Data: t.TempDir()}, "postgres": {Data: t.TempDir(), Database: pgserver.Database(t)}} {
		t.Run(name, func(t *testing.T) {
			begun(t, at)
			for says, c := range map[string]struct {
				grant, want string
			}{
				"no division":               {"county_clerk", "ROLE@DIVISION"},
				"a division of six":         {"county_clerk@522631", "ROLE@DIVISION"},
				"a role that is none":       {"king@522631000000", access.ErrGrant.Error()},
				"a county clerk of a town":  {"county_clerk@522631100000", access.ErrGrant.Error()},
				"a department of none":      {"department@522631000000", "要写明是哪个部门的，可选 "},
				"a department nobody knows": {"department@522631000000:水利局", "没有“水利局”报送的表，可选 "},
				"a clerk of a department":   {"county_clerk@522631000000:水务", "只有部门经办要写部门"},
			} {
				if err := (&userAddCmd{place: at, Login: "wang", Name: "王", Grant: []string{c.grant}, Plan: "../../plans/guizhou"}).Run(t.Context()); err == nil || !strings.Contains(err.Error(), c.want) {
					t.Errorf("%s: %v", says, err)
				}
			}
			if err := (&userResetCmd{at, "wang"}).Run(t.Context()); err == nil || !strings.Contains(err.Error(), "user list") {
				t.Errorf("somebody who is not there: %v", err)
			}
			good(t, (&userAddCmd{place: at, Login: "wang", Name: "王", Grant: []string{"county_clerk@522631000000", "department@522631000000:公安/医院"}, Plan: "../../plans/guizhou"}).Run(t.Context()))
			for _, step := range []struct {
				run  func() error
				want string
			}{
				{func() error { return nil }, "one-time"},
				{(&userDisableCmd{at, "WANG"}).run(t), "disabled"},
				{(&userEnableCmd{at, "wang"}).run(t), "one-time"},
				{func() error { mistype(t, at, "wang"); return nil }, "locked until"},
				{func() error { return (&userUnlockCmd{at, "wang"}).Run(t.Context()) }, "one-time"},
				{func() error { mistype(t, at, "wang"); return (&userResetCmd{at, "wang"}).Run(t.Context()) }, "one-time"},
			} {
				good(t, step.run())
				if got := listed(t, at); !strings.Contains(got, "county_clerk@522631000000 department@522631000000:公安/医院") || !strings.Contains(got, step.want) {
					t.Errorf("not %q:\n%s", step.want, got)
				}
			}
			a, err := accountsOf(t.Context(), at)
			good(t, err)
			defer a.db.Close()
			if n, err := audit.Verify(t.Context(), a.db); n != 5 || err != nil {
				t.Errorf("%d entries in the log: %v", n, err)
			}
		})
	}
}

func (c *userDisableCmd) run(t *testing.T) func() error {
	return func() error { return c.Run(t.Context()) }
}
func (c *userEnableCmd) run(t *testing.T) func() error {
	return func() error { return c.Run(t.Context()) }
}

func listed(t *testing.T, at place) string {
	t.Helper()
	a, err := accountsOf(t.Context(), at)
	good(t, err)
	defer a.db.Close()
	var out bytes.Buffer
	good(t, a.list(t.Context(), &out))
	return out.String()
}

// mistype locks a login.
func mistype(t *testing.T, at place, login string) {
	t.Helper()
	a, err := accountsOf(t.Context(), at)
	good(t, err)
	defer a.db.Close()
	u, err := a.db.UserByLogin(t.Context(), login)
	good(t, err)
	c, err := a.db.Credential(t.Context(), u.ID)
	good(t, err)
	c.Failed, c.LockedUntil = access.MaxFailures, time.Now().Add(access.LockedFor)
	good(t, a.db.SaveCredential(t.Context(), c))
}

func good(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// A newer program does not change the schema under the server that runs.
func TestCommandsBesideAnOlderServerAreRefused(t *testing.T) {
	at := begun(t, place{Data: t.TempDir(), Database: pgserver.Database(t)})
	pgserver.Exec(t, at.Database, "DELETE FROM goose_db_version WHERE version_id = 29")
	for says, run := range map[string]func() error{
		"users": func() error { return (&userListCmd{at}).Run(t.Context()) },
		"keys":  func() error { return (&keysRotateCmd{at}).Run(t.Context()) },
		"audit": func() error { return (&auditVerifyCmd{place: at}).Run(t.Context()) },
		"purge": func() error { return (&purgeCmd{place: at, keeping: keeping{30, 180}}).Run(t.Context()) },
		"backup": func() error {
			return (&backupCmd{place: at, File: filepath.Join(t.TempDir(), "b.zip")}).Run(t.Context())
		},
	} {
		if err := run(); err == nil || !strings.Contains(err.Error(), "step 29") || !strings.Contains(err.Error(), "use the dixian of that server") {
			t.Errorf("%s: %v", says, err)
		}
	}
}

func TestCommandsBesideAServerMakeNoNewSystem(t *testing.T) {
	at := place{Data: t.TempDir()}
	for says, run := range map[string]func() error{
		"users": func() error { return (&userListCmd{at}).Run(t.Context()) },
		"keys":  func() error { return (&keysRotateCmd{at}).Run(t.Context()) },
		"audit": func() error { return (&auditVerifyCmd{place: at}).Run(t.Context()) },
	} {
		if err := run(); err == nil || !strings.Contains(err.Error(), "has no database") {
			t.Errorf("%s: %v", says, err)
		}
	}
}
