package intake

import (
	"strings"
	"testing"

	"dixian/rule"
)

// Rows are in quarantine because cells stand in the wrong place: what a column
// must not show, it must not show for its neighbour either.
func TestWhatStandsInTheWrongColumnIsMasked(t *testing.T) {
	ref := &rule.Column{Name: "household_code", Type: rule.Type{Kind: rule.Ref, Table: "households", Key: rule.Text}}
	word := &rule.Column{Name: "way", Type: rule.Type{Kind: rule.Code, Codes: []string{"纸质", "录音"}}}
	free := &rule.Column{Name: "note", Type: rule.Type{Kind: rule.Text}}
	for _, c := range []struct {
		says        string
		column      *rule.Column
		cell, shown string
	}{
		{"an ID where a household belongs", ref, man, man[:6] + "********" + man[14:]},
		{"a name where a household belongs", ref, "钱七七", "钱**"},
		{"an ID where a word belongs", word, man, man[:6] + "********" + man[14:]},
		{"a phone within a sentence", free, "打我电话13912341234", "打我电话139********"},
		{"an ID of fifteen digits", free, "520123900101001", "52012**********"},
		{"a misspelt word stays to be mended", word, "纸张", "纸张"},
		{"a household's own long number stays", ref, "52040011201200012", "52040011201200012"},
		{"a division stays", free, "520123101201", "520123101201"},
	} {
		if got := mask(c.column, c.cell); got != c.shown {
			t.Errorf("%s: shown as %s, want %s", c.says, got, c.shown)
		}
	}
}

func TestARowOfTheWrongLengthShowsNothingWhole(t *testing.T) {
	var h heard
	opt := h.options()
	opt.Find = finds
	mustLoad(t, persons(), opt, joined(personHeader, "错,"+man+",,,,李四光,H1,配偶,,,,"))
	for _, row := range h.rows {
		for _, cell := range append(row.Cells, row.Surplus...) {
			if strings.Contains(cell, man) || strings.Contains(cell, "李四光") {
				t.Errorf("the workbook shows %s", cell)
			}
		}
	}
	if len(h.rows) != 1 {
		t.Fatalf("%d rows set aside", len(h.rows))
	}
}
