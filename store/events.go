package store

import (
	"context"
	"encoding/json"

	"github.com/uptrace/bun"

	"dixian/calendar"
	"dixian/casework"
)

type eventRow struct {
	bun.BaseModel `bun:"table:events,alias:e"`
	ID            int64 `bun:"id,pk,autoincrement"`
	CaseID        int64
	At            moment
	Day           int32
	Who, WhoName  string
	Act           string
	FromState     string
	ToState       string
	Reason        string
	Form          string // JSON object, or empty
	ForLogin      string
}

// AddEvent fills in the event's ID. There is no way to change one.
func (db *DB) AddEvent(ctx context.Context, e *casework.Event) error {
	row := &eventRow{
		CaseID: e.CaseID, At: momentOf(e.At), Day: int32(e.Day), Who: e.User, WhoName: e.Name, Act: e.Act, FromState: e.From, ToState: e.To, Reason: e.Reason, ForLogin: e.For,
	}
	if len(e.Form) > 0 {
		form, err := json.Marshal(e.Form)
		if err != nil {
			return err
		}
		row.Form = string(form)
	}
	if _, err := db.writer(ctx).NewInsert().Model(row).Exec(ctx); err != nil {
		return saying(err, "keeping an event")
	}
	e.ID = row.ID
	return nil
}

// Events lists a case's events in the order they happened.
func (db *DB) Events(ctx context.Context, caseID int64) ([]casework.Event, error) {
	var rows []eventRow
	if err := ofCase(db.reader(ctx).NewSelect().Model(&rows), caseID).Scan(ctx); err != nil {
		return nil, saying(err, "reading a case's events")
	}
	out := make([]casework.Event, len(rows))
	for i := range rows {
		var err error
		if out[i], err = rows[i].event(); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (r *eventRow) event() (casework.Event, error) {
	e := casework.Event{
		ID: r.ID, CaseID: r.CaseID, At: r.At.time(), Day: calendar.Date(r.Day), User: r.Who, Name: r.WhoName, Act: r.Act, From: r.FromState, To: r.ToState, Reason: r.Reason, For: r.ForLogin,
	}
	if r.Form == "" {
		return e, nil
	}
	return e, saying(json.Unmarshal([]byte(r.Form), &e.Form), "reading an event's form")
}

func ofCase(q *bun.SelectQuery, caseID int64) *bun.SelectQuery {
	return q.Where("case_id = ?", caseID).Order("id")
}
