package column

import (
	"bytes"
	"cmp"
)

// Compare orders two rows by one column: numbers by size, texts by bytes, what
// is unknown last. A nil column holds nothing and orders nothing.
func Compare(c Column, a, b int) int {
	if c == nil {
		return 0
	}
	if v, ok := c.(*Via); ok && v.Rows[a] == v.Rows[b] {
		return 0
	}
	switch ka, kb := c.Known(a), c.Known(b); {
	case !ka && !kb:
		return 0
	case !ka:
		return 1
	case !kb:
		return -1
	}
	switch c := c.(type) {
	case *Long:
		return cmp.Compare(c.Values[a], c.Values[b])
	case *Word:
		return cmp.Compare(c.Values[a], c.Values[b])
	case *Short:
		return cmp.Compare(c.Values[a], c.Values[b])
	case *Byte:
		return cmp.Compare(c.Values[a], c.Values[b])
	case *Text:
		return bytes.Compare(c.Bytes(a), c.Bytes(b))
	case *Via:
		return Compare(c.Of, int(c.Rows[a]), int(c.Rows[b]))
	}
	return 0
}
