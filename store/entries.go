package store

import (
	"context"
	"strings"

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

// Page gives entries that a filter chooses, newest first.
func (db *DB) Page(ctx context.Context, f audit.Filter) ([]*audit.Entry, error) {
	var rows []entryRow
	if err := chosenEntries(db.reader(ctx).NewSelect().Model(&rows), f).Order("seq DESC").Limit(int64(f.Limit)).Scan(ctx); err != nil {
		return nil, saying(err, "reading the audit log")
	}
	out := make([]*audit.Entry, len(rows))
	for i := range rows {
		out[i] = rows[i].entry()
	}
	return out, nil
}

func chosenEntries(q *bun.SelectQuery, f audit.Filter) *bun.SelectQuery {
	for _, c := range []struct {
		asked bool
		where string
		value any
	}{
		{f.Before > 0, "seq < ?", f.Before},
		{f.User != "", "who = ?", f.User},
		{f.Subject != "", "subject = ?", f.Subject},
		{!f.From.IsZero(), "at >= ?", momentOf(f.From)},
		{!f.To.IsZero(), "at < ?", momentOf(f.To)},
	} {
		if c.asked {
			q = q.Where(c.where, c.value)
		}
	}
	switch family, isFamily := strings.CutSuffix(f.Action, "."); {
	case isFamily: // "/" is the character after "."
		q = q.Where("action >= ? AND action < ?", f.Action, family+"/")
	case f.Action != "":
		q = q.Where("action = ?", f.Action)
	}
	if f.People != 0 {
		q = q.Where("who IN (SELECT u.login FROM users AS u JOIN grants AS g ON g.user_id = u.id WHERE g.division >= ? AND g.division < ?)", int64(f.People), int64(f.People.End()))
	}
	return q
}
