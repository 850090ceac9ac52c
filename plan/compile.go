package plan

import (
	"fmt"
	"slices"
	"strings"

	"dixian/rule"
	"dixian/rule/kernel"
)

// Check compiles a package: every name resolved, every expression typed, no
// cycle, no absence read without coverage. What is wrong comes back as Problems.
func Check(p *Package) (*rule.Program, error) {
	c := newCompiler(p)
	c.tables()
	if c.program.Households == nil || c.program.Persons == nil {
		return nil, c.problems.Err()
	}
	c.parameters()
	for _, f := range p.Facts {
		c.fact(f)
	}
	for _, r := range p.Rules {
		c.rule(r)
	}
	c.screening()
	for _, t := range p.Tables {
		if t.Folder != nationalFolder {
			c.coverage(t)
		}
	}
	for _, w := range c.pkg.Workflows {
		c.workflow(w)
	}
	c.sensitive()
	c.cites()
	c.tests()
	if len(c.problems) == 0 {
		c.absence()
		c.measurable()
		c.never()
	}
	if err := causes(c.problems).Err(); err != nil {
		return nil, err
	}
	if _, err := kernel.Compile(c.program); err != nil {
		return nil, Problems{{Pos{p.Dir, 1, 1}, err.Error(), "write it with what the language page has"}}
	}
	return c.program, nil
}

// brokenBelow ends the words for a name that is wrong where it is defined.
const brokenBelow = " cannot be used: its own definition is wrong"

// causes leaves out the problems that only follow from others: one misspelt name
// must not bury itself under all that reads it.
func causes(ps Problems) Problems {
	var out Problems
	for _, p := range ps {
		if !strings.HasSuffix(p.What, brokenBelow) {
			out = append(out, p)
		}
	}
	return out
}

// compiler turns items into a program. Facts and rules are compiled when first
// asked for, so that those they read come before them.
type compiler struct {
	pkg      *Package
	program  *rule.Program
	problems Problems

	byTable map[*rule.Table]*scope
	params  map[string]*rule.Param
	facts   map[*Fact]*rule.Fact
	rules   map[*Rule]*rule.Rule
	stack   []string // names under way, for cycles
	broken  map[any]bool
}

// scope is the name space of a table.
type scope struct {
	facts map[string]*Fact
	rules map[string]*Rule
}

func newCompiler(p *Package) *compiler {
	return &compiler{
		pkg: p, program: &rule.Program{},
		byTable: map[*rule.Table]*scope{}, params: map[string]*rule.Param{},
		facts: map[*Fact]*rule.Fact{}, rules: map[*Rule]*rule.Rule{}, broken: map[any]bool{},
	}
}

func (c *compiler) fail(pos Pos, what, cure string) { c.problems.Add(pos, what, cure) }

// tables lays the tables and gathers what is declared about each.
func (c *compiler) tables() {
	for _, t := range c.pkg.Tables {
		if t.Folder == nationalFolder {
			c.national(t)
			continue
		}
		t.Table.Index = len(c.program.Tables)
		c.program.Tables = append(c.program.Tables, t.Table)
		c.byTable[t.Table] = &scope{facts: map[string]*Fact{}, rules: map[string]*Rule{}}
	}
	c.program.Households, c.program.Persons = c.program.Table("households"), c.program.Table("persons")
	if c.program.Households == nil || c.program.Persons == nil {
		c.fail(Pos{c.pkg.Dir, 1, 1}, "the package has no tables households and persons", "declare both: everything belongs to a household")
		return
	}
	for _, f := range c.pkg.Facts {
		if t := c.table(f.About); t != nil {
			c.byTable[t].facts[f.Name] = f
		}
	}
	for _, r := range c.pkg.Rules {
		if t := c.table(r.About); t != nil {
			c.byTable[t].rules[r.Name] = r
		}
	}
}

// nationalFolder holds the lists of the national system.
const nationalFolder = "national"

// national takes a list of the national system: it is compared with the registry
// and the cases, and no fact or rule reads it.
func (c *compiler) national(t *Table) {
	t.Table.Index = -1
	if t.Coverage != nil {
		c.fail(t.Pos, "the table "+t.Item.Name+" of the folder national has a coverage", "take it away: no rule reads the list, so that nothing rests on who is missing in it")
	}
	c.program.National = append(c.program.National, t.Table)
}

