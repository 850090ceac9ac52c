package screening

import (
	"fmt"
	"math/bits"
	"slices"
)

// explain finds the causes of a household's change.
func (w *worlds) explain(c *Change) error {
	l := c.Line()
	for _, end := range []struct {
		m    mixture
		line *Line
	}{{mixture{}, c.Old}, {allAfter, c.New}} {
		got, err := w.result(end.m, l.Household, l.Rule)
		if err != nil {
			return err
		}
		if !w.reaches(c, got, end.line) {
			c.Causes = []Cause{w.recomputed(end.m)}
			return nil
		}
	}
	for _, changed := range w.subsets() {
		got, err := w.result(changed, l.Household, l.Rule)
		if err != nil {
			return err
		}
		if w.reaches(c, got, c.New) {
			c.Causes, err = w.causes(c, changed)
			return err
		}
	}
	c.Causes = []Cause{{Why: Unexplained}} // cannot be: the whole of the later run gives its result
	return nil
}

func (w *worlds) result(m mixture, household, rule string) (*Line, error) {
	b, err := w.of(m)
	if err != nil {
		return nil, err
	}
	return b.result(household, rule)
}

// reaches says whether a mixture's result is that of a run: there or not there;
// of a result that changed, the same in all that is written of it.
func (w *worlds) reaches(c *Change, got, want *Line) bool {
	if got == nil || want == nil || c.Kind != Altered {
		return (got == nil) == (want == nil)
	}
	return sameResult(got, want)
}

// recomputed is the cause of a result that its own inputs no longer give.
func (w *worlds) recomputed(m mixture) Cause {
	o := w.opened[m[rowsPart]]
	if o.Package.Hash != o.Record.PackageHash {
		return Cause{ByPackage, []string{fmt.Sprintf("规则包改过：上次 %s，本次 %s", short(w.d.Old.PackageHash), short(w.d.New.PackageHash))}}
	}
	return Cause{ByProgram, []string{fmt.Sprintf("%s 的结果（程序 %s）与用程序 %s 重算的不同", o.Dir, o.Record.Version, Version)}}
}

// subsets are the mixtures to try on the earlier run, by how many parts are the
// later run's; among as many, the most specific parts first.
func (w *worlds) subsets() []mixture {
	var masks []uint
	for m := uint(1); m < 1<<len(w.differs); m++ {
		masks = append(masks, m)
	}
	slices.SortStableFunc(masks, func(a, b uint) int { // lower bits are the more specific parts
		if d := bits.OnesCount(a) - bits.OnesCount(b); d != 0 {
			return d
		}
		return int(bits.Reverse(b)>>1) - int(bits.Reverse(a)>>1)
	})
	var out []mixture
	for _, mask := range masks {
		var m mixture
		for i, part := range w.differs {
			if mask&(1<<i) != 0 {
				m[part] = after
			}
		}
		if !w.tied || m[rowsPart] == m[packagePart] {
			out = append(out, m)
		}
	}
	return out
}

// causes puts the parts that made a change into words, the most specific first.
func (w *worlds) causes(c *Change, changed mixture) ([]Cause, error) {
	t, err := w.telling(c)
	if err != nil {
		return nil, err
	}
	if c.Kind != Altered {
		c.Values, c.Otherwise = t.values(), t.whyNot()
	}
	var out []Cause
	for part, words := range [parts]func() Cause{
		rowsPart: t.rows, paramPart: t.parameters, coveragePart: t.coverage, packagePart: t.pkg, datePart: t.date,
	} {
		if changed[part] == after {
			out = append(out, words())
		}
	}
	return out, nil
}
