package division

// Level tells from the zeros at the end how deep c stands.
func (c Code) Level() Level {
	switch {
	case c%perProvince == 0:
		return Province
	case c%perPrefecture == 0:
		return Prefecture
	case c%perCounty == 0:
		return County
	case c%perTown == 0:
		return Town
	}
	return Village
}

// Province returns the province that c lies in, or is.
func (c Code) Province() Code { return c - c%perProvince }

// Prefecture returns the prefecture that c lies in, or is; a province is its own.
func (c Code) Prefecture() Code { return c - c%perPrefecture }

// County returns the county that c lies in, or is; what stands higher is its own.
func (c Code) County() Code { return c - c%perCounty }

// Town returns the town that c lies in, or is; what stands higher is its own.
func (c Code) Town() Code { return c - c%perTown }

// Parent returns the division one level up. A province's is 0.
func (c Code) Parent() Code {
	switch c.Level() {
	case Village:
		return c.Town()
	case Town:
		return c.County()
	case County:
		return c.Prefecture()
	case Prefecture:
		return c.Province()
	}
	return 0
}

// Contains says whether other is c or lies in it.
func (c Code) Contains(other Code) bool { return other >= c && other < c.End() }

// End returns the first code after all those that c contains: they are the range
// from c up to, not including, End.
func (c Code) End() Code {
	switch c.Level() {
	case Province:
		return c + perProvince
	case Prefecture:
		return c + perPrefecture
	case County:
		return c + perCounty
	case Town:
		return c + perTown
	}
	return c + 1
}

// IsAdministrativeVillage says whether c is a rural village (行政村): the last
// three digits are 200 to 399. Urban communities have 001 to 199.
//
// Source: National Bureau of Statistics, rules for division codes.
func (c Code) IsAdministrativeVillage() bool {
	last := c % perTown
	return last >= 200 && last <= 399
}
