package synth

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
