package audit

import (
	"time"

	"dixian/division"
)

// Filter chooses entries of the log. Zero fields choose nothing away.
type Filter struct {
	Before  int64 // entries before this number; 0: from the end
	Limit   int
	User    string        // login; "-" for the system itself
	Action  string        // an action, or a family of them with a dot at its end: setting.
	Subject string        // the whole of it, such as case/12
	From    time.Time     // from this moment on
	To      time.Time     // up to, not including
	People  division.Code // what was done by those who have a role there or below
}
