package plan

import (
	"slices"
	"strings"
)

// closest names up to two names that a misspelt one may have meant.
func closest(name string, names []string) []string {
	slices.Sort(names)
	var out []string
	for _, n := range slices.Compact(names) {
		if distance(name, n) <= 2 && len(out) < 2 {
			out = append(out, n)
		}
	}
	return out
}

func nearest(name string, names []string, otherwise string) string {
	if near := closest(name, names); len(near) > 0 {
		return "did you mean " + strings.Join(near, " or ") + "?"
	}
	return otherwise
}

// distance counts the letters to change, add or drop between two names.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := diagonal
			if a[i] != b[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, diagonal+1, row[j]+1)
		}
	}
	return row[len(b)]
}
