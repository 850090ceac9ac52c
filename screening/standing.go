package screening

import (
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"

	"dixian/calendar"
	"dixian/panel"
	"dixian/panel/standing"
	"dixian/plan"
	"dixian/rule"
	"dixian/rule/kernel"
)

// Standing is a saved panel with its results: what is known of a province, kept
// up to date batch by batch. Its results are at all times what a full run over the
// equivalent files would give, evidence included; only the households that a batch
// touches are evaluated again.
//
// Compared tables are different by law: their rows are kept only where the package
// lets them be read when they arrive, and are forgotten where a later batch takes
// the authorisation away. A household that signs later has to be asked for again.
//
// A Standing may be read by many at once; Add and Undo want it alone.
type Standing struct {
	*standing.Directory
	Package *plan.Package
	AsOf    calendar.Date // of its results
	Workers int           // 0: as many as the machine has cores

	kept    standingKept
	kernels *kernel.Plan
}

// standingKept is what panel.json holds for the screening.
type standingKept struct {
	Unmasked bool `json:"unmasked"`
	Results  map[string]resultFile
	Alerted  int   // households with an alert
	Screened []int // households by county
	Coverage []coverageKept
}

// coverageKept counts one county of a table's coverage.
type coverageKept struct {
	Table   string
	County  int
	Base    int           `json:",omitempty"`
	FloorOf int           `json:",omitempty"`
	Seen    map[int32]int `json:",omitempty"`
	Present map[int32]int `json:",omitempty"`
	Window  int           `json:",omitempty"`
}

// OpenStanding opens a saved panel under the package of a folder; empty: the
// folder it was built with.
func OpenStanding(dir, planDir string, keys standing.Keys) (*Standing, error) {
	o, err := standing.Begin(dir, keys)
	if err != nil {
		return nil, err
	}
	if planDir == "" {
		planDir = o.Manifest.Plan
	}
	pkg, err := plan.Load(planDir)
	if err != nil {
		return nil, errors.Join(err, o.Drop())
	}
	program, err := plan.Check(pkg)
	if err != nil {
		return nil, errors.Join(err, o.Drop())
	}
	return openFor(o, pkg, program)
}

// OpenStandingWith is OpenStanding for a package that is open already.
func OpenStandingWith(dir string, pkg *plan.Package, program *rule.Program, keys standing.Keys) (*Standing, error) {
	o, err := standing.Begin(dir, keys)
	if err != nil {
		return nil, err
	}
	return openFor(o, pkg, program)
}

// openFor goes on with a panel that is being opened.
func openFor(o *standing.Opening, pkg *plan.Package, program *rule.Program) (*Standing, error) {
	kernels, err := kernel.Compile(program)
	if err != nil {
		return nil, errors.Join(err, o.Drop())
	}
	d, err := o.For(program, pkg.Hash)
	if err != nil {
		return nil, err
	}
	s := &Standing{Package: pkg, Directory: d, kernels: kernels}
	if err := s.take(); err != nil {
		d.Close() // the panel.json counts, not how it closes
		return nil, fmt.Errorf("%s cannot be used: %w", filepath.Join(d.Dir, "panel.json"), err)
	}
	return s, nil
}

func (s *Standing) take() error {
	if err := json.Unmarshal(s.Manifest.Kept, &s.kept); err != nil {
		return err
	}
	var err error
	if s.AsOf, err = calendar.ParseDate(s.Manifest.AsOf); err != nil {
		return err
	}
	if len(s.kept.Screened) != len(s.Counties) {
		return fmt.Errorf("it counts %d counties, and the panel has %d", len(s.kept.Screened), len(s.Counties))
	}
	return nil
}

// Province is the whole panel, ready to be evaluated. It must not be used after
// Close.
func (s *Standing) Province() (*Province, error) {
	return Ready(s.Panel(), s.Package, s.AsOf, s.workers())
}

func (s *Standing) workers() int { return Options{Workers: s.Workers}.withDefaults().Workers }

// coverage is what is counted, over the counties of the panel.
func (s *Standing) coverage() (*coverage, error) {
	v, err := s.noCoverage()
	if err != nil {
		return nil, err
	}
	for _, k := range s.kept.Coverage {
		t := s.Program.Table(k.Table)
		if t == nil || v.tables[t.Index] == nil || k.County < 0 || k.County >= len(s.Counties) {
			return nil, fmt.Errorf("it counts a table %q that the package does not cover", k.Table)
		}
		c := v.tables[t.Index].counties[k.County]
		c.base, c.floorOf, c.windowed = k.Base, k.FloorOf, k.Window
		for g, n := range k.Seen {
			c.seen[g] = n
		}
		for g, n := range k.Present {
			c.present[g] = n
		}
	}
	return v, nil
}

// noCoverage prepares what is counted, over no household.
func (s *Standing) noCoverage() (*coverage, error) {
	b := &params{asOf: s.AsOf, items: s.Package.Parameters, reads: s.Program.ReadParams()}
	none := &panel.Panel{Program: s.Program, Counties: s.Counties}
	return newCoverage(none, s.AsOf, b)
}

// keptCoverage is coverage as panel.json holds it.
func keptCoverage(v *coverage) []coverageKept {
	var out []coverageKept
	for _, tc := range v.tables {
		if tc == nil {
			continue
		}
		for i, c := range tc.counties {
			out = append(out, coverageKept{tc.def.Table.Name, i, c.base, c.floorOf, c.seen, c.present, c.windowed})
		}
	}
	return out
}

// over prepares an evaluation of a panel of some households under a coverage that
// was counted elsewhere.
func (s *Standing) over(p *panel.Panel, covered *coverage) (*Province, error) {
	v := &Province{Panel: p, Package: s.Package, AsOf: s.AsOf, Unmasked: s.kept.Unmasked}
	var err error
	if v.params, err = bindParams(s.Package, s.AsOf, nil, p); err != nil {
		return nil, err
	}
	here := *covered
	here.panel = p
	v.coverage = &here
	if v.run, err = rule.NewRun(p.Program, &p.Data, s.AsOf, v.coverage, v.params.household); err != nil {
		return nil, err
	}
	v.kernels, err = s.kernels.Bind(v.params.input(v.run, p))
	return v, err
}

// StandingResults are the names of the lists in the directory of a panel, and how
// many households have an alert.
func StandingResults(m *standing.Manifest) (names []string, alerted int, err error) {
	var kept standingKept
	if err := json.Unmarshal(m.Kept, &kept); err != nil {
		return nil, 0, fmt.Errorf("what the panel keeps of its results cannot be read: %w", err)
	}
	for _, list := range resultLists {
		names = append(names, kept.Results[list].Name)
	}
	return names, kept.Alerted, nil
}
