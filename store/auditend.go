package store

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"dixian/audit"
)

// auditHeadSchema is the schema that first kept the log's end.
const auditHeadSchema = 4

// headRow is the audit log's end, kept apart from the log: its number and hash,
// and both once more sealed, so that who drops the newest entries cannot make it
// say so. There is one row. In PostgreSQL it is also the line of writers.
type headRow struct {
	bun.BaseModel `bun:"table:audit_head,alias:ah"`
	ID            int64 `bun:"id,pk"`
	Seq           int64
	Hash          string
	ProofSealed   string
}

func proofOf(h audit.Head) string { return fmt.Sprintf("%d %s", h.Seq, h.Hash) }

// Head gives the log's end; a *audit.Broken if it is not what was sealed.
func (db *DB) Head(ctx context.Context) (audit.Head, error) {
	var row headRow
	if err := db.reader(ctx).NewSelect().Model(&row).Where("id = 1").Scan(ctx); err != nil {
		return audit.Head{}, saying(err, "reading the audit log's end")
	}
	h := audit.Head{Seq: row.Seq, Hash: row.Hash}
	proof, err := db.open(auditHeadPlace, row.ProofSealed)
	if err != nil || proof != proofOf(h) {
		return h, &audit.Broken{Seq: h.Seq, Says: "the record of the log's end is not what was sealed; restore a backup, or compare with its end"}
	}
	return h, nil
}

func (db *DB) saveHead(ctx context.Context, h audit.Head) error {
	proof, err := db.ring().Seal(auditHeadPlace, proofOf(h))
	if err != nil {
		return saying(err, "sealing the audit log's end")
	}
	row := &headRow{ID: 1, Seq: h.Seq, Hash: h.Hash, ProofSealed: proof}
	_, err = db.writer(ctx).NewUpdate().Model(row).WherePK().Exec(ctx)
	return saying(err, "keeping the audit log's end")
}

// sealHead seals the end that the migration found, once, when the schema has just
// learned to keep one.
func (db *DB) sealHead(ctx context.Context) error {
	return db.Atomically(ctx, func(ctx context.Context) error {
		var row headRow
		if err := db.reader(ctx).NewSelect().Model(&row).Where("id = 1").Scan(ctx); err != nil {
			return saying(err, "reading the audit log's end")
		}
		if row.ProofSealed != "" {
			return nil // another program was faster
		}
		return db.saveHead(ctx, audit.Head{Seq: row.Seq, Hash: row.Hash})
	})
}
