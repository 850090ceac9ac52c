package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dixian/store"
	"dixian/store/pgserver"
)

// From a running server to a new folder, from there to PostgreSQL, and back over
// the system in use.
func TestBackupAndRestore(t *testing.T) {
	at := withPhones(t, 700)
	good(t, (&userAddCmd{place: at, Login: "wang", Name: "王", Grant: []string{"county_clerk@522631000000"}}).Run(t.Context()))
	dir := t.TempDir()
	plain, withKey := filepath.Join(dir, "a.zip"), filepath.Join(dir, "b.zip")
	good(t, (&backupCmd{place: at, File: plain}).Run(t.Context()))
	good(t, (&backupCmd{place: at, File: withKey, WithKey: true}).Run(t.Context()))
	damaged := filepath.Join(dir, "c.zip")
	content, err := os.ReadFile(plain)
	good(t, err)
	good(t, os.WriteFile(damaged, content[:len(content)-100], 0o600))

	for says, c := range map[string]struct {
		run  func() error
		want string
	}{
		"over another backup":          {func() error { return (&backupCmd{place: at, File: plain}).Run(t.Context()) }, "not overwritten"},
		"of a folder that has nothing": {func() error { return (&backupCmd{place: place{Data: t.TempDir()}, File: "x.zip"}).Run(t.Context()) }, "has no database"},
		"a damaged one":                {func() error { return (&restoreCmd{place: at, File: damaged, Replace: true}).Run(t.Context()) }, "damaged"},
		"over a system in use":         {func() error { return (&restoreCmd{place: at, File: plain}).Run(t.Context()) }, "--replace"},
		"without its keys":             {func() error { return (&restoreCmd{place: place{Data: t.TempDir()}, File: plain}).Run(t.Context()) }, "put the keys.json"},
	} {
		if err := c.run(); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", says, err)
		}
	}

	folder := place{Data: filepath.Join(t.TempDir(), "new")}
	good(t, (&restoreCmd{place: folder, File: withKey}).Run(t.Context()))
	holds(t, folder)
	moved := filepath.Join(dir, "d.zip")
	good(t, (&backupCmd{place: folder, File: moved}).Run(t.Context()))
	inPostgres := place{Data: folder.Data, Database: pgserver.Database(t)}
	good(t, (&restoreCmd{place: inPostgres, File: moved}).Run(t.Context()))
	holds(t, inPostgres)
	good(t, (&userDisableCmd{at, "wang"}).Run(t.Context()))
	good(t, (&restoreCmd{place: at, File: plain, Replace: true}).Run(t.Context()))
	holds(t, at)
	good(t, (&auditVerifyCmd{place: at}).Run(t.Context()))
}

// holds says that a place has what TestBackupAndRestore put in, readable.
func holds(t *testing.T, at place) {
	t.Helper()
	db, err := at.open(t.Context())
	good(t, err)
	defer db.Close()
	h, err := db.Household(t.Context(), "H699", true)
	if err != nil || h.Phone != "13900000000" {
		t.Errorf("%+v %v", h, err)
	}
	u, err := db.UserByLogin(t.Context(), "wang")
	if err != nil || u.Disabled || len(u.Grants) != 1 {
		t.Errorf("%+v %v", u, err)
	}
	if info, err := os.Stat(filepath.Join(at.Data, store.KeyFile)); err != nil || info.Mode().Perm() != 0o600 {
		t.Error("the key file:", err)
	}
}
