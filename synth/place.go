package synth

import (
	"fmt"
	"slices"

	"dixian/division"
)

// county is a county that the run fills, with its villages.
type county struct {
	six      [6]byte
	code     division.Code
	former   [6]byte // the code it had before, if it had one
	changed  bool
	other    [6]byte // a county that it is not
	stranger [6]byte // the former code of yet another county

	index      int // among the run's counties
	first      int // number of its first household in the run
	households int
	settled    int // households that were not relocated; the rest stand after them
	villages   []division.Code
	village    int // households a village
	site       division.Code
	every      int // each so many households one of an exact birth date
	offset     int // where its birth dates start, see number.go
}

// places spreads n households over counties, evenly, in order of their codes.
func places(o Options) ([]county, error) {
	t := division.Guizhou()
	codes, err := chooseCounties(o, t)
	if err != nil {
		return nil, err
	}
	counties := make([]county, len(codes))
	first := 0
	for i, code := range codes {
		c := &counties[i]
		c.index, c.code, c.first = i, code, first
		c.households = o.Households*(i+1)/len(codes) - first
		first += c.households
		if c.households > countyCapacity {
			return nil, fmt.Errorf("synth: %d households in county %s are more than the %d that its ID numbers suffice for; name more counties or ask for fewer households",
				c.households, code.Six(), countyCapacity)
		}
		copy(c.six[:], code.Six())
		c.neighbours(t.Counties())
		dice := newChance(o.Seed, uint64(code))
		c.fill(t.VillagesOf(code), dice.below(countyCapacity))
	}
	return counties, nil
}

// chooseCounties takes those that the options name, or one for each fullCounty
// households, evenly spread; one of them has had another code before.
func chooseCounties(o Options, t *division.Table) ([]division.Code, error) {
	var chosen []division.Code
	for _, six := range o.Counties {
		code, err := division.ParseCode(six + "000000")
		if err != nil || !t.Known(code) || code.Level() != division.County {
			return nil, fmt.Errorf("synth: no county %q; write six digits of the division table, such as 520121", six)
		}
		chosen = append(chosen, code)
	}
	if len(chosen) == 0 {
		chosen = spreadCounties(o, t)
	}
	slices.Sort(chosen)
	return slices.Compact(chosen), nil
}

func spreadCounties(o Options, t *division.Table) []division.Code {
	var rural, chosen []division.Code
	for _, code := range t.Counties() {
		if len(administrative(t.VillagesOf(code))) >= fewestVillages {
			rural = append(rural, code)
		}
	}
	n := min(max(1, o.Households/fullCounty), len(rural))
	changes := division.Changes()
	renamed := changes[spread(o.Seed, golden, 0)*len(changes)/million].To
	start := max(0, slices.Index(rural, renamed))
	for i := range n {
		chosen = append(chosen, rural[(start+i*len(rural)/n)%len(rural)])
	}
	return chosen
}

// neighbours finds the county codes that property may stand under.
func (c *county) neighbours(all []division.Code) {
	i := slices.Index(all, c.code)
	copy(c.other[:], all[(i+1)%len(all)].Six())
	for _, change := range division.Changes() {
		if change.To == c.code {
			copy(c.former[:], change.From.Six())
			c.changed = true
		} else {
			copy(c.stranger[:], change.From.Six())
		}
	}
}

// fill decides which villages are filled and how far. The relocated live at one
// site, in the county's first urban community if it has one.
func (c *county) fill(all []division.Code, offset int) {
	c.villages = administrative(all)
	c.site = all[0]
	if len(c.villages) == 0 {
		c.villages = all
	}
	c.settled = c.households - c.households*relocatedPerMille/1000
	c.village = max(fullVillage, (c.settled+len(c.villages)-1)/len(c.villages))
	c.every = max(64, (c.households+exactPerDay-1)/exactPerDay)
	c.offset = offset
}

// resettledFrom is where the numbers of relocated households start, so that they
// stay apart where the site is a village like others.
const resettledFrom = 50_000

// where returns the village of the county's h-th household and its number there.
func (c *county) where(h int) (village division.Code, number int) {
	if h >= c.settled {
		return c.site, resettledFrom + h - c.settled + 1
	}
	return c.villages[h/c.village], h%c.village + 1
}

func administrative(all []division.Code) []division.Code {
	return slices.DeleteFunc(slices.Clone(all), func(c division.Code) bool { return !c.IsAdministrativeVillage() })
}
