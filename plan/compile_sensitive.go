package plan

import (
	"maps"
	"slices"
	"strings"
)

// sensitive holds together what columns declare: one word is softened alike
// wherever it stands, and no softer word holds another sensitive one.
func (c *compiler) sensitive() {
	as := map[string]string{}
	for _, t := range c.pkg.Tables {
		for _, col := range t.Columns {
			for _, s := range col.Sensitive {
				if first, declared := as[s.Word]; declared && first != s.As {
					c.fail(t.ColumnPos[col.Name], quoted(s.Word)+" is softened to "+quoted(s.As)+" here and to "+quoted(first)+" in another column", "soften it alike in both")
				}
				as[s.Word] = s.As
			}
		}
	}
	for _, t := range c.pkg.Tables {
		for _, col := range t.Columns {
			for _, s := range col.Sensitive {
				for _, word := range slices.Sorted(maps.Keys(as)) {
					if word != s.Word && strings.Contains(s.As, word) {
						c.fail(t.ColumnPos[col.Name], "what stands for "+quoted(s.Word)+", "+quoted(s.As)+", holds "+quoted(word)+", which is sensitive too", "write another softer word")
					}
				}
			}
		}
	}
}
