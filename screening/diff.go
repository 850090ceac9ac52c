package screening

import (
	"context"
	"errors"
	"slices"
)

// Kind is what became of a result between two runs.
type Kind string

// The three things a result can have done.
const (
	Appeared    Kind = "新增"
	Disappeared Kind = "消失"
	Altered     Kind = "变化"
)

// Why is a cause of a difference.
type Why string

// Causes, the most specific first.
const (
	ByRegistry  Why = "户籍" // the household came or went, or is screened on one side only
	ByRow       Why = "数据行"
	ByParameter Why = "参数"
	ByCoverage  Why = "覆盖"
	ByPackage   Why = "规则包"
	ByDate      Why = "截止日"
	ByProgram   Why = "程序" // another version of the program computes it otherwise
	Unexplained Why = "未说明"
)

// Cause is why a result differs, with what shows it.
type Cause struct {
	Why    Why
	Detail []string // sentences: rows by file and line, values old and new
}

// Change is one household's result of one rule that differs between two runs;
// for coverage_thin, one county's.
type Change struct {
	Kind     Kind
	List     string // alerts, hits, findings
	Old, New *Line  // nil where there is none
	Causes   []Cause
	// Otherwise says why the rule does not fire in the run where it does not.
	Otherwise string
	Values    []string // what differs in the result itself, or in the facts below it: old → new
}

// Line is the result on the later side, or what it was.
func (c Change) Line() *Line {
	if c.New != nil {
		return c.New
	}
	return c.Old
}

// Difference is everything that differs between two runs.
type Difference struct {
	Old, New         *Record
	OldDir, NewDir   string
	OldRows, NewRows *Opened // nil: the inputs could not be opened
	Notes            []string
	Changes          []Change
}

// Diff compares the results of two runs and says why they differ. Both runs are
// opened for it, so their inputs must be unchanged; where they are not, the
// results are compared without causes, and Notes says so. A plan package that
// was changed in its place since the earlier run is replaced by the later run's,
// with the parameter values that the earlier run recorded.
//
// Why is found by experiment: of what differs between the runs (rows, parameter
// values, coverage, package, date) the smallest part is sought that, changed
// alone in the earlier run, gives the later result. Of parts of one size the
// most specific counts. ID numbers are masked, however the runs wrote them.
func Diff(ctx context.Context, oldDir, newDir string) (*Difference, error) {
	d := &Difference{OldDir: oldDir, NewDir: newDir}
	var err error
	if d.Old, err = ReadRecord(oldDir); err != nil {
		return nil, err
	}
	if d.New, err = ReadRecord(newDir); err != nil {
		return nil, err
	}
	if d.Changes, err = changes(oldDir, newDir); err != nil {
		return nil, err
	}
	if err := d.open(ctx); err != nil {
		return nil, err
	}
	return d, d.explain()
}

// open opens both runs; d.Notes says what could not be.
func (d *Difference) open(ctx context.Context) error {
	var changed *Changed
	opened, err := Open(ctx, d.NewDir)
	switch {
	case errors.As(err, &changed):
		d.Notes = append(d.Notes, changed.Error(), withoutCauses)
		return nil
	case err != nil:
		return err
	}
	old, note, err := d.Old.openBeside(ctx, d.OldDir, opened)
	var missing *MissingParameters
	switch {
	case errors.As(err, &changed), errors.As(err, &missing):
		d.Notes = append(d.Notes, err.Error(), withoutCauses)
		return nil
	case err != nil:
		return err
	}
	if note != "" {
		d.Notes = append(d.Notes, note)
	}
	d.OldRows, d.NewRows = old, opened
	return nil
}

const withoutCauses = "所以只比较两次的结果，不能说明数据行、参数等原因"

// explain finds the causes of every change.
func (d *Difference) explain() error {
	var w *worlds
	if d.OldRows != nil {
		w = newWorlds(d)
	}
	for i := range d.Changes {
		c := &d.Changes[i]
		c.Values = valuesOf(c.Old, c.New, d.labels())
		switch {
		case c.Line().Household == "":
			c.Causes = d.thinCauses(c)
		case w == nil:
			c.Causes = []Cause{{Why: Unexplained}}
		default:
			if err := w.explain(c); err != nil {
				return err
			}
		}
	}
	slices.SortStableFunc(d.Changes, func(a, b Change) int { return kindRank[a.Kind] - kindRank[b.Kind] })
	return nil
}

var kindRank = map[Kind]int{Appeared: 0, Disappeared: 1, Altered: 2}
