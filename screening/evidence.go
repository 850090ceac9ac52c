package screening

import (
	"slices"
	"strings"

	"dixian/rule"
)

// evidenceDepth is how far evidence opens facts that are made of other facts.
const evidenceDepth = 3

// evidence is the JSON object that lets a clerk work an answer out by hand: the
// values of the facts a rule reads and the parameters it compares them with, in
// the order the rule names them. A rule about other rows than households has a
// list of those that fired under the table's name.
//
// Derived from the rule's own expressions; see the plan language, "Evidence is
// derived, not written".
type evidence struct {
	in       *rule.Interpreter
	program  *rule.Program
	params   *params
	house    int
	unmasked bool

	top     object
	example []string  // parameters whose values no document sets
	spare   []*object // to be used again
}

// object is a JSON object whose keys keep their order. It has few enough of them
// to look for one by walking along. Its values lie one behind the other.
type object struct {
	keys []string
	ends []int // where the value of each key ends
	text []byte
}

func (o *object) has(key string) bool { return slices.Contains(o.keys, key) }

// add takes a key whose value was appended to the text.
func (o *object) add(key string, text []byte) {
	o.keys, o.ends, o.text = append(o.keys, key), append(o.ends, len(text)), text
}

func (o *object) empty() { o.keys, o.ends, o.text = o.keys[:0], o.ends[:0], o.text[:0] }

// appendTo appends the object as it is written.
func (o *object) appendTo(dst []byte) []byte {
	dst = append(dst, '{')
	from := 0
	for i, k := range o.keys {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(append(append(dst, '"'), k...), `":`...) // names need no escaping
		dst = append(dst, o.text[from:o.ends[i]]...)
		from = o.ends[i]
	}
	return append(dst, '}')
}

// take is an empty object; give gives it back.
func (e *evidence) take() *object {
	if n := len(e.spare); n > 0 {
		o := e.spare[n-1]
		e.spare = e.spare[:n-1]
		return o
	}
	return &object{}
}

func (e *evidence) give(o *object) {
	o.empty()
	e.spare = append(e.spare, o)
}

// of appends the evidence of a firing to dst.
func (e *evidence) of(dst []byte, f rule.Firing) []byte {
	e.top.empty()
	e.example = e.example[:0]
	t := f.Rule.About
	rows := e.take()
	for _, row := range f.Rows {
		own, depth := &e.top, evidenceDepth
		if t != e.program.Households {
			own, depth = e.take(), 0 // of many rows the values are enough here; explain opens them
			e.keyColumns(own, t, row)
		}
		e.names(own, f.Rule.Where, t, row, "", depth)
		e.names(own, f.Rule.When, t, row, "", depth)
		if f.Urgent {
			e.names(own, f.Rule.UrgentWhen, t, row, "", depth)
		}
		if own != &e.top {
			rows.text = own.appendTo(rows.item())
			e.give(own)
		}
	}
	if len(rows.text) > 0 && !e.top.has(t.Name) {
		e.top.add(t.Name, append(append(e.top.text, rows.text...), ']'))
	}
	e.give(rows)
	if len(e.example) > 0 && !e.top.has("example") {
		text := e.top.text
		for i, name := range e.example {
			text = rule.AppendQuoted(append(text, "[,"[min(i, 1)]), name)
		}
		e.top.add("example", append(text, ']'))
	}
	return e.top.appendTo(dst)
}

// item is the text with what stands before one more item of a list.
func (o *object) item() []byte {
	if len(o.text) == 0 {
		return append(o.text, '[')
	}
	return append(o.text, ',')
}

// names adds what an expression reads. What belongs to the household, and
// parameters, stand once at the top; the row's own values in own.
func (e *evidence) names(own *object, x *rule.Expr, t *rule.Table, row int, prefix string, depth int) {
	if x == nil {
		return
	}
	for _, n := range x.Names {
		switch {
		case n.AsOf:
		case n.Param != nil:
			e.param(n.Param)
		default:
			e.name(own, n, t, row, prefix, depth)
		}
	}
}

