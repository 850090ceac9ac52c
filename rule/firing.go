package rule

import (
	"slices"

	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
)

// alertsTable is the system table of the household's own alerts; extract_rows
// is laid by the panel like any other table.
const alertsTable = "alerts"

// Firing is a rule that fired for a household.
type Firing struct {
	Rule   *Rule
	Rows   []int // rows of Rule.About that fired
	Urgent bool  // raised to 红 by `urgent_when`
	Who    []int // person rows named, in row order
}

// Urgency is the grade of the firing: 红 when raised, else the rule's own.
func (f Firing) Urgency() string {
	if f.Urgent {
		return "红"
	}
	return f.Rule.Urgency
}

// Screened says whether alerts and hits are raised for the household.
func (in *Interpreter) Screened() bool {
	return in.true(in.run.Program.Screened, in.household)
}

// Fires says whether a rule is true of a row of the table it is about.
func (in *Interpreter) Fires(r *Rule, row int) bool {
	if in.lends(r.About) {
		return in.lent.Fires(r, row)
	}
	from, to := in.rowsOf(r.About)
	memo := in.fired[r.Index]
	if len(memo) == 0 {
		memo = grow(memo, to-from)
		in.fired[r.Index] = memo
	}
	if v := memo[row-from]; v != nil {
		return v == types.True
	}
	v := types.Bool(in.true(r.Where, row) && in.true(r.When, row))
	in.fired[r.Index][row-from] = v
	return v == types.True
}

// Alerts are the household's alerts, in the order of the program's rules.
func (in *Interpreter) Alerts() []Firing {
	if !in.alertsSet {
		in.alerts, in.alertsSet = in.Firings(Alert), true
	}
	return in.alerts
}

// Firings are the rules of one kind that fired for the household.
func (in *Interpreter) Firings(kind Raises) []Firing {
	screened := in.Screened()
	var out []Firing
	for _, r := range in.run.Program.Rules {
		if r.Raises != kind || !(screened || r.Everyone) {
			continue
		}
		if f, ok := in.firing(r); ok {
			out = append(out, f)
		}
	}
	return out
}

func (in *Interpreter) firing(r *Rule) (Firing, bool) {
	f := Firing{Rule: r}
	from, to := in.rowsOf(r.About)
	for row := from; row < to; row++ {
		if in.Fires(r, row) {
			f.Rows = append(f.Rows, row)
			f.Urgent = f.Urgent || (r.UrgentWhen != nil && in.true(r.UrgentWhen, row))
		}
	}
	if len(f.Rows) == 0 {
		return f, false
	}
	f.Who = in.who(f)
	return f, true
}

// who names the persons of a firing: those the rule's `who` says, else those of
// the rows that fired.
func (in *Interpreter) who(f Firing) []int {
	p := in.run.Program
	switch {
	case f.Rule.Nameless:
		return nil
	case f.Rule.Who != nil:
		var out []int
		from, to := in.rowsOf(p.Persons)
		for row := from; row < to; row++ {
			if in.true(f.Rule.Who, row) {
				out = append(out, row)
			}
		}
		return out
	case f.Rule.About == p.Persons:
		return f.Rows
	case f.Rule.About == p.Households:
		return nil
	}
	var out []int
	for _, row := range f.Rows {
		if person := in.parent(f.Rule.About, p.Persons, row); person >= 0 && !slices.Contains(out, person) {
			out = append(out, person)
		}
	}
	slices.Sort(out)
	return out
}

func (in *Interpreter) alertCell(column string, row int) ref.Val {
	f := in.Alerts()[row]
	switch column {
	case "rule":
		return types.String(f.Rule.Name)
	case "urgency":
		return types.String(f.Urgency())
	}
	return nil
}
