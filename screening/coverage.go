package screening

import (
	"cmp"
	"maps"
	"slices"
	"strconv"

	"dixian/calendar"
	"dixian/division"
	"dixian/money"
	"dixian/panel"
	"dixian/rule"
)

// backMonths is how far before the as-of date months are measured: the longest
// span a rule may ask of a late table, and the year that expectation looks back.
const backMonths = 48

// coverage is what the tables of a run cover, county by county.
//
// Source: the extracts contract, "Coverage matters".
type coverage struct {
	panel  *panel.Panel
	asOf   calendar.Date
	tables []*tableCoverage // by table; nil: the table's coverage is not measured
	all    map[int]bool     // tables taken as covering everything (worked cases)
}

// tableCoverage is one table's measure.
type tableCoverage struct {
	def      *rule.Coverage
	kind     rule.Kind
	from, to int32 // the window, where the window is one period
	window   bool
	counties []*countyCoverage
}

// countyCoverage counts persons or households of one county.
type countyCoverage struct {
	share, floor int64         // 1/10 000
	base         int           // expected whatever the period
	floorOf      int           // the least that is expected counts these
	seen         map[int32]int // of base: with a row in the months before the grain
	present      map[int32]int // with a row in the grain
	windowed     int           // present in the window
}

// expected is how many are expected in a grain, in 1/10 000 persons.
func (t *tableCoverage) expected(c *countyCoverage, grain int32) int64 {
	n := c.base
	if t.def.SeenWithin > 0 {
		n = c.seen[grain]
	}
	return max(int64(n)*10000, c.floor*int64(c.floorOf))
}

func (t *tableCoverage) presentIn(c *countyCoverage, grain int32) int {
	if t.window {
		return c.windowed
	}
	return c.present[grain]
}

func (t *tableCoverage) covered(c *countyCoverage, grain int32) bool {
	present, expected := int64(t.presentIn(c, grain)), t.expected(c, grain)
	return present > 0 && expected > 0 && present*10000*10000 >= c.share*expected
}

// Covers says whether every grain from … to is covered in the county of h.
func (v *coverage) Covers(t *rule.Table, h int, from, to int32) bool {
	if v.all[t.Index] {
		return true
	}
	tc := v.tables[t.Index]
	if tc == nil || from > to {
		return false
	}
	c := tc.counties[v.panel.County[h]]
	if tc.window {
		return from >= tc.from && to <= tc.to && tc.covered(c, 0)
	}
	for g := from; g <= to; g++ {
		if !tc.covered(c, g) {
			return false
		}
	}
	return true
}

// Newest is the newest covered month among the as-of month and as many before
// it as the table may be late.
func (v *coverage) Newest(t *rule.Table, h int) (calendar.Month, bool) {
	if v.all[t.Index] {
		return v.asOf.Month(), true
	}
	tc := v.tables[t.Index]
	if tc == nil {
		return 0, false
	}
	return tc.newest(tc.counties[v.panel.County[h]], v.asOf.Month())
}

func (t *tableCoverage) newest(c *countyCoverage, now calendar.Month) (calendar.Month, bool) {
	for back := range t.def.Table.Late + 1 {
		if m := now - calendar.Month(back); t.covered(c, int32(m)) {
			return m, true
		}
	}
	return 0, false
}

// measureSlow walks the screened households once and counts who is expected and
// who is present. It is measure's twin.
func measureSlow(p *panel.Panel, asOf calendar.Date, params *params, workers int) (*coverage, error) {
	v, err := newCoverage(p, asOf, params)
	if err != nil {
		return nil, err
	}
	run, err := rule.NewRun(p.Program, &p.Data, asOf, nil, params.household)
	if err != nil {
		return nil, err
	}
	return v, eachCounty(p, workers, func(from, to int) error { return v.countSlow(run, from, to) })
}

// newCoverage prepares what is counted.
func newCoverage(p *panel.Panel, asOf calendar.Date, params *params) (*coverage, error) {
	v := &coverage{panel: p, asOf: asOf, tables: make([]*tableCoverage, len(p.Program.Tables)), all: map[int]bool{}}
	for _, def := range p.Program.Coverages {
		tc := &tableCoverage{def: def, kind: def.Table.TimeKind()}
		if def.Within != nil {
			s, err := def.Within.Period(asOf)
			if err != nil {
				return nil, err
			}
			tc.window = true
			tc.from, tc.to = s.Grains(tc.kind, asOf.Month())
		}
		tc.counties = make([]*countyCoverage, len(p.Counties))
		for i, code := range p.Counties {
			c := &countyCoverage{seen: map[int32]int{}, present: map[int32]int{}}
			var err error
			if c.share, err = params.at(def.Share, code); err != nil {
				return nil, err
			}
			if def.Floor != nil {
				if c.floor, err = params.at(def.Floor, code); err != nil {
					return nil, err
				}
			}
			tc.counties[i] = c
		}
		v.tables[def.Table.Index] = tc
	}
	return v, nil
}

// countSlow adds the households from … to-1, which are whole counties.
func (v *coverage) countSlow(run *rule.Run, from, to int) error {
	in := rule.NewInterpreter(run)
	var grains []int32
	for h := from; h < to; h++ {
		in.Household(h)
		if !in.Screened() {
			continue
		}
		for _, tc := range v.tables {
			if tc == nil {
				continue
			}
			c := tc.counties[v.panel.County[h]]
			if !tc.def.OfPersons {
				grains = v.grains(in, tc, h, -1, grains[:0])
				v.add(in, tc, c, h, grains)
				continue
			}
			lo, hi := v.panel.Tables[v.panel.Program.Persons.Index].Of(h)
			for person := lo; person < hi; person++ {
				grains = v.grains(in, tc, h, person, grains[:0])
				v.add(in, tc, c, person, grains)
			}
		}
		if err := in.Err(); err != nil {
			return err
		}
	}
	return nil
}

