package trial

import (
	"context"
	"strings"
	"testing"
)

// TestGeneratedSQLAgrees runs the SQL that the product makes of its package in
// DuckDB over small provinces, clean and dirty, whole and late, and sets what
// fires beside the product's own kernels. A condition turned round in the SQL
// must be noticed.
func TestGeneratedSQLAgrees(t *testing.T) {
	ctx, product := context.Background(), buildProduct(t)
	statements, err := product.Statements(ctx)
	if err != nil {
		t.Fatal(err)
	}
	const bills = `sum(self."self_paid")`
	if !strings.Contains(statements, bills) {
		t.Fatalf("the SQL has no %s", bills)
	}
	plan := Plan{FirstSeed: 7, Seeds: 1, Dates: []string{"2025-06-30", "2024-02-29", "2025-09-01"}, Households: 600, Dirty: 0.05, Vary: true}
	for _, trial := range plan.Trials() {
		t.Run(trial.String(), func(t *testing.T) {
			directory := t.TempDir()
			v, err := trial.Run(ctx, product, directory)
			if err != nil {
				t.Fatal(err)
			}
			if v.Lines == 0 {
				t.Error("the province says nothing")
			}
			differences, err := trial.Generated(ctx, statements, directory)
			if err != nil {
				t.Fatal(err)
			}
			if len(differences) > 0 {
				t.Errorf("%d differences between the generated SQL and the product:\n%s", len(differences), strings.Join(differences[:min(20, len(differences))], "\n"))
			}
			wrong, err := trial.Generated(ctx, strings.ReplaceAll(statements, bills, `max(self."self_paid")`), directory)
			if err != nil {
				t.Fatal(err)
			}
			if len(wrong) == 0 {
				t.Error("the largest bill in place of their sum goes unnoticed")
			}
		})
	}
}
