package rule

import (
	"fmt"
	"math"
	"reflect"

	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"

	"dixian/calendar"
)

// Span is a period: a constant of a run, read at the grain of the column it
// meets. Bounds are included. Nothing after the as-of date is ever in a span.
type Span struct {
	form  spanForm
	a, b  int           // months back (form months, since); years (form years)
	until calendar.Date // form until, day: the last day
	asOf  calendar.Date
}

type spanForm uint8

const (
	spanMonths spanForm = iota // (D − a months, D − b months]
	spanSince                  // from D − a months on, to the end of what is seen
	spanYears                  // calendar years a … b
	spanSchool                 // the school year that begins in year a
	spanUntil                  // everything up to a day
)

// The smallest value stands for "from the beginning".
const beginning = math.MinInt32

// Days returns the first and last day of the span.
func (s Span) Days() (from, to calendar.Date) {
	switch s.form {
	case spanMonths:
		from, to = calendar.MonthsBefore(s.asOf, s.a)+1, calendar.MonthsBefore(s.asOf, s.b)
	case spanSince:
		from, to = calendar.MonthsBefore(s.asOf, s.a)+1, s.asOf
	case spanYears:
		from, to = calendar.NewDate(s.a, 1, 1), calendar.NewDate(s.b, 12, 31)
	case spanSchool:
		from, to = calendar.SchoolYear(s.a).Start(), calendar.SchoolYear(s.a+1).Start()-1
	case spanUntil:
		from, to = beginning, s.until
	}
	return from, min(to, s.asOf)
}

// Grains returns the first and last value of the span on a column of the kind.
// For months, anchor is the month that "the last N months" end with: the as-of
// month, or a late table's newest covered month.
func (s Span) Grains(k Kind, anchor calendar.Month) (from, to int32) {
	if k == Month && (s.form == spanMonths || s.form == spanSince) {
		from, to = int32(anchor)-int32(s.a)+1, int32(anchor)-int32(s.b)
		if s.form == spanSince {
			to = int32(s.asOf.Month())
		}
		return from, min(to, int32(s.asOf.Month()))
	}
	d1, d2 := s.Days()
	if k != Date && (s.form == spanMonths || s.form == spanSince) { // whole months, of which the years are asked
		first, last := s.Grains(Month, s.asOf.Month())
		d1, d2 = calendar.Month(first).First(), calendar.Month(last).First()
	}
	switch k {
	case Date:
		return int32(d1), int32(d2)
	case Month:
		if d1 == beginning {
			return beginning, int32(d2.Month())
		}
		return int32(d1.Month()), int32(d2.Month())
	case SchoolYear:
		if d1 == beginning {
			return beginning, int32(d2.SchoolYear())
		}
		return int32(d1.SchoolYear()), int32(d2.SchoolYear())
	}
	if d1 == beginning {
		return beginning, int32(d2.Year())
	}
	return int32(d1.Year()), int32(d2.Year())
}

// CoverageGrains is the part of the span that must be covered where its absence
// is read: Grains, but a span that runs on after the anchor is asked for up to
// the anchor only.
func (s Span) CoverageGrains(k Kind, anchor calendar.Month) (from, to int32) {
	from, to = s.Grains(k, anchor)
	if k == Month && s.form == spanSince {
		to = min(to, int32(anchor))
	}
	return from, to
}

// Bounded says whether the span has a beginning.
func (s Span) Bounded() bool { return s.form != spanUntil }

// followsAnchor says whether the span moves with a late table's newest month.
func (s Span) followsAnchor() bool { return s.form == spanMonths || s.form == spanSince }

// String describes the span in dates: "2024-07-01 … 2025-06-30".
func (s Span) String() string {
	from, to := s.Days()
	if from == beginning {
		return "… " + to.String()
	}
	return from.String() + " … " + to.String()
}

// span is a Span as cel-go sees it.
type span struct{ Span }

func (s span) ConvertToNative(t reflect.Type) (any, error) {
	return nil, fmt.Errorf("a period does not become a %s", t)
}

func (s span) ConvertToType(t ref.Type) ref.Val {
	return types.NewErr("a period does not become a %s", t.TypeName())
}

func (s span) Equal(other ref.Val) ref.Val {
	o, ok := other.(span)
	return types.Bool(ok && o == s)
}
func (s span) Type() ref.Type { return runtimeTypes[Period] }
func (s span) Value() any     { return s.Span }
