package screening

import (
	"fmt"
	"slices"
	"strings"

	"dixian/rule"
)

// rows tells the rows that decided and are new, gone or not what they were; and
// of a household that came, went, or is no longer looked at, that first.
func (t *telling) rows() Cause {
	c := Cause{Why: ByRow}
	old, now := t.side[before], t.side[after]
	switch {
	case old.h < 0:
		return Cause{ByRegistry, []string{"上次的登记表里没有本户；本次 " + now.o.origin(now.o.Program.Households, now.h)}}
	case now.h < 0:
		return Cause{ByRegistry, []string{"本次的登记表里没有本户；上次 " + old.o.origin(old.o.Program.Households, old.h)}}
	}
	if was, is := t.screenedOn(before), t.screenedOn(after); was != is {
		c.Why = ByRegistry
		c.Detail = append(c.Detail, fmt.Sprintf("在筛查范围内：%s → %s", rule.Show(rule.Truth(was), true), rule.Show(rule.Truth(is), true)))
	}
	c.Detail = append(c.Detail, t.differing(old.read.rows, now.read.rows)...)
	if c.Detail == nil { // an answer that rests on rows which do not count: tell all that may
		c.Detail = t.differing(old.all(now.tables()), now.all(now.tables()))
	}
	return c
}

// differing holds the rows of both sides against each other.
func (t *telling) differing(was, is []place) []string {
	old, now := t.side[before], t.side[after]
	var out []string
	hidden := map[string]bool{}
	for _, at := range is {
		other, found := old.counterpart(now, at)
		switch {
		case at.table.Compared && (!found || now.changedFrom(at, old, other) != ""):
			out = append(out, labelOr(at.table.Label, at.table.Name)+" 新增或改动 本次 "+now.o.origin(at.table, at.row))
		case at.table.Compared:
		case !found:
			out = append(out, "新增 "+now.tell(at))
		default:
			if s := now.changedFrom(at, old, other); s != "" {
				out = append(out, now.altered(at, s, old.o.origin(other.table, other.row)))
			}
		}
	}
	for _, at := range was {
		other, found := now.counterpart(old, at)
		switch {
		case at.table.Compared && !found && !hidden[at.table.Name]:
			hidden[at.table.Name] = true
			out = append(out, labelOr(at.table.Label, at.table.Name)+" 有记录不再报送或不再属于本户")
		case at.table.Compared:
		case !found:
			out = append(out, "不再有 上次的 "+old.tell(at))
		case !slices.Contains(is, other):
			if s := now.changedFrom(other, old, at); s != "" {
				out = append(out, now.altered(other, s, old.o.origin(at.table, at.row)))
			}
		}
	}
	return out
}

// altered tells a row that is not what it was.
func (r *reading) altered(at place, change, was string) string {
	return fmt.Sprintf("改动 %s %s：%s（上次 %s）", labelOr(at.table.Label, at.table.Name), r.explainer().rowName(at), change, was)
}

// moved tells the rows that are the same in both runs and counted in one only.
func (t *telling) moved() []string {
	old, now := t.side[before], t.side[after]
	if old.h < 0 || now.h < 0 {
		return nil
	}
	var out []string
	for _, at := range now.read.rows {
		if other, found := old.counterpart(now, at); found && !slices.Contains(old.read.rows, other) && !at.table.Compared {
			out = append(out, "这次算入 "+now.tell(at))
		}
	}
	for _, at := range old.read.rows {
		if other, found := now.counterpart(old, at); found && !slices.Contains(now.read.rows, other) && !at.table.Compared {
			out = append(out, "不再算入 "+now.tell(other))
		}
	}
	return out
}

// counterpart finds, among this side's rows of the household, the one with the
// natural key of a row of the other side.
func (r *reading) counterpart(of *reading, at place) (place, bool) {
	t := r.world.panel.Program.Table(at.table.Name)
	if t == nil {
		return place{}, false
	}
	from, to := r.world.in.RowsOf(t)
	for row := from; row < to; row++ {
		if r.sameKey(place{t, row}, of, at) {
			return place{t, row}, true
		}
	}
	return place{}, false
}

func (r *reading) sameKey(here place, of *reading, there place) bool {
	keys := 0
	for i, c := range here.table.Columns {
		if !c.Key && !slices.Contains(here.table.FallbackKey, c.Name) {
			continue
		}
		j := there.table.ColumnIndex(c.Name)
		if j < 0 || !rule.Same(r.world.in.Cell(here.table, i, here.row), of.world.in.Cell(there.table, j, there.row)) {
			return false
		}
		if keys++; c.Key && here.table.FallbackKey != nil && r.world.in.Cell(here.table, i, here.row) != nil {
			return true // the key proper is given: the other is not asked
		}
	}
	return keys > 0
}

// changedFrom names the columns that the package reads and that differ: old → new.
func (r *reading) changedFrom(here place, old *reading, there place) string {
	reads := r.o.reads(here.table)
	e, f := r.explainer(), old.explainer()
	var out []string
	for i, c := range here.table.Columns {
		j := there.table.ColumnIndex(c.Name)
		if !reads[c.Name] || j < 0 || rule.Same(r.world.in.Cell(here.table, i, here.row), old.world.in.Cell(there.table, j, there.row)) {
			continue
		}
		out = append(out, fmt.Sprintf("%s %s → %s", labelOr(c.Label, c.Name), f.cellText(there.table, j, there.row), e.cellText(here.table, i, here.row)))
	}
	return strings.Join(out, "，")
}

// shownColumns is how many cells of a row are told beside its key.
const shownColumns = 5

// tell names a row and what the package reads of it.
func (r *reading) tell(at place) string {
	e := r.explainer()
	parts := []string{labelOr(at.table.Label, at.table.Name), e.rowName(at)}
	reads := r.o.reads(at.table)
	n := 0
	for i, c := range at.table.Columns {
		if !reads[c.Name] || c.Key || c.System || c.Name == at.table.Time || c.Type.Kind == rule.Ref || at.table == r.world.panel.Program.Persons ||
			r.world.in.Cell(at.table, i, at.row) == nil || n == shownColumns {
			continue
		}
		n++
		parts = append(parts, labelOr(c.Label, c.Name)+" "+e.cellText(at.table, i, at.row))
	}
	return strings.Join(parts, " ")
}

// tables are those that the rule looks at, those read only with authorisation
// aside.
func (r *reading) tables() []string {
	out := []string{r.rule.About.Name, r.o.Program.Persons.Name, r.o.Program.Households.Name}
	for _, f := range factsBelow(r.rule) {
		if f.From != nil && !f.From.Compared && f.From.Folder != "system" && !slices.Contains(out, f.From.Name) {
			out = append(out, f.From.Name)
		}
	}
	return slices.DeleteFunc(out, func(name string) bool {
		t := r.o.Program.Table(name)
		return t.Compared || t.Folder == "system"
	})
}

// all are the household's rows of some tables.
func (r *reading) all(tables []string) []place {
	var out []place
	for _, name := range tables {
		t := r.world.panel.Program.Table(name)
		if t == nil {
			continue
		}
		from, to := r.world.in.RowsOf(t)
		for row := from; row < to; row++ {
			out = append(out, place{t, row})
		}
	}
	return out
}
