package screening

import (
	"slices"

	"dixian/calendar"
	"dixian/panel"
	"dixian/rule"
	"dixian/rule/kernel"
)

// measure counts who is expected and who is present, by kernels.
func measure(p *panel.Panel, asOf calendar.Date, params *params, workers int) (*coverage, error) {
	kernels, err := kernel.Compile(p.Program)
	if err != nil {
		return nil, err
	}
	return measureFast(kernels, p, asOf, params, workers)
}

// measureFast is measureSlow by kernels: conditions come as bitmaps of a block,
// and one pass over the table's rows counts. TestFastAgainstSlow binds the two.
func measureFast(kernels *kernel.Plan, p *panel.Panel, asOf calendar.Date, params *params, workers int) (*coverage, error) {
	v, err := newCoverage(p, asOf, params)
	if err != nil {
		return nil, err
	}
	slow, err := rule.NewRun(p.Program, &p.Data, asOf, nil, params.household)
	if err != nil {
		return nil, err
	}
	run, err := kernels.Bind(params.input(slow, p))
	if err != nil {
		return nil, err
	}
	frames := make(chan *kernel.Frame, workers)
	for range workers {
		frames <- run.NewFrame()
	}
	return v, eachCounty(p, workers, func(from, to int) error {
		f := <-frames
		defer func() { frames <- f }()
		return v.countFast(f, from, to)
	})
}

// countFast adds the households from … to-1, which are one whole county.
func (v *coverage) countFast(f *kernel.Frame, from, to int) error {
	var counters []*counter
	for _, tc := range v.tables {
		if tc != nil {
			counters = append(counters, v.newCounter(tc, tc.counties[v.panel.County[from]]))
		}
	}
	for ; from < to; from += fastBlock {
		f.Move(from, min(from+fastBlock, to))
		screened := f.Screened()
		for _, c := range counters {
			c.block(f, screened, from, min(from+fastBlock, to))
		}
		if err := f.Err(); err != nil {
			return err
		}
	}
	for _, c := range counters {
		c.done()
	}
	return nil
}

// counter counts one table's coverage of one county.
type counter struct {
	*tableCoverage
	into    *countyCoverage
	panel   *panel.Panel
	present *tally // persons or households with a row that counts, by grain
	now     int32  // the as-of month
	begin   []int  // seen, as differences: from now − backMonths on
	buffer  []visit
}

// visit is an owner (a row of persons, or a household) with a row in a grain.
type visit struct{ owner, grain int32 }

func (v *coverage) newCounter(tc *tableCoverage, into *countyCoverage) *counter {
	now := int32(v.asOf)
	switch tc.kind {
	case rule.Month:
		now = int32(v.asOf.Month())
	case rule.SchoolYear:
		now = int32(v.asOf.SchoolYear())
	case rule.Int:
		now = int32(v.asOf.Year())
	}
	return &counter{
		tableCoverage: tc, into: into, panel: v.panel, present: newTally(now),
		now: int32(v.asOf.Month()), begin: make([]int, backMonths+2),
	}
}

// block counts a block of households.
func (c *counter) block(f *kernel.Frame, screened kernel.Bitmap, from, to int) {
	p := c.panel.Program
	t, of := c.def.Table, p.Households
	if c.def.OfPersons {
		of = p.Persons
	}
	who := holders{expected: f.Holds(c.def.Expected)}
	who.first, _ = f.Rows(of)
	if who.present = who.expected; c.def.PresentOf != nil {
		who.present = f.Holds(c.def.PresentOf)
	}
	var floor, counts kernel.Bitmap
	if c.def.FloorOf != nil {
		floor = f.Holds(c.def.FloorOf)
	}
	if c.def.Present != nil {
		counts = f.Holds(c.def.Present)
	}
	firstRow, _ := f.Rows(t)
	for h := from; h < to; h++ {
		if !screened.Get(h - from) {
			continue
		}
		lo, hi := h, h+1
		if c.def.OfPersons {
			lo, hi = c.panel.Tables[of.Index].Of(h)
		}
		for i := lo - who.first; i < hi-who.first; i++ {
			if who.expected.Get(i) {
				c.into.base++
			}
			if floor != nil && floor.Get(i) {
				c.into.floorOf++
			}
		}
		c.household(h, who, counts, firstRow)
	}
}

