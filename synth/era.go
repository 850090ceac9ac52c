package synth

import (
	"dixian/calendar"
	"dixian/money"
)

// era is the as-of date with what follows from it.
type era struct {
	asOf   calendar.Date
	year   int
	month  calendar.Month
	school calendar.SchoolYear
	line   money.Fen // monitoring line, a head and year
	rural  money.Fen // last year's rural income a head
	// collecting says that the as-of year's insurance is still being collected, so
	// that the year before counts (screening contract, "Insured year").
	collecting bool
}

func newEra(asOf calendar.Date) era {
	y, m, _ := asOf.YMD()
	return era{
		asOf: asOf, year: y, month: asOf.Month(), school: asOf.SchoolYear(),
		line: monitoringLine[y], rural: ruralIncome[y], collecting: m <= 2,
	}
}

// outside is the newest day that the last n months do not hold.
func (e *era) outside(months int) calendar.Date { return calendar.MonthsBefore(e.asOf, months) }

// inside is the oldest day that the last n months hold.
func (e *era) inside(months int) calendar.Date { return e.outside(months) + 1 }

// age is somebody's age at the as-of date.
func (e *era) age(born calendar.Date) int { return calendar.Age(born, e.asOf) }

// schoolAge is somebody's age on the day that decides about school age in school
// year s: the 31 August before it.
func schoolAge(born calendar.Date, s calendar.SchoolYear) int {
	return calendar.Age(born, s.Start()-1)
}
