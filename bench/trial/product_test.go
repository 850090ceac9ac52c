package trial

import (
	"context"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"dixian/bench/compare"
)

// TestProductAgrees is the small form of `make twin`: the product is built from
// this checkout and tried on small provinces, clean and dirty, whole and late.
func TestProductAgrees(t *testing.T) {
	product := buildProduct(t)
	plan := Plan{FirstSeed: 1, Seeds: 1, Dates: []string{"2025-06-30", "2025-01-31", "2025-09-01"}, Households: 400, Dirty: 0.05, Vary: true}
	for _, trial := range plan.Trials() {
		t.Run(trial.String(), func(t *testing.T) {
			v, err := trial.Run(context.Background(), product, t.TempDir())
			if err != nil {
				t.Fatal(err)
			}
			if v.Lines == 0 {
				t.Error("the province says nothing")
			}
			if !v.Agrees() {
				var told strings.Builder
				compare.Print(&told, "product", "twin checked", v.Checked)
				compare.Print(&told, "product", "twin typed", v.Typed)
				t.Errorf("product and twin differ:\n%s", told.String())
			}
		})
	}
}

// buildProduct builds the product from this checkout.
func buildProduct(t *testing.T) Product {
	t.Helper()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	binary := filepath.Join(t.TempDir(), "dixian")
	build := exec.Command("go", "build", "-buildvcs=false", "-o", binary, "./cmd/dixian")
	build.Dir = root
	if output, err := build.CombinedOutput(); err != nil {
		t.Fatalf("building the product: %v\n%s", err, output)
	}
	return Product{Binary: binary, Plan: filepath.Join(root, "plans", "guizhou")}
}
