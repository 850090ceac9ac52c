package column

// What a column is made of, for who keeps columns as they lie in memory: a saved
// panel writes these slices to a file and lays them over the file again.

// BitsOf are n bits that lie in words already. They are not copied and must not
// change; bits past n are 0.
func BitsOf(words []uint64, n int) Bits { return Bits{words: words, n: n} }

// NumbersOf is a column over values that lie in memory already, one bit of known
// each. Neither is copied. Nothing may be appended to the column.
func NumbersOf[T Number](values []T, known Bits) *Numbers[T] {
	return &Numbers[T]{Values: values, known: known}
}

// TextOf is a column over texts that lie in one arena; ends says where each ends.
// Neither is copied. Nothing may be appended to the column.
func TextOf(arena []byte, ends []uint64, known Bits) *Text {
	return &Text{arena: arena, ends: ends, known: known}
}

// Raw are the texts in one arena and where each ends. They must not be changed.
func (c *Text) Raw() (arena []byte, ends []uint64) { return c.arena, c.ends }
