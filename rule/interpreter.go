package rule

import (
	"fmt"

	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
	"cel.dev/cel-go/interpreter"

	"dixian/calendar"
	"dixian/money"
)

// Run is one evaluation of a program: the rows, the date, the values of
// parameters and what is covered. It is read by many interpreters at once.
type Run struct {
	Program  *Program
	Data     *Data
	AsOf     calendar.Date
	Coverage CoverageView
	// Param gives a parameter's value for household h as a fen, share or int.
	Param func(p *Param, h int) (int64, error)

	spans []Span    // of Facts, by index
	words [][]boxes // of code columns, by table and column
}

// NewRun prepares what all households share.
func NewRun(p *Program, d *Data, asOf calendar.Date, c CoverageView, param func(*Param, int) (int64, error)) (*Run, error) {
	r := &Run{Program: p, Data: d, AsOf: asOf, Coverage: c, Param: param}
	r.spans = make([]Span, len(p.Facts))
	for i, f := range p.Facts {
		if f.Within == nil {
			continue
		}
		s, err := f.Within.Period(asOf)
		if err != nil {
			return nil, fmt.Errorf("fact %s: %w", f.Name, err)
		}
		r.spans[i] = s
	}
	r.words = make([][]boxes, len(p.Tables))
	for i, t := range p.Tables {
		r.words[i] = make([]boxes, len(t.Columns))
		for j, c := range t.Columns {
			r.words[i][j] = boxWords(c.Type)
		}
	}
	return r, nil
}

// Interpreter evaluates a program for one household at a time through cel-go.
// It is slow, obvious, and the oracle for every faster way. It is not safe for
// use by two goroutines at once; each takes its own.
type Interpreter struct {
	run       *Run
	household int
	facts     [][]ref.Val // by fact index, by row of the household; nil: not yet
	fired     [][]ref.Val // by rule index, the same
	alerts    []Firing    // of this household, once they are known
	alertsSet bool
	lent      Known // nil: everything is evaluated here
	err       error
}

// Known is what somebody else has evaluated already, for the household where the
// interpreter stands.
type Known interface {
	Value(f *Fact, row int) Val
	Fires(r *Rule, row int) bool
}

// Lend makes the interpreter take the values of facts and rules from somebody
// who has them; it then only opens them to their rows.
func (in *Interpreter) Lend(k Known) { in.lent = k }

// lends says whether values of a table's rows are lent: the household's own
// alerts are numbered from its first one here, and elsewhere otherwise.
func (in *Interpreter) lends(t *Table) bool { return in.lent != nil && t.Name != alertsTable }

// NewInterpreter makes an interpreter for a run.
func NewInterpreter(r *Run) *Interpreter {
	return &Interpreter{
		run: r, household: -1,
		facts: make([][]ref.Val, len(r.Program.Facts)),
		fired: make([][]ref.Val, len(r.Program.Rules)),
	}
}

// Household moves to household h and forgets the one before.
func (in *Interpreter) Household(h int) {
	in.household, in.err, in.alerts, in.alertsSet = h, nil, in.alerts[:0], false
	for i := range in.facts {
		in.facts[i] = in.facts[i][:0]
	}
	for i := range in.fired {
		in.fired[i] = in.fired[i][:0]
	}
}

// at is the activation of an expression at a row.
type at struct {
	in   *Interpreter
	expr *Expr
	row  int
}

// ResolveName gives cel-go the value of a name at the row.
func (a *at) ResolveName(path string) (any, bool) {
	n := a.expr.byPath[path]
	if n == nil {
		if path == "as_of" {
			return dateVal(a.in.run.AsOf), true
		}
		return nil, false
	}
	v := a.in.value(n, a.expr.About, a.row)
	if v == nil {
		return n.unknown(), true
	}
	return v, true
}

// Parent is nil: a row has all its names.
func (a *at) Parent() interpreter.Activation { return nil }

func (n *Name) unknown() *types.Unknown {
	return types.NewUnknown(0, types.NewAttributeTrail(n.Path))
}

// eval evaluates an expression at a row; nil is unknown.
func (in *Interpreter) eval(e *Expr, row int) ref.Val {
	v, err := e.Eval(&at{in, e, row})
	if err != nil {
		if in.err == nil {
			in.err = err
		}
		return nil
	}
	if types.IsUnknown(v) {
		return nil
	}
	return v
}

func (in *Interpreter) true(e *Expr, row int) bool {
	return e == nil || in.eval(e, row) == types.True
}

