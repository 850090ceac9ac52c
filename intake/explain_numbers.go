package intake

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"dixian/calendar"
	"dixian/division"
	"dixian/identity"
	"dixian/rule"
)

// explainID tells the ways apart in which a number is no ID, without its digits.
//
// Source: data contract, type id18.
func explainID(s string, today calendar.Date) string {
	_, _, err := identity.Parse(s, today)
	n := utf8.RuneCountInString(s)
	digits := s
	if n == 18 && (s[len(s)-1] == 'X' || s[len(s)-1] == 'x') {
		digits = s[:len(s)-1]
	}
	odd := strange(notA[rule.ID], digits, "0123456789")
	switch {
	case errors.Is(err, identity.ErrRounded):
		return reasonRoundedID
	case n != 18 && n != 15 && odd != "":
		_, where, _ := strings.Cut(odd, "：")
		return fmt.Sprintf(reasonIDLength, n) + "，" + where
	case n != 18 && n != 15:
		return fmt.Sprintf(reasonIDLength, n)
	case odd != "":
		return odd
	}
	birth := "19" + s[6:12]
	if n == 18 {
		birth = s[6:14]
	}
	var y, m, d int
	fmt.Sscanf(birth, "%4d%2d%2d", &y, &m, &d)
	switch {
	case y < calendar.FirstYear:
		return reasonBornEarly
	case !calendar.Exists(y, m, d):
		return reasonBornNever
	case calendar.NewDate(y, m, d) > today:
		return fmt.Sprintf(reasonBornLate, today)
	}
	return notA[rule.ID] + reasonCheck
}

func explainCredit(s string) string {
	what := notA[rule.Credit]
	if odd := strange(what, s, "0123456789ABCDEFGHJKLMNPQRTUWXY"); odd != "" {
		return odd + reasonCapitals
	}
	if n := len(s); n != 18 {
		return fmt.Sprintf(reasonCreditLength, n)
	}
	return what + reasonCheck
}

func explainDivision(s string) string {
	code, err := division.ParseCode(s)
	switch {
	case err != nil:
		if odd := strange(notA[rule.Division], s, "0123456789"); odd != "" {
			return odd
		}
		return fmt.Sprintf(reasonDivision12, len(s))
	case code.Level() != division.Village:
		return reasonNotVillage
	}
	return fmt.Sprintf(reasonNoCounty, code.Six())
}
