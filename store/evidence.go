package store

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"dixian/calendar"
	"dixian/casework"
	"dixian/division"
)

type authorisationRow struct {
	bun.BaseModel `bun:"table:authorisations,alias:au"`
	ID            int64 `bun:"id,pk,autoincrement"`
	CaseID        int64
	NumberSealed  string
	Name, Way     string
	SignedOn      int32
	ValidTo       int32
	File          string
}

// AddAuthorisation fills in the authorisation's ID.
func (db *DB) AddAuthorisation(ctx context.Context, a *casework.Authorisation) error {
	sealed, err := db.ring().Seal(signerPlace, a.Number)
	if err != nil {
		return saying(err, "sealing an authorisation")
	}
	row := &authorisationRow{CaseID: a.CaseID, NumberSealed: sealed, Name: a.Name, Way: a.Way, SignedOn: int32(a.SignedOn), ValidTo: int32(a.ValidTo), File: a.File}
	if _, err := db.writer(ctx).NewInsert().Model(row).Exec(ctx); err != nil {
		return saying(err, "keeping an authorisation")
	}
	a.ID = row.ID
	return nil
}

// Authorisations lists a case's authorisations as they came.
func (db *DB) Authorisations(ctx context.Context, caseID int64) ([]casework.Authorisation, error) {
	var rows []authorisationRow
	if err := ofCase(db.reader(ctx).NewSelect().Model(&rows), caseID).Scan(ctx); err != nil {
		return nil, saying(err, "reading a case's authorisations")
	}
	out := make([]casework.Authorisation, len(rows))
	for i, r := range rows {
		a, err := db.authorisation(&r)
		if err != nil {
			return nil, err
		}
		out[i] = a
	}
	return out, nil
}

// SignedIn gives the authorisations of all cases of a scope by household, as they came.
func (db *DB) SignedIn(ctx context.Context, scope []division.Code) (map[string][]casework.Authorisation, error) {
	var rows []struct {
		authorisationRow
		Household string
	}
	q := within(db.reader(ctx).NewSelect().TableExpr("authorisations AS au").ColumnExpr("au.*, c.household").Join("JOIN cases AS c ON c.id = au.case_id"), "c.division", scope)
	if err := q.OrderExpr("au.id").Scan(ctx, &rows); err != nil {
		return nil, saying(err, "reading what was signed on cases")
	}
	out := map[string][]casework.Authorisation{}
	for _, r := range rows {
		a, err := db.authorisation(&r.authorisationRow)
		if err != nil {
			return nil, err
		}
		out[r.Household] = append(out[r.Household], a)
	}
	return out, nil
}

func (db *DB) authorisation(r *authorisationRow) (casework.Authorisation, error) {
	number, err := db.open(signerPlace, r.NumberSealed)
	if err != nil {
		return casework.Authorisation{}, fmt.Errorf("number of authorisation %d: %w", r.ID, err)
	}
	return casework.Authorisation{
		ID: r.ID, CaseID: r.CaseID, Number: number, Name: r.Name, Way: r.Way, SignedOn: calendar.Date(r.SignedOn), ValidTo: calendar.Date(r.ValidTo), File: r.File,
	}, nil
}

type hitRow struct {
	bun.BaseModel  `bun:"table:hits,alias:hi"`
	ID             int64 `bun:"id,pk,autoincrement"`
	CaseID         int64
	Rule           string
	MembersSealed  string
	EvidenceSealed string
	Status         string
	Reason         string
	Department     string
	SettledBy      string
	SettledOn      int32
	ToldOn         int32
	ToldWay        string
}

// SaveHit inserts (ID 0) or updates a hit.
func (db *DB) SaveHit(ctx context.Context, h *casework.Hit) error {
	members, err := db.ring().Seal(hitMembersPlace, h.Members)
	if err != nil {
		return saying(err, "sealing a hit")
	}
	evidence, err := db.ring().Seal(hitEvidencePlace, h.Evidence)
	if err != nil {
		return saying(err, "sealing a hit")
	}
	row := &hitRow{
		ID: h.ID, CaseID: h.CaseID, Rule: h.Rule, MembersSealed: members, EvidenceSealed: evidence,
		Status: h.Status, Reason: h.Reason, Department: h.Department, SettledBy: h.SettledBy, SettledOn: int32(h.SettledOn),
		ToldOn: int32(h.ToldOn), ToldWay: h.ToldWay,
	}
	return db.save(ctx, row, &row.ID, &h.ID, "saving a hit")
}

// Hits lists a case's hits as they came.
func (db *DB) Hits(ctx context.Context, caseID int64) ([]casework.Hit, error) {
	held, err := db.HitsOf(ctx, []int64{caseID})
	return held[caseID], err
}

// HitsOf lists the hits of cases as they came, by case, in one query.
func (db *DB) HitsOf(ctx context.Context, caseIDs []int64) (map[int64][]casework.Hit, error) {
	out := map[int64][]casework.Hit{}
	if len(caseIDs) == 0 {
		return out, nil
	}
	var rows []hitRow
	if err := db.reader(ctx).NewSelect().Model(&rows).Where("case_id IN (?)", bun.List(caseIDs)).Order("id").Scan(ctx); err != nil {
		return nil, saying(err, "reading cases' hits")
	}
	for _, r := range rows {
		members, err := db.open(hitMembersPlace, r.MembersSealed)
		if err != nil {
			return nil, fmt.Errorf("members of hit %d: %w", r.ID, err)
		}
		evidence, err := db.open(hitEvidencePlace, r.EvidenceSealed)
		if err != nil {
			return nil, fmt.Errorf("evidence of hit %d: %w", r.ID, err)
		}
		out[r.CaseID] = append(out[r.CaseID], casework.Hit{
			ID: r.ID, CaseID: r.CaseID, Rule: r.Rule, Members: members, Evidence: evidence,
			Status: r.Status, Reason: r.Reason, Department: r.Department, SettledBy: r.SettledBy, SettledOn: calendar.Date(r.SettledOn),
			ToldOn: calendar.Date(r.ToldOn), ToldWay: r.ToldWay,
		})
	}
	return out, nil
}

// HitRules tells of which rules the open records have a hit, in one query that
// unseals nothing.
func (db *DB) HitRules(ctx context.Context) (map[casework.HitKey]bool, error) {
	var rows []casework.HitKey
	err := db.reader(ctx).NewSelect().Model((*hitRow)(nil)).Column("hi.case_id", "hi.rule").
		Join("JOIN cases AS c ON c.id = hi.case_id").Where("c.is_open").Scan(ctx, &rows)
	if err != nil {
		return nil, saying(err, "reading the open cases' hits")
	}
	out := make(map[casework.HitKey]bool, len(rows))
	for _, r := range rows {
		out[r] = true
	}
	return out, nil
}

// save inserts a row (its domain twin has no ID yet) or updates it.
func (db *DB) save(ctx context.Context, row any, rowID, id *int64, what string) error {
	if *id != 0 {
		r, err := db.writer(ctx).NewUpdate().Model(row).WherePK().Exec(ctx)
		return changed(r, err, casework.ErrNotFound, what)
	}
	if _, err := db.writer(ctx).NewInsert().Model(row).Exec(ctx); err != nil {
		return saying(err, what)
	}
	*id = *rowID
	return nil
}
