package calendar

import "fmt"

// SchoolYear is the calendar year in which a school year starts; it runs from
// 1 September to 31 August of the year after.
type SchoolYear int32

// Start returns 1 September of the first year.
func (s SchoolYear) Start() Date { return NewDate(int(s), 9, 1) }

// End returns 31 August of the second year, the last day.
func (s SchoolYear) End() Date { return NewDate(int(s)+1, 8, 31) }

// String writes both years: 2024-2025.
func (s SchoolYear) String() string { return fmt.Sprintf("%04d-%04d", int(s), int(s)+1) }
