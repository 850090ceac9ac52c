package sql

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"dixian/rule"
)

// little is a schema of households, persons and a late table of jobs.
type little struct {
	program *rule.Program
	wage    *rule.Fact
}

func newLittle() *little {
	person := rule.Type{Kind: rule.Ref, Table: "persons", Key: rule.ID}
	l := &little{program: &rule.Program{}}
	for _, t := range []*rule.Table{
		{Name: "households", One: "household", Columns: []*rule.Column{{Name: "code", Type: rule.Type{Kind: rule.Text}, Key: true, Required: true}}},
		{Name: "persons", One: "person", BelongsTo: []string{"code"}, Columns: []*rule.Column{
			{Name: "id", Type: rule.Type{Kind: rule.ID}, Key: true, Required: true}, {Name: "born", Type: rule.Type{Kind: rule.Date}}, {Name: "number", Type: rule.Type{Kind: rule.Int}, Required: true},
			{Name: "entered", Type: rule.Type{Kind: rule.Int, Unit: "year"}, Required: true}, {Name: "ills", Type: rule.Type{Kind: rule.Codes, Codes: []string{"聋", "盲"}}},
		}},
		{Name: "jobs", One: "job", Time: "month", Late: 2, BelongsTo: []string{"id"}, Columns: []*rule.Column{
			{Name: "id", Type: person, Key: true, Required: true}, {Name: "month", Type: rule.Type{Kind: rule.Month}, Key: true, Required: true},
			{Name: "status", Type: rule.Type{Kind: rule.Code, Codes: []string{"在岗", "返乡"}}, Required: true}, {Name: "wage", Type: rule.Type{Kind: rule.Money}},
		}},
	} {
		t.Index = len(l.program.Tables)
		l.program.Tables = append(l.program.Tables, t)
	}
	l.program.Households, l.program.Persons = l.program.Tables[0], l.program.Tables[1]
	l.program.Params = []*rule.Param{{Name: "line", Type: rule.Type{Kind: rule.Money}}, {Name: "share", Type: rule.Type{Kind: rule.Share}, Index: 1}}
	return l
}

func (l *little) Member(t *rule.Table, name string) (rule.Target, error) {
	if i := t.ColumnIndex(name); i >= 0 {
		return rule.Target{Column: i, Type: t.Columns[i].Type, Optional: t.Columns[i].Optional()}, nil
	}
	if f := l.wage; f != nil && f.About == t && f.Name == name {
		return rule.Target{Column: -1, Fact: f, Type: f.Type, Optional: f.Optional}, nil
	}
	return rule.Target{}, fmt.Errorf("%s has no %s", t.Name, name)
}

func (l *little) Parent(t *rule.Table, one string) (parent *rule.Table, optional, found bool) {
	for _, p := range l.program.Tables {
		if p.One == one && p.Index <= t.Index {
			return p, false, true
		}
	}
	return nil, false, false
}

func (l *little) Param(name string) (*rule.Param, error) {
	for _, p := range l.program.Params {
		if p.Name == name {
			return p, nil
		}
	}
	return nil, fmt.Errorf("there is no parameter %s", name)
}

func (l *little) Near(*rule.Table, string) []string { return nil }

func (l *little) compile(t *testing.T, source, table string) *rule.Expr {
	t.Helper()
	e, issues := rule.Compile(source, l.program.Table(table), l, nil)
	if len(issues) > 0 {
		t.Fatalf("%s: %v", source, issues)
	}
	return e
}

// write lowers the program with one more rule about persons.
func (l *little) write(t *testing.T, when string) (string, error) {
	l.program.Screened = l.compile(t, "code != ''", "households")
	l.program.Rules = []*rule.Rule{{Name: "tried", About: l.program.Persons, When: l.compile(t, when, "persons"), Urgency: "黄"}}
	var out bytes.Buffer
	err := Write(&out, l.program)
	return out.String(), err
}

func TestRefused(t *testing.T) {
	for _, c := range []struct{ sentence, when, want string }{
		{"a period that moves with the row", "born.within(last_months(number))", "rule.tried: last_months(…) moves with the row"},
		{"one period of two", "born.within(number > 1 ? last_months(1) : last_months(2))", "rule.tried: a period that is chosen row by row has no SQL"},
		{"the day before everything", "born < day_before(until(as_of))", "rule.tried: until(…) has no day before it"},
	} {
		t.Run(c.sentence, func(t *testing.T) {
			text, err := newLittle().write(t, c.when)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%s: the error is %v, not %q", c.when, err, c.want)
			}
			if text != "" {
				t.Error("SQL came out beside the refusal")
			}
		})
	}
}

