package kernel

import (
	"cmp"
	"math/bits"
	"slices"

	"dixian/rule"
)

// Steps say, of a block that was kept, at which values of one parameter its
// comparisons turn from true to false or back. A comparison in which the parameter
// stands once, and is only added to, taken from or multiplied with what does not
// move, turns at most once in each row, wherever the parameter goes; so of a new
// value only the rows between it and the old one have to be looked at.
//
// Twin: the comparison worked out again for all rows; TestKeptAgainstInterpreter.
type Steps struct {
	param *rule.Param
	turns []turns
}

// turns are those of one memo: rows in the order of the values at which they turn.
type turns struct {
	memo int
	base truth // under the value in force
	at   []int64
	rows []int32
}

// stepLimit bounds both sides of a comparison: what is reckoned with them stays
// within 64 bits.
const stepLimit = 60

// Probe are two runs that differ from this one in a single parameter: it is 0
// everywhere, and 1. Steps are reckoned from what comparisons say under both.
func (r *Run) Probe(p *rule.Param) [2]*Run {
	var out [2]*Run
	for n := range out {
		params := slices.Clone(r.params)
		params[p.Index] = slices.Repeat([]int64{int64(n)}, len(r.params[p.Index]))
		out[n] = r.With(params)
	}
	return out
}

// Steps works out the steps of a block; but is what moves when the parameter alone
// does, and probe is of the frame's run. It is nil where no comparison has steps.
func (f *Frame) Steps(k *Kept, p *rule.Param, but *Moved, probe [2]*Run) *Steps {
	run := f.run
	defer f.Turn(run)
	var sides [2][][2]vector // by probe, by memo
	memos := run.plan.stepping(p, but)
	for n, r := range probe {
		f.Turn(r)
		f.Resume(k, but)
		for _, m := range memos {
			s, of := f.slab(run.plan.memos[m].about), run.plan.memos[m].of.(compare)
			sides[n] = append(sides[n], [2]vector{f.side(s, of.a), f.side(s, of.b)})
		}
		if f.err != nil {
			return nil
		}
	}
	f.Turn(run)
	f.Resume(k, but)
	out := &Steps{param: p}
	for i, m := range memos {
		s, of := f.slab(run.plan.memos[m].about), run.plan.memos[m].of.(compare)
		base := memoTruth{m, of}.eval(s, nil, true)
		t := turns{memo: m, base: (&derived{truth: base}).clone().truth}
		if f.err == nil && f.memos[m].made && t.reckon(of.op, sides[0][i], sides[1][i]) {
			out.turns = append(out.turns, t)
		}
	}
	if f.err != nil || len(out.turns) == 0 {
		return nil
	}
	return out
}

// side is one side of a comparison, copied.
func (f *Frame) side(s *slab, of number) vector {
	v := of.eval(s, nil)
	if v.wide != nil {
		return v
	}
	return vector{longs: slices.Clone(v.long(s)), known: slices.Clone(v.known)}
}

// stepping are the memos that turn at most once in a row when only the parameter
// moves.
func (p *Plan) stepping(param *rule.Param, but *Moved) (out []int) {
	for i, m := range p.memos {
		k, is := m.of.(compare)
		if !is || !but.Memos[i] || k.op == "_==_" || k.op == "_!=_" {
			continue
		}
		there, still := 0, true
		for _, n := range m.Names {
			if n.Param == param {
				there++
			}
			still = still && !p.moves(n, but)
		}
		if still && there == 1 && occurs(k.a, param)+occurs(k.b, param) == 1 {
			out = append(out, i)
		}
	}
	return out
}

// moves says whether a name, a parameter apart, may say something else.
func (p *Plan) moves(n *rule.Name, but *Moved) bool {
	return n.Target.Fact != nil && but.Facts[n.Target.Fact.Index] || n.Target.Rule != nil && but.Rules[n.Target.Rule.Index] ||
		n.Table != nil && n.Table == p.alerts ||
		slices.ContainsFunc(n.Hops, func(hop rule.Hop) bool { return hop.Pick != nil && but.Facts[hop.Pick.Index] })
}

