package plan

import (
	"slices"
	"strings"

	"dixian/rule"
)

// sensitive reads the words of a column that a village does not see, with what it
// sees instead: `sensitive: {收监: 主要劳动力缺失}`.
func (m *record) sensitive(c *rule.Column) []rule.Sensitive {
	n := m.values["sensitive"]
	if n == nil {
		return nil
	}
	words := slices.Concat(c.Type.Codes, c.Type.Names)
	if len(words) == 0 {
		m.refuse("sensitive", "only a list of words, or an int with names, has words to soften, this column is "+c.Type.String(), "give it a list of words, or take `sensitive` away")
		return nil
	}
	softer := m.mapping(n, "`sensitive`")
	if softer == nil {
		return nil
	}
	var out []rule.Sensitive
	for _, key := range softer.keys {
		word, as := key.Value, strings.TrimSpace(softer.values[key.Value].Value)
		switch {
		case !slices.Contains(words, word):
			m.add(m.pos(key), quoted(word)+" is none of the column's words", "write "+oneOf(words))
		case as == "":
			m.add(m.pos(key), "nothing says what a village sees instead of "+quoted(word), "write a softer word after it")
		case strings.Contains(as, word):
			m.add(m.pos(key), quoted(as)+" says what it should hide", "write a word without "+quoted(word))
		default:
			out = append(out, rule.Sensitive{Word: word, As: as})
		}
	}
	if len(softer.keys) == 0 {
		m.refuse("sensitive", "`sensitive` names no word", "write it as {word: softer word}, or take it away")
	}
	return out
}
