package kernel

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"dixian/calendar"
	"dixian/rule"
)

// TestLoopsAgainstRows compares the loops that make 64 bits at a time with what
// one row after another says.
func TestLoopsAgainstRows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		longs := rapid.SliceOfN(rapid.OneOf(rapid.Int64(), rapid.Int64Range(-2, 2)), 0, 200).Draw(t, "longs")
		n := len(longs)
		ints, bytes, others := make([]int32, n), make([]uint8, n), make([]int64, n)
		for i, x := range longs {
			ints[i], bytes[i], others[i] = int32(x), uint8(x), x>>1
		}
		c := rapid.OneOf(rapid.Int64(), rapid.Int64Range(-2, 260), rapid.SampledFrom(append([]int64{0}, longs...))).Draw(t, "c")
		last := c + rapid.Int64Range(-1, 5).Draw(t, "span")
		list := newAmong(nil, []number{literal(c), literal(1), literal(2), literal(255), literal(256)})
		out := make(Bitmap, words(n))
		for _, loop := range []struct {
			name string
			fill func()
			says func(i int) bool
		}{
			{"below of longs", func() { belowConstant(out, longs, c) }, func(i int) bool { return longs[i] < c }},
			{"below of ints", func() { belowConstant(out, ints, c) }, func(i int) bool { return int64(ints[i]) < c }},
			{"below of bytes", func() { belowConstant(out, bytes, c) }, func(i int) bool { return int64(bytes[i]) < c }},
			{"equal of longs", func() { equalConstant(out, longs, c) }, func(i int) bool { return longs[i] == c }},
			{"equal of ints", func() { equalConstant(out, ints, c) }, func(i int) bool { return int64(ints[i]) == c }},
			{"equal of bytes", func() { equalBytes(out, bytes, uint8(c)) }, func(i int) bool { return bytes[i] == uint8(c) }},
			{"below of two", func() { below(out, longs, others) }, func(i int) bool { return longs[i] < others[i] }},
			{"equal of two", func() { equal(out, longs, others) }, func(i int) bool { return longs[i] == others[i] }},
			{"in a list", func() { inSet(out, bytes, list.in) }, func(i int) bool {
				return int64(bytes[i]) == c || bytes[i] == 1 || bytes[i] == 2 || bytes[i] == 255
			}},
			{"between", func() { between(out, ints, int32(c), int32(last)) }, func(i int) bool { return int32(c) <= ints[i] && ints[i] <= int32(last) }},
		} {
			loop.fill()
			for i := range n {
				if out.Get(i) != loop.says(i) {
					t.Fatalf("%s: row %d of %d is %v", loop.name, i, n, out.Get(i))
				}
			}
			if n%64 != 0 && out[len(out)-1]>>(n%64) != 0 {
				t.Fatalf("%s: bits past the last row", loop.name)
			}
		}
	})
}

// TestGather compares the gathers with what one row after another says.
func TestGather(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		of := rapid.SliceOfN(rapid.Int64(), 0, 150).Draw(t, "of")
		first := rapid.IntRange(0, 1000).Draw(t, "first")
		bits := make(Bitmap, words(len(of)))
		for i, x := range of {
			if x&1 != 0 {
				bits.set(i)
			}
		}
		rows := make([]int32, rapid.IntRange(0, 200).Draw(t, "rows"))
		for i := range rows {
			if r := rapid.IntRange(-1, len(of)-1).Draw(t, "row"); r >= 0 {
				rows[i] = int32(first + r)
			} else {
				rows[i] = none
			}
		}
		values, gathered, there := make([]int64, len(rows)), make(Bitmap, words(len(rows))), make(Bitmap, words(len(rows)))
		gather(values, of, rows, first)
		gatherBits(gathered, bits, rows, first)
		reached(there, rows)
		for i, r := range rows {
			value, bit := int64(0), false
			if r >= 0 {
				value, bit = of[int(r)-first], bits.Get(int(r)-first)
			}
			if values[i] != value || gathered.Get(i) != bit || there.Get(i) != (r >= 0) {
				t.Fatalf("row %d: %d %v %v", i, values[i], gathered.Get(i), there.Get(i))
			}
		}
	})
}

// TestHouseholdsOfRows compares the households of single rows with where each row
// lies.
func TestHouseholdsOfRows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before := rapid.IntRange(0, 3).Draw(t, "households before")
		start := []uint32{0}
		for _, n := range rapid.SliceOfN(rapid.IntRange(0, 3), before+1, 60).Draw(t, "rows of households") {
			start = append(start, start[len(start)-1]+uint32(n))
		}
		s := &slab{frame: &Frame{from: before, to: len(start) - 1}, data: &rule.Rows{Start: start}, first: int(start[before])}
		s.n = int(start[len(start)-1]) - s.first
		rows, got, want := make(Bitmap, words(s.n)), make(Bitmap, words(len(start))), make(Bitmap, words(len(start)))
		for i := range s.n {
			if rapid.IntRange(0, 9).Draw(t, "is set") == 0 {
				rows.set(i)
				for h := before; h < len(start)-1; h++ {
					if row := uint32(s.first + i); start[h] <= row && row < start[h+1] {
						want.set(h - before)
					}
				}
			}
		}
		s.households(rows, got)
		if !slices.Equal(got, want) {
			t.Fatalf("rows %x lie in %x, not in %x", rows, got, want)
		}
	})
}

// TestBitmapsAgainstRows compares what bitmaps do in words with single bits.
func TestBitmapsAgainstRows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		bools := rapid.SliceOfN(rapid.Bool(), 1, 300).Draw(t, "bools")
		all := make(Bitmap, words(len(bools)))
		for i, b := range bools {
			if b {
				all.set(i)
			}
		}
		from := rapid.IntRange(0, len(bools)-1).Draw(t, "from")
		to := rapid.IntRange(from+1, len(bools)).Draw(t, "to")
		cut, set := make(Bitmap, words(to-from)).cutOut(all, from, to-from), make(Bitmap, len(all))
		set.setRange(from, to)
		n, next := 0, to
		for i := to - 1; i >= from; i-- {
			if cut.Get(i-from) != bools[i] || !set.Get(i) {
				t.Fatalf("bit %d", i)
			}
			if bools[i] {
				n, next = n+1, i
			}
		}
		if all.countIn(from, to) != n || cut.Count() != n || set.Count() != to-from || all.next(from, to) != next && next < to {
			t.Fatalf("%d bits set from %d to %d, the first %d", n, from, to, next)
		}
	})
}

// TestAges compares ages looked up with ages taken from the calendar, around
// every birthday.
func TestAges(t *testing.T) {
	f := &Frame{}
	for _, on := range []calendar.Date{calendar.NewDate(2025, 6, 30), calendar.NewDate(2024, 2, 29), calendar.NewDate(2025, 2, 28), calendar.NewDate(2025, 3, 1), calendar.NewDate(1900, 12, 31)} {
		for days := int64(-800); days < 140*366; days++ {
			birth := int64(on) - days
			var out [1]int64
			f.birthdays(on).ages(out[:], []int64{birth})
			if want := calendar.Age(calendar.Date(birth), on); int(out[0]) != want {
				t.Fatalf("born %s, on %s: %d years, not %d", calendar.Date(birth), on, out[0], want)
			}
		}
	}
}
