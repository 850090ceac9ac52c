package screening

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"dixian/panel"
	"dixian/rule"
)

// work gives persons from … to a row in a month.
func (r *registry) work(month string, from, to int) {
	for i := from; i <= to; i++ {
		r.add("employment", "status=失业 month="+month+" id_number="+madeUp(1980, i))
	}
}

// Employment: of a month those are expected who had a row in one of the twelve
// months before; M is the newest covered month of three.
func TestEmploymentMonth(t *testing.T) {
	for _, c := range []struct {
		sentence string
		lay      func(r *registry)
		month    string // M; empty: none
		thin     string
	}{
		{"no row at all: the floor is expected, and no month is covered", func(r *registry) {}, "", "520123 2025-06 0/1"},
		{"a steady year", func(r *registry) {
			for _, m := range []string{"2025-01", "2025-02", "2025-03", "2025-04", "2025-05", "2025-06"} {
				r.work(m, 1, 10)
			}
		}, "2025-06", ""},
		{"exactly the share of those who had work is present", func(r *registry) { r.work("2025-01", 1, 10); r.work("2025-06", 1, 3) }, "2025-06", ""},
		{"one fewer, and the month before has as many", func(r *registry) {
			r.work("2025-01", 1, 10)
			r.work("2025-05", 1, 3)
			r.work("2025-06", 1, 2)
		}, "2025-05", "520123 2025-06 2/10"},
		{"the as-of month has no row yet, and nobody speaks of it", func(r *registry) { r.work("2025-01", 1, 10); r.work("2025-05", 1, 3) }, "2025-05", ""},
		{"two months before, and both after it are thin", func(r *registry) {
			r.work("2025-01", 1, 10)
			r.work("2025-04", 1, 3)
			r.work("2025-05", 1, 2)
			r.work("2025-06", 1, 1)
		}, "2025-04", "520123 2025-05 2/10, 520123 2025-06 1/10"},
		{"of the two months after it one has rows", func(r *registry) {
			r.work("2025-01", 1, 10)
			r.work("2025-04", 1, 3)
			r.work("2025-05", 1, 2)
		}, "2025-04", "520123 2025-05 2/10"},
		{"three months before is too long ago", func(r *registry) {
			r.work("2025-01", 1, 10)
			r.work("2025-03", 1, 10)
			r.work("2025-05", 1, 2)
		}, "", "520123 2025-06 0/10"},
		{"a row twelve months before makes one expected", func(r *registry) { r.work("2024-06", 1, 10); r.work("2025-06", 1, 2) }, "", "520123 2025-06 2/10"},
		{"a row thirteen months before does not", func(r *registry) { r.work("2024-05", 1, 10); r.work("2025-06", 1, 1) }, "2025-06", ""},
		{"a row of the month itself does not", func(r *registry) { r.work("2025-06", 1, 1) }, "2025-06", ""},
		{"who had no row before counts as present", func(r *registry) { r.work("2025-01", 1, 5); r.work("2025-06", 6, 7) }, "2025-06", ""},
		{"the floor counts who is able to work", func(r *registry) { r.over["coverage_floor"] = 5000; r.work("2025-06", 1, 1) }, "", "520123 2025-06 1/5"},
		{"and is reached by the share of it", func(r *registry) { r.over["coverage_floor"] = 5000; r.work("2025-06", 1, 2) }, "2025-06", ""},
		{"a floor is no whole number of persons", func(r *registry) {
			for _, row := range r.rows["persons"][:3] {
				row["labor"] = "无劳动力"
			}
		}, "", "520123 2025-06 0/0.7"},
		{"the floor holds against few who had work", func(r *registry) {
			r.over["coverage_floor"] = 5000
			r.work("2025-01", 1, 4)
			r.work("2025-06", 1, 1)
		}, "", "520123 2025-06 1/5"},
		{"many who had work hold against the floor", func(r *registry) {
			r.over["coverage_floor"] = 5000
			r.work("2025-01", 1, 6)
			r.work("2025-06", 1, 1)
		}, "", "520123 2025-06 1/6"},
		{"the dead are neither expected nor present", func(r *registry) {
			for _, row := range r.rows["persons"][:6] {
				row["status"] = "死亡"
			}
			r.work("2025-01", 1, 10)
			r.work("2025-06", 1, 7)
		}, "", "520123 2025-06 1/4"},
		{"nobody is expected: no month is covered, and none is thin", func(r *registry) { r.over["coverage_floor"] = 0 }, "", ""},
		{"though somebody is present", func(r *registry) { r.over["coverage_floor"] = 0; r.work("2025-06", 1, 10) }, "", ""},
		{"a month that is to come is not seen", func(r *registry) { r.work("2025-01", 1, 10); r.work("2025-07", 1, 10) }, "", "520123 2025-06 0/10"},
		{"another county's months are its own", func(r *registry) {
			r.adults("520115", 11, 14)
			r.work("2025-01", 1, 14)
			r.work("2025-05", 1, 10)
			r.work("2025-06", 11, 14)
		}, "2025-05", ""},
	} {
		r := newRegistry(t, "2025-06-30")
		r.adults("520123", 1, 10)
		c.lay(r)
		r.measured(func(way string, v *coverage, p *panel.Panel) {
			h, _ := p.Household("H1")
			m, ok := v.Newest(r.program.Table("employment"), h)
			got := ""
			if ok {
				got = m.String()
			}
			if got != c.month {
				t.Errorf("%s (%s): the month is %q, not %q", c.sentence, way, got, c.month)
			}
			if got := v.thinOf(t, "employment"); got != c.thin {
				t.Errorf("%s (%s): thin %q, not %q", c.sentence, way, got, c.thin)
			}
		})
	}
}