func (e *evidence) param(p *rule.Param) {
	if e.top.has(p.Name) {
		return
	}
	v := e.params.values[p.Index][e.params.villageOf[e.house]]
	e.top.add(p.Name, rule.AppendParam(e.top.text, p.Type, v.N))
	if v.Status == "example" {
		e.example = append(e.example, p.Name)
	}
}

func (e *evidence) name(own *object, n *rule.Name, t *rule.Table, row int, prefix string, depth int) {
	key := prefix + n.Path
	house := e.program.Households
	if t != house && len(n.Hops) > 0 && n.Hops[0].Parent == house {
		own, key = &e.top, strings.TrimPrefix(n.Path, house.One+".")
	}
	v := e.in.Value(n, t, row)
	if !own.has(key) {
		if n.Row {
			own.add(key, rule.AppendJSON(own.text, rule.Truth(v != nil), e.unmasked))
		} else {
			own.add(key, rule.AppendJSON(own.text, rule.Hidden(n, v, e.unmasked), e.unmasked))
		}
	}
	if depth == 0 || key == prefix+n.Path && len(n.Hops) > 0 && n.Hops[0].Parent != nil {
		return // of a person's facts the value is enough here; explain opens them
	}
	target, ok := e.in.Target(n, t, row)
	if !ok {
		return
	}
	inner := key[:strings.LastIndexByte(key, '.')+1]
	switch f := n.Target.Fact; {
	case n.Target.Rule != nil:
		e.names(own, n.Target.Rule.Where, n.Table, target, inner, depth-1)
		e.names(own, n.Target.Rule.When, n.Table, target, inner, depth-1)
	case f != nil && f.Form == rule.FormulaForm:
		e.names(own, f.Is, n.Table, target, inner, depth-1)
	case f != nil && f.Form == rule.FoldForm && f.Aggregate == rule.Any && v == rule.Truth(true):
		e.rows(own, key+".rows", f, target)
	}
}

// rows adds the rows that made an `any` true: their keys and the columns its
// conditions read.
func (e *evidence) rows(own *object, key string, f *rule.Fact, row int) {
	list := e.take()
	for _, r := range e.in.Deciding(f, row) {
		o := e.take()
		e.keyColumns(o, f.From, r)
		for _, x := range []*rule.Expr{f.Where, f.Arg} {
			if x == nil {
				continue
			}
			for _, n := range x.Names {
				switch {
				case n.Param != nil:
					e.param(n.Param)
				case !n.AsOf && !n.Row && len(n.Hops) == 0:
					if !o.has(n.Path) {
						o.add(n.Path, rule.AppendJSON(o.text, rule.Hidden(n, e.in.Value(n, f.From, r), e.unmasked), e.unmasked))
					}
					if n.Target.Fact != nil && n.Target.Fact.Form == rule.FormulaForm {
						e.names(o, n.Target.Fact.Is, f.From, r, "", 1)
					}
				}
			}
		}
		list.text = o.appendTo(list.item())
		e.give(o)
	}
	if !own.has(key) {
		own.add(key, append(append(own.text, list.orNone()...), ']'))
	}
	e.give(list)
}

// orNone is the beginning of a list that may have no items.
func (o *object) orNone() []byte {
	if len(o.text) == 0 {
		return []byte{'['}
	}
	return o.text
}

func (e *evidence) keyColumns(o *object, t *rule.Table, row int) {
	for i, c := range t.Columns {
		if c.Key && (c.Type.Kind != rule.Ref || c.Type.Table != e.program.Households.Name) {
			o.add(c.Name, rule.AppendJSON(o.text, rule.Hide(c, e.in.Cell(t, i, row), e.unmasked), e.unmasked))
		}
	}
}