// occurs counts a parameter where a number goes up or down in proportion to it. Of
// ints only the parameter itself counts: a product that passes 64 bits must fail.
func occurs(k number, p *rule.Param) int {
	switch k := k.(type) {
	case parameter:
		if k.param == p {
			return 1
		}
	case arithmetic:
		if k.money {
			return occurs(k.a, p) + occurs(k.b, p)
		}
	case scaleUp:
		return occurs(k.of, p)
	case memoNumber:
		return occurs(k.of, p)
	}
	return 0
}

// reckon finds where each row turns: sides are those of the comparison where the
// parameter is 0 and where it is 1. false: some amount is too large for it.
func (t *turns) reckon(op string, zero, one [2]vector) bool {
	var size uint64
	for _, v := range []vector{zero[0], zero[1], one[0], one[1]} {
		if v.wide != nil {
			return false
		}
		for _, n := range v.longs {
			size |= uint64(n ^ n>>63)
		}
	}
	if bits.Len64(size) > stepLimit {
		return false
	}
	strict := op == "_<_" || op == "_>=_" // a >= b turns where a < b does
	type turn struct {
		at  int64
		row int32
	}
	var all []turn
	for i := range zero[0].longs {
		if !zero[0].isKnown(i) || !zero[1].isKnown(i) {
			continue
		}
		slope := one[0].longs[i] - zero[0].longs[i] - (one[1].longs[i] - zero[1].longs[i])
		room := zero[1].longs[i] - zero[0].longs[i]
		if at, turns := step(slope, room, strict); turns {
			all = append(all, turn{at, int32(i)})
		}
	}
	slices.SortFunc(all, func(a, b turn) int { return cmp.Compare(a.at, b.at) })
	for _, x := range all {
		t.at, t.rows = append(t.at, x.at), append(t.rows, x.row)
	}
	return true
}

// step is the first n, coming from below, at which slope × n < room (strict) or
// slope × n <= room is another than before; false: it is always the same.
func step(slope, room int64, strict bool) (at int64, turns bool) {
	if !strict {
		room++ // of whole numbers x <= y is x < y + 1
	}
	switch {
	case slope > 0:
		return -floor(-room, slope), true
	case slope < 0:
		return floor(-room, -slope) + 1, true
	}
	return 0, false
}

// floor is a / b rounded down; b is positive.
func floor(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// Step lays the comparisons of a resumed block as they are under the frame's run,
// if its villages share one value of the parameter and shared one in was.
func (f *Frame) Step(t *Steps, was *Run) {
	if t == nil {
		return
	}
	old, one := was.shared(t.param, f.from, f.to)
	now, same := f.run.shared(t.param, f.from, f.to)
	if !one || !same {
		return
	}
	for i := range t.turns {
		turns := &t.turns[i]
		d := &f.memos[turns.memo]
		if d.made {
			continue
		}
		*d = derived{made: true, truth: turns.under(old, now, f)}
	}
}

// under is the comparison's truth after the parameter went from one value to
// another.
func (t *turns) under(old, now int64, f *Frame) truth {
	from, _ := slices.BinarySearch(t.at, min(old, now)+1)
	to, _ := slices.BinarySearch(t.at, max(old, now)+1)
	if from == to {
		return t.base
	}
	out := t.base
	out.yes = Bitmap(f.kept.bits.take(len(t.base.yes))).copyOf(t.base.yes)
	for _, row := range t.rows[from:to] {
		out.yes.turn(int(row))
	}
	if t.base.no != nil { // who turns was in one of both and is in the other
		out.no = f.kept.bits.take(len(t.base.no))
		for i, no := range t.base.no {
			out.no[i] = no ^ t.base.yes[i] ^ out.yes[i]
		}
	}
	return out
}

// turn makes a set bit unset, and the other way round.
func (b Bitmap) turn(i int) { b[i>>6] ^= 1 << (i & 63) }

// shared is the value of a parameter in households from … to-1, if it is one.
func (r *Run) shared(p *rule.Param, from, to int) (value int64, one bool) {
	values := r.params[p.Index][r.village[from] : r.village[to-1]+1]
	for _, n := range values {
		if n != values[0] {
			return 0, false
		}
	}
	return values[0], true
}
