package sql

import (
	"fmt"
	"strings"

	"dixian/rule"
)

// screened is the one population of alerts and hits.
func (c *compiler) screened() {
	c.create("screened", "", func() string {
		s := c.over(c.program.Households)
		where := s.expr(c.program.Screened).sql
		return "SELECT self._row AS _household\n" + s.rows() + "\nWHERE " + where
	})
}

// rule writes a rule as a known condition of every row it is about.
func (c *compiler) rule(r *rule.Rule) {
	c.create("rule."+r.Name, r.Label, func() string {
		s := c.over(r.About)
		fires := "coalesce(" + s.expr(r.Where).sql + "\n    AND " + s.expr(r.When).sql + ", FALSE)"
		urgent := "FALSE"
		if r.UrgentWhen != nil {
			urgent = "coalesce(" + s.expr(r.UrgentWhen).sql + ", FALSE)"
		}
		return "SELECT self._row, self._household, " + fires + " AS value, " + urgent + " AS urgent\n" + s.rows()
	})
}

// alerts are numbered, since facts fold them like the rows of any table.
func (c *compiler) alerts() { c.raised("alerts", rule.Alert) }

// raised are the firings of one kind, one a household and rule.
func (c *compiler) raised(name string, kind rule.Raises) {
	c.create(name, "", func() string {
		parts := []string{"SELECT NULL::BIGINT AS _household, NULL::VARCHAR AS rule, NULL::VARCHAR AS urgency WHERE FALSE"}
		for _, r := range c.program.Rules {
			if r.Raises != kind {
				continue
			}
			c.rule(r)
			parts = append(parts, fmt.Sprintf("SELECT _household, %s, CASE WHEN bool_or(urgent) THEN '红' ELSE %s END\nFROM %s WHERE value%s GROUP BY _household",
				quoted(r.Name), quoted(r.Urgency), ident("rule."+r.Name), population(r)))
		}
		return "SELECT row_number() OVER () AS _row, NULL::BIGINT AS _person, * FROM (\n" + strings.Join(parts, "\nUNION ALL ") + ")"
	})
}

func population(r *rule.Rule) string {
	if r.Everyone {
		return ""
	}
	return " AND _household IN (SELECT _household FROM screened)"
}

// named are the persons that firings name: those of `who`, else of the rows.
func (c *compiler) named() {
	c.create("named", "", func() string {
		parts := []string{"SELECT NULL::VARCHAR AS rule, NULL::BIGINT AS _household, NULL::BIGINT AS _person WHERE FALSE"}
		for _, r := range c.program.Rules {
			if text := c.who(r); text != "" {
				parts = append(parts, text)
			}
		}
		return strings.Join(parts, "\nUNION ALL ")
	})
}

func (c *compiler) who(r *rule.Rule) string {
	fired := fmt.Sprintf("SELECT %%s FROM %s WHERE value%s", ident("rule."+r.Name), population(r))
	switch {
	case r.Nameless || r.Who == nil && r.About == c.program.Households:
		return ""
	case r.Who != nil:
		s := c.over(c.program.Persons)
		who := s.expr(r.Who).sql
		return fmt.Sprintf("SELECT %s, self._household, self._row\n%s\nWHERE %s AND self._household IN (%s)",
			quoted(r.Name), s.rows(), who, fmt.Sprintf(fired, "_household"))
	}
	return fmt.Sprintf("SELECT DISTINCT %s, self._household, self._person\nFROM %s self WHERE self._person IS NOT NULL AND self._row IN (%s)",
		quoted(r.Name), ident(r.About.Name), fmt.Sprintf(fired, "_row"))
}
