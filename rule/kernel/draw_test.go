package kernel

import (
	"fmt"
	"strings"

	"pgregory.net/rapid"

	"dixian/rule"
)

// source is the text of an expression and whether its value may be unknown.
type source struct {
	text  string
	maybe bool
}

// grammar draws expressions about rows of a table.
type grammar struct {
	w     *world
	table *rule.Table
}

func (g grammar) n(max int, what string) int { return rapid.IntRange(0, max).Draw(g.w.t, what) }

// name draws a name of a type, or ok is false where there is none.
func (g grammar) name(typ rule.Type) (s source, ok bool) {
	var names []source
	add := func(prefix string, t *rule.Table, maybe bool) {
		for _, c := range t.Columns {
			if sameType(c.Type, typ) {
				names = append(names, source{prefix + c.Name, maybe || c.Optional()})
			}
		}
		for _, f := range g.w.program.Facts {
			if f.About == t && f.Form != rule.PickForm && sameType(f.Type, typ) {
				names = append(names, source{prefix + f.Name, maybe || f.Optional}, source{prefix + f.Name, maybe || f.Optional})
			}
		}
		for _, r := range g.w.program.Rules {
			if r.About == t && typ.Kind == rule.Bool {
				names = append(names, source{prefix + r.Name, maybe})
			}
		}
	}
	switch g.n(4, "where a name stands") {
	case 0:
		if t := g.table; t != g.w.program.Households {
			add("household.", g.w.program.Households, false)
		}
	case 1:
		if c := g.table.Column("person_ref"); c != nil {
			add("person.", g.w.program.Persons, !c.Required)
		}
	case 2:
		for _, p := range g.picks() {
			add(p.text+".", p.to, true)
		}
	}
	if len(names) == 0 {
		add("", g.table, false)
	}
	for _, p := range g.w.program.Params {
		if p.Type.Kind == typ.Kind && p.Type.Unit == typ.Unit && g.n(3, "parameter") == 0 {
			names = append(names, source{"param." + p.Name, false})
		}
	}
	if len(names) == 0 {
		return source{}, false
	}
	return names[g.n(len(names)-1, "name")], true
}

// pickName is a picked row as an expression names it.
type pickName struct {
	text string
	to   *rule.Table
}

func (g grammar) picks() (out []pickName) {
	for _, f := range g.w.program.Facts {
		switch {
		case f.Form != rule.PickForm || f.From.Name == "alerts":
		case f.About == g.table:
			out = append(out, pickName{f.Name, f.From})
		case f.About == g.w.program.Households:
			out = append(out, pickName{"household." + f.Name, f.From})
		case g.table.Column("person_ref") != nil:
			out = append(out, pickName{"person." + f.Name, f.From})
		}
	}
	return out
}

func sameType(a, b rule.Type) bool {
	if a.Kind == rule.Ref || b.Kind == rule.Ref {
		return false
	}
	return a.Kind == b.Kind && a.Unit == b.Unit && strings.Join(a.Codes, "") == strings.Join(b.Codes, "")
}

// value draws an expression of a type.
func (g grammar) value(typ rule.Type, depth int) source {
	if typ.Kind == rule.Bool {
		return g.condition(depth)
	}
	name, ok := g.name(typ)
	if !ok {
		return source{g.literal(typ), false}
	}
	if depth == 0 {
		return name
	}
	switch g.n(5, "shape") {
	case 0:
		other := g.value(typ, depth-1)
		return source{"(" + name.text + ").or(" + other.text + ")", other.maybe}
	case 1:
		c, a, b := g.sure(depth-1), g.value(typ, depth-1), g.value(typ, depth-1)
		return source{"(" + c + " ? " + a.text + " : " + b.text + ")", a.maybe || b.maybe}
	case 2:
		return g.computed(typ, depth-1, name)
	case 3:
		if name.maybe {
			other := g.value(typ, depth-1)
			return source{"(known(" + name.text + ") ? " + name.text + " : " + other.text + ")", true}
		}
	}
	return name
}

