package main

import (
	"context"
	"fmt"
	"time"

	"dixian/audit"
)

type keysCmd struct {
	Rotate keysRotateCmd `cmd:"" help:"Make a new key and seal everything with it; after an interruption, finish that."`
}

type keysRotateCmd struct{ place }

// Run seals everything with a new key. What an interrupted rotation left is sealed
// with the key that this one had made, and no other key is made.
func (c *keysRotateCmd) Run(ctx context.Context) error {
	db, err := c.beside(ctx)
	if err != nil {
		return err
	}
	defer db.Close()
	left, err := db.Reseal(ctx)
	if err != nil {
		return err
	}
	says := fmt.Sprintf("finished, %d values", left)
	if left == 0 {
		n, err := db.Rotate(ctx)
		if err != nil {
			return err
		}
		says = fmt.Sprintf("new key, %d values", n)
	}
	if err := db.Append(ctx, &audit.Entry{At: time.Now(), User: "-", Action: audit.RotateKeysAction, Subject: "keys", Detail: says}); err != nil {
		return err
	}
	if left > 0 {
		fmt.Printf("%d values were still sealed with an older key, as an interrupted rotation leaves them; they are sealed with the current one now. No new key was made: run this again for one.\n", left)
		return nil
	}
	fmt.Printf("There is a new key (%s). Keep a copy of the key file apart from the backups; the older keys stay in it, because older backups need them.\n", says)
	return nil
}
