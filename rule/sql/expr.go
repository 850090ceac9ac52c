package sql

import (
	"fmt"
	"strings"

	"dixian/rule"
)

// value is an expression in SQL.
type value struct {
	sql    string
	typ    rule.Type
	scaled bool    // money in 1/10 000 fen
	wide   bool    // money in 128 bits
	period *period // of a period, which has no SQL of its own
}

// expr lowers an expression; nil is true.
func (s *scope) expr(e *rule.Expr) value {
	if e == nil {
		return truth("TRUE")
	}
	return s.node(e.Shape())
}

func truth(sql string) value { return value{sql: sql, typ: rule.Type{Kind: rule.Bool}} }

var signs = map[string]string{
	"_&&_": "AND", "_||_": "OR", "_==_": "=", "_!=_": "<>", "_<_": "<", "_<=_": "<=", "_>_": ">", "_>=_": ">=", "_+_": "+", "_-_": "-", "_*_": "*",
}

// node is the table of contents: every construct of the language and its SQL.
func (s *scope) node(n *rule.Node) value {
	switch n.Op {
	case rule.NameOp:
		return s.name(n.Name)
	case rule.LiteralOp:
		return literal(n)
	case "@in":
		return s.among(n)
	}
	if rule.IsPeriod(n.Op) {
		return value{typ: rule.Type{Kind: rule.Period}, period: s.period(n)}
	}
	parts := make([]value, len(n.Parts))
	for i, p := range n.Parts {
		parts[i] = s.node(p)
		if parts[i].period == nil && parts[i].typ.Kind == rule.Period { // it was refused below
			return parts[i]
		}
		if parts[i].period != nil && n.Op != "within" && n.Op != "day_before" {
			s.c.refuse("a period that is chosen row by row has no SQL; write the periods out with || or ?:")
			return value{sql: "NULL", typ: rule.Type{Kind: rule.Period}}
		}
	}
	switch n.Op {
	case "_&&_", "_||_":
		all := make([]string, len(parts))
		for i, p := range parts {
			all[i] = p.sql
		}
		return truth("(" + strings.Join(all, " "+signs[n.Op]+" ") + ")")
	case "!_":
		return truth("(NOT " + parts[0].sql + ")")
	case "_==_", "_!=_", "_<_", "_<=_", "_>_", "_>=_":
		a, b := alike(parts[0], parts[1])
		return truth("(" + a.sql + " " + signs[n.Op] + " " + b.sql + ")")
	case "known":
		return truth("(" + parts[0].sql + " IS NOT NULL)")
	case "or":
		a, b := alike(parts[0], parts[1])
		a.sql = "coalesce(" + a.sql + ", " + b.sql + ")"
		return a
	case "_?_:_": // unknown where the condition is
		a, b := alike(parts[1], parts[2])
		a.sql = "CASE " + parts[0].sql + " WHEN TRUE THEN " + a.sql + " WHEN FALSE THEN " + b.sql + " END"
		return a
	case "_+_", "_-_":
		a, b := alike(widened(parts[0]), widened(parts[1]))
		a.sql = "(" + a.sql + " " + signs[n.Op] + " " + b.sql + ")"
		return a
	case "_*_":
		return product(parts[0], parts[1])
	case "-_":
		parts[0].sql = "(-" + parts[0].sql + ")"
		return parts[0]
	}
	return s.function(n, parts)
}

func literal(n *rule.Node) value {
	if i, ok := rule.Number(n.Value); ok {
		return value{sql: fmt.Sprint(i), typ: n.Type}
	}
	if w, ok := n.Value.Value().(string); ok {
		return value{sql: quoted(w), typ: n.Type}
	}
	if rule.Same(n.Value, rule.Truth(true)) {
		return truth("TRUE")
	}
	return truth("FALSE")
}

// alike brings two amounts to one scale.
func alike(a, b value) (value, value) {
	if a.typ.Kind == rule.Money && a.scaled != b.scaled {
		if a.scaled {
			b = widened(b)
			b.sql, b.scaled = "("+b.sql+" * 10000)", true
		} else {
			a = widened(a)
			a.sql, a.scaled = "("+a.sql+" * 10000)", true
		}
	}
	return a, b
}

// widened is an amount in 128 bits, in which sums and products of amounts are
// exact, as in money.Exact: what passes 64 bits must not stop a province's run.
// Beyond 128 bits DuckDB refuses.
func widened(v value) value {
	if v.typ.Kind == rule.Money && !v.wide {
		v.sql, v.wide = v.sql+"::HUGEINT", true
	}
	return v
}

func product(a, b value) value {
	a, b = widened(a), widened(b)
	out := a
	if b.typ.Kind == rule.Money || a.typ.Unit == "" && a.typ.Kind == rule.Int {
		out = b
	}
	out.scaled = a.scaled || b.scaled || a.typ.Kind == rule.Share || b.typ.Kind == rule.Share
	out.sql = "(" + a.sql + " * " + b.sql + ")"
	return out
}

func (s *scope) among(n *rule.Node) value {
	items := n.Parts[1].Parts
	if len(items) == 0 {
		return truth(s.c.refuse("`in []` is never true and has no SQL; leave it out"))
	}
	list := make([]string, len(items))
	for i, item := range items {
		list[i] = literal(item).sql
	}
	return truth("(" + s.node(n.Parts[0]).sql + " IN (" + strings.Join(list, ", ") + "))")
}

func (s *scope) function(n *rule.Node, parts []value) value {
	of := func(k rule.Kind, format string) value {
		args := make([]any, len(parts))
		for i, p := range parts {
			args[i] = p.sql
		}
		return value{sql: fmt.Sprintf(format, args...), typ: rule.Type{Kind: k}}
	}
	switch n.Op {
	case "within":
		return truth(parts[1].period.holds(parts[0].sql, parts[0].typ.Kind, asOfMonth))
	case "day_before":
		first, _ := parts[0].period.bounds(rule.Date, asOfMonth)
		if first == "" {
			return value{sql: s.c.refuse("until(…) has no day before it"), typ: rule.Type{Kind: rule.Date}}
		}
		return value{sql: "(" + first + " - 1)", typ: rule.Type{Kind: rule.Date}}
	case "yuan":
		if i, ok := rule.Number(n.Parts[0].Value); ok && n.Parts[0].Op == rule.LiteralOp {
			return value{sql: fmt.Sprint(i * 100), typ: rule.Type{Kind: rule.Money}}
		}
		v := of(rule.Money, "(%s::HUGEINT * 100)")
		v.wide = true
		return v
	case "age_on":
		return of(rule.Int, "age(%s, %s)")
	case "days_to":
		return value{sql: "(" + parts[1].sql + " - " + parts[0].sql + ")", typ: rule.Type{Kind: rule.Int}}
	case "plus_months":
		return of(rule.Date, "months_after(%s, %s)")
	case "year":
		return of(rule.Int, "year(%s)")
	case "birth_date":
		return of(rule.Date, "id_birth(%s)")
	case "male":
		return of(rule.Bool, "id_male(%s)")
	case "has":
		return of(rule.Bool, "list_contains(%s, %s)")
	case "text":
		return of(rule.Text, "(%s)::VARCHAR")
	case "part":
		return of(rule.Text, "substring(%s, at_least(%s, 1), at_least(%s, 0))")
	case "upper":
		return of(rule.Text, "upper(%s)")
	case "county":
		return of(rule.Text, "current_county(%s[1:6])")
	}
	return truth(s.c.refuse("%s has no SQL", n.Op))
}
