package screening

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"dixian/calendar"
	"dixian/identity"
	"dixian/intake"
	"dixian/panel"
	"dixian/plan"
	"dixian/rule"
)

// Outcome is how a worked case of the package went.
type Outcome struct {
	Test   *plan.Test
	Faults []string // what was expected and what came; empty: it holds
}

// RunTests works out every case of a package. cases may hold more than the
// package's own (those of a page); `like` finds its model among both.
func RunTests(pkg *plan.Package, program *rule.Program, cases []*plan.Test) []Outcome {
	byName := map[string]*plan.Test{}
	for _, t := range append(slices.Clone(pkg.Tests), cases...) {
		byName[t.Name] = t
	}
	out := make([]Outcome, len(cases))
	for i, t := range cases {
		out[i].Test = t
		c := &workedCase{pkg: pkg, program: program, test: t}
		if err := c.work(byName); err != nil {
			out[i].Faults = append(out[i].Faults, err.Error())
			continue
		}
		out[i].Faults = c.faults
	}
	return out
}

// workedCase is one test under way.
type workedCase struct {
	pkg     *plan.Package
	program *rule.Program
	test    *plan.Test

	asOf       calendar.Date
	people     map[string]identity.ID
	rows       map[string][]map[string]string
	parameters map[string]int64
	covered    []string

	province *Province
	faults   []string
}

func (c *workedCase) fault(format string, args ...any) {
	c.faults = append(c.faults, fmt.Sprintf(format, args...))
}

func (c *workedCase) work(byName map[string]*plan.Test) error {
	c.people, c.rows, c.parameters = map[string]identity.ID{}, map[string][]map[string]string{}, map[string]int64{}
	if err := c.lay(c.test, byName, 0); err != nil {
		return err
	}
	if err := c.screen(); err != nil {
		return err
	}
	return c.compare()
}

// lay collects what is given, a model's first.
func (c *workedCase) lay(t *plan.Test, byName map[string]*plan.Test, depth int) error {
	if t.Like.Value != "" {
		model := byName[t.Like.Value]
		if model == nil || depth > 8 {
			return fmt.Errorf("%s: there is no test %s to be like", t.Like.Pos, t.Like.Value)
		}
		if err := c.lay(model, byName, depth+1); err != nil {
			return err
		}
	}
	if t.AsOf.Value != "" {
		d, err := calendar.ParseDate(t.AsOf.Value)
		if err != nil {
			return fmt.Errorf("%s: %w", t.AsOf.Pos, err)
		}
		c.asOf = d
	}
	for _, p := range t.People {
		if err := c.person(p); err != nil {
			return err
		}
	}
	for table, gone := range t.Drop {
		for _, key := range gone {
			c.rows[table] = slices.DeleteFunc(c.rows[table], func(row map[string]string) bool {
				return row[c.firstKey(table)] == c.cell(key.Value)
			})
		}
	}
	for _, table := range slices.Sorted(maps.Keys(t.Given)) {
		for _, given := range t.Given[table] {
			row := map[string]string{}
			for name, cell := range given.Cells {
				row[name] = c.cell(cell.Value)
			}
			c.rows[table] = append(c.rows[table], row)
		}
	}
	for name, v := range t.Parameters {
		i := slices.IndexFunc(c.pkg.Parameters, func(p *plan.Parameter) bool { return p.Name == name })
		if i < 0 {
			return fmt.Errorf("%s: there is no parameter %s", v.Pos, name)
		}
		n, err := plan.ParseValue(c.pkg.Parameters[i].Type, v.Value)
		if err != nil {
			return fmt.Errorf("%s: %w", v.Pos, err)
		}
		c.parameters[name] = n
	}
	for _, t := range t.Covered {
		c.covered = append(c.covered, t.Value)
	}
	return nil
}

func (c *workedCase) firstKey(table string) string {
	if t := c.program.Table(table); t != nil {
		for _, col := range t.Columns {
			if col.Key {
				return col.Name
			}
		}
	}
	return ""
}

// person makes the ID number that a name like P7 stands for: a made-up serial
// in 观山湖区, with the birth date and sex the test asks for.
func (c *workedCase) person(p plan.Person) error {
	born := calendar.NewDate(1980, 1, 1)
	if p.Born.Value != "" {
		var err error
		if born, err = calendar.ParseDate(p.Born.Value); err != nil {
			return fmt.Errorf("%s: %w", p.Born.Pos, err)
		}
	}
	var n int
	if _, err := fmt.Sscanf(p.Name, "P%d", &n); err != nil || n < 1 || n > 99 {
		return fmt.Errorf("%s: people are called P1 … P99, not %s", p.Pos, p.Name)
	}
	serial := 2 * n
	if p.Male {
		serial++
	}
	y, m, d := born.YMD()
	c.people[p.Name] = identity.ID(520115_00000000_000 + int64(y)*10000000 + int64(m)*100000 + int64(d)*1000 + int64(serial))
	return nil
}

// cell puts ID numbers in place of people's names: P1 alone, or {P1} within a
// longer number, such as a certificate's.
func (c *workedCase) cell(s string) string {
	if personName.MatchString(s) {
		return c.idOf(s)
	}
	return personInside.ReplaceAllStringFunc(s, func(m string) string { return c.idOf(m[1 : len(m)-1]) })
}

var (
	personName   = regexp.MustCompile(`^P[1-9][0-9]?$`)
	personInside = regexp.MustCompile(`\{P[1-9][0-9]?\}`)
)

