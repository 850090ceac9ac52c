package column

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// What a narrow column says is what the wide one says, whatever the values.
func TestNarrowHoldsTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawCells(t)
		edge := rapid.OneOf(rapid.Int64Range(-2, 2), rapid.SampledFrom([]int64{
			math.MinInt16 - 1, math.MinInt16, math.MaxInt16, math.MaxInt16 + 1, math.MinInt32 - 1, math.MinInt32, math.MaxInt32, math.MaxInt32 + 1,
		}))
		for i := range c.numbers {
			c.numbers[i] = edge.Draw(t, "number")
		}
		rows := make([]uint32, 0, len(c.known))
		for i := range c.known {
			if rapid.Bool().Draw(t, "taken") {
				rows = append(rows, uint32(i))
			}
		}
		for _, wide := range c.columns() {
			want, got := wide.Gather(rows), GatherNarrow(wide, rows)
			for i := range rows {
				if got.Known(i) != want.Known(i) {
					t.Fatalf("%T row %d: known %v", wide, i, got.Known(i))
				}
				if v, w := said(want, i), said(got, i); v != w {
					t.Fatalf("%T row %d: %v became %v in %T", wide, i, v, w, got)
				}
				for j := range rows {
					if Compare(got, i, j) != Compare(want, i, j) {
						t.Fatalf("%T orders rows %d and %d otherwise in %T", wide, i, j, got)
					}
				}
			}
			if got.Len() != want.Len() {
				t.Fatalf("%T has %d rows, not %d", got, got.Len(), want.Len())
			}
		}
	})
}

// said is what a row holds, of any width.
func said(c Column, i int) any {
	switch c := c.(type) {
	case *Long:
		return c.Values[i]
	case *Word:
		return int64(c.Values[i])
	case *Short:
		return int64(c.Values[i])
	case *Byte:
		return int64(c.Values[i])
	case *Text:
		return string(c.Bytes(i))
	}
	return nil
}

// The wide form stays where one value needs it.
func TestNarrowAtItsEdge(t *testing.T) {
	for _, c := range []struct {
		says   string
		of     Column
		narrow bool
	}{
		{"21 474 836.47 yuan fit", NumbersOf([]int64{0, math.MaxInt32, math.MinInt32}, known(3)), true},
		{"a fen more does not", NumbersOf([]int64{0, math.MaxInt32 + 1}, known(2)), false},
		{"nor a fen less", NumbersOf([]int64{math.MinInt32 - 1}, known(1)), false},
		{"18 September 2059 fits", NumbersOf([]int32{math.MaxInt16, math.MinInt16}, known(2)), true},
		{"the day after does not", NumbersOf([]int32{5, math.MaxInt16 + 1}, known(2)), false},
		{"nor does 13 April 1880", NumbersOf([]int32{math.MinInt16 - 1}, known(1)), false},
	} {
		t.Run(c.says, func(t *testing.T) {
			_, long := GatherNarrow(c.of, []uint32{0}).(*Long)
			_, word := GatherNarrow(c.of, []uint32{0}).(*Word)
			_, wasLong := c.of.(*Long)
			if wide := wasLong && long || !wasLong && word; wide == c.narrow {
				t.Errorf("it is %T", GatherNarrow(c.of, []uint32{0}))
			}
		})
	}
}

func known(n int) Bits {
	var b Bits
	for range n {
		b.Append(true)
	}
	return b
}
