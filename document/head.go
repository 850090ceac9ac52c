package document

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
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
	return slices.ContainsFunc(runs(s), func(r run) bool { return r.count > longestRun && !r.innocent })
}

// run is a run of digits in a text, with what stands between them, in bytes.
type run struct {
	from, to, count int
	innocent        bool // a day, or an amount of money
}

// A day as forms keep it, and what makes an amount of a whole number: the fen behind
// it, or the word yuan. Nobody has ten million yuan and more in a form of ours, and
// eight digits and more are somebody's number.
var (
	dayWritten = regexp.MustCompile(`^(19|20)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$`)
	whole      = regexp.MustCompile(`^[0-9]{1,7}$`)
	ofMoney    = regexp.MustCompile(`^(\.[0-9]{2}([^0-9.]|$)|[ 　]?元)`)
)

func runs(s string) (out []run) {
	var r run
	end := func() {
		if r.count > 0 {
			text := s[r.from:r.to]
			r.innocent = dayWritten.MatchString(text) || whole.MatchString(text) && ofMoney.MatchString(s[r.to:])
			out = append(out, r)
		}
		r = run{}
	}
	for i, c := range s {
		switch {
		case unicode.IsNumber(c):
			if r.count == 0 {
				r.from = i
			}
			r.count++
			r.to = i + utf8.RuneLen(c)
		case c == ' ' || c == '-' || c == '*' || c == '　':
		default:
			end()
		}
	}
	end()
	return out
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

// Starred is a text with its numbers starred out where it holds a long run of digits,
// but for days and amounts: for words out of a record that nobody can change any more.
func Starred(s string) string {
	if !digits(s) {
		return s
	}
	var b strings.Builder
	kept := 0
	for _, r := range append(runs(s), run{from: len(s), to: len(s), innocent: true}) {
		b.WriteString(s[kept:r.from])
		kept = r.to
		if r.innocent {
			b.WriteString(s[r.from:r.to])
			continue
		}
		for _, c := range s[r.from:r.to] {
			if unicode.IsNumber(c) {
				c = '*'
			}
			b.WriteRune(c)
		}
	}
	return b.String()
}
