package plan

import (
	"strings"

	"gopkg.in/yaml.v3"
)

// At is the place of the character at the given offset in the text, counted in
// characters from 0. It is exact for expressions, which hold no escapes and are
// not folded. An offset past the end is the place after the last character.
func (t Text) At(offset int) Pos {
	line, column := 1, 0
	for _, r := range t.Value {
		if offset <= 0 {
			break
		}
		offset--
		column++
		if r == '\n' {
			line, column = line+1, 0
		}
	}
	return t.AtLine(line, column)
}

// AtLine is the place of a line (from 1) and a column (in characters, from 0)
// of the text: the numbers of CEL's locations.
func (t Text) AtLine(line, column int) Pos {
	pos := t.Pos
	pos.Line += max(line, 1) - 1
	pos.Column += max(column, 0)
	return pos
}

const quoteCure = "put the expression on one line, or in a `|` block"

// expression reads a scalar so that every character of its text has a place:
// one line (plain or quoted, without escapes) or a `|` block. White space around
// it is dropped.
func (r *reader) expression(n *yaml.Node, what string) Text {
	if !r.isScalar(n, what) {
		return Text{}
	}
	if n.Style&yaml.LiteralStyle != 0 {
		return r.notEmpty(r.block(n), what)
	}
	pos := r.pos(n)
	rest := r.rest(n)
	switch {
	case n.Style&yaml.FoldedStyle != 0:
		r.add(pos, what+" stands in a folded block (`>`), where an error has no column", quoteCure)
		return Text{}
	case n.Style&yaml.DoubleQuotedStyle != 0:
		if !strings.HasPrefix(rest, `"`+n.Value+`"`) {
			r.escaped(pos, what, strings.Contains(rest, `\`), "a backslash", "write it without, with ' inside the \" quotes, or in a `|` block")
			return Text{}
		}
		pos.Column++
	case n.Style&yaml.SingleQuotedStyle != 0:
		if !strings.HasPrefix(rest, "'"+n.Value+"'") {
			r.escaped(pos, what, strings.Contains(rest, "''"), "'' inside ' quotes", "use \" around it, or a `|` block")
			return Text{}
		}
		pos.Column++
	case !strings.HasPrefix(rest, n.Value):
		r.escaped(pos, what, strings.HasPrefix(rest, "!"), "a YAML tag (`!`) before it", "quote the expression")
		return Text{}
	}
	value := strings.TrimLeft(n.Value, " \t")
	pos.Column += len(n.Value) - len(value)
	return r.notEmpty(Text{strings.TrimRight(value, " \t"), pos}, what)
}

// escaped refuses an expression whose text is not what stands in the file: for
// the reason given, if it is there, else because it goes over several lines.
func (r *reader) escaped(pos Pos, what string, reason bool, why, cure string) {
	if reason {
		r.add(pos, what+" has "+why+", so that places in it cannot be told", cure)
		return
	}
	r.add(pos, what+" goes over several lines", quoteCure)
}

func (r *reader) notEmpty(t Text, what string) Text {
	if t.Value == "" && t.Pos.Line > 0 {
		r.add(t.Pos, what+" is empty", "write it, or take the key away")
	}
	return t
}

// block reads a `|` block. Its text begins in the first line that is not blank,
// at the column where the block is indented.
func (r *reader) block(n *yaml.Node) Text {
	pos := r.pos(n)
	line := n.Line // the line after the indicator, from 0
	for line < len(r.lines) && strings.TrimSpace(r.lines[line]) == "" {
		line++
	}
	value := n.Value
	for {
		first, rest, more := strings.Cut(value, "\n")
		if !more || strings.TrimSpace(first) != "" {
			break
		}
		value = rest
	}
	value = strings.TrimRight(value, " \t\r\n")
	if value == "" || line >= len(r.lines) {
		return Text{"", pos}
	}
	pos.Line = line + 1
	pos.Column = 1 + leadingSpaces(r.lines[line]) - leadingSpaces(value)
	return Text{value, pos}
}

func leadingSpaces(s string) int { return len(s) - len(strings.TrimLeft(s, " ")) }

// text reads any scalar as it is written; its place is that of its first
// character, after an opening quote.
func (r *reader) text(n *yaml.Node, what string) Text {
	if !r.isScalar(n, what) {
		return Text{}
	}
	pos := r.pos(n)
	switch {
	case n.Style&yaml.LiteralStyle != 0:
		return r.block(n)
	case n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0:
		pos.Column++
	}
	return Text{n.Value, pos}
}
