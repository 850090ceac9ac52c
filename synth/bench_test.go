package synth

import (
	"context"
	"os"
	"path/filepath"
	"testing"
)

// BenchmarkWriteCSV reports rows a second over all tables of a run in CSV.
func BenchmarkWriteCSV(b *testing.B) {
	for _, dirt := range []struct {
		name  string
		share float64
	}{{"clean", 0}, {"dirty", 0.05}} {
		b.Run(dirt.name, func(b *testing.B) {
			rows := 0
			for b.Loop() {
				out := filepath.Join(b.TempDir(), "province")
				report, err := Write(context.Background(), Options{Households: 20_000, Seed: 1, AsOf: june, Out: out, Dirty: dirt.share})
				if err != nil {
					b.Fatal(err)
				}
				rows += report.Rows
				os.RemoveAll(out)
			}
			b.ReportMetric(float64(rows)/b.Elapsed().Seconds(), "rows/s")
		})
	}
}
