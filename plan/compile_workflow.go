package plan

import (
	"fmt"
	"slices"
	"strings"

	"dixian/calendar"
	"dixian/rule"
)

// Roles are those of the casework contract, in its order.
var Roles = []string{
	"village_cadre", "village_team", "town_clerk", "town_head", "county_clerk", "county_head", "department",
	"city", "province", "evaluator", "analyst", "sysadmin", "secadmin", "auditor",
}

// formSchema adds the questions of a move, as `form.x`, to what its guards may read.
type formSchema struct {
	*compiler
	form   *rule.Table
	unsure map[string]bool // questions to which "not sure" is an answer
}

func (s formSchema) Member(t *rule.Table, name string) (rule.Target, error) {
	if t != s.form {
		return s.compiler.Member(t, name)
	}
	if i := t.ColumnIndex(name); i >= 0 {
		return rule.Target{Column: i, Type: t.Columns[i].Type, Optional: !t.Columns[i].Required || s.unsure[name]}, nil
	}
	return rule.Target{}, fmt.Errorf("the move does not ask for %s", name)
}

func (s formSchema) Parent(t *rule.Table, one string) (*rule.Table, bool, bool) {
	if one == s.form.One {
		return s.form, false, true
	}
	return s.compiler.Parent(t, one)
}

func (s formSchema) Near(t *rule.Table, name string) []string {
	if t == s.form {
		return nil
	}
	return s.compiler.Near(t, name)
}

// anyState is, as where a move leads from, every state that is not final.
const anyState = "any"

// workflow compiles a workflow and proves what can be proved of it.
func (c *compiler) workflow(w *Workflow) {
	about := c.table(w.About)
	if about == nil {
		return
	}
	out := &rule.Workflow{Name: w.Name, Label: w.Label, About: about}
	for _, s := range w.States {
		rs := &rule.State{Name: s.Name, Label: s.Label, Owners: c.roles(s.Owners), Workdays: s.Workdays, Final: s.Final, Limit: c.dayParam(s.Limit)}
		out.States = append(out.States, rs)
	}
	state := func(t Text) *rule.State {
		s := out.State(t.Value)
		if s == nil {
			c.fail(t.Pos, "there is no state "+t.Value, nearest(t.Value, stateNames(out), "declare it under `states`"))
		}
		return s
	}
	for _, t := range w.Starts {
		if s := state(t); s != nil {
			out.Starts = append(out.Starts, s)
		}
	}
	for _, m := range w.Moves {
		rm := &rule.Move{Name: m.Name, Label: m.Label, To: state(m.To), By: c.roles(m.By), Reason: m.Reason, Bulk: m.Bulk, Notice: m.Notice, FirstDay: m.FirstDay, Offer: m.Offer}
		for _, t := range m.From {
			if t.Value == anyState {
				rm.From = append(rm.From, slices.DeleteFunc(slices.Clone(out.States), func(s *rule.State) bool { return s.Final })...)
				continue
			}
			if s := state(t); s != nil {
				rm.From = append(rm.From, s)
			}
		}
		c.guards(m, rm, about)
		out.Moves = append(out.Moves, rm)
	}
	for i, m := range w.Moves {
		if m.NotBy.Value == "" {
			continue
		}
		if out.Moves[i].NotBy = out.Move(m.NotBy.Value); out.Moves[i].NotBy == nil {
			c.fail(m.NotBy.Pos, "there is no move "+m.NotBy.Value, "name the move that another person must have done")
		}
	}
	if w.Whole != nil {
		out.Whole = &rule.Whole{Limit: c.dayParam(w.Whole.Limit)}
		for _, t := range w.Whole.Path {
			if s := state(t); s != nil {
				out.Whole.Path = append(out.Whole.Path, s)
			}
		}
	}
	if len(c.problems) == 0 {
		c.prove(w, out)
	}
	c.program.Workflows = append(c.program.Workflows, out)
}

func (c *compiler) guards(m *Move, rm *rule.Move, about *rule.Table) {
	form := &rule.Table{Name: "form", One: "form"}
	unsure := map[string]bool{}
	for _, a := range m.Asks {
		form.Columns = append(form.Columns, a.Column)
		unsure[a.Column.Name] = a.Unsure
		rm.Asks = append(rm.Asks, &rule.Ask{Column: a.Column, Section: a.Section, Unsure: a.Unsure, Lines: a.Lines})
	}
	for _, r := range m.Refusals {
		e, issues := rule.Compile(r.When.Value, about, formSchema{c, form, unsure}, nil)
		for _, i := range issues {
			c.fail(r.When.AtLine(i.Line, i.Column), i.What, i.Cure)
		}
		if e == nil {
			continue
		}
		if e.Type.Kind != rule.Bool {
			c.fail(r.When.Pos, "a refusal needs a condition, this is "+e.Type.String(), "write a comparison")
		}
		rm.Refusals = append(rm.Refusals, rule.Refusal{When: e, Says: r.Says})
	}
}

