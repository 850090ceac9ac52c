package store

import (
	"context"
	"encoding/json"

	"github.com/uptrace/bun"

	"dixian/calendar"
	"dixian/identity"
	"dixian/registry"
)

type stayRow struct {
	bun.BaseModel `bun:"table:stays,alias:st"`
	ID            int64 `bun:"id,pk,autoincrement"`
	Household     string
	NumberSealed  string
	NumberBlind   string
	HasID         bool
	Name          string
	Relation      string
	Since         int32
	SinceHow      string
	UntilDay      int32
	UntilHow      string
	MovedTo       string
	Request       int64
}

type revisionRow struct {
	bun.BaseModel `bun:"table:revisions,alias:rv"`
	ID            int64 `bun:"id,pk,autoincrement"`
	Household     string
	Version       int
	At            moment
	Who, WhoName  string
	Why           string
	Request       int64
	BeforeSealed  string
	AfterSealed   string
}

type linkRow struct {
	bun.BaseModel `bun:"table:household_links,alias:hl"`
	ID            int64 `bun:"id,pk,autoincrement"`
	FromHousehold string
	ToHousehold   string
	Kind          string
	Day           int32
	Request       int64
}

// Stays lists the stays in a household that have ended, numbers masked.
func (db *DB) Stays(ctx context.Context, household string) ([]registry.Stay, error) {
	var rows []stayRow
	if err := db.reader(ctx).NewSelect().Model(&rows).Where("household = ?", household).Order("id").Scan(ctx); err != nil {
		return nil, saying(err, "reading who lived in a household")
	}
	out := make([]registry.Stay, len(rows))
	for i, r := range rows {
		number, err := db.open(stayPlace, r.NumberSealed)
		if err != nil {
			return nil, err
		}
		if r.HasID {
			number = identity.MaskID(number)
		}
		out[i] = registry.Stay{
			Household: r.Household, Number: number, HasID: r.HasID, Name: r.Name, Relation: r.Relation, Since: calendar.Date(r.Since), SinceHow: r.SinceHow,
			Until: calendar.Date(r.UntilDay), UntilHow: r.UntilHow, MovedTo: r.MovedTo, Request: r.Request,
		}
	}
	return out, nil
}

// Revisions lists a household's changes, newest first, numbers whole.
func (db *DB) Revisions(ctx context.Context, household string) ([]registry.Revision, error) {
	return db.revisions(ctx, func(q *bun.SelectQuery) *bun.SelectQuery {
		return q.Where("household = ?", household).Order("version DESC")
	})
}

func (db *DB) revisions(ctx context.Context, which func(*bun.SelectQuery) *bun.SelectQuery) ([]registry.Revision, error) {
	var rows []revisionRow
	if err := which(db.reader(ctx).NewSelect().Model(&rows)).Scan(ctx); err != nil {
		return nil, saying(err, "reading a household's changes")
	}
	out := make([]registry.Revision, len(rows))
	for i := range rows {
		r := &rows[i]
		out[i] = registry.Revision{Household: r.Household, Version: r.Version, At: r.At.time(), User: r.Who, Name: r.WhoName, Why: r.Why, Request: r.Request}
		var err error
		if out[i].Before, err = db.openHousehold(beforePlace, r.BeforeSealed); err != nil {
			return nil, err
		}
		if out[i].After, err = db.openHousehold(afterPlace, r.AfterSealed); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// openHousehold opens a household that is kept whole; nil where there was none.
func (db *DB) openHousehold(place, sealed string) (*registry.Household, error) {
	text, err := db.open(place, sealed)
	if err != nil || text == "" {
		return nil, err
	}
	h := &registry.Household{}
	return h, saying(json.Unmarshal([]byte(text), h), "reading a version of a household")
}

// sealHousehold seals a household whole.
func (db *DB) sealHousehold(place string, h *registry.Household) (string, error) {
	if h == nil {
		return "", nil
	}
	text, err := json.Marshal(h)
	if err != nil {
		return "", err
	}
	return db.ring().Seal(place, string(text))
}

// Links lists splits and merges of a household, as they came.
func (db *DB) Links(ctx context.Context, household string) ([]registry.Link, error) {
	var rows []linkRow
	q := db.reader(ctx).NewSelect().Model(&rows).Where("from_household = ? OR to_household = ?", household, household).Order("id")
	if err := q.Scan(ctx); err != nil {
		return nil, saying(err, "reading splits and merges")
	}
	out := make([]registry.Link, len(rows))
	for i, r := range rows {
		out[i] = registry.Link{From: r.FromHousehold, To: r.ToHousehold, Kind: r.Kind, On: calendar.Date(r.Day), Request: r.Request}
	}
	return out, nil
}
