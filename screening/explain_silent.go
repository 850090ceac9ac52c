package screening

import (
	"fmt"
	"slices"
	"strings"

	"dixian/rule"
)

// silent writes the rules of a kind that did not fire: those that the numbers
// decide, then those that something unknown leaves open.
func (e *explainer) silent(kind rule.Raises, rules []*rule.Rule) {
	e.page.blank()
	e.page.line(0, "%s", strings.Repeat("─", 72))
	e.page.line(0, "没有触发的规则·%s", kindWords[kind])
	var open []*rule.Rule
	for _, r := range rules {
		if kind == rule.Alert && e.undecided(r) {
			open = append(open, r)
		} else {
			e.silentRule("✗", r)
		}
	}
	if len(open) == 0 {
		return
	}
	e.page.line(0, "不能判断的规则·%s（缺少数据，不等于没有风险）", kindWords[kind])
	for _, r := range open {
		e.silentRule("？", r)
	}
}

func (e *explainer) silentRule(mark string, r *rule.Rule) {
	why := e.notFired(r)
	e.page.line(1, "%s %s　%s", mark, labelOr(r.Label, r.Name), r.Name)
	e.page.line(3, "%s", why)
}

// lookedAt are the rows about which a rule may be explained: all of its table,
// or, of a table read only with authorisation, those that it may read.
func (e *explainer) lookedAt(r *rule.Rule) []int {
	var out []int
	from, to := e.in.RowsOf(r.About)
	for row := from; row < to; row++ {
		if !r.About.Compared || r.Where != nil && e.in.Holds(r.Where, row) {
			out = append(out, row)
		}
	}
	return out
}

// candidates are the rows that pass a rule's `where`, and those that do not.
func (e *explainer) candidates(r *rule.Rule) (in, out []int) {
	for _, row := range e.lookedAt(r) {
		if e.in.Holds(r.Where, row) {
			in = append(in, row)
		} else {
			out = append(out, row)
		}
	}
	return in, out
}

// notFired says in a line or a few why a rule did not fire.
func (e *explainer) notFired(r *rule.Rule) string {
	if !r.Everyone && !e.in.Screened() {
		return "本户不在筛查范围内"
	}
	in, out := e.candidates(r)
	switch {
	case len(in) > 0:
		return e.short(r.When, r.About, in)
	case r.About.Compared:
		return e.unread(r)
	case len(out) == 0:
		return "没有本户的" + labelOr(r.About.Label, r.About.Name) + "记录"
	case r.About == e.program.Persons:
		return fmt.Sprintf("在册 %d 人中没有人符合：%s", len(out), words{}.of(r.Where.Shape()))
	}
	return e.short(r.Where, r.About, out)
}

// unread speaks of a table that is read only with authorisation, and of which no
// row may be read: whether there is one is not told.
func (e *explainer) unread(r *rule.Rule) string {
	s := "没有可以比对的" + labelOr(r.About.Label, r.About.Name) + "记录"
	if r.Where == nil {
		return s
	}
	for _, n := range r.Where.Names {
		f := n.Target.Fact
		if f == nil || f.About != e.program.Persons {
			continue
		}
		count := 0
		from, to := e.in.RowsOf(e.program.Persons)
		for row := from; row < to; row++ {
			if e.in.Fact(f, row) == rule.Truth(true) {
				count++
			}
		}
		s += fmt.Sprintf("；%s %d 人，在册 %d 人", labelOr(f.Label, f.Name), count, to-from)
		if count == 0 && f.Form == rule.FormulaForm {
			s += e.nobody(f, from, to)
		}
	}
	return s
}

// nobody says what keeps the person who is nearest to it from a condition that
// nobody meets.
func (e *explainer) nobody(f *rule.Fact, from, to int) string {
	best, s := 0, ""
	for row := from; row < to; row++ {
		n, err := e.tracer.Trace(f.Is, row)
		if err != nil {
			return ""
		}
		if far := missing(n); s == "" || far < best {
			best, s = far, "（"+e.why(n, place{f.About, row}, 2)+"）"
		}
	}
	return s
}

// shownRows is how many different reasons are told of a rule that did not fire.
const shownRows = 4

// short tells why a condition does not hold at rows, the nearest first; rows with
// the same reason are told together.
func (e *explainer) short(x *rule.Expr, t *rule.Table, rows []int) string {
	type told struct {
		why   string
		far   int
		names []string
	}
	var list []*told
	for _, row := range rows {
		n, err := e.tracer.Trace(x, row)
		if err != nil {
			return err.Error()
		}
		at := place{t, row}
		why := e.why(n, at, 3)
		i := slices.IndexFunc(list, func(o *told) bool { return o.why == why })
		if i < 0 {
			i, list = len(list), append(list, &told{why: why, far: missing(n)})
		}
		list[i].names = append(list[i].names, e.rowName(at))
	}
	slices.SortStableFunc(list, func(a, b *told) int { return a.far - b.far })
	var out []string
	for i, o := range list {
		switch {
		case i == shownRows:
			return strings.Join(append(out, fmt.Sprintf("另有 %d 种情况", len(list)-i)), "\n")
		case t == e.program.Households:
			out = append(out, o.why)
		case len(o.names) == 1:
			out = append(out, o.names[0]+"："+o.why)
		default:
			out = append(out, fmt.Sprintf("%s 等 %d 行：%s", o.names[0], len(o.names), o.why))
		}
	}
	return strings.Join(out, "\n")
}