// holders says who of a block is expected and who counts as present; bits count
// from the row first.
type holders struct {
	expected, present kernel.Bitmap
	first             int
}

// household counts the rows of a household: every owner once a grain.
func (c *counter) household(h int, who holders, counts kernel.Bitmap, firstRow int) {
	rows := c.panel.Tables[c.def.Table.Index]
	lo, hi := rows.Of(h)
	if lo == hi {
		return
	}
	time := rows.Columns[c.def.Table.ColumnIndex(c.def.Table.Time)]
	c.buffer = c.buffer[:0]
	for r := lo; r < hi; r++ {
		owner := int32(h)
		if c.def.OfPersons {
			if rows.Person == nil || rows.Person[r] < 0 {
				continue
			}
			owner = rows.Person[r]
		}
		g, known := rule.Grain(time, r)
		if !known {
			continue
		}
		if counts == nil || counts.Get(r-firstRow) {
			c.buffer = append(c.buffer, visit{owner, g})
		}
	}
	if !slices.IsSortedFunc(c.buffer, byOwner) {
		slices.SortFunc(c.buffer, byOwner)
	}
	c.visits(slices.Compact(c.buffer), who)
}

func byOwner(a, b visit) int {
	if a.owner != b.owner {
		return int(a.owner) - int(b.owner)
	}
	return int(a.grain) - int(b.grain)
}

// visits counts sorted visits, owner by owner.
func (c *counter) visits(list []visit, who holders) {
	for len(list) > 0 {
		n := 1
		for n < len(list) && list[n].owner == list[0].owner {
			n++
		}
		i := int(list[0].owner) - who.first
		if who.present.Get(i) {
			c.here(list[:n])
		}
		if c.def.SeenWithin > 0 && who.expected.Get(i) {
			c.seen(list[:n])
		}
		list = list[n:]
	}
}

// here counts the grains in which an owner has a row, and the window.
func (c *counter) here(list []visit) {
	inWindow := false
	for _, v := range list {
		c.present.add(v.grain)
		inWindow = inWindow || (c.from <= v.grain && v.grain <= c.to)
	}
	if inWindow {
		c.into.windowed++
	}
}

// seen counts an owner in the months that have one of its rows in the months
// before them: a row of month g speaks for g+1 … g+SeenWithin.
func (c *counter) seen(list []visit) {
	first, n := c.now-backMonths, int32(c.def.SeenWithin)
	end := first // nothing before it is left to count
	for _, v := range list {
		lo, hi := max(v.grain+1, end), min(v.grain+n, c.now)
		if lo <= hi {
			c.begin[lo-first]++
			c.begin[hi+1-first]--
			end = hi + 1
		}
	}
}

// done writes what was counted.
func (c *counter) done() {
	c.present.each(func(g int32, n int) { c.into.present[g] += n })
	if c.def.SeenWithin == 0 {
		return
	}
	n := 0
	for i, d := range c.begin[:backMonths+1] {
		if n += d; n > 0 {
			c.into.seen[c.now-backMonths+int32(i)] = n
		}
	}
}

// tally counts by grain; most grains lie near the as-of date.
type tally struct {
	first int32
	near  []int
	far   map[int32]int
}

// nearGrains are the grains that have a counter of their own: most before now.
const nearGrains = 2048

func newTally(now int32) *tally {
	return &tally{first: now - nearGrains*7/8, near: make([]int, nearGrains), far: map[int32]int{}}
}

func (t *tally) add(g int32) {
	if i := int64(g) - int64(t.first); 0 <= i && i < nearGrains {
		t.near[i]++
	} else {
		t.far[g]++
	}
}

// each tells every grain that was counted.
func (t *tally) each(tell func(g int32, n int)) {
	for i, n := range t.near {
		if n > 0 {
			tell(t.first+int32(i), n)
		}
	}
	for g, n := range t.far {
		tell(g, n)
	}
}
