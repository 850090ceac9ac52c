package screening

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"dixian/panel"
	"dixian/panel/standing"
	"dixian/rule"
)

// reckoned are new lines of households, and what is counted.
type reckoned struct {
	result  *Result
	touched []home              // households that were judged, in the order of lists; nil: all
	rules   map[*rule.Rule]bool // by which; nil: all
	thin    bool                // the lines about counties were found again
	kept    standingKept
}

// home is where the lines of a household stand in a list.
type home struct {
	division, household string
	place               int // among those that were judged, as the panel has them
}

// ruleNames are the names of the judged rules.
func (w *reckoned) ruleNames() map[string]bool {
	names := map[string]bool{}
	for r := range w.rules {
		names[r.Name] = true
	}
	return names
}

// of says whether a list may have other lines than before.
func (w *reckoned) of(list string) bool {
	if w.rules == nil || list == "findings" && w.thin {
		return true
	}
	for r := range w.rules {
		if listOf(r) == list {
			return true
		}
	}
	return false
}

// judged says of the lines of a list, asked one after the other, whether they were
// found again: those of the rules that were judged, of the households they were
// judged of.
func (w *reckoned) judged() func(*listed) bool {
	rest, names := w.touched, w.ruleNames()
	return func(l *listed) bool {
		if len(l.household) == 0 {
			return w.thin
		}
		if w.touched == nil {
			return true
		}
		rest = l.from(rest)
		return len(rest) > 0 && l.compareHome(rest[0]) == 0 && (w.rules == nil || names[string(l.rule)])
	}
}

// reckon evaluates the households that a change touches. If the coverage of a
// county changes by it, all its households are touched. before is what is covered
// without it.
func (s *Standing) reckon(c *standing.Change, before *coverage, out *StandingChange) (*reckoned, error) {
	now, screened := before, s.kept.Screened
	touched, t := c.Touched, s.Program.Table(c.Batch.Table)
	counted := coverageRestsOn(s.Program, t)
	if counted {
		var err error
		if now, screened, err = s.recount(c, before); err != nil {
			return nil, err
		}
		var counties []int32
		for i, code := range s.Counties {
			if coversAlike(before, now, i) {
				continue
			}
			out.Counties = append(out.Counties, code.String())
			counties = append(counties, int32(i))
		}
		if len(counties) > 0 {
			touched = nil
			is := make([]bool, len(s.County))
			for _, h := range c.Touched {
				is[h] = true
			}
			for h, county := range s.County {
				if is[h] || slices.Contains(counties, county) {
					touched = append(touched, int32(h))
				}
			}
		}
	}
	out.Touched = len(touched)
	w := &reckoned{result: &Result{}, touched: make([]home, len(touched)), thin: counted, kept: standingKept{Unmasked: s.kept.Unmasked, Screened: screened, Coverage: keptCoverage(now)}}
	if len(out.Counties) == 0 {
		w.rules = rulesRestingOn(s.Program, t)
	}
	if len(touched) > 0 {
		fromList := s.alertsFromList(w.rules)
		reads := standing.All
		if fromList {
			reads = readsFor(s.Program, w.rules)
		}
		p := c.After.Some(touched, reads)
		for h := range touched {
			w.touched[h] = home{p.Division[h].String(), p.Code(h), h}
		}
		slices.SortFunc(w.touched, func(a, b home) int {
			return cmp.Or(strings.Compare(a.division, b.division), strings.Compare(a.household, b.household))
		})
		v, err := s.over(p, now)
		if err != nil {
			return nil, err
		}
		v.only = w.rules
		if fromList {
			if v.alerts, err = s.otherAlerts(w); err != nil {
				return nil, err
			}
		}
		if w.result, err = v.Evaluate(s.workers(), nil); err != nil {
			return nil, err
		}
	}
	return w, s.addThin(w, now)
}

// alertsFromList says whether the alerts that the judged rules count beside their own
// can be taken from the list of before: no batch that leaves a rule alone changes its
// lines. nil are all rules, and none is left alone.
func (s *Standing) alertsFromList(judged map[*rule.Rule]bool) bool {
	if judged == nil {
		return false
	}
	for r := range judged {
		if r.About.Folder == "system" || !s.kernels.OnlyCountAlerts(r.Where, r.When, r.UrgentWhen, r.Who) {
			return false
		}
	}
	return s.kernels.OnlyCountAlerts(s.Program.Screened)
}

// otherAlerts are, of each household that is judged, the lines in the list of alerts of
// rules that are not judged. Twin: all rules judged (TestHistories).
func (s *Standing) otherAlerts(w *reckoned) ([]int64, error) {
	out := make([]int64, len(w.touched))
	list, err := openList(s.Dir, s.kept.Results["alerts"])
	if err != nil {
		return nil, err
	}
	defer list.close()
	rest, names := w.touched, w.ruleNames()
	for {
		if err := list.next(); err != nil || !list.has() {
			return out, err
		}
		if rest = list.from(rest); len(rest) > 0 && list.compareHome(rest[0]) == 0 && !names[string(list.rule)] {
			out[rest[0].place]++
		}
	}
}