// computed draws an operation that gives a value of the type.
func (g grammar) computed(typ rule.Type, depth int, name source) source {
	maybe := func(text string, parts ...source) source {
		out := source{"(" + text + ")", false}
		for _, p := range parts {
			out.maybe = out.maybe || p.maybe
		}
		return out
	}
	kind := func(k int) source { return g.value(kinds[k].typ, depth) }
	switch typ.Kind {
	case rule.Money:
		switch g.n(3, "money") {
		case 0, 1:
			other := g.value(typ, depth)
			return maybe(name.text+[]string{" + ", " - "}[g.n(1, "sign")]+other.text, name, other)
		case 2:
			n := kind(2)
			if g.n(1, "side") == 0 {
				return maybe(n.text+" * "+name.text, n, name)
			}
			return maybe(name.text+" * "+n.text, n, name)
		}
		return g.shared()
	case rule.Int:
		if typ.Unit == "days" {
			a, b := kind(4), kind(4)
			if g.n(1, "days") == 0 {
				return maybe(a.text+".days_to("+b.text+")", a, b)
			}
			return maybe("2 * "+name.text, name)
		}
		other := g.value(typ, depth)
		return maybe([]string{
			name.text + " + " + other.text, name.text + " - " + other.text, "-(" + name.text + ")", "3 * " + name.text, name.text + " - 1",
		}[g.n(4, "int")], name, other)
	case rule.Date:
		n, id, p := kind(2), kind(12), g.period(depth)
		return []source{
			maybe(name.text+".plus_months("+n.text+")", name, n), maybe(id.text+".birth_date()", id), maybe("day_before("+p.text+")", p), {"as_of", false},
		}[g.n(3, "date")]
	case rule.Text:
		return g.words(depth, name, maybe)
	}
	return name
}

// shared draws an amount times a share; the amount is one that holds none.
func (g grammar) shared() source {
	var amounts []source
	for _, c := range []string{"cash", "no_cash"} {
		if g.table.Column(c) != nil {
			amounts = append(amounts, source{c, c == "no_cash"})
		}
	}
	amounts = append(amounts, source{"param.line", false})
	a := amounts[g.n(len(amounts)-1, "amount")]
	rate, ok := g.name(kinds[1].typ)
	if !ok {
		rate = source{"param.share", false}
	}
	if g.n(1, "side") == 0 {
		return source{"(" + rate.text + " * " + a.text + ")", a.maybe || rate.maybe}
	}
	return source{"(" + a.text + " * " + rate.text + ")", a.maybe || rate.maybe}
}

func (g grammar) words(depth int, name source, maybe func(string, ...source) source) source {
	n, id, village, code := g.value(kinds[2].typ, depth), g.value(kinds[12].typ, depth), g.value(kinds[11].typ, depth), g.value(kinds[7].typ, 0)
	return []source{
		maybe(fmt.Sprintf("(%s).part(%d, %d)", name.text, g.n(3, "first"), g.n(2, "length")), name), maybe("("+name.text+").upper()", name),
		maybe("("+village.text+").county()", village), maybe("text("+n.text+")", n), maybe("("+id.text+").text()", id),
		maybe("("+name.text+").part("+n.text+", 1)", name, n), maybe("("+code.text+").part(1, 1)", code), {"'贵州'", false},
	}[g.n(7, "text")]
}

// period draws a period, most often one that is the same for all rows.
func (g grammar) period(depth int) source {
	d := source{"as_of", false}
	if !g.w.plain && g.n(3, "moving") == 0 {
		d = g.value(kinds[4].typ, min(depth, 1))
	}
	n := source{fmt.Sprint(g.n(13, "months")), false}
	if !g.w.plain && g.n(4, "moving") == 0 {
		n = g.value(kinds[2].typ, 0)
	}
	return []source{
		{"last_months(" + n.text + ")", n.maybe}, {"months_ago(12, " + n.text + ")", n.maybe}, {"since_months(" + n.text + ")", n.maybe},
		{"years(" + d.text + ", as_of)", d.maybe}, {"year_of(" + d.text + ")", d.maybe}, {"this_school_year()", false}, {"until(" + d.text + ")", d.maybe},
	}[g.n(6, "period")]
}

