package plan

import "dixian/rule"

// checkNames refuses names that stand for two things.
func (l *loader) checkNames() {
	p := l.pkg
	documents, parameters, tests := space{}, space{}, space{}
	for _, d := range p.Documents {
		l.claim(documents, d.Name, "document", "", d.Pos)
	}
	for _, x := range p.Parameters {
		l.claim(parameters, x.Name, "parameter", "", x.Pos)
	}
	for _, t := range p.Tests {
		l.claim(tests, t.Name, "test", "", t.Pos)
	}
	l.columnNames(l.tableNames())
}

// space is a set of names with who has them first.
type space map[string]claim

type claim struct {
	kind string
	pos  Pos
}

// claim takes a name in a space, or says who has it already.
func (l *loader) claim(s space, name, kind, where string, pos Pos) bool {
	if name == "" {
		return false
	}
	if first, ok := s[name]; ok {
		what := "a second " + kind + " `" + name + "`" + where + "; the first is"
		if first.kind != kind {
			what = "the " + kind + " `" + name + "` has the name of the " + first.kind + where
		}
		l.add(pos, what+" at "+first.pos.String(), "give one of them another name")
		return false
	}
	s[name] = claim{kind, pos}
	return true
}

// tableNames checks the names of tables and of their rows, and gives the latter.
func (l *loader) tableNames() space {
	tables, ones := space{}, space{}
	for _, t := range l.pkg.Tables {
		if !l.claim(tables, t.Table.Name, "table", "", t.Pos) {
			continue
		}
		if _, ok := typeWords[t.One]; ok {
			l.add(t.Pos, "one row of the table is called `"+t.One+"`, which is a type", "give it another name with `one`")
			continue
		}
		l.claim(ones, t.One, "row", "", t.Pos)
	}
	return ones
}

// columnNames checks the one name space of a table's columns, facts and rules.
func (l *loader) columnNames(ones space) {
	byTable := map[string]space{}
	claimAbout := func(table, name, kind string, pos Pos) bool {
		if byTable[table] == nil {
			byTable[table] = space{}
		}
		return l.claim(byTable[table], name, kind, " about "+table, pos)
	}
	for _, t := range l.pkg.Tables {
		for _, c := range t.Columns {
			pos := t.ColumnPos[c.Name]
			if c.Type.Kind != rule.Ref || l.rowOf(c.Type.Table) != c.Name {
				l.notARow(ones, c.Name, "column", pos)
			}
			claimAbout(t.Table.Name, c.Name, "column", pos)
		}
	}
	for _, f := range l.pkg.Facts {
		l.notARow(ones, f.Name, "fact", f.Pos)
		claimAbout(f.About.Value, f.Name, "fact", f.Pos)
	}
	rules := space{} // alerts and tests name a rule without its table
	for _, r := range l.pkg.Rules {
		l.notARow(ones, r.Name, "rule", r.Pos)
		if claimAbout(r.About.Value, r.Name, "rule", r.Pos) {
			l.claim(rules, r.Name, "rule", "", r.Pos)
		}
	}
}

// notARow refuses a name that means one row of a table wherever it is seen. Only
// a reference to that row may have it.
func (l *loader) notARow(ones space, name, kind string, pos Pos) {
	if row, ok := ones[name]; ok {
		l.add(pos, "the "+kind+" `"+name+"` has the name of one row of the table at "+row.pos.String(), "give it another name, or the row with `one`")
	}
}

// rowOf is what a table calls one of its rows.
func (l *loader) rowOf(table string) string {
	for _, t := range l.pkg.Tables {
		if t.Table.Name == table {
			return t.One
		}
	}
	return ""
}
