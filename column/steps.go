package column

import "bytes"

// Steps says of each row of a column how it stands to the row before, 64 rows at a
// time: bit i of same is set where row 64·word+i equals the one before it, of up
// where it is greater. Row 0 is greater than nothing. Bits past the last row are 0.
//
// Twin: Compare (TestStepsTwin).
func Steps(c Column) func(word int) (same, up uint64) {
	switch c := c.(type) {
	case *Long:
		return numberSteps(c)
	case *Word:
		return numberSteps(c)
	case *Byte:
		return numberSteps(c)
	case *Text:
		if c.known.All() {
			return textSteps(c)
		}
	}
	return anySteps(c)
}

func numberSteps[T Number](c *Numbers[T]) func(word int) (same, up uint64) {
	if !c.known.All() {
		return anySteps(c)
	}
	return func(word int) (same, up uint64) {
		from, to := max(64*word, 1), min(64*word+64, len(c.Values))
		last := c.Values[from-1]
		for i, v := range c.Values[from:to] {
			equal, greater := uint64(0), uint64(0)
			if v == last {
				equal = 1
			}
			if v > last {
				greater = 1
			}
			at := (from + i) & 63
			same |= equal << at
			up |= greater << at
			last = v
		}
		return same, up | first(word)
	}
}

func textSteps(c *Text) func(word int) (same, up uint64) {
	return func(word int) (same, up uint64) {
		from, to := max(64*word, 1), min(64*word+64, len(c.ends))
		last := c.Bytes(from - 1)
		for i := from; i < to; i++ {
			text := c.Bytes(i)
			switch bytes.Compare(last, text) {
			case 0:
				same |= 1 << (i & 63)
			case -1:
				up |= 1 << (i & 63)
			}
			last = text
		}
		return same, up | first(word)
	}
}

func anySteps(c Column) func(word int) (same, up uint64) {
	return func(word int) (same, up uint64) {
		for i := max(64*word, 1); i < min(64*word+64, c.Len()); i++ {
			switch d := Compare(c, i-1, i); {
			case d == 0:
				same |= 1 << (i & 63)
			case d < 0:
				up |= 1 << (i & 63)
			}
		}
		return same, up | first(word)
	}
}

// first is the bit of row 0 in the first word.
func first(word int) uint64 {
	if word == 0 {
		return 1
	}
	return 0
}
