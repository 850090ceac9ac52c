package intake

import (
	"bytes"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"dixian/rule"
)

// gridOf reads where the cells of a text are, one way or the other.
func gridOf(t rapid.TB, content string, width, cell int, find func(w *pieceReader) bool) (cells [][]string, ok bool) {
	t.Helper()
	b, err := newBuilder(&rule.Table{Name: "t"}, Options{Today: today, Limits: Limits{Cell: cell}})
	if err != nil {
		t.Fatal(err)
	}
	b.head.width = width
	w := newPieceReader(b, ',')
	w.p = &piece{text: append(make([]byte, 0, len(content)+slack), content...)}
	w.rows = rowsIn(w.p.text, bytes.Count(w.p.text, newline))
	w.odd = make([]uint64, w.rows/64+1)
	if !find(w) {
		return nil, false
	}
	for row := range w.rows {
		var texts []string
		for at := range width {
			texts = append(texts, string(w.cell(row, at)))
		}
		if w.isOdd(row) {
			texts = append(texts, "odd")
		}
		cells = append(cells, texts, []string{string(bytes.TrimSuffix(w.text(row), []byte{'\r'}))})
	}
	return cells, true
}

// An even piece has the same cells by both ways, and a piece is even unless a row
// is odd or line breaks are mixed.
func TestEvenTwin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		width := rapid.IntRange(1, 5).Draw(t, "width")
		end := rapid.SampledFrom([]string{"\n", "\r\n"}).Draw(t, "line break")
		uneven := false
		var content strings.Builder
		for range rapid.IntRange(0, 70).Draw(t, "rows") {
			cells := rapid.SliceOfN(rapid.SampledFrom([]string{"", "a", "张三", "2025-06-30", "520123199001011238", strings.Repeat("x", 70), "a\rb"}), width, width).Draw(t, "cells")
			line := end
			switch rapid.IntRange(0, 150).Draw(t, "row") {
			case 0:
				cells, uneven = append(cells, "one more"), true
			case 1:
				cells, uneven = cells[1:], true
			case 2:
				line = "\r\n"
				uneven = uneven || end == "\n"
			}
			content.WriteString(strings.Join(cells, ",") + line)
		}
		text := content.String()
		if rapid.Bool().Draw(t, "the last line has no break") {
			text = strings.TrimSuffix(text, end)
		}
		even, isEven := gridOf(t, text, width, 0, (*pieceReader).even)
		want, _ := gridOf(t, text, width, 0, (*pieceReader).index)
		if !isEven {
			if !uneven && strings.HasSuffix(text, end) {
				t.Fatalf("%q is not even", text)
			}
			return
		}
		if len(even) != len(want) {
			t.Fatalf("%q: %q, not %q", text, even, want)
		}
		for row := range want {
			if strings.Join(even[row], "|") != strings.Join(want[row], "|") {
				t.Fatalf("%q: row %d of %q, not of %q", text, row/2, even[row], want[row])
			}
		}
	})
}

func TestARowLongerThanACellIsNotEven(t *testing.T) {
	for _, way := range []func(w *pieceReader) bool{(*pieceReader).even, (*pieceReader).index} {
		if _, ok := gridOf(t, "a,b\nccccc,d\n", 2, 6, way); ok {
			t.Error("a row of seven bytes is read by columns where a cell has at most six")
		}
		if _, ok := gridOf(t, "a,b\ncccc,d\n", 2, 6, way); !ok {
			t.Error("a row of six bytes is not read by columns where a cell has at most six")
		}
	}
}
