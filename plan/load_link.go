package plan

import "dixian/rule"

// reference is a column whose type is a word that is no built-in type: the `one`
// of a table.
type reference struct {
	column *rule.Column
	word   Text
}

// link turns references into tables, and fills in what tables leave out: whose
// row it is, and the columns that only the engine can know.
func (l *loader) link() {
	byOne := map[string]*Table{}
	var ones []string
	for _, t := range l.pkg.Tables {
		if t.One != "" && byOne[t.One] == nil {
			byOne[t.One] = t
			ones = append(ones, t.One)
		}
	}
	for _, ref := range l.references {
		to := byOne[ref.word.Value]
		if to == nil {
			l.add(ref.word.Pos, "`"+ref.word.Value+"` is neither a type nor what a table calls one of its rows", near(ref.word.Value, typeNames(ones), "the types are "))
			continue
		}
		kind := keyKind(to.Table)
		if kind == rule.Invalid {
			l.add(ref.word.Pos, "the table `"+to.Table.Name+"` cannot be referred to", "give it exactly one key column, of type id18 or text")
		}
		ref.column.Type.Table, ref.column.Type.Key = to.Table.Name, kind
	}
	for _, t := range l.pkg.Tables {
		l.belongs(t)
		if t.Table.Name == "persons" {
			t.Columns = append(t.Columns, namedElsewhere())
			t.ColumnPos["named_elsewhere"] = t.Pos
		}
	}
}

// belongs checks whose row a table's row is; by default whom it refers to.
func (l *loader) belongs(t *Table) {
	if len(t.BelongsTo) > 0 {
		for _, name := range t.BelongsTo {
			if t.Column(name).Type.Kind != rule.Ref {
				l.add(t.ColumnPos[name], "`belongs_to` names `"+name+"`, which is "+t.Column(name).Type.String()+" and refers to no row", "give it the type person or household, or take it out of `belongs_to`")
			}
		}
		return
	}
	for _, c := range t.Columns {
		if c.Type.Kind == rule.Ref {
			t.BelongsTo = append(t.BelongsTo, c.Name)
		}
	}
}

// keyKind is the kind of a table's single key column, if it can be referred to.
func keyKind(t *rule.Table) rule.Kind {
	kind := rule.Invalid
	for _, c := range t.Columns {
		switch {
		case !c.Key:
		case kind != rule.Invalid || c.Type.Kind != rule.ID && c.Type.Kind != rule.Text:
			return rule.Invalid
		default:
			kind = c.Type.Kind
		}
	}
	return kind
}

// namedElsewhere says that an earlier good row of the same ID named another
// household.
func namedElsewhere() *rule.Column {
	return &rule.Column{Name: "named_elsewhere", Label: "曾列入他户", Type: rule.Type{Kind: rule.Bool}, System: true}
}
