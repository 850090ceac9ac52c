package screening

import (
	"slices"

	"dixian/rule"
	"dixian/rule/kernel"
)

// keeps are the columns of each table that a screening needs in the panel: those
// that rules and facts read, evidence shows (keys), owners are found by
// (references), and rows are put in order and ties of picks decided by. As no two
// rows agree in all columns up to the last of the natural key, the order and the
// picks are those of whole rows, and so the evidence is the same, byte for byte,
// as with all columns. A table in which rows without a key stand by a second one
// is kept whole if something is picked from it.
func keeps(program *rule.Program) (map[*rule.Table]map[string]bool, error) {
	plan, err := kernel.Compile(program)
	if err != nil {
		return nil, err
	}
	return keepsFor(plan), nil
}

// keepsFor are the columns that keeps says, of a program that is compiled already.
func keepsFor(plan *kernel.Plan) map[*rule.Table]map[string]bool {
	program := plan.Program
	out := map[*rule.Table]map[string]bool{}
	for _, t := range program.Tables {
		last := lastKey(t)
		if len(t.FallbackKey) > 0 && isPickedFrom(program, t) {
			last = len(t.Columns) - 1
		}
		out[t] = map[string]bool{}
		for i, c := range t.Columns {
			out[t][c.Name] = i <= last || c.Type.Kind == rule.Ref || c.Name == t.Time || plan.Reads(t, c.Name) ||
				slices.Contains(t.FallbackKey, c.Name) || t == program.Households && c.Name == "division_code"
		}
	}
	return out
}

// forgets are the references to households that nothing reads once rows have their
// owners: by column of each table.
func forgets(program *rule.Program) (map[*rule.Table][]bool, error) {
	plan, err := kernel.Compile(program)
	if err != nil {
		return nil, err
	}
	out := map[*rule.Table][]bool{}
	for _, t := range program.Tables {
		out[t] = make([]bool, len(t.Columns))
		for i, c := range t.Columns {
			out[t][i] = c.Type.Kind == rule.Ref && c.Type.Table == program.Households.Name && !plan.Reads(t, c.Name)
		}
	}
	return out, nil
}

// lastKey is the place of the last column of the natural key; of a table without
// one, the last column.
func lastKey(t *rule.Table) int {
	for i := len(t.Columns) - 1; i >= 0; i-- {
		if t.Columns[i].Key {
			return i
		}
	}
	return len(t.Columns) - 1
}

func isPickedFrom(program *rule.Program, t *rule.Table) bool {
	return slices.ContainsFunc(program.Facts, func(f *rule.Fact) bool { return f.From == t && f.Picks })
}
