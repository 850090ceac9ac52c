package calendar

// In JSON a day, a month and a school year are the strings that String writes,
// and what the parsers accept is read.

// MarshalText writes the day as String does.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads a day as ParseDate does.
func (d *Date) UnmarshalText(b []byte) (err error) {
	*d, err = parseDate(b)
	return err
}

// MarshalText writes the month as String does.
func (m Month) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

// UnmarshalText reads a month as ParseMonth does.
func (m *Month) UnmarshalText(b []byte) (err error) {
	*m, err = parseMonth(b)
	return err
}

// MarshalText writes the school year as String does.
func (s SchoolYear) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads a school year as ParseSchoolYear does.
func (s *SchoolYear) UnmarshalText(b []byte) (err error) {
	*s, err = parseSchoolYear(b)
	return err
}
