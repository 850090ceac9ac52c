package synth

import "dixian/money"

func (b *block) emitMishaps(f *family) {
	r := &b.rows[tDisaster]
	for _, d := range f.disaster {
		if b.keep(tDisaster, int32(d.on)) {
			r.copy(f.code)
			r.text(d.event)
			r.date(d.on)
			r.optional(d.loss)
			r.bool(d.damaged)
		}
	}
	r = &b.rows[tAccident]
	for _, a := range f.accident {
		if b.keep(tAccident, int32(a.on)) {
			r.id(a.id)
			r.date(a.on)
			r.text(a.severity)
			r.optional(a.loss)
		}
	}
	for k, l := range f.loans {
		b.emitLoan(f, k, l)
	}
	for k, p := range f.petition {
		b.emitPetition(f, k, p)
	}
}

func (b *block) emitLoan(f *family, k int, l loan) {
	if !b.keep(tLoan, int32(l.granted)) {
		return
	}
	r := &b.rows[tLoan]
	b.spare = appendDigits(appendDigits(append(b.spare[:0], 'D'), f.n, 8), k, 2)
	r.copy(b.spare)
	r.copy(f.code)
	r.id(l.owner)
	r.fen(l.amount)
	r.fen(l.balance)
	r.date(l.granted)
	r.date(l.granted.AddMonths(36))
	r.text([]string{"4.35", "3.85", ""}[f.n%3])
	r.optional(min(l.amount, 50_000_00))
	if l.overdue < 0 {
		r.none()
	} else {
		r.int(l.overdue)
	}
}

var requests = []string{"请求核实", "请求帮助", "反映困难", ""}

func (b *block) emitPetition(f *family, k int, p petition) {
	if !b.keep(tPetition, int32(p.on)) {
		return
	}
	r := &b.rows[tPetition]
	b.spare = appendDigits(appendDigits(append(b.spare[:0], 'X'), f.n, 8), k, 2)
	r.copy(b.spare)
	r.id(p.id)
	switch {
	case p.known:
		r.copy(f.code)
	case p.strange:
		b.spare = appendDigits(append(append(b.spare[:0], f.county.six[:]...), "999"...), f.h, 6)
		r.copy(b.spare)
	default:
		r.none()
	}
	r.date(p.on)
	r.text(channels[f.n%len(channels)])
	r.text(p.topic)
	r.text(requests[f.n/7%len(requests)])
}

func (b *block) emitIncome(f *family) {
	r := &b.rows[tIncome]
	for i, t := range f.returns {
		y := f.year - 3 + i
		if !t.filed || !b.keep(tIncome, int32(y)) {
			continue
		}
		r.copy(f.code)
		r.int(y)
		part(r, t.wage, t.noWage)
		part(r, t.business, t.noBusiness)
		r.optional(t.cost)
		r.optional(t.property)
		part(r, t.allowances, t.noAllowances)
	}
}

// part writes an amount of which zero is known.
func part(r *rows, f money.Fen, unknown bool) {
	if unknown {
		r.none()
		return
	}
	r.fen(f)
}
