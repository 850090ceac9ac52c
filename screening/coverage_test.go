package screening

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"dixian/calendar"
	"dixian/identity"
	"dixian/intake"
	"dixian/panel"
	"dixian/plan"
	"dixian/rule"
)

// registry is a small panel of the real package under way: persons are numbered
// from 1, and live two in a household (1 and 2 in H1, 3 and 4 in H2 …) of one
// village, until a test says otherwise.
type registry struct {
	t       *testing.T
	pkg     *plan.Package
	program *rule.Program
	asOf    calendar.Date
	over    map[string]int64 // parameters
	rows    map[string][]map[string]string
}

// shared is the package, read once: nothing changes it.
var shared struct {
	pkg     *plan.Package
	program *rule.Program
}

func newRegistry(t *testing.T, asOf string) *registry {
	t.Helper()
	if shared.pkg == nil {
		shared.pkg, shared.program = openGuizhou(t)
	}
	d, err := calendar.ParseDate(asOf)
	if err != nil {
		t.Fatal(err)
	}
	return &registry{t, shared.pkg, shared.program, d, map[string]int64{}, map[string][]map[string]string{}}
}

// add writes a row as "column=value column=value".
func (r *registry) add(table, cells string) {
	row := map[string]string{}
	for word := range strings.FieldsSeq(cells) {
		name, value, _ := strings.Cut(word, "=")
		row[name] = value
	}
	r.rows[table] = append(r.rows[table], row)
}

// madeUp is the made-up ID of person i, born in a year.
func madeUp(year, i int) string {
	return identity.ID(520115_00000101_000 + int64(year)*10000000 + int64(i)).String()
}

// adults adds persons from … to born in 1980, able to work, with households of
// two in a county.
func (r *registry) adults(county string, from, to int) {
	for i := from; i <= to; i++ {
		house := fmt.Sprintf("H%d", (i+1)/2)
		if i%2 == 1 || i == from {
			r.add("households", "household_code="+house+" kind=一般农户 division_code="+county+"001201")
		}
		r.add("persons", "name=甲 relation=其他 labor=普通劳动力 household_code="+house+" id_number="+madeUp(1980, i))
	}
}

func (r *registry) panel() *panel.Panel {
	r.t.Helper()
	var sources []panel.Source
	for _, t := range r.program.Tables {
		if len(r.rows[t.Name]) == 0 {
			continue
		}
		loaded, err := intake.FromRows(t, r.rows[t.Name], intake.Options{
			Today: calendar.NewDate(2026, 12, 31),
			Bad:   func(p intake.Problem) error { return fmt.Errorf("%s %s: %s", p.Table, p.Column, p.Reason) },
		})
		if err != nil {
			r.t.Fatal(err)
		}
		sources = append(sources, source(loaded))
	}
	p, err := panel.Build(r.program, sources)
	if err != nil {
		r.t.Fatal(err)
	}
	return p
}

// measures are the two ways that coverage is measured.
var measures = map[string]func(*panel.Panel, calendar.Date, *params, int) (*coverage, error){"by the interpreter": measureSlow, "by kernels": measure}

// measured hands the coverage to a check, measured in both ways.
func (r *registry) measured(check func(way string, v *coverage, p *panel.Panel)) {
	r.t.Helper()
	p := r.panel()
	for way, measure := range measures {
		bound, err := bindParams(r.pkg, r.asOf, r.over, p)
		if err != nil {
			r.t.Fatal(err)
		}
		v, err := measure(p, r.asOf, bound, 2)
		if err != nil {
			r.t.Fatal(err)
		}
		check(way, v, p)
	}
}

// thinOf are the thin lines of one table: "county period present/expected share".
func (v *coverage) thinOf(t *testing.T, table string) string {
	t.Helper()
	all := slices.Repeat([]bool{true}, len(v.panel.Counties))
	lines, err := v.thinLines(all)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, l := range lines {
		if l.table == table {
			out = append(out, fmt.Sprintf("%s %s %d/%s", l.county.Six(), l.period, l.present, tenThousandths(l.expected)))
		}
	}
	return strings.Join(out, ", ")
}

