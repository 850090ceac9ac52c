// Package workflow runs the workflows of a plan package: it says which moves a
// person may make from a state, reads the move's form, refuses what stands in
// the way, and tells the clock.
//
// A workflow is data (rule.Workflow). The package keeps no records and knows no
// table: it is handed what a guard may read (a rule.Record) and gives back what
// a move means. It never moves anything by itself, and a clock that runs out
// moves nothing either.
package workflow

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"dixian/rule"
)

// Unsure is the answer "not sure" to a question that allows it.
const Unsure = "说不清"

// Actor is who wants to move a record.
type Actor struct {
	User  string
	Roles []string // those that hold for the record's division
	// Lent are roles that the actor has in another's place alone, with whose.
	Lent map[string]string
	Late bool // the wait has run out, so that the level above may take it over
}

// Fault is one thing that stands in the way of a move: a field of the form, or
// no field where it is about the record.
type Fault struct {
	Field string `json:"field,omitempty"`
	Says  string `json:"says"`
}

// Refused is a move that was not made, with everything that stands in its way.
type Refused struct {
	Move   string
	Faults []Fault
}

func (r *Refused) Error() string {
	says := make([]string, len(r.Faults))
	for i, f := range r.Faults {
		says[i] = f.Says
	}
	return strings.Join(says, "；")
}

// Open lists the moves that an actor may make from a state, in declared order.
func Open(w *rule.Workflow, state string, a Actor) []*rule.Move {
	s := w.State(state)
	if s == nil {
		return nil
	}
	var out []*rule.Move
	for _, m := range w.MovesFrom(s) {
		if May(m, a) {
			out = append(out, m)
		}
	}
	return out
}

// takesOver says who may do what a role has left undone past its limit. What the
// county decides nobody above it decides.
//
// Source: casework contract, "the level above is told and can take it over".
var takesOver = map[string][]string{
	"village_cadre": {"town_clerk", "town_head"}, "village_team": {"town_clerk", "town_head"},
	"town_clerk": {"county_clerk", "county_head"}, "town_head": {"county_clerk", "county_head"},
}

// Told are the roles that are told when a wait of the owners has run out, but for
// the owners themselves: those that may take it over. What the county leaves
// undone nobody takes over; the city is told.
func Told(owners []string) []string {
	var out []string
	for _, owner := range owners {
		above := takesOver[owner]
		if owner == "county_clerk" || owner == "county_head" {
			above = []string{"city"}
		}
		for _, role := range above {
			if !slices.Contains(owners, role) && !slices.Contains(out, role) {
				out = append(out, role)
			}
		}
	}
	return out
}

// May says whether an actor may make a move: by an own role or, where the wait is
// late, in place of the level below.
func May(m *rule.Move, a Actor) bool { return len(a.by(m)) > 0 }

// by are the roles by which an actor may make a move.
func (a Actor) by(m *rule.Move) []string {
	var out []string
	for _, r := range a.Roles {
		if slices.ContainsFunc(m.By, func(by string) bool { return by == r || a.Late && slices.Contains(takesOver[by], r) }) {
			out = append(out, r)
		}
	}
	return out
}

// For is in whose place an actor makes a move; empty: by an own role.
func (a Actor) For(m *rule.Move) string {
	whose := ""
	for _, r := range a.by(m) {
		if whose = a.Lent[r]; whose == "" {
			return ""
		}
	}
	return whose
}

// Same says whether who makes a move is one of the persons, or stands in for one:
// where two persons are asked for, a stand-in is not another one.
func (a Actor) Same(m *rule.Move, persons []string) bool {
	whose := a.For(m)
	return slices.Contains(persons, a.User) || whose != "" && slices.Contains(persons, whose)
}

// Request is a move that somebody asks for.
type Request struct {
	Move   string
	State  string              // the record's state
	Actor  Actor               // who asks
	Done   map[string][]string // who made which earlier moves of the record and in whose place, for `not_by`
	Reason string
	Form   map[string]string // answers as text, by question; lines as a JSON array of objects of texts
	Who    map[string]string // the household's members, names by the numbers the register shows: whom a line may name
	Record rule.Record       // what guards may read; the form and as_of are added
}

