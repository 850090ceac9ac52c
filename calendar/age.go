package calendar

// Age returns the completed years from birth to on. Who was born on 29 February
// is a year older on 1 March of a common year. Before birth it is negative.
//
// Source: screening contract, "Age".
func Age(birth, on Date) int {
	by, bm, bd := birth.YMD()
	y, m, d := on.YMD()
	years := y - by
	if m < bm || m == bm && d < bd {
		years--
	}
	return years
}
