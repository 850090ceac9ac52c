// Package column holds typed columns with validity.
//
// A column is a dense run of values of one width beside a bitmap that says which
// of them are known. An unknown value is a cleared bit, never a zero. Columns
// grow by appending; a row keeps its number for life. What a value means (fen,
// days, a place in a code list) is the business of whoever made the column.
//
// Widths: Long (int64: fen, packed ID numbers), Word (int32: ints, dates,
// months, years, school years, sets of codes), Byte (uint8: bools, codes), Text.
// A column that does not grow any more may lie in a narrower one (GatherNarrow).
package column

// Column is what all widths have in common.
type Column interface {
	// Len is the number of rows.
	Len() int
	// Known says whether the value of row i is known.
	Known(i int) bool
	// AppendUnknown adds a row whose value is unknown.
	AppendUnknown()
	// Gather returns a new column of the given rows, in that order.
	Gather(rows []uint32) Column
}

// Number is the element of a fixed-width column.
type Number interface{ int64 | int32 | int16 | uint8 }

// Numbers is a fixed-width column.
type Numbers[T Number] struct {
	Values []T
	known  Bits
}

// Long, Word, Short and Byte are the four widths in use. Columns that are read are
// never Short; see GatherNarrow.
type (
	Long  = Numbers[int64]
	Word  = Numbers[int32]
	Short = Numbers[int16]
	Byte  = Numbers[uint8]
)

// Len is the number of rows.
func (c *Numbers[T]) Len() int { return len(c.Values) }

// Known says whether row i has a value.
func (c *Numbers[T]) Known(i int) bool { return c.known.Get(i) }

// At returns the value of row i and whether it is known.
func (c *Numbers[T]) At(i int) (T, bool) { return c.Values[i], c.known.Get(i) }

// Append adds a known value.
func (c *Numbers[T]) Append(v T) {
	c.Values = append(c.Values, v)
	c.known.Append(true)
}

// AppendUnknown adds a row without a value.
func (c *Numbers[T]) AppendUnknown() {
	c.Values = append(c.Values, 0)
	c.known.Append(false)
}

// Gather returns the given rows, in that order.
func (c *Numbers[T]) Gather(rows []uint32) Column {
	out := &Numbers[T]{Values: make([]T, len(rows)), known: c.known.Gather(rows)}
	for i, r := range rows {
		out.Values[i] = c.Values[r]
	}
	return out
}

// Text is a column of strings in one arena.
type Text struct {
	arena []byte
	ends  []uint64
	short []uint32 // in the place of ends, of a narrow column
	known Bits
}

// Len is the number of rows.
func (c *Text) Len() int { return max(len(c.ends), len(c.short)) }

// Known says whether row i has a value.
func (c *Text) Known(i int) bool { return c.known.Get(i) }

// Bytes returns the text of row i without copying; it must not be changed.
func (c *Text) Bytes(i int) []byte {
	if c.short != nil {
		start := uint32(0)
		if i > 0 {
			start = c.short[i-1]
		}
		return c.arena[start:c.short[i]]
	}
	var start uint64
	if i > 0 {
		start = c.ends[i-1]
	}
	return c.arena[start:c.ends[i]]
}

// At returns the text of row i and whether it is known.
func (c *Text) At(i int) (string, bool) { return string(c.Bytes(i)), c.known.Get(i) }

// Append adds a known text.
func (c *Text) Append(s string) {
	c.arena = append(c.arena, s...)
	c.ends = append(c.ends, uint64(len(c.arena)))
	c.known.Append(true)
}

// AppendBytes adds a known text.
func (c *Text) AppendBytes(b []byte) {
	c.arena = append(c.arena, b...)
	c.ends = append(c.ends, uint64(len(c.arena)))
	c.known.Append(true)
}

// AppendUnknown adds a row without a text.
func (c *Text) AppendUnknown() {
	c.ends = append(c.ends, uint64(len(c.arena)))
	c.known.Append(false)
}

// Gather returns the given rows, in that order.
func (c *Text) Gather(rows []uint32) Column {
	size := 0
	for _, r := range rows {
		size += len(c.Bytes(int(r)))
	}
	out := &Text{arena: make([]byte, 0, size), ends: make([]uint64, len(rows)), known: c.known.Gather(rows)}
	for i, r := range rows {
		out.arena = append(out.arena, c.Bytes(int(r))...)
		out.ends[i] = uint64(len(out.arena))
	}
	return out
}