// Check decides whether a move may be made. It gives the move, or a Refused with
// every fault: the wrong state, the wrong person, the form's fields, and the
// guards of the workflow.
func Check(w *rule.Workflow, r Request) (*rule.Move, error) {
	m := w.Move(r.Move)
	if m == nil {
		return nil, &Refused{r.Move, []Fault{{Says: fmt.Sprintf("没有“%s”这一步", r.Move)}}}
	}
	refused := &Refused{Move: m.Name}
	state := w.State(r.State)
	switch {
	case state == nil || !slices.Contains(m.From, state):
		label := r.State
		if state != nil {
			label = state.Label
		}
		refused.add("", fmt.Sprintf("现在是“%s”，不能做“%s”；请刷新后再看", label, m.Label))
		return nil, refused
	case !May(m, r.Actor):
		refused.add("", fmt.Sprintf("“%s”不由您的角色办理", m.Label))
		return nil, refused
	}
	if m.NotBy != nil && r.Actor.Same(m, r.Done[m.NotBy.Name]) {
		refused.add("", fmt.Sprintf("“%s”和“%s”要由两个人办", m.NotBy.Label, m.Label))
	}
	if m.Reason && strings.TrimSpace(r.Reason) == "" {
		refused.add("reason", "请写明理由")
	}
	record := maps.Clone(r.Record)
	if record == nil {
		record = rule.Record{}
	}
	refused.form(m, r, record)
	if len(refused.Faults) > 0 {
		return nil, refused
	}
	for _, g := range m.Refusals {
		stands, err := record.True(g.When)
		if err != nil {
			return nil, err
		}
		if stands {
			refused.add("", g.Says)
		}
	}
	if len(refused.Faults) > 0 {
		return nil, refused
	}
	return m, nil
}

func (r *Refused) add(field, says string) { r.Faults = append(r.Faults, Fault{field, says}) }

// form reads the answers into the record as form.x.
func (r *Refused) form(m *rule.Move, req Request, record rule.Record) {
	form, asked := req.Form, map[string]bool{}
	for _, a := range m.Asks {
		asked[a.Name] = true
		answer := strings.TrimSpace(form[a.Name])
		switch {
		case answer == "" && a.Required:
			r.add(a.Name, "请填写“"+a.Label+"”")
			continue
		case answer == Unsure && a.Unsure:
			continue
		case a.Lines != nil:
			lines, faults := ReadLines(a, answer, req.Who)
			r.Faults = append(r.Faults, faults...)
			if v := lines.value(); v != nil && len(faults) == 0 {
				record["form."+a.Name] = v
			}
			continue
		case a.Max > 0 && len([]rune(answer)) > a.Max:
			r.add(a.Name, fmt.Sprintf("“%s”最多 %d 个字", a.Label, a.Max))
			continue
		}
		v, err := rule.Parse(a.Type, answer)
		if err != nil {
			r.add(a.Name, fmt.Sprintf("“%s”：%s", a.Label, err))
			continue
		}
		if v != nil {
			record["form."+a.Name] = v
		}
	}
	for _, name := range slices.Sorted(maps.Keys(form)) {
		if !asked[name] {
			r.add(name, "“"+m.Label+"”不问“"+name+"”这一项")
		}
	}
}

// Blocks are the guards that would refuse the move whatever the form says: those
// that do not read it. Pages show them before anybody fills the form in.
func Blocks(m *rule.Move, record rule.Record) ([]string, error) {
	var out []string
	for _, g := range m.Refusals {
		if readsForm(g.When) {
			continue
		}
		stands, err := record.True(g.When)
		if err != nil {
			return nil, err
		}
		if stands {
			out = append(out, g.Says)
		}
	}
	return out, nil
}

func readsForm(e *rule.Expr) bool {
	return slices.ContainsFunc(e.Names, func(n *rule.Name) bool { return strings.HasPrefix(n.Path, "form.") })
}
