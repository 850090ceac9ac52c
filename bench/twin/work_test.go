package twin

import (
	"fmt"
	"strings"
	"testing"
)

// works adds employment rows of one person: "2025-01 2025-02", all of a status.
func works(f *family, id, status, months string) {
	for _, month := range strings.Fields(months) {
		f.p.add("employment", "id_number", id, "month", month, "status", status)
	}
}

// crew gives the county n workers in a household of its own, 在岗 in the months.
func crew(f *family, n int, months string) {
	county := f.at["division_code"][:6]
	other := f.p.household(f.code+"-crew", county)
	other.income("2025", "900000")
	for i := range n {
		works(f, other.person(fmt.Sprintf("crew%d", i), "1985-01-01", "labor", "普通劳动力"), "在岗", months)
	}
}

const year = "2024-07 2024-08 2024-09 2024-10 2024-11 2024-12 2025-01 2025-02 2025-03 "

func TestJobLost(t *testing.T) {
	able := func(f *family) string { return f.person("son", "1990-01-01", "labor", "普通劳动力") }
	expect(t, "2025-06-30", []string{"alerts"}, []sentence{
		{"out of work for three covered months", func(f *family, _ string) {
			crew(f, 3, year+"2025-04 2025-05 2025-06")
			works(f, able(f), "在岗", year)
		}, "job_lost/蓝(son)"},
		{"back home is a row, and no work", func(f *family, _ string) {
			crew(f, 3, year+"2025-04 2025-05 2025-06")
			son := able(f)
			works(f, son, "在岗", "2024-07")
			works(f, son, "返乡", "2025-04 2025-05 2025-06")
		}, "job_lost/蓝(son)"},
		{"work eleven months before M is remembered, twelve is not", func(f *family, _ string) {
			crew(f, 3, year+"2025-04 2025-05 2025-06")
			works(f, able(f), "在岗", "2024-06")
		}, ""},
		{"work in M-2 is work", func(f *family, _ string) {
			crew(f, 3, year+"2025-04 2025-05 2025-06")
			works(f, able(f), "在岗", year+"2025-04")
		}, ""},
		{"a second earner keeps the household at work", func(f *family, _ string) {
			crew(f, 3, year+"2025-04 2025-05 2025-06")
			works(f, able(f), "在岗", year)
			works(f, f.person("wife", "1990-01-01", "sex", "女"), "在岗", "2025-06")
		}, ""},
		{"two months late: M is April, and February counts as M-2", func(f *family, _ string) {
			crew(f, 3, year+"2025-04")
			works(f, able(f), "在岗", "2024-12 2025-01")
		}, "job_lost/蓝(son)"},
		{"two months late: work in February is work", func(f *family, _ string) {
			crew(f, 3, year+"2025-04")
			works(f, able(f), "在岗", "2024-12 2025-02")
		}, ""},
		{"two months late, but a stray row of June says he is at work", func(f *family, _ string) {
			crew(f, 20, year+"2025-04")
			works(f, able(f), "在岗", "2024-12 2025-01 2025-06")
		}, ""},
		{"three months late: silent", func(f *family, _ string) {
			crew(f, 3, year)
			works(f, able(f), "在岗", "2024-07")
		}, ""},
		{"a month missing in between: silent", func(f *family, _ string) {
			crew(f, 3, year+"2025-04 2025-06")
			works(f, able(f), "在岗", "2024-07")
		}, ""},
		{"the month before that missing: silent", func(f *family, _ string) {
			crew(f, 3, year+"2025-05 2025-06")
			works(f, able(f), "在岗", "2024-07")
		}, ""},
		{"a mass lay-off does not look like a thin file", func(f *family, _ string) {
			crew(f, 3, year+"2025-04 2025-05 2025-06")
			for i := range 6 { // 3 of 10 present
				works(f, f.person(fmt.Sprintf("w%d", i), "1985-01-01", "labor", "技能劳动力"), "在岗", year)
			}
			works(f, able(f), "在岗", year)
		}, "job_lost/蓝(son,w0,w1,w2,w3,w4,w5)"},
		{"a labour-capable member without ID is not enough", func(f *family, head string) {
			crew(f, 3, year+"2025-04 2025-05 2025-06")
			works(f, head, "在岗", year)
			f.person("guest", "1990-01-01", "labor", "普通劳动力", "provisional_no", "T1", "sex", "男")
		}, ""},
	})
}

