package main

import (
	"context"
	"fmt"
	"time"

	"dixian/audit"
	"dixian/store"
)

type purgeCmd struct {
	place
	RawDays int `default:"30" help:"Days that an uploaded file and its bad rows are kept."`
	Told    int `name:"message-days" default:"180" help:"Days that a message to somebody is kept, read or not."`
}

// Run deletes uploaded files and quarantined rows older than RawDays and messages
// older than Told, writes that down in the audit log and proves it by looking again. The accepted rows of what
// still counts stay: screenings read them.
//
// Source: casework contract, "Kept how long".
func (c *purgeCmd) Run(ctx context.Context) error {
	if c.RawDays < 1 {
		return fmt.Errorf("--raw-days is %d; files are kept for at least one day", c.RawDays)
	}
	if c.Told < 1 {
		return fmt.Errorf("--message-days is %d; messages are kept for at least one day", c.Told)
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
	now := time.Now().In(zone).AddDate(0, 0, ahead)
	before := now.AddDate(0, 0, -c.RawDays)
	var purged []int64
	err = db.Atomically(ctx, func(ctx context.Context) error {
		if purged, err = db.Purge(ctx, before, now); err != nil || len(purged) == 0 {
			return err
		}
		return db.Append(ctx, &audit.Entry{At: now, User: "-", Action: "purge", Subject: "batches", Detail: fmt.Sprintf("%d older than %d days", len(purged), c.RawDays)})
	})
	if err != nil {
		return err
	}
	left, err := db.Kept(ctx, before)
	if err != nil {
		return err
	}
	told, err := c.purgeMessages(ctx, db, now)
	if err != nil {
		return err
	}
	fmt.Println(told)
	fmt.Printf("Uploaded before %s: %d batches purged now; of all older ones %d pieces of files and %d rows in quarantine are left.\n", before.Format(time.DateOnly), len(purged), left.Files, left.Rows)
	if left.Files+left.Rows > 0 {
		return fmt.Errorf("files that should be gone are still there; run dixian purge again, and look into the log if they stay")
	}
	return nil
}

// purgeMessages deletes old messages and says what is left of them, which is nothing.
func (c *purgeCmd) purgeMessages(ctx context.Context, db *store.DB, now time.Time) (says string, err error) {
	before := now.AddDate(0, 0, -c.Told)
	purged := 0
	err = db.Atomically(ctx, func(ctx context.Context) error {
		if purged, err = db.PurgeMessages(ctx, before); err != nil || purged == 0 {
			return err
		}
		return db.Append(ctx, &audit.Entry{At: now, User: "-", Action: "purge", Subject: "messages", Detail: fmt.Sprintf("%d older than %d days", purged, c.Told)})
	})
	if err != nil {
		return "", err
	}
	left, err := db.CountMessages(ctx, before)
	if err == nil && left > 0 {
		err = fmt.Errorf("%d messages that should be gone are still there; run dixian purge again", left)
	}
	return fmt.Sprintf("Told before %s: %d messages purged now, %d are left.", before.Format(time.DateOnly), purged, left), err
}
