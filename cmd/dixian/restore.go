package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"dixian/audit"
	"dixian/store"
	"dixian/store/archive"
	"dixian/store/keyring"
)

type restoreCmd struct {
	place
	File    string `arg:"" type:"existingfile" help:"The backup."`
	Replace bool   `help:"Replace a system in use, also while its server runs: what was done since the backup is gone, and everybody signs in anew."`
}

// Run restores a backup into an empty folder or database, or, when told to, in
// place of what is there: verified and whole, or not at all.
func (c *restoreCmd) Run(ctx context.Context) error {
	if err := c.check(); err != nil {
		return err
	}
	from, err := archive.Open(c.File)
	if err != nil {
		return err
	}
	defer from.Close()
	if err := from.Verify(); err != nil {
		return fmt.Errorf("%s: %w; take another backup, nothing was changed", c.File, err)
	}
	keys, bring, err := c.keys(from)
	if err != nil {
		return err
	}
	target := store.Target{Dir: c.Data, URL: c.Database, Path: filepath.Join(c.Data, store.File), Keys: keys, Replace: c.Replace}
	err = store.Restore(ctx, target, from, time.Now())
	if errors.Is(err, store.ErrNotEmpty) {
		return fmt.Errorf("%w; restore into an empty folder or database, or give --replace to lose what was done since the backup", err)
	}
	if err != nil {
		return err
	}
	return c.finish(ctx, from, keys, bring)
}

// keys are those that open the backup, and whether the folder still has to get
// them. They are looked for before anything is written.
func (c *restoreCmd) keys(from *archive.Reader) (ring *keyring.Ring, bring bool, err error) {
	if err := os.MkdirAll(c.Data, 0o700); err != nil {
		return nil, false, err
	}
	ring, err = store.KeysAt(filepath.Join(c.Data, store.KeyFile))
	if !errors.Is(err, fs.ErrNotExist) {
		return ring, false, err
	}
	text, err := from.File(archive.KeysFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, false, fmt.Errorf("the keys are neither in the backup nor in %s; put the %s that belongs to it there, or its text into %s", c.Data, store.KeyFile, store.KeysVariable)
	}
	if err != nil {
		return nil, false, err
	}
	ring, err = keyring.Parse(text)
	return ring, true, err
}

// finish gives the folder its files, opens the system as the server will, which
// brings its schema up to date, and says what is in it.
func (c *restoreCmd) finish(ctx context.Context, from *archive.Reader, keys *keyring.Ring, bring bool) error {
	if bring {
		if err := keys.WriteFile(filepath.Join(c.Data, store.KeyFile)); err != nil {
			return err
		}
	}
	demo, err := from.File(demoMark)
	if err == nil {
		err = os.WriteFile(filepath.Join(c.Data, demoMark), demo, 0o600)
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	db, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer db.Close()
	n, err := audit.Verify(ctx, db)
	if err != nil {
		return err
	}
	fmt.Printf("Restored as it was at %s: %d rows of %d tables; the log has %d entries and holds. Everybody signs in anew.\n", from.At.In(zone).Format(time.DateTime), from.Rows(), len(from.Tables), n)
	return nil
}
