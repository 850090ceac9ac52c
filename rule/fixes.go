package rule

import (
	"slices"
	"strings"

	"cel.dev/cel-go/common/ast"
)

// Fixes says whether a condition leaves one value open to a column: among its &&
// parts stands `column == x`, where x is the same for all rows that belong to one
// row of the given tables.
func (e *Expr) Fixes(column string, of ...*Table) bool { return e.fixes(e.root, column, of) }

func (e *Expr) fixes(n ast.Expr, column string, of []*Table) bool {
	if n.Kind() != ast.CallKind {
		return false
	}
	args := n.AsCall().Args()
	switch n.AsCall().FunctionName() {
	case "_&&_":
		return slices.ContainsFunc(args, func(a ast.Expr) bool { return e.fixes(a, column, of) })
	case "_==_":
		return e.isColumn(args[0], column) && e.constant(args[1], of) || e.isColumn(args[1], column) && e.constant(args[0], of)
	}
	return false
}

func (e *Expr) nameAt(n ast.Expr) *Name {
	path, ok := dotted(n)
	if !ok {
		return nil
	}
	return e.byPath[strings.Join(path, ".")]
}

func (e *Expr) isColumn(n ast.Expr, column string) bool {
	name := e.nameAt(n)
	return name != nil && len(name.Hops) == 0 && name.Target.Column >= 0 && e.About.Columns[name.Target.Column].Name == column
}

func (e *Expr) constant(n ast.Expr, of []*Table) bool {
	switch n.Kind() {
	case ast.LiteralKind:
		return true
	case ast.CallKind:
		call := n.AsCall()
		return (!call.IsMemberFunction() || e.constant(call.Target(), of)) &&
			!slices.ContainsFunc(call.Args(), func(a ast.Expr) bool { return !e.constant(a, of) })
	}
	name := e.nameAt(n)
	if name == nil {
		path, _ := dotted(n)
		return len(path) == 1 && path[0] == "as_of"
	}
	return name.AsOf || name.Param != nil || len(name.Hops) > 0 && slices.Contains(of, name.Hops[0].Parent)
}
