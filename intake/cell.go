package intake

// cell is what stands in a row under a header. Its text belongs to the reader and
// is good until the next row.
type cell struct {
	text []byte
	form form
}

// form is what a reader knows of a cell beside its text.
type form uint8

const (
	written       form = iota // text
	number                    // a number cell; the text is its shortest decimal
	longNumber                // a number cell of 16 digits or more, all of them there
	roundedNumber             // the same where the digits after the fifteenth are lost
	brokenQuotes              // something stands after the closing quotation mark
	excelError                // #N/A, #DIV/0! …
	uncomputed                // a formula without a result
	notText                   // bytes that are no UTF-8, in Parquet
)

// trim drops spaces, U+3000 and U+00A0, at both ends.
//
// Source: data contract, "Types".
func trim(s []byte) []byte {
	for n := leadingSpace(s); n > 0; n = leadingSpace(s) {
		s = s[n:]
	}
	for n := trailingSpace(s); n > 0; n = trailingSpace(s) {
		s = s[:len(s)-n]
	}
	return s
}

// leadingSpace is the length in bytes of the space that s begins with, or 0.
func leadingSpace(s []byte) int {
	switch {
	case len(s) == 0:
		return 0
	case s[0] == ' ':
		return 1
	case s[0] == 0xC2 && len(s) > 1 && s[1] == 0xA0:
		return 2
	case s[0] == 0xE3 && len(s) > 2 && s[1] == 0x80 && s[2] == 0x80:
		return 3
	}
	return 0
}

// trailingSpace is the length in bytes of the space that s ends with, or 0. No
// other character of UTF-8 ends like one of the three.
func trailingSpace(s []byte) int {
	n := len(s)
	switch {
	case n == 0:
		return 0
	case s[n-1] == ' ':
		return 1
	case s[n-1] == 0xA0 && n > 1 && s[n-2] == 0xC2:
		return 2
	case s[n-1] == 0x80 && n > 2 && s[n-2] == 0x80 && s[n-3] == 0xE3:
		return 3
	}
	return 0
}
