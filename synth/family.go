package synth

import (
	"dixian/calendar"
	"dixian/division"
	"dixian/identity"
	"dixian/money"
)

// family is one household and everything that happened to it. Dates that are zero
// are unknown. Slices are used again for the next family.
type family struct {
	era
	county *county
	n      int // number in the run
	h      int // number in the county
	dice   chance
	people []person
	born   []birthYear // years and sexes already in use, see number.go

	code      []byte
	village   division.Code
	group     int
	relocated bool
	lifted    bool
	object    string // object_type; empty: not monitored
	cleared   answer

	returns  [4]taxReturn // income of three, two and one year ago, and of this year
	bills    []bill
	houses   []house
	waters   []water
	jobs     []job
	aids     []aid
	cards    []card
	changes  []change
	disaster []disaster
	accident []accident
	loans    []loan
	petition []petition
	signed   []signature
	vehicles []vehicle
	estates  []estate
	firms    []firm
	posts    []post

	free money.Fen // what may still be spent without a rule noticing
}

type birthYear struct {
	year int
	male bool
}

// begin empties f for the h-th household of c.
func (f *family) begin(e era, c *county, h int, seed uint64) {
	*f = family{
		era: e, county: c, n: c.first + h, h: h,
		people: f.people[:0], born: f.born[:0], code: f.code[:0],
		bills: f.bills[:0], houses: f.houses[:0], waters: f.waters[:0], jobs: f.jobs[:0], aids: f.aids[:0],
		cards: f.cards[:0], changes: f.changes[:0], disaster: f.disaster[:0], accident: f.accident[:0],
		loans: f.loans[:0], petition: f.petition[:0], signed: f.signed[:0], vehicles: f.vehicles[:0],
		estates: f.estates[:0], firms: f.firms[:0], posts: f.posts[:0],
	}
	f.dice = newChance(seed, uint64(f.n))
	f.relocated = h >= c.settled
	f.lifted = f.dice.perMille(f.liftedShare())
	village, number := c.where(h)
	f.village, f.group = village, number/20+1
	f.code = appendDigits(village.AppendTo(f.code), number, 5)
}

func (f *family) liftedShare() int {
	if f.relocated {
		return relocatedLiftedPerMille
	}
	// The others' share is such that all together have liftedPerMille.
	return (liftedPerMille*1000 - relocatedPerMille*relocatedLiftedPerMille) / (1000 - relocatedPerMille)
}

// members counts those whom a screening counts.
func (f *family) members() int {
	n := 0
	for i := range f.people {
		if f.people[i].member {
			n++
		}
	}
	return n
}

// need is the income below which the whole household stands under the line.
func (f *family) need() money.Fen { return f.line * money.Fen(f.members()) }

// first returns the first member that fits, or −1.
func (f *family) first(fits func(*person) bool) int {
	for i := range f.people {
		if f.people[i].member && fits(&f.people[i]) {
			return i
		}
	}
	return -1
}

// someone returns a member with an ID, by chance; there is always one unless the
// household has no members.
func (f *family) someone() int {
	start := f.dice.below(len(f.people))
	for i := range f.people {
		if at := (start + i) % len(f.people); f.people[at].member && f.people[at].id != 0 {
			return at
		}
	}
	return 0
}

// anyAble says whether the household has a labour-capable member.
func (f *family) anyAble() bool { return f.first((*person).able) >= 0 }

// within returns a day in the last n months.
func (f *family) within(months int) calendar.Date { return f.day(f.inside(months), f.asOf) }

// day returns a day from a to b, both included.
func (f *family) day(a, b calendar.Date) calendar.Date {
	return a + calendar.Date(f.dice.below(int(b-a)+1))
}

// yuan returns a to b yuan.
func (f *family) yuan(a, b int) money.Fen { return money.Fen(f.dice.between(a, b)) * 100 }

// newID gives an ID to somebody born in year y: the household's birthday of that
// year, or of an earlier one if the sex has it already or it is still to come.
func (f *family) newID(y int, male bool) (identity.ID, calendar.Date) {
	for {
		born, order := f.county.born(f.h, y)
		if taken := f.taken(birthYear{y, male}); !taken && born <= f.asOf {
			f.born = append(f.born, birthYear{y, male})
			return f.county.number(born, order, male), born
		}
		y--
	}
}

func (f *family) taken(b birthYear) bool {
	for _, other := range f.born {
		if other == b {
			return true
		}
	}
	return false
}

func appendDigits(dst []byte, n, digits int) []byte {
	at := len(dst)
	for range digits {
		dst = append(dst, '0')
	}
	for i := len(dst) - 1; i >= at; i-- {
		dst[i] = byte('0' + n%10)
		n /= 10
	}
	return dst
}
