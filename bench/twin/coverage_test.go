package twin

import (
	"fmt"
	"testing"
)

// insured adds an enrolment row.
func insured(f *family, id, year, status string) {
	f.p.add("medical_enrolment", "id_number", id, "year", year, "insurance", "城乡居民", "status", status)
}

// enrolled adds a school row.
func enrolled(f *family, id, schoolYear, status string) {
	f.p.add("school_enrolment", "id_number", id, "school_year", schoolYear, "stage", "小学", "status", status)
}

// besides adds n adults to the family and gives their IDs.
func besides(f *family, n int, cells ...string) []string {
	var ids []string
	for i := range n {
		ids = append(ids, f.person(fmt.Sprintf("p%d", i+1), "1985-01-01", cells...))
	}
	return ids
}

// all insures a list of people for a year.
func all(f *family, year string, ids ...string) {
	for _, id := range ids {
		insured(f, id, year, "已参保")
	}
}

func TestUninsured(t *testing.T) {
	expect(t, "2025-06-30", []string{"alerts"}, []sentence{
		{"one row in a county declares nobody uninsured", func(f *family, head string) {
			all(f, "2025", besides(f, 2)[:1]...)
		}, ""},
		{"three of five are six tenths: the county is covered", func(f *family, head string) {
			all(f, "2025", besides(f, 4)[:3]...)
		}, "uninsured/蓝(head,p4)"},
		{"who has no ID is not expected", func(f *family, head string) {
			all(f, "2025", besides(f, 4)[:3]...)
			f.person("guest", "1985-01-01", "provisional_no", "T1", "sex", "男")
		}, "uninsured/蓝(head,p4)"},
		{"未参保 is a row of the table, though not insured", func(f *family, head string) {
			all(f, "2025", besides(f, 2)...)
			insured(f, head, "2025", "未参保")
		}, "uninsured/蓝(head)"},
		{"insured elsewhere is insured", func(f *family, head string) {
			all(f, "2025", besides(f, 2)...)
			insured(f, head, "2025", "异地参保")
		}, ""},
		{"two insurances of a year, one of them running", func(f *family, head string) {
			all(f, "2025", besides(f, 2)...)
			insured(f, head, "2025", "停保")
			f.p.add("medical_enrolment", "id_number", head, "year", "2025", "insurance", "", "status", "已参保")
		}, ""},
		{"last year's insurance is not this year's", func(f *family, head string) {
			all(f, "2025", besides(f, 2)...)
			insured(f, head, "2024", "已参保")
		}, "uninsured/蓝(head)"},
		{"a child of 89 days is a newborn, nobody without ID is asked", func(f *family, head string) {
			all(f, "2025", append(besides(f, 4), head)...)
			f.person("baby", "2025-04-02")
			f.person("guest", "1985-01-01", "provisional_no", "T1", "sex", "男")
		}, ""},
		{"a child of 90 days is not", func(f *family, head string) {
			all(f, "2025", append(besides(f, 4), head)...)
			f.person("baby", "2025-04-01")
		}, "uninsured/蓝(baby)"},
		{"rows of people who left cover nothing", func(f *family, head string) {
			all(f, "2025", besides(f, 4, "status", "迁出")...)
		}, ""},
	})
}

func TestInsuredYearInJanuary(t *testing.T) {
	expect(t, "2026-01-31", []string{"alerts"}, []sentence{
		{"the new year's roll has not arrived: silent", func(f *family, head string) {
			all(f, "2025", besides(f, 3)...)
		}, ""},
		{"both years covered, insured in the old one", func(f *family, head string) {
			p := besides(f, 3)
			all(f, "2025", append(p, head)...)
			all(f, "2026", p...)
		}, ""},
		{"insured in the new one only", func(f *family, head string) {
			p := besides(f, 3)
			all(f, "2025", p...)
			all(f, "2026", append(p, head)...)
		}, ""},
		{"in neither", func(f *family, head string) {
			p := besides(f, 3)
			all(f, "2025", p...)
			all(f, "2026", p...)
		}, "uninsured/蓝(head)"},
	})
}

// schooled gives four pupils with 在读 rows of a school year, so that one more
// without is 4 of 5.
func schooled(f *family, schoolYear string) {
	for i := range 4 {
		enrolled(f, f.person(fmt.Sprintf("pupil%d", i), "2015-01-01"), schoolYear, "在读")
	}
}

