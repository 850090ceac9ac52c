package plan

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// String is the place as editors read it: "04-03/rules.yaml:12:9".
func (p Pos) String() string {
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
}

// compare orders places by file (bytewise), line, column.
func (p Pos) compare(q Pos) int {
	return cmp.Or(
		strings.Compare(p.File, q.File),
		cmp.Compare(p.Line, q.Line),
		cmp.Compare(p.Column, q.Column),
	)
}

// Problem is one thing that is wrong with a package: where, what, and what to do
// about it.
type Problem struct {
	Pos        Pos
	What, Cure string
}

// Error is "04-03/rules.yaml:12:9: what; cure".
func (p Problem) Error() string {
	if p.Cure == "" {
		return p.Pos.String() + ": " + p.What
	}
	return p.Pos.String() + ": " + p.What + "; " + p.Cure
}

// Problems is everything that is wrong with a package.
type Problems []Problem

// Error is one line a problem.
func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.Error()
	}
	return strings.Join(lines, "\n")
}

// Sort orders problems by file, line and column; problems of one place keep
// their order.
func (ps Problems) Sort() {
	slices.SortStableFunc(ps, func(a, b Problem) int { return a.Pos.compare(b.Pos) })
}

// Err is the sorted problems as an error, or nil when there are none.
func (ps Problems) Err() error {
	if len(ps) == 0 {
		return nil
	}
	ps.Sort()
	return ps
}

// Add notes a problem.
func (ps *Problems) Add(pos Pos, what, cure string) {
	*ps = append(*ps, Problem{pos, what, cure})
}
