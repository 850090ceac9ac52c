package document

import (
	"slices"
	"testing"
)

// What is told to a person is readable: days and sums stay, numbers of people go.
func TestADisclosureIsReadable(t *testing.T) {
	for in, want := range map[string]string{
		"2025-06-30":        "2025年6月30日",
		"到 2025-06-30":      "到 2025年6月30日",
		"1234567.80":        "1,234,567.80",
		"-12000":            "-12,000",
		"13800138000":       "***********",
		"电话 138-0013-8000":  "电话 ***-****-****",
		"52263100121000017": "*****************",
	} {
		if got := told(in); got != want {
			t.Errorf("%s is told as %s, not %s", in, got, want)
		}
	}
	s, err := Disclosure{village, "甲子明", []Recorded{{Heading: "三、预警"}}, 15, "庚某", day}.Sheet()
	if err != nil || s.To != "甲子明" || !slices.ContainsFunc(s.Blocks, func(b Block) bool { return b.Text == "没有记录。" }) {
		t.Errorf("what is not recorded is told, too: %+v, %v", s, err)
	}
	for says, d := range map[string]Disclosure{
		"no person": {Village: village, AnswerDays: 15, By: "庚某", On: day}, "no term": {Village: village, Person: "甲子明", By: "庚某", On: day},
		"a county": {Village: village.County(), Person: "甲子明", AnswerDays: 15, By: "庚某", On: day},
	} {
		if _, err := d.Sheet(); err == nil {
			t.Errorf("%s is printed", says)
		}
	}
}
