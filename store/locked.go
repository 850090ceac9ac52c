package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/uptrace/bun"

	"dixian/casework/period"
)

// keptTable is a table of which a locked period keeps a copy of its place's rows,
// in a table called locked_ before its name with the period's number in front.
type keptTable struct {
	name, key string
	// which are the rows of a place, ?0 to before ?1.
	which string
}

const ofItsCases = "case_id IN (SELECT id FROM cases WHERE division >= ?0 AND division < ?1)"

// kept are the tables that figures are counted from and lists show. Those that are
// only ever added to are not among them: see untilThen.
var kept = []keptTable{
	{"households", "code", "division >= ?0 AND division < ?1"},
	{"persons", "household, position", "division >= ?0 AND division < ?1"},
	{"cases", "id", "division >= ?0 AND division < ?1"},
	{"alerts", "id", ofItsCases},
	{"measures", "id", ofItsCases},
	{"case_findings", "id", "gone_on = 0 AND " + ofItsCases},
	{"declarations", "id", "division >= ?0 AND division < ?1"},
	{"change_requests", "id", "division >= ?0 AND division < ?1"},
	{"transfers", "id", "(from_county >= ?0 AND from_county < ?1 OR to_county >= ?0 AND to_county < ?1)"},
	{"complaints", "id", "division >= ?0 AND division < ?1"},
	{"differences", "id", "division >= ?0 AND division < ?1"},
}

// sealedEverywhere are the sealed columns of the tables and of what periods keep of
// them.
func sealedEverywhere() []sealedColumn {
	out := sealedColumns
	for _, c := range sealedColumns {
		for _, k := range kept {
			if c.table == k.name {
				c.table, c.key = "locked_"+c.table, append([]string{"period"}, c.key...)
				out = append(out, c)
				break
			}
		}
	}
	return out
}

// columnNames are a table's columns in its own order.
func columnNames(ctx context.Context, db bun.IDB, table string) ([]string, error) {
	rows, err := db.QueryContext(ctx, "SELECT * FROM ? LIMIT 0", bun.Ident(table))
	if err != nil {
		return nil, saying(err, "reading which columns "+table+" has")
	}
	defer rows.Close()
	return rows.Columns()
}

// keptColumns are the columns of every kept table, read once: a schema does not
// change while a program runs.
func (db *DB) keptColumns(ctx context.Context) (map[string]string, error) {
	if held := db.columns.Load(); held != nil {
		return *held, nil
	}
	out := map[string]string{}
	for _, k := range kept {
		names, err := columnNames(ctx, db.plainReader(ctx), k.name)
		if err != nil {
			return nil, err
		}
		out[k.name] = strings.Join(names, ", ")
	}
	db.columns.Store(&out)
	return out, nil
}

// then is a reader that answers as of a moment: in each of its queries the kept
// tables' names stand for the copies.
type then struct {
	bun.IDB
	columns map[string]string
	periods []int64
}

// NewSelect begins a query over what a moment's periods keep.
func (t then) NewSelect() *bun.SelectQuery {
	q := t.IDB.NewSelect()
	for _, k := range kept {
		q = q.With(k.name, t.IDB.NewRaw(k.copies(t.columns[k.name]), bun.List(t.periods)))
	}
	return q
}

// copies is what periods keep of a table. A transfer is of two counties, and may be
// kept by both.
func (k keptTable) copies(columns string) string {
	query := "SELECT " + columns + " FROM locked_" + k.name + " AS k WHERE k.period IN (?0)"
	if k.name == "transfers" {
		query += " AND NOT EXISTS (SELECT 1 FROM locked_transfers AS o WHERE o.id = k.id AND o.period IN (?0) AND o.period < k.period)"
	}
	return query
}

