package store

import (
	"context"
	"slices"
	"time"

	"github.com/uptrace/bun"

	"dixian/calendar"
	"dixian/division"
	"dixian/inbox"
)

type messageRow struct {
	bun.BaseModel `bun:"table:messages,alias:me"`
	ID            int64 `bun:"id,pk,autoincrement"`
	Key           string
	Recipient     string
	Kind          string
	CaseID        int64
	Division      int64
	State         string
	DueOn         int32
	Urgent        bool
	OpenCount     int
	TodayCount    int
	LateCount     int
	Day           int32
	At            moment
	ReadAt        moment
	Carried       string
	Tries         int
	NotBefore     moment
	CarriedAt     moment
	Fault         string
}

func messageRowOf(m *inbox.Message) messageRow {
	return messageRow{
		ID: m.ID, Key: m.Key, Recipient: m.To, Kind: string(m.Kind), CaseID: m.Case, Division: int64(m.Division), State: m.State, DueOn: int32(m.DueOn), Urgent: m.Urgent,
		OpenCount: m.Tally.Open, TodayCount: m.Tally.Today, LateCount: m.Tally.Late, Day: int32(m.Day), At: momentOf(m.At), ReadAt: momentOf(m.ReadAt),
		Carried: string(m.Carried), Tries: m.Tries, NotBefore: momentOf(m.NotBefore), CarriedAt: momentOf(m.CarriedAt), Fault: m.Fault,
	}
}

func (r *messageRow) message() *inbox.Message {
	return &inbox.Message{
		ID: r.ID, Key: r.Key, To: r.Recipient, Kind: inbox.Kind(r.Kind), Case: r.CaseID, Division: division.Code(r.Division), State: r.State, DueOn: calendar.Date(r.DueOn), Urgent: r.Urgent,
		Tally: inbox.Tally{Open: r.OpenCount, Today: r.TodayCount, Late: r.LateCount}, Day: calendar.Date(r.Day), At: r.At.time(), ReadAt: r.ReadAt.time(),
		Carriage: inbox.Carriage{Carried: inbox.Carried(r.Carried), Tries: r.Tries, NotBefore: r.NotBefore.time(), CarriedAt: r.CarriedAt.time(), Fault: r.Fault},
	}
}

// keysAtOnce is how many keys one query asks about, messagesAtOnce how many messages
// one statement keeps.
const (
	keysAtOnce     = 500
	messagesAtOnce = 100
)

// KnownMessages tells which of the keys have a message.
func (db *DB) KnownMessages(ctx context.Context, keys []string) (map[string]bool, error) {
	known := map[string]bool{}
	for some := range slices.Chunk(keys, keysAtOnce) {
		var found []string
		if err := db.reader(ctx).NewSelect().Model((*messageRow)(nil)).Column("key").Where("me.key IN (?)", bun.List(some)).Scan(ctx, &found); err != nil {
			return nil, saying(err, "looking for messages that were sent")
		}
		for _, key := range found {
			known[key] = true
		}
	}
	return known, nil
}

// AddMessages fills in IDs.
func (db *DB) AddMessages(ctx context.Context, messages []*inbox.Message) error {
	for some := range slices.Chunk(messages, messagesAtOnce) {
		rows := make([]messageRow, len(some))
		for i, m := range some {
			rows[i] = messageRowOf(m)
		}
		if _, err := db.writer(ctx).NewInsert().Model(&rows).Exec(ctx); err != nil {
			return saying(err, "keeping messages")
		}
		for i := range rows {
			some[i].ID = rows[i].ID
		}
	}
	return nil
}

// Messages lists a person's messages, newest first.
func (db *DB) Messages(ctx context.Context, f inbox.Filter) ([]*inbox.Message, error) {
	var rows []messageRow
	q := db.reader(ctx).NewSelect().Model(&rows).Where("me.recipient = ?", f.To).Order("me.id DESC")
	if f.Unread {
		q = q.Where("me.read_at = 0")
	}
	if f.Before != 0 {
		q = q.Where("me.id < ?", f.Before)
	}
	if f.Limit > 0 {
		q = q.Limit(int64(f.Limit))
	}
	return messagesOf(rows, q.Scan(ctx, &rows))
}

func messagesOf(rows []messageRow, err error) ([]*inbox.Message, error) {
	if err != nil {
		return nil, saying(err, "listing messages")
	}
	out := make([]*inbox.Message, len(rows))
	for i := range rows {
		out[i] = rows[i].message()
	}
	return out, nil
}

// CountUnread counts a person's messages that are not read.
func (db *DB) CountUnread(ctx context.Context, to string) (int, error) {
	n, err := db.reader(ctx).NewSelect().Model((*messageRow)(nil)).Where("me.recipient = ?", to).Where("me.read_at = 0").Count(ctx)
	return int(n), saying(err, "counting unread messages")
}

// ReadMessages marks messages of a person as read; no numbers: all that are not.
func (db *DB) ReadMessages(ctx context.Context, to string, ids []int64, at time.Time) error {
	q := db.writer(ctx).NewUpdate().Model((*messageRow)(nil)).Set("read_at = ?", momentOf(at)).Where("recipient = ?", to).Where("read_at = 0")
	if len(ids) > 0 {
		q = q.Where("id IN (?)", bun.List(ids))
	}
	_, err := q.Exec(ctx)
	return saying(err, "marking messages as read")
}

// PurgeMessages deletes those made before a moment, and tells how many.
func (db *DB) PurgeMessages(ctx context.Context, before time.Time) (int, error) {
	r, err := db.writer(ctx).NewDelete().Model((*messageRow)(nil)).Where("at < ?", momentOf(before)).Exec(ctx)
	if err != nil {
		return 0, saying(err, "deleting old messages")
	}
	n, err := r.RowsAffected()
	return int(n), saying(err, "counting deleted messages")
}

// CountMessages counts those made before a moment.
func (db *DB) CountMessages(ctx context.Context, before time.Time) (int, error) {
	n, err := db.reader(ctx).NewSelect().Model((*messageRow)(nil)).Where("me.at < ?", momentOf(before)).Count(ctx)
	return int(n), saying(err, "counting old messages")
}

// MessagesToCarry gives those that wait for a carrier at a moment, oldest first.
func (db *DB) MessagesToCarry(ctx context.Context, now time.Time, limit int) ([]*inbox.Message, error) {
	var rows []messageRow
	q := db.reader(ctx).NewSelect().Model(&rows).Where("me.carried = ?", string(inbox.ToCarry)).Where("me.not_before <= ?", momentOf(now)).Order("me.id").Limit(int64(limit))
	return messagesOf(rows, q.Scan(ctx, &rows))
}

// SaveCarriage writes what became of a message that stood in a state; false: it
// no longer stands there.
func (db *DB) SaveCarriage(ctx context.Context, m *inbox.Message, was inbox.Carried) (bool, error) {
	row := messageRowOf(m)
	r, err := db.writer(ctx).NewUpdate().Model(&row).Column("carried", "tries", "not_before", "carried_at", "fault").WherePK().Where("carried = ?", string(was)).Exec(ctx)
	if err != nil {
		return false, saying(err, "keeping what became of a message")
	}
	n, err := r.RowsAffected()
	return n == 1, saying(err, "keeping what became of a message")
}
