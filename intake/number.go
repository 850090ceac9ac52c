package intake

import (
	"bytes"
	"strconv"

	"dixian/calendar"
)

// appendDecimal writes a number cell as its shortest decimal of at most 15
// significant digits, without exponent. bits is the width of v, 32 or 64. A number
// of sixteen digits or more before the point has lost those after the fifteenth.
//
// Source: data contract, "A number cell of XLSX or Parquet".
func appendDecimal(dst []byte, v float64, bits int) ([]byte, form) {
	var space [40]byte
	precision := 14
	if bits == 32 {
		precision = -1
	}
	s := strconv.AppendFloat(space[:0], v, 'e', precision, bits) // -d.ddde±xx
	mantissa, exponent, ok := bytes.Cut(s, []byte("e"))
	if !ok { // NaN, Inf
		return append(dst, s...), written
	}
	e, err := strconv.Atoi(string(exponent))
	if err != nil || e >= 15 {
		return strconv.AppendFloat(dst, v, 'g', -1, bits), roundedNumber
	}
	digits := make([]byte, 0, 24)
	for _, c := range mantissa {
		if c >= '0' && c <= '9' {
			digits = append(digits, c)
		}
	}
	digits = bytes.TrimRight(digits, "0")
	if len(digits) == 0 {
		return append(dst, '0'), number
	}
	if mantissa[0] == '-' {
		dst = append(dst, '-')
	}
	whole := e + 1 // digits before the point
	if whole <= 0 {
		dst = append(dst, '0', '.')
		for ; whole < 0; whole++ {
			dst = append(dst, '0')
		}
		return append(dst, digits...), number
	}
	for len(digits) < whole {
		digits = append(digits, '0')
	}
	dst = append(dst, digits[:whole]...)
	if whole < len(digits) {
		dst = append(append(dst, '.'), digits[whole:]...)
	}
	return dst, number
}

// formOfDigits is the form of a whole number that is exact.
func formOfDigits(text []byte) form {
	if len(bytes.TrimLeft(text, "-0")) > 15 {
		return longNumber
	}
	return number
}

// excelDate reads a number in a date column as Excel's count of days. What some
// type as a number and mean as a date, 20250630, lies far beyond any count and is
// read as that.
//
// Source: data contract, "Excel's 1900 count". Workbooks may say that they count
// from 1904 instead; their day 0 is day 1462 of the other count.
func excelDate(text []byte, from1904 bool) (calendar.Date, bool) {
	if len(text) == 8 && allDigits(text) {
		d, err := calendar.ParseDateBytes(text)
		return d, err == nil
	}
	n, err := strconv.ParseFloat(string(text), 64)
	if err != nil {
		return 0, false
	}
	if from1904 {
		n += 1462
	}
	d, err := calendar.FromSerial(n)
	return d, err == nil
}
