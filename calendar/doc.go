// Package calendar holds the days, months and school years that the data
// contract speaks of, and the working days that deadlines are counted in.
//
// A Date is a day of the Gregorian calendar without a time or a zone. A Month
// is a calendar month. A SchoolYear runs from 1 September to 31 August and is
// named by both years, "2024-2025". All three are small integers in order of
// time, so they compare with < and are kept in columns as they are.
//
// The parsers accept exactly what the contract lists and refuse everything else
// with a sentence that says what is wrong. The sentence does not repeat the
// cell: a cell may hold what must not be shown.
//
// A workday is a Monday to Friday that the State Council has not made a
// holiday, or a weekend day that it has made a workday. It is known only for
// years whose notice is on record here (data/holidays.csv); asking about another
// year is an error, never a guess.
package calendar
