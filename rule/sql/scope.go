package sql

import (
	"fmt"
	"strings"

	"dixian/rule"
)

// scope is the FROM of one query about the rows of a table: self, and the rows,
// facts and rules that its expressions name, each joined once.
type scope struct {
	c     *compiler
	about *rule.Table
	joins []string
	alias map[string]string // by what is joined and to whom
}

func (c *compiler) over(t *rule.Table) *scope {
	if t.Name == "alerts" {
		c.alerts()
	}
	return &scope{c: c, about: t, alias: map[string]string{}}
}

// join adds a relation once; on is written with %s for its alias.
func (s *scope) join(relation, on string) string {
	key := relation + " " + on
	if a := s.alias[key]; a != "" {
		return a
	}
	a := fmt.Sprintf("j%d", len(s.joins)+1)
	s.alias[key] = a
	s.joins = append(s.joins, fmt.Sprintf("LEFT JOIN %s %s ON %s", ident(relation), a, strings.ReplaceAll(on, "%s", a)))
	return a
}

// from is the FROM clause over a relation that stands for the rows.
func (s *scope) from(relation string) string {
	return "FROM " + strings.Join(append([]string{relation + " self"}, s.joins...), "\n    ")
}

// rows are the table's own.
func (s *scope) rows() string { return s.from(ident(s.about.Name)) }

// parent is the alias of the row of another table that a row belongs to.
func (s *scope) parent(alias string, parent *rule.Table) string {
	if parent == s.c.program.Households {
		return s.join(parent.Name, "%s._row = "+alias+"._household")
	}
	return s.join(parent.Name, "%s._row = "+alias+"._person")
}

// name is the value of a name of an expression about a row.
func (s *scope) name(n *rule.Name) value {
	switch {
	case n == nil || n.AsOf:
		return value{sql: "as_of()", typ: rule.Type{Kind: rule.Date}}
	case n.Param != nil:
		a := s.join("parameters", "%s._household = self._household")
		return value{sql: a + "." + ident(n.Param.Name), typ: n.Param.Type}
	}
	alias := "self"
	for _, hop := range n.Hops {
		if hop.Pick == nil {
			alias = s.parent(alias, hop.Parent)
			continue
		}
		picked := s.fact(alias, hop.Pick)
		alias = s.join(hop.Pick.From.Name, "%s._row = "+picked+".value")
	}
	out := value{typ: n.Type(), scaled: n.Target.Scaled}
	switch {
	case n.Target.Fact != nil:
		out.sql = s.fact(alias, n.Target.Fact) + ".value"
	case n.Target.Rule != nil:
		s.c.rule(n.Target.Rule)
		out.sql = s.join("rule."+n.Target.Rule.Name, "%s._row = "+alias+"._row") + ".value"
	case n.Row:
		out.sql = alias + "._row"
	default:
		out.sql = alias + "." + ident(n.Table.Columns[n.Target.Column].Name)
	}
	return out
}

func (s *scope) fact(alias string, f *rule.Fact) string {
	s.c.fact(f)
	return s.join(factName(f), "%s._row = "+alias+"._row")
}
