package kernel

import (
	"dixian/calendar"
	"dixian/rule"
)

// spans is a period a row, nearly always the same in all.
type spans struct {
	each  []rule.Span // nil: all rows have one
	one   rule.Span
	known Bitmap // nil: every one is known
}

func (v spans) at(i int) rule.Span {
	if v.each != nil {
		return v.each[i]
	}
	return v.one
}

// period is a kernel that gives spans.
type period interface {
	eval(s *slab, live Bitmap) spans
	show() string
}

// makePeriod is last_months(n), year_of(d) and their like.
type makePeriod struct {
	name string
	args []number
}

func (k makePeriod) eval(s *slab, live Bitmap) spans {
	asOf := s.frame.run.asOf
	args, values := make([]vector, len(k.args)), make([]int64, len(k.args))
	out, fixed := spans{}, true
	for i, a := range k.args {
		args[i] = a.eval(s, live)
		values[i] = args[i].c
		out.known = s.bothKnown(out.known, args[i].known)
		fixed = fixed && args[i].isConstant()
	}
	if fixed || s.n == 0 {
		out.one = rule.NewSpan(k.name, asOf, values...)
		return out
	}
	out.each = make([]rule.Span, s.n)
	for row := range out.each {
		changed := row == 0
		for i, a := range args {
			if n := a.at(row); n != values[i] {
				values[i], changed = n, true
			}
		}
		if changed {
			out.one = rule.NewSpan(k.name, asOf, values...)
		}
		out.each[row] = out.one
	}
	return out
}

// within is x.within(period).
type within struct {
	of     number
	kind   rule.Kind
	period period
}

func (k within) eval(s *slab, live Bitmap, both bool) truth {
	v, p := k.of.eval(s, live), k.period.eval(s, live)
	known := s.bothKnown(v.known, p.known)
	first, last := p.one.Within(k.kind)
	yes := s.bits()
	if p.each == nil {
		s.between(yes, v, first, last)
		return decided(s, yes, known, both)
	}
	clear(yes)
	for i, one := range p.each {
		if i == 0 || one != p.each[i-1] {
			first, last = one.Within(k.kind)
		}
		if n := int32(v.at(i)); first <= n && n <= last {
			yes.set(i)
		}
	}
	return decided(s, yes, known, both)
}

// between sets the bits of the values from first to last.
func (s *slab) between(out Bitmap, v vector, first, last int32) {
	switch {
	case v.words != nil:
		between(out, v.words, first, last)
	case v.longs != nil:
		between(out, v.longs, first, last)
	default:
		s.allOrNone(out, first <= int32(v.c) && int32(v.c) <= last)
	}
}

// dayBefore is day_before(period).
type dayBefore struct{ of period }

func (k dayBefore) eval(s *slab, live Bitmap) vector {
	p := k.of.eval(s, live)
	day := func(p rule.Span) int64 {
		from, _ := p.Days()
		return int64(from - calendar.Date(1))
	}
	if p.each == nil {
		return vector{c: day(p.one), known: p.known}
	}
	out := vector{longs: s.longs(), known: p.known}
	for i, one := range p.each {
		out.longs[i] = day(one)
	}
	return out
}

// knownPeriod is known(period).
type knownPeriod struct{ of period }

func (k knownPeriod) eval(s *slab, live Bitmap, _ bool) truth {
	return truth{yes: s.orAll(k.of.eval(s, live).known), total: true}
}

// choosePeriod is p.or(q) (by is nil) or c ? p : q.
type choosePeriod struct {
	by      condition
	yes, no period
}

func (k choosePeriod) eval(s *slab, live Bitmap) spans {
	a, b := k.yes.eval(s, live), k.no.eval(s, live)
	var c, cNo Bitmap
	if k.by == nil {
		c = s.orAll(a.known)
		cNo = s.bits().copyOf(c).flip(s.n)
	} else {
		t := k.by.eval(s, live, true)
		c, cNo = t.yes, t.falses(s)
	}
	out := spans{each: make([]rule.Span, s.n), known: s.pickBits(c, cNo, s.orAll(a.known), s.orAll(b.known))}
	for i := range out.each {
		out.each[i] = b.at(i)
		if c.Get(i) {
			out.each[i] = a.at(i)
		}
	}
	return out
}

func (k makePeriod) show() string {
	return k.name + "(" + shows(k.args) + ")"
}
func (k within) show() string {
	return "within(" + k.of.show() + ", " + k.period.show() + ")"
}
func (k dayBefore) show() string    { return "day_before(" + k.of.show() + ")" }
func (k knownPeriod) show() string  { return "known(" + k.of.show() + ")" }
func (k choosePeriod) show() string { return "choose(" + k.yes.show() + ", " + k.no.show() + ")" }