// addThin puts the findings about counties in the place of those of the households
// that were evaluated, if what is counted may have changed.
func (s *Standing) addThin(w *reckoned, now *coverage) error {
	w.result.Findings = slices.DeleteFunc(w.result.Findings, func(l Line) bool { return l.Household == "" })
	if !w.thin {
		return nil
	}
	screened := make([]bool, len(s.Counties))
	for i, n := range w.kept.Screened {
		screened[i] = n > 0
	}
	thins, err := now.thinLines(screened)
	if err != nil {
		return err
	}
	for _, t := range thins {
		l := t.line()
		l.AsOf = s.AsOf.String()
		w.result.Findings = append(w.result.Findings, l)
	}
	slices.SortStableFunc(w.result.Findings, compareLines)
	return nil
}

// recount counts the touched households before and after a change: the difference
// goes to what was counted.
func (s *Standing) recount(c *standing.Change, before *coverage) (*coverage, []int, error) {
	now, err := s.coverage() // a copy
	if err != nil {
		return nil, nil, err
	}
	screened := slices.Clone(s.kept.Screened)
	if len(c.Touched) == 0 {
		return now, screened, nil
	}
	for _, side := range []struct {
		of   *standing.Directory
		sign int
	}{{s.Directory, -1}, {c.After, 1}} {
		p := side.of.Some(c.Touched, standing.All)
		params, err := bindParams(s.Package, s.AsOf, nil, p)
		if err != nil {
			return nil, nil, err
		}
		part, err := measureFast(s.kernels, p, s.AsOf, params, s.workers())
		if err != nil {
			return nil, nil, err
		}
		now.plus(part, side.sign)
		v, err := s.over(p, before)
		if err != nil {
			return nil, nil, err
		}
		if err := v.eachScreened(func(h int) { screened[p.County[h]] += side.sign }); err != nil {
			return nil, nil, err
		}
	}
	return now, screened, nil
}

// plus adds (1) or takes away (-1) what was counted of some households.
func (v *coverage) plus(part *coverage, sign int) {
	for i, tc := range v.tables {
		if tc == nil {
			continue
		}
		for county, c := range tc.counties {
			o := part.tables[i].counties[county]
			c.base += sign * o.base
			c.floorOf += sign * o.floorOf
			c.windowed += sign * o.windowed
			for _, m := range []struct{ to, from map[int32]int }{{c.seen, o.seen}, {c.present, o.present}} {
				for g, n := range m.from {
					if m.to[g] += sign * n; m.to[g] == 0 {
						delete(m.to, g)
					}
				}
			}
		}
	}
}

// coversAlike says whether a county is covered alike by two counts, period by
// period.
func coversAlike(a, b *coverage, county int) bool {
	for i, x := range a.tables {
		if x == nil {
			continue
		}
		y := b.tables[i]
		cx, cy := x.counties[county], y.counties[county]
		if x.window {
			if x.covered(cx, 0) != y.covered(cy, 0) {
				return false
			}
			continue
		}
		for _, c := range []*countyCoverage{cx, cy} {
			for g := range c.present { // a period without rows is not covered
				if x.covered(cx, g) != y.covered(cy, g) {
					return false
				}
			}
		}
	}
	return true
}

// eachScreened tells of every household that is screened.
func (v *Province) eachScreened(tell func(h int)) error {
	f := v.kernels.NewFrame()
	for from := 0; from < v.Panel.Households; from += fastBlock {
		to := min(from+fastBlock, v.Panel.Households)
		f.Move(from, to)
		screened := f.Screened()
		if err := v.explain(f.Err()); err != nil {
			return err
		}
		for h := from; h < to; h++ {
			if screened.Get(h - from) {
				tell(h)
			}
		}
	}
	return nil
}

// writeResults writes the lists with the new lines in the place of the old, and
// what became of each. A list that no judged rule writes to stays as it is.
func (s *Standing) writeResults(dir string, version int, w *reckoned, out *StandingChange) (json.RawMessage, error) {
	w.kept.Results, w.kept.Alerted = map[string]resultFile{}, s.kept.Alerted
	files, differences := make([]resultFile, len(resultLists)), make([]difference, len(resultLists))
	var g errgroup.Group
	g.SetLimit(s.workers())
	for i, list := range resultLists {
		g.Go(func() error {
			var changes []lineChange
			files[i] = s.kept.Results[list]
			if w.of(list) {
				old := noList()
				if s.Directory != nil {
					var err error
					if old, err = openList(s.Dir, s.kept.Results[list]); err != nil {
						return err
					}
				}
				defer old.close() // changes are views of it
				to, err := createList(dir, fmt.Sprintf("%s-%d.csv", list, version))
				if err != nil {
					return err
				}
				changes, differences[i], err = update(old, entries(w.result.of(list)), w.judged(), to)
				done, failed := to.done()
				if err := errors.Join(err, failed); err != nil {
					return err
				}
				if files[i] = done; list == "alerts" {
					w.kept.Alerted = to.households
				}
			}
			if out == nil {
				return nil
			}
			return writeChanges(filepath.Join(dir, out.Folder), list+".csv", changes)
		})
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	for i, list := range resultLists {
		w.kept.Results[list] = files[i]
		if out != nil {
			out.Lists[list] = differences[i]
		}
	}
	return json.Marshal(w.kept)
}

// countScreened counts the screened households of a panel by county.
func countScreened(v *Province, p *panel.Panel) ([]int, error) {
	out := make([]int, len(p.Counties))
	return out, v.eachScreened(func(h int) { out[p.County[h]]++ })
}
