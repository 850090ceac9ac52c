package rule

import (
	"encoding/json"
	"strconv"
	"strings"
	"unicode/utf8"

	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"

	"dixian/calendar"
	"dixian/identity"
)

// Val is a value of an expression; nil is unknown.
type Val = ref.Val

// Show writes a value as a clerk reads it: money in yuan, dates as dates, ID
// numbers masked unless asked otherwise, unknown as a question mark.
func Show(v Val, unmasked bool) string {
	switch x := v.(type) {
	case nil:
		return "?"
	case amount:
		return x.Exact.String()
	case ordinal:
		if x.kind == ID && !unmasked {
			return identity.ID(x.n).Masked()
		}
		return x.String()
	case codeSet:
		return x.String()
	case types.Bool:
		if x {
			return "是"
		}
		return "否"
	case types.Int:
		return strconv.FormatInt(int64(x), 10)
	case types.String:
		if unmasked {
			return string(x)
		}
		return maskIDs(string(x))
	}
	return "?"
}

// JSON writes a value as evidence holds it: money as a yuan string with two
// decimals or more, ints and bools as such, the rest as strings, unknown as null.
func JSON(v Val, unmasked bool) string { return string(AppendJSON(nil, v, unmasked)) }

// AppendJSON appends what JSON returns to dst. What most evidence consists of is
// written without a text of its own.
func AppendJSON(dst []byte, v Val, unmasked bool) []byte {
	switch x := v.(type) {
	case nil:
		return append(dst, "null"...)
	case types.Bool:
		return strconv.AppendBool(dst, bool(x))
	case types.Int:
		return strconv.AppendInt(dst, int64(x), 10)
	case amount:
		return append(x.Exact.AppendTo(append(dst, '"')), '"')
	case ordinal:
		switch x.kind {
		case Date:
			return append(calendar.Date(x.n).AppendTo(append(dst, '"')), '"')
		case Month:
			return append(calendar.Month(x.n).AppendTo(append(dst, '"')), '"')
		}
	}
	return AppendQuoted(dst, Show(v, unmasked))
}

// AppendQuoted appends what Quote returns to dst.
func AppendQuoted(dst []byte, s string) []byte {
	if plain(s) {
		return append(append(append(dst, '"'), s...), '"')
	}
	return append(dst, Quote(s)...)
}

// Quote writes a JSON string without escaping what HTML would need.
func Quote(s string) string {
	if plain(s) {
		return `"` + s + `"`
	}
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(s) // a string always encodes
	return strings.TrimSuffix(b.String(), "\n")
}

// plain says whether a string stands in JSON as it is: nearly all do.
func plain(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c < ' ' || c == '"' || c == '\\' || c == 0xe2 {
			return false // 0xe2 begins the two line separators that JSON escapes
		}
	}
	return utf8.ValidString(s)
}

// maskIDs hides an ID number that a text begins with, as a disability
// certificate's number does.
func maskIDs(s string) string {
	if len(s) < 18 {
		return s
	}
	for _, c := range []byte(s[:17]) {
		if c < '0' || c > '9' {
			return s
		}
	}
	if _, _, err := identity.Parse(s[:18], 1<<30); err != nil {
		return s
	}
	return identity.MaskID(s[:18]) + s[18:]
}

// Truth is a known bool.
func Truth(b bool) Val { return types.Bool(b) }

// AppendParam appends a parameter's value as evidence holds it to dst.
func AppendParam(dst []byte, t Type, n int64) []byte {
	return AppendJSON(dst, paramValue(t, n), false)
}

// Hide gives what may be shown of a column's value: of a birth date its year,
// since beside a masked ID number the whole date would give the number away.
// Numbers and names are masked where they are written.
func Hide(c *Column, v Val, unmasked bool) Val {
	if d, ok := v.(ordinal); ok && c.Mask == "birth" && !unmasked {
		return TextVal(hideDay(d.String()))
	}
	return v
}

// hideDay keeps the year of a date.
func hideDay(date string) string { return date[:4] + "-**-**" }

// Hidden is Hide for the value of a name.
func Hidden(n *Name, v Val, unmasked bool) Val {
	if n == nil || n.Row || n.Param != nil || n.AsOf || n.Target.Column < 0 {
		return v
	}
	return Hide(n.Table.Columns[n.Target.Column], v, unmasked)
}
