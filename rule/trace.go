package rule

import (
	"fmt"
	"strings"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
)

// Node is one part of an expression with the value it took at a row: the trace
// of an evaluation. Parts stand in the order in which they are written.
type Node struct {
	Op    string // an operator or function as CEL calls it ("_&&_", "_<_", "or"), or NameOp, LiteralOp, ListOp
	Name  *Name  // of NameOp; nil for the as-of date
	Type  Type
	Value Val // nil: unknown
	Parts []*Node

	id int64
}

// What a node is when it is no call.
const (
	NameOp    = "name"
	LiteralOp = "literal"
	ListOp    = "list"
)

// True says whether a condition holds.
func (n *Node) True() bool { return n.Value == types.True }

// Tracer evaluates expressions with the value of every part, through cel-go's
// exhaustive evaluation: no part is skipped because another has decided. It is
// for one household shown to a person, not for many.
type Tracer struct {
	in       *Interpreter
	programs map[*Expr]*traced
}

// traced is an expression prepared for tracing.
type traced struct {
	root    ast.Expr
	program cel.Program
}

// NewTracer makes a tracer that evaluates through an interpreter, at the
// household where that stands.
func NewTracer(in *Interpreter) *Tracer { return &Tracer{in, map[*Expr]*traced{}} }

// On is a tracer through another interpreter of the same program, which shares
// what has been prepared. The two are not for two goroutines.
func (t *Tracer) On(in *Interpreter) *Tracer { return &Tracer{in, t.programs} }

// Trace evaluates an expression at a row.
func (t *Tracer) Trace(e *Expr, row int) (*Node, error) {
	p := t.programs[e]
	if p == nil {
		var err error
		if p, err = prepare(e); err != nil {
			return nil, fmt.Errorf("%s: %w", e.Source, err)
		}
		t.programs[e] = p
	}
	_, details, err := p.program.Eval(&at{t.in, e, row})
	if details == nil {
		return nil, fmt.Errorf("%s: %w", e.Source, err)
	}
	n := e.node(p.root)
	n.fill(func(id int64) ref.Val {
		v, _ := details.State().Value(id)
		if v == nil || types.IsUnknownOrError(v) {
			return nil
		}
		return v
	})
	return n, nil
}

// prepare compiles an expression that has been checked once more, this time to
// keep the values of its parts.
func prepare(e *Expr) (*traced, error) {
	written, iss := base.Parse(e.Source)
	if iss.Err() != nil {
		return nil, iss.Err()
	}
	parsed, _ := base.Parse(e.Source) // with the same numbers of nodes, to be rewritten
	addAsOf(parsed.NativeRep())
	vars := []cel.EnvOption{cel.Variable("as_of", celDate)}
	for path, n := range e.byPath {
		if path != "as_of" {
			vars = append(vars, cel.Variable(path, n.Type().celType()))
		}
	}
	env, err := base.Extend(vars...)
	if err != nil {
		return nil, err
	}
	checked, iss := env.Check(parsed)
	if iss.Err() != nil {
		return nil, iss.Err()
	}
	moneyLeft(checked.NativeRep())
	program, err := env.Program(checked, cel.EvalOptions(cel.OptExhaustiveEval))
	return &traced{written.NativeRep().Expr(), program}, err
}

// moneyLeft turns products round whose money stands on the right, as the check
// does: the values' own arithmetic wants it on the left.
func moneyLeft(tree *ast.AST) {
	fac := ast.NewExprFactory()
	ast.PostOrderVisit(tree.Expr(), ast.NewExprVisitor(func(e ast.Expr) {
		if e.Kind() != ast.CallKind || e.AsCall().FunctionName() != "_*_" {
			return
		}
		args := e.AsCall().Args()
		if tree.GetType(args[1].ID()).TypeName() == celMoney.TypeName() {
			e.SetKindCase(fac.NewCall(e.ID(), "_*_", args[1], args[0]))
		}
	}))
}

// Shape is the tree of an expression without values, those of literals aside.
func (e *Expr) Shape() *Node {
	written, iss := base.Parse(e.Source)
	if iss.Err() != nil { // it was parsed before, when it was checked
		return &Node{Op: LiteralOp, Value: types.String(e.Source)}
	}
	return e.node(written.NativeRep().Expr())
}

// node shapes the tree of an expression, without values.
func (e *Expr) node(x ast.Expr) *Node {
	n := &Node{id: x.ID()}
	switch x.Kind() {
	case ast.IdentKind, ast.SelectKind:
		path, _ := dotted(x)
		n.Op, n.Name, n.Type = NameOp, e.byPath[strings.Join(path, ".")], Type{Kind: Date}
		if n.Name != nil {
			n.Type = n.Name.Type()
		}
	case ast.LiteralKind:
		n.Op, n.Value = LiteralOp, x.AsLiteral()
		switch x.AsLiteral().(type) {
		case types.Int:
			n.Type = Type{Kind: Int}
		case types.String:
			n.Type = Type{Kind: Text}
		default:
			n.Type = Type{Kind: Bool}
		}
	case ast.ListKind:
		n.Op = ListOp
		for _, item := range x.AsList().Elements() {
			n.Parts = append(n.Parts, e.node(item))
		}
	case ast.CallKind:
		call := x.AsCall()
		n.Op = call.FunctionName()
		if call.IsMemberFunction() {
			n.Parts = append(n.Parts, e.node(call.Target()))
		}
		for _, a := range call.Args() {
			n.Parts = append(n.Parts, e.node(a))
		}
		n.Type = n.result()
	}
	return n
}

// result is the type of a call from its parts.
func (n *Node) result() Type {
	if t, ok := results[n.Op]; ok {
		return t
	}
	switch n.Op {
	case "_+_", "_-_", "_*_", "-_", "or":
		for _, p := range n.Parts {
			if p.Type.Kind == Money || p.Type.Unit != "" {
				return p.Type
			}
		}
		return n.Parts[0].Type
	case "_?_:_":
		return n.Parts[1].Type
	}
	return Type{Kind: Bool}
}

func (n *Node) fill(value func(id int64) ref.Val) {
	if n.Op != ListOp && n.Op != LiteralOp {
		n.Value = value(n.id)
	}
	for _, p := range n.Parts {
		p.fill(value)
	}
}
