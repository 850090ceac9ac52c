package rule

import (
	"cmp"
	"slices"
)

// Sensitive is a word that a village does not see, and what it sees instead.
//
// Source: casework contract, "Sensitive data".
type Sensitive struct{ Word, As string }

// Sensitive are the words that the program's columns declare so, each once, in
// order: whoever replaces them in a sentence does it alike every time.
func (p *Program) Sensitive() []Sensitive {
	var out []Sensitive
	for _, t := range p.Tables {
		for _, c := range t.Columns {
			out = append(out, c.Sensitive...)
		}
	}
	slices.SortFunc(out, func(a, b Sensitive) int { return cmp.Compare(a.Word, b.Word) })
	return slices.Compact(out)
}
