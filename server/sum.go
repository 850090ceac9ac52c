package server

import (
	"encoding/json"
	"strconv"
	"strings"

	"dixian/calendar"
	"dixian/division"
	"dixian/plan"
	"dixian/rule"
)

// itemView is one number of a sum: a fact as the run saw it, or a parameter.
type itemView struct {
	Name   string `json:"name"`
	Label  string `json:"label"`
	Value  string `json:"value" doc:"未知 where it was not known"`
	Unit   string `json:"unit"`
	Kind   string `json:"kind" enum:"fact,param"`
	Status string `json:"status" doc:"of a parameter: verified, or example where no document sets it"`
	Number string `json:"number" doc:"of the document that sets the parameter"`
}

// rowView is a row that an alert rests on.
type rowView struct {
	Of    string     `json:"of" doc:"table or fact"`
	Label string     `json:"label"`
	Cells []itemView `json:"cells"`

	table *rule.Table // that it is a row of
}

// sum is the evidence of one alert or hit in words.
type sum struct {
	says  string
	items []itemView
	rows  []rowView
	soft  bool // something was softened for who reads it
}

// read puts evidence of a rule, as a run on a day raised it in a village, into
// words for a reader.
func (w *words) read(ruleName, text string, village division.Code, asOf calendar.Date, who reader) (sum, error) {
	out := sum{items: []itemView{}, rows: []rowView{}}
	if who.hidesRule(w.rules[ruleName]) {
		out.says, out.soft = assigned, true
		return out, nil
	}
	e, err := parseEvidence(text)
	if err != nil {
		return out, err
	}
	r := w.rules[ruleName]
	about := w.program.Households
	if r != nil {
		about = r.About
	}
	example := map[string]bool{}
	if list, ok := e.get("example"); ok {
		for _, name := range asList(list) {
			example[asText(name)] = true
		}
	}
	l := &lines{w: w, who: who, village: village, asOf: asOf, example: example, out: &out}
	for _, m := range e {
		switch list, isList := m.value.([]any); {
		case m.key == "example" && isList:
		case isList && about.Name == m.key:
			l.rows(m.key, label(about.Label, about.Name), about, list)
		case isList:
			key := strings.TrimSuffix(m.key, ".rows")
			n, _ := w.find(w.program.Households, key)
			l.rows(key, label(n.label, key), n.from, list)
		default:
			out.items = append(out.items, l.item(w.program.Households, m, true))
		}
	}
	out.says = l.sentence(r, e)
	return out, nil
}

// lines writes the lines of a sum.
type lines struct {
	w       *words
	who     reader
	village division.Code
	asOf    calendar.Date
	example map[string]bool
	out     *sum
}

// item is one value with its label.
func (l *lines) item(t *rule.Table, m member, params bool) itemView {
	i := itemView{Name: m.key, Label: m.key, Kind: "fact"}
	n, known := meaning{}, false
	if t != nil {
		n, known = l.w.find(t, m.key)
	}
	_, isBool := m.value.(bool)
	if p := l.w.inForce().Parameter(m.key); params && p != nil && (!known || n.typ.Kind == rule.Bool && !isBool) {
		i.Kind, i.Status = "param", "verified"
		if l.example[m.key] {
			i.Status = "example"
		}
		// What was approved since is not what the run used.
		if v, ok := p.At(l.village, l.asOf); ok && show(m.value, p.Type) == show(json.Number(plan.FormatValue(p.Type, v.N)), p.Type) {
			i.Number = v.Number
		}
		n, known = meaning{label(p.Label, p.Name), p.Type, nil}, true
	}
	if known {
		i.Label, i.Unit = n.label, unit(n.typ)
	}
	value, soft := l.who.soften(show(m.value, n.typ))
	i.Value, l.out.soft = value, l.out.soft || soft
	if m.value == nil {
		i.Unit = ""
	}
	return i
}

// rows are the rows under a key.
func (l *lines) rows(of, name string, t *rule.Table, list []any) {
	for _, row := range list {
		v := rowView{Of: of, Label: name, Cells: []itemView{}, table: t}
		for _, m := range asObject(row) {
			if inner, ok := m.value.([]any); ok {
				key := strings.TrimSuffix(m.key, ".rows")
				n := meaning{}
				if t != nil {
					n, _ = l.w.find(t, key)
				}
				l.rows(key, label(n.label, key), n.from, inner)
				continue
			}
			v.Cells = append(v.Cells, l.item(t, m, false))
		}
		l.out.rows = append(l.out.rows, v)
	}
}

// mostSentences is how many rows of an alert are told as sentences.
const mostSentences = 3

// sentence is the rule's own sentence with the values put in, one for each row.
func (l *lines) sentence(r *rule.Rule, e object) string {
	if r == nil || r.Says == "" {
		return ""
	}
	list, _ := e.get(r.About.Name)
	rows := asList(list)
	if len(rows) == 0 {
		rows = []any{object(nil)}
	}
	var says []string
	for _, row := range rows[:min(mostSentences, len(rows))] {
		s, ok := l.fill(r, e, asObject(row))
		if !ok {
			return ""
		}
		says = append(says, s)
	}
	if n := len(rows) - len(says); n > 0 {
		says = append(says, "另有 "+strconv.Itoa(n)+" 条")
	}
	text, soft := l.who.softenWords(strings.Join(says, "；"))
	l.out.soft = l.out.soft || soft
	return text
}

// fill puts the values of a row into the sentence; false where the evidence does
// not have one of them.
func (l *lines) fill(r *rule.Rule, e, row object) (string, bool) {
	var b strings.Builder
	rest := r.Says
	for {
		before, after, open := strings.Cut(rest, "{")
		path, behind, closed := strings.Cut(after, "}")
		b.WriteString(before)
		if !open || !closed {
			return b.String(), true
		}
		key := strings.TrimPrefix(path, "param.")
		v, ok := row.get(key)
		t := r.About
		if !ok {
			key, t = strings.TrimPrefix(key, "household."), l.w.program.Households
			if v, ok = e.get(key); !ok {
				return "", false
			}
		}
		n, _ := l.w.find(t, key)
		value, soft := l.who.soften(show(v, n.typ))
		l.out.soft = l.out.soft || soft
		b.WriteString(value)
		rest = behind
	}
}

// show writes a value of evidence as a clerk reads it.
func show(v any, t rule.Type) string {
	switch x := v.(type) {
	case nil:
		return "未知"
	case bool:
		if x {
			return "是"
		}
		return "否"
	case json.Number:
		if n, err := strconv.Atoi(x.String()); err == nil && n >= 1 && n <= len(t.Names) {
			return t.Names[n-1]
		}
		return x.String()
	}
	return asText(v)
}

func asText(v any) string   { s, _ := v.(string); return s }
func asList(v any) []any    { l, _ := v.([]any); return l }
func asObject(v any) object { o, _ := v.(object); return o }