// anyPeriod draws a period that may be one of two.
func (g grammar) anyPeriod(depth int) source {
	p := g.period(depth)
	if g.w.plain {
		return p
	}
	switch q := g.period(0); g.n(5, "of two") {
	case 0:
		return source{"(" + p.text + ").or(" + q.text + ")", q.maybe}
	case 1:
		return source{"(" + g.sure(0) + " ? " + p.text + " : " + q.text + ")", p.maybe || q.maybe}
	}
	return p
}

// spanOf draws a period that a fold may say: a constant of the run.
func (g grammar) spanOf() string {
	return []string{
		"last_months(12)", "last_months(3)", "last_months(0)", "months_ago(12, 3)", "since_months(3)", "years(as_of.plus_months(-24), as_of)", "year_of(as_of)",
		"this_school_year()", "until(as_of)", "until(as_of.plus_months(-3))",
	}[g.n(9, "span")]
}

func (g grammar) literal(typ rule.Type) string {
	switch typ.Kind {
	case rule.Money:
		return []string{"yuan(0)", "yuan(50)", "yuan(5000)"}[g.n(2, "yuan")]
	case rule.Date:
		return "as_of"
	case rule.Code:
		return "'" + typ.Codes[g.n(len(typ.Codes)-1, "code")] + "'"
	case rule.Text:
		return "'" + someWords[g.n(len(someWords)-1, "word")] + "'"
	case rule.Share:
		return "param.share"
	}
	return fmt.Sprint(g.n(4, "int") - 1)
}

// sure draws a condition that is never unknown.
func (g grammar) sure(depth int) string {
	c := g.condition(depth)
	if c.maybe {
		return "(" + c.text + ").or(" + []string{"true", "false"}[g.n(1, "or")] + ")"
	}
	return c.text
}

// computedValue draws something whose being known may be asked beside a name.
func (g grammar) computedValue(depth int) string {
	x := g.value(kinds[[]int{0, 2, 4, 7, 9, 10}[g.n(5, "kind")]].typ, depth)
	if p := g.period(0); !g.w.plain && g.n(2, "period") == 0 {
		return p.text
	}
	return "(" + x.text + ").or(" + x.text + ")"
}

// small draws a short condition.
func (g grammar) small() source { return g.condition(1) }

// condition draws a condition.
func (g grammar) condition(depth int) source {
	name, ok := g.name(kinds[9].typ)
	if depth == 0 && ok {
		return name
	}
	depth = max(0, depth-1)
	a := func() source { return g.condition(depth) }
	switch g.n(11, "condition") {
	case 0:
		x, y := a(), a()
		return source{"(" + x.text + " && " + y.text + ")", x.maybe || y.maybe}
	case 1:
		x, y, z := a(), a(), a()
		return source{"(" + x.text + " || " + y.text + " || " + z.text + ")", x.maybe || y.maybe || z.maybe}
	case 2:
		return source{"!(" + g.sure(depth) + ")", false}
	case 3:
		x := a()
		return source{"((" + x.text + ") == " + []string{"true", "false"}[g.n(1, "side")] + ")", x.maybe}
	case 4:
		x, y := a(), a()
		return source{"(" + x.text + ").or(" + y.text + ")", y.maybe}
	case 5:
		x, y := a(), a()
		return source{"(" + g.sure(depth) + " ? " + x.text + " : " + y.text + ")", x.maybe || y.maybe}
	case 6:
		return g.aboutKnown(depth)
	case 7:
		x := g.value(kinds[[]int{14, 4, 5, 6}[g.n(3, "kind")]].typ, depth)
		p := g.anyPeriod(depth)
		return source{"(" + x.text + ").within(" + p.text + ")", x.maybe || p.maybe}
	case 8:
		if id, ok := g.name(kinds[12].typ); ok && g.n(1, "sex") == 0 {
			return source{"(" + id.text + ").male()", id.maybe}
		}
		x := g.value(kinds[8].typ, 0)
		if strings.HasPrefix(x.text, "-") || x.text[0] >= '0' && x.text[0] <= '9' {
			return source{"true", false}
		}
		return source{"has(" + x.text + ", '盲')", x.maybe}
	}
	return g.comparison(depth)
}

