package store

import (
	"context"
	"fmt"
	"slices"

	"github.com/uptrace/bun"

	"dixian/calendar"
	"dixian/casework"
)

type alertRow struct {
	bun.BaseModel  `bun:"table:alerts,alias:al"`
	ID             int64 `bun:"id,pk,autoincrement"`
	CaseID         int64
	Household      string
	Rule           string
	Risk           string
	Urgency        string
	MembersSealed  string
	EvidenceSealed string
	FirstRun       int64
	LastRun        int64
	Gone           bool
	GoneRun        int64
	Settled        bool
	SettledOn      int32
	RaisedOn       int32
}

func (db *DB) alertRowOf(a *casework.Alert) (*alertRow, error) {
	members, err := db.ring().Seal(alertMembersPlace, a.Members)
	if err != nil {
		return nil, err
	}
	evidence, err := db.ring().Seal(alertEvidencePlace, a.Evidence)
	return &alertRow{
		ID: a.ID, CaseID: a.CaseID, Household: a.Household, Rule: a.Rule, Risk: a.Risk, Urgency: a.Urgency, MembersSealed: members, EvidenceSealed: evidence,
		FirstRun: a.FirstRun, LastRun: a.LastRun, Gone: a.Gone, GoneRun: a.GoneRun, Settled: a.Settled, SettledOn: int32(a.SettledOn), RaisedOn: int32(a.RaisedOn),
	}, err
}

func (db *DB) alert(r *alertRow) (casework.Alert, error) {
	members, err := db.open(alertMembersPlace, r.MembersSealed)
	if err != nil {
		return casework.Alert{}, fmt.Errorf("members of alert %d: %w", r.ID, err)
	}
	evidence, err := db.open(alertEvidencePlace, r.EvidenceSealed)
	if err != nil {
		return casework.Alert{}, fmt.Errorf("evidence of alert %d: %w", r.ID, err)
	}
	return casework.Alert{
		ID: r.ID, CaseID: r.CaseID, Household: r.Household, Rule: r.Rule, Risk: r.Risk, Urgency: r.Urgency, Members: members, Evidence: evidence,
		FirstRun: r.FirstRun, LastRun: r.LastRun, Gone: r.Gone, GoneRun: r.GoneRun, Settled: r.Settled, SettledOn: calendar.Date(r.SettledOn), RaisedOn: calendar.Date(r.RaisedOn),
	}, nil
}

// SaveAlert inserts (ID 0) or updates an alert.
func (db *DB) SaveAlert(ctx context.Context, a *casework.Alert) error {
	row, err := db.alertRowOf(a)
	if err != nil {
		return saying(err, "sealing an alert")
	}
	return db.save(ctx, row, &row.ID, &a.ID, "saving an alert")
}

// giveAlerts reads the alerts of cases in one query.
func (db *DB) giveAlerts(ctx context.Context, cases []*casework.Case) error {
	if len(cases) == 0 {
		return nil
	}
	ids := make([]int64, len(cases))
	for i, c := range cases {
		ids[i] = c.ID
	}
	var rows []alertRow
	if err := db.reader(ctx).NewSelect().Model(&rows).Where("case_id IN (?)", bun.List(ids)).Order("case_id", "id").Scan(ctx); err != nil {
		return saying(err, "reading alerts")
	}
	return db.handAlerts(cases, rows)
}

// handAlerts hands rows, sorted by case, to their cases.
func (db *DB) handAlerts(cases []*casework.Case, rows []alertRow) error {
	for _, c := range cases {
		i, _ := slices.BinarySearchFunc(rows, c.ID, func(r alertRow, id int64) int { return int(r.CaseID - id) })
		for ; i < len(rows) && rows[i].CaseID == c.ID; i++ {
			a, err := db.alert(&rows[i])
			if err != nil {
				return err
			}
			c.Alerts = append(c.Alerts, a)
		}
	}
	return nil
}

// AlertsOf lists the alerts of cases as they came, by case, in one query.
func (db *DB) AlertsOf(ctx context.Context, caseIDs []int64) (map[int64][]casework.Alert, error) {
	cases := make([]*casework.Case, len(caseIDs))
	for i, id := range caseIDs {
		cases[i] = &casework.Case{ID: id}
	}
	if err := db.giveAlerts(ctx, cases); err != nil {
		return nil, err
	}
	out := make(map[int64][]casework.Alert, len(cases))
	for _, c := range cases {
		if len(c.Alerts) > 0 {
			out[c.ID] = c.Alerts
		}
	}
	return out, nil
}

// SettledAlerts gives the alerts of closed records that were settled on or after a
// day, by household/rule; of several the newest.
func (db *DB) SettledAlerts(ctx context.Context, since calendar.Date) (map[string]casework.Alert, error) {
	var rows []alertRow
	err := db.reader(ctx).NewSelect().Model(&rows).Join("JOIN cases AS c ON c.id = al.case_id").
		Where("al.settled").Where("NOT c.is_open").Where("al.settled_on >= ?", int32(since)).
		Order("al.settled_on", "al.id").Scan(ctx)
	if err != nil {
		return nil, saying(err, "reading settled alerts")
	}
	out := make(map[string]casework.Alert, len(rows))
	for i := range rows {
		a, err := db.alert(&rows[i])
		if err != nil {
			return nil, err
		}
		out[a.Household+"/"+a.Rule] = a
	}
	return out, nil
}