// asOf lets a reader answer as of the context's moment, if it has one.
func (db *DB) asOf(ctx context.Context, r bun.IDB) bun.IDB {
	m := period.Of(ctx)
	if m == nil {
		return r
	}
	columns, err := db.keptColumns(ctx)
	if err != nil {
		return failing{r, err}
	}
	return then{r, columns, m.Periods}
}

// failing is a reader whose queries fail.
type failing struct {
	bun.IDB
	err error
}

func (f failing) NewSelect() *bun.SelectQuery { return f.IDB.NewSelect().Err(f.err) }

// untilThen leaves out acts that came after a context's moment.
func untilThen(ctx context.Context, q *bun.SelectQuery) *bun.SelectQuery {
	if m := period.Of(ctx); m != nil {
		q = q.Where("e.id <= ?", m.LastEvent)
	}
	return q
}

// Freeze copies what stands for a period's place, and fills in LastEvent and Rows.
func (db *DB) Freeze(ctx context.Context, p *period.Period) error {
	columns, err := db.keptColumns(ctx)
	if err != nil {
		return err
	}
	p.Rows = 0
	for _, k := range kept {
		statement := "INSERT INTO locked_" + k.name + " (period, " + columns[k.name] + ") SELECT ?2, " + columns[k.name] + " FROM " + k.name + " WHERE " + k.which
		r, err := db.writer(ctx).NewRaw(statement, int64(p.Division), int64(p.Division.End()), p.ID).Exec(ctx)
		if err != nil {
			return saying(err, "keeping "+k.name+" for a period")
		}
		n, err := r.RowsAffected()
		if err != nil {
			return saying(err, "counting what a period keeps")
		}
		p.Rows += int(n)
	}
	err = db.plainReader(ctx).NewRaw("SELECT COALESCE(MAX(id), 0) FROM events").Scan(ctx, &p.LastEvent)
	return saying(err, "reading the newest act")
}

// Digest sums up what a period keeps: SHA-256 over its rows in order of their keys,
// sealed values opened, indexes of them left out.
func (db *DB) Digest(ctx context.Context, id int64) (string, error) {
	sum := sha256.New()
	for _, k := range kept {
		if err := db.sumUp(ctx, sum, k, id); err != nil {
			return "", fmt.Errorf("summing up what a period keeps of %s: %w", k.name, err)
		}
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

func (db *DB) sumUp(ctx context.Context, into io.Writer, k keptTable, id int64) error {
	places, indexes := map[string]string{}, map[string]bool{}
	for _, c := range sealedColumns {
		if c.table == k.name {
			places[c.sealed], indexes[c.blind] = c.place, true
		}
	}
	rows, err := db.plainReader(ctx).QueryContext(ctx, "SELECT * FROM locked_"+k.name+" WHERE period = ? ORDER BY "+k.key, id)
	if err != nil {
		return err
	}
	defer rows.Close()
	columns, err := columnsOf(rows, "locked_"+k.name)
	if err != nil {
		return err
	}
	out := json.NewEncoder(into)
	values, scan := make([]any, len(columns)), make([]any, len(columns))
	for i := range values {
		scan[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(scan...); err != nil {
			return err
		}
		said := []any{k.name}
		for i, c := range columns {
			if c.Name == "period" || indexes[c.Name] {
				continue
			}
			v, err := plain(values[i])
			if err != nil {
				return err
			}
			if place := places[c.Name]; place != "" {
				if v, err = db.open(place, v.(string)); err != nil {
					return err
				}
			}
			said = append(said, v)
		}
		if err := out.Encode(said); err != nil {
			return err
		}
	}
	return rows.Err()
}

// plain is a value as both databases have it: a truth is a number, a text a string.
func plain(v any) (any, error) {
	switch v := v.(type) {
	case int64, string:
		return v, nil
	case bool:
		if v {
			return int64(1), nil
		}
		return int64(0), nil
	case []byte:
		return string(v), nil
	}
	return nil, fmt.Errorf("a value of a kind that no table has: %T", v)
}
