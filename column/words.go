package column

// What engines that work on 64 rows at a time read of a column.

// Words are the bits, row i at bit i%64 of word i/64; bits past Len are 0. They
// belong to b and must not be changed.
func (b *Bits) Words() []uint64 { return b.words }

// Validity says of every row whether its value is known. It must not be changed.
func (c *Numbers[T]) Validity() *Bits { return &c.known }

// Validity says of every row whether its text is known. It must not be changed.
func (c *Text) Validity() *Bits { return &c.known }