// A span of months is covered where each of them is.
func TestEveryMonthMustBeCovered(t *testing.T) {
	r := newRegistry(t, "2025-06-30")
	r.adults("520123", 1, 10)
	r.work("2024-12", 1, 10)
	r.work("2025-03", 1, 3)
	r.work("2025-04", 1, 3)
	r.work("2025-05", 1, 2)
	r.work("2025-06", 1, 3)
	r.measured(func(way string, v *coverage, p *panel.Panel) {
		h, _ := p.Household("H1")
		june := int32(r.asOf.Month())
		for _, c := range []struct {
			from, to int32
			want     bool
		}{{june, june, true}, {june - 1, june - 1, false}, {june - 1, june, false}, {june - 3, june - 2, true}, {june - 3, june, false}, {june - 4, june - 2, false}} {
			if got := v.Covers(r.program.Table("employment"), h, c.from, c.to); got != c.want {
				t.Errorf("months %d to %d (%s): %v", c.from-june, c.to-june, way, got)
			}
		}
		if v.Covers(r.program.Table("vehicle"), h, june, june) {
			t.Error("a table that nobody measures covers a month")
		}
		if _, ok := v.Newest(r.program.Table("vehicle"), h); ok {
			t.Error("a table that nobody measures has a newest month")
		}
	})
}

// The lines of coverage_thin in a result: counties with twelve digits, no
// household, sorted by table and period, with the numbers that decided it. A
// county without screened households has none.
func TestThinLines(t *testing.T) {
	r := newRegistry(t, "2025-06-30")
	r.adults("520123", 1, 6)
	r.add("persons", "name=丙 relation=子 household_code=H3 id_number="+madeUp(2014, 7))
	r.add("households", "household_code=H9 kind=一般农户 division_code=520115001201") // nobody lives there
	r.work("2025-01", 1, 5)
	r.work("2025-04", 1, 2)
	r.work("2025-06", 1, 1)
	r.work("2025-05", 2, 2)
	r.over["coverage_share_income"] = 3333
	p := r.panel()
	v, err := ready(p, r.pkg, r.asOf, r.over, nil, 1)
	if err != nil {
		t.Fatal(err)
	}
	result, err := v.Evaluate(1, nil)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, l := range result.Findings {
		if l.Rule == "coverage_thin" {
			got = append(got, strings.Join([]string{l.Division, l.Household, l.Risk, l.Urgency, l.AsOf, l.Members, l.Evidence}, " "))
		}
	}
	want := []string{
		`520123000000  数据质量  2025-06-30  {"table":"employment","period":"2025-05","present":1,"expected":5,"share":0.3}`,
		`520123000000  数据质量  2025-06-30  {"table":"employment","period":"2025-06","present":1,"expected":5,"share":0.3}`,
		`520123000000  数据质量  2025-06-30  {"table":"income","period":"2023/2025","present":0,"expected":3,"share":0.3333}`,
		`520123000000  数据质量  2025-06-30  {"table":"medical_enrolment","period":"2025","present":0,"expected":7,"share":0.6}`,
		`520123000000  数据质量  2025-06-30  {"table":"school_enrolment","period":"2024-2025","present":0,"expected":1,"share":0.6}`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// Worked cases may take a table as covering everything: then nothing of it is
// thin, and its newest month is the as-of date's.
func TestCoveredByDecree(t *testing.T) {
	r := newRegistry(t, "2025-06-30")
	r.adults("520123", 1, 2)
	r.measured(func(way string, v *coverage, p *panel.Panel) {
		table := r.program.Table("employment")
		v.all[table.Index] = true
		m, ok := v.Newest(table, 0)
		if !ok || m != r.asOf.Month() || !v.Covers(table, 0, 0, 99999) || v.thinOf(t, "employment") != "" {
			t.Errorf("%s: month %v %v, thin %q", way, m, ok, v.thinOf(t, "employment"))
		}
	})
}

// How a period is named.
func TestPeriodNames(t *testing.T) {
	for _, c := range []struct {
		kind rule.Kind
		n    int32
		want string
	}{{rule.Int, 2025, "2025"}, {rule.SchoolYear, 2024, "2024-2025"}, {rule.Month, 2025*12 + 5, "2025-06"}, {rule.Date, 0, "1970-01-01"}} {
		if got := (&tableCoverage{kind: c.kind}).period(c.n); got != c.want {
			t.Errorf("%s, not %s", got, c.want)
		}
	}
	window := &tableCoverage{kind: rule.Int, window: true, from: 2023, to: 2025}
	if got := fmt.Sprint(window.period(0)); got != "2023/2025" {
		t.Errorf("a window is named %s", got)
	}
}
