package synth

// blockSize is how many families are made at a time.
const blockSize = 256

// span is the part of a county that a block covers.
type span struct {
	county   *county
	from, to int // households of the county
}

// spans cuts counties into blocks, in order.
func spans(counties []county) []span {
	var all []span
	for i := range counties {
		c := &counties[i]
		for from := 0; from < c.households; from += blockSize {
			all = append(all, span{c, from, min(from+blockSize, c.households)})
		}
	}
	return all
}

// block holds the rows of one span. It is used again for another.
type block struct {
	run     *run
	number  int // of the span
	rows    [tableCount]rows
	thin    [tableCount]chance
	planted map[plant]int
	spare   []byte
	family  family
	encoded [tableCount][]byte
	soiled  rows
}

// plant is a key of the count of situations.
type plant struct {
	rule  string
	fires bool
}

func newBlock(r *run) *block {
	b := &block{run: r, planted: map[plant]int{}}
	for t := range b.rows {
		b.rows[t].width = len(tables[t].columns)
	}
	return b
}

// make fills the block with the rows of a span.
func (b *block) make(number int, s span) {
	b.number = number
	clear(b.planted)
	for t := range b.rows {
		b.rows[t].reset()
		b.thin[t] = newChance(b.run.seed, uint64(t), uint64(number), 1)
	}
	planted := func(rule string, fires bool) { b.planted[plant{rule, fires}]++ }
	var guest *person
	for h := s.from; h < s.to; h++ {
		f := &b.family
		f.build(b.run.era, s.county, h, b.run.seed, guest, planted)
		guest = nil
		if h+1 < s.to && b.sends(s.county, h) {
			p := f.visit()
			guest = &p
		}
		b.emit(f)
		if h%townspeopleEvery == townspeopleEvery-1 {
			b.emitStranger(s.county, h)
		}
	}
}

// sends says whether the h-th family lists somebody whom the next one keeps; that
// one must be in no situation of its own.
func (b *block) sends(c *county, h int) bool {
	s := drawn(b.run.seed, c, h)
	return s != nil && s.visits() && drawn(b.run.seed, c, h+1) == nil
}

// keep says whether a row of table t dated when (days, months or years as the table
// is dated; 0 without a date) is delivered: not too new, and not thinned out.
func (b *block) keep(t tableID, when int32) bool {
	if when > b.run.newest[t] {
		return false
	}
	share := b.run.thin[t]
	return share >= million || b.thin[t].below(million) < share
}
