package store

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"dixian/calendar"
	"dixian/casework"
	"dixian/division"
)

type sampleRow struct {
	bun.BaseModel `bun:"table:samples,alias:sm"`
	ID            int64 `bun:"id,pk,autoincrement"`
	Division      int64
	Evaluator     string
	EvaluatorName string
	DrawnBy       string
	DrawnName     string
	DrawnAt       moment
	FromDay       int32
	ToDay         int32
	Seed          int64
	Frame         int
}

type sampledRow struct {
	bun.BaseModel `bun:"table:sampled,alias:sd"`
	Sample        int64 `bun:"sample,pk"`
	Position      int   `bun:"position,pk"`
	Household     string
	Division      int64
	SentAt        moment // zero: not sent
	ToldSealed    string // empty: not sent
}

// sampledTold is what of a form is sealed.
type sampledTold struct {
	Said map[string]string `json:"said"`
	Held map[string]string `json:"held"`
}

// CreateSample fills in the sample's ID.
func (db *DB) CreateSample(ctx context.Context, s *casework.Sample, drawn []casework.Sampled) error {
	row := &sampleRow{
		Division: int64(s.Division), Evaluator: s.Evaluator, EvaluatorName: s.EvaluatorName, DrawnBy: s.DrawnBy, DrawnName: s.DrawnName, DrawnAt: momentOf(s.DrawnAt),
		FromDay: int32(s.From), ToDay: int32(s.To), Seed: s.Seed, Frame: s.Frame,
	}
	if _, err := db.writer(ctx).NewInsert().Model(row).Exec(ctx); err != nil {
		return saying(err, "keeping a sample")
	}
	s.ID = row.ID
	rows := make([]sampledRow, len(drawn))
	for i, d := range drawn {
		sealed, err := db.sealJSON(samplePlace, sampledTold{})
		if err != nil {
			return err
		}
		rows[i] = sampledRow{Sample: row.ID, Position: d.Position, Household: d.Household, Division: int64(d.Division), SentAt: momentOf(time.Time{}), ToldSealed: sealed}
	}
	return insertAll(ctx, db, rows, "keeping a sample's households")
}

// Samples lists samples, newest first, with how many households and sent forms they
// have.
func (db *DB) Samples(ctx context.Context, f casework.SampleFilter) ([]*casework.Sample, error) {
	var rows []struct {
		sampleRow  `bun:",extend"`
		Size, Sent int
	}
	q := db.reader(ctx).NewSelect().Model(&rows).ColumnExpr("sm.*").
		ColumnExpr("(SELECT COUNT(*) FROM sampled AS d WHERE d.sample = sm.id) AS size").
		ColumnExpr("(SELECT COUNT(*) FROM sampled AS d WHERE d.sample = sm.id AND d.sent_at <> ?) AS sent", momentOf(time.Time{}))
	if f.Evaluator != "" {
		q = q.Where("sm.evaluator = ?", f.Evaluator)
	} else {
		q = within(q, "sm.division", f.Scope)
	}
	if err := q.Order("sm.id DESC").Scan(ctx); err != nil {
		return nil, saying(err, "listing samples")
	}
	out := make([]*casework.Sample, len(rows))
	for i, r := range rows {
		out[i] = &casework.Sample{
			ID: r.ID, Division: division.Code(r.Division), Evaluator: r.Evaluator, EvaluatorName: r.EvaluatorName, DrawnBy: r.DrawnBy, DrawnName: r.DrawnName, DrawnAt: r.DrawnAt.time(),
			From: calendar.Date(r.FromDay), To: calendar.Date(r.ToDay), Seed: r.Seed, Frame: r.Frame, Size: r.Size, Sent: r.Sent,
		}
	}
	return out, nil
}

// SampledOf lists a sample's households as they were drawn.
func (db *DB) SampledOf(ctx context.Context, sample int64) ([]casework.Sampled, error) {
	var rows []sampledRow
	if err := db.reader(ctx).NewSelect().Model(&rows).Where("sd.sample = ?", sample).Order("sd.position").Scan(ctx); err != nil {
		return nil, saying(err, "reading a sample")
	}
	out := make([]casework.Sampled, len(rows))
	for i, r := range rows {
		var told sampledTold
		if err := db.openJSON(samplePlace, r.ToldSealed, &told); err != nil {
			return nil, err
		}
		out[i] = casework.Sampled{Sample: r.Sample, Position: r.Position, Household: r.Household, Division: division.Code(r.Division), SentAt: r.SentAt.time(), Said: told.Said, Held: told.Held}
	}
	return out, nil
}

// SaveSampled writes a form that is sent, once.
func (db *DB) SaveSampled(ctx context.Context, s casework.Sampled) error {
	sealed, err := db.sealJSON(samplePlace, sampledTold{s.Said, s.Held})
	if err != nil {
		return err
	}
	r, err := db.writer(ctx).NewUpdate().Model((*sampledRow)(nil)).Set("sent_at = ?", momentOf(s.SentAt)).Set("told_sealed = ?", sealed).
		Where("sample = ?", s.Sample).Where("position = ?", s.Position).Where("sent_at = ?", momentOf(time.Time{})).Exec(ctx)
	return changed(r, err, casework.ErrStale, "keeping a form")
}

// Frame lists the households that live below a division, by code.
func (db *DB) Frame(ctx context.Context, under division.Code) ([]casework.Sampled, error) {
	var rows []struct {
		Code     string
		Division int64
	}
	q := within(db.reader(ctx).NewSelect().Model((*householdRow)(nil)).Column("code", "division"), "h.division", []division.Code{under})
	if err := q.Where("h.ended_on = 0").Order("code").Scan(ctx, &rows); err != nil {
		return nil, saying(err, "listing households")
	}
	out := make([]casework.Sampled, len(rows))
	for i, r := range rows {
		out[i] = casework.Sampled{Household: r.Code, Division: division.Code(r.Division)}
	}
	return out, nil
}
