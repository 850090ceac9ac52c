package screening

import (
	"errors"
	"fmt"

	"dixian/calendar"
	"dixian/panel"
	"dixian/plan"
	"dixian/rule"
	"dixian/rule/kernel"
)

// The fast way: kernels over blocks of households find what fires; the
// interpreter opens only that, with the kernels' values. Its twin is the
// interpreter's way (Options.Interpreter); TestFastAgainstSlow compares the bytes
// that both write.

// fastBlock is how many households are evaluated together: enough to fill the
// loops, few enough that their columns stay in the cache.
const fastBlock = 2048

// readyFast measures coverage and prepares a run by kernels.
func readyFast(p *panel.Panel, pkg *plan.Package, asOf calendar.Date, workers int) (*Province, error) {
	v := &Province{Panel: p, Package: pkg, AsOf: asOf}
	var err error
	if v.params, err = bindParams(pkg, asOf, nil, p); err != nil {
		return nil, err
	}
	kernels, err := kernel.Compile(p.Program)
	if err != nil {
		return nil, err
	}
	if v.coverage, err = measureFast(kernels, p, asOf, v.params, workers); err != nil {
		return nil, err
	}
	if v.run, err = rule.NewRun(p.Program, &p.Data, asOf, v.coverage, v.params.household); err != nil {
		return nil, err
	}
	v.kernels, err = kernels.Bind(v.params.input(v.run, p))
	return v, err
}

// input hands a run to the kernels: values that many households share stand once.
func (b *params) input(run *rule.Run, p *panel.Panel) kernel.Input {
	in := kernel.Input{Run: run, County: p.County, Village: b.villageOf, Params: make([][]int64, len(b.values))}
	for i, values := range b.values {
		in.Params[i] = make([]int64, len(values))
		for village, v := range values {
			in.Params[i][village] = v.N
		}
	}
	return in
}

// evaluateFast is Evaluate by kernels.
func (v *Province) evaluateFast(workers int, progress func(done int)) (*Result, error) {
	blocks := make([]blockResult, (v.Panel.Households+fastBlock-1)/fastBlock)
	frames := make([]*kernel.Frame, workers)
	interpreters := make([]*rule.Interpreter, workers)
	for i := range frames {
		frames[i], interpreters[i] = v.kernels.NewFrame(), rule.NewInterpreter(v.run)
		interpreters[i].Lend(frames[i])
	}
	err := eachBlock(v.Panel.Households, fastBlock, workers, func(worker, block, from, to int) error {
		if err := v.block(frames[worker], interpreters[worker], from, to, &blocks[block]); err != nil {
			return err
		}
		if progress != nil {
			progress(to - from)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return v.collect(blocks)
}

// block evaluates households from … to-1 into out.
func (v *Province) block(f *kernel.Frame, in *rule.Interpreter, from, to int, out *blockResult) error {
	f.Move(from, to)
	screened := f.Screened()
	for h := from; h < to; h++ {
		if screened.Get(h - from) {
			out.screened = append(out.screened, v.Panel.County[h])
		}
	}
	kinds := []rule.Raises{rule.Alert, rule.Hit, rule.Finding}
	var fired [3][]kernel.Firing
	for _, kind := range kinds {
		fired[kind] = f.Firings(kind, v.only)
	}
	if err := v.explain(f.Err()); err != nil {
		return err
	}
	for {
		h := to
		for _, rest := range fired {
			if len(rest) > 0 {
				h = min(h, rest[0].Household)
			}
		}
		if h == to {
			return v.explain(f.Err())
		}
		in.Household(h)
		code := v.Panel.Code(h)
		e := &evidence{in: in, program: v.Panel.Program, params: v.params, house: h, unmasked: v.Unmasked}
		if rest := fired[rule.Alert]; len(rest) > 0 && rest[0].Household == h {
			out.alerted++
		}
		for _, kind := range kinds {
			for len(fired[kind]) > 0 && fired[kind][0].Household == h {
				out.lines[kind] = append(out.lines[kind], v.line(fired[kind][0].Firing, h, code, e))
				fired[kind] = fired[kind][1:]
			}
		}
		if err := in.Err(); err != nil {
			return fmt.Errorf("household %s: %w", code, err)
		}
	}
}

// explain names the household of what kernels could not compute.
func (v *Province) explain(err error) error {
	var failure *kernel.Failure
	if errors.As(err, &failure) {
		return fmt.Errorf("household %s: %w", v.Panel.Code(failure.Household), err)
	}
	return err
}
