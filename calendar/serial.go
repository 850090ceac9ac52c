package calendar

import (
	"fmt"
	"math"
)

// FromSerial returns the day of a number cell in a date column, which counts days
// from 1 for 1900-01-01. The fraction is a time of day and dropped. The count has
// a 29 February 1900, day 60, that never was; it is refused, and so is what lies
// outside 1900 to 2100.
//
// Source: data contract, Types ("Excel's 1900 count"); ECMA-376 part 1, 18.17.4.1.
func FromSerial(n float64) (Date, error) {
	const phantom = 60
	day := math.Floor(n)
	first := float64(NewDate(FirstYear, 1, 1))
	switch {
	case day == phantom:
		return 0, fmt.Errorf("not a date: the workbook's day %d is a 29 February 1900 that never was", phantom)
	case day > phantom:
		day--
	}
	date := first + day - 1
	if !(date >= first && date <= float64(NewDate(LastYear, 12, 31))) {
		return 0, fmt.Errorf("not a date: the number %v is no day from %d to %d; format the cell as a date or as text", n, FirstYear, LastYear)
	}
	return Date(date), nil
}