func stateNames(w *rule.Workflow) (names []string) {
	for _, s := range w.States {
		names = append(names, s.Name)
	}
	return names
}

func (c *compiler) roles(texts []Text) (out []string) {
	for _, t := range texts {
		if !slices.Contains(Roles, t.Value) {
			c.fail(t.Pos, "there is no role "+t.Value, nearest(t.Value, slices.Clone(Roles), "the roles are "+strings.Join(Roles, ", ")))
			continue
		}
		out = append(out, t.Value)
	}
	return out
}

func (c *compiler) dayParam(t Text) *rule.Param {
	if t.Value == "" {
		return nil
	}
	p, err := c.Param(strings.TrimPrefix(t.Value, "param."))
	switch {
	case err != nil:
		c.fail(t.Pos, err.Error(), "declare it")
		return nil
	case p.Type.Kind != rule.Int || p.Type.Unit != "days":
		c.fail(t.Pos, p.Name+" does not count days", "a limit is a parameter of type int, unit days")
		return nil
	}
	return p
}

// prove refuses a workflow in which a state cannot be reached, a wait has no
// owner or no way out, a move has no actor, or whose limits do not fit the whole.
//
// Source: the casework contract, "plan check adds the limits" and "Never".
func (c *compiler) prove(w *Workflow, out *rule.Workflow) {
	reached := map[*rule.State]bool{}
	queue := slices.Clone(out.Starts)
	for len(queue) > 0 {
		s := queue[0]
		queue = queue[1:]
		if reached[s] {
			continue
		}
		reached[s] = true
		for _, m := range out.MovesFrom(s) {
			queue = append(queue, m.To)
		}
	}
	for i, s := range out.States {
		pos := w.States[i].Pos
		moves := out.MovesFrom(s)
		switch {
		case !reached[s]:
			c.fail(pos, "the state "+s.Name+" cannot be reached", "let a move lead to it, or name it under `starts`")
		case s.Final && len(moves) > 0:
			c.fail(pos, "the state "+s.Name+" is final, but "+moves[0].Name+" leads out of it", "take `final` away, or the move")
		case !s.Final && len(moves) == 0:
			c.fail(pos, "nothing leads out of the state "+s.Name, "add a move, or say `final: true`")
		case !s.Final && len(s.Owners) == 0:
			c.fail(pos, "nobody owns the wait in "+s.Name, "name the roles that must act: `owner: […]`")
		}
	}
	for i, m := range out.Moves {
		if len(m.By) == 0 {
			c.fail(w.Moves[i].Pos, "the move "+m.Name+" has no actor", "name who may do it: nothing is decided for a family by a machine")
		}
	}
	c.proveWhole(w, out)
}

// proveWhole adds the limits of the path at their worst: a working day may last
// as long as the longest holiday lets it.
func (c *compiler) proveWhole(w *Workflow, out *rule.Workflow) {
	if out.Whole == nil || out.Whole.Limit == nil {
		return
	}
	for _, value := range c.valuesOf(out.Whole.Limit) {
		total := int64(0)
		for _, s := range out.Whole.Path {
			if s.Limit == nil {
				c.fail(w.Whole.Pos, "the state "+s.Name+" of the whole has no limit", "give it one")
				return
			}
			days := int64(0)
			for _, v := range c.valuesOf(s.Limit) {
				if value.Division.Contains(v.Division) || v.Division.Contains(value.Division) || v.Division == value.Division {
					days = max(days, v.N)
				}
			}
			if s.Workdays {
				days = int64(worstDays(int(days)))
			}
			total += days
		}
		if total > value.N {
			c.fail(w.Whole.Pos, fmt.Sprintf("the steps take up to %d days, the whole allows %d", total, value.N), "shorten a step's limit: the whole must be possible to keep")
		}
	}
}

func (c *compiler) valuesOf(p *rule.Param) []Value { return c.pkg.Parameters[p.Index].parsed }

// worstDays is the most natural days that n working days need, begun on any day
// of the years whose holidays are known.
func worstDays(n int) int {
	worst := n
	for _, year := range calendar.ArrangedYears() {
		for d := calendar.NewDate(year, 1, 1); d.Year() == year; d++ {
			end, err := calendar.AddWorkdays(d, n)
			if err != nil {
				break // it reaches into a year that is not known
			}
			worst = max(worst, int(end-d))
		}
	}
	return worst
}