// A year of medical_enrolment: all members with an ID are expected.
func TestCoverageOfAYear(t *testing.T) {
	insured := func(r *registry, year, from, to int, rest string) {
		for i := from; i <= to; i++ {
			r.add("medical_enrolment", fmt.Sprintf("id_number=%s year=%d %s", madeUp(1980, i), year, rest))
		}
	}
	for _, c := range []struct {
		sentence string
		lay      func(r *registry)
		covered  string // of 2024, 2025
		thin     string
	}{
		{"no row at all", func(r *registry) {}, "no no", "520123 2025 0/10"},
		{"one stray row never covers", func(r *registry) { insured(r, 2025, 1, 1, "status=已参保") }, "no no", "520123 2025 1/10"},
		{"one fewer than the share does not", func(r *registry) { insured(r, 2025, 1, 5, "status=已参保") }, "no no", "520123 2025 5/10"},
		{"exactly the share covers", func(r *registry) { insured(r, 2025, 1, 6, "status=已参保") }, "no yes", ""},
		{"whatever the status", func(r *registry) {
			insured(r, 2025, 1, 3, "status=停保")
			insured(r, 2025, 4, 6, "status=未参保")
		}, "no yes", ""},
		{"a person counts once a year", func(r *registry) {
			insured(r, 2025, 1, 5, "insurance=城乡居民 status=已参保")
			insured(r, 2025, 1, 5, "insurance=城镇职工 status=已参保")
		}, "no no", "520123 2025 5/10"},
		{"each year is asked by itself", func(r *registry) {
			insured(r, 2024, 1, 6, "status=已参保")
			insured(r, 2025, 7, 10, "status=已参保")
		}, "yes no", "520123 2025 4/10"},
		{"rows of townspeople do not count", func(r *registry) {
			insured(r, 2025, 1, 5, "status=已参保")
			insured(r, 2025, 50, 60, "status=已参保")
		}, "no no", "520123 2025 5/10"},
		{"nor do those of another county", func(r *registry) {
			r.adults("520115", 11, 14)
			insured(r, 2025, 11, 14, "status=已参保")
			insured(r, 2025, 1, 5, "status=已参保")
		}, "no no", "520123 2025 5/10"},
		{"whose own county they cover", func(r *registry) { r.adults("520115", 11, 14); insured(r, 2025, 1, 10, "status=已参保") }, "no yes", "520115 2025 0/4"},
		{"lines stand by county", func(r *registry) { r.adults("520115", 11, 14) }, "no no", "520115 2025 0/4, 520123 2025 0/10"},
		{"the dead are not expected, nor present", func(r *registry) {
			for i := 1; i <= 4; i++ {
				r.rows["persons"][i-1]["status"] = "死亡"
			}
			insured(r, 2025, 1, 6, "status=已参保")
		}, "no no", "520123 2025 2/6"},
		{"nor who lives apart", func(r *registry) {
			for i := 7; i <= 9; i++ {
				r.rows["persons"][i-1]["living_together"] = "否"
			}
			insured(r, 2025, 1, 4, "status=已参保")
		}, "no no", "520123 2025 4/7"},
		{"who has no ID is not expected", func(r *registry) {
			for i := 1; i <= 9; i += 2 {
				r.add("persons", fmt.Sprintf("name=乙 relation=子 household_code=H%d provisional_no=L%d birth_date=2025-01-01 sex=男", (i+1)/2, i))
			}
			insured(r, 2025, 1, 6, "status=已参保")
		}, "no yes", ""},
		{"at least one has a row, however small the share", func(r *registry) { r.over["coverage_share_medical_enrolment"] = 0 }, "no no", "520123 2025 0/10"},
		{"and one is enough then", func(r *registry) {
			r.over["coverage_share_medical_enrolment"] = 0
			insured(r, 2025, 1, 1, "status=已参保")
		}, "no yes", ""},
		{"a share is exact to the last place", func(r *registry) {
			r.over["coverage_share_medical_enrolment"] = 6001
			insured(r, 2025, 1, 6, "status=已参保")
		}, "no no", "520123 2025 6/10"},
		{"everybody", func(r *registry) {
			r.over["coverage_share_medical_enrolment"] = 10000
			insured(r, 2025, 1, 10, "status=已参保")
		}, "no yes", ""},
		{"nobody is expected: neither covered nor thin", func(r *registry) {
			for _, row := range r.rows["persons"] {
				row["status"] = "死亡"
			}
			insured(r, 2025, 1, 10, "status=已参保")
		}, "no no", ""},
	} {
		r := newRegistry(t, "2025-06-30")
		r.adults("520123", 1, 10)
		c.lay(r)
		r.measured(func(way string, v *coverage, p *panel.Panel) {
			h, _ := p.Household("H1")
			word := map[bool]string{true: "yes", false: "no"}
			table := r.program.Table("medical_enrolment")
			if got := word[v.Covers(table, h, 2024, 2024)] + " " + word[v.Covers(table, h, 2025, 2025)]; got != c.covered {
				t.Errorf("%s (%s): covered %s, not %s", c.sentence, way, got, c.covered)
			}
			if both := v.Covers(table, h, 2024, 2025); both != (c.covered == "yes yes") {
				t.Errorf("%s (%s): both years %v", c.sentence, way, both)
			}
			if v.Covers(table, h, 2025, 2024) {
				t.Errorf("%s (%s): a span without a year is covered", c.sentence, way)
			}
			if got := v.thinOf(t, "medical_enrolment"); got != c.thin {
				t.Errorf("%s (%s): thin %q, not %q", c.sentence, way, got, c.thin)
			}
		})
	}
}