func TestZeroEmployment(t *testing.T) {
	relocated := func(f *family, head string) string {
		f.at["relocated"] = "是"
		return f.person("son", "1990-01-01", "labor", "普通劳动力")
	}
	expect(t, "2025-06-30", []string{"alerts"}, []sentence{
		{"nobody at work, nobody on a post", func(f *family, head string) {
			crew(f, 3, "2025-04 2025-05 2025-06")
			relocated(f, head)
		}, "zero_employment/黄"},
		{"a public-welfare post is work, authorised or not", func(f *family, head string) {
			crew(f, 3, "2025-04 2025-05 2025-06")
			f.p.add("public_payroll", "id_number", relocated(f, head), "kind", "公益性岗位")
		}, ""},
		{"a village cadre's pay is not", func(f *family, head string) {
			crew(f, 3, "2025-04 2025-05 2025-06")
			f.p.add("public_payroll", "id_number", relocated(f, head), "kind", "村干部")
		}, "zero_employment/黄"},
		{"work in M-1 is work", func(f *family, head string) {
			crew(f, 3, "2025-04 2025-05 2025-06")
			works(f, relocated(f, head), "在岗", "2025-05")
		}, ""},
		{"work in M-2 is not", func(f *family, head string) {
			crew(f, 3, "2025-04 2025-05 2025-06")
			works(f, relocated(f, head), "在岗", "2025-04")
		}, "zero_employment/黄"},
		{"two months late: work in March is work", func(f *family, head string) {
			crew(f, 3, "2025-03 2025-04")
			works(f, relocated(f, head), "在岗", "2025-03")
		}, ""},
		{"two months late: work in February is not", func(f *family, head string) {
			crew(f, 3, "2025-02 2025-03 2025-04")
			works(f, relocated(f, head), "在岗", "2025-02")
		}, "zero_employment/黄"},
		{"M-1 not covered: silent", func(f *family, head string) {
			crew(f, 3, "2025-04 2025-06")
			relocated(f, head)
		}, ""},
		{"not relocated: not asked", func(f *family, head string) {
			crew(f, 3, "2025-04 2025-05 2025-06")
			relocated(f, head)
			f.at["relocated"] = ""
		}, ""},
	})
}

func TestEmploymentFloor(t *testing.T) {
	p := newProvince()
	// 40 labour-capable members and one row ever: the floor expects 4 of them, one
	// is below 0.3 of 4, so one stray row declares nobody jobless.
	f, _ := p.family(8)
	var ids []string
	for i := range 40 {
		ids = append(ids, f.person(fmt.Sprintf("w%d", i), "1990-01-01", "labor", "普通劳动力"))
	}
	works(f, ids[0], "在岗", "2025-06")
	// 37 of them and two rows: 3.7 expected, two suffice.
	g, _ := p.family(9)
	ids = nil
	for i := range 37 {
		ids = append(ids, g.person(fmt.Sprintf("w%d", i), "1990-01-01", "labor", "普通劳动力"))
	}
	works(g, ids[0], "在岗", "2025-04 2025-05")
	works(g, ids[1], "在岗", "2025-04")
	// Ten had a row a year ago, four more a month earlier still: ten are expected.
	h, _ := p.family(10)
	for i := range 14 {
		id := h.person(fmt.Sprintf("w%d", i), "1990-01-01", "labor", "普通劳动力")
		if i < 10 {
			works(h, id, "返乡", "2024-06")
		} else {
			works(h, id, "在岗", "2024-05")
		}
		if i < 2 {
			works(h, id, "在岗", "2025-06")
		}
	}
	o := p.screen(t, "2025-06-30")
	told := ""
	for _, line := range o.lines("findings") {
		if strings.Contains(line[7], `"employment"`) {
			told += line[0][:6] + " " + line[7] + "\n"
		}
	}
	want := `520123 {"table":"employment","period":"2025-06","present":1,"expected":"4","share":"0.3"}
520181 {"table":"employment","period":"2025-05","present":1,"expected":"3.7","share":"0.3"}
520201 {"table":"employment","period":"2025-06","present":2,"expected":"10","share":"0.3"}
`
	if told != want {
		t.Errorf("got\n%swant\n%s", told, want)
	}
}
