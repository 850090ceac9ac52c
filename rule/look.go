package rule

import "cel.dev/cel-go/common/types"

// What explanations and evidence read of a household that has been evaluated.

// Value is the value of a name of an expression about a row of t.
func (in *Interpreter) Value(n *Name, t *Table, row int) Val { return in.value(n, t, row) }

// Eval is the value of an expression at a row.
func (in *Interpreter) Eval(e *Expr, row int) Val { return in.eval(e, row) }

// Target follows a name's hops to the row that holds its value; ok is false
// where a hop is not known.
func (in *Interpreter) Target(n *Name, t *Table, row int) (target int, ok bool) {
	for _, hop := range n.Hops {
		if hop.Pick != nil {
			v := in.Fact(hop.Pick, row)
			if v == nil {
				return 0, false
			}
			t, row = hop.Pick.From, int(v.(ordinal).n)
			continue
		}
		if row = in.parent(t, hop.Parent, row); row < 0 {
			return 0, false
		}
		t = hop.Parent
	}
	return row, true
}

// Deciding are the rows that made a fold's value: those that passed `within`,
// `where` and the pick, and for `any` those of which its condition is true.
func (in *Interpreter) Deciding(f *Fact, row int) []int {
	rows := in.chosen(f, in.rows(f, row))
	if f.Form != FoldForm || f.Aggregate != Any {
		return rows
	}
	var out []int
	for _, r := range rows {
		if in.eval(f.Arg, r) == types.True {
			out = append(out, r)
		}
	}
	return out
}

// Covered says whether a fact that asks for coverage has it.
func (in *Interpreter) Covered(f *Fact) bool {
	return f.Coverage != CoverageRequired || in.covers(f)
}

// Window is the first and last value of the table's time column that a fact
// looks at; open is false where a late table has no covered month.
func (in *Interpreter) Window(f *Fact) (first, last int32, open bool) { return in.window(f) }

// RowsOf is the range of a table's rows in the household.
func (in *Interpreter) RowsOf(t *Table) (from, to int) { return in.rowsOf(t) }

// Parent is the row of another table that a row belongs to, or -1.
func (in *Interpreter) Parent(t, parent *Table, row int) int { return in.parent(t, parent, row) }

// PickRow is the row that a pick chose, as its value says.
func PickRow(v Val) int { return int(v.(ordinal).n) }
