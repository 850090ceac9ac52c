package store

import (
	"context"

	"github.com/uptrace/bun"

	"dixian/audit"
)

type entryRow struct {
	bun.BaseModel           `bun:"table:audit_entries,alias:a"`
	Seq                     int64 `bun:"seq,pk"`
	At                      moment
	Who                     string
	Action, Subject, Detail string
	PrevHash, Hash          string
}

func (r *entryRow) entry() *audit.Entry {
	return &audit.Entry{Seq: r.Seq, At: r.At.time(), User: r.Who, Action: r.Action, Subject: r.Subject, Detail: r.Detail, Prev: r.PrevHash, Hash: r.Hash}
}

// Append gives the entry the next number, seals it to the last one and keeps it,
// in the running transaction if there is one. Writers stand in line, so no two
// entries follow the same one. It tells through which tool the act was done. A log whose end is not what was sealed takes no
// more entries: one would cover what was done to it.
func (db *DB) Append(ctx context.Context, e *audit.Entry) error {
	return db.Atomically(ctx, func(ctx context.Context) error {
		last, err := db.Head(ctx)
		if err != nil {
			return saying(err, "writing to the audit log")
		}
		e.Seq, e.Detail = last.Seq+1, audit.Of(ctx, e.Detail)
		e.Seal(last.Hash)
		row := &entryRow{Seq: e.Seq, At: momentOf(e.At), Who: e.User, Action: e.Action, Subject: e.Subject, Detail: e.Detail, PrevHash: e.Prev, Hash: e.Hash}
		if _, err := db.writer(ctx).NewInsert().Model(row).Exec(ctx); err != nil {
			return saying(err, "writing to the audit log")
		}
		return db.saveHead(ctx, audit.Head{Seq: e.Seq, Hash: e.Hash})
	})
}

// entriesAtOnce is how many entries are held in memory while the log is walked.
const entriesAtOnce = 1000

// Entries calls each for every entry in order until it fails.
func (db *DB) Entries(ctx context.Context, each func(*audit.Entry) error) error {
	after := int64(-1 << 62) // a forged number below 1 is an entry too
	for {
		var rows []entryRow
		if err := db.reader(ctx).NewSelect().Model(&rows).Where("seq > ?", after).Order("seq").Limit(entriesAtOnce).Scan(ctx); err != nil {
			return saying(err, "reading the audit log")
		}
		for i := range rows {
			if err := each(rows[i].entry()); err != nil {
				return err
			}
		}
		if len(rows) < entriesAtOnce {
			return nil
		}
		after = rows[len(rows)-1].Seq
	}
}

// Page gives up to limit entries before a number, newest first; 0: from the end.
func (db *DB) Page(ctx context.Context, before int64, limit int) ([]*audit.Entry, error) {
	var rows []entryRow
	q := db.reader(ctx).NewSelect().Model(&rows).Order("seq DESC").Limit(int64(limit))
	if before > 0 {
		q = q.Where("seq < ?", before)
	}
	if err := q.Scan(ctx); err != nil {
		return nil, saying(err, "reading the audit log")
	}
	out := make([]*audit.Entry, len(rows))
	for i := range rows {
		out[i] = rows[i].entry()
	}
	return out, nil
}
