package document

import "strings"

// Characters that do not begin a line, and those that do not end one.
//
// Source: GB/T 15834—2011, 5.1.
const (
	noStart = "，。、；：？！）》」』】〉”’％%·,.;:?!)"
	noEnd   = "（《「『【〈“‘("
)

// breakLines cuts a text into lines no wider than allowed, the first narrower by
// an indent. Words and numbers in Latin letters stay whole where they fit a line;
// a line break in the text is one on paper.
func breakLines(text string, width, indent float64, widthOf func(rune) float64) []string {
	var lines []string
	for _, part := range strings.Split(text, "\n") {
		lines = append(lines, breakPart([]rune(part), width, indent, widthOf)...)
		indent = 0
	}
	return lines
}

func breakPart(text []rune, width, indent float64, widthOf func(rune) float64) []string {
	var lines []string
	room := width - indent
	start, used := 0, 0.0
	for i := 0; i < len(text); i++ {
		used += widthOf(text[i])
		if used <= room || i == start {
			continue
		}
		cut := goodCut(text, start, i)
		lines = append(lines, strings.TrimRight(string(text[start:cut]), " "))
		start, room = cut, width
		for start < len(text) && text[start] == ' ' {
			start++
		}
		i, used = start-1, 0
	}
	if start < len(text) || len(lines) == 0 {
		lines = append(lines, string(text[start:]))
	}
	return lines
}

// goodCut is where a line that begins at start and may not hold text[over] ends.
func goodCut(text []rune, start, over int) int {
	for cut := over; cut > start+over/2-start/2 && cut > start+1; cut-- {
		before, after := text[cut-1], text[cut]
		if strings.ContainsRune(noStart, after) || strings.ContainsRune(noEnd, before) || latin(before) && latin(after) {
			continue
		}
		return cut
	}
	return over
}

// latin are the characters of words and numbers that are not torn apart.
func latin(r rune) bool {
	return r < 0x250 && r != ' ' && !strings.ContainsRune(noStart+noEnd, r) || r == '.' || r == ','
}
