package screening

import (
	"bytes"
	"encoding/csv"
	"testing"

	"pgregory.net/rapid"
)

func TestRowTwin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cell := rapid.SliceOfN(rapid.SampledFrom([]string{"a", "户", " ", "\u3000", "\u00a0", `"`, ",", "\n", "\r", `\`, ".", "\xff"}), 0, 5)
		var cells []string
		for range rapid.IntRange(2, 5).Draw(t, "cells") {
			s := ""
			for _, part := range cell.Draw(t, "cell") {
				s += part
			}
			cells = append(cells, s)
		}
		var want bytes.Buffer
		w := csv.NewWriter(&want)
		if err := w.Write(cells); err != nil {
			t.Fatal(err)
		}
		w.Flush()
		if got := appendRow(nil, cells...); string(got) != want.String() {
			t.Fatalf("%q is written %q, not %q", cells, got, want.String())
		}
	})
}
