package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"dixian/audit"
	"dixian/store"
)

// keeping is how long what came in is kept.
//
// Source: casework contract, "Kept how long".
type keeping struct {
	RawDays int `default:"30" help:"Days that an uploaded file and its bad rows are kept."`
	Told    int `name:"message-days" default:"180" help:"Days that a message to somebody is kept, read or not."`
}

func (k keeping) check() error {
	if k.RawDays < 1 {
		return fmt.Errorf("--raw-days is %d; files are kept for at least one day", k.RawDays)
	}
	if k.Told < 1 {
		return fmt.Errorf("--message-days is %d; messages are kept for at least one day", k.Told)
	}
	return nil
}

type purgeCmd struct {
	place
	keeping
}

// Run deletes what is old enough now, as a server does each day, and says what it
// found afterwards. The server may run beside it.
func (c *purgeCmd) Run(ctx context.Context) error {
	if err := c.keeping.check(); err != nil {
		return err
	}
	ahead, _, err := readDemoDay(c.Data)
	if err != nil {
		return err
	}
	db, err := c.beside(ctx)
	if err != nil {
		return err
	}
	defer db.Close()
	done, err := c.purge(ctx, db, time.Now().In(zone).AddDate(0, 0, ahead))
	if !done.files.IsZero() {
		fmt.Printf("Told before %s: %d messages purged now, %d are left.\n", done.told.Format(time.DateOnly), done.messages, done.toldLeft)
		fmt.Printf("Uploaded before %s: %d batches purged now; of all older ones %d pieces of files and %d rows in quarantine are left.\n", done.files.Format(time.DateOnly), done.batches, done.left.Files, done.left.Rows)
	}
	return err
}

// purged is what was deleted, and what was found of it afterwards: nothing.
type purged struct {
	files, told       time.Time // before which
	batches, messages int
	left              store.Left
	toldLeft          int
}

// purge deletes uploaded files and quarantined rows older than RawDays and messages
// older than Told, writes that down in the audit log and proves it by looking again.
// The accepted rows of what still counts stay: screenings read them.
func (k keeping) purge(ctx context.Context, db *store.DB, now time.Time) (done purged, err error) {
	files, told := now.AddDate(0, 0, -k.RawDays), now.AddDate(0, 0, -k.Told)
	err = db.Atomically(ctx, func(ctx context.Context) error {
		old, err := db.Purge(ctx, files, now)
		if err != nil {
			return err
		}
		if done.messages, err = db.PurgeMessages(ctx, told); err != nil {
			return err
		}
		done.batches = len(old)
		for _, what := range []struct {
			subject string
			n, days int
		}{{"batches", done.batches, k.RawDays}, {"messages", done.messages, k.Told}} {
			if what.n == 0 {
				continue
			}
			if err := db.Append(ctx, &audit.Entry{At: now, User: "-", Action: "purge", Subject: what.subject, Detail: fmt.Sprintf("%d older than %d days", what.n, what.days)}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return done, err
	}
	if done.left, err = db.Kept(ctx, files); err != nil {
		return done, err
	}
	if done.toldLeft, err = db.CountMessages(ctx, told); err != nil {
		return done, err
	}
	done.files, done.told = files, told
	if done.left.Files+done.left.Rows+done.toldLeft > 0 {
		return done, errors.New("what should be gone is still there; run dixian purge again, and look into the log if it stays")
	}
	return done, nil
}
