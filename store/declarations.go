package store

import (
	"context"
	"encoding/json"

	"github.com/uptrace/bun"

	"dixian/calendar"
	"dixian/casework"
	"dixian/division"
)

type declarationRow struct {
	bun.BaseModel `bun:"table:declarations,alias:de"`
	ID            int64 `bun:"id,pk,autoincrement"`
	Version       int
	Division      int64
	Way, Channel  string
	At            moment
	Day           int32
	ByLogin       string
	ByName        string
	Household     string
	CaseID        int64
	Again         bool
	Once          string
	Files         int
	DismissedOn   int32
	DismissedBy   string
	DismissedFor  string
	ReceiptSealed string
	ReceiptBlind  string
	NumberSealed  string
	NumberBlind   string
	PhoneSealed   string
	PhoneBlind    string
	ContentSealed string
}

// declared is what is sealed together of a declaration.
type declared struct {
	Name     string   `json:"name"`
	Troubles []string `json:"troubles"`
	Words    string   `json:"words"`
	Proxy    string   `json:"proxy"`
	Relation string   `json:"relation"`
	Consent  bool     `json:"consent"`
}

func (db *DB) declarationRow(d *casework.Declaration) (*declarationRow, error) {
	content, err := json.Marshal(declared{d.Name, d.Troubles, d.Words, d.Proxy, d.Relation, d.Consent})
	if err != nil {
		return nil, err
	}
	row := &declarationRow{
		ID: d.ID, Version: d.Version, Division: int64(d.Village), Way: d.Way, Channel: d.Channel, At: momentOf(d.At), Day: int32(d.Day),
		ByLogin: d.By, ByName: d.ByName, Household: d.Household, CaseID: d.CaseID, Again: d.Again, Once: d.Once, Files: d.Files,
		DismissedOn: int32(d.DismissedOn), DismissedBy: d.DismissedBy, DismissedFor: d.DismissedFor,
	}
	for _, c := range []struct {
		place, text   string
		sealed, blind *string
	}{
		{receiptPlace, d.Receipt, &row.ReceiptSealed, &row.ReceiptBlind},
		{declaredNumberPlace, d.Number, &row.NumberSealed, &row.NumberBlind},
		{declaredPhonePlace, d.Phone, &row.PhoneSealed, &row.PhoneBlind},
		{declaredPlace, string(content), &row.ContentSealed, nil},
	} {
		if c.text == "" {
			continue
		}
		if *c.sealed, err = db.ring().Seal(c.place, c.text); err != nil {
			return nil, err
		}
		if c.blind != nil {
			*c.blind = db.ring().Blind(c.place, c.text)
		}
	}
	return row, nil
}

func (db *DB) declaration(r *declarationRow) (*casework.Declaration, error) {
	d := &casework.Declaration{
		ID: r.ID, Version: r.Version, Village: division.Code(r.Division), Way: r.Way, Channel: r.Channel, At: r.At.time(), Day: calendar.Date(r.Day),
		By: r.ByLogin, ByName: r.ByName, Household: r.Household, CaseID: r.CaseID, Again: r.Again, Once: r.Once, Files: r.Files,
		DismissedOn: calendar.Date(r.DismissedOn), DismissedBy: r.DismissedBy, DismissedFor: r.DismissedFor,
	}
	var content string
	for _, c := range []struct {
		place, sealed string
		text          *string
	}{
		{receiptPlace, r.ReceiptSealed, &d.Receipt}, {declaredNumberPlace, r.NumberSealed, &d.Number},
		{declaredPhonePlace, r.PhoneSealed, &d.Phone}, {declaredPlace, r.ContentSealed, &content},
	} {
		var err error
		if *c.text, err = db.open(c.place, c.sealed); err != nil {
			return nil, saying(err, "opening a declaration")
		}
	}
	var held declared
	if err := json.Unmarshal([]byte(content), &held); err != nil {
		return nil, saying(err, "reading a declaration")
	}
	d.Name, d.Troubles, d.Words, d.Proxy, d.Relation, d.Consent = held.Name, held.Troubles, held.Words, held.Proxy, held.Relation, held.Consent
	return d, nil
}

type declaredFileRow struct {
	bun.BaseModel `bun:"table:declared_files,alias:df"`
	Declaration   int64 `bun:"declaration,pk"`
	Part          int   `bun:"part,pk"`
	MediaType     string
	DataSealed    string
}

// CreateDeclaration fills in ID and Version 1.
func (db *DB) CreateDeclaration(ctx context.Context, d *casework.Declaration, files []casework.DeclaredFile) error {
	return db.Atomically(ctx, func(ctx context.Context) error {
		row, err := db.declarationRow(d)
		if err != nil {
			return err
		}
		row.ID, row.Version = 0, 1
		if _, err := db.writer(ctx).NewInsert().Model(row).Exec(ctx); err != nil {
			return saying(err, "keeping a declaration")
		}
		d.ID, d.Version = row.ID, row.Version
		for i, f := range files {
			sealed, err := db.ring().Seal(declaredFilePlace, string(f.Data))
			if err != nil {
				return err
			}
			part := &declaredFileRow{Declaration: d.ID, Part: i, MediaType: f.MediaType, DataSealed: sealed}
			if _, err := db.writer(ctx).NewInsert().Model(part).Exec(ctx); err != nil {
				return saying(err, "keeping a declaration's file")
			}
		}
		return nil
	})
}

