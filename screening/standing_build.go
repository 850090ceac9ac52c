package screening

import (
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"time"

	"dixian/panel/standing"
	"dixian/plan"
	"dixian/rule"
	"dixian/rule/kernel"
)

// BuildStanding screens the files that o names, keeps panel and results in a new
// directory, and says what a run over them would. Every table's files are one batch.
// Of compared tables only what may be read is kept: see Standing.
func BuildStanding(ctx context.Context, o Options, dir string, keys standing.Keys, by string, at time.Time) (*Summary, error) {
	pkg, program, err := openPackage(o.withDefaults())
	if err != nil {
		return nil, err
	}
	return BuildStandingWith(ctx, o, pkg, program, dir, keys, by, at)
}

// BuildStandingWith is BuildStanding under a package that is open already.
func BuildStandingWith(ctx context.Context, o Options, pkg *plan.Package, program *rule.Program, dir string, keys standing.Keys, by string, at time.Time) (*Summary, error) {
	o = o.withDefaults()
	o.kept = true
	if err := CheckParameters(pkg, program, o.AsOf); err != nil {
		return nil, err
	}
	in, err := read(ctx, o, pkg, program, noSinks{})
	if err != nil {
		return nil, err
	}
	v, err := Ready(in.Panel, pkg, o.AsOf, o.Workers)
	if err != nil {
		return nil, err
	}
	v.Unmasked = o.Unmasked
	o.Progress.Stage("screen", int64(in.Panel.Households))
	result, err := v.Evaluate(o.Workers, func(n int) { o.Progress.Advance("screen", int64(n)) })
	if err != nil {
		return nil, err
	}
	o.Progress.Stage("write", 0)
	planDir, err := plan.Path(o.Plan)
	if err != nil {
		return nil, err
	}
	kernels, err := kernel.Compile(program)
	if err != nil {
		return nil, err
	}
	kept := keepsFor(kernels)
	c, err := standing.New(in.Panel, func(t *rule.Table, c *rule.Column) bool { return kept[t][c.Name] }, standing.Manifest{
		PackageHash: pkg.Hash, Plan: planDir, AsOf: o.AsOf.String(), Today: o.Today.String(), Batches: in.batches(by, at, v),
	})
	if err != nil {
		return nil, err
	}
	s := &Standing{Package: pkg, AsOf: o.AsOf, Workers: o.Workers} // writes results; of none before
	w := &reckoned{result: result, kept: standingKept{Unmasked: o.Unmasked, Coverage: keptCoverage(v.coverage)}}
	if w.kept.Screened, err = countScreened(v, in.Panel); err != nil {
		return nil, err
	}
	all := make([]int32, in.Panel.Households)
	for h := range all {
		all[h] = int32(h)
	}
	reading := &Standing{Directory: c.After, Package: pkg, AsOf: o.AsOf, Workers: o.Workers, kernels: kernels}
	if err := reading.forgetUnread(c, all, v.coverage); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("stopped before the panel was written: %w", err)
	}
	if err := c.Create(dir, keys, func(folder string) (json.RawMessage, error) {
		return s.writeResults(folder, 1, w, nil)
	}); err != nil {
		return nil, err
	}
	return summarise(o, in, v, result), nil
}

// batches are the tables of a run as batches.
func (in *Intake) batches(by string, at time.Time, v *Province) []standing.Batch {
	var out []standing.Batch
	for _, f := range in.Inputs {
		t := v.Panel.Program.Table(f.Table)
		if n := len(out); n == 0 || out[n-1].Table != f.Table {
			count := in.Counts[f.Table]
			out = append(out, standing.Batch{
				Number: n + 1, Table: f.Table, Owner: t.Owner, Whole: t.Whole, By: by, At: at,
				Read: count.Read, Accepted: count.Accepted, Duplicate: count.Duplicate, Quarantined: count.Quarantined, Unmatched: count.Unmatched,
			})
		}
		b := &out[len(out)-1]
		b.Files = append(b.Files, standing.BatchFile{Name: filepath.Base(f.Path), SHA256: f.SHA256, Rows: f.Rows})
	}
	return out
}
