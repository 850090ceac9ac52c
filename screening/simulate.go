package screening

import (
	"dixian/column"
	"dixian/division"
	"dixian/rule"
	"dixian/rule/kernel"
)

// Simulation answers what a parameter would change. It holds a province as it was
// evaluated: block by block the households of every rule, and as columns those
// facts that something parameters move may read. Try works out again only what
// reads the changed parameters, and only in the divisions where they change.
//
// Its numbers are those of a full run with the changed values; the twin is
// Province.Evaluate over a package that has them, TestSimulateAgainstFullRuns. It
// may be asked by several at once. It knows no HTTP: a server that shows what a
// parameter request would do keeps one for the newest panel, and asks Try as often
// as a slider moves.
type Simulation struct {
	Province *Province
	Types    []HouseholdType

	program *rule.Program
	run     *kernel.Run // with memos
	input   kernel.Input
	blocks  []block
	workers int
	base    Counted

	screened []int             // households of each block
	thins    []map[string]bool // by county: tables and periods that do not cover it
	desks    desks
	steps    steps
}

// HouseholdType is a code column of households by which counts are told: the kind
// of household, the kind of monitored object.
type HouseholdType struct {
	Column, Label string
	Words         []string // its codes; the last is empty: unknown

	of *column.Byte // by household
}

// block is a run of households of one county.
type block struct {
	from, to int
	county   int
	kept     *kernel.Kept
	raised   []kernel.Bitmap // by rule; nil: nobody
	alerted  kernel.Bitmap
}

// simulationBlock is how many households are looked at together: enough that the
// cost of a block is small, few enough that its columns stay in the cache.
const simulationBlock = 4096

// Simulate evaluates a province once and keeps what Try needs.
func Simulate(v *Province, workers int) (*Simulation, error) {
	workers = Options{Workers: workers}.withDefaults().Workers
	s := &Simulation{Province: v, program: v.Panel.Program, input: v.params.input(v.run, v.Panel), workers: workers}
	s.run = v.kernels.Remembering()
	s.types()
	for from := 0; from < v.Panel.Households; {
		to := from + 1
		for to < v.Panel.Households && to-from < simulationBlock && v.Panel.County[to] == v.Panel.County[from] {
			to++
		}
		s.blocks = append(s.blocks, block{from: from, to: to, county: int(v.Panel.County[from])})
		from = to
	}
	s.screened = make([]int, len(s.blocks))
	facts, conditions, memos := s.keeps()
	at := s.desks.take(s, workers)
	defer s.desks.put(at)
	err := eachBlock(len(s.blocks), 1, workers, func(worker, i, _, _ int) error {
		f, b := at[worker].frame, &s.blocks[i]
		f.Move(b.from, b.to)
		b.kept = f.Keep(facts, conditions, memos)
		b.raised = make([]kernel.Bitmap, len(s.program.Rules))
		b.alerted = make(kernel.Bitmap, (b.to-b.from+63)/64)
		for _, r := range s.program.Rules {
			if raised := f.Raised(r); raised.Count() > 0 {
				b.raised[r.Index] = append(kernel.Bitmap(nil), raised...)
				if r.Raises == rule.Alert {
					b.alerted.Or(raised)
				}
			}
		}
		s.screened[i] = f.Screened().Count()
		return v.explain(f.Err())
	})
	if err != nil {
		return nil, err
	}
	return s, s.count()
}

// keeps are the facts, conditions and memos to keep: whatever parameter moves, and
// whatever it moves by coverage, what lies at the edge of it.
func (s *Simulation) keeps() (facts []*rule.Fact, conditions []*rule.Expr, memos []int) {
	p, all := s.program, s.run.Memos()
	seen, kept := map[*rule.Fact]bool{}, make([]bool, len(all))
	add := func(f *rule.Fact) { seen[f] = true }
	remember := func(memo int) { kept[memo] = true }
	for param := range p.ReadParams() {
		reach(p, all, map[*rule.Param]bool{param: true}, nil).edge(p, all, add, remember)
	}
	for _, c := range p.Coverages {
		reach(p, all, nil, followers(p, c.Table)).edge(p, all, add, remember)
	}
	for i, is := range kept {
		if is {
			memos = append(memos, i)
		}
	}
	for _, f := range p.Facts {
		if seen[f] {
			facts = append(facts, f)
		}
	}
	if p.Screened != nil {
		conditions = append(conditions, p.Screened)
	}
	for _, r := range p.Rules {
		if r.UrgentWhen != nil && r.Raises == rule.Alert {
			conditions = append(conditions, r.UrgentWhen)
		}
	}
	return facts, conditions, memos
}

