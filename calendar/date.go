package calendar

import "fmt"

// Date is a day, counted from 1970-01-01, which is 0. Earlier days are negative.
type Date int32

// NewDate returns day d of month m of year y. The three must name a real day
// (see Exists); NewDate does not check them.
func NewDate(y, m, d int) Date {
	// Years are counted from March, so that the leap day is a year's last, and in
	// eras of 400 years, which all have the same 146 097 days.
	if m <= 2 {
		y--
		m += 12
	}
	era := floorDiv(y, 400)
	yearOfEra := y - era*400
	dayOfYear := (153*(m-3)+2)/5 + d - 1
	dayOfEra := yearOfEra*365 + yearOfEra/4 - yearOfEra/100 + dayOfYear
	return Date(era*146097 + dayOfEra - daysBefore1970)
}

// daysBefore1970 counts from 1 March of year 0 to 1 January 1970.
const daysBefore1970 = 719468

// YMD returns the year, the month from 1 and the day from 1.
func (d Date) YMD() (y, m, day int) {
	n := int(d) + daysBefore1970
	era := floorDiv(n, 146097)
	dayOfEra := n - era*146097
	yearOfEra := (dayOfEra - dayOfEra/1460 + dayOfEra/36524 - dayOfEra/146096) / 365
	dayOfYear := dayOfEra - (365*yearOfEra + yearOfEra/4 - yearOfEra/100)
	monthFromMarch := (5*dayOfYear + 2) / 153
	day = dayOfYear - (153*monthFromMarch+2)/5 + 1
	y = yearOfEra + era*400
	m = monthFromMarch + 3
	if m > 12 {
		m -= 12
		y++
	}
	return y, m, day
}

// Year returns the calendar year.
func (d Date) Year() int {
	y, _, _ := d.YMD()
	return y
}

// Month returns the month that d lies in.
func (d Date) Month() Month {
	y, m, _ := d.YMD()
	return NewMonth(y, m)
}

// SchoolYear returns the school year that contains d: 31 August 2025 belongs to
// 2024-2025, the day after to 2025-2026.
func (d Date) SchoolYear() SchoolYear {
	y, m, _ := d.YMD()
	if m < 9 {
		y--
	}
	return SchoolYear(y)
}

// AddMonths returns the same day n months later, or earlier for a negative n.
// A day that the month does not have becomes its last: one month after
// 2025-01-31 is 2025-02-28.
func (d Date) AddMonths(n int) Date {
	y, m, day := d.YMD()
	y, m = (NewMonth(y, m) + Month(n)).YM()
	return NewDate(y, m, min(day, DaysIn(y, m)))
}

// MonthsBefore returns the day n calendar months before d, clamped to the last
// day of its month: three months before 2025-05-31 is 2025-02-28. Windows are
// half-open at this end: the last n months are (MonthsBefore(d, n), d].
//
// Source: screening contract, "the last N months".
func MonthsBefore(d Date, n int) Date { return d.AddMonths(-n) }

// Weekday returns 1 for Monday to 7 for Sunday.
func (d Date) Weekday() int {
	const thursday = 3 // 1970-01-01, counted from Monday as 0
	n := int(d) + thursday
	return n - floorDiv(n, 7)*7 + 1
}

// String writes the day as 2025-06-30.
func (d Date) String() string { return string(d.AppendTo(nil)) }

// AppendTo appends what String returns to dst.
func (d Date) AppendTo(dst []byte) []byte {
	y, m, day := d.YMD()
	return appendTwo(append(appendTwo(append(appendYear(dst, y), '-'), m), '-'), day)
}

// appendYear appends a year with four digits at least.
func appendYear(dst []byte, y int) []byte {
	if y < 0 || y > 9999 {
		return fmt.Appendf(dst, "%04d", y)
	}
	return appendTwo(appendTwo(dst, y/100), y%100)
}

func appendTwo(dst []byte, n int) []byte { return append(dst, byte('0'+n/10), byte('0'+n%10)) }

// Exists says whether the Gregorian calendar has day d of month m of year y.
func Exists(y, m, d int) bool {
	return m >= 1 && m <= 12 && d >= 1 && d <= DaysIn(y, m)
}

// DaysIn returns how many days month m (1 to 12) of year y has.
func DaysIn(y, m int) int {
	switch m {
	case 2:
		if y%4 == 0 && (y%100 != 0 || y%400 == 0) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

// floorDiv divides towards minus infinity.
func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
