package calendar

import "fmt"

// text is what cells arrive as.
type text interface{ string | []byte }

// The years that a cell may name.
const (
	FirstYear = 1900
	LastYear  = 2100
)

// digits reads at least least and at most most leading digits of s as a number
// and returns what follows them.
func digits[T text](s T, least, most int) (n int, rest T, ok bool) {
	i := 0
	for i < len(s) && i < most && s[i] >= '0' && s[i] <= '9' {
		n = n*10 + int(s[i]-'0')
		i++
	}
	return n, s[i:], i >= least
}

// outside says whether no cell may name the year y.
func outside(y int) bool { return y < FirstYear || y > LastYear }

// errOutside refuses a year that no cell may name.
func errOutside(what string, y int) error {
	return fmt.Errorf("not a %s: the year %04d lies outside %d to %d", what, y, FirstYear, LastYear)
}
