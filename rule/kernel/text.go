package kernel

import (
	"bytes"
	"strconv"
	"strings"

	"dixian/division"
	"dixian/identity"
	"dixian/rule"
)

// text is a kernel that gives texts. They are read row by row: few rows need one.
type text interface {
	// open makes ready to read the texts of a slab. Rows outside live are not read.
	open(s *slab, live Bitmap) reader
	show() string
}

// reader gives the text of a row, good until the next call, and whether it is
// known.
type reader func(i int) (text []byte, known bool)

// word is a text that stands in the expression.
type word string

func (k word) open(*slab, Bitmap) reader {
	b := []byte(k)
	return func(int) ([]byte, bool) { return b, true }
}

// codeText is the word of a code.
type codeText struct {
	of    number
	codes []string
}

func (k codeText) open(s *slab, live Bitmap) reader {
	v := k.of.eval(s, live)
	words := make([][]byte, len(k.codes))
	for i, w := range k.codes {
		words[i] = []byte(w)
	}
	return func(i int) ([]byte, bool) {
		if !v.isKnown(i) {
			return nil, false
		}
		return words[v.at(i)], true
	}
}

// numberText is text(int) and id.text().
type numberText struct {
	of number
	id bool
}

func (k numberText) open(s *slab, live Bitmap) reader {
	v := k.of.eval(s, live)
	var buf []byte
	return func(i int) ([]byte, bool) {
		if !v.isKnown(i) {
			return nil, false
		}
		if k.id {
			buf = identity.ID(v.at(i)).AppendTo(buf[:0])
		} else {
			buf = strconv.AppendInt(buf[:0], v.at(i), 10)
		}
		return buf, true
	}
}

// partText is t.part(first, length).
type partText struct {
	of            text
	first, length number
}

func (k partText) open(s *slab, live Bitmap) reader {
	of, first, length := k.of.open(s, live), k.first.eval(s, live), k.length.eval(s, live)
	return func(i int) ([]byte, bool) {
		t, known := of(i)
		if !known || !first.isKnown(i) || !length.isKnown(i) {
			return nil, false
		}
		from, to := rule.Part(t, int(first.at(i)), int(length.at(i)))
		return t[from:to], true
	}
}

// upperText is t.upper().
type upperText struct{ of text }

func (k upperText) open(s *slab, live Bitmap) reader {
	of := k.of.open(s, live)
	var buf []byte
	return func(i int) ([]byte, bool) {
		t, known := of(i)
		buf = upper(buf[:0], t)
		return buf, known
	}
}

func upper(buf, t []byte) []byte {
	for _, c := range t {
		switch {
		case c >= 0x80:
			return append(buf[:0], strings.ToUpper(string(t))...)
		case 'a' <= c && c <= 'z':
			c -= 'a' - 'A'
		}
		buf = append(buf, c)
	}
	return buf
}

// countyText is t.county().
type countyText struct{ of text }

func (k countyText) open(s *slab, live Bitmap) reader {
	of := k.of.open(s, live)
	var six, county []byte // the last asked; neighbours lie in one county
	return func(i int) ([]byte, bool) {
		t, known := of(i)
		from, to := rule.Part(t, 1, 6)
		if county == nil || !bytes.Equal(six, t[from:to]) {
			six = append(six[:0], t[from:to]...)
			county = append([]byte{}, division.CurrentCounty(string(six))...)
		}
		return county, known
	}
}

// chooseText is a.or(b) (by is nil) or c ? a : b of texts.
type chooseText struct {
	by      condition
	yes, no text
}

func (k chooseText) open(s *slab, live Bitmap) reader {
	a, b := k.yes.open(s, live), k.no.open(s, live)
	if k.by == nil {
		return func(i int) ([]byte, bool) {
			if t, known := a(i); known {
				return t, true
			}
			return b(i)
		}
	}
	c := k.by.eval(s, live, true)
	cNo := c.falses(s)
	return func(i int) ([]byte, bool) {
		switch {
		case c.yes.Get(i):
			return a(i)
		case cNo.Get(i):
			return b(i)
		}
		return nil, false
	}
}

// sameText is a == b of texts, or a != b.
type sameText struct {
	a, b text
	not  bool
}

func (k sameText) eval(s *slab, live Bitmap, both bool) truth {
	a, b := k.a.open(s, live), k.b.open(s, live)
	return s.eachText(live, both, func(i int) (yes, known bool) {
		x, known := a(i)
		if !known {
			return false, false
		}
		y, known := b(i)
		return bytes.Equal(x, y) != k.not, known
	})
}

// amongTexts is t in [..].
type amongTexts struct {
	of   text
	list []string
}

func (k amongTexts) eval(s *slab, live Bitmap, both bool) truth {
	of := k.of.open(s, live)
	return s.eachText(live, both, func(i int) (yes, known bool) {
		t, known := of(i)
		for _, w := range k.list {
			if string(t) == w {
				return true, known
			}
		}
		return false, known
	})
}

// knownText is known(t).
type knownText struct{ of text }

func (k knownText) eval(s *slab, live Bitmap, _ bool) truth {
	of := k.of.open(s, live)
	return s.eachText(live, true, func(i int) (yes, known bool) {
		_, known = of(i)
		return known, true
	})
}

// eachText asks every live row.
func (s *slab) eachText(live Bitmap, both bool, ask func(i int) (yes, known bool)) truth {
	out, known := s.zeros(), s.zeros()
	for i := s.nextLive(live, 0); i < s.n; i = s.nextLive(live, i+1) {
		yes, sure := ask(i)
		if sure {
			known.set(i)
			if yes {
				out.set(i)
			}
		}
	}
	return decided(s, out, known, both)
}

func (s *slab) nextLive(live Bitmap, i int) int {
	if live == nil {
		return i
	}
	return live.next(i, s.n)
}

func (k word) show() string       { return strconv.Quote(string(k)) }
func (k codeText) show() string   { return "word(" + k.of.show() + ")" }
func (k numberText) show() string { return "text(" + k.of.show() + ")" }
func (k partText) show() string {
	return "part(" + k.of.show() + ", " + k.first.show() + ", " + k.length.show() + ")"
}
func (k upperText) show() string  { return "upper(" + k.of.show() + ")" }
func (k countyText) show() string { return "county(" + k.of.show() + ")" }
func (k chooseText) show() string { return "choose(" + k.yes.show() + ", " + k.no.show() + ")" }
func (k sameText) show() string {
	return words2[map[bool]string{false: "_==_", true: "_!=_"}[k.not]] + "(" + k.a.show() + ", " + k.b.show() + ")"
}
func (k amongTexts) show() string {
	return "among(" + k.of.show() + ", " + strings.Join(k.list, " ") + ")"
}
func (k knownText) show() string { return "known(" + k.of.show() + ")" }