// SaveDeclaration writes household, case and dismissal, and raises the version; else
// casework.ErrStale.
func (db *DB) SaveDeclaration(ctx context.Context, d *casework.Declaration) error {
	r, err := db.writer(ctx).NewUpdate().Model((*declarationRow)(nil)).Set("version = version + 1").Set("household = ?", d.Household).Set("case_id = ?", d.CaseID).
		Set("dismissed_on = ?", int32(d.DismissedOn)).Set("dismissed_by = ?", d.DismissedBy).Set("dismissed_for = ?", d.DismissedFor).
		Where("id = ?", d.ID).Where("version = ?", d.Version).Exec(ctx)
	if err := changed(r, err, casework.ErrStale, "saving a declaration"); err != nil {
		return err
	}
	d.Version++
	return nil
}

// Declaration fails with casework.ErrNotFound, outside the scope too.
func (db *DB) Declaration(ctx context.Context, id int64, scope []division.Code) (*casework.Declaration, error) {
	var row declarationRow
	err := apart(ctx, within(db.reader(ctx).NewSelect().Model(&row).Where("id = ?", id), "de.division", scope), "de.household", scope).Scan(ctx)
	if err := one(err, casework.ErrNotFound, "a declaration"); err != nil {
		return nil, err
	}
	return db.declaration(&row)
}

// DeclarationByReceipt fails with casework.ErrNotFound.
func (db *DB) DeclarationByReceipt(ctx context.Context, receipt string) (*casework.Declaration, error) {
	if err := db.freshKeys(ctx); err != nil {
		return nil, err
	}
	var row declarationRow
	err := db.reader(ctx).NewSelect().Model(&row).Where("receipt_blind IN (?)", bun.List(db.ring().Blinds(receiptPlace, receipt))).Scan(ctx)
	if err := one(err, casework.ErrNotFound, "a declaration"); err != nil {
		return nil, err
	}
	return db.declaration(&row)
}

// DeclarationOnce is the declaration sent from a page, or nil.
func (db *DB) DeclarationOnce(ctx context.Context, once string) (*casework.Declaration, error) {
	found, err := db.declarationsOf(ctx, db.reader(ctx).NewSelect().Where("once = ?", once))
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return found[0], nil
}

// Declarations lists those of a case or of a state.
func (db *DB) Declarations(ctx context.Context, f casework.DeclarationFilter) ([]*casework.Declaration, error) {
	q := db.reader(ctx).NewSelect()
	newest := f.CaseID == 0 && (f.State == casework.Laid || f.State == casework.Dismissed)
	switch {
	case f.After != 0 && newest:
		q = q.Where("id < ?", f.After)
	case f.After != 0:
		q = q.Where("id > ?", f.After)
	}
	switch {
	case f.CaseID != 0:
		q = q.Where("case_id = ?", f.CaseID)
	case f.State == casework.Laid:
		q = q.Where("case_id <> 0").Order("id DESC")
	case f.State == casework.Dismissed:
		q = q.Where("case_id = 0").Where("dismissed_on <> 0").Order("id DESC")
	default:
		q = q.Where("case_id = 0").Where("dismissed_on = 0")
	}
	if f.Limit > 0 {
		q = q.Limit(int64(f.Limit))
	}
	return db.declarationsOf(ctx, apart(ctx, within(q, "de.division", f.Scope), "de.household", f.Scope))
}

func (db *DB) declarationsOf(ctx context.Context, q *bun.SelectQuery) ([]*casework.Declaration, error) {
	var rows []declarationRow
	if err := q.Model(&rows).Order("id").Scan(ctx); err != nil {
		return nil, saying(err, "reading declarations")
	}
	out := make([]*casework.Declaration, len(rows))
	for i := range rows {
		d, err := db.declaration(&rows[i])
		if err != nil {
			return nil, err
		}
		out[i] = d
	}
	return out, nil
}

// CountDeclared counts declarations since a day: those of a village, or those that
// share household, number or phone; nothing of these is nobody's.
func (db *DB) CountDeclared(ctx context.Context, d casework.Declared) (int, error) {
	if err := db.freshKeys(ctx); err != nil {
		return 0, err
	}
	q := db.reader(ctx).NewSelect().Model((*declarationRow)(nil)).Where("day >= ?", int32(d.Since))
	if d.Village != 0 {
		q = q.Where("division = ?", int64(d.Village))
	} else {
		q = q.WhereGroup(" AND ", func(q *bun.SelectQuery) *bun.SelectQuery {
			q = q.Where("1 = 0")
			if d.Household != "" {
				q = q.WhereOr("household = ?", d.Household)
			}
			if d.Number != "" {
				q = q.WhereOr("number_blind IN (?)", bun.List(db.ring().Blinds(declaredNumberPlace, d.Number)))
			}
			if d.Phone != "" {
				q = q.WhereOr("phone_blind IN (?)", bun.List(db.ring().Blinds(declaredPhonePlace, d.Phone)))
			}
			return q
		})
	}
	n, err := q.Count(ctx)
	return int(n), saying(err, "counting declarations")
}

// DeclaredFile fails with casework.ErrNotFound.
func (db *DB) DeclaredFile(ctx context.Context, declaration int64, part int) (*casework.DeclaredFile, error) {
	var row declaredFileRow
	err := db.reader(ctx).NewSelect().Model(&row).Where("declaration = ?", declaration).Where("part = ?", part).Scan(ctx)
	if err := one(err, casework.ErrNotFound, "a declaration's file"); err != nil {
		return nil, err
	}
	data, err := db.open(declaredFilePlace, row.DataSealed)
	return &casework.DeclaredFile{MediaType: row.MediaType, Data: []byte(data)}, err
}