// idOf is the number of a person; one of whom the test says nothing is a man
// born in 1980.
func (c *workedCase) idOf(name string) string {
	if _, ok := c.people[name]; !ok {
		if err := c.person(plan.Person{Name: name, Male: true}); err != nil {
			return name
		}
	}
	return c.people[name].String()
}

func (c *workedCase) screen() error {
	var sources []panel.Source
	for _, t := range c.program.Tables {
		if t.Folder == "system" || len(c.rows[t.Name]) == 0 {
			continue
		}
		loaded, err := intake.FromRows(t, c.rows[t.Name], intake.Options{
			Today: max(c.asOf, calendar.NewDate(2026, 12, 31)),
			Bad: func(p intake.Problem) error {
				return fmt.Errorf("given %s row %d, column %s: %s", p.Table, p.Line, p.Column, p.Reason)
			},
		})
		if err != nil {
			return err
		}
		sources = append(sources, source(loaded))
	}
	p, err := panel.Build(c.program, sources)
	if err != nil {
		return err
	}
	c.province, err = ready(p, c.pkg, c.asOf, c.parameters, c.covered, 1)
	return err
}

// compare holds what came against what is expected.
func (c *workedCase) compare() error {
	in := rule.NewInterpreter(c.province.run)
	e := c.test.Expect
	for h := range c.province.Panel.Households {
		in.Household(h)
		code := c.province.Panel.Code(h)
		var urgent []string
		fired := map[rule.Raises][]string{}
		for _, kind := range []rule.Raises{rule.Alert, rule.Hit, rule.Finding} {
			for _, f := range in.Firings(kind) {
				fired[kind] = append(fired[kind], f.Rule.Name)
				if f.Urgent {
					urgent = append(urgent, f.Rule.Name)
				}
				if code == "H1" {
					c.who(f)
				}
			}
		}
		c.same(code, "alerts", e.Alerts, fired[rule.Alert])
		c.same(code, "hits", e.Hits, fired[rule.Hit])
		c.same(code, "findings", e.Findings, fired[rule.Finding])
		c.same(code, "urgent", e.Urgent, urgent)
		for _, name := range e.Silent[code] {
			if slices.Contains(slices.Concat(fired[rule.Alert], fired[rule.Hit], fired[rule.Finding]), name.Value) {
				c.fault("%s: %s fires for %s but must be silent", name.Pos, name.Value, code)
			}
		}
		if code == "H1" {
			c.facts(in, h)
			c.unnamed(fired)
		}
		if err := in.Err(); err != nil {
			return err
		}
	}
	return nil
}

func (c *workedCase) same(code, what string, want map[string][]plan.Text, got []string) {
	if want == nil {
		return
	}
	var expected []string
	for _, t := range want[code] {
		expected = append(expected, t.Value)
	}
	slices.Sort(expected)
	slices.Sort(got)
	if !slices.Equal(expected, got) {
		c.fault("%s: %s of %s: expected [%s], came [%s]", c.test.Pos, what, code, strings.Join(expected, " "), strings.Join(got, " "))
	}
}

func (c *workedCase) who(f rule.Firing) {
	want, ok := c.test.Expect.Who[f.Rule.Name]
	if !ok {
		return
	}
	var expected []string
	for _, p := range want {
		expected = append(expected, c.cell(p.Value))
	}
	slices.Sort(expected)
	got := members(c.province.Panel, f.Who, true)
	if got != strings.Join(expected, ";") {
		c.fault("%s: who of %s: expected %d named, came %s", c.test.Pos, f.Rule.Name, len(expected), got)
	}
}

// unnamed reports rules whose persons are expected but which did not fire.
func (c *workedCase) unnamed(fired map[rule.Raises][]string) {
	for name := range c.test.Expect.Who {
		if !slices.Contains(slices.Concat(fired[rule.Alert], fired[rule.Hit], fired[rule.Finding]), name) {
			c.fault("%s: who of %s is expected, but it does not fire", c.test.Pos, name)
		}
	}
}

func (c *workedCase) facts(in *rule.Interpreter, h int) {
	for _, path := range slices.Sorted(maps.Keys(c.test.Expect.Facts)) {
		want := c.test.Expect.Facts[path]
		owner, name, _ := strings.Cut(path, ".")
		table, row := c.program.Households, h
		if owner != table.One {
			table = c.program.Persons
			if row = c.personRow(owner, h); row < 0 {
				c.fault("%s: %s is nobody of H1", want.Pos, owner)
				continue
			}
		}
		f := c.program.Fact(table.Name, name)
		if f == nil {
			c.fault("%s: there is no fact %s about %s", want.Pos, name, table.Name)
			continue
		}
		if got, ok := expectFact(f, in.Fact(f, row), want.Value); !ok {
			c.fault("%s: %s: expected %s, came %s", want.Pos, path, want.Value, got)
		}
	}
}

func (c *workedCase) personRow(name string, h int) int {
	id := c.cell(name)
	lo, hi := c.province.Panel.Tables[c.program.Persons.Index].Of(h)
	for row := lo; row < hi; row++ {
		if n, _ := number(c.province.Panel, row); n == id {
			return row
		}
	}
	return -1
}

// expectFact compares a fact's value with what a test wrote for it.
func expectFact(f *rule.Fact, v rule.Val, want string) (got string, ok bool) {
	if v == nil {
		return "unknown", want == "unknown"
	}
	got = rule.Show(v, true)
	switch f.Type.Kind {
	case rule.Money:
		n, err := plan.ParseValue(f.Type, want)
		return got, err == nil && plan.FormatValue(f.Type, n) == got
	case rule.Bool:
		return got, got == map[string]string{"true": "是", "false": "否", "是": "是", "否": "否"}[want]
	}
	return got, got == want
}