// value follows a name from a row of t; nil is unknown.
func (in *Interpreter) value(n *Name, t *Table, row int) ref.Val {
	switch {
	case n.AsOf:
		return dateVal(in.run.AsOf)
	case n.Param != nil:
		return in.param(n.Param)
	}
	for _, hop := range n.Hops {
		if hop.Pick != nil {
			v := in.Fact(hop.Pick, row)
			if v == nil {
				return nil
			}
			t, row = hop.Pick.From, int(v.(ordinal).n)
			continue
		}
		row = in.parent(t, hop.Parent, row)
		if row < 0 {
			return nil
		}
		t = hop.Parent
	}
	switch {
	case n.Target.Fact != nil:
		return in.Fact(n.Target.Fact, row)
	case n.Target.Rule != nil:
		return types.Bool(in.Fires(n.Target.Rule, row))
	case n.Row:
		return ordinal{Ref, int64(row)}
	}
	return in.Cell(t, n.Target.Column, row)
}

// parent is the row that a row of t belongs to, or -1.
func (in *Interpreter) parent(t, parent *Table, row int) int {
	p := in.run.Program
	switch {
	case parent == t:
		return row
	case parent == p.Households:
		return in.household
	case t == p.Persons:
		return -1
	}
	persons := in.run.Data.Tables[t.Index].Person
	if persons == nil {
		return -1
	}
	return int(persons[row])
}

func (in *Interpreter) param(p *Param) ref.Val {
	n, err := in.run.Param(p, in.household)
	if err != nil {
		if in.err == nil {
			in.err = err
		}
		return nil
	}
	return paramValue(p.Type, n)
}

func paramValue(t Type, n int64) ref.Val {
	switch t.Kind {
	case Money:
		return fenAmount(n)
	case Share:
		return ordinal{Share, n}
	}
	return types.Int(n)
}

func fenAmount(n int64) amount { return amount{money.Fen(n).Exact()} }

// Cell reads a column at a row of the panel; nil is unknown.
func (in *Interpreter) Cell(t *Table, col, row int) ref.Val {
	if t.Name == alertsTable {
		return in.alertCell(t.Columns[col].Name, row)
	}
	rows := in.run.Data.Tables[t.Index]
	if rows == nil {
		return nil
	}
	return cell(rows.Columns[col], t.Columns[col].Type, row, in.run.words[t.Index][col])
}

// Fact is the value of a derived column at a row of the panel; nil is unknown.
func (in *Interpreter) Fact(f *Fact, row int) ref.Val {
	from, to := in.rowsOf(f.About)
	memo := in.facts[f.Index]
	if len(memo) == 0 {
		memo = grow(memo, to-from)
		in.facts[f.Index] = memo
	}
	if v := memo[row-from]; v != nil {
		if v == unknownFact {
			return nil
		}
		return v
	}
	v := in.make(f, row)
	if v == nil {
		in.facts[f.Index][row-from] = unknownFact
	} else {
		in.facts[f.Index][row-from] = v
	}
	return v
}

// unknownFact stands in the memo for a value that was asked and is not known.
var unknownFact ref.Val = types.NewUnknown(0, nil)

func (in *Interpreter) make(f *Fact, row int) ref.Val {
	if in.lends(f.About) && (f.Form != PickForm || in.lends(f.From)) {
		return in.lent.Value(f, row)
	}
	switch f.Form {
	case FormulaForm:
		return in.eval(f.Is, row)
	case PickForm:
		chosen := in.chosen(f, in.rows(f, row))
		if len(chosen) == 0 {
			return nil
		}
		return ordinal{Ref, int64(chosen[0])}
	}
	return in.fold(f, row)
}

// rowsOf is the range of a table's rows in the household.
func (in *Interpreter) rowsOf(t *Table) (from, to int) {
	switch {
	case t == in.run.Program.Households:
		return in.household, in.household + 1
	case t.Name == alertsTable:
		return 0, len(in.Alerts())
	}
	return in.run.Data.Tables[t.Index].Of(in.household)
}

// Err is the first error since the last move to a household.
func (in *Interpreter) Err() error { return in.err }

func grow(s []ref.Val, n int) []ref.Val {
	if cap(s) < n {
		return make([]ref.Val, n)
	}
	s = s[:n]
	clear(s)
	return s
}

// Holds says whether a condition is true at a row of the panel; a condition
// that is not there holds.
func (in *Interpreter) Holds(e *Expr, row int) bool { return in.true(e, row) }
