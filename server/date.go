package server

import "dixian/calendar"

// dated is a day as JSON has it: 2025-06-30, or empty for none.
func dated(d calendar.Date) string {
	if d == 0 {
		return ""
	}
	return d.String()
}

// day reads a date of a request; empty is none.
func day(field, text string) (calendar.Date, error) {
	if text == "" {
		return 0, nil
	}
	d, err := calendar.ParseDate(text)
	if err != nil {
		return 0, invalid(field, "日期要写成 2025-06-30")
	}
	return d, nil
}