// grains are the periods in which the person (or, with -1, the household) has a
// row that counts, sorted.
func (v *coverage) grains(in *rule.Interpreter, tc *tableCoverage, h, person int, out []int32) []int32 {
	t := tc.def.Table
	rows := v.panel.Tables[t.Index]
	if rows == nil {
		return out
	}
	lo, hi := rows.Of(h)
	time := t.ColumnIndex(t.Time)
	for r := lo; r < hi; r++ {
		if person >= 0 && (rows.Person == nil || int(rows.Person[r]) != person) {
			continue
		}
		g, known := rule.Grain(rows.Columns[time], r)
		if !known {
			continue
		}
		if in.Holds(tc.def.Present, r) {
			out = append(out, g)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func (v *coverage) add(in *rule.Interpreter, tc *tableCoverage, c *countyCoverage, row int, grains []int32) {
	expected := in.Holds(tc.def.Expected, row)
	present := expected
	if tc.def.PresentOf != nil {
		present = in.Holds(tc.def.PresentOf, row)
	}
	if expected {
		c.base++
		if n := int32(tc.def.SeenWithin); n > 0 {
			now := int32(v.asOf.Month())
			for g := now - backMonths; g <= now; g++ {
				if i, _ := slices.BinarySearch(grains, g-n); i < len(grains) && grains[i] < g {
					c.seen[g]++
				}
			}
		}
	}
	if tc.def.FloorOf != nil && in.Holds(tc.def.FloorOf, row) {
		c.floorOf++
	}
	if !present {
		return
	}
	inWindow := false
	for _, g := range grains {
		c.present[g]++
		inWindow = inWindow || (tc.from <= g && g <= tc.to)
	}
	if inWindow {
		c.windowed++
	}
}

// thin is a period of a table that does not cover a county in which somebody is
// expected.
type thin struct {
	county   division.Code
	table    string
	period   string
	present  int
	expected int64 // 1/10 000
	share    int64 // 1/10 000, demanded
}

// thinLines lists them by county, table and period.
//
// Source: the screening contract, `coverage_thin`.
func (v *coverage) thinLines(screened []bool) ([]thin, error) {
	var out []thin
	for _, tc := range v.tables {
		if tc == nil || v.all[tc.def.Table.Index] {
			continue
		}
		for i, c := range tc.counties {
			if !screened[i] {
				continue
			}
			grains, err := v.reported(tc, c)
			if err != nil {
				return nil, err
			}
			for _, g := range grains {
				if e := tc.expected(c, g); e > 0 && !tc.covered(c, g) {
					out = append(out, thin{v.panel.Counties[i], tc.def.Table.Name, tc.period(g), tc.presentIn(c, g), e, c.share})
				}
			}
		}
	}
	slices.SortStableFunc(out, func(a, b thin) int {
		return cmp.Or(cmp.Compare(a.county, b.county), cmp.Compare(a.table, b.table), cmp.Compare(a.period, b.period))
	})
	return out, nil
}

// reported are the grains of a table that coverage_thin may speak of.
func (v *coverage) reported(tc *tableCoverage, c *countyCoverage) ([]int32, error) {
	now := v.asOf.Month()
	switch {
	case tc.window:
		return []int32{0}, nil
	case tc.def.Table.Late > 0:
		newest, ok := tc.newest(c, now)
		if !ok {
			return []int32{int32(now)}, nil
		}
		var out []int32
		for g := int32(newest) + 1; g <= int32(now); g++ {
			if c.present[g] > 0 {
				out = append(out, g)
			}
		}
		return out, nil
	}
	s, err := tc.def.Report.Period(v.asOf)
	if err != nil {
		return nil, err
	}
	from, to := s.Grains(tc.kind, now)
	var out []int32
	for g := from; g <= to; g++ {
		out = append(out, g)
	}
	return out, nil
}

// period names a grain: 2025 · 2024-2025 · 2025-06, the window 2023/2025.
func (t *tableCoverage) period(g int32) string {
	if t.window {
		return t.grain(t.from) + "/" + t.grain(t.to)
	}
	return t.grain(g)
}

func (t *tableCoverage) grain(g int32) string {
	switch t.kind {
	case rule.Month:
		return calendar.Month(g).String()
	case rule.SchoolYear:
		return calendar.SchoolYear(g).String()
	case rule.Date:
		return calendar.Date(g).String()
	}
	return strconv.Itoa(int(g))
}

// Covered is one period of a table in a county, as run.json holds it: why a rule
// could or could not read an absence there.
type Covered struct {
	Table    string `json:"table"`
	County   string `json:"county"`
	Period   string `json:"period"`
	Present  int    `json:"present"`
	Expected string `json:"expected"`
	Share    string `json:"share"`
	Covered  bool   `json:"covered"`
}

// list tells every measured period that holds a row, by table, county, period.
func (v *coverage) list() []Covered {
	var out []Covered
	for _, tc := range v.tables {
		if tc == nil {
			continue
		}
		for i, c := range tc.counties {
			grains := slices.Sorted(maps.Keys(c.present))
			if tc.window {
				grains = []int32{0}
			}
			for _, g := range grains {
				if !tc.window && (g < int32(v.asOf.Month())-backMonths && tc.kind == rule.Month) {
					continue
				}
				out = append(out, Covered{
					tc.def.Table.Name, v.panel.Counties[i].String(), tc.period(g), tc.presentIn(c, g),
					tenThousandths(tc.expected(c, g)), money.Share(c.share).String(), tc.covered(c, g),
				})
			}
		}
	}
	return out
}
