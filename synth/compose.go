package synth

// shape is what a situation asks of a household's composition.
type shape uint8

const (
	anyShape   shape = iota
	ableShape        // a couple of whom one is labour-capable for certain
	pupilShape       // a couple with a child of primary-school age
	youthShape       // a couple with a child of 17 to 20
	agedShape        // an old head with a grandchild, none of them labour-capable
	largeShape       // a couple with two children and a parent
)

// compose settles people in the household. All become members; who has left comes
// later (see history.go).
func (f *family) compose(s shape) {
	weights := sizes
	if f.relocated {
		weights = relocatedSizes
	}
	size := f.dice.weighted(weights) + 1
	switch s {
	case ableShape:
		size = max(size, 2)
		f.couple(f.dice.between(28, 50), size)
		f.people[0].labor = ordinary
	case pupilShape:
		size = max(size, 3)
		f.couple(f.dice.between(31, 45), 2)
		f.add(f.dice.between(8, 11), f.dice.perMille(520), "")
		f.grow(size)
	case youthShape:
		size = max(size, 4)
		f.couple(f.dice.between(43, 52), 2)
		for _, at := range []int{f.add(f.dice.between(18, 20), true, "子"), f.add(f.dice.between(18, 20), false, "女")} {
			f.people[at].student, f.people[at].labor = true, nolabor
		}
		f.grow(size)
	case agedShape:
		f.add(f.dice.between(67, 76), f.dice.perMille(500), "户主")
		f.add(f.dice.between(8, 11), f.dice.perMille(520), "孙子女")
	case largeShape:
		f.couple(f.dice.between(31, 45), 2)
		f.add(f.dice.between(8, 9), true, "子")
		f.add(f.dice.between(3, 5), false, "女")
		f.add(f.people[0].age+f.dice.between(22, 26), false, "父母")
		f.grow(size)
	default:
		f.settle(size)
	}
}

// settle draws a household of any kind.
func (f *family) settle(size int) {
	switch {
	case size == 1 && f.dice.perMille(600):
		f.add(f.dice.between(66, 88), f.dice.perMille(550), "户主")
	case size == 1:
		f.add(f.dice.between(25, 60), f.dice.perMille(700), "户主")
	case size == 2 && f.dice.perMille(450):
		f.couple(f.dice.between(65, 82), 2)
	case size == 2 && f.dice.perMille(350):
		f.add(f.dice.between(30, 52), f.dice.perMille(400), "户主")
		f.child()
	default:
		f.couple(f.dice.between(26, 60), size)
	}
}

// couple settles a married couple and fills the household up to size.
func (f *family) couple(age, size int) {
	male := f.dice.perMille(780)
	f.add(age, male, "户主")
	f.add(max(21, age+f.dice.between(-4, 2)), !male, "配偶")
	f.grow(size)
}

// grow adds children and parents, and in large old households grandchildren.
func (f *family) grow(size int) {
	head := f.people[0].age
	parents := 0
	for len(f.people) < size {
		switch roll := f.dice.below(100); {
		case head >= 52 && size >= 5 && roll < 50:
			f.add(f.dice.between(0, head-46), f.dice.perMille(520), "孙子女")
		case roll < 30 && parents < 2 && head < 62:
			parents++
			f.add(head+f.dice.between(21, 29), parents == 1, "父母")
		case roll < 34 && size >= 5:
			f.add(f.dice.between(18, 40), f.dice.perMille(500), "兄弟姐妹")
		default:
			f.child()
		}
	}
}

func (f *family) child() {
	oldest := min(26, f.people[0].age-21)
	f.add(f.dice.between(0, oldest), f.dice.perMille(520), "")
}

// add settles somebody of about the given age (one year older if the household has
// somebody of that sex and year) and returns the place. An empty relation is the
// head's child.
func (f *family) add(age int, male bool, relation string) int {
	id, born := f.newID(f.year-age, male)
	f.people = append(f.people, person{id: id, born: born, male: male, age: f.age(born), relation: relation, member: true})
	at := len(f.people) - 1
	f.describe(at)
	return at
}

// describe draws what else the registry says of a person.
func (f *family) describe(at int) {
	p := &f.people[at]
	if p.relation == "" {
		p.relation = "女"
		if p.male {
			p.relation = "子"
		}
	}
	p.surname = f.people[0].surname
	if at == 0 || p.relation == "配偶" || p.relation == "儿媳" {
		p.surname = f.dice.below(len(surnames))
	}
	p.given = f.dice.below(60)
	p.student = p.age >= 15 && p.age <= 21 && f.dice.perMille(studying(p.age))
	p.labor = f.labourOf(p)
	p.education = f.educationOf(p)
	p.health = f.healthOf(p)
	if f.dice.perMille(700) {
		p.together = yes
	}
	if f.dice.perMille(600) {
		p.status = "正常"
	}
}

// studying is the share of an age group at upper schools, in per mille.
func studying(age int) int {
	if age <= 17 {
		return 900
	}
	return 380
}

func (f *family) labourOf(p *person) string {
	switch {
	case p.age < 16 || p.student:
		return nolabor
	case p.age <= 64:
		return []string{ordinary, skilled, weak, unfit, nolabor}[f.dice.weighted([]int{720, 120, 110, 30, 20})]
	}
	return []string{nolabor, unfit, weak}[f.dice.weighted([]int{550, 300, 150})]
}

func (f *family) educationOf(p *person) string {
	switch {
	case p.age < 7:
		return "学龄前儿童"
	case p.age < 13:
		return "小学"
	case p.age < 16:
		return "初中"
	case p.age < 35:
		return []string{"初中", "高中", "大专", "本科及以上"}[f.dice.weighted([]int{500, 320, 120, 60})]
	case p.age < 60:
		return []string{"小学", "初中", "高中"}[f.dice.weighted([]int{420, 500, 80})]
	}
	return []string{"文盲或半文盲", "小学", "初中"}[f.dice.weighted([]int{380, 520, 100})]
}

func (f *family) healthOf(p *person) string {
	if p.age >= 18 && f.dice.perMille(chronicPerMille) {
		return []string{"长期慢性病", "长期慢性病、残疾", "患有大病"}[f.dice.weighted([]int{900, 60, 40})]
	}
	return "健康"
}
