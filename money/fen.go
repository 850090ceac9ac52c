package money

import "strconv"

// Fen is an amount in fen, 1/100 yuan; refunds and losses are negative.
type Fen int64

// String writes the amount in yuan with two decimals and without separators:
// -123450 fen is "-1234.50". Parse reads it back where the yuan have at most
// twelve digits.
func (f Fen) String() string {
	var space [24]byte
	return string(f.AppendTo(space[:0]))
}

// AppendTo appends what String returns to dst.
func (f Fen) AppendTo(dst []byte) []byte {
	n := uint64(f)
	if f < 0 {
		dst = append(dst, '-')
		n = -n
	}
	dst = strconv.AppendUint(dst, n/100, 10)
	return append(dst, '.', byte('0'+n%100/10), byte('0'+n%10))
}

// MarshalText writes the amount as String does, so that it stands in JSON as a
// string of yuan and never as a floating-point number.
func (f Fen) MarshalText() ([]byte, error) { return f.AppendTo(nil), nil }

// UnmarshalText reads an amount as Parse does.
func (f *Fen) UnmarshalText(b []byte) (err error) {
	*f, err = ParseBytes(b)
	return err
}
