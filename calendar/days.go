package calendar

// span is how many years a cell may name.
const span = LastYear - FirstYear + 1

// months has, for month m of year y at place (y−FirstYear)·16 + m, the day before
// its first and how many days it has; none where there is no such month.
var months = func() (t [span * 16]struct {
	before Date
	days   int32
}) {
	for y := FirstYear; y <= LastYear; y++ {
		for m := 1; m <= 12; m++ {
			at := &t[(y-FirstYear)*16+m]
			at.before, at.days = NewDate(y, m, 1)-1, int32(DaysIn(y, m))
		}
	}
	return t
}()

// Day is the day d of month m of year y, all from 0 to 9999, and whether there is
// one in the years that a cell may name: NewDate and Exists by one look at a table.
//
// Twin: TestDayTwin holds it to both.
func Day(y, m, d int) (Date, bool) {
	at := uint(y-FirstYear)*16 + uint(m)
	if at >= uint(len(months)) || m > 15 {
		return 0, false
	}
	month := &months[at]
	return month.before + Date(d), uint(d-1) < uint(month.days)
}
