package store

import (
	"context"
	"errors"
	"fmt"

	"github.com/uptrace/bun"

	"dixian/store/keyring"
)

// ring is the key ring in use. It changes when the keys are rotated.
func (db *DB) ring() *keyring.Ring { return db.keys.Load() }

// open opens a sealed text. A key that is new since this program started, because
// a command beside it rotated the keys, is read from the file.
func (db *DB) open(place, sealed string) (string, error) {
	text, err := db.ring().Open(place, sealed)
	var missing keyring.MissingKeyError
	if !errors.As(err, &missing) || db.keyFile == "" {
		return text, err
	}
	if err := db.reloadKeys(); err != nil {
		return "", err
	}
	return db.ring().Open(place, sealed)
}

// KeyIDs names the keys of the ring, the current first, and says whether they
// stand in a file, where Rotate can add one. An id is a hash and opens nothing.
func (db *DB) KeyIDs() (ids []string, fromFile bool) { return db.ring().IDs(), db.keyFile != "" }

func (db *DB) reloadKeys() error {
	ring, err := keyring.ReadFile(db.keyFile)
	if err != nil {
		return err
	}
	db.keys.Store(ring)
	return nil
}

// freshKeys reads the key file again if the database is sealed with a key that
// is not in the ring; a search by blind index would miss what it sealed.
func (db *DB) freshKeys(ctx context.Context) error {
	var rows []keyRow
	if err := db.reader(ctx).NewSelect().Model(&rows).Scan(ctx); err != nil {
		return saying(err, "reading which keys the database is sealed with")
	}
	for _, r := range rows {
		if _, err := db.open(keyPlace, r.Proof); err != nil {
			return err
		}
	}
	return nil
}

// keyProof is what every key of the database has sealed once.
const keyProof = "dixian"

type keyRow struct {
	bun.BaseModel `bun:"table:sealing_keys,alias:k"`
	ID            string `bun:"id,pk"`
	Proof         string
}

// proveKeys opens what each of the database's keys has sealed, and enters the
// ring's current key among them. Keys that are not the database's are refused.
func (db *DB) proveKeys(ctx context.Context) error {
	return db.Atomically(ctx, func(ctx context.Context) error {
		var rows []keyRow
		if err := db.reader(ctx).NewSelect().Model(&rows).Scan(ctx); err != nil {
			return saying(err, "reading which keys the database is sealed with")
		}
		entered := false
		for _, r := range rows {
			if _, err := db.ring().Open(keyPlace, r.Proof); err != nil {
				return fmt.Errorf("the keys are not this database's: %w", err)
			}
			entered = entered || r.ID == db.ring().Current()
		}
		if entered {
			return nil
		}
		proof, err := db.ring().Seal(keyPlace, keyProof)
		if err != nil {
			return err
		}
		_, err = db.writer(ctx).NewInsert().Model(&keyRow{ID: db.ring().Current(), Proof: proof}).Exec(ctx)
		return saying(err, "entering a key")
	})
}
