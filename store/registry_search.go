package store

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"dixian/casework"
	"dixian/division"
	"dixian/registry"
)

// past is behind every character: the texts with a beginning are those from it up
// to it with this behind. Both databases compare texts byte by byte.
const past = "\U0010FFFF"

// foundRow is a line of an index that a search walks.
type foundRow struct {
	Key       string
	Household string
	Position  int
	Division  int64
}

// Search walks one index for each county of the scope, or the province's at once.
// By name the order is name, household, position; by code it is the code, which may
// be asked for in small letters.
func (db *DB) Search(ctx context.Context, q registry.Query) ([]registry.Found, error) {
	walk, spelt := byName, []string{q.Name}
	if q.Code != "" {
		walk, spelt = byCode, slices.Compact([]string{q.Code, strings.ToUpper(q.Code)})
	}
	if spelt[0] == "" {
		return []registry.Found{}, nil
	}
	var rows []foundRow
	for _, begins := range spelt {
		for _, part := range parts(q.Scope, q.Under) {
			some, err := db.walked(ctx, walk, begins, part, q)
			if err != nil {
				return nil, err
			}
			rows = append(rows, some...)
		}
	}
	slices.SortFunc(rows, func(a, b foundRow) int {
		return cmp.Or(cmp.Compare(a.Key, b.Key), cmp.Compare(a.Household, b.Household), cmp.Compare(a.Position, b.Position))
	})
	rows = rows[:min(len(rows), q.Limit)]
	return found(rows), nil
}

// walked is what begins with a text in a part, behind the query's place.
func (db *DB) walked(ctx context.Context, walk walk, begins string, in part, q registry.Query) (rows []foundRow, err error) {
	s := walk.of(db.reader(ctx).NewSelect())
	s = s.Where(walk.key+" >= ?", max(begins, q.After.Key)).Where(walk.key+" < ?", begins+past)
	if in.county != 0 {
		s = s.Where("f.county = ?", int64(in.county))
	}
	s = apart(ctx, within(s, "f.division", []division.Code{in.place}), walk.household, []division.Code{in.place})
	if q.After.Key != "" {
		s = walk.after(s, q.After)
	}
	err = s.OrderExpr("1, 2, 3").Limit(int64(q.Limit)).Scan(ctx, &rows)
	return rows, saying(err, "searching the registry")
}

func found(rows []foundRow) []registry.Found {
	out := make([]registry.Found, len(rows))
	for i, r := range rows {
		out[i] = registry.Found{Household: r.Household, Division: division.Code(r.Division), Position: r.Position, Place: registry.Place{Key: r.Key, Household: r.Household, Position: r.Position}}
	}
	return out
}

// walk is an index that a search walks.
type walk struct {
	table, columns string
	key            string // what it is ordered by
	household      string // the column of its code
}

var (
	byName = walk{"persons AS f", "f.name AS key, f.household, f.position, f.division", "f.name", "f.household"}
	byCode = walk{"households AS f", "f.code AS key, f.code AS household, -1 AS position, f.division", "f.code", "f.code"}
)

func (w walk) of(q *bun.SelectQuery) *bun.SelectQuery {
	return q.TableExpr(w.table).ColumnExpr(w.columns)
}

// after leaves out what stands up to a place.
func (w walk) after(q *bun.SelectQuery, p registry.Place) *bun.SelectQuery {
	if w == byCode {
		return q.Where("f.code > ?", p.Key)
	}
	return q.Where("(f.name, f.household, f.position) > (?, ?, ?)", p.Key, p.Household, p.Position)
}

// part is a place of a scope and the county to look it up by; no county: the
// place is the whole province.
type part struct {
	place  division.Code
	county division.Code
}

// parts cuts a scope into what one walk of an index can answer.
func parts(scope []division.Code, under division.Code) []part {
	var places []division.Code
	for _, d := range scope {
		switch {
		case d == casework.Everywhere && under == 0:
			places = append(places, d)
		case d == casework.Everywhere, under != 0 && d.Contains(under):
			places = append(places, under)
		case under == 0 || under.Contains(d):
			places = append(places, d)
		}
	}
	var out []part
	for i, d := range places {
		inside := slices.ContainsFunc(places, func(o division.Code) bool { return o != d && o.Contains(d) }) || slices.Contains(places[:i], d)
		switch {
		case inside:
		case d == casework.Everywhere, d.Level() == division.Province:
			out = append(out, part{place: d})
		case d.Level() == division.Prefecture:
			for _, county := range division.Guizhou().Counties() {
				if d.Contains(county) {
					out = append(out, part{county, county})
				}
			}
		default:
			out = append(out, part{d, d.County()})
		}
	}
	return out
}

// ByNumber finds the persons in the scope with a number, whole: an ID number or a
// provisional one.
func (db *DB) ByNumber(ctx context.Context, number string, scope []division.Code, limit int) ([]registry.Found, error) {
	if err := db.freshKeys(ctx); err != nil {
		return nil, err
	}
	var rows []foundRow
	q := byName.of(db.reader(ctx).NewSelect()).Where("f.number_blind IN (?)", bun.List(db.ring().Blinds(numberPlace, number)))
	err := apart(ctx, within(q, "f.division", scope), "f.household", scope).Order("f.household", "f.position").Limit(int64(limit)).Scan(ctx, &rows)
	return found(rows), saying(err, "looking for a number")
}

// ByPhone finds the households in the scope with a phone, whole.
func (db *DB) ByPhone(ctx context.Context, phone string, scope []division.Code, limit int) ([]registry.Found, error) {
	if err := db.freshKeys(ctx); err != nil {
		return nil, err
	}
	var rows []foundRow
	q := byCode.of(db.reader(ctx).NewSelect()).Where("f.phone_blind IN (?)", bun.List(db.ring().Blinds(phonePlace, phone)))
	err := apart(ctx, within(q, "f.division", scope), "f.code", scope).Order("f.code").Limit(int64(limit)).Scan(ctx, &rows)
	return found(rows), saying(err, "looking for a phone")
}
