package kernel

import "dixian/rule"

// name lowers a name: the as-of date, a parameter, or a column, fact, rule or row
// at the end of a path.
func (c *compiler) name(e *rule.Expr, n *rule.Name) lowered {
	switch {
	case n == nil || n.AsOf:
		return lowered{typ: dates, number: asOf{}}
	case n.Param != nil:
		return lowered{typ: n.Param.Type, number: parameter{n.Param}}
	case n.Row:
		return lowered{typ: n.Type(), number: rowNumber{c.toRow(e, n)}}
	}
	along := c.path(e.About, n.Table, n.Hops)
	x := lowered{typ: n.Type()}
	switch {
	case n.Target.Rule != nil:
		x.truth = ruleTruth{along, n.Target.Rule}
	case n.Target.Fact != nil:
		f := factNumber{along, n.Target.Fact}
		x.scaled = c.plan.scaled[f.fact.Index]
		switch k := c.plan.facts[f.fact.Index].(type) {
		case textFact:
			x.text = factText{f, k.is}
		default:
			if x.typ.Kind == rule.Bool {
				x.truth = factTruth{f}
			} else {
				x.number = f
			}
		}
	default:
		c.column(&x, columnNumber{along, n.Table, n.Target.Column})
	}
	return x
}

// column says how a column is read, by the kind it is stored as.
func (c *compiler) column(x *lowered, k columnNumber) {
	c.demand(k.table, k.column)
	if k.table == c.plan.alerts && k.table.Columns[k.column].Name == "urgency" {
		x.typ.Codes = c.plan.urgencies
	}
	switch x.typ.Stored() {
	case rule.Bool:
		x.truth = columnTruth{k}
	case rule.Text, rule.Division, rule.Credit, rule.Decimal:
		x.text = columnText{k}
	default:
		x.number = k
	}
}

// toRow is the path to the row that a name is.
func (c *compiler) toRow(e *rule.Expr, n *rule.Name) *path {
	hops, to := n.Hops, n.Table
	if n.Target.Fact != nil {
		hops = append(hops[:len(hops):len(hops)], rule.Hop{Pick: n.Target.Fact})
		to = n.Target.Fact.From
	}
	return c.path(e.About, to, hops)
}

// known lowers known(x). Of a column or a row it needs no value.
func (c *compiler) known(e *rule.Expr, n *rule.Node) lowered {
	x := c.node(e, n)
	switch k := x.number.(type) {
	case rowNumber:
		return truthOf(knownRow{k.along})
	case columnNumber:
		return truthOf(knownColumn{k})
	}
	switch k := x.text.(type) {
	case columnText:
		return truthOf(knownColumn{k.columnNumber})
	}
	switch {
	case x.truth != nil:
		return truthOf(knownTruth{x.truth})
	case x.text != nil:
		return truthOf(knownText{x.text})
	case x.period != nil:
		return truthOf(knownPeriod{x.period})
	}
	return truthOf(knownNumber{c.number(x)})
}
