package column

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// cells is what a column holds, kept the obvious way.
type cells struct {
	numbers []int64
	texts   []string
	known   []bool
}

// columns makes one column of every width with the same rows.
func (c cells) columns() []Column {
	long, word, byte8, text := new(Long), new(Word), new(Byte), new(Text)
	for i, known := range c.known {
		if !known {
			for _, col := range []Column{long, word, byte8, text} {
				col.AppendUnknown()
			}
			continue
		}
		long.Append(c.numbers[i])
		word.Append(int32(c.numbers[i]))
		byte8.Append(uint8(c.numbers[i]))
		text.Append(c.texts[i])
	}
	return []Column{long, word, byte8, text}
}

func drawCells(t *rapid.T) cells {
	var c cells
	for range rapid.IntRange(0, 200).Draw(t, "rows") {
		c.numbers = append(c.numbers, int64(rapid.IntRange(0, 255).Draw(t, "number")))
		c.texts = append(c.texts, rapid.SampledFrom([]string{"", "a", "ab", "贵州", "b"}).Draw(t, "text"))
		c.known = append(c.known, rapid.Bool().Draw(t, "known"))
	}
	return c
}

// A column gives back what was put in, in any width, and gathered rows in the
// order that is asked for.
func TestColumnsHoldWhatTheyAreGiven(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawCells(t)
		order := []uint32{}
		if len(c.known) > 0 {
			for _, i := range rapid.SliceOf(rapid.IntRange(0, len(c.known)-1)).Draw(t, "order") {
				order = append(order, uint32(i))
			}
		}
		for _, col := range c.columns() {
			check(t, col, c)
			var want cells
			for _, i := range order {
				want.numbers, want.texts, want.known = append(want.numbers, c.numbers[i]), append(want.texts, c.texts[i]), append(want.known, c.known[i])
			}
			check(t, col.Gather(order), want)
			check(t, col, c) // gathering leaves it as it was
		}
	})
}

func check(t *rapid.T, col Column, want cells) {
	if col.Len() != len(want.known) {
		t.Fatalf("%T has %d rows, not %d", col, col.Len(), len(want.known))
	}
	for i, known := range want.known {
		if col.Known(i) != known {
			t.Fatalf("%T row %d: known %v", col, i, !known)
		}
		var n int64
		var s string
		var said bool
		switch col := col.(type) {
		case *Long:
			n, said = col.At(i)
		case *Word:
			v, ok := col.At(i)
			n, said = int64(v), ok
		case *Byte:
			v, ok := col.At(i)
			n, said = int64(v), ok
		case *Text:
			s, said = col.At(i)
		}
		if said != known {
			t.Fatalf("%T row %d: At says known %v", col, i, said)
		}
		_, text := col.(*Text)
		if known && (text && s != want.texts[i] || !text && n != want.numbers[i]) {
			t.Fatalf("%T row %d: %d %q", col, i, n, s)
		}
		if !known && (n != 0 || s != "") {
			t.Fatalf("%T row %d: an unknown holds %d %q", col, i, n, s)
		}
	}
}

func TestCompare(t *testing.T) {
	numbers := &Long{}
	for _, n := range []int64{5, -3, 5} {
		numbers.Append(n)
	}
	numbers.AppendUnknown()
	numbers.AppendUnknown()
	texts := &Text{}
	for _, s := range []string{"b", "贵", ""} {
		texts.Append(s)
	}
	texts.AppendUnknown()
	for _, c := range []struct {
		sentence string
		column   Column
		a, b     int
		want     int
	}{
		{"a smaller number goes first", numbers, 1, 0, -1},
		{"a larger one after", numbers, 0, 1, 1},
		{"equal ones together", numbers, 0, 2, 0},
		{"an unknown goes last", numbers, 3, 1, 1},
		{"whatever goes before it", numbers, 0, 3, -1},
		{"unknowns go together", numbers, 3, 4, 0},
		{"texts by bytes", texts, 0, 1, -1},
		{"an empty text goes first", texts, 2, 0, -1},
		{"an unknown text last", texts, 3, 1, 1},
		{"a column that was not read orders nothing", nil, 0, 1, 0},
	} {
		if got := Compare(c.column, c.a, c.b); got != c.want {
			t.Errorf("%s: %d", c.sentence, got)
		}
	}
}

// Compare is an order in every width: sorting by it puts the known values in
// size and the unknowns at the end.
func TestCompareSorts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawCells(t)
		for _, col := range c.columns() {
			rows := make([]int, len(c.known))
			for i := range rows {
				rows[i] = i
			}
			slices.SortFunc(rows, func(a, b int) int { return Compare(col, a, b) })
			for i := 1; i < len(rows); i++ {
				a, b := rows[i-1], rows[i]
				_, text := col.(*Text)
				switch {
				case c.known[b] && !c.known[a]:
					t.Fatalf("%T: an unknown stands before a known value", col)
				case c.known[b] && text && c.texts[a] > c.texts[b], c.known[b] && !text && c.numbers[a] > c.numbers[b]:
					t.Fatalf("%T: rows %d and %d stand the wrong way round", col, a, b)
				}
			}
		}
	})
}

func TestBits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var b Bits
		var want []bool
		for range rapid.IntRange(0, 200).Draw(t, "n") {
			v := rapid.Bool().Draw(t, "bit")
			b.Append(v)
			want = append(want, v)
		}
		for range len(want) / 2 {
			i, v := rapid.IntRange(0, len(want)-1).Draw(t, "i"), rapid.Bool().Draw(t, "v")
			b.Set(i, v)
			want[i] = v
		}
		if b.Len() != len(want) {
			t.Fatalf("%d bits, not %d", b.Len(), len(want))
		}
		for i, v := range want {
			if b.Get(i) != v {
				t.Fatalf("bit %d is %v", i, !v)
			}
		}
	})
}