func (c *compiler) parameters() {
	for i, p := range c.pkg.Parameters {
		rp := &rule.Param{Name: p.Name, Label: p.Label, Type: p.Type, Index: i}
		c.program.Params = append(c.program.Params, rp)
		c.params[p.Name] = rp
		c.problems = append(c.problems, p.parse()...)
	}
}

// table finds the table an item names.
func (c *compiler) table(name Text) *rule.Table {
	t := c.program.Table(name.Value)
	if t == nil {
		c.fail(name.Pos, "there is no table "+name.Value, nearest(name.Value, c.tableNames(), "declare it, or name one that is declared"))
	}
	return t
}

func (c *compiler) tableNames() []string {
	var out []string
	for _, t := range c.program.Tables {
		out = append(out, t.Name)
	}
	return out
}

// expr compiles an expression of an item; nil when it is absent or wrong.
func (c *compiler) expr(t Text, about *rule.Table, known map[string]bool, want ...rule.Kind) *rule.Expr {
	if t.Value == "" || about == nil {
		return nil
	}
	e, issues := rule.Compile(t.Value, about, c, known)
	for _, i := range issues {
		c.fail(t.AtLine(i.Line, i.Column), i.What, i.Cure)
	}
	if e == nil {
		return nil
	}
	if len(want) > 0 && !slices.Contains(want, e.Type.Kind) {
		c.fail(t.Pos, fmt.Sprintf("this is %s, where %s is needed", article(e.Type), kindList(want)), "write an expression of that type")
		return nil
	}
	return e
}

func article(t rule.Type) string { return "a value of type " + t.String() }

func kindList(kinds []rule.Kind) string {
	words := make([]string, len(kinds))
	for i, k := range kinds {
		words[i] = k.String()
		if k == rule.Bool {
			words[i] = "a condition (bool)"
		}
	}
	return strings.Join(words, " or ")
}

// Member finds a column, fact or rule about a table; it is rule.Schema's.
func (c *compiler) Member(t *rule.Table, name string) (rule.Target, error) {
	if i := t.ColumnIndex(name); i >= 0 {
		col := t.Columns[i]
		return rule.Target{Column: i, Type: col.Type, Optional: col.Optional()}, nil
	}
	s := c.byTable[t]
	if f := s.facts[name]; f != nil {
		rf := c.fact(f)
		if rf == nil {
			return rule.Target{}, fmt.Errorf("%s%s", name, brokenBelow)
		}
		return rule.Target{Column: -1, Fact: rf, Type: rf.Type, Optional: rf.Optional, Scaled: rf.Scaled}, nil
	}
	if r := s.rules[name]; r != nil {
		rr := c.rule(r)
		if rr == nil {
			return rule.Target{}, fmt.Errorf("%s%s", name, brokenBelow)
		}
		return rule.Target{Column: -1, Rule: rr, Type: rule.Type{Kind: rule.Bool}}, nil
	}
	return rule.Target{}, fmt.Errorf("%s has no column, fact or rule %s", t.Name, name)
}

// Parent finds the table that a row of t belongs to by what its row is called.
func (c *compiler) Parent(t *rule.Table, one string) (parent *rule.Table, optional, found bool) {
	if one == t.One {
		return t, false, true
	}
	if t == c.program.Households {
		return nil, false, false
	}
	if one == c.program.Households.One {
		return c.program.Households, false, true
	}
	if one != c.program.Persons.One || t == c.program.Persons {
		return nil, false, false
	}
	for _, name := range t.BelongsTo {
		col := t.Column(name)
		if col != nil && col.Type.Table == c.program.Persons.Name {
			return c.program.Persons, len(t.BelongsTo) > 1 || col.Optional(), true
		}
	}
	return nil, false, false
}

// Param finds a parameter.
func (c *compiler) Param(name string) (*rule.Param, error) {
	if p := c.params[name]; p != nil {
		return p, nil
	}
	return nil, fmt.Errorf("there is no parameter %s", name)
}

// Near names the members of a table, or with no table the parameters, closest to
// a wrong name.
func (c *compiler) Near(t *rule.Table, name string) []string {
	var names []string
	for n := range c.params {
		if t == nil {
			names = append(names, n)
		} else if n == name {
			return []string{"param." + n}
		}
	}
	if t == nil {
		return closest(name, names)
	}
	for _, col := range t.Columns {
		names = append(names, col.Name)
	}
	for n := range c.byTable[t].facts {
		names = append(names, n)
	}
	for n := range c.byTable[t].rules {
		names = append(names, n)
	}
	return closest(name, names)
}
