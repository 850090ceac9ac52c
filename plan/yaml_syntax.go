package plan

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// itemLines are the line ranges (from 0, end excluded) of the file's items, as
// far as dashes in the first column show them.
func (r *reader) itemLines() [][2]int {
	var ranges [][2]int
	for i, line := range r.lines {
		if !strings.HasPrefix(line, "-") || strings.HasPrefix(line, "---") {
			continue
		}
		if len(ranges) > 0 {
			ranges[len(ranges)-1][1] = i
		}
		ranges = append(ranges, [2]int{i, len(r.lines)})
	}
	return ranges
}

var (
	yamlLine = regexp.MustCompile(`^yaml: (?:line (\d+): )?(.*)$`)
	// Errors of YAML's parser, unlike those of its scanner, count lines from 0.
	yamlParser = regexp.MustCompile(`^did not find expected (key|node content|','|'-'|<)`)
	// The value of a key that is neither quoted, nor a block, nor a flow.
	plainValue = regexp.MustCompile("^(?:[ -]*[a-z_0-9]+: +)([^'\"|>\\[{ ].*)$")
)

// syntax notes what YAML could not read in the part of the file that begins at
// the line from (counted from 0); its own line numbers are short by shift. The usual mistakes, an unquoted expression that begins
// with a sign or holds `: `, get their exact place.
func (r *reader) syntax(err error, shift, from int) {
	m := yamlLine.FindStringSubmatch(err.Error())
	if m == nil {
		r.add(Pos{r.file, from + 1, 1}, "the file is not YAML: "+err.Error(), "correct it")
		return
	}
	line, _ := strconv.Atoi(m[1])
	if yamlParser.MatchString(m[2]) {
		line++
	}
	line = min(max(line+shift, from+1), len(r.lines))
	for i := line - 1; i < len(r.lines) && (i == line-1 || !strings.HasPrefix(r.lines[i], "-")); i++ {
		if at := leadingSpaces(r.lines[i]); strings.HasPrefix(r.lines[i][at:], "\t") {
			r.add(Pos{r.file, i + 1, at + 1}, "a tab stands in the indentation", "indent with blanks")
			return
		}
		v := plainValue.FindStringSubmatchIndex(r.lines[i])
		if v == nil {
			continue
		}
		value, _, _ := strings.Cut(r.lines[i][v[2]:], " #")
		colon := strings.Index(value, ": ")
		if colon < 0 && !strings.ContainsRune("!&*@`%", rune(value[0])) {
			continue
		}
		pos := Pos{r.file, i + 1, utf8.RuneCountInString(r.lines[i][:v[2]]) + 1}
		r.add(pos, "YAML cannot read this value: "+m[2], "put it in quotes, or in a `|` block")
		return
	}
	pos := Pos{r.file, line, 1 + leadingSpaces(r.lines[line-1])}
	r.add(pos, "this is not YAML: "+m[2], "look at the indentation, the quotes and the brackets from here on")
}
