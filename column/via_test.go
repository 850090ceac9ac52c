package column

import (
	"testing"

	"pgregory.net/rapid"
)

// A Via says what the column behind it says, row by row; Plain, Gather and
// Compare see no difference.
func TestVia(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawCells(t)
		rows := rapid.SliceOf(rapid.Int32Range(-1, int32(len(c.known))-1)).Draw(t, "rows")
		var want cells
		for _, r := range rows {
			if r < 0 {
				want.numbers, want.texts, want.known = append(want.numbers, 0), append(want.texts, ""), append(want.known, false)
				continue
			}
			want.numbers, want.texts, want.known = append(want.numbers, c.numbers[r]), append(want.texts, c.texts[r]), append(want.known, c.known[r])
		}
		for _, of := range c.columns() {
			v := &Via{of, rows}
			plain := Plain(v)
			check(t, plain, want)
			turned := make([]uint32, len(rows))
			for i := range turned {
				turned[i] = uint32(len(rows) - 1 - i)
			}
			back := v.Gather(turned)
			for i := range rows {
				if v.Known(i) != want.known[i] || back.Known(len(rows)-1-i) != want.known[i] {
					t.Fatalf("row %d: known %v, gathered %v, not %v", i, v.Known(i), back.Known(len(rows)-1-i), want.known[i])
				}
				for j := range rows {
					if got, want := Compare(v, i, j), Compare(plain, i, j); got != want {
						t.Fatalf("%T: rows %d and %d compare as %d, not %d", of, i, j, got, want)
					}
				}
			}
			if Plain(of) != of {
				t.Fatalf("a %T is not plain", of)
			}
		}
	})
}