// The insured year that coverage_thin speaks of is last year's until the season
// of collection ends; the school year is that which contains the date.
func TestPeriodsThatAreThin(t *testing.T) {
	for _, c := range []struct{ asOf, medical, school, income string }{
		{"2025-02-28", "520123 2024 0/3", "520123 2024-2025 0/1", "520123 2023/2025 0/2"},
		{"2025-03-01", "520123 2025 0/3", "520123 2024-2025 0/1", "520123 2023/2025 0/2"},
		{"2025-08-31", "520123 2025 0/3", "520123 2024-2025 0/1", "520123 2023/2025 0/2"},
		{"2025-09-01", "520123 2025 0/3", "520123 2025-2026 0/1", "520123 2023/2025 0/2"},
		{"2026-01-01", "520123 2025 0/3", "520123 2025-2026 0/1", "520123 2024/2026 0/2"},
	} {
		r := newRegistry(t, c.asOf)
		r.adults("520123", 1, 2)
		r.add("households", "household_code=H2 kind=一般农户 division_code=520123001201")
		r.add("persons", "name=丙 relation=子 household_code=H2 id_number="+madeUp(2014, 3))
		r.measured(func(way string, v *coverage, _ *panel.Panel) {
			for table, want := range map[string]string{"medical_enrolment": c.medical, "school_enrolment": c.school, "income": c.income} {
				if got := v.thinOf(t, table); got != want {
					t.Errorf("on %s (%s): %s is thin in %q, not %q", c.asOf, way, table, got, want)
				}
			}
		})
	}
}

