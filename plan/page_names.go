package plan

import (
	"regexp"
	"slices"
	"strings"

	"dixian/rule"
)

// glossary knows what every name in an expression is called in Chinese.
type glossary struct {
	rows       map[string]string // one of a table → the table
	tables     map[string]*Table
	parameters map[string]*Parameter
	names      map[string]map[string]meaning // table → name → what it is
}

// meaning is what a name stands for: one of the three, or a column.
type meaning struct {
	label string
	fact  *Fact
	rule  *Rule
	table string // the table whose row it is, for references and picks
}

func newGlossary(p *Package) *glossary {
	g := &glossary{
		rows:       map[string]string{},
		tables:     map[string]*Table{},
		parameters: map[string]*Parameter{},
		names:      map[string]map[string]meaning{},
	}
	for _, x := range p.Parameters {
		g.parameters[x.Name] = x
	}
	for _, t := range p.Tables {
		g.tables[t.Table.Name], g.rows[t.One] = t, t.Table.Name
		for _, c := range t.Columns {
			m := meaning{label: c.Label}
			if c.Type.Kind == rule.Ref {
				m.table = c.Type.Table
			}
			g.add(t.Table.Name, c.Name, m)
		}
	}
	for _, f := range p.Facts {
		m := meaning{label: f.Label, fact: f}
		if f.Pick != nil && f.Agg == "" {
			m.table = f.From.Value
		}
		g.add(f.About.Value, f.Name, m)
	}
	for _, r := range p.Rules {
		g.add(r.About.Value, r.Name, meaning{label: r.Label, rule: r})
	}
	return g
}

func (g *glossary) add(table, name string, m meaning) {
	if g.names[table] == nil {
		g.names[table] = map[string]meaning{}
	}
	g.names[table][name] = m
}

// found is a name in an expression: where it ends, and what it stands for.
type found struct {
	end       int // behind its last byte
	path      string
	label     string // empty: not known
	meanings  []meaning
	parameter *Parameter
}

var (
	// Strings are skipped; numbers are no names.
	wordOrString = regexp.MustCompile(`'[^']*'|"[^"]*"|[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*`)
	constants    = keys("true false in distinct rows")
)

// find gives the names of an expression about a row of a table, in order.
// Functions and methods are no names.
func (g *glossary) find(expression, table string) []found {
	var list []found
	for _, at := range wordOrString.FindAllStringIndex(expression, -1) {
		path := expression[at[0]:at[1]]
		if path[0] == '\'' || path[0] == '"' || at[0] > 0 && strings.ContainsRune(".0123456789", rune(expression[at[0]-1])) {
			continue
		}
		if strings.HasPrefix(strings.TrimLeft(expression[at[1]:], " "), "(") {
			dot := strings.LastIndexByte(path, '.')
			if dot < 0 {
				continue
			}
			path = path[:dot]
		}
		if slices.Contains(constants, path) {
			continue
		}
		f := g.resolve(strings.Split(path, "."), table)
		f.end, f.path = at[0]+len(path), path
		list = append(list, f)
	}
	return list
}

// resolve follows a path from a row of a table: through references, picked rows
// and the rows of other tables.
func (g *glossary) resolve(path []string, table string) found {
	switch {
	case path[0] == "as_of" && len(path) == 1:
		return found{label: "截止日"}
	case path[0] == "param" && len(path) == 2:
		if p := g.parameters[path[1]]; p != nil {
			return found{label: orName(p.Label, p.Name), parameter: p}
		}
		return found{}
	}
	var f found
	var labels []string
	for i, name := range path {
		m, ok := g.names[table][name]
		if row, is := g.rows[name]; !ok && i == 0 && is {
			m, ok = meaning{label: g.tables[row].Table.Label, table: row}, true
		}
		if !ok {
			return found{}
		}
		f.meanings = append(f.meanings, m)
		labels = append(labels, orName(m.label, name))
		table = m.table
	}
	f.label = strings.Join(labels, "·")
	return f
}

// gloss puts its Chinese name behind every name of an expression.
func (g *glossary) gloss(expression, table string) string {
	var b strings.Builder
	from := 0
	for _, f := range g.find(expression, table) {
		if f.label == "" || f.label == f.path {
			continue
		}
		b.WriteString(expression[from:f.end])
		b.WriteString("〔" + f.label + "〕")
		from = f.end
	}
	b.WriteString(expression[from:])
	return b.String()
}

// uses gathers the facts and rules that expressions about a table name, and the
// parameters that they or these facts and rules depend on, each once.
func (g *glossary) uses(table string, expressions ...string) (direct []meaning, parameters []*Parameter) {
	seen := map[any]bool{}
	var walk func(table string, expressions []string, top bool)
	walk = func(table string, expressions []string, top bool) {
		for _, e := range expressions {
			for _, f := range g.find(e, table) {
				if f.parameter != nil && !seen[f.parameter] {
					seen[f.parameter] = true
					parameters = append(parameters, f.parameter)
				}
				for _, m := range f.meanings {
					key := m.key()
					if key == nil || seen[key] {
						continue
					}
					seen[key] = true
					if top {
						direct = append(direct, m)
					}
					inner, texts := m.expressions()
					walk(inner, texts, false)
				}
			}
		}
	}
	walk(table, expressions, true)
	return direct, parameters
}

// key tells facts and rules apart; it is nil for columns.
func (m meaning) key() any {
	switch {
	case m.fact != nil:
		return m.fact
	case m.rule != nil:
		return m.rule
	}
	return nil
}

// expressions are what a fact or rule is made of, and the table they speak of.
func (m meaning) expressions() (table string, texts []string) {
	switch f, r := m.fact, m.rule; {
	case r != nil:
		return r.About.Value, []string{r.Where.Value, r.When.Value}
	case f.Is.Value != "":
		return f.About.Value, []string{f.Is.Value}
	default:
		return f.From.Value, []string{f.Within.Value, f.Where.Value, f.AggArg.Value}
	}
}

func orName(label, name string) string {
	if label == "" {
		return name
	}
	return label
}
