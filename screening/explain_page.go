package screening

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"golang.org/x/text/width"
)

// page is a text for a terminal under way: lines with indentation, and tables
// whose columns stand under each other though Chinese characters are two wide.
type page struct {
	w *bufio.Writer
}

func newPage(w io.Writer) *page { return &page{bufio.NewWriter(w)} }

// line writes a text, each of its lines with the indentation: two blanks a step
// of depth.
func (p *page) line(depth int, format string, args ...any) {
	for _, s := range strings.Split(fmt.Sprintf(format, args...), "\n") {
		fmt.Fprintln(p.w, strings.TrimRight(strings.Repeat("  ", depth)+s, " "))
	}
}

func (p *page) blank() { fmt.Fprintln(p.w) }

// table writes rows of cells; the first row is the heading. Columns of right
// are set flush right.
func (p *page) table(depth int, rows [][]string, right map[int]bool) {
	var wide []int
	for _, row := range rows {
		for i, cell := range row {
			if i == len(wide) {
				wide = append(wide, 0)
			}
			wide[i] = max(wide[i], displayWidth(cell))
		}
	}
	for _, row := range rows {
		var b strings.Builder
		for i, cell := range row {
			gap := strings.Repeat(" ", wide[i]-displayWidth(cell))
			if right[i] {
				b.WriteString(gap + cell + "  ")
			} else {
				b.WriteString(cell + gap + "  ")
			}
		}
		p.line(depth, "%s", b.String())
	}
}

// displayWidth is how many columns of a terminal a text takes.
func displayWidth(s string) int {
	n := 0
	for _, r := range s {
		switch width.LookupRune(r).Kind() {
		case width.EastAsianWide, width.EastAsianFullwidth:
			n += 2
		default:
			n++
		}
	}
	return n
}
