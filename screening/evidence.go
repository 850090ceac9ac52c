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
	example []string
}

// object is a JSON object whose keys keep their order. It has few enough of them
// to look for one by walking along.
type object struct {
	keys, values []string
}

func (o *object) has(key string) bool { return slices.Contains(o.keys, key) }

func (o *object) set(key, json string) {
	if o.keys == nil {
		o.keys, o.values = make([]string, 0, 16), make([]string, 0, 16)
	}
	if !o.has(key) {
		o.keys, o.values = append(o.keys, key), append(o.values, json)
	}
}

func (o *object) String() string {
	size := 2
	for i, k := range o.keys {
		size += len(k) + len(o.values[i]) + 4
	}
	var b strings.Builder
	b.Grow(size)
	b.WriteByte('{')
	for i, k := range o.keys {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteByte('"') // names need no escaping
		b.WriteString(k)
		b.WriteString(`":`)
		b.WriteString(o.values[i])
	}
	b.WriteByte('}')
	return b.String()
}

// of writes the evidence of a firing.
func (e *evidence) of(f rule.Firing) string {
	e.top, e.example = object{}, nil
	t := f.Rule.About
	var rows []string
	for _, row := range f.Rows {
		own, depth := &e.top, evidenceDepth
		if t != e.program.Households {
			own, depth = &object{}, 0 // of many rows the values are enough here; explain opens them
			e.keyColumns(own, t, row)
		}
		for _, x := range []*rule.Expr{f.Rule.Where, f.Rule.When} {
			e.names(own, x, t, row, "", depth)
		}
		if f.Urgent {
			e.names(own, f.Rule.UrgentWhen, t, row, "", depth)
		}
		if own != &e.top {
			rows = append(rows, own.String())
		}
	}
	if rows != nil {
		e.top.set(t.Name, "["+strings.Join(rows, ",")+"]")
	}
	if e.example != nil {
		e.top.set("example", "["+strings.Join(e.example, ",")+"]")
	}
	return e.top.String()
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
	v := e.params.values[p.Index][e.params.villageOf[e.house]]
	if e.top.has(p.Name) {
		return
	}
	e.top.set(p.Name, rule.ParamJSON(p.Type, v.N))
	if v.Status == "example" {
		e.example = append(e.example, rule.Quote(p.Name))
	}
}

func (e *evidence) name(own *object, n *rule.Name, t *rule.Table, row int, prefix string, depth int) {
	key := prefix + n.Path
	house := e.program.Households
	if t != house && len(n.Hops) > 0 && n.Hops[0].Parent == house {
		own, key = &e.top, strings.TrimPrefix(n.Path, house.One+".")
	}
	v := e.in.Value(n, t, row)
	if n.Row {
		own.set(key, rule.JSON(rule.Truth(v != nil), e.unmasked))
	} else {
		own.set(key, rule.JSON(rule.Hidden(n, v, e.unmasked), e.unmasked))
	}
	target, ok := e.in.Target(n, t, row)
	if depth == 0 || !ok || key == prefix+n.Path && len(n.Hops) > 0 && n.Hops[0].Parent != nil {
		return // of a person's facts the value is enough here; explain opens them
	}
	inner := key[:strings.LastIndexByte(key, '.')+1]
	switch f := n.Target.Fact; {
	case n.Target.Rule != nil:
		e.names(own, n.Target.Rule.Where, n.Table, target, inner, depth-1)
		e.names(own, n.Target.Rule.When, n.Table, target, inner, depth-1)
	case f != nil && f.Form == rule.FormulaForm:
		e.names(own, f.Is, n.Table, target, inner, depth-1)
	case f != nil && f.Form == rule.FoldForm && f.Aggregate == rule.Any && v == rule.Truth(true):
		own.set(key+".rows", e.rows(f, target))
	}
}

// rows are the rows that made an `any` true: their keys and the columns its
// conditions read.
func (e *evidence) rows(f *rule.Fact, row int) string {
	var out []string
	for _, r := range e.in.Deciding(f, row) {
		o := &object{}
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
					o.set(n.Path, rule.JSON(rule.Hidden(n, e.in.Value(n, f.From, r), e.unmasked), e.unmasked))
					if n.Target.Fact != nil && n.Target.Fact.Form == rule.FormulaForm {
						e.names(o, n.Target.Fact.Is, f.From, r, "", 1)
					}
				}
			}
		}
		out = append(out, o.String())
	}
	return "[" + strings.Join(out, ",") + "]"
}

func (e *evidence) keyColumns(o *object, t *rule.Table, row int) {
	for i, c := range t.Columns {
		if c.Key && (c.Type.Kind != rule.Ref || c.Type.Table != e.program.Households.Name) {
			o.set(c.Name, rule.JSON(rule.Hide(c, e.in.Cell(t, i, row), e.unmasked), e.unmasked))
		}
	}
}
