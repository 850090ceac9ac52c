package screening

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"dixian/calendar"
	"dixian/plan"
	"dixian/rule"
)

// Opened is an earlier run with everything it saw: its inputs read again, under
// its own options. It is what explanations and comparisons are made from.
type Opened struct {
	Dir      string
	Record   *Record
	Package  *plan.Package
	Program  *rule.Program
	Intake   *Intake // Files has the base names that Panel.Origin counts
	Province *Province

	traces  *rule.Tracer                    // what has been prepared for tracing; nil: nothing yet
	columns map[*rule.Table]map[string]bool // that the program reads; nil: not asked yet
}

// reads are the columns of a table that the run's program looks at.
func (o *Opened) reads(t *rule.Table) map[string]bool {
	if o.columns == nil {
		o.columns = o.Program.Reads()
	}
	return o.columns[t]
}

// tracer makes a tracer through an interpreter of the run's program.
func (o *Opened) tracer(in *rule.Interpreter) *rule.Tracer {
	if o.traces == nil {
		o.traces = rule.NewTracer(in)
	}
	return o.traces.On(in)
}

// Changed says that something a run read is no longer what it was, so that the
// run can be neither explained nor repeated.
type Changed struct {
	Dir, What, Cure string
	OfPackage       bool // the plan package, not an input
}

func (c *Changed) Error() string {
	return fmt.Sprintf("the run in %s cannot be opened: %s; %s", c.Dir, c.What, c.Cure)
}

// Open reads the run of a folder again: the files that its run.json names, with
// the same dates, mapping and package. What has changed since (SHA-256), is
// missing or was added is refused with a *Changed that names it.
func Open(ctx context.Context, dir string) (*Opened, error) {
	r, err := ReadRecord(dir)
	if err != nil {
		return nil, err
	}
	pkg, program, err := r.openPackage(dir)
	if err != nil {
		return nil, err
	}
	return r.open(ctx, dir, pkg, program)
}

// openPackage loads the package the run used, if it still is that.
func (r *Record) openPackage(dir string) (*plan.Package, *rule.Program, error) {
	pkg, err := plan.Load(r.Plan)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, &Changed{dir, "the plan package " + r.Plan + " is no longer there", "put it back, or screen again", true}
	}
	if err == nil && pkg.Hash == r.PackageHash {
		program, err := plan.Check(pkg)
		return pkg, program, err
	}
	now := "cannot be read now"
	if err == nil {
		now = "has SHA-256 " + short(pkg.Hash) + " now"
	}
	return nil, nil, &Changed{dir, fmt.Sprintf("the plan package %s was %s then and %s", r.Plan, short(r.PackageHash), now),
		"put back the package that the run used, or screen again", true}
}

// open reads the inputs under a package.
func (r *Record) open(ctx context.Context, dir string, pkg *plan.Package, program *rule.Program) (*Opened, error) {
	o, err := r.options(dir)
	if err != nil {
		return nil, err
	}
	if err := r.unchanged(dir, o, program); err != nil {
		return nil, err
	}
	in, err := read(ctx, o, pkg, program, noSinks{})
	if err != nil {
		return nil, err
	}
	if err := r.compareInputs(dir, in.Inputs); err != nil {
		return nil, err
	}
	v, err := Ready(in.Panel, pkg, o.AsOf, o.Workers)
	if err != nil {
		return nil, err
	}
	return &Opened{Dir: dir, Record: r, Package: pkg, Program: program, Intake: in, Province: v}, nil
}

// options are those the run was made with.
func (r *Record) options(dir string) (Options, error) {
	o := Options{
		Registry: r.Registry, Extracts: r.Extracts, Plan: r.Plan, Mapping: r.Mapping,
		CheckAll: r.CheckAll, MaxQuarantine: r.MaxQuarantine,
	}
	var err error
	if o.AsOf, err = calendar.ParseDate(r.AsOf); err == nil {
		o.Today, err = calendar.ParseDate(r.Today)
	}
	if err != nil {
		return o, fmt.Errorf("%s is not the run.json of a screening: its dates cannot be read: %w", filepath.Join(dir, "run.json"), err)
	}
	return o.withDefaults(), nil
}

// short is the beginning of a hash, enough to tell two apart.
func short(hash string) string { return hash[:min(12, len(hash))] }
