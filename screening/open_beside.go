package screening

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"dixian/calendar"
	"dixian/division"
	"dixian/panel"
	"dixian/plan"
	"dixian/rule"
)

// openBeside opens an earlier run so that it can be held against a later one. If
// both used the same package they share it. If the earlier run's package has
// been changed in its place, the later run's takes its place, with the parameter
// values that the earlier run recorded; the note says so.
func (r *Record) openBeside(ctx context.Context, dir string, later *Opened) (o *Opened, note string, err error) {
	if r.PackageHash == later.Record.PackageHash {
		o, err = r.open(ctx, dir, later.Package, later.Program)
		return o, "", err
	}
	pkg, program, err := r.openPackage(dir)
	if err == nil {
		o, err = r.open(ctx, dir, pkg, program)
		return o, "", err
	}
	var changed *Changed
	if !errors.As(err, &changed) {
		return nil, "", err
	}
	o, err = r.openUnder(ctx, dir, later)
	return o, fmt.Sprintf("上次运行所用的规则包（%s）已不在原处；这里用本次的规则包加上次记录的参数值重算上次，凡是因此算不回上次结果的，原因记为“%s”", short(r.PackageHash), ByPackage), err
}

// openUnder reads the run's inputs under another run's package and its own
// parameter values.
func (r *Record) openUnder(ctx context.Context, dir string, other *Opened) (*Opened, error) {
	o, err := r.options(dir)
	if err != nil {
		return nil, err
	}
	if err := r.unchanged(dir, o, other.Program); err != nil {
		return nil, err
	}
	in, err := read(ctx, o, other.Package, other.Program, noSinks{})
	if err != nil {
		return nil, err
	}
	if err := r.compareInputs(dir, in.Inputs); err != nil {
		return nil, err
	}
	v := &Province{Panel: in.Panel, Package: other.Package, AsOf: o.AsOf}
	if v.params, err = r.params(other.Package, o.AsOf, in.Panel); err != nil {
		return nil, err
	}
	if v.coverage, err = measure(in.Panel, o.AsOf, v.params, o.Workers); err != nil {
		return nil, err
	}
	if v.run, err = rule.NewRun(other.Program, &in.Panel.Data, o.AsOf, v.coverage, v.params.household); err != nil {
		return nil, err
	}
	return &Opened{Dir: dir, Record: r, Package: other.Package, Program: other.Program, Intake: in, Province: v}, nil
}

// fixedValues are parameter values by name, as a run recorded them.
type fixedValues map[string][]plan.Value

// at is the value of the narrowest division that contains code.
func (f fixedValues) at(name string, code division.Code) (plan.Value, bool) {
	best, found := plan.Value{}, false
	for _, v := range f[name] {
		if (v.Division == code || v.Division.Contains(code)) && (!found || v.Division.Level() > best.Division.Level()) {
			best, found = v, true
		}
	}
	return best, found
}

// params are the recorded values of the run, for the parameters of a package;
// those that the run did not have are the package's.
func (r *Record) params(pkg *plan.Package, asOf calendar.Date, p *panel.Panel) (*params, error) {
	b := &params{asOf: asOf, items: pkg.Parameters, reads: p.Program.ReadParams(), fixed: r.fixed(pkg)}
	return b, b.bind(p, pkg.Dir)
}

// fixed reads the values of run.json; what does not fit the package's type is
// left to the package.
func (r *Record) fixed(pkg *plan.Package) fixedValues {
	out := fixedValues{}
	for _, item := range pkg.Parameters {
		for _, used := range r.Parameters {
			if used.Name != item.Name {
				continue
			}
			code, err := division.ParseCode(used.Division)
			if err != nil {
				continue
			}
			n, err := plan.ParseValue(item.Type, strings.TrimSpace(used.Value))
			if err != nil {
				continue
			}
			out[item.Name] = append(out[item.Name], plan.Value{Division: code, N: n, Status: used.Status, Number: used.Number})
		}
	}
	return out
}
