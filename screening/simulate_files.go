package screening

import (
	"context"

	"dixian/plan"
	"dixian/rule"
)

// SimulateFiles reads the files that o names, as Evaluate does, and makes a
// simulation of them: for who asks what a parameter would change where no panel
// stands.
func SimulateFiles(ctx context.Context, o Options, pkg *plan.Package, program *rule.Program) (*Simulation, error) {
	o = o.withDefaults()
	if err := CheckParameters(pkg, program, o.AsOf); err != nil {
		return nil, err
	}
	in, err := read(ctx, o, pkg, program, told(nil))
	if err != nil {
		return nil, err
	}
	v, err := Ready(in.Panel, pkg, o.AsOf, o.Workers)
	if err != nil {
		return nil, err
	}
	o.Progress.Stage("screen", int64(in.Panel.Households))
	return Simulate(v, o.Workers)
}
