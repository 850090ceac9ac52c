package screening

import (
	"errors"
	"fmt"

	"dixian/calendar"
	"dixian/division"
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
	writers := make([]blockWriter, workers)
	for i := range frames {
		frames[i] = v.kernels.NewFrame()
		in := rule.NewInterpreter(v.run)
		in.Lend(frames[i])
		writers[i] = blockWriter{of: v, evidence: &evidence{in: in, program: v.Panel.Program, params: v.params, unmasked: v.Unmasked}}
	}
	err := eachBlock(v.Panel.Households, fastBlock, workers, func(worker, block, from, to int) error {
		if err := v.block(frames[worker], &writers[worker], from, to, &blocks[block]); err != nil {
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
func (v *Province) block(f *kernel.Frame, w *blockWriter, from, to int, out *blockResult) error {
	f.Move(from, to)
	defer w.end(out)
	in := w.evidence.in
	if v.alerts != nil {
		f.CountAlerts(v.raised(f), v.alerts[from:to])
	}
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
		w.household(h)
		if rest := fired[rule.Alert]; len(rest) > 0 && rest[0].Household == h {
			out.alerted++
		}
		for _, kind := range kinds {
			for len(fired[kind]) > 0 && fired[kind][0].Household == h {
				w.line(kind, fired[kind][0].Firing, out)
				fired[kind] = fired[kind][1:]
			}
		}
		if err := in.Err(); err != nil {
			return fmt.Errorf("household %s: %w", w.code, err)
		}
	}
}

// raised are the households of a block of each alert that is asked for.
func (v *Province) raised(f *kernel.Frame) (out []kernel.Bitmap) {
	for _, r := range v.Panel.Program.Rules {
		if r.Raises == rule.Alert && v.only[r] {
			out = append(out, f.Raised(r))
		}
	}
	return out
}

// blockWriter makes the lines of one block after another. The evidence of a block
// is one text, of which every line has its part.
type blockWriter struct {
	of       *Province
	evidence *evidence

	code, division, asOf string // of the household it stands at; its village; the date
	village              division.Code
	text                 []byte
	parts                []linePart
}

// linePart is a line's part of the text.
type linePart struct {
	kind           rule.Raises
	line, from, to int
}

// household goes to household h.
func (w *blockWriter) household(h int) {
	p := w.of.Panel
	w.evidence.house, w.code = h, p.Code(h)
	if v := p.Division[h]; w.division == "" || v != w.village {
		w.village, w.division, w.asOf = v, v.String(), w.of.AsOf.String()
	}
}

// line adds a line about the household.
func (w *blockWriter) line(kind rule.Raises, f rule.Firing, out *blockResult) {
	from := len(w.text)
	w.text = w.evidence.of(w.text, f)
	w.parts = append(w.parts, linePart{kind, len(out.lines[kind]), from, len(w.text)})
	out.lines[kind] = append(out.lines[kind], w.of.line(f, w.division, w.code, w.asOf))
}

// end gives the lines of a block their evidence.
func (w *blockWriter) end(out *blockResult) {
	text := string(w.text)
	for _, p := range w.parts {
		out.lines[p.kind][p.line].Evidence = text[p.from:p.to]
	}
	w.text, w.parts = w.text[:0], w.parts[:0]
}

// explain names the household of what kernels could not compute.
func (v *Province) explain(err error) error {
	var failure *kernel.Failure
	if errors.As(err, &failure) {
		return fmt.Errorf("household %s: %w", v.Panel.Code(failure.Household), err)
	}
	return err
}
