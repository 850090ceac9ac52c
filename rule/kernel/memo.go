package kernel

import (
	"slices"

	"dixian/rule"
)

// Memo is a part of rules' conditions whose value in a block stays: a comparison, a
// product, a value at the end of a path. Equal parts of several rules are one. When
// a parameter changes, those that do not read it are taken from where they were
// kept, and those that do are worked out once for all rules.
type Memo struct {
	Names   []*rule.Name // that the part reads
	Parents []int        // memos it is a part of, next to it
	Rules   []int        // rules of whose condition it is a part, in no other memo

	about *rule.Table // whose rows it is about
	of    condition   // nil: it is a number
}

// remember is what the lowering of conditions with memos needs.
type remember struct {
	keys    map[string]int // by table and what the kernel shows
	rule    int
	parents []*[]int // of each part under way: the memos found in it
}

// Remembering is the plan with memos in the conditions of its rules. It is slower
// where everything is worked out once, and gives the same.
func (p *Plan) Remembering() *Plan {
	out := *p
	out.paths, out.rules = slices.Clone(p.paths), make([]condition, len(p.rules))
	c := &compiler{plan: &out, paths: map[string]*path{}, remember: &remember{keys: map[string]int{}}}
	for _, known := range p.paths {
		c.paths[known.about.Name+"/"+known.show()] = known
	}
	for i, r := range p.Program.Rules {
		c.remember.rule = i
		var found []int
		c.remember.parents = []*[]int{&found}
		out.rules[i] = c.rule(r)
		for _, m := range found {
			if rules := &out.memos[m].Rules; !slices.Contains(*rules, i) {
				*rules = append(*rules, i)
			}
		}
	}
	return &out
}

// Remembering is the run for the plan with memos.
func (r *Run) Remembering() *Run {
	out := *r
	out.plan = r.plan.Remembering()
	return &out
}

// Memos are the memos of the run's plan.
func (r *Run) Memos() []Memo { return r.plan.memos }

// remembered lowers a part and puts a memo before it, if it is worth one.
func (c *compiler) remembered(e *rule.Expr, n *rule.Node) lowered {
	var below []int
	c.remember.parents = append(c.remember.parents, &below)
	x := c.fresh(e, n)
	c.remember.parents = c.remember.parents[:len(c.remember.parents)-1]
	above := c.remember.parents[len(c.remember.parents)-1]
	if !worthAMemo(n) || x.truth == nil && x.number == nil {
		*above = append(*above, below...)
		return x
	}
	turned := false
	if k, ok := x.truth.(compare); ok && opposite[k.op] != "" { // a >= b is no other comparison than a < b
		k.op, turned = opposite[k.op], true
		x.truth = k
	}
	key := e.About.Name + "/"
	if x.truth != nil {
		key += x.truth.show()
	} else {
		key += "=" + x.number.show()
	}
	at, known := c.remember.keys[key]
	if !known {
		at = len(c.plan.memos)
		c.remember.keys[key] = at
		c.plan.memos = append(c.plan.memos, Memo{Names: namesIn(n), about: e.About, of: x.truth})
	}
	for _, m := range below {
		if parents := &c.plan.memos[m].Parents; !slices.Contains(*parents, at) {
			*parents = append(*parents, at)
		}
	}
	*above = append(*above, at)
	switch {
	case x.truth == nil:
		x.number = memoNumber{at, x.number}
	case turned:
		x.truth = not{memoTruth{at, x.truth}}
	default:
		x.truth = memoTruth{at, x.truth}
	}
	return x
}

// opposite is, of every second operator, that which is false where it is true.
var opposite = map[string]string{"_>=_": "_<_", "_>_": "_<=_", "_!=_": "_==_"}

// worthAMemo says whether a part takes a loop over rows: and, or and not are a few
// words, and a name of the row itself is there already.
func worthAMemo(n *rule.Node) bool {
	switch n.Op {
	case rule.LiteralOp, rule.ListOp, "_&&_", "_||_", "!_":
		return false
	case rule.NameOp:
		return n.Name != nil && !n.Name.Row && n.Name.Param == nil && len(n.Name.Hops) > 0
	}
	return true
}

func namesIn(n *rule.Node) (names []*rule.Name) {
	if n.Op == rule.NameOp && n.Name != nil {
		names = append(names, n.Name)
	}
	for _, p := range n.Parts {
		names = append(names, namesIn(p)...)
	}
	return names
}

// memoTruth and memoNumber work all rows out the first time they are asked in a
// block. Where some row cannot be worked out, only the rows that are asked for are,
// as without a memo; and so are few rows of a block that goes on from what was kept.
type (
	memoTruth struct {
		at int
		of condition
	}
	memoNumber struct {
		at int
		of number
	}
)

func (k memoTruth) eval(s *slab, live Bitmap, both bool) truth {
	d := &s.frame.memos[k.at]
	if !d.made && (s.few(live) || !s.frame.fill(d, func() { d.truth = s.keepTruth(k.of.eval(s, nil, true)) })) {
		return k.of.eval(s, live, both)
	}
	return d.truth
}

func (k memoNumber) eval(s *slab, live Bitmap) vector {
	d := &s.frame.memos[k.at]
	if !d.made && (s.few(live) || !s.frame.fill(d, func() { d.vector = s.keepVector(k.of.eval(s, nil)) })) {
		return k.of.eval(s, live)
	}
	return d.vector
}

// few says that a memo is not worth making: nobody will keep it, and few rows ask.
func (s *slab) few(live Bitmap) bool { return s.frame.resumed && s.sparse(live) }

// fill makes a memo; false if some row cannot be worked out.
func (f *Frame) fill(d *derived, make func()) bool {
	err, m := f.err, f.temp.mark()
	f.err = nil
	make()
	failed := f.err != nil
	f.err = err
	f.temp.cut(m)
	d.made = !failed
	return d.made
}

func (k memoTruth) show() string  { return k.of.show() }
func (k memoNumber) show() string { return k.of.show() }
