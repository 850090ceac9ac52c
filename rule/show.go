package rule

import (
	"encoding/json"
	"strconv"
	"strings"
	"unicode/utf8"

	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"

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
func JSON(v Val, unmasked bool) string {
	switch x := v.(type) {
	case nil:
		return "null"
	case types.Bool:
		return strconv.FormatBool(bool(x))
	case types.Int:
		return strconv.FormatInt(int64(x), 10)
	}
	return Quote(Show(v, unmasked))
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

// ParamJSON writes a parameter's value as evidence holds it.
func ParamJSON(t Type, n int64) string { return JSON(paramValue(t, n), false) }

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
