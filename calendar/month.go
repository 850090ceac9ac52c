package calendar

// Month is a calendar month: 12 × year + (month − 1). The month after m is m+1,
// and b − a counts months.
type Month int32

// NewMonth returns month m (1 to 12) of year y.
func NewMonth(y, m int) Month { return Month(y*12 + m - 1) }

// YM returns the year and the month from 1.
func (m Month) YM() (year, month int) {
	year = floorDiv(int(m), 12)
	return year, int(m) - year*12 + 1
}

// First returns the month's first day.
func (m Month) First() Date {
	y, n := m.YM()
	return NewDate(y, n, 1)
}

// Last returns the month's last day.
func (m Month) Last() Date { return (m + 1).First() - 1 }

// String writes the month as 2025-06.
func (m Month) String() string { return string(m.AppendTo(nil)) }

// AppendTo appends what String returns to dst.
func (m Month) AppendTo(dst []byte) []byte {
	y, n := m.YM()
	return appendTwo(append(appendYear(dst, y), '-'), n)
}
