package kernel

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"dixian/division"
	"dixian/rule"
	"dixian/rule/sql"
)

// -worlds names a folder for random programs and rows as SQL, which bench/ runs in
// DuckDB: go test ./rule/kernel -run TestWorldsAsSQL -worlds DIR.
var worldsFolder = flag.String("worlds", "", "folder for random worlds as SQL")

// TestWorldsAsSQL draws programs and rows, writes the programs as SQL, and beside
// them the rows and what the interpreter says of every row. A program may be
// refused, with a reason that names what has no SQL; most must not be.
func TestWorldsAsSQL(t *testing.T) {
	reasons := []string{"moves with the row", "chosen row by row", "has no day before it", "coverage has SQL only", "without a beginning", "do not lie below", "is no plain period"}
	written, refused := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		w.plain = true
		for _, t := range w.program.Tables { // keyed by all their columns, so that all break ties
			t.Columns[len(t.Columns)-1].Key = true
		}
		w.drawProgram()
		w.lay()
		var text bytes.Buffer
		if err := sql.Write(&text, w.program); err != nil {
			refused++
			for _, line := range strings.Split(err.Error(), "\n")[1:] {
				known := false
				for _, r := range reasons {
					known = known || strings.Contains(line, r)
				}
				if !known {
					t.Fatalf("refused without a good reason: %s", line)
				}
			}
			return
		}
		run, _, err := w.bind()
		if err != nil {
			t.Fatal(err)
		}
		b := &worldText{world: w, in: rule.NewInterpreter(run)}
		b.write(text.String())
		if err := b.in.Err(); err != nil {
			t.Fatal(err)
		}
		if *worldsFolder != "" {
			if err := os.WriteFile(filepath.Join(*worldsFolder, fmt.Sprintf("%04d.sql", written)), b.out.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		written++
	})
	if written < refused {
		t.Errorf("%d programs were written and %d refused", written, refused)
	}
}

// worldText writes a world: its statements, rows, and what is expected.
type worldText struct {
	*world
	in       *rule.Interpreter
	out      bytes.Buffer
	expected []string // (relation, row, value)
	said     []string // the same of the statements, one query a relation
}

func (b *worldText) write(statements string) {
	inputs, rest, _ := strings.Cut(statements, sql.Evaluation)
	fmt.Fprintf(&b.out, "SET VARIABLE as_of = DATE %s;\n%s", quote(b.asOf.String()), inputs)
	b.former()
	for _, t := range b.program.Tables[:len(b.program.Tables)-1] {
		b.rowsOfTable(t)
	}
	b.covered()
	var parameters []string
	for h := range b.data.Households {
		values := []string{fmt.Sprint(h)}
		for _, p := range b.program.Params {
			values = append(values, fmt.Sprint(b.params[p.Index][b.village[h]]))
		}
		parameters = append(parameters, "("+strings.Join(values, ", ")+")")
	}
	b.insert("parameters", parameters)
	b.out.WriteString(sql.Evaluation + rest)
	for h := range b.data.Households {
		b.in.Household(h)
		b.expect(h)
	}
	b.say()
	b.out.WriteString("CREATE TABLE expected (relation VARCHAR, _row BIGINT, value VARCHAR);\n")
	b.insert("expected", b.expected)
	fmt.Fprintf(&b.out, "CREATE VIEW said AS %s;\n", strings.Join(b.said, "\nUNION ALL "))
}

// insert writes rows, many at once: DuckDB takes its time over a statement.
func (b *worldText) insert(table string, rows []string) {
	for len(rows) > 0 {
		n := min(500, len(rows))
		fmt.Fprintf(&b.out, "INSERT INTO %q VALUES %s;\n", table, strings.Join(rows[:n], ", "))
		rows = rows[n:]
	}
}

// former are the county codes that were renamed, of those that may come up.
func (b *worldText) former() {
	cases := ""
	for _, six := range []string{"522401", "520502", "520115"} {
		cases += fmt.Sprintf(" WHEN %s THEN %s", quote(six), quote(division.CurrentCounty(six)))
	}
	fmt.Fprintf(&b.out, "CREATE MACRO current_county(six) AS CASE six%s ELSE six END;\n", cases)
}

func (b *worldText) rowsOfTable(t *rule.Table) {
	rows := b.data.Tables[t.Index]
	if rows == nil {
		return
	}
	var inserted []string
	for h := range b.data.Households {
		from, to := h, h+1
		if t != b.program.Households {
			from, to = rows.Of(h)
		}
		for row := from; row < to; row++ {
			cells := []string{fmt.Sprint(row), fmt.Sprint(h)}
			switch {
			case t == b.program.Households:
				cells = append(cells, quote(fmt.Sprint(b.county[h])))
			case t == b.program.Persons:
				cells = append(cells, fmt.Sprint(row))
			case rows.Person[row] >= 0:
				cells = append(cells, fmt.Sprint(rows.Person[row]))
			default:
				cells = append(cells, "NULL")
			}
			for i, c := range t.Columns {
				cells = append(cells, literalOf(c.Type, rule.CellOf(rows.Columns[i], c.Type, row)))
			}
			inserted = append(inserted, "("+strings.Join(cells, ", ")+")")
		}
	}
	b.insert(t.Name, inserted)
}

