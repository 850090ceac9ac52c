package document

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// However much stands above them, seal and signatures share their page with words of
// what they sign, and the signatures are not torn apart.
func TestNoSealAndNoSignatureStandsAlone(t *testing.T) {
	for n := 1; n <= 33; n++ {
		var text []string
		var rows [][]string
		for i := range n {
			text = append(text, fmt.Sprintf("正文%d", i))
			rows = append(rows, []string{"内容", "行"})
		}
		for says, s := range map[string]*Sheet{
			"a text, sealed":         {Blocks: []Block{{Text: strings.Join(text, "\n")}}, Sign: "某某村民委员会"},
			"a text of paragraphs":   {Blocks: paragraphs(text...), Sign: "某某村民委员会"},
			"a text with a code":     {Blocks: paragraphs(text...), Code: "https://example.invalid/d/ABCD"},
			"a table, sealed":        {Blocks: []Block{{Table: &Table{Head: []string{"甲", "乙"}, Rows: rows}}}, Sign: "某某村民委员会"},
			"a table, only signed":   {Blocks: []Block{{Table: &Table{Head: []string{"甲", "乙"}, Rows: rows}}}},
			"a small table below":    {Blocks: []Block{{Text: strings.Join(text, "\n")}, {Heading: "签到"}, {Table: &Table{Head: []string{"甲", "乙"}, Rows: rows[:min(n, 3)]}}}, Sign: "某某村民委员会"},
			"a table without a head": {Blocks: []Block{{Table: &Table{Rows: rows}}}, Sign: "某某村民委员会"},
		} {
			s.Title = "记录"
			if s.Code == "" {
				s.Lines = []string{"签名一", "签名二", "签名三"}
			}
			var b bytes.Buffer
			if err := s.Write(&b, PDF); err != nil {
				t.Fatal(err)
			}
			for i, page := range pagesOf(t, b.Bytes()) {
				page = withoutBlanks(page)
				ends := strings.Contains(page, "盖章处") || strings.Contains(page, "签名一")
				if ends && !strings.Contains(page, "正文") && !strings.Contains(page, "内容") {
					t.Fatalf("%s, %d lines, page %d has the end and nothing of the words: %s", says, n, i+1, page)
				}
				if s.Code != "" && page == fmt.Sprintf("—%d—", i+1) {
					t.Fatalf("%s, %d lines, page %d: the code stands alone", says, n, i+1)
				}
				if strings.Contains(page, "甲乙") && !strings.Contains(page, "内容") {
					t.Fatalf("%s, %d lines, page %d: a table's head stands alone: %s", says, n, i+1, page)
				}
				if strings.Contains(page, "签名一") != strings.Contains(page, "签名三") {
					t.Fatalf("%s, %d lines, page %d: signatures are torn apart: %s", says, n, i+1, page)
				}
			}
		}
	}
}

func TestStarredKeepsDaysAndAmounts(t *testing.T) {
	for text, want := range map[string]string{
		"522631199003076619":                       "******************",
		"打 13800138000 找 3 队":                      "打 *********** 找 * 队",
		"电话 138-0013-8000":                         "电话 ***-****-****",
		"2025-07-02 上门，电话13800138000":              "2025-07-02 上门，电话***********",
		"工资 186000.00 元，卡号 6217001234567890123":    "工资 186000.00 元，卡号 *******************",
		"补贴 1200000 元，身份证后面是 199003076619":         "补贴 1200000 元，身份证后面是 ************",
		"522631-1990-03-07-6619":                   "******-****-**-**-****",
		"522631 1990-03-07 6619":                   "****** ****-**-** ****",
		"2025-07-02 13800138000":                   "****-**-** ***********",
		"13800138000 元":                            "*********** 元",
		"13800138.00.1":                            "********.**.*",
		"2025-13-02 是错的日子，13800138000":             "****-**-** 是错的日子，***********",
		"2025-07-02":                               "2025-07-02",
		"合计 186000.00 元":                           "合计 186000.00 元",
		"３０３３０１２３４５６":                              "***********",
		"1200 元、4 人、2025年6月":                       "1200 元、4 人、2025年6月",
		"2025-07-02 至 2025-08-01 住院，自付 86000.50 元": "2025-07-02 至 2025-08-01 住院，自付 86000.50 元",
	} {
		if got := Starred(text); got != want {
			t.Errorf("%q is shown as %q, not %q", text, got, want)
		}
	}
	for text, want := range map[string]bool{"2025-07-02 评议": false, "自付 86000.50 元": false, "13800138000": true, "19900307": true, "1990-03-07-6619": true} {
		if digits(text) != want {
			t.Errorf("%q is somebody's number: %t", text, !want)
		}
	}
}