// followers are the facts of a table that may change with its coverage.
func followers(p *rule.Program, t *rule.Table) (out []*rule.Fact) {
	for _, f := range p.Facts {
		if f.From == t && (f.Coverage == rule.CoverageRequired || t.Late > 0) {
			out = append(out, f)
		}
	}
	return out
}

// types finds the code columns of households that were read.
func (s *Simulation) types() {
	rows := s.Province.Panel.Tables[s.program.Households.Index]
	for i, c := range s.program.Households.Columns {
		if read, is := rows.Columns[i].(*column.Byte); is && c.Type.Kind == rule.Code {
			s.Types = append(s.Types, HouseholdType{c.Name, c.Label, append(append([]string{}, c.Type.Codes...), ""), read})
		}
	}
}

// word is the place among Words of what a household is.
func (t *HouseholdType) word(h int) int {
	if v, known := t.of.At(h); known {
		return int(v)
	}
	return len(t.Words) - 1
}

// Counts are households before and after a change, and those gained and lost.
type Counts struct{ Before, After, Gained, Lost int }

// RuleCount is what a rule raises: of how many households, in all, by county and
// by type. Of coverage_thin it counts lines, and no types.
type RuleCount struct {
	Rule     string
	Raises   rule.Raises
	Total    Counts
	Counties []Counts   // parallel to Panel.Counties
	Types    [][]Counts // parallel to Simulation.Types and their words
}

// Counted is what a change would do.
type Counted struct {
	Rules   []RuleCount // in order of the program, coverage_thin last
	Alerted RuleCount   // households with any alert: each is a visit

	Gained, Lost []int32 // households of the panel that would have an alert, or none any more; rising
}

// Visits are the households of a village with an alert: each is one visit.
type Visits struct {
	Village       division.Code
	Before, After int
	Gained, Lost  int
}

// Visits are the visits that a change would mean, of the villages where it changes
// something.
func (s *Simulation) Visits(c *Counted) []Visits {
	p := s.Province.Panel
	gained, lost := c.Gained, c.Lost
	var out []Visits
	for len(gained) > 0 || len(lost) > 0 {
		h := int32(p.Households)
		for _, list := range [][]int32{gained, lost} {
			if len(list) > 0 {
				h = min(h, list[0])
			}
		}
		v := Visits{Village: p.Division[h]}
		for ; len(gained) > 0 && p.Division[gained[0]] == v.Village; gained = gained[1:] {
			v.Gained++
		}
		for ; len(lost) > 0 && p.Division[lost[0]] == v.Village; lost = lost[1:] {
			v.Lost++
		}
		from, to := s.village(int(h))
		v.Before = s.alertedIn(from, to)
		v.After = v.Before + v.Gained - v.Lost
		out = append(out, v)
	}
	return out
}

// village is the range of households of the village where h lives.
func (s *Simulation) village(h int) (from, to int) {
	villages := s.Province.Panel.Division
	for from = h; from > 0 && villages[from-1] == villages[h]; {
		from--
	}
	for to = h + 1; to < len(villages) && villages[to] == villages[h]; {
		to++
	}
	return from, to
}

func (s *Simulation) alertedIn(from, to int) (n int) {
	for _, b := range s.blocks {
		for h := max(from, b.from); h < min(to, b.to); h++ {
			if b.alerted.Get(h - b.from) {
				n++
			}
		}
		if b.from >= to {
			break
		}
	}
	return n
}
