package store

import (
	"slices"

	"github.com/uptrace/bun"

	"dixian/casework"
	"dixian/division"
)

// within restricts a query to rows whose division column lies in the scope: the
// subtrees of its divisions, each a range of codes. An empty scope has no rows.
// Every query for somebody passes here.
func within(q *bun.SelectQuery, column string, scope []division.Code) *bun.SelectQuery {
	if len(scope) == 0 {
		return q.Where("1 = 0")
	}
	if slices.Contains(scope, casework.Everywhere) {
		return q
	}
	return q.WhereGroup(" AND ", func(q *bun.SelectQuery) *bun.SelectQuery {
		for _, code := range scope {
			q = q.WhereOr("(? >= ? AND ? < ?)", bun.Ident(column), int64(code), bun.Ident(column), int64(code.End()))
		}
		return q
	})
}