func TestExpressions(t *testing.T) {
	for _, c := range []struct{ when, want string }{
		{"!known(born) || born == as_of", `((NOT (self."born" IS NOT NULL)) OR (self."born" = as_of()))`},
		{"(number > 2 && born <= as_of).or(true)", `coalesce(((self."number" > 2) AND (self."born" <= as_of())), TRUE)`},
		{"number in [1, 2]", `(self."number" IN (1, 2))`},
		{"born.within(last_months(12))", `(self."born" BETWEEN months_after(as_of(), -(12)) + 1 AND as_of())`},
		{"born.within(months_ago(12, 4))", `(self."born" BETWEEN months_after(as_of(), -(12)) + 1 AND least(months_after(as_of(), -(4)), as_of()))`},
		{"born.within(until(as_of))", `(self."born" <= as_of())`},
		{"entered.within(years(as_of.plus_months(-24), as_of))",
			`(self."entered" BETWEEN year(make_date(year(months_after(as_of(), -24)), 1, 1)) AND year(least(make_date(year(as_of()), 12, 31), as_of())))`},
		{"param.share * param.line * number >= yuan(5000)", `(((j1."share" * j1."line"::HUGEINT) * self."number") >= (500000::HUGEINT * 10000))`},
		{"id.text().part(number, 2) == '52' && has(ills, '盲')",
			`((substring((self."id")::VARCHAR, at_least(self."number", 1), at_least(2, 0)) = '52') AND list_contains(self."ills", '盲'))`},
		{"(number > 1 ? born : as_of).year() == 2025", `(year(CASE (self."number" > 1) WHEN TRUE THEN self."born" WHEN FALSE THEN as_of() END) = 2025)`},
	} {
		text, err := newLittle().write(t, c.when)
		if err != nil {
			t.Errorf("%s: %v", c.when, err)
			continue
		}
		_, made, _ := strings.Cut(text, "coalesce(TRUE\n    AND ")
		made, _, _ = strings.Cut(made, ", FALSE) AS value")
		if made != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.when, made, c.want)
		}
	}
}

// TestLateFold reads a whole fold: a late table's window ends with the county's
// newest month, absence needs coverage, rows that prove it do not.
func TestLateFold(t *testing.T) {
	l := newLittle()
	jobs := l.program.Table("jobs")
	l.wage = &rule.Fact{
		Name: "worked", Label: "近3个月在岗", About: l.program.Persons, Form: rule.FoldForm, Type: rule.Type{Kind: rule.Bool}, Optional: true,
		From: jobs, Within: l.compile(t, "since_months(3)", "jobs"), Where: l.compile(t, "wage > yuan(0)", "jobs"),
		Picks: true, Newest: 1, Per: -1, Aggregate: rule.Any, Arg: l.compile(t, "status == '在岗'", "jobs"), Coverage: rule.CoverageRequired,
	}
	l.program.Facts = []*rule.Fact{l.wage}
	text, err := l.write(t, "worked == false")
	if err != nil {
		t.Fatal(err)
	}
	want := `-- 近3个月在岗
CREATE TABLE "persons.worked" AS
SELECT self._row, CASE WHEN coalesce(below.value, FALSE) OR (SELECT count(*) FROM covered WHERE covered.county = j1._county AND covered.of_table = 'jobs' AND covered.grain BETWEEN (j2.month - 3 + 1) AND j2.month) >= j2.month - (j2.month - 3 + 1) + 1 THEN coalesce(below.value, FALSE) END AS value
FROM "persons" self
    LEFT JOIN "households" j1 ON j1._row = self._household
    LEFT JOIN "newest" j2 ON j2.of_table = 'jobs' AND j2.county = j1._county
LEFT JOIN (
SELECT self._of, bool_or((self."status" = '在岗')) AS value
FROM (
SELECT self._person AS _of, self.*
FROM "jobs" self
    LEFT JOIN "households" j1 ON j1._row = self._household
    LEFT JOIN "newest" j2 ON j2.of_table = 'jobs' AND j2.county = j1._county
WHERE (self."month" BETWEEN (j2.month - 3 + 1) AND month_of(as_of()))
    AND (self."wage" > 0)
    AND self._person IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY self._person ORDER BY self."month" DESC NULLS LAST, self."id" NULLS LAST, self._row) = 1
) self
GROUP BY self._of
) below ON below._of = self._row;
`
	if !strings.Contains(text, want) {
		t.Errorf("the fold is not what it should be:\n%s", text[strings.Index(text, "-- 近3"):])
	}
	if strings.Index(text, `"persons.worked" AS`) > strings.Index(text, `"rule.tried" AS`) {
		t.Error("a rule stands before the fact it reads")
	}
}