func (g grammar) aboutKnown(depth int) source {
	if picks := g.picks(); len(picks) > 0 && g.n(1, "row") == 0 {
		p, q := picks[g.n(len(picks)-1, "pick")], picks[g.n(len(picks)-1, "pick")]
		if p.to == q.to && g.n(1, "rows") == 0 {
			return source{"(" + p.text + " == " + q.text + ")", true}
		}
		return source{"known(" + p.text + ")", false}
	}
	if g.n(3, "computed") == 0 {
		return source{"known(" + g.computedValue(depth) + ")", false}
	}
	k := kinds[g.n(len(kinds)-1, "kind")]
	x, ok := g.name(k.typ)
	if !ok || !x.maybe {
		return source{g.sure(depth), false}
	}
	if k.typ.Kind == rule.Decimal || k.typ.Kind == rule.Codes {
		return source{"known(" + x.text + ")", false}
	}
	y := g.value(k.typ, 0)
	if k.typ.Kind == rule.Code && strings.HasPrefix(y.text, "'") || y.maybe {
		return source{"(!known(" + x.text + ") || known(" + x.text + "))", false}
	}
	return source{"(known(" + x.text + ") && " + x.text + " != " + y.text + ")", true}
}

func (g grammar) comparison(depth int) source {
	k := kinds[rapid.SampledFrom([]int{0, 0, 0, 2, 2, 3, 4, 4, 5, 6, 7, 7, 9, 10, 11, 12, 1, 14}).Draw(g.w.t, "kind")]
	x := g.value(k.typ, depth)
	y := g.value(k.typ, depth)
	if g.n(2, "literal") == 0 && k.typ.Kind != rule.ID && k.typ.Kind < rule.Division && k.typ.Kind != rule.Month && k.typ.Kind != rule.SchoolYear && k.typ.Kind != rule.Bool {
		y = source{g.literal(k.typ), false}
	}
	bare := func(s source) bool { return strings.HasPrefix(s.text, "'") }
	switch {
	case k.typ.Kind == rule.Bool && g.n(3, "in") == 0:
		return source{"(" + x.text + " in [true])", x.maybe}
	case k.typ.Kind == rule.Int && g.n(3, "in") == 0:
		return source{"(" + x.text + " in [1, 2, 300])", x.maybe}
	case k.typ.Kind == rule.Code && !bare(x) && g.n(2, "in") == 0:
		return source{"(" + x.text + " in ['乙', '丙'])", x.maybe}
	case k.typ.Kind == rule.Text && g.n(3, "in") == 0:
		return source{"(" + x.text + " in ['a', '贵州', ''])", x.maybe}
	}
	ops := []string{"==", "==", "!=", "<", "<=", ">", ">="}
	switch k.typ.Kind {
	case rule.Money, rule.Int, rule.Date, rule.Month, rule.SchoolYear:
	default:
		ops = ops[:3]
	}
	op := ops[g.n(len(ops)-1, "operator")]
	if op == "!=" && (x.maybe || y.maybe) {
		op = "=="
	}
	return source{"(" + x.text + " " + op + " " + y.text + ")", x.maybe || y.maybe}
}
