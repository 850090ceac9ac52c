package server

import (
	"slices"
	"strings"

	"dixian/plan"
	"dixian/rule"
)

// words are the labels of the plan package: what the keys of evidence are called.
type words struct {
	program *rule.Program
	rules   map[string]*rule.Rule // alerts, hits and findings, by name
	cites   map[string][]citeView
	inForce func() *plan.Package // its parameters' values are those approved by now
}

// citeView is where a rule comes from.
type citeView struct {
	Document  string `json:"document"`
	Section   string `json:"section"`
	Paragraph string `json:"paragraph"`
}

func newWords(inForce func() *plan.Package, program *rule.Program) *words {
	pkg := inForce()
	w := &words{program: program, rules: map[string]*rule.Rule{}, cites: map[string][]citeView{}, inForce: inForce}
	documents := map[string]string{}
	for _, d := range pkg.Documents {
		documents[d.Name] = label(d.Label, d.Name)
	}
	for _, r := range program.Rules {
		w.rules[r.Name] = r
	}
	for _, r := range pkg.Rules {
		for _, c := range r.Cites {
			w.cites[r.Name] = append(w.cites[r.Name], citeView{label(documents[c.Document.Value], c.Document.Value), c.Section.Value, c.Paragraph.Value})
		}
	}
	return w
}

// rule is a rule's label.
func (w *words) rule(name string) string {
	if r := w.rules[name]; r != nil {
		return label(r.Label, r.Name)
	}
	return name
}

// meaning is what a name of an expression stands for.
type meaning struct {
	label string
	typ   rule.Type
	from  *rule.Table // of a name that stands for rows
}

// find resolves a dotted path about a table as the plan language does: columns,
// facts, rules, parents and the rows that picks chose.
func (w *words) find(t *rule.Table, path string) (meaning, bool) {
	var labels []string
	var n meaning
	for i, word := range strings.Split(path, ".") {
		if t == nil {
			return meaning{}, false
		}
		if parent := w.parent(word); i == 0 && parent != nil && parent != t {
			n, t = meaning{typ: rule.Type{Kind: rule.Bool}}, parent
			if path == word {
				labels = append(labels, label(parent.Label, parent.Name))
			}
			continue
		}
		next, ok := w.member(t, word)
		if !ok {
			return meaning{}, false
		}
		labels = append(labels, next.label)
		n, t = next, next.from
	}
	n.label = strings.Join(labels, "·")
	return n, true
}

func (w *words) parent(word string) *rule.Table {
	i := slices.IndexFunc(w.program.Tables, func(t *rule.Table) bool { return t.One == word })
	if i < 0 {
		return nil
	}
	return w.program.Tables[i]
}

// member is a column, fact or rule of a table.
func (w *words) member(t *rule.Table, word string) (meaning, bool) {
	if c := t.Column(word); c != nil {
		return meaning{label(c.Label, c.Name), c.Type, nil}, true
	}
	if f := w.program.Fact(t.Name, word); f != nil {
		return meaning{label(f.Label, f.Name), f.Type, f.From}, true
	}
	for _, r := range w.program.Rules {
		if r.Name == word && r.About == t {
			return meaning{label(r.Label, r.Name), rule.Type{Kind: rule.Bool}, nil}, true
		}
	}
	return meaning{}, false
}

// units are what an int counts, in words.
var units = map[rule.Unit]string{
	"days": "天", "months": "个月", "month": "月", "years": "年", "year": "年", "persons": "人", "rows": "条", "times": "次", "households": "户",
}

// unit is what a value of a type is counted in.
func unit(t rule.Type) string {
	switch t.Kind {
	case rule.Money:
		return "元"
	case rule.Int:
		return units[t.Unit]
	}
	return ""
}
