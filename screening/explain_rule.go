package screening

import (
	"strings"

	"dixian/rule"
)

// begin starts the explanation of a rule: facts told under another heading are
// not told again, parameters and cells are.
func (e *explainer) begin(r *rule.Rule) {
	e.heading = labelOr(r.Label, r.Name)
	e.set, e.cells = map[*rule.Param]bool{}, map[place]map[int]bool{}
}

// firing writes a rule that fired.
func (e *explainer) firing(f rule.Firing, number string) {
	r := f.Rule
	e.begin(r)
	e.title(r, number, f.Urgency())
	for _, row := range f.Rows {
		if s := e.sentence(r, row); s != "" {
			e.page.line(1, "%s", s)
		}
	}
	if len(f.Who) > 0 {
		e.page.line(1, "点名：%s", e.persons(f.Who))
	}
	e.page.line(1, "依据：%s", e.o.citation(e.o.Package.Rules[e.item(r)].Cites))
	e.body(r, f.Rows, f.Urgent)
}

// full writes one rule whether it fired or not.
func (e *explainer) full(r *rule.Rule) {
	if f, ok := e.in.Firing(r); ok {
		e.firing(f, "")
		return
	}
	e.begin(r)
	e.title(r, "", "")
	e.page.line(1, "没有触发：")
	e.page.line(2, "%s", e.notFired(r))
	e.page.line(1, "依据：%s", e.o.citation(e.o.Package.Rules[e.item(r)].Cites))
	rows := e.lookedAt(r)
	if r.Raises != rule.Finding && !e.in.Screened() {
		rows = nil
	}
	e.body(r, rows, false)
}

// title is the heading of a rule.
func (e *explainer) title(r *rule.Rule, number, urgency string) {
	e.page.blank()
	e.page.line(0, "%s", strings.Repeat("─", 72))
	if urgency != "" {
		urgency = "【" + urgency + "】"
	}
	e.page.line(0, "%s%s%s　%s·%s　%s", number, urgency, e.heading, kindWords[r.Raises], risk(r), r.Name)
}

// item is the place of a rule among the package's items.
func (e *explainer) item(r *rule.Rule) int {
	for i, item := range e.o.Package.Rules {
		if item.Name == r.Name && item.About.Value == r.About.Name {
			return i
		}
	}
	return 0 // a rule always comes from an item
}

// body writes the conditions of a rule at some of its rows, then where each
// number in them comes from.
func (e *explainer) body(r *rule.Rule, rows []int, urgent bool) {
	exprs := []*rule.Expr{r.Where, r.When}
	if urgent {
		exprs = append(exprs, r.UrgentWhen)
	}
	e.formula(r)
	if len(rows) == 0 {
		return
	}
	e.page.line(1, "判断（各项都成立才触发）")
	for _, row := range rows {
		at := place{r.About, row}
		if r.About != e.program.Households {
			e.page.line(2, "%s：%s", labelOr(r.About.Label, r.About.Name), e.rowName(at))
		}
		e.trace(2, r.Where, at)
		e.trace(2, r.When, at)
		if urgent && e.in.Holds(r.UrgentWhen, row) {
			e.page.line(2, "因此为红色：")
			e.trace(2, r.UrgentWhen, at)
		}
	}
	e.page.line(1, "数字从哪里来")
	if r.About != e.program.Households {
		e.rows(2, r.About, rows, exprs...)
	}
	for _, row := range rows {
		for _, x := range exprs {
			e.open(2, x, place{r.About, row})
		}
	}
}

// formula writes a rule's own expressions, for who compares them with the package.
func (e *explainer) formula(r *rule.Rule) {
	for _, x := range []struct {
		key  string
		expr *rule.Expr
	}{{"where", r.Where}, {"when", r.When}} {
		if x.expr != nil {
			e.page.line(1, "公式：%s: %s", x.key, strings.Join(strings.Fields(x.expr.Source), " "))
		}
	}
}

// trace writes the conditions of an expression at a row.
func (e *explainer) trace(depth int, x *rule.Expr, at place) {
	if x == nil {
		return
	}
	n, err := e.tracer.Trace(x, at.row)
	if err != nil {
		e.page.line(depth, "%v", err)
		return
	}
	e.conditions(depth, n, at)
}

// sentence is the rule's own sentence with the values of a row put in; empty
// where it has none.
func (e *explainer) sentence(r *rule.Rule, row int) string {
	var b strings.Builder
	rest := r.Says
	for {
		before, after, open := strings.Cut(rest, "{")
		path, behind, closed := strings.Cut(after, "}")
		b.WriteString(before)
		if !open || !closed {
			return b.String()
		}
		v, t, ok := e.named(r, path, row)
		if !ok {
			return ""
		}
		if v == nil {
			b.WriteString("未知")
		} else {
			b.WriteString(bare(v, t, e.unmasked))
		}
		rest = behind
	}
}

// named finds what a path in a rule's sentence stands for.
func (e *explainer) named(r *rule.Rule, path string, row int) (rule.Val, rule.Type, bool) {
	for _, x := range []*rule.Expr{r.Where, r.When, r.UrgentWhen} {
		if x == nil {
			continue
		}
		for _, n := range x.Names {
			if n.Path == path {
				return e.in.Value(n, r.About, row), n.Type(), true
			}
		}
	}
	if i := r.About.ColumnIndex(path); i >= 0 {
		return e.in.Cell(r.About, i, row), r.About.Columns[i].Type, true
	}
	if f := e.program.Fact(r.About.Name, path); f != nil {
		return e.in.Fact(f, row), f.Type, true
	}
	return nil, rule.Type{}, false
}
