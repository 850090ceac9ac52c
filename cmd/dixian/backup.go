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
	"dixian/screening"
	"dixian/store"
	"dixian/store/archive"
)

type backupCmd struct {
	place
	File    string `arg:"" type:"path" help:"File to write; it must not be there yet."`
	WithKey bool   `help:"Put the keys in, too. Whoever has the file can then read everything in it."`
}

// Run writes a backup while the server runs and reads it again. The file appears
// when it is whole.
func (c *backupCmd) Run(ctx context.Context) error {
	if _, err := os.Stat(c.File); err == nil {
		return fmt.Errorf("%s is there already; name another file, backups are not overwritten", c.File)
	}
	db, err := c.beside(ctx)
	if err != nil {
		return err
	}
	defer db.Close()
	files, err := c.files()
	if err != nil {
		return err
	}
	m, err := writeBackup(ctx, db, c.File, files)
	if err != nil {
		return err
	}
	err = db.Append(ctx, audit.Backup{At: time.Now(), Seq: m.Audit.Seq, WithKey: m.WithKey}.Entry())
	if err != nil {
		return err
	}
	fmt.Printf("%s: %d rows of %d tables, read again and whole. Its log ends with %d:%s\n", c.File, m.Rows(), len(m.Tables), m.Audit.Seq, m.Audit.Hash)
	if !m.WithKey {
		fmt.Println("The keys are not in it; without a copy of them it cannot be restored.")
	}
	return nil
}

// files are those of the data folder that belong into the backup.
func (c *backupCmd) files() (map[string][]byte, error) {
	files := map[string][]byte{}
	demo, err := os.ReadFile(filepath.Join(c.Data, demoMark))
	if err == nil {
		files[demoMark] = demo
	} else if !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	if c.WithKey {
		ring, err := store.KeysAt(filepath.Join(c.Data, store.KeyFile))
		if err != nil {
			return nil, err
		}
		files[archive.KeysFile] = ring.Text()
	}
	return files, nil
}

// writeBackup writes beside the file, reads what it wrote, and then gives it its
// name.
func writeBackup(ctx context.Context, db *store.DB, path string, files map[string][]byte) (m archive.Manifest, err error) {
	f, err := os.CreateTemp(filepath.Dir(path), ".backup-*") // for its owner alone
	if err != nil {
		return m, err
	}
	defer os.Remove(f.Name())
	m, err = db.Backup(ctx, f, archive.Manifest{Program: "dixian " + screening.Version, At: time.Now().UTC()}, files)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return m, err
	}
	written, err := archive.Open(f.Name())
	if err != nil {
		return m, err
	}
	if err := errors.Join(written.Verify(), written.Close()); err != nil {
		return m, fmt.Errorf("what was written reads otherwise: %w; try another disk", err)
	}
	return m, os.Rename(f.Name(), path)
}
