package rule

import (
	"fmt"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
	"cel.dev/cel-go/interpreter"

	"dixian/calendar"
)

// Expr is a checked expression about one row of a table.
type Expr struct {
	Source   string
	About    *Table
	Type     Type
	Optional bool // may be unknown
	Scaled   bool // money that holds a share
	Names    []*Name
	KnownIf  map[string]bool // paths that are known where the expression is true

	byPath  map[string]*Name
	root    ast.Expr
	program cel.Program
}

// Issue is what is wrong with an expression, and where in its text (line from
// 1, column from 0, in characters).
type Issue struct {
	Line, Column int
	What, Cure   string
}

var base = func() *cel.Env {
	e, err := language()
	if err != nil {
		panic(fmt.Sprintf("the expression language does not build: %v", err))
	}
	return e
}()

// Compile parses and checks an expression about a row of t. known holds paths
// that its surroundings (a `where`) have made known.
func Compile(source string, t *Table, s Schema, known map[string]bool) (*Expr, []Issue) {
	parsed, iss := base.Parse(source)
	if iss.Err() != nil {
		return nil, parseIssues(iss)
	}
	tree := parsed.NativeRep()
	e := &Expr{Source: source, About: t, byPath: map[string]*Name{}, root: tree.Expr()}
	c := &checker{expr: e, schema: s, info: tree.SourceInfo(), names: map[int64]*Name{}}
	c.collect(tree.Expr())
	if len(c.issues) > 0 {
		return nil, c.issues
	}
	addAsOf(tree)
	vars := []cel.EnvOption{cel.Variable("as_of", celDate)}
	for path, n := range e.byPath {
		if path != "as_of" {
			vars = append(vars, cel.Variable(path, n.Type().celType()))
		}
	}
	env, err := base.Extend(vars...)
	if err != nil {
		return nil, []Issue{{Line: 1, What: err.Error(), Cure: "write the expression with the functions of the language page"}}
	}
	checked, iss := env.Check(parsed)
	if iss.Err() != nil {
		return nil, parseIssues(iss)
	}
	e.root = checked.NativeRep().Expr()
	c.names = map[int64]*Name{}
	v := c.check(e.root, known)
	if len(c.issues) > 0 {
		return nil, c.issues
	}
	e.Type, e.Optional, e.Scaled, e.KnownIf = v.typ, v.maybe, v.scaled, v.whenTrue
	e.program, err = env.Program(checked)
	if err != nil {
		return nil, []Issue{{Line: 1, What: err.Error(), Cure: "write the expression with the functions of the language page"}}
	}
	return e, nil
}

// Eval evaluates the expression; the activation resolves its names. The result
// is types.Unknown where the answer is not known.
func (e *Expr) Eval(a interpreter.Activation) (ref.Val, error) {
	v, _, err := e.program.Eval(a)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", e.Source, err)
	}
	return v, nil
}

// True evaluates a condition: what is unknown is not true.
func (e *Expr) True(a interpreter.Activation) (bool, error) {
	v, err := e.Eval(a)
	return v == types.True, err
}

func parseIssues(iss *cel.Issues) []Issue {
	var out []Issue
	for _, e := range iss.Errors() {
		what, cure := explainCEL(e.Message)
		out = append(out, Issue{Line: max(e.Location.Line(), 1), Column: max(e.Location.Column(), 0), What: what, Cure: cure})
	}
	return out
}

// addAsOf gives the functions of periods the as-of date as their last argument.
func addAsOf(tree *ast.AST) {
	next := ast.MaxID(tree)
	fac := ast.NewExprFactory()
	ast.PostOrderVisit(tree.Expr(), ast.NewExprVisitor(func(e ast.Expr) {
		if e.Kind() != ast.CallKind || e.AsCall().IsMemberFunction() || !asOfFunctions[e.AsCall().FunctionName()] {
			return
		}
		args := append(append([]ast.Expr{}, e.AsCall().Args()...), fac.NewIdent(next, "as_of"))
		next++
		e.SetKindCase(fac.NewCall(e.ID(), e.AsCall().FunctionName(), args...))
	}))
}

// onlyAsOf is the activation of expressions that are constants of a run.
type onlyAsOf calendar.Date

func (d onlyAsOf) ResolveName(name string) (any, bool) {
	if name == "as_of" {
		return dateVal(calendar.Date(d)), true
	}
	return nil, false
}

func (d onlyAsOf) Parent() interpreter.Activation { return nil }
