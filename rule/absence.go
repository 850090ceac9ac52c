package rule

import (
	"strings"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/types"
)

// AbsenceIssue is a rule that becomes true because rows of an incomplete table
// are missing, through a fact that nobody vouches for.
type AbsenceIssue struct {
	Rule       *Rule
	Fact       *Fact
	What, Cure string
}

// want is the change of a value that would make a rule fire.
type want uint8

const (
	wantTrue  want = iota // or larger
	wantFalse             // or smaller
	wantUnknown
)

func (w want) flip() want {
	switch w {
	case wantTrue:
		return wantFalse
	case wantFalse:
		return wantTrue
	}
	return w
}

// CheckAbsence walks every rule with a sign and reports the facts through which
// missing rows would make it fire.
func (p *Program) CheckAbsence() []AbsenceIssue {
	a := &absence{seen: map[absenceStep]bool{}}
	if p.Screened != nil { // what screens a household lets its rules fire
		a.rule = &Rule{Name: "screening"}
		a.expr(p.Screened, wantTrue)
	}
	for _, r := range p.Rules {
		a.rule = r
		a.ruleBody(r, wantTrue)
		for _, e := range []*Expr{r.UrgentWhen, r.Who} {
			if e != nil {
				a.expr(e, wantTrue)
			}
		}
	}
	return a.issues
}

type absenceStep struct {
	fact *Fact
	want want
}

type absence struct {
	rule   *Rule
	seen   map[absenceStep]bool // each step is reported once, for the first rule that takes it
	issues []AbsenceIssue
}

func (a *absence) ruleBody(r *Rule, w want) {
	for _, e := range []*Expr{r.Where, r.When} {
		if e != nil {
			a.expr(e, w)
		}
	}
}

func (a *absence) expr(e *Expr, w want) { a.node(e, e.root, w) }

func (a *absence) node(e *Expr, n ast.Expr, w want) {
	switch n.Kind() {
	case ast.IdentKind, ast.SelectKind:
		if path, ok := dotted(n); ok {
			if name := e.byPath[strings.Join(path, ".")]; name != nil {
				a.name(name, w)
			}
		}
	case ast.CallKind:
		a.call(e, n.AsCall(), w)
	}
}

func (a *absence) call(e *Expr, call ast.CallExpr, w want) {
	args := call.Args()
	if call.IsMemberFunction() {
		args = append([]ast.Expr{call.Target()}, args...)
	}
	both := func(n ast.Expr) { a.node(e, n, wantTrue); a.node(e, n, wantFalse) }
	all := func(w want) {
		for _, n := range args {
			a.node(e, n, w)
		}
	}
	if w == wantUnknown {
		if call.FunctionName() != "known" { // which is never unknown
			all(w)
		}
		return
	}
	switch call.FunctionName() {
	case "_&&_", "_||_", "_+_":
		all(w)
	case "!_", "-_":
		a.node(e, args[0], w.flip())
	case "_<_", "_<=_":
		a.node(e, args[0], w.flip())
		a.node(e, args[1], w)
	case "_>_", "_>=_", "_-_":
		a.node(e, args[0], w)
		a.node(e, args[1], w.flip())
	case "_*_":
		if negative(args[0]) || negative(args[1]) {
			w = w.flip()
		}
		all(w)
	case "known":
		if w == wantFalse {
			a.node(e, args[0], wantUnknown)
			return
		}
		both(args[0])
	case "or":
		a.node(e, args[0], w)
		a.node(e, args[1], w)
		if args[1].Kind() != ast.LiteralKind || reaches(args[1], w) {
			a.node(e, args[0], wantUnknown)
		}
	case "_==_", "_!=_":
		a.equality(e, args, w, call.FunctionName() == "_!=_")
	default: // ?:, functions: a change either way may do it
		for _, n := range args {
			both(n)
		}
	}
}

// equality with true or false asks for one direction, with anything else for both.
func (a *absence) equality(e *Expr, args []ast.Expr, w want, not bool) {
	if not {
		w = w.flip()
	}
	for i, n := range args {
		other := args[1-i]
		if other.Kind() == ast.LiteralKind && (other.AsLiteral() == types.True || other.AsLiteral() == types.False) {
			if other.AsLiteral() == types.False {
				a.node(e, n, w.flip())
			} else {
				a.node(e, n, w)
			}
			return
		}
	}
	for _, n := range args {
		a.node(e, n, wantTrue)
		a.node(e, n, wantFalse)
	}
}

