package synth

import "bytes"

// Dirt is what real files have: cells spelt in another way that the contract still
// reads, cells that it does not, rows misshapen, rows delivered twice. It is laid
// over finished rows, so the same families lie under it, and each dirty row has
// one fault.

// mess is a row being dirtied.
type mess struct {
	table  *table
	cells  [][]byte
	before [][]byte // the row before, nil for the first
	dice   *chance
	odd    oddity
	again  bool // deliver the row a second time, changed
}

// faults are what can be wrong with a row, with weights. A fault that does not fit
// the row says no, and another is drawn.
var faults = []struct {
	weight int
	lay    func(*mess) bool
}{
	// Spelt otherwise, and read all the same.
	{10, (*mess).spaces},
	{8, (*mess).breakLines},
	{12, (*mess).respellDate},
	{5, (*mess).lowerX},
	{5, (*mess).shortenID},
	{6, (*mess).separateThousands},
	{4, (*mess).addDecimals},
	{5, (*mess).numberForWord},
	{6, (*mess).respellBool},
	{4, (*mess).blankLine},
	{4, (*mess).quoteAll},
	// Known of, and not fatal to the row.
	{14, (*mess).damageOptional},
	{2, (*mess).unknownVillage},
	// Fatal to the row, or to its place.
	{16, (*mess).damageRequired},
	{5, (*mess).emptyRequired},
	{3, (*mess).tooManyCells},
	{3, (*mess).tooFewCells},
	{2, (*mess).orphan},
	{1, (*mess).endlessCode},
	// Delivered twice.
	{10, (*mess).deliverAgain},
}

var faultWeights = func() []int {
	var weights []int
	for _, f := range faults {
		weights = append(weights, f.weight)
	}
	return weights
}()

// spoil dirties the block's rows if the run asks for it.
func (b *block) spoil() {
	if b.run.dirty == 0 {
		return
	}
	for t := range b.rows {
		dice := newChance(b.run.seed, uint64(t), uint64(b.number), 3)
		clean := b.rows[t]
		b.rows[t] = rows{width: clean.width, bytes: b.soiled.bytes, ends: b.soiled.ends, odd: b.soiled.odd}
		b.rows[t].reset()
		spoilTable(&tables[t], &clean, &b.rows[t], &dice, b.run.dirty)
		b.soiled = clean // its space takes the next table's rows
	}
}

// spoilTable copies clean to dirty and dirties some rows of a million. Rows that
// are delivered again come last.
func spoilTable(t *table, clean, dirty *rows, dice *chance, perMillion int) {
	var later [][][]byte
	for row := range clean.count() {
		if dice.below(million) >= perMillion {
			dirty.copyRow(clean, row)
			continue
		}
		m := mess{table: t, dice: dice, cells: clean.cells(row)}
		if row > 0 {
			m.before = clean.cells(row - 1)
		}
		m.lay()
		if m.odd != (oddity{}) {
			m.odd.row = dirty.count()
			dirty.odd = append(dirty.odd, m.odd)
		}
		dirty.add(m.cells)
		if m.again {
			later = append(later, m.changed())
		}
	}
	for _, cells := range later {
		dirty.add(cells)
	}
}

// lay draws faults until one fits.
func (m *mess) lay() {
	for range 20 {
		if faults[m.dice.weighted(faultWeights)].lay(m) {
			return
		}
	}
	m.spaces()
}

// column returns a column that fits, by chance, or −1. Empty cells never fit.
func (m *mess) column(fits func(c *column, cell []byte) bool) int {
	start := m.dice.below(len(m.cells))
	for i := range m.cells {
		at := (start + i) % len(m.cells)
		if len(m.cells[at]) > 0 && fits(&m.table.columns[at], m.cells[at]) {
			return at
		}
	}
	return -1
}

// change replaces a cell that fits; by says no if it cannot.
func (m *mess) change(fits func(c *column, cell []byte) bool, by func(c *column, cell []byte) []byte) bool {
	at := m.column(fits)
	if at < 0 {
		return false
	}
	now := by(&m.table.columns[at], m.cells[at])
	if now == nil || bytes.Equal(now, m.cells[at]) {
		return false
	}
	m.cells[at] = now
	return true
}

// of returns the columns of the given kinds.
func of(kinds ...kind) func(*column, []byte) bool {
	return func(c *column, _ []byte) bool {
		for _, k := range kinds {
			if c.kind == k {
				return true
			}
		}
		return false
	}
}

// one picks one of several texts.
func (m *mess) one(texts ...string) []byte { return []byte(texts[m.dice.below(len(texts))]) }
