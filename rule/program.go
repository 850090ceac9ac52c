package rule

import (
	"slices"

	"dixian/calendar"
)

// Param is a parameter as expressions see it. Values belong to a run.
type Param struct {
	Name, Label string
	Type        Type
	Index       int // place in Program.Params
}

// Form is how a fact is made.
type Form uint8

// The three forms of a fact.
const (
	FormulaForm Form = iota // a value from the same row, its parents, parameters
	FoldForm                // many rows below → one value
	PickForm                // many rows below → one row
)

// CoverageUse is what a fact says about rows that are missing.
type CoverageUse uint8

// The three things a fact can say about absence.
const (
	CoverageUnsaid   CoverageUse = iota
	CoverageRequired             // unknown where the table does not cover the county for the span
	CoverageAssumed              // an event register: no row, no event
)

// Aggregate is how a fold makes one value of many rows.
type Aggregate uint8

// The aggregates. Each is a commutative monoid: order and grouping of rows do
// not matter, so rows may be folded in parallel and added later.
const (
	CountRows Aggregate = iota
	CountDistinct
	Any
	Sum
	Min
	Max
)

// Fact is a derived column of the table it is about.
type Fact struct {
	Name, Label string
	About       *Table
	Form        Form
	Type        Type
	Optional    bool // may be unknown
	Scaled      bool // money that holds a share, in 1/10 000 fen
	Index       int  // place in Program.Facts
	Slot        int  // place among the facts about the same table
	Level       int  // longest path of facts below it

	Is *Expr // formula

	From      *Table
	Within    *Expr // a period; nil: the table has no time
	Where     *Expr
	Newest    int // column of From that a pick goes by; -1: `only`, or no pick
	Per       int // column of From; -1: none
	Picks     bool
	Aggregate Aggregate
	Arg       *Expr // of any, sum, min, max, count distinct
	Coverage  CoverageUse
}

// Raises is what a rule's firing makes.
type Raises uint8

// What rules raise in a screening.
const (
	Alert Raises = iota
	Hit
	Finding
)

var raisesNames = [...]string{"alert", "hit", "finding"}

// String is the word the plan language uses.
func (r Raises) String() string { return raisesNames[r] }

// Rule is a filter with a consequence.
type Rule struct {
	Name, Label   string
	Raises        Raises
	Risk, Urgency string
	About         *Table
	Where, When   *Expr
	UrgentWhen    *Expr  // nil: never 红 by itself
	WorsensBy     string // path of a number the rule reads; empty: see casework
	Who           *Expr  // about persons; nil: see Names
	Nameless      bool   // nobody is named
	Everyone      bool   // of every household, screened or not
	Visit         bool   // a finding that is a reason to visit a monitored household
	Says          string
	Index         int // place in Program.Rules
	Slot          int // place among the rules about the same table
}

// Coverage says how a table's coverage of a county is measured.
type Coverage struct {
	Table      *Table
	OfPersons  bool  // else households
	Expected   *Expr // about Of
	Present    *Expr // about Table; nil: any row
	PresentOf  *Expr // about Of: who counts as present; nil: those expected
	Share      *Param
	Floor      *Param // with FloorOf: never fewer expected than Floor × those
	FloorOf    *Expr
	SeenWithin int   // expected only with a row in so many months before; 0: not asked
	Within     *Expr // the window is one period; nil: each grain of the time column is
	Report     *Expr // the periods that coverage_thin speaks of; nil for a late table
}

// Program is a checked plan package, ready to be evaluated.
type Program struct {
	Tables    []*Table
	National  []*Table // lists of the national system, which no expression reads
	Params    []*Param
	Facts     []*Fact // in an order where every fact follows those it reads
	Rules     []*Rule
	Screened  *Expr // about households: the population of alerts and hits
	Coverages []*Coverage
	Workflows []*Workflow

	Households, Persons *Table
}

// Table finds a table by name, or nil.
func (p *Program) Table(name string) *Table {
	for _, t := range p.Tables {
		if t.Name == name {
			return t
		}
	}
	return nil
}

// Delivered are the tables that a department delivers, in the package's order; none
// of the registry, which is the system's own whoever keeps it.
func (p *Program) Delivered(owner string) []*Table {
	var out []*Table
	for _, t := range p.Tables {
		if t.Folder == "extracts" && t.Owner == owner && owner != "" {
			out = append(out, t)
		}
	}
	return out
}

// Owners are the departments that deliver tables, in the order of the package's, each
// once.
func (p *Program) Owners() []string {
	var out []string
	for _, t := range p.Tables {
		if t.Folder == "extracts" && t.Owner != "" && !slices.Contains(out, t.Owner) {
			out = append(out, t.Owner)
		}
	}
	return out
}

// Rule finds a rule by name, or nil.
func (p *Program) Rule(name string) *Rule {
	for _, r := range p.Rules {
		if r.Name == name {
			return r
		}
	}
	return nil
}

// Fact finds a fact by table and name, or nil.
func (p *Program) Fact(table, name string) *Fact {
	for _, f := range p.Facts {
		if f.Name == name && f.About.Name == table {
			return f
		}
	}
	return nil
}

// Coverage finds how a table's coverage is measured, or nil.
func (p *Program) Coverage(t *Table) *Coverage {
	for _, c := range p.Coverages {
		if c.Table == t {
			return c
		}
	}
	return nil
}

// TimeKind is the kind of a table's time column, Invalid without one.
func (t *Table) TimeKind() Kind {
	if c := t.Column(t.Time); c != nil {
		return c.Type.Kind
	}
	return Invalid
}

// Period evaluates a span expression, which reads nothing but the as-of date.
func (e *Expr) Period(asOf calendar.Date) (Span, error) {
	v, err := e.Eval(onlyAsOf(asOf))
	if err != nil {
		return Span{}, err
	}
	return v.(span).Span, nil
}
