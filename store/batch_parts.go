package store

import (
	"context"
	"encoding/json"

	"github.com/uptrace/bun"

	"dixian/access"
	"dixian/division"
	"dixian/registry"
)

type partRow struct {
	bun.BaseModel `bun:"table:batch_parts,alias:bp"`
	Batch         int64  `bun:"batch,pk"`
	Kind          string `bun:"kind,pk"`
	Part          int    `bun:"part,pk"`
	DataSealed    string
}

// AddPart keeps a piece of a file, sealed.
func (db *DB) AddPart(ctx context.Context, batch int64, kind string, part int, data []byte) error {
	sealed, err := db.ring().Seal(partPlace, string(data))
	if err != nil {
		return err
	}
	_, err = db.writer(ctx).NewInsert().Model(&partRow{Batch: batch, Kind: kind, Part: part, DataSealed: sealed}).Exec(ctx)
	return saying(err, "keeping a piece of a file")
}

// Parts gives the pieces of a file in order, one in memory at a time.
func (db *DB) Parts(ctx context.Context, batch int64, kind string, each func(data []byte) error) error {
	for part := 0; ; part++ {
		var rows []partRow
		if err := db.reader(ctx).NewSelect().Model(&rows).Where("batch = ?", batch).Where("kind = ?", kind).Where("part = ?", part).Scan(ctx); err != nil {
			return saying(err, "reading a piece of a file")
		}
		if len(rows) == 0 {
			return nil
		}
		data, err := db.open(partPlace, rows[0].DataSealed)
		if err != nil {
			return err
		}
		if err := each([]byte(data)); err != nil {
			return err
		}
	}
}

type badRow struct {
	bun.BaseModel `bun:"table:quarantine,alias:qu"`
	Batch         int64 `bun:"batch,pk"`
	Line          int   `bun:"line,pk"`
	State         string
	ColumnName    string
	Reason        string
	CellsSealed   string
	CameSealed    string
	CorrectedBy   string
}

func (db *DB) badRow(r registry.BadRow) (badRow, error) {
	cells, err := db.sealCells(quarantinePlace, r.Cells)
	if err != nil {
		return badRow{}, err
	}
	came := ""
	if r.Came != nil {
		came, err = db.sealCells(camePlace, r.Came)
	}
	return badRow{Batch: r.Batch, Line: r.Line, State: r.State, ColumnName: r.Column, Reason: r.Reason, CellsSealed: cells, CameSealed: came, CorrectedBy: r.CorrectedBy}, err
}

func (db *DB) sealCells(place string, cells map[string]string) (string, error) {
	text, err := json.Marshal(cells)
	if err != nil {
		return "", err
	}
	return db.ring().Seal(place, string(text))
}

func (db *DB) openCells(place, sealed string) (cells map[string]string, err error) {
	text, err := db.open(place, sealed)
	if err != nil {
		return nil, err
	}
	err = json.Unmarshal([]byte(text), &cells)
	return cells, saying(err, "reading a row in quarantine")
}

// AddBadRows keeps rows in quarantine, cells sealed.
func (db *DB) AddBadRows(ctx context.Context, rows []registry.BadRow) error {
	out := make([]badRow, len(rows))
	for i, r := range rows {
		row, err := db.badRow(r)
		if err != nil {
			return err
		}
		out[i] = row
	}
	return insertAll(ctx, db, out, "keeping rows in quarantine")
}

// BadRows lists a batch's rows in quarantine behind a line.
func (db *DB) BadRows(ctx context.Context, batch int64, after, limit int) ([]registry.BadRow, error) {
	var rows []badRow
	if err := db.reader(ctx).NewSelect().Model(&rows).Where("batch = ?", batch).Where("line > ?", after).Order("line").Limit(int64(limit)).Scan(ctx); err != nil {
		return nil, saying(err, "reading the quarantine")
	}
	out := make([]registry.BadRow, len(rows))
	for i, r := range rows {
		out[i] = registry.BadRow{Batch: r.Batch, Line: r.Line, State: r.State, Column: r.ColumnName, Reason: r.Reason, CorrectedBy: r.CorrectedBy}
		var err error
		if out[i].Cells, err = db.openCells(quarantinePlace, r.CellsSealed); err != nil {
			return nil, err
		}
		if r.CameSealed == "" {
			continue
		}
		if out[i].Came, err = db.openCells(camePlace, r.CameSealed); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// SaveBadRow writes a row in quarantine that is there; else access.ErrNotFound.
func (db *DB) SaveBadRow(ctx context.Context, r registry.BadRow) error {
	row, err := db.badRow(r)
	if err != nil {
		return err
	}
	res, err := db.writer(ctx).NewUpdate().Model(&row).WherePK().Exec(ctx)
	return changed(res, err, access.ErrNotFound, "correcting a row in quarantine")
}

type mappingRow struct {
	bun.BaseModel `bun:"table:mappings,alias:mp"`
	Division      int64  `bun:"division,pk"`
	Source        string `bun:"source,pk"`
	TableName     string `bun:"table_name,pk"`
	Headers       string
	Codes         string
	SavedBy       string
	SavedAt       moment
}

// Mappings lists a county's saved mappings by source and table.
func (db *DB) Mappings(ctx context.Context, county division.Code) ([]registry.Mapping, error) {
	var rows []mappingRow
	if err := db.reader(ctx).NewSelect().Model(&rows).Where("division = ?", int64(county)).Order("source", "table_name").Scan(ctx); err != nil {
		return nil, saying(err, "reading saved mappings")
	}
	out := make([]registry.Mapping, len(rows))
	for i, r := range rows {
		out[i] = registry.Mapping{Division: county, Source: r.Source, Table: r.TableName, SavedBy: r.SavedBy, SavedAt: r.SavedAt.time()}
		if err := json.Unmarshal([]byte(r.Headers), &out[i].Headers); err != nil {
			return nil, saying(err, "reading a saved mapping")
		}
		if err := json.Unmarshal([]byte(r.Codes), &out[i].Codes); err != nil {
			return nil, saying(err, "reading a saved mapping")
		}
	}
	return out, nil
}

// SaveMapping replaces the mapping of a source's table.
func (db *DB) SaveMapping(ctx context.Context, m registry.Mapping) error {
	headers, err := json.Marshal(m.Headers)
	if err != nil {
		return err
	}
	codes, err := json.Marshal(m.Codes)
	if err != nil {
		return err
	}
	row := &mappingRow{Division: int64(m.Division), Source: m.Source, TableName: m.Table, Headers: string(headers), Codes: string(codes), SavedBy: m.SavedBy, SavedAt: momentOf(m.SavedAt)}
	_, err = db.writer(ctx).NewInsert().Model(row).On("CONFLICT (division, source, table_name) DO UPDATE").
		Set("headers = EXCLUDED.headers").Set("codes = EXCLUDED.codes").Set("saved_by = EXCLUDED.saved_by").Set("saved_at = EXCLUDED.saved_at").Exec(ctx)
	return saying(err, "saving a mapping")
}
