package store

import (
	"context"
	"slices"

	"github.com/uptrace/bun"

	"dixian/access"
	"dixian/casework"
	"dixian/division"
	"dixian/registry"
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

// reached restricts a query of batches to those somebody reaches: of whole divisions,
// and of divisions the own tables. No reach has no batches.
func reached(q *bun.SelectQuery, scope []registry.Reach) *bun.SelectQuery {
	if len(scope) == 0 {
		return q.Where("1 = 0")
	}
	return q.WhereGroup(" AND ", func(q *bun.SelectQuery) *bun.SelectQuery {
		for _, r := range scope {
			q = q.WhereGroup(" OR ", func(q *bun.SelectQuery) *bun.SelectQuery {
				q = within(q, "b.division", []division.Code{r.Division}).Where("1 = 1")
				switch {
				case r.Tables == nil:
					return q
				case len(r.Tables) == 0:
					return q.Where("1 = 0")
				}
				return q.Where("b.table_name IN (?)", bun.List(r.Tables))
			})
		}
		return q
	})
}

// apart leaves out of a query for somebody what concerns the own household, which
// the context knows: rows whose column names it. Who reads everywhere is the system.
func apart(ctx context.Context, q *bun.SelectQuery, column string, scope []division.Code) *bun.SelectQuery {
	own := access.OwnOf(ctx)
	if len(own) == 0 || slices.Contains(scope, casework.Everywhere) {
		return q
	}
	return q.Where("? NOT IN (?)", bun.Ident(column), bun.List(own))
}
