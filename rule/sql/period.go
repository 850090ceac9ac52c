package sql

import (
	"strings"

	"dixian/rule"
)

// asOfMonth is the month that "the last N months" end with, unless a late table
// says otherwise.
const asOfMonth = "month_of(as_of())"

// period is a span of time as its function and arguments, which are constants of
// a run. Nothing after the as-of date is in a span.
//
// Source: plan-language.md, "Types" and "Where implementers will go wrong" 5.
type period struct {
	function string
	args     []string
}

func (s *scope) period(n *rule.Node) *period {
	p := &period{function: n.Op}
	for _, arg := range n.Parts {
		if moves(arg) {
			s.c.refuse("%s(…) moves with the row; only a period that is the same for all rows has SQL", n.Op)
		}
		p.args = append(p.args, s.node(arg).sql)
	}
	return p
}

// moves says whether a part reads anything but the as-of date.
func moves(n *rule.Node) bool {
	if n.Op == rule.NameOp {
		return n.Name != nil && !n.Name.AsOf
	}
	for _, p := range n.Parts {
		if moves(p) {
			return true
		}
	}
	return false
}

// follows says whether the period moves with a late table's newest month.
func (p *period) follows() bool { return p.months() || p.function == "since_months" }

func (p *period) months() bool { return p.function == "last_months" || p.function == "months_ago" }

// holds says that x, of a kind, lies in the period; unknown where x is.
func (p *period) holds(x string, k rule.Kind, anchor string) string {
	first, last := p.bounds(k, anchor)
	if first == "" {
		return "(" + x + " <= " + last + ")"
	}
	return "(" + x + " BETWEEN " + first + " AND " + last + ")"
}

// bounds are the first value of the period, empty without one, and the last, at
// the grain of a kind.
func (p *period) bounds(k rule.Kind, anchor string) (first, last string) {
	switch {
	case p.follows() && k == rule.Date:
		return p.back("months_after(as_of(), -(%))") + " + 1", earlier(p.upTo("months_after(as_of(), -(%))", "as_of()"))
	case p.follows() && k == rule.Month:
		last := p.upTo("("+anchor+" - %)", asOfMonth)
		if p.months() && (anchor != asOfMonth || last != asOfMonth) {
			last = "least(" + p.upTo("("+anchor+" - %)", anchor) + ", " + asOfMonth + ")"
		}
		return p.back("(" + anchor + " - % + 1)"), last
	case p.follows(): // whole months, of which the years are asked
		first, last := p.bounds(rule.Month, asOfMonth)
		return grain(k, "month_first("+first+")"), grain(k, "month_first("+last+")")
	}
	switch p.function {
	case "years":
		first, last = "make_date(year("+p.args[0]+"), 1, 1)", earlier("make_date(year("+p.args[1]+"), 12, 31)")
	case "year_of":
		first, last = "make_date(year("+p.args[0]+"), 1, 1)", earlier("make_date(year("+p.args[0]+"), 12, 31)")
	case "this_school_year":
		first, last = "make_date(school_year_of(as_of()), 9, 1)", "as_of()"
	case "until":
		return "", grain(k, earlier(p.args[0]))
	}
	return grain(k, first), grain(k, last)
}

// back writes the months back of the period's beginning into a form.
func (p *period) back(form string) string { return strings.ReplaceAll(form, "%", p.args[0]) }

// upTo writes the months back of the period's end into a form, or what stands for
// none.
func (p *period) upTo(form, now string) string {
	if p.function != "months_ago" {
		return now
	}
	return strings.ReplaceAll(form, "%", p.args[1])
}

// earlier is a day, but none after the as-of date.
func earlier(day string) string {
	if day == "as_of()" {
		return day
	}
	return "least(" + day + ", as_of())"
}

// grain is the value of a kind that a day lies in.
func grain(k rule.Kind, day string) string {
	switch k {
	case rule.Date:
		return day
	case rule.Month:
		return "month_of(" + day + ")"
	case rule.SchoolYear:
		return "school_year_of(" + day + ")"
	}
	return "year(" + day + ")"
}
