package synth

import (
	"dixian/calendar"
	"dixian/money"
)

// schooling is what school_enrolment says of a person for one school year; no
// stage is no row.
type schooling struct {
	stage  string
	status string
	paid   money.Fen
}

// attending is the ordinary status.
const attending = "在读"

// attend enrols children and students for the last school year and this one.
func (f *family) attend() {
	for i := range f.people {
		p := &f.people[i]
		if p.id == 0 || !p.member && p.age > 18 {
			continue
		}
		preschool, academic := f.dice.perMille(650), f.dice.perMille(400)
		for s := range p.school {
			p.school[s] = f.schooling(p, f.school-1+calendar.SchoolYear(s), preschool, academic)
		}
		// Whoever ends primary or middle school in June is no longer at school in July.
		last := &p.school[1]
		age := schoolAge(p.born, f.school)
		if f.asOf > f.school.Start()+300 && (age == 11 || age == 14) && f.dice.perMille(300) {
			last.status = "毕业"
		}
	}
}

// schooling is what an age group does in school year s: everybody of school age is
// at school.
func (f *family) schooling(p *person, s calendar.SchoolYear, preschool, academic bool) schooling {
	stage, from, to := "", 0, 0 // yuan a year
	switch age := schoolAge(p.born, s); {
	case age >= 3 && age <= 5 && preschool:
		stage, from, to = "学前", 1200, 3000
	case age >= 6 && age <= 11:
		stage, from, to = "小学", 100, 500
	case age >= 12 && age <= 14:
		stage, from, to = "初中", 200, 700
	case age >= 15 && age <= 17 && p.student && academic:
		stage, from, to = "高中", 1200, 2400
	case age >= 15 && age <= 17 && p.student:
		stage, from, to = "中职", 600, 1500
	case age >= 18 && age <= 21 && p.student && academic:
		stage, from, to = "本科及以上", 4000, 7000
	case age >= 18 && age <= 21 && p.student:
		stage, from, to = "高职", 3000, 5500
	default:
		return schooling{}
	}
	paid := f.yuan(from, to)
	if s == f.school {
		if paid > f.free || f.schoolPaid()+paid > educationBurden*4/5 {
			paid = 0
		}
		f.free -= paid
	}
	return schooling{stage, attending, paid}
}

// schoolPaid is what the members pay for this school year.
func (f *family) schoolPaid() money.Fen {
	paid := money.Fen(0)
	for i := range f.people {
		paid += f.people[i].school[1].paid
	}
	return paid
}

// pupil returns a member of school age whose numbers the school knows, or −1.
func (f *family) pupil() int {
	return f.first(func(p *person) bool {
		age := schoolAge(p.born, f.school)
		return p.id != 0 && age >= 6 && age <= 14
	})
}
