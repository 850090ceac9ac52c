package twin

import (
	"context"
	"database/sql"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"time"

	text "dixian/bench/sql"
)

// Standing is a province that was screened by the typed SQL and stays in memory as
// a table of facts, to be asked what a parameter would change.
type Standing struct {
	session *session
	beside  string
	Values  map[string]Value // the values in force, by name
}

// Value is a parameter for the whole province: N of Unit make 1 (100 fen a yuan,
// 10 000 a share).
type Value struct{ N, Unit int64 }

// Stand screens a registry and extracts at a date and keeps the facts.
//
// Errors: those of Run; a parameter with several values in the province.
func Stand(ctx context.Context, o Options) (*Standing, error) {
	o.Form, o.Out = Typed, "-" // nothing is written
	o, err := o.complete()
	if err != nil {
		return nil, err
	}
	beside, err := os.MkdirTemp("", "twin-")
	if err != nil {
		return nil, err
	}
	s := &Standing{beside: beside, Values: map[string]Value{}}
	if s.session, err = open(ctx, o, filepath.Join(beside, "spill")); err != nil {
		os.RemoveAll(beside)
		return nil, err
	}
	if err := s.stand(o); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

func (s *Standing) stand(o Options) error {
	if err := s.session.readAndScreen(o, s.beside); err != nil {
		return err
	}
	if err := s.session.files("standing/facts.sql"); err != nil {
		return err
	}
	rows, err := s.session.conn.QueryContext(s.session.ctx, "SELECT name, unit, low::BIGINT, high::BIGINT FROM in_force")
	if err != nil {
		return fmt.Errorf("asking for the values in force: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var name string
		var unit, low, high int64
		if err := rows.Scan(&name, &unit, &low, &high); err != nil {
			return fmt.Errorf("asking for the values in force: %w", err)
		}
		if low != high {
			return fmt.Errorf("%s differs within the province, and the facts are asked with one value for all", name)
		}
		s.Values[name] = Value{low, unit}
	}
	return rows.Err()
}

// Close forgets the province.
func (s *Standing) Close() {
	s.session.close()
	os.RemoveAll(s.beside)
}

// Questions are the statements that can answer for a parameter: `all`, which
// judges every alert rule again, and one that judges only those that read it,
// where there is such a one.
func Questions(parameter string) []string {
	if _, err := fs.Stat(text.Files, question(parameter)); err != nil {
		return []string{"all"}
	}
	return []string{"all", parameter}
}

func question(name string) string { return "standing/" + name + ".sql" }

// PerCounty counts households by rule and county: six digits, and the rule or
// `alerted`.
type PerCounty map[string]int64

// Ask puts a question times times, with one parameter changed, and tells what each
// took until the last row was read.
func (s *Standing) Ask(name, parameter, value string, times int) (PerCounty, []time.Duration, error) {
	changed, err := s.changed(parameter, value)
	if err != nil {
		return nil, nil, err
	}
	statement, err := text.Files.ReadFile(question(name))
	if err != nil {
		return nil, nil, err
	}
	prepared, err := s.session.conn.PrepareContext(s.session.ctx, string(statement))
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", question(name), err)
	}
	defer prepared.Close()
	var arguments []any
	for parameter, v := range changed {
		if regexp.MustCompile(`\$` + parameter + `\b`).Match(statement) {
			arguments = append(arguments, sql.Named(parameter, v.N))
		}
	}
	var counts PerCounty
	took := make([]time.Duration, times)
	for i := range took {
		begin := time.Now()
		if counts, err = s.counts(prepared, arguments); err != nil {
			return nil, nil, fmt.Errorf("%s: %w", question(name), err)
		}
		took[i] = time.Since(begin)
	}
	return counts, took, nil
}

// changed are the values in force with one changed.
func (s *Standing) changed(parameter, value string) (map[string]Value, error) {
	v, known := s.Values[parameter]
	if !known {
		return nil, fmt.Errorf("%s is no parameter of the standing facts", parameter)
	}
	n, err := strconv.ParseFloat(value, 64)
	if err != nil {
		return nil, fmt.Errorf("%s: %q is no number", parameter, value)
	}
	out := maps.Clone(s.Values)
	out[parameter] = Value{int64(n*float64(v.Unit) + 0.5), v.Unit}
	return out, nil
}

func (s *Standing) counts(prepared *sql.Stmt, arguments []any) (PerCounty, error) {
	rows, err := prepared.QueryContext(s.session.ctx, arguments...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	names, err := rows.Columns()
	if err != nil {
		return nil, err
	}
	out, cells := PerCounty{}, make([]int64, len(names))
	into := make([]any, len(names))
	for i := range cells {
		into[i] = &cells[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return nil, err
		}
		for i, n := range cells[1:] {
			if n != 0 {
				out[fmt.Sprintf("%06d %s", 520000+cells[0], names[i+1])] = n
			}
		}
	}
	return out, rows.Err()
}
