package store

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"dixian/casework"
	"dixian/division"
)

// Without sizes SQLite finds a county's cases by their state, and reads each to see
// where it lies; with them it finds them by place, in an index that has the state too.
func TestSizesLetAListBeFoundByPlace(t *testing.T) {
	db := opened(t, t.TempDir())
	households := aCounty(2_000)
	if _, _, err := db.Replace(t.Context(), households); err != nil {
		t.Fatal(err)
	}
	if err := db.Atomically(t.Context(), func(ctx context.Context) error {
		for i, h := range households {
			c := &casework.Case{Household: h.Code, Division: h.Division, State: []string{"triage", "dispatched", "visited", "monitored"}[i%4], OpenedOn: 1}
			if err := db.CreateCase(ctx, c); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	f := casework.Filter{Scope: []division.Code{village.County()}, States: []string{"triage", "asked_back", "dispatched", "visited", "comparing", "meeting", "publicity", "town_review", "county_decision", "monitored", "rolled_back"}}
	if err := db.LearnSizes(t.Context()); err != nil {
		t.Fatal(err)
	}
	if plan := planOfCount(t, db, f); !strings.Contains(plan, "COVERING INDEX cases_division") {
		t.Errorf("a county's cases are counted by %q, not by their places in one index", plan)
	}
}

// planOfCount is how SQLite would count the filter's cases.
func planOfCount(t *testing.T, db *DB, f casework.Filter) string {
	t.Helper()
	query := chosen(t.Context(), db.reader(t.Context()).NewSelect().Model((*caseRow)(nil)).ColumnExpr("COUNT(*)"), f).String()
	var id, parent, unused int
	var says string
	if err := db.read.QueryRowContext(t.Context(), fmt.Sprintf("EXPLAIN QUERY PLAN %s", query)).Scan(&id, &parent, &unused, &says); err != nil {
		t.Fatal(err)
	}
	return says
}
