package screening

import (
	"context"
	"encoding/json"
	"fmt"

	"dixian/intake"
	"dixian/panel"
	"dixian/plan"
	"dixian/rule"
)

// Screened is a screening held in memory, for who keeps its result in a database
// instead of a folder.
type Screened struct {
	Panel    *panel.Panel
	Result   *Result
	Coverage []Covered
	Summary  *Summary
	Spoken   []Spoken
	Left     []string // files whose name is no table's

	intake   *Intake
	province *Province
}

// Files are what was read.
func (s *Screened) Files() []Input { return s.intake.Inputs }

// JSON is the summary as summary.json holds it.
func (s *Screened) JSON() (string, error) {
	data, err := json.Marshal(s.Summary)
	return string(data), err
}

// Evaluate reads the files that o names and screens them under a package that is
// open already (o.Plan is not read), without writing anything. bad, if given,
// hears of every row that was set aside, from several goroutines; it may be
// called before a *TooManyBad comes back.
func Evaluate(ctx context.Context, o Options, pkg *plan.Package, program *rule.Program, bad func(intake.Problem)) (*Screened, error) {
	o = o.withDefaults()
	if err := CheckParameters(pkg, program, o.AsOf); err != nil {
		return nil, err
	}
	clock := newClock()
	in, err := read(ctx, o, pkg, program, told(bad))
	if err != nil {
		return nil, err
	}
	clock.done("read")
	v, err := Ready(in.Panel, pkg, o.AsOf, o.Workers)
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
	spoken, err := v.Spoken(o.Workers)
	if err != nil {
		return nil, err
	}
	clock.done("asked")
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("stopped before the result was used: %w", err)
	}
	s := summarise(o, in, v, result)
	s.Stages = clock.seconds
	return &Screened{Panel: in.Panel, Result: result, Coverage: v.coverage.list(), Summary: s, Spoken: spoken, Left: in.Left, intake: in, province: v}, nil
}

// told passes bad rows on and drops warnings.
type told func(intake.Problem)

func (f told) table(*rule.Table) (bad, warn func(intake.Problem) error, setAside func(intake.BadRow) error) {
	bad = func(p intake.Problem) error {
		if f != nil {
			f(p)
		}
		return nil
	}
	return bad, func(intake.Problem) error { return nil }, nil
}
