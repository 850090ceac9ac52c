package intake

import (
	"regexp"
	"unicode"

	"dixian/calendar"
	"dixian/identity"
	"dixian/rule"
)

// numbers are runs that may be an ID number or a phone.
var numbers = regexp.MustCompile(`[0-9]{11,17}[0-9Xx]?`)

// hide masks what stands in a column where nobody expects it: cells are shifted
// and swapped, which is why a row is in quarantine. Whatever looks like an ID
// number or a phone is masked anywhere, and what may be a name where a number of
// a person or household belongs. A misspelt word stays as it is, to be mended.
func hide(c *rule.Column, cell string) string {
	cell = numbers.ReplaceAllStringFunc(cell, func(run string) string {
		if looksLikeID(run) {
			return identity.MaskID(run)
		}
		if len(run) == 11 && run[0] == '1' {
			return identity.MaskText(run)
		}
		return run
	})
	if refers(c) && looksLikeName(cell) {
		return identity.MaskName(cell)
	}
	return cell
}

// looksLikeID says whether a run of digits holds a date of birth where an ID
// number has it; check digit and place do not matter, a mistyped ID is one too.
func looksLikeID(run string) bool {
	var born string
	switch len(run) {
	case 17, 18:
		born = run[6:14]
	case 15:
		born = "19" + run[6:12]
	default:
		return false
	}
	_, err := calendar.ParseDate(born)
	return err == nil
}

// looksLikeName says whether a cell is two to four Chinese characters.
func looksLikeName(cell string) bool {
	n := 0
	for _, r := range cell {
		if !unicode.Is(unicode.Han, r) {
			return false
		}
		n++
	}
	return n >= 2 && n <= 4
}

// refers says whether a column holds numbers of persons or households.
func refers(c *rule.Column) bool {
	return c.Type.Kind == rule.Ref || c.Type.Kind == rule.ID || c.Type.Kind == rule.Text && c.Key
}
