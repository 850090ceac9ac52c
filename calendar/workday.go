package calendar

import "fmt"

// MissingYearError says that a day lies in a year whose holiday notice is not on
// record, so that nobody can say which of its days are worked.
type MissingYearError struct{ Year int }

func (e MissingYearError) Error() string {
	return fmt.Sprintf("the working days of %d are not known: the State Council's holiday notice for that year is not on record; it comes with a newer version of this program", e.Year)
}

// IsWorkday says whether d is worked. The error is a MissingYearError.
//
// Source: the yearly holiday notices of the General Office of the State Council.
func IsWorkday(d Date) (bool, error) {
	a := arranged()
	if y := d.Year(); a.years[y] == "" {
		return false, MissingYearError{y}
	}
	if off, named := a.off[d]; named {
		return !off, nil
	}
	return d.Weekday() <= 5, nil
}

// AddWorkdays returns the n-th workday after d; the day after d is the first that
// can count. For n = 0 it is d itself, worked or not. A negative n counts back.
// The error is a MissingYearError.
func AddWorkdays(d Date, n int) (Date, error) {
	step := Date(1)
	if n < 0 {
		step, n = -1, -n
	}
	for n > 0 {
		d += step
		worked, err := IsWorkday(d)
		if err != nil {
			return 0, err
		}
		if worked {
			n--
		}
	}
	return d, nil
}

// WorkdaysBetween counts the workdays after from, up to and including to. It is
// negative where to lies before from. The error is a MissingYearError.
func WorkdaysBetween(from, to Date) (int, error) {
	if to < from {
		n, err := WorkdaysBetween(to, from)
		return -n, err
	}
	n := 0
	for d := from + 1; d <= to; d++ {
		worked, err := IsWorkday(d)
		if err != nil {
			return 0, err
		}
		if worked {
			n++
		}
	}
	return n, nil
}
