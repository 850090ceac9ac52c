package money

import (
	"cmp"
	"fmt"
	"math"
	"math/bits"
	"strconv"
)

// Exact is an amount as a whole number of 1/10 000 fen in 128 bits, two's
// complement: hi × 2⁶⁴ + lo. Its zero value is no money. Two Exact amounts are
// equal exactly when == says so.
//
// Any Fen times any Share times any int32 fits twice over (2⁶³ · 2³¹ · 2³¹ =
// 2¹²⁵ against 2¹²⁷), and so does every sum of up to four of them. What would
// still pass the ends stays at the end instead of wrapping around, so that no
// comparison can turn over.
type Exact struct {
	hi int64
	lo uint64
}

// The ends of the range.
var (
	maxExact = Exact{math.MaxInt64, math.MaxUint64}
	minExact = Exact{math.MinInt64, 0}
)

// Exact returns f as an exact amount.
func (f Fen) Exact() Exact { return f.Times(shareScale) }

// Times returns f × s, exactly.
func (f Fen) Times(s Share) Exact { return multiply(int64(f), int64(s)) }

// multiply is the full product of two words.
func multiply(a, b int64) Exact {
	hi, lo := bits.Mul64(uint64(a), uint64(b))
	h := int64(hi)
	if a < 0 {
		h -= b
	}
	if b < 0 {
		h -= a
	}
	return Exact{h, lo}
}

// Add returns e + o.
func (e Exact) Add(o Exact) Exact {
	lo, carry := bits.Add64(e.lo, o.lo, 0)
	hi, _ := bits.Add64(uint64(e.hi), uint64(o.hi), carry)
	sum := Exact{int64(hi), lo}
	if (e.hi < 0) == (o.hi < 0) && (sum.hi < 0) != (e.hi < 0) {
		return end(e.hi < 0)
	}
	return sum
}

// Sub returns e − o.
func (e Exact) Sub(o Exact) Exact {
	lo, borrow := bits.Sub64(e.lo, o.lo, 0)
	hi, _ := bits.Sub64(uint64(e.hi), uint64(o.hi), borrow)
	difference := Exact{int64(hi), lo}
	if (e.hi < 0) != (o.hi < 0) && (difference.hi < 0) != (e.hi < 0) {
		return end(e.hi < 0)
	}
	return difference
}

// TimesInt returns e × n.
func (e Exact) TimesInt(n int64) Exact {
	negative := (e.hi < 0) != (n < 0)
	hi, lo := e.magnitude()
	m := uint64(n)
	if n < 0 {
		m = -m
	}
	over, high := bits.Mul64(hi, m)
	carried, low := bits.Mul64(lo, m)
	high, carry := bits.Add64(high, carried, 0)
	if over+carry != 0 || high > math.MaxInt64 {
		return end(negative)
	}
	product := Exact{int64(high), low}
	if negative {
		return Exact{}.Sub(product)
	}
	return product
}

// Cmp returns -1, 0 or 1 as e is less than, equal to or more than o.
func (e Exact) Cmp(o Exact) int {
	return cmp.Or(cmp.Compare(e.hi, o.hi), cmp.Compare(e.lo, o.lo))
}

// Fen returns the amount in whole fen. If it is no whole number of fen, or more
// of them than a Fen holds, whole is false and f is 0.
func (e Exact) Fen() (f Fen, whole bool) {
	hi, lo := e.magnitude()
	if hi >= shareScale {
		return 0, false
	}
	n, rest := bits.Div64(hi, lo, shareScale)
	switch {
	case rest != 0:
		return 0, false
	case e.hi < 0 && n <= 1<<63:
		return Fen(-n), true
	case e.hi >= 0 && n < 1<<63:
		return Fen(n), true
	}
	return 0, false
}

// String writes the amount in yuan with at least two decimals and more, up to
// six, only where they are needed: "0.50", "0.0001".
func (e Exact) String() string { return string(e.AppendTo(nil)) }

// AppendTo appends what String returns to dst.
func (e Exact) AppendTo(dst []byte) []byte {
	const perYuan = 100 * shareScale
	hi, lo := e.magnitude()
	high, rest := hi/perYuan, hi%perYuan
	low, millionths := bits.Div64(rest, lo, perYuan)
	if e.hi < 0 {
		dst = append(dst, '-')
	}
	dst = appendDecimal(dst, high, low)
	dst = append(dst, ".000000"...)
	decimals := dst[len(dst)-6:]
	for i := 5; i >= 0; i-- {
		decimals[i] += byte(millionths % 10)
		millionths /= 10
	}
	end := len(dst)
	for n := 0; n < 4 && dst[end-1] == '0'; n++ {
		end--
	}
	return dst[:end]
}

// appendDecimal appends hi × 2⁶⁴ + lo, where hi is below 10¹⁹.
func appendDecimal(dst []byte, hi, lo uint64) []byte {
	if hi == 0 {
		return strconv.AppendUint(dst, lo, 10)
	}
	const e19 = 10_000_000_000_000_000_000
	front, back := bits.Div64(hi, lo, e19)
	return fmt.Appendf(dst, "%d%019d", front, back)
}

// magnitude is the amount without its sign.
func (e Exact) magnitude() (hi, lo uint64) {
	if e.hi >= 0 {
		return uint64(e.hi), e.lo
	}
	lo, borrow := bits.Sub64(0, e.lo, 0)
	hi, _ = bits.Sub64(0, uint64(e.hi), borrow)
	return hi, lo
}

// end is the end of the range on the negative or the positive side.
func end(negative bool) Exact {
	if negative {
		return minExact
	}
	return maxExact
}
