package plan

import (
	"regexp"
	"slices"

	"gopkg.in/yaml.v3"
)

// readItems reads a file's items into the package.
func (l *loader) readItems(file string, data []byte) {
	r := &reader{loader: l, file: file, refused: map[*yaml.Node]bool{}}
	for _, n := range r.parse(data) {
		r.readItem(n)
	}
}

func (r *reader) readItem(n *yaml.Node) {
	const cure = "begin it with `- kind: name`; the kinds are document, table, parameter, fact, rule, screening, workflow, test"
	if r.refused[n] {
		return
	}
	if n.Kind != yaml.MappingNode || len(n.Content) == 0 {
		r.add(r.pos(n), "this item is "+kindOf(n)+", not keys with values", cure)
		return
	}
	kind := n.Content[0].Value
	if !slices.Contains(kinds, kind) {
		r.add(r.pos(n.Content[0]), "the item begins with `"+kind+"`, which is no kind", cure)
		return
	}
	m := r.record(n, kind, "the "+kind)
	item := m.item(kind)
	p := r.pkg
	switch kind {
	case "document":
		p.Documents = append(p.Documents, &Document{item, m.String("number"), m.String("issued"), m.String("source")})
	case "table":
		p.Tables = append(p.Tables, m.table(item))
	case "parameter":
		p.Parameters = append(p.Parameters, m.parameter(item))
	case "fact":
		p.Facts = append(p.Facts, m.fact(item))
	case "rule":
		p.Rules = append(p.Rules, m.rule(item))
	case "screening":
		m.addScreening(&Screening{item, m.Expr("where")})
	case "workflow":
		p.Workflows = append(p.Workflows, m.workflow(item))
	case "test":
		p.Tests = append(p.Tests, m.test(item))
	}
}

// item reads what every kind has.
func (m *record) item(kind string) Item {
	item := Item{Pos: m.Pos}
	if t := m.Text(kind); t.Value != "" {
		item.Name, item.Pos = t.Value, t.Pos
		m.checkName(t, kind)
	}
	item.Label = m.String("label")
	if n := m.values["cite"]; n != nil {
		item.Cites = m.cites(n)
	}
	return item
}

// cites reads one source or a list of them.
func (m *record) cites(n *yaml.Node) []Cite {
	nodes := []*yaml.Node{n}
	if n.Kind == yaml.SequenceNode && !m.refused[n] {
		nodes = n.Content
	}
	var cites []Cite
	for _, c := range nodes {
		if cite := m.record(c, "cite", "`cite`"); cite != nil {
			cites = append(cites, Cite{cite.Text("document"), cite.Text("section"), cite.Text("paragraph")})
		}
	}
	return cites
}

var (
	namePattern = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)
	// taken are words that mean something else in an expression.
	taken = keys("param as_of true false null in as break const continue else for function if import let loop package namespace return var void while")
)

// checkName refuses names that are not of the pattern and, for what expressions
// speak of, names that have a meaning there.
func (r *reader) checkName(t Text, kind string) {
	switch {
	case t.Value == "":
	case !namePattern.MatchString(t.Value):
		r.add(t.Pos, quoted(t.Value)+" is no name for a "+kind, "use small letters a–z, digits and _, a letter first")
	case slices.Contains(taken, t.Value) && kind != "document" && kind != "test" && kind != "screening":
		r.add(t.Pos, "`"+t.Value+"` has a meaning of its own in expressions", "give the "+kind+" another name")
	}
}

func (m *record) addScreening(s *Screening) {
	p := m.pkg
	if p.Screening != nil {
		m.add(s.Pos, "a second screening; the first is at "+p.Screening.Pos.String(), "keep one: there is one population of alerts and hits")
		return
	}
	p.Screening = s
}
