package synth

import (
	"dixian/identity"
	"dixian/money"
)

// job is a run of months in employment: from and to months before the as-of
// month, from being the older; −1 is the month after it.
type job struct {
	id       identity.ID
	from, to int
	status   string
	place    string
	employer string
	wage     money.Fen
}

const (
	employed = "在岗"
	returned = "返乡"
	jobless  = "失业"
)

var (
	jobPlaces = []string{"县内", "省内县外", "省外"}
	employers = []string{"甲电子厂", "乙制衣厂", "丙建筑公司", "丁茶叶合作社", "戊物业公司"}
)

// work finds jobs that last to the as-of month; of a relocated household that can
// work somebody always has one, or a post paid by the public purse.
func (f *family) work() {
	if f.lookForPost() {
		return
	}
	chance := firstWorkerPerMille
	for i := range f.people {
		p := &f.people[i]
		if !p.able() || p.id == 0 || p.age < 18 {
			continue
		}
		if f.relocated && len(f.jobs) == 0 || f.dice.perMille(chance) {
			f.employ(i)
			chance = nextWorkerPerMille
		}
	}
	if f.relocated && len(f.jobs) == 0 && f.anyAble() {
		f.post(f.first((*person).able), ranger)
	}
}

// lookForPost gives one relocated household in twenty a public post instead of a
// job, and says whether it did.
func (f *family) lookForPost() bool {
	at := f.first((*person).able)
	if !f.relocated || at < 0 || !f.dice.perMille(50) {
		return false
	}
	f.post(at, publicPost)
	return true
}

// employ gives somebody a job to this month.
func (f *family) employ(at int) {
	from := employmentMonths - 1
	if f.dice.perMille(newWorkerPerMille) {
		from = f.dice.below(employmentMonths - 1)
	}
	f.job(at, from, 0, employed)
	if from >= 9 && f.dice.perMille(30) { // was at home for a month in between
		gap := f.dice.between(4, from-1)
		f.jobs[len(f.jobs)-1].to = gap + 1
		f.job(at, gap, gap, returned)
		f.job(at, gap-1, 0, employed)
	}
}

// job adds a run of months.
func (f *family) job(at, from, to int, status string) {
	j := job{id: f.people[at].id, from: from, to: to, status: status}
	if status == employed {
		j.place = jobPlaces[f.dice.weighted([]int{350, 250, 400})]
		j.wage = f.yuan(18, 60) * 100
		if f.dice.perMille(200) {
			j.employer = employers[f.dice.below(len(employers))]
		}
	}
	f.jobs = append(f.jobs, j)
}

// unemployed takes all jobs and posts of base life away.
func (f *family) unemployed() {
	f.jobs = f.jobs[:0]
	f.posts = f.posts[:0]
}
