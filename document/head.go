package document

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Head is how a document calls a household's head: by name, or by a number where
// the name must not hang on a board.
type Head struct{ shown string }

// longestName is the longest name taken for one, in characters.
const longestName = 30

// Named is a head who is called by name. What is no name (empty, with digits,
// too long) is refused.
func Named(name string) (Head, error) {
	name = strings.TrimSpace(name)
	switch {
	case name == "":
		return Head{}, errors.New("户主姓名是空的，请先在登记里补上")
	case utf8.RuneCountInString(name) > longestName:
		return Head{}, fmt.Errorf("户主姓名超过 %d 个字，请先核对登记", longestName)
	case strings.ContainsFunc(name, func(r rune) bool { return unicode.IsNumber(r) || unicode.IsControl(r) }):
		return Head{}, errors.New("户主姓名里有数字或控制符，请先核对登记")
	}
	return Head{name}, nil
}

// Numbered is a head who is called by the number of the case.
//
// Source: casework contract, "A household whose head is a minor, with orphan,
// custody or mental disability, shows a number for the name".
func Numbered(n int64) Head { return Head{fmt.Sprintf("第 %d 号", n)} }

// String is what stands on the page.
func (h Head) String() string { return h.shown }

// longestRun is how many digits may stand together in words on a page: years and
// groups, no phone, ID number or account.
const longestRun = 5

// digits says whether a text holds a run of digits that could be somebody's
// number, whatever stands between the digits.
func digits(s string) bool {
	run := 0
	for _, r := range s {
		switch {
		case unicode.IsNumber(r):
			if run++; run > longestRun {
				return true
			}
		case r == ' ' || r == '-' || r == '*' || r == '　':
		default:
			run = 0
		}
	}
	return false
}

// words checks the free words of a page.
func words(what, s string, most int) error {
	switch {
	case utf8.RuneCountInString(s) > most:
		return fmt.Errorf("“%s”最多 %d 个字", what, most)
	case digits(s):
		return fmt.Errorf("“%s”里有一长串数字，像证件号、电话或账号；请去掉后再打印", what)
	}
	return nil
}

// Starred is a text with every long run of digits starred out: for words out of a
// record that nobody can change any more.
func Starred(s string) string {
	if !digits(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsNumber(r) {
			return '*'
		}
		return r
	}, s)
}
