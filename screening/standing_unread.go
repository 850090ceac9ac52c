package screening

import (
	"dixian/panel/standing"
	"dixian/rule"
)

// forgetUnread takes the rows of compared tables out of the touched households
// where no rule and no fact of the package may read them at the date: of who has
// not authorised nothing is kept, and who takes it back is forgotten, hidden rows
// included. It says how many of the change's batch were left out.
//
// Source: the screening contract, "In a standing system the four tables are read
// only for households authorised when the file is read … a withdrawn one deletes
// their rows and hits".
func (s *Standing) forgetUnread(c *standing.Change, touched []int32, covered *coverage) error {
	building := c.Batch == nil
	var tables []*rule.Table
	for _, t := range s.Program.Tables {
		shown, hidden := c.After.Count(t)
		if !t.Compared || shown+hidden == 0 {
			continue
		}
		conditions := readers(s.Program, t)
		if conditions != nil && (building || t.Name == c.Batch.Table || restsOn(s.Program.Table(c.Batch.Table), conditions...)) {
			tables = append(tables, t)
		}
	}
	if len(tables) == 0 || len(touched) == 0 {
		return nil
	}
	unread := make([][2]standing.Rows, len(tables)) // shown, hidden
	for i, t := range tables {
		shown, hidden := c.After.Count(t)
		unread[i] = [2]standing.Rows{standing.NewRows(shown), standing.NewRows(hidden)}
	}
	for which := range 2 {
		p := c.After.Some(touched, standing.All)
		if which == 1 {
			p = c.After.SomeHidden(touched, tables)
		}
		v, err := s.over(p, covered)
		if err != nil {
			return err
		}
		in := rule.NewInterpreter(v.run)
		for i, t := range tables {
			conditions := readers(s.Program, t)
			for k, h := range touched {
				lo, hi := p.Tables[t.Index].Of(k)
				if lo == hi {
					continue
				}
				in.Household(k)
				from, _, hiddenFrom, _ := c.After.Of(t, int(h))
				if which == 1 {
					from = hiddenFrom
				}
				for row := lo; row < hi; row++ {
					if !anyHolds(in, conditions, row) {
						unread[i][which].Add(from + row - lo)
					}
				}
				if err := in.Err(); err != nil {
					return err
				}
			}
		}
	}
	for i, t := range tables {
		if unread[i][0].None() && unread[i][1].None() {
			continue
		}
		before, hidden := c.After.Count(t)
		c.Forget(t, unread[i][0], unread[i][1])
		now, nowHidden := c.After.Count(t)
		left := before - now + hidden - nowHidden
		if !building && t.Name == c.Batch.Table {
			c.Batch.Unread = left
		}
		for i := range c.After.Manifest.Batches {
			if b := &c.After.Manifest.Batches[i]; building && b.Table == t.Name {
				b.Unread = left
			}
		}
	}
	return nil
}

func anyHolds(in *rule.Interpreter, conditions []*rule.Expr, row int) bool {
	for _, e := range conditions {
		if in.Holds(e, row) {
			return true
		}
	}
	return false
}
