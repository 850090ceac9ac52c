package screening

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"dixian/plan"
	"dixian/rule"
)

// Record is run.json: what a run read and used, enough to explain it and to
// repeat it.
type Record struct {
	Version       string      `json:"version"`
	AsOf          string      `json:"as_of"`
	Today         string      `json:"today"`
	Registry      string      `json:"registry"`
	Extracts      string      `json:"extracts"`
	Plan          string      `json:"plan"`
	PackageHash   string      `json:"package_sha256"`
	Mapping       string      `json:"mapping,omitempty"`
	MappingHash   string      `json:"mapping_sha256,omitempty"`
	Unmasked      bool        `json:"unmasked"`
	CheckAll      bool        `json:"check_all"`
	MaxQuarantine float64     `json:"max_quarantine"`
	Inputs        []Input     `json:"inputs"`
	Left          []string    `json:"left_alone"`
	Parameters    []UsedValue `json:"parameters"`
	Coverage      []Covered   `json:"coverage"`
}

// Summary is summary.json.
type Summary struct {
	AsOf       string                `json:"as_of"`
	Tables     map[string]TableCount `json:"tables"`
	Households struct {
		Screened int `json:"screened"`
		Alerted  int `json:"alerted"`
	} `json:"households"`
	Rules      map[string]int     `json:"rules"`
	Counties   map[string]int     `json:"counties"`
	Risks      map[string]int     `json:"risks"`
	Urgencies  map[string]int     `json:"urgencies"`
	Parameters []UsedValue        `json:"parameters"`
	Stages     map[string]float64 `json:"stages"`
	Notes      []string           `json:"notes"` // files and columns that were left alone
}

// Version is the product's, kept in run.json.
const Version = "0.1.0"

// Screen reads, screens and writes the result to the folder out, by rename:
// what was there before stays until the new result is whole. A folder that holds
// something else than a run is refused.
func Screen(ctx context.Context, o Options, out string) (*Summary, error) {
	o = o.withDefaults()
	o.lean = true
	pkg, program, err := openPackage(o)
	if err != nil {
		return nil, err
	}
	w, err := newWriter(out, program)
	if err != nil {
		return nil, err
	}
	w.unmasked = o.Unmasked
	defer w.discard()
	clock := newClock()
	in, err := read(ctx, o, pkg, program, w)
	if err != nil {
		return nil, w.explain(err)
	}
	clock.done("read")
	ready := Ready
	if o.Interpreter {
		ready = readySlow
	}
	v, err := ready(in.Panel, pkg, o.AsOf, o.Workers)
	if err != nil {
		return nil, err
	}
	v.Unmasked = o.Unmasked
	clock.done("cover")
	o.Progress.Stage("screen", int64(in.Panel.Households))
	result, err := v.Evaluate(o.Workers, func(n int) { o.Progress.Advance("screen", int64(n)) })
	if err != nil {
		return nil, err
	}
	clock.done("screen")
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("stopped before the result was written: %w", err)
	}
	o.Progress.Stage("write", 0)
	record, err := record(o, pkg, in, v)
	if err != nil {
		return nil, err
	}
	s := summarise(o, in, v, result)
	if err := w.lines(result); err != nil {
		return nil, err
	}
	clock.done("write")
	s.Stages = clock.seconds
	if err := w.json("run.json", record); err != nil {
		return nil, err
	}
	if err := w.json("summary.json", s); err != nil {
		return nil, err
	}
	return s, w.publish()
}

func (o Options) withDefaults() Options {
	if o.Workers <= 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	if o.Progress == nil {
		o.Progress = silent{}
	}
	return o
}

func openPackage(o Options) (*plan.Package, *rule.Program, error) {
	pkg, err := plan.Load(o.Plan)
	if err != nil {
		return nil, nil, err
	}
	program, err := plan.Check(pkg)
	if err != nil {
		return nil, nil, err
	}
	return pkg, program, CheckParameters(pkg, program, o.AsOf)
}

func record(o Options, pkg *plan.Package, in *Intake, v *Province) (*Record, error) {
	r := &Record{
		Version: Version, AsOf: o.AsOf.String(), Today: o.Today.String(), PackageHash: pkg.Hash,
		Unmasked: o.Unmasked, CheckAll: o.CheckAll, MaxQuarantine: o.MaxQuarantine,
		Inputs: in.Inputs, Left: in.Left, Parameters: v.params.used(in.Panel.Program), Coverage: v.coverage.list(),
	}
	for _, path := range []struct {
		to   *string
		from string
	}{{&r.Registry, o.Registry}, {&r.Extracts, o.Extracts}, {&r.Plan, o.Plan}, {&r.Mapping, o.Mapping}} {
		if path.from == "" {
			continue
		}
		abs, err := plan.Path(path.from)
		if err != nil {
			return nil, err
		}
		*path.to = abs
	}
	for i := range r.Inputs {
		abs, err := filepath.Abs(r.Inputs[i].Path)
		if err != nil {
			return nil, err
		}
		r.Inputs[i].Path = abs
	}
	if o.Mapping != "" {
		hash, err := fileHash(o.Mapping)
		if err != nil {
			return nil, err
		}
		r.MappingHash = hash
	}
	return r, nil
}

func summarise(o Options, in *Intake, v *Province, r *Result) *Summary {
	s := &Summary{
		AsOf: o.AsOf.String(), Tables: in.Counts, Parameters: v.params.used(in.Panel.Program),
		Rules: map[string]int{}, Counties: map[string]int{}, Risks: map[string]int{}, Urgencies: map[string]int{},
	}
	s.Notes = notes(in)
	s.Households.Screened, s.Households.Alerted = r.Screened, r.Alerted
	for _, lines := range [][]Line{r.Alerts, r.Hits, r.Findings} {
		for _, l := range lines {
			s.Rules[l.Rule]++
		}
	}
	for _, l := range r.Alerts {
		s.Counties[l.Division[:6]+"000000"]++
		s.Risks[l.Risk]++
		s.Urgencies[l.Urgency]++
	}
	return s
}

// clock times the stages of a run.
type clock struct {
	last    time.Time
	seconds map[string]float64
}

func newClock() *clock { return &clock{time.Now(), map[string]float64{}} }

func (c *clock) done(stage string) {
	now := time.Now()
	c.seconds[stage] = float64(now.Sub(c.last).Round(time.Millisecond)) / float64(time.Second)
	c.last = now
}

// ReadRecord reads the run.json of a run's folder.
func ReadRecord(dir string) (*Record, error) {
	data, err := os.ReadFile(filepath.Join(dir, "run.json"))
	if err != nil {
		return nil, fmt.Errorf("%s is not the folder of a run: %w", dir, err)
	}
	r := &Record{}
	if err := json.Unmarshal(data, r); err != nil {
		return nil, fmt.Errorf("%s/run.json cannot be read: %w", dir, err)
	}
	return r, nil
}

// notes names what was not read: files of no table, unknown columns, files that
// repeat another.
func notes(in *Intake) []string {
	out := []string{}
	for _, name := range in.Left {
		out = append(out, name+" was left alone: its name begins with no table's key or Chinese name followed by . _ or -")
	}
	for _, f := range in.Inputs {
		name := filepath.Base(f.Path)
		if f.SameAs != "" {
			out = append(out, name+" holds the same as "+f.SameAs+" and changed nothing")
		}
		if len(f.Ignored) > 0 {
			out = append(out, name+": columns that "+f.Table+" does not have were ignored: "+strings.Join(f.Ignored, ", "))
		}
	}
	return out
}