// covered lists what is covered around the as-of date, and the newest months.
func (b *worldText) covered() {
	var covered, newest []string
	seen := map[int32]bool{}
	for h, county := range b.county {
		if seen[county] {
			continue
		}
		seen[county] = true
		for _, t := range b.program.Tables {
			if m, ok := b.Newest(t, h); ok && t.Late > 0 {
				newest = append(newest, fmt.Sprintf("('%d', %s, %d)", county, quote(t.Name), m))
			}
			for _, around := range []int32{int32(b.asOf.Month()), int32(b.asOf.SchoolYear())} {
				for grain := around - 40; grain < around+3; grain++ {
					if b.Covers(t, h, grain, grain) {
						covered = append(covered, fmt.Sprintf("('%d', %s, %d)", county, quote(t.Name), grain))
					}
				}
			}
		}
	}
	b.insert("newest", newest)
	b.insert("covered", covered)
}

// expect notes what the interpreter says of a household.
func (b *worldText) expect(h int) {
	note := func(relation string, row int, value string) {
		b.expected = append(b.expected, fmt.Sprintf("(%s, %d, %s)", quote(relation), row, value))
	}
	for _, f := range b.program.Facts {
		from, to := b.in.RowsOf(f.About)
		for row := from; row < to; row++ {
			note(f.About.Name+"."+f.Name, row, shown(f.Type, b.in.Fact(f, row)))
		}
	}
	for _, r := range b.program.Rules {
		from, to := b.in.RowsOf(r.About)
		for row := from; row < to; row++ {
			note("rule."+r.Name, row, shown(rule.Type{Kind: rule.Bool}, rule.Truth(b.in.Fires(r, row))))
		}
	}
	for _, kind := range []rule.Raises{rule.Alert, rule.Hit, rule.Finding} {
		for _, a := range b.in.Firings(kind) {
			note(kind.String()+"s", h, quote(a.Rule.Name+" "+a.Urgency()))
			for _, person := range a.Who {
				note("named", person, quote(a.Rule.Name))
			}
		}
	}
}

// say writes the queries that give the same of the statements.
func (b *worldText) say() {
	for _, f := range b.program.Facts {
		value := "value::VARCHAR"
		switch {
		case f.Type.Kind == rule.Bool:
			value = "CASE WHEN value THEN '是' WHEN NOT value THEN '否' END"
		case f.Type.Kind == rule.Money && !f.Scaled:
			value = "(value::HUGEINT * 10000)::VARCHAR"
		case f.Type.Kind == rule.Codes:
			value = "array_to_string(value, '、')"
		}
		relation := f.About.Name + "." + f.Name
		b.said = append(b.said, fmt.Sprintf("SELECT %s AS relation, _row, %s AS value FROM %q", quote(relation), value, relation))
	}
	for _, r := range b.program.Rules {
		b.said = append(b.said, fmt.Sprintf("SELECT 'rule.%[1]s', _row, CASE WHEN value THEN '是' ELSE '否' END FROM \"rule.%[1]s\"", r.Name))
	}
	for _, list := range []string{"alerts", "hits", "findings"} {
		b.said = append(b.said, fmt.Sprintf("SELECT %s, _household, rule || ' ' || urgency FROM %s", quote(list), list))
	}
	b.said = append(b.said, "SELECT 'named', _person, rule FROM named")
}

// shown is a value as the comparison has it: money in 1/10 000 fen.
func shown(t rule.Type, v rule.Val) string {
	switch {
	case v == nil:
		return "NULL"
	case t.Kind == rule.Money:
		yuan, decimals, _ := strings.Cut(rule.Show(v, true), ".")
		digits := strings.TrimLeft(strings.TrimPrefix(yuan, "-")+(decimals + "000000")[:6], "0")
		if digits == "" {
			return quote("0")
		}
		return quote(map[bool]string{true: "-"}[yuan[0] == '-'] + digits)
	case t.Kind == rule.Share, t.Kind == rule.Month, t.Kind == rule.SchoolYear:
		return quote(fmt.Sprint(v.Value()))
	}
	return quote(rule.Show(v, true))
}

// literalOf is a cell as the inputs hold it.
func literalOf(t rule.Type, v rule.Val) string {
	switch {
	case v == nil:
		return "NULL"
	case t.Kind == rule.Money:
		return "(" + shown(t, v) + "::HUGEINT // 10000)::BIGINT"
	case t.Kind == rule.Codes:
		list := strings.Split(rule.Show(v, true), "、")
		if list[0] == "" {
			return "[]::VARCHAR[]"
		}
		for i, word := range list {
			list[i] = quote(word)
		}
		return "[" + strings.Join(list, ", ") + "]"
	case t.Kind == rule.Bool:
		return map[bool]string{true: "TRUE", false: "FALSE"}[v == rule.Truth(true)]
	}
	return shown(t, v)
}

func quote(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }
