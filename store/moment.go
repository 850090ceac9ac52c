package store

import "time"

// moment is a time as the database keeps it: nanoseconds since 1970 UTC, so that
// it comes back exactly as it was sealed in the audit log; 0 is no time.
type moment int64

func momentOf(t time.Time) moment {
	if t.IsZero() {
		return 0
	}
	return moment(t.UnixNano())
}

func (m moment) time() time.Time {
	if m == 0 {
		return time.Time{}
	}
	return time.Unix(0, int64(m))
}
