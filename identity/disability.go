package identity

// DisabilityNoMatches says whether a disability certificate's number is that of
// the person, category (1 to 7) and grade (1 to 4): its first twenty characters
// are the ID, x standing for X, the category and the grade. What follows, a B and
// the number of a reissue, is not looked at.
//
// Source: screening contract, finding disability_no.
func DisabilityNoMatches(certificateNo string, id ID, category, grade int) bool {
	if len(certificateNo) < 20 || category < 1 || category > 9 || grade < 1 || grade > 9 {
		return false
	}
	var space [20]byte
	want := id.AppendTo(space[:0])
	want = append(want, byte('0'+category), byte('0'+grade))
	for i, c := range want {
		got := certificateNo[i]
		if got == 'x' {
			got = 'X'
		}
		if got != c {
			return false
		}
	}
	return true
}
