package synth

import (
	"dixian/calendar"
	"dixian/identity"
	"dixian/money"
)

var (
	hospitals = []string{"镇卫生院", "县人民医院", "市第一人民医院"}
	levels    = []string{"一级", "二级", "三级"}
	diseases  = []string{"肺炎", "骨折", "高血压", "糖尿病", "阑尾炎", "胆囊结石", "慢性肾病", ""}
)

func (b *block) emitBills(f *family) {
	for k, bill := range f.bills {
		b.emitBill(bill, f.n, k)
	}
}

// emitBill writes the k-th settlement of the n-th household. Basic insurance paid
// the most of it, the second and third insurance their part of large ones.
func (b *block) emitBill(bill bill, n, k int) {
	if !b.keep(tSettlement, int32(bill.on)) {
		return
	}
	r := &b.rows[tSettlement]
	b.spare = appendDigits(appendDigits(append(b.spare[:0], 'J'), n, 8), k, 2)
	r.copy(b.spare)
	r.id(bill.id)
	r.date(bill.on)
	level := 0
	if bill.self > 400_00 {
		level = 1 + n%2
	}
	r.text(hospitals[level])
	r.text(levels[level])
	r.text(diseases[(n+k)%len(diseases)])
	paid := whole(bill.self * 3 / 2)
	major, aid := money.Fen(0), money.Fen(0)
	if bill.self > 3000_00 {
		major, aid = whole(paid/5), whole(paid/10)
	}
	r.fen(bill.self + paid)
	r.fen(paid + bill.self*3/4)
	r.fen(paid - major - aid)
	r.optional(major)
	r.optional(aid)
	r.fen(bill.self)
}

func (b *block) emitAid(f *family) {
	r := &b.rows[tAssistance]
	for _, a := range f.aids {
		if b.keep(tAssistance, int32(a.start)) {
			r.id(a.id)
			r.text(a.kind)
			r.date(a.start)
			r.known(a.end)
			r.optional(a.monthly)
		}
	}
	r = &b.rows[tDisability]
	for _, c := range f.cards {
		if b.keep(tDisability, int32(c.on)) {
			p := &f.people[c.at]
			r.id(p.id)
			b.spare = c.appendNumber(b.spare[:0], f, p.id)
			r.copy(b.spare)
			r.text(categories[c.category-1])
			r.text(grades[c.grade-1])
			r.date(c.on)
		}
	}
}

var (
	categories = []string{"视力", "听力", "言语", "肢体", "智力", "精神", "多重"}
	grades     = []string{"一级", "二级", "三级", "四级"}
)

// appendNumber writes the certificate's number: ID, category, grade, and what a
// reissue adds.
func (c card) appendNumber(dst []byte, f *family, id identity.ID) []byte {
	category, grade := c.category, c.grade
	switch c.number {
	case unwritten:
		return dst
	case wrongGrade:
		grade = grade%4 + 1
	case wrongID:
		id = f.county.strangerID(f.h)
	}
	dst = append(id.AppendTo(dst), byte('0'+category), byte('0'+grade))
	if c.number == reissued {
		dst = append(dst, "B1"...)
	}
	return dst
}

func (b *block) emitHome(f *family) {
	r := &b.rows[tHousing]
	for _, h := range f.houses {
		if b.keep(tHousing, int32(h.on)) {
			r.copy(f.code)
			r.text(h.number)
			r.text(h.grade)
			r.date(h.on)
			r.bool(h.occupied)
			r.bool(h.only)
			r.known(h.renovated)
		}
	}
	r = &b.rows[tWater]
	for _, w := range f.waters {
		if b.keep(tWater, int32(w.on)) {
			r.copy(f.code)
			r.date(w.on)
			for _, level := range w.level {
				r.text(level)
			}
			if w.outage < 0 {
				r.none()
			} else {
				r.int(w.outage)
			}
		}
	}
}

func (b *block) emitWork(f *family) {
	for _, j := range f.jobs {
		b.emitJob(j, f.month)
	}
	r := &b.rows[tPayroll]
	for _, p := range f.posts {
		if b.keep(tPayroll, 0) {
			r.id(p.id)
			r.text(p.kind)
		}
	}
}

func (b *block) emitJob(j job, newest calendar.Month) {
	r := &b.rows[tEmployment]
	for ago := j.from; ago >= j.to; ago-- {
		m := newest - calendar.Month(ago)
		if b.keep(tEmployment, int32(m)) {
			r.id(j.id)
			r.month(m)
			r.text(j.status)
			r.text(j.place)
			r.text(j.employer)
			r.optional(j.wage)
		}
	}
}
