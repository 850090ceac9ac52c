package synth

import (
	"strconv"

	"dixian/identity"
)

// emit writes the rows that a family leaves in all tables.
func (b *block) emit(f *family) {
	b.emitHousehold(f)
	for i := range f.people {
		b.emitPerson(f, i)
	}
	b.emitSignatures(f)
	b.emitBills(f)
	b.emitPeople(f)
	b.emitAid(f)
	b.emitHome(f)
	b.emitWork(f)
	b.emitMishaps(f)
	b.emitIncome(f)
	b.emitProperty(f)
}

func (b *block) emitHousehold(f *family) {
	r := &b.rows[tHouseholds]
	r.copy(f.code)
	b.spare = f.village.AppendTo(b.spare[:0])
	r.copy(b.spare)
	b.spare = append(strconv.AppendInt(b.spare[:0], int64(f.group), 10), "组"...)
	r.copy(b.spare)
	if f.lifted {
		r.text("脱贫户")
	} else {
		r.text("一般农户")
	}
	if f.relocated {
		r.text("是")
		r.copy(append(append(append(b.spare[:0], "AZ"...), f.county.six[:]...), "01"...))
	} else {
		r.bool([]answer{no, unsaid}[f.n%2])
		r.none()
	}
	r.text(f.object)
	if f.object == "" {
		r.none()
	} else {
		r.bool(f.cleared)
	}
	// No telephone number begins with 100.
	b.spare = appendDigits(append(b.spare[:0], "100"...), f.n, 8)
	r.copy(b.spare)
	if f.n%3 == 0 {
		b.spare = append(strconv.AppendInt(append(b.spare[:0], "寨脚"...), int64(f.h%90+1), 10), "号"...)
		r.copy(b.spare)
	} else {
		r.none()
	}
}

var ethnicities = []string{"汉族", "苗族", "布依族", "侗族", "土家族", "01", "03"}

func (b *block) emitPerson(f *family, i int) {
	p := &f.people[i]
	r := &b.rows[tPersons]
	r.id(p.id)
	if p.id == 0 {
		b.spare = append(appendDigits(append(b.spare[:0], "LS"...), p.provisional, 3), f.county.six[:]...)
		r.copy(b.spare)
	} else {
		r.none()
	}
	if p.id == 0 || f.n%8 == 0 {
		r.date(p.born)
		if p.male {
			r.text("男")
		} else {
			r.text("女")
		}
	} else {
		r.none()
		r.none()
	}
	b.spare = p.appendName(b.spare[:0])
	r.copy(b.spare)
	r.copy(f.code)
	r.text(p.relation)
	r.text(ethnicities[f.h/7%len(ethnicities)])
	r.text(p.education)
	r.text(p.health)
	r.text(p.labor)
	r.bool(p.together)
	r.text(p.status)
}

func (b *block) emitSignatures(f *family) {
	r := &b.rows[tAuthorisations]
	for _, s := range f.signed {
		r.copy(f.code)
		r.id(s.id)
		r.date(s.on)
		r.known(s.until)
		r.text(s.way)
	}
}

// emitPeople writes what stands under a person: insurance, school and moves.
func (b *block) emitPeople(f *family) {
	for i := range f.people {
		p := &f.people[i]
		if p.id == 0 || p.visiting {
			continue
		}
		for y, c := range p.insured {
			b.emitCover(p.id, f.year-1+y, c, f.lifted && f.n%4 != 0)
		}
		for s, at := range p.school {
			if at.stage == "" || !b.keep(tSchool, int32(f.school)-1+int32(s)) {
				continue
			}
			r := &b.rows[tSchool]
			r.id(p.id)
			b.spare = appendSchoolYear(b.spare[:0], int(f.school)-1+s)
			r.copy(b.spare)
			r.text(at.stage)
			r.text(at.status)
			r.optional(at.paid)
		}
	}
	r := &b.rows[tChange]
	for _, c := range f.changes {
		if b.keep(tChange, int32(c.on)) {
			r.id(c.id)
			r.text(c.event)
			r.date(c.on)
		}
	}
}

func (b *block) emitCover(id identity.ID, year int, c cover, subsidised bool) {
	if c == uncovered || !b.keep(tEnrolment, int32(year)) {
		return
	}
	row := func(insurance, status string) {
		r := &b.rows[tEnrolment]
		r.id(id)
		r.int(year)
		r.text(insurance)
		r.text(status)
		if subsidised && insurance == "城乡居民" {
			r.text("是")
		} else {
			r.none()
		}
	}
	switch c {
	case resident:
		row("城乡居民", "已参保")
	case employee:
		row("城镇职工", "已参保")
	case elsewhere:
		row("城乡居民", "异地参保")
	case notEnrolled:
		row("城乡居民", "未参保")
	case stopped:
		row("城乡居民", "停保")
	case changedOver:
		row("城乡居民", "未参保")
		row("城镇职工", "已参保")
	}
}

func appendSchoolYear(dst []byte, first int) []byte {
	return strconv.AppendInt(append(strconv.AppendInt(dst, int64(first), 10), '-'), int64(first+1), 10)
}