// A school year: members of school age are expected, and only their rows count.
func TestCoverageOfASchoolYear(t *testing.T) {
	for _, c := range []struct {
		sentence string
		rows     []string // year of birth, number: of whom there is a row
		covered  bool
		thin     string
	}{
		{"nobody at school", nil, false, "520123 2024-2025 0/5"},
		{"three of five pupils", []string{"2014 11", "2014 12", "2014 13"}, true, ""},
		{"two of five", []string{"2014 11", "2014 12"}, false, "520123 2024-2025 2/5"},
		{"the others' rows do not count", []string{"2014 11", "2014 12", "1980 1", "1980 2", "1980 3"}, false, "520123 2024-2025 2/5"},
	} {
		r := newRegistry(t, "2025-06-30")
		r.adults("520123", 1, 10)
		for i := 11; i <= 15; i++ {
			r.add("persons", fmt.Sprintf("name=乙 relation=子 household_code=H%d id_number=%s", i-10, madeUp(2014, i)))
		}
		for _, who := range c.rows {
			var year, i int
			fmt.Sscan(who, &year, &i)
			r.add("school_enrolment", "school_year=2024-2025 stage=学前 status=辍学 id_number="+madeUp(year, i))
		}
		r.measured(func(way string, v *coverage, p *panel.Panel) {
			h, _ := p.Household("H1")
			if got := v.Covers(r.program.Table("school_enrolment"), h, 2024, 2024); got != c.covered {
				t.Errorf("%s (%s): covered %v", c.sentence, way, got)
			}
			if got := v.thinOf(t, "school_enrolment"); got != c.thin {
				t.Errorf("%s (%s): thin %q, not %q", c.sentence, way, got, c.thin)
			}
		})
	}
}

// Income: the three years are one period, present are households with a known
// net income in it.
func TestCoverageOfIncome(t *testing.T) {
	for _, c := range []struct {
		sentence string
		rows     []string // of H1 … H5
		covered  bool
		thin     string
	}{
		{"three of five households, in any of the years", []string{"H1 2023 wage_income=1", "H2 2024 business_cost=1", "H3 2025 transfer_income=0"}, true, ""},
		{"two of five", []string{"H1 2023 wage_income=1", "H2 2025 wage_income=1"}, false, "520123 2023/2025 2/5"},
		{"a household counts once", []string{"H1 2023 wage_income=1", "H1 2024 wage_income=1", "H2 2025 wage_income=1"}, false, "520123 2023/2025 2/5"},
		{"a row of which everything is empty is none", []string{"H1 2023 wage_income=1", "H2 2024 wage_income=1", "H3 2025 wage_income="}, false, "520123 2023/2025 2/5"},
		{"an older year does not count", []string{"H1 2023 wage_income=1", "H2 2024 wage_income=1", "H3 2022 wage_income=1"}, false, "520123 2023/2025 2/5"},
		{"nor one that is to come", []string{"H1 2023 wage_income=1", "H2 2024 wage_income=1", "H3 2026 wage_income=1"}, false, "520123 2023/2025 2/5"},
	} {
		r := newRegistry(t, "2025-06-30")
		r.adults("520123", 1, 10)
		r.add("households", "household_code=H99 kind=一般农户 division_code=520123001201") // nobody lives there: not screened
		r.add("income", "household_code=H99 year=2024 wage_income=1")
		for _, row := range c.rows {
			word := strings.Fields(row)
			r.add("income", "household_code="+word[0]+" year="+word[1]+" "+word[2])
		}
		r.measured(func(way string, v *coverage, p *panel.Panel) {
			h, _ := p.Household("H1")
			table := r.program.Table("income")
			if got := v.Covers(table, h, 2023, 2025); got != c.covered {
				t.Errorf("%s (%s): covered %v", c.sentence, way, got)
			}
			if v.Covers(table, h, 2024, 2025) != c.covered || v.Covers(table, h, 2022, 2025) || v.Covers(table, h, 2023, 2026) {
				t.Errorf("%s (%s): a part of the window is as the whole, more than it is not measured", c.sentence, way)
			}
			if got := v.thinOf(t, "income"); got != c.thin {
				t.Errorf("%s (%s): thin %q, not %q", c.sentence, way, got, c.thin)
			}
		})
	}
}
