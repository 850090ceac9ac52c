package plan

import "slices"

// cites refuses items that rest on a document nobody declared.
func (c *compiler) cites() {
	var names []string
	for _, d := range c.pkg.Documents {
		names = append(names, d.Name)
	}
	check := func(i Item) {
		for _, cite := range i.Cites {
			if d := cite.Document; d.Value != "" && !slices.Contains(names, d.Value) {
				c.fail(d.Pos, "there is no document "+d.Value, nearest(d.Value, names, "declare it as a `document` item"))
			}
		}
	}
	for _, t := range c.pkg.Tables {
		check(t.Item)
	}
	for _, p := range c.pkg.Parameters {
		check(p.Item)
	}
	for _, f := range c.pkg.Facts {
		check(f.Item)
	}
	for _, r := range c.pkg.Rules {
		check(r.Item)
	}
}

// tests refuses worked cases about tables, columns, rules and parameters that do
// not exist: such a case would hold for the wrong reason.
func (c *compiler) tests() {
	rules := map[string][]string{}
	for _, r := range c.pkg.Rules {
		rules[r.Raises] = append(rules[r.Raises], r.Name)
	}
	all := slices.Concat(rules["alert"], rules["hit"], rules["finding"])
	for _, t := range c.pkg.Tests {
		for table, rows := range t.Given {
			rt := c.program.Table(table)
			for _, row := range rows {
				if rt != nil && rt.Folder == "system" {
					c.fail(row.Pos, "the table "+table+" is filled by the engine", "give the rows that it is made of")
					break
				}
				if rt == nil {
					c.fail(row.Pos, "there is no table "+table+" to give rows to", nearest(table, c.tableNames(), "name a declared table"))
					break
				}
				for name := range row.Cells {
					if rt.ColumnIndex(name) < 0 {
						c.fail(row.Pos, table+" has no column "+name, "name a declared column")
					}
				}
			}
		}
		for _, x := range t.Covered {
			if rt := c.program.Table(x.Value); rt == nil || c.item(rt).Coverage == nil {
				c.fail(x.Pos, x.Value+" is no table whose coverage is measured", "name one that is")
			}
		}
		for _, x := range []struct {
			lists map[string][]Text
			names []string
		}{{t.Expect.Alerts, rules["alert"]}, {t.Expect.Hits, rules["hit"]}, {t.Expect.Findings, rules["finding"]}, {t.Expect.Urgent, rules["alert"]}, {t.Expect.Silent, all}} {
			for _, list := range x.lists {
				for _, name := range list {
					if !slices.Contains(x.names, name.Value) {
						c.fail(name.Pos, "there is no such rule as "+name.Value, nearest(name.Value, slices.Clone(x.names), "name a declared rule of that kind"))
					}
				}
			}
		}
	}
}
