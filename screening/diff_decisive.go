package screening

import (
	"slices"

	"dixian/rule"
)

// decisive collects the rows of a household that a rule's answer rests on: those
// that folds counted, those that picks chose, the rows that fired, and the
// persons and the household whose cells were read.
type decisive struct {
	in      *rule.Interpreter
	program *rule.Program
	rows    []place
	told    map[factAt]bool
}

func newDecisive(in *rule.Interpreter, p *rule.Program) *decisive {
	return &decisive{in: in, program: p, told: map[factAt]bool{}}
}

// screened collects what decides whether the household is looked at.
func (d *decisive) screened() {
	h, _ := d.in.RowsOf(d.program.Households)
	d.expr(d.program.Screened, place{d.program.Households, h})
}

// rule collects what a rule read at some of the household's rows.
func (d *decisive) rule(r *rule.Rule, rows []int) {
	for _, row := range rows {
		at := place{r.About, row}
		if r.About != d.program.Households {
			d.add(at)
		}
		for _, x := range []*rule.Expr{r.Where, r.When, r.UrgentWhen} {
			d.expr(x, at)
		}
	}
}

func (d *decisive) add(at place) {
	if at.table.Folder != "system" && !slices.Contains(d.rows, at) {
		d.rows = append(d.rows, at)
	}
}

func (d *decisive) expr(x *rule.Expr, at place) {
	if x == nil {
		return
	}
	for _, n := range x.Names {
		if n.AsOf || n.Param != nil {
			continue
		}
		d.name(n, at)
	}
}

func (d *decisive) name(n *rule.Name, at place) {
	for _, hop := range n.Hops {
		if hop.Pick != nil {
			d.fact(hop.Pick, at.row)
			v := d.in.Fact(hop.Pick, at.row)
			if v == nil {
				return
			}
			at = place{hop.Pick.From, rule.PickRow(v)}
			continue
		}
		row := d.in.Parent(at.table, hop.Parent, at.row)
		if row < 0 {
			return
		}
		at = place{hop.Parent, row}
	}
	switch {
	case n.Target.Fact != nil:
		d.fact(n.Target.Fact, at.row)
	case n.Target.Rule != nil:
		d.expr(n.Target.Rule.Where, at)
		d.expr(n.Target.Rule.When, at)
	case n.Target.Column >= 0 && !n.Row:
		d.add(at)
	}
}

func (d *decisive) fact(f *rule.Fact, row int) {
	at := factAt{f, row}
	if d.told[at] {
		return
	}
	d.told[at] = true
	if f.Form == rule.FormulaForm {
		d.expr(f.Is, place{f.About, row})
		return
	}
	rows := d.in.Deciding(f, row)
	if f.Form == rule.PickForm {
		rows = nil
		if v := d.in.Fact(f, row); v != nil {
			rows = []int{rule.PickRow(v)}
		}
	}
	for _, r := range rows {
		d.add(place{f.From, r})
		d.expr(f.Where, place{f.From, r})
		d.expr(f.Arg, place{f.From, r})
	}
}

// exprsBelow are the expressions of a rule and of all it reads.
func exprsBelow(r *rule.Rule) []*rule.Expr {
	var out []*rule.Expr
	add := func(list ...*rule.Expr) {
		for _, x := range list {
			if x != nil && !slices.Contains(out, x) {
				out = append(out, x)
			}
		}
	}
	for _, s := range rulesBelow(r) {
		add(s.Where, s.When, s.UrgentWhen, s.Who)
	}
	for _, f := range factsBelow(r) {
		add(f.Is, f.Where, f.Arg)
	}
	return out
}

// factsBelow are the facts a rule rests on, in the order in which it names them.
func factsBelow(r *rule.Rule) []*rule.Fact {
	var out []*rule.Fact
	for _, x := range []*rule.Expr{r.Where, r.When, r.UrgentWhen, r.Who} {
		if x != nil {
			x.Facts(func(f *rule.Fact) bool {
				if !slices.Contains(out, f) {
					out = append(out, f)
				}
				return true
			})
		}
	}
	return out
}

// rulesBelow is a rule with those that it names.
func rulesBelow(r *rule.Rule) []*rule.Rule {
	out := []*rule.Rule{r}
	for i := 0; i < len(out); i++ {
		for _, x := range []*rule.Expr{out[i].Where, out[i].When} {
			if x == nil {
				continue
			}
			for _, n := range x.Names {
				if n.Target.Rule != nil && !slices.Contains(out, n.Target.Rule) {
					out = append(out, n.Target.Rule)
				}
			}
		}
	}
	return out
}
