package rule

import "slices"

// Workflow is how the records of a table move between states: who may move
// them, by when, what must be told, and what stands in the way.
type Workflow struct {
	Name, Label string
	About       *Table // whose columns guards speak of
	Starts      []*State
	States      []*State
	Moves       []*Move
	Whole       *Whole // a limit over several states
}

// State is where a record waits.
type State struct {
	Name, Label string
	Owners      []string // roles that must act; none where nobody has to
	Limit       *Param   // days it may wait; nil: none
	Workdays    bool     // the limit counts working days
	Final       bool     // nothing follows
}

// Whole bounds the way from the start of the clock to a state.
type Whole struct {
	To    *State
	Limit *Param // natural days
	Path  []*State
}

// Move leads from one of several states to another.
type Move struct {
	Name, Label string
	From        []*State
	To          *State
	By          []string
	Asks        []*Ask
	Refusals    []Refusal
	Reason      bool  // a reason in words is demanded
	Bulk        bool  // may be done to many records at once
	NotBy       *Move // who did that one may not do this one
	Notice      string
	FirstDay    bool // the clock of the whole starts with it
	Offer       bool // only asked for; made when the other side takes it
}

// Ask is one question of a move's form. An answer in lines is to its guards the
// sum of its money, or how many lines there are.
type Ask struct {
	*Column
	Section string
	Unsure  bool   // "not sure" is an answer
	Lines   *Lines // what a line of the answer tells; nil: the answer is one value
}

// Lines is an answer that is told line by line, such as an income by member and item.
type Lines struct {
	Who  bool // a line may name a member of the household; else it is about the whole of it
	Asks []*LineAsk
}

// LineWho and LineName are under which names a line keeps its member: the number
// that the register shows, and the name, which the server writes.
const (
	LineWho  = "who"
	LineName = "name"
)

// LineAsk is one thing that a line tells.
type LineAsk struct {
	*Column
	Less bool // its money is taken off the sum, such as a cost
}

// Sums says whether lines carry money, so that they have a sum.
func (l *Lines) Sums() bool {
	return slices.ContainsFunc(l.Asks, func(a *LineAsk) bool { return a.Type.Kind == Money })
}

// Refusal stands in the way of a move while its condition is true.
type Refusal struct {
	When *Expr
	Says string
}

// State finds a state by name, or nil.
func (w *Workflow) State(name string) *State {
	for _, s := range w.States {
		if s.Name == name {
			return s
		}
	}
	return nil
}

// Move finds a move by name, or nil.
func (w *Workflow) Move(name string) *Move {
	for _, m := range w.Moves {
		if m.Name == name {
			return m
		}
	}
	return nil
}

// MovesFrom are the moves that lead out of a state, in declared order.
func (w *Workflow) MovesFrom(s *State) []*Move {
	var out []*Move
	for _, m := range w.Moves {
		for _, from := range m.From {
			if from == s {
				out = append(out, m)
			}
		}
	}
	return out
}