// negative says whether a factor is a number written with a minus.
func negative(n ast.Expr) bool {
	if n.Kind() != ast.LiteralKind {
		return false
	}
	i, ok := n.AsLiteral().(types.Int)
	return ok && i < 0
}

// reaches says whether a literal stands on the wanted side.
func reaches(n ast.Expr, w want) bool {
	switch n.AsLiteral() {
	case types.True:
		return w == wantTrue
	case types.False:
		return w == wantFalse
	}
	return true
}

func (a *absence) name(n *Name, w want) {
	for _, hop := range n.Hops {
		if hop.Pick != nil {
			a.fact(hop.Pick, w)
		}
	}
	switch {
	case n.Target.Fact != nil:
		a.fact(n.Target.Fact, w)
	case n.Target.Rule != nil && w != wantUnknown:
		a.ruleBody(n.Target.Rule, w)
	}
}

func (a *absence) fact(f *Fact, w want) {
	if a.seen[absenceStep{f, w}] {
		return
	}
	a.seen[absenceStep{f, w}] = true
	switch {
	case f.Form == FormulaForm:
		a.expr(f.Is, w)
	case f.Form == PickForm:
		if w == wantUnknown {
			a.missing(f)
		}
		a.where(f, wantTrue) // which row is picked changes either way
		a.where(f, wantFalse)
	case w == wantUnknown:
		// Other aggregates are unknown only where they ask for coverage: the rule asks
		// whether the answer is known, and says so.
		if f.Aggregate == Min || f.Aggregate == Max {
			a.ambiguous(f)
			a.missing(f)
			a.where(f, wantFalse)
			a.expr(f.Arg, w)
		}
	default:
		rows := w // more rows make it true, or larger
		if f.Aggregate == Min {
			rows = w.flip()
		}
		if rows == wantFalse {
			a.missing(f)
			a.dropped(f)
		}
		a.where(f, rows)
		if f.Picks {
			a.where(f, rows.flip())
		}
		if f.Arg != nil {
			a.expr(f.Arg, w)
		}
	}
}

func (a *absence) where(f *Fact, w want) {
	if f.Where != nil {
		a.expr(f.Where, w)
	}
}

func (a *absence) missing(f *Fact) {
	if f.From.Complete || f.Coverage != CoverageUnsaid {
		return
	}
	a.issues = append(a.issues, AbsenceIssue{
		Rule: a.rule, Fact: f,
		What: "rule " + a.rule.Name + " becomes true where rows of " + f.From.Name + " are missing, which is not a complete table, through fact " + f.Name,
		Cure: "say `coverage: required` (unknown where the table does not cover the county) or `coverage: assumed` (no row means no event)",
	})
}

// ambiguous refuses to ask whether a smallest or largest value is known where the
// fact is also unknown for want of coverage.
func (a *absence) ambiguous(f *Fact) {
	if f.From.Complete || f.Coverage != CoverageRequired {
		return
	}
	a.issues = append(a.issues, AbsenceIssue{
		Rule: a.rule, Fact: f,
		What: "rule " + a.rule.Name + " asks whether fact " + f.Name + " is known, but a smallest or largest value is unknown without coverage as well as without rows",
		Cure: "count the rows in a fact of its own with `coverage: required`, and ask whether there are any",
	})
}

// dropped refuses a fold that, read for absence, leaves out rows for being unknown.
func (a *absence) dropped(f *Fact) {
	for _, e := range []*Expr{f.Where, f.Arg} {
		if e != nil && e.Optional && !(f.Aggregate == CountDistinct && e == f.Arg) {
			a.issues = append(a.issues, AbsenceIssue{
				Rule: a.rule, Fact: f,
				What: "rule " + a.rule.Name + " reads fact " + f.Name + " for absence, but `" + e.Source + "` may be unknown and would drop a row",
				Cure: "say what unknown means there: x.or(true), x.or(false), known(x) && …",
			})
			return
		}
	}
}