func TestSchoolDropout(t *testing.T) {
	expect(t, "2025-08-31", []string{"alerts"}, []sentence{
		{"six on the 31 August before the year began", func(f *family, _ string) {
			schooled(f, "2024-2025")
			f.person("kid", "2018-08-31")
		}, "school_dropout/黄(kid)"},
		{"a day too young", func(f *family, _ string) {
			schooled(f, "2024-2025")
			f.person("kid", "2018-09-01")
		}, ""},
		{"fourteen to the day before the fifteenth birthday", func(f *family, _ string) {
			schooled(f, "2024-2025")
			f.person("kid", "2009-09-01")
		}, "school_dropout/黄(kid)"},
		{"fifteen that day", func(f *family, _ string) {
			schooled(f, "2024-2025")
			f.person("kid", "2009-08-31")
		}, ""},
		{"finished in June is no dropout in August", func(f *family, _ string) {
			schooled(f, "2024-2025")
			enrolled(f, f.person("kid", "2012-01-01"), "2024-2025", "毕业")
		}, ""},
		{"休学 is a row and no schooling", func(f *family, _ string) {
			schooled(f, "2024-2025")
			enrolled(f, f.person("kid", "2012-01-01"), "2024-2025", "休学")
		}, "school_dropout/黄(kid)"},
		{"a roll that does not cover the county says nothing", func(f *family, _ string) {
			enrolled(f, f.person("kid", "2012-01-01"), "2024-2025", "在读")
			f.person("kid2", "2012-01-01")
		}, ""},
		{"pupils past school age do not stand for those who are missing", func(f *family, _ string) {
			for i := range 5 {
				enrolled(f, f.person(fmt.Sprintf("big%d", i), "2008-01-01"), "2024-2025", "在读")
				f.person(fmt.Sprintf("kid%d", i), "2012-01-01")
			}
		}, ""},
		{"without ID nobody is asked", func(f *family, _ string) {
			schooled(f, "2024-2025")
			f.person("kid", "2012-01-01", "provisional_no", "T1", "sex", "女")
		}, ""},
	})
	expect(t, "2025-09-01", []string{"alerts"}, []sentence{
		{"on 1 September last year's roll covers nothing", func(f *family, _ string) {
			schooled(f, "2024-2025")
			f.person("kid", "2012-01-01")
		}, ""},
		{"and who was a day too young is asked", func(f *family, _ string) {
			schooled(f, "2025-2026")
			f.person("kid", "2018-09-01")
			f.person("younger", "2019-08-31")
			f.person("youngest", "2019-09-01")
		}, "school_dropout/黄(kid,younger)"},
	})
}

func TestCoverageThin(t *testing.T) {
	p := newProvince()
	// A county of one family: head and two pupils, one of them enrolled; nobody
	// insured; one of two labour-capable members had work until May.
	f, head := p.family(8) // 520123
	f.person("a", "2015-01-01")
	enrolled(f, f.person("b", "2015-01-01"), "2024-2025", "在读")
	worker := f.person("w", "1990-01-01", "labor", "普通劳动力")
	p.add("employment", "id_number", worker, "month", "2025-03", "status", "在岗")
	// 未参保 rows of a year before say nothing of this one.
	insured(f, head, "2024", "已参保")
	// A county whose only household is not screened has no line.
	p.household("H100", "520181")
	o := p.screen(t, "2025-06-30")
	got := map[string]string{}
	for _, line := range o.lines("findings") {
		if line[2] == "coverage_thin" {
			if line[0] != "520123000000" || line[1] != "" {
				t.Errorf("a coverage_thin line of %q, household %q", line[0], line[1])
			}
			got[fmt.Sprint(len(got))] = line[7]
		}
	}
	want := []string{
		`{"table":"employment","period":"2025-06","present":0,"expected":"1","share":"0.3"}`,
		`{"table":"medical_enrolment","period":"2025","present":0,"expected":"4","share":"0.6"}`,
		`{"table":"school_enrolment","period":"2024-2025","present":1,"expected":"2","share":"0.6"}`,
	}
	if len(got) != len(want) {
		t.Errorf("%d lines, want %d: %v", len(got), len(want), got)
	}
	for i, line := range want {
		if got[fmt.Sprint(i)] != line {
			t.Errorf("line %d: got %s, want %s", i, got[fmt.Sprint(i)], line)
		}
	}
}
