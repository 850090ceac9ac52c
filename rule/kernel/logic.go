package kernel

import "strings"

// all is `a && b && …`: true where all are, false where one is. What is already
// false is not asked further.
type all struct{ parts []condition }

// allOf makes one conjunction of its parts and those of conjunctions among them.
func allOf(parts []condition) condition {
	var flat []condition
	for _, p := range parts {
		if k, ok := p.(all); ok {
			flat = append(flat, k.parts...)
		} else {
			flat = append(flat, p)
		}
	}
	return all{flat}
}

func (k all) eval(s *slab, live Bitmap, both bool) truth {
	first := k.parts[0].eval(s, live, both)
	out := truth{yes: s.bits().copyOf(first.yes), total: first.total}
	if both && !first.total {
		out.no = s.bits().copyOf(first.no)
	}
	for _, part := range k.parts[1:] {
		left := out.yes
		if both {
			left = s.narrow(live, out.no, out.yes)
		}
		if left.empty() {
			break
		}
		r := part.eval(s, left, both)
		if both && !(out.total && r.total) {
			if out.no == nil {
				out.no = out.falses(s)
			}
			out.no.or(r.falses(s))
		}
		out.total = out.total && r.total
		out.yes.and(r.yes)
	}
	return out
}

// narrow are the live rows of which a conjunction is not false yet.
func (s *slab) narrow(live, no, yes Bitmap) Bitmap {
	if no == nil {
		return yes
	}
	left := s.bits()
	if live == nil {
		left.fill(s.n)
	} else {
		copy(left, live)
	}
	left.but(no)
	return left
}

// some is `a || b || …`: true where one is, false where none is. What is already
// true is not asked further.
type some struct{ parts []condition }

// someOf makes one disjunction of its parts and those of disjunctions among them.
func someOf(parts []condition) condition {
	var flat []condition
	for _, p := range parts {
		if k, ok := p.(some); ok {
			flat = append(flat, k.parts...)
		} else {
			flat = append(flat, p)
		}
	}
	return some{flat}
}

func (k some) eval(s *slab, live Bitmap, both bool) truth {
	first := k.parts[0].eval(s, live, both)
	out := truth{yes: s.bits().copyOf(first.yes), total: first.total}
	if both && !first.total {
		out.no = s.bits().copyOf(first.no)
	}
	for _, part := range k.parts[1:] {
		left := s.narrow(live, out.yes, nil)
		if left.empty() {
			break
		}
		r := part.eval(s, left, both)
		if both && !(out.total && r.total) {
			if out.no == nil {
				out.no = out.falses(s)
			}
			out.no.and(r.falses(s))
		}
		out.total = out.total && r.total
		out.yes.or(r.yes)
	}
	return out
}

// not turns true and false.
type not struct{ of condition }

func (k not) eval(s *slab, live Bitmap, _ bool) truth {
	r := k.of.eval(s, live, true)
	return truth{yes: r.falses(s), no: r.yes, total: r.total}
}

// otherwise is `a.or(b)` of conditions: b where a is unknown.
type otherwise struct{ of, then condition }

func (k otherwise) eval(s *slab, live Bitmap, both bool) truth {
	a := k.of.eval(s, live, true)
	if a.total {
		return a
	}
	open := s.bits().fill(s.n)
	open.but(a.yes)
	open.but(a.no)
	b := k.then.eval(s, open, both)
	out := truth{yes: s.bits().copyOf(b.yes), total: b.total}
	out.yes.and(open)
	out.yes.or(a.yes)
	if both && !b.total {
		out.no = s.bits().copyOf(b.no)
		out.no.and(open)
		out.no.or(a.no)
	}
	return out
}

// chosen is `c ? a : b` of conditions.
type chosen struct{ by, yes, no condition }

func (k chosen) eval(s *slab, live Bitmap, both bool) truth {
	c := k.by.eval(s, live, true)
	cNo := c.falses(s)
	a, b := k.yes.eval(s, c.yes, both), k.no.eval(s, cNo, both)
	out := truth{yes: s.pickBits(c.yes, cNo, a.yes, b.yes), total: c.total && a.total && b.total}
	if both && !out.total {
		out.no = s.pickBits(c.yes, cNo, a.falses(s), b.falses(s))
	}
	return out
}

// pickBits are the bits of a where c is true and of b where it is false.
func (s *slab) pickBits(c, cNo, a, b Bitmap) Bitmap {
	out := s.bits()
	for i := range out {
		out[i] = c[i]&a[i] | cNo[i]&b[i]
	}
	return out
}

// same is a == b of conditions, or a != b.
type same struct {
	a, b condition
	not  bool
}

// sameAs compares conditions; with true or false it needs only one of them.
func sameAs(a, b condition, turn bool) condition {
	if _, ok := a.(fixed); ok {
		a, b = b, a
	}
	switch said, ok := b.(fixed); {
	case !ok:
		return same{a, b, turn}
	case bool(said) == turn:
		return not{a}
	}
	return a
}

func (k same) eval(s *slab, live Bitmap, both bool) truth {
	a, b := k.a.eval(s, live, true), k.b.eval(s, live, true)
	aNo, bNo := a.falses(s), b.falses(s)
	alike, unlike := s.pickBits(a.yes, aNo, b.yes, bNo), s.pickBits(a.yes, aNo, bNo, b.yes)
	if k.not {
		alike, unlike = unlike, alike
	}
	return truth{yes: alike, no: unlike, total: a.total && b.total}
}

// knownTruth is known(c) of a condition.
type knownTruth struct{ of condition }

func (k knownTruth) eval(s *slab, live Bitmap, _ bool) truth {
	return truth{yes: k.of.eval(s, live, true).knowns(s), total: true}
}

// fixed is true or false in every row.
type fixed bool

func (k fixed) eval(s *slab, _ Bitmap, _ bool) truth {
	b := s.zeros()
	if k {
		b.fill(s.n)
	}
	return truth{yes: b, total: true}
}

func (k all) show() string        { return "all(" + shows(k.parts) + ")" }
func (k some) show() string       { return "some(" + shows(k.parts) + ")" }
func (k not) show() string        { return "not(" + k.of.show() + ")" }
func (k otherwise) show() string  { return k.of.show() + ".or(" + k.then.show() + ")" }
func (k chosen) show() string     { return "choose(" + shows([]condition{k.by, k.yes, k.no}) + ")" }
func (k knownTruth) show() string { return "known(" + k.of.show() + ")" }
func (k fixed) show() string      { return map[fixed]string{true: "true", false: "false"}[k] }
func (k same) show() string {
	if k.not {
		return "unlike(" + k.a.show() + ", " + k.b.show() + ")"
	}
	return "alike(" + k.a.show() + ", " + k.b.show() + ")"
}

// shows lists the parts of a kernel.
func shows[K interface{ show() string }](parts []K) string {
	out := make([]string, len(parts))
	for i, p := range parts {
		out[i] = p.show()
	}
	return strings.Join(out, ", ")
}
