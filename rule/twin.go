package rule

import (
	"unicode/utf8"

	"cel.dev/cel-go/common/types"

	"dixian/calendar"
	"dixian/column"
	"dixian/money"
)

// What faster ways of evaluating a program share with the interpreter, so that
// the same rule does not stand in two places.

// spans makes the period of each function. args are dates as days, or ints.
var spans = map[string]func(asOf calendar.Date, args []int64) Span{
	"last_months":  func(_ calendar.Date, a []int64) Span { return Span{form: spanMonths, a: int(a[0])} },
	"months_ago":   func(_ calendar.Date, a []int64) Span { return Span{form: spanMonths, a: int(a[0]), b: int(a[1])} },
	"since_months": func(_ calendar.Date, a []int64) Span { return Span{form: spanSince, a: int(a[0])} },
	"years": func(_ calendar.Date, a []int64) Span {
		return Span{form: spanYears, a: calendar.Date(a[0]).Year(), b: calendar.Date(a[1]).Year()}
	},
	"year_of": func(_ calendar.Date, a []int64) Span {
		year := calendar.Date(a[0]).Year()
		return Span{form: spanYears, a: year, b: year}
	},
	"this_school_year": func(d calendar.Date, _ []int64) Span { return Span{form: spanSchool, a: int(d.SchoolYear())} },
	"until":            func(_ calendar.Date, a []int64) Span { return Span{form: spanUntil, until: calendar.Date(a[0])} },
}

// IsPeriod says whether a function of the language makes a period.
func IsPeriod(function string) bool { return spans[function] != nil }

// NewSpan is the period that a function makes of its arguments at a date.
func NewSpan(function string, asOf calendar.Date, args ...int64) Span {
	s := spans[function](asOf, args)
	s.asOf = asOf
	return s
}

// Within is the first and last value of the span that `x.within(span)` asks of
// an x of the kind.
func (s Span) Within(k Kind) (first, last int32) { return s.Grains(k, s.asOf.Month()) }

// FollowsAnchor says whether the span moves with a late table's newest month.
func (s Span) FollowsAnchor() bool { return s.followsAnchor() }

// Newer says whether row a goes before row b in the pick of a fact.
func Newer(f *Fact, data *Rows, a, b int) bool { return newer(f, data, a, b) }

// Part is where `.part(first, length)` begins and ends in a text.
func Part(s []byte, first, length int) (from, to int) {
	for ; first > 1 && from < len(s); first-- {
		_, n := utf8.DecodeRune(s[from:])
		from += n
	}
	to = from
	for ; length > 0 && to < len(s); length-- {
		_, n := utf8.DecodeRune(s[to:])
		to += n
	}
	return from, to
}

// ValueOf is a value of a type as expressions see it, made of the number it is
// held as: fen, days, a place in a code list, a row.
func ValueOf(t Type, n int64) Val {
	switch t.Kind {
	case Money:
		return fenAmount(n)
	case Share, Date, Month, SchoolYear, ID:
		return ordinal{t.Kind, n}
	case Ref:
		return ordinal{Ref, n}
	case Bool:
		return types.Bool(n != 0)
	case Codes:
		return codeSet{int32(n), t.Codes}
	case Code:
		return types.String(t.Codes[n])
	}
	return types.Int(n)
}

// AmountOf is an exact amount as expressions see it.
func AmountOf(e money.Exact) Val { return amount{e} }

// TextOf is a text as expressions see it.
func TextOf(s string) Val { return types.String(s) }

// CellOf reads a column at a row as expressions see it; nil is unknown.
func CellOf(c column.Column, t Type, row int) Val { return cell(c, t, row, boxWords(t)) }
