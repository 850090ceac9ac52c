package store

import (
	"context"
	"encoding/json"
	"slices"

	"github.com/uptrace/bun"

	"dixian/casework"
	"dixian/division"
)

type raisedRow struct {
	bun.BaseModel `bun:"table:run_alerts,alias:ra"`
	ID            int64 `bun:"id,pk,autoincrement"`
	Run           int64
	Division      int64
	Household     string
	Rule          string
	Risk          string
	Urgency       string
	ToldSealed    string
}

// raisedTold is what of a raised alert is sealed: it holds masked numbers.
type raisedTold struct {
	Members  string                 `json:"members"`
	Evidence string                 `json:"evidence"`
	Rows     []casework.DecidingRow `json:"rows"`
}

// AddRaised keeps what a run raised, members, evidence and rows sealed.
func (db *DB) AddRaised(ctx context.Context, raised []casework.Raised) error {
	rows := make([]raisedRow, len(raised))
	for i, r := range raised {
		sealed, err := db.sealJSON(raisedPlace, raisedTold{r.Members, r.Evidence, r.Rows})
		if err != nil {
			return err
		}
		rows[i] = raisedRow{Run: r.Run, Division: int64(r.Division), Household: r.Household, Rule: r.Rule, Risk: r.Risk, Urgency: r.Urgency, ToldSealed: sealed}
	}
	return insertAll(ctx, db, rows, "keeping what a run raised")
}

// DropRaised forgets what earlier runs raised in divisions and below.
func (db *DB) DropRaised(ctx context.Context, places []division.Code) error {
	for some := range slices.Chunk(places, placesAtOnce) {
		q := db.writer(ctx).NewDelete().Model((*raisedRow)(nil))
		for _, d := range some {
			q = q.WhereOr("ra.division >= ? AND ra.division < ?", int64(d), int64(d.End()))
		}
		if _, err := q.Exec(ctx); err != nil {
			return saying(err, "forgetting what an earlier run raised")
		}
	}
	return nil
}

// RaisedIn lists what the newest run of each place raised in divisions and below.
func (db *DB) RaisedIn(ctx context.Context, places []division.Code) ([]casework.Raised, error) {
	var out []casework.Raised
	for some := range slices.Chunk(places, placesAtOnce) {
		var rows []raisedRow
		if err := within(db.reader(ctx).NewSelect().Model(&rows), "ra.division", some).Order("ra.id").Scan(ctx); err != nil {
			return nil, saying(err, "reading what an earlier run raised")
		}
		for _, r := range rows {
			var told raisedTold
			if err := db.openJSON(raisedPlace, r.ToldSealed, &told); err != nil {
				return nil, err
			}
			out = append(out, casework.Raised{
				ID: r.ID, Run: r.Run, Division: division.Code(r.Division), Household: r.Household, Rule: r.Rule, Risk: r.Risk, Urgency: r.Urgency,
				Members: told.Members, Evidence: told.Evidence, Rows: told.Rows,
			})
		}
	}
	return out, nil
}

// sealJSON seals a value for a place.
func (db *DB) sealJSON(place string, v any) (string, error) {
	text, err := json.Marshal(v)
	if err != nil {
		return "", err
	}
	return db.ring().Seal(place, string(text))
}

func (db *DB) openJSON(place, sealed string, into any) error {
	text, err := db.open(place, sealed)
	if err != nil {
		return err
	}
	return saying(json.Unmarshal([]byte(text), into), "reading what is sealed for "+place)
}
