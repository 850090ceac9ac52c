package plan

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestTextPlaces(t *testing.T) {
	for _, c := range []struct {
		sentence, is, value string
		line, column        int // of the mark ^
	}{
		{"plain", "is: a && ^", "a && ^", 3, 12},
		{"plain after Chinese letters", "is: kind == '脱贫户' && ^", "kind == '脱贫户' && ^", 3, 24},
		{"plain in a line with a comment", "is: a && ^   # why", "a && ^", 3, 12},
		{"in double quotes", `is: "!a && ^"`, "!a && ^", 3, 14},
		{"in single quotes", `is: '!a && ^'`, "!a && ^", 3, 14},
		{"in quotes with blanks inside", `is: "  !a && ^ "`, "!a && ^", 3, 16},
		{"in a block", "is: |\n    a &&\n      ^", "a &&\n  ^", 5, 7},
		{"in a block after blank lines", "is: |\n\n    \n    a && ^", "a && ^", 6, 10},
		{"in a block with a blank line inside", "is: |\n    a &&\n\n    ^", "a &&\n\n^", 6, 5},
		{"in a block that says its indentation", "is: |2\n      a &&\n    ^", "  a &&\n^", 5, 5},
		{"in a block that drops its end", "is: |-\n    a &&\n    ^\n", "a &&\n^", 5, 5},
	} {
		for _, breaks := range []string{"\n", "\r\n"} {
			source := "- fact: x\n  about: persons\n  " + c.is + "\n"
			p, err := ParseItems("a.yaml", []byte(strings.ReplaceAll(source, "\n", breaks)))
			if err != nil {
				t.Errorf("%s: %v", c.sentence, err)
				continue
			}
			is := p.Facts[0].Is
			if is.Value != c.value {
				t.Errorf("%s: the text is %q, want %q", c.sentence, is.Value, c.value)
			}
			want := Pos{"a.yaml", c.line, c.column}
			before, _, _ := strings.Cut(is.Value, "^")
			if got := is.At(utf8.RuneCountInString(before)); got != want {
				t.Errorf("%s: At gives %v, want %v", c.sentence, got, want)
			}
			line := strings.Count(before, "\n")
			column := utf8.RuneCountInString(before[strings.LastIndex(before, "\n")+1:])
			if got := is.AtLine(line+1, column); got != want {
				t.Errorf("%s: AtLine gives %v, want %v", c.sentence, got, want)
			}
		}
	}
}

func TestTextInAFlowMapping(t *testing.T) {
	p := loadOK(t, `
- fact: x
  label: 户
  about: persons
  from: employment
  pick: {newest: month, per: place}
  count: distinct employer
`)
	f := p.Facts[0]
	if f.Pick.Newest != (Text{"month", Pos{"a.yaml", 5, 18}}) || f.Pick.Per.Pos != (Pos{"a.yaml", 5, 30}) {
		t.Errorf("pick: %+v", f.Pick)
	}
	if f.AggArg.Value != "distinct employer" || f.AggArg.Pos != (Pos{"a.yaml", 6, 10}) {
		t.Errorf("count: %+v", f.AggArg)
	}
}

func TestTextAtTheEdges(t *testing.T) {
	text := Text{"户a", Pos{"a.yaml", 3, 7}}
	for offset, column := range map[int]int{-1: 7, 0: 7, 1: 8, 2: 9, 100: 9} {
		if got := text.At(offset); got != (Pos{"a.yaml", 3, column}) {
			t.Errorf("offset %d is at %v, want column %d", offset, got, column)
		}
	}
	if got := text.AtLine(0, -1); got != text.Pos {
		t.Errorf("a location without line and column is at %v", got)
	}
}
