package synth

import (
	"strconv"

	"dixian/money"
)

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

func (b *block) emitProperty(f *family) {
	for k, v := range f.vehicles {
		b.emitVehicle(f.county, v, f.n*2+k)
	}
	for _, e := range f.estates {
		b.emitEstate(e, f.n)
	}
	for _, firm := range f.firms {
		if b.keep(tBusiness, 0) {
			r := &b.rows[tBusiness]
			b.spare = appendCreditCode(b.spare[:0], firm.kind, f.county.six, f.n*2+firm.number)
			r.copy(b.spare)
			r.id(firm.owner)
			r.text(firm.kind)
			r.text(firm.role)
			r.text(firm.status)
		}
	}
}

func (b *block) emitVehicle(c *county, v vehicle, number int) {
	if !b.keep(tVehicle, 0) {
		return
	}
	r := &b.rows[tVehicle]
	b.spare = appendPlate(b.spare[:0], c, number)
	r.copy(b.spare)
	r.id(v.owner)
	r.text(v.kind)
	r.optional(v.value)
	if v.scrapped {
		r.text("报废")
	} else {
		r.text("正常")
	}
}

// plateLetters are the prefectures' letters, by the third and fourth digit of the
// county code.
var plateLetters = map[string]byte{
	"01": 'A', "02": 'B', "03": 'C', "04": 'G', "05": 'F', "06": 'D', "23": 'E', "26": 'H', "27": 'J',
}

// appendPlate writes the prefecture's letter and five characters, never I or O.
func appendPlate(dst []byte, c *county, number int) []byte {
	const digits = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ"
	dst = append(append(dst, "贵"...), plateLetters[string(c.six[2:4])])
	at := len(dst)
	dst = append(dst, "00000"...)
	for i := len(dst) - 1; i >= at; i-- {
		dst[i] = digits[number%len(digits)]
		number /= len(digits)
	}
	return dst
}

func (b *block) emitEstate(e estate, n int) {
	if !b.keep(tEstate, 0) {
		return
	}
	r := &b.rows[tEstate]
	b.spare = append(append(b.spare[:0], e.county[:]...), "001001GB"...)
	b.spare = appendDigits(append(appendDigits(b.spare, e.number, 5), 'F'), n, 8)
	r.copy(b.spare)
	r.id(e.owner)
	r.text(e.usage)
	b.spare = append(strconv.AppendInt(b.spare[:0], int64(e.area/10), 10), '.', byte('0'+e.area%10))
	r.copy(b.spare)
}

// authorities are the first two characters of a credit code by kind of business.
var authorities = map[string]string{"企业": "91", "个体工商户": "92", "农民专业合作社": "93"}

// appendCreditCode writes the n-th business' unified social credit code: registering
// authority and kind, county, organisation code with its own check character, and
// the check character of GB 32100.
func appendCreditCode(dst []byte, kind string, county [6]byte, n int) []byte {
	at := len(dst)
	dst = append(dst, authorities[kind]...)
	dst = append(dst, county[:]...)
	dst = appendDigits(dst, n, 8)
	sum := 0
	for i, weight := range []int{3, 7, 9, 10, 5, 8, 4, 2} {
		sum += int(dst[at+8+i]-'0') * weight
	}
	dst = append(dst, "0X987654321"[sum%11])
	return append(dst, creditCheck(dst[at:]))
}

// creditCheck returns the check character of seventeen characters (GB 32100-2015),
// digits but for one X.
func creditCheck(code []byte) byte {
	const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
	sum, weight := 0, 1
	for _, c := range code {
		value := int(c - '0')
		if c == 'X' {
			value = 29
		}
		sum += value * weight
		weight = weight * 3 % 31
	}
	return alphabet[(31-sum%31)%31]
}

// emitStranger writes the rows of somebody of the county's towns whom the registry
// does not hold.
func (b *block) emitStranger(c *county, h int) {
	e := b.run.era
	id := c.strangerID(h / townspeopleEvery)
	for y := e.year - 1; y <= e.year; y++ {
		b.emitCover(id, y, []cover{resident, employee}[h%2], false)
	}
	b.emitBill(bill{id, e.inside(11), 812_50}, c.first+h, 99)
	b.emitJob(job{id: id, from: 2, to: 0, status: employed, place: jobPlaces[0], wage: 4200_00}, e.month)
	if h%2 == 0 {
		b.emitVehicle(c, vehicle{id, "小型轿车", 88_000_00, false}, (c.first+h)*2+1)
	}
	if h%4 == 0 {
		b.emitEstate(estate{c.six, 99, id, "住宅", 905}, c.first+h)
		b.emitTownHouse(c, h)
	}
}

// emitTownHouse writes rows of a household that the registry does not hold.
func (b *block) emitTownHouse(c *county, h int) {
	code := appendDigits(append(append(b.spare[:0], c.six[:]...), "9990"...), h, 7)
	b.spare = code
	if b.keep(tIncome, int32(b.run.era.year-1)) {
		r := &b.rows[tIncome]
		r.copy(code)
		r.int(b.run.era.year - 1)
		r.fen(96_000_00)
		r.fen(0)
		r.none()
		r.none()
		r.fen(0)
	}
}
