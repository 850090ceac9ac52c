package screening

import (
	"fmt"
	"strings"

	"dixian/division"
	"dixian/rule"
)

// open tells where every number of an expression comes from.
func (e *explainer) open(depth int, x *rule.Expr, at place) {
	if x == nil {
		return
	}
	for _, n := range x.Names {
		e.name(depth, n, at)
	}
}

// name opens one name: the picks it goes through, then what it stands for.
func (e *explainer) name(depth int, n *rule.Name, at place) {
	switch {
	case n.AsOf:
		return
	case n.Param != nil:
		e.param(depth, n.Param)
		return
	}
	t, row := at.table, at.row
	for _, hop := range n.Hops {
		if hop.Pick != nil {
			e.fact(depth, hop.Pick, row)
			v := e.in.Fact(hop.Pick, row)
			if v == nil {
				return
			}
			t, row = hop.Pick.From, rule.PickRow(v)
			continue
		}
		if row = e.in.Parent(t, hop.Parent, row); row < 0 {
			return
		}
		t = hop.Parent
	}
	switch {
	case n.Target.Fact != nil:
		e.fact(depth, n.Target.Fact, row)
	case n.Target.Rule != nil:
		e.ruleAsFact(depth, n.Target.Rule, row)
	case len(n.Hops) > 0 && n.Hops[len(n.Hops)-1].Pick == nil || t == e.program.Households:
		e.cell(depth, t, n.Target.Column, row)
	}
}

// param tells a parameter's value, where and since when it holds, and who set it.
func (e *explainer) param(depth int, p *rule.Param) {
	if e.set[p] {
		return
	}
	e.set[p] = true
	params := e.o.Province.params
	v := params.values[p.Index][params.villageOf[e.h]]
	n, _ := params.household(p, e.h)
	held := fmt.Sprintf("%s，%s 起", division.Guizhou().FullName(v.Division), v.From)
	if v.To != 0 {
		held += fmt.Sprintf("，%s 前", v.To)
	}
	status := "已核实"
	if v.Status == "example" {
		status = "示例值"
	}
	number := "没有文号"
	if v.Number != "" {
		number = v.Number
	}
	e.page.line(depth, "%s %s ＝ %s　〔%s〕%s；%s", labelOr(p.Label, p.Name), p.Name,
		amountText(rule.ParamVal(p.Type, n), p.Type, e.unmasked), status, number, held)
}

// cell tells a cell of a row that is not itself shown.
func (e *explainer) cell(depth int, t *rule.Table, col, row int) {
	at := place{t, row}
	if col < 0 || e.cells[at][col] {
		return
	}
	if e.cells[at] == nil {
		e.cells[at] = map[int]bool{}
	}
	e.cells[at][col] = true
	c := t.Columns[col]
	e.page.line(depth, "%s %s：%s　%s", labelOr(c.Label, c.Name), c.Name, e.cellText(t, col, row), e.origin(t, row))
}

// ruleAsFact opens a rule that another rule reads.
func (e *explainer) ruleAsFact(depth int, r *rule.Rule, row int) {
	e.page.line(depth, "%s %s：%s", labelOr(r.Label, r.Name), r.Name, rule.Show(rule.Truth(e.in.Fires(r, row)), true))
	for _, x := range []*rule.Expr{r.Where, r.When} {
		e.trace(depth+1, x, place{r.About, row})
		e.open(depth+1, x, place{r.About, row})
	}
}

// fact opens a derived column: its value, how it is made, and the rows or facts
// it is made of. What has been told above is only named again.
func (e *explainer) fact(depth int, f *rule.Fact, row int) {
	at := factAt{f, row}
	v := e.in.Fact(f, row)
	head := fmt.Sprintf("%s %s ＝ %s", labelOr(f.Label, f.Name), f.Name, amountText(v, f.Type, e.unmasked))
	if f.Form == rule.PickForm {
		head = fmt.Sprintf("%s %s", labelOr(f.Label, f.Name), f.Name)
	}
	if f.About == e.program.Persons {
		head = e.person(row) + "：" + head
	}
	switch above, told := e.told[at]; {
	case told && above == e.heading:
		return
	case told:
		e.page.line(depth, "%s（算法见上面「%s」）", head, above)
		return
	}
	e.told[at] = e.heading
	e.page.line(depth, "%s", head)
	switch f.Form {
	case rule.FormulaForm:
		e.formulaFact(depth+1, f, row)
	case rule.PickForm:
		e.pickFact(depth+1, f, row)
	default:
		e.foldFact(depth+1, f, row)
	}
}

// formulaFact writes a formula in words and with its numbers, then opens its parts.
func (e *explainer) formulaFact(depth int, f *rule.Fact, row int) {
	at := place{f.About, row}
	n, err := e.tracer.Trace(f.Is, row)
	switch {
	case err != nil:
		e.page.line(depth, "%v", err)
	case f.Type.Kind == rule.Bool && f.About == e.program.Persons:
		e.personFact(depth, n, f, row)
		return
	case f.Type.Kind == rule.Bool:
		e.conditions(depth, n, at)
	default:
		e.page.line(depth, "＝ %s", words{}.of(n))
		if sums[n.Op] {
			e.page.line(depth, "＝ %s", strings.ReplaceAll(e.words().of(n), " 元", ""))
		}
		for _, reason := range e.unknowns(n, at) {
			e.page.line(depth, "%s", reason)
		}
	}
	e.open(depth, f.Is, at)
}

// pickFact says which row was chosen, and among what.
func (e *explainer) pickFact(depth int, f *rule.Fact, row int) {
	v := e.in.Fact(f, row)
	if v == nil {
		e.page.line(depth, "没有：%s", e.noRow(f, row))
		return
	}
	by := "唯一的一行"
	if f.Newest >= 0 {
		c := f.From.Columns[f.Newest]
		by = labelOr(c.Label, c.Name) + "最新的一行"
	}
	e.page.line(depth, "取%s中%s%s：", e.among(f), by, e.filter(f, row))
	e.rows(depth, f.From, []int{rule.PickRow(v)})
	e.leftOut(depth, f, row)
}
