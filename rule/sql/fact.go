package sql

import (
	"fmt"
	"strings"

	"dixian/rule"
)

func factName(f *rule.Fact) string { return f.About.Name + "." + f.Name }

// fact writes the table of a fact: (_row, value) of every row it is about.
func (c *compiler) fact(f *rule.Fact) {
	c.create(factName(f), f.Label, func() string {
		s := c.over(f.About)
		switch f.Form {
		case rule.FormulaForm:
			v := s.expr(f.Is).sql
			return "SELECT self._row, " + v + " AS value\n" + s.rows()
		case rule.PickForm:
			return c.left(f, s, c.chosen(f, "self._row AS value"), "below.value")
		}
		return c.left(f, s, c.folded(f), c.present(f, s))
	})
}

// left gives every row of the table a fact is about what lies below it.
func (c *compiler) left(f *rule.Fact, s *scope, below, v string) string {
	return fmt.Sprintf("SELECT self._row, %s AS value\n%s\nLEFT JOIN (\n%s\n) below ON below._of = self._row", v, s.rows(), below)
}

// owner is the column that says to which row of f's table a row below belongs.
func (c *compiler) owner(f *rule.Fact) string {
	switch f.About {
	case c.program.Households:
		return "self._household"
	case f.From:
		return "self._row"
	case c.program.Persons:
		return "self._person"
	}
	return c.refuse("rows of %s do not lie below rows of %s", f.From.Name, f.About.Name)
}

// chosen are the rows that a fact looks at: within, where, then the pick.
func (c *compiler) chosen(f *rule.Fact, selected string) string {
	s := c.over(f.From)
	var conditions []string
	if f.Within != nil {
		conditions = append(conditions, s.window(f))
	}
	if f.Where != nil {
		conditions = append(conditions, s.expr(f.Where).sql)
	}
	conditions = append(conditions, c.owner(f)+" IS NOT NULL")
	text := fmt.Sprintf("SELECT %s AS _of, %s\n%s\nWHERE %s", c.owner(f), selected, s.rows(), strings.Join(conditions, "\n    AND "))
	if f.Picks {
		text += "\nQUALIFY row_number() OVER (PARTITION BY " + c.group(f) + " ORDER BY " + order(f) + ") = 1"
	}
	return text
}

// window keeps the rows whose time lies in the fact's span.
func (s *scope) window(f *rule.Fact) string {
	p := s.expr(f.Within).period
	if p == nil {
		return s.c.refuse("this `within` has no SQL: it is no plain period")
	}
	return p.holds("self."+ident(f.From.Time), f.From.TimeKind(), s.anchor(f, p))
}

// anchor is the month a fact's span ends with: a late table's newest covered
// month in the county, unknown where there is none.
func (s *scope) anchor(f *rule.Fact, p *period) string {
	if f.From.Late == 0 || !p.follows() {
		return asOfMonth
	}
	return s.join("newest", "%s.of_table = "+quoted(f.From.Name)+" AND %s.county = "+s.county()) + ".month"
}

func (s *scope) county() string {
	if s.about == s.c.program.Households {
		return "self._county"
	}
	return s.parent("self", s.c.program.Households) + "._county"
}

// group is whose newest row a pick takes; unknown `per` values form one group.
func (c *compiler) group(f *rule.Fact) string {
	if f.Per < 0 {
		return c.owner(f)
	}
	return c.owner(f) + ", self." + ident(f.From.Columns[f.Per].Name)
}

// order is which row goes first: the newest, ties by the columns in declared
// order, codes in the order of their list, never by the order of rows.
func order(f *rule.Fact) string {
	if f.Newest < 0 {
		return "self._row"
	}
	newest := f.From.Columns[f.Newest]
	keys := []string{sorted(newest) + " DESC NULLS LAST"}
	for _, col := range rule.TieBreakers(f.From) {
		if col != newest {
			keys = append(keys, sorted(col)+" NULLS LAST")
		}
	}
	return strings.Join(append(keys, "self._row"), ", ")
}

// sorted is what a column is ordered by: a word of a list by its place, several
// words by the places as bits, the first word lowest.
func sorted(col *rule.Column) string {
	name := "self." + ident(col.Name)
	words, bits := make([]string, len(col.Type.Codes)), make([]string, len(col.Type.Codes))
	for i, w := range col.Type.Codes {
		words[i] = quoted(w)
		bits[i] = fmt.Sprintf("CASE WHEN list_contains(%s, %s) THEN %d ELSE 0 END", name, quoted(w), 1<<i)
	}
	switch col.Type.Kind {
	case rule.Code:
		return "list_position([" + strings.Join(words, ", ") + "], " + name + ")"
	case rule.Codes:
		return "CASE WHEN " + name + " IS NOT NULL THEN " + strings.Join(bits, " + ") + " END"
	}
	return name
}

// folded makes one value of the chosen rows of each row above.
func (c *compiler) folded(f *rule.Fact) string {
	s := c.over(f.From)
	made := "count(*)"
	if f.Arg != nil {
		made = fmt.Sprintf(aggregates[f.Aggregate], s.expr(f.Arg).sql)
	}
	rows := "(\n" + c.chosen(f, "self.*") + "\n)"
	return "SELECT self._of, " + made + " AS value\n" + s.from(rows) + "\nGROUP BY self._of"
}

var aggregates = map[rule.Aggregate]string{
	rule.CountDistinct: "count(DISTINCT %s)", rule.Any: "bool_or(%s)", rule.Sum: "sum(%s)", rule.Min: "min(%s)", rule.Max: "max(%s)",
}

// present is a fold's value where the rows below may be none: nothing, 0 or
// false, and unknown where their absence is read and not covered.
func (c *compiler) present(f *rule.Fact, s *scope) string {
	v := "below.value"
	switch f.Aggregate {
	case rule.Any:
		v = "coalesce(below.value, FALSE)"
	case rule.CountRows, rule.CountDistinct, rule.Sum:
		v = "coalesce(below.value, 0)"
	}
	if f.Coverage != rule.CoverageRequired {
		return v
	}
	covered := s.covers(f)
	if f.Aggregate == rule.Any { // rows that prove it do so without coverage
		covered = v + " OR " + covered
	}
	return "CASE WHEN " + covered + " THEN " + v + " END"
}

// covers says that every grain which a fact would read as absent is covered in
// the county. A span that runs on past the newest month is asked for up to it.
func (s *scope) covers(f *rule.Fact) string {
	p := s.expr(f.Within).period
	if p == nil || f.From.TimeKind() == rule.Date {
		return s.c.refuse("coverage has SQL only for a plain period over months, school years or years")
	}
	anchor := s.anchor(f, p)
	first, last := p.bounds(f.From.TimeKind(), anchor)
	if first == "" {
		return s.c.refuse("a span without a beginning cannot be covered")
	}
	if p.function == "since_months" && f.From.TimeKind() == rule.Month {
		last = anchor // never after the as-of month
	}
	return fmt.Sprintf("(SELECT count(*) FROM covered WHERE covered.county = %s AND covered.of_table = %s AND covered.grain BETWEEN %s AND %s) >= %s - %s + 1",
		s.county(), quoted(f.From.Name), first, last, last, first)
}
