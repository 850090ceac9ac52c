package exchange

import (
	"slices"
	"strings"
	"testing"

	"dixian/calendar"
	"dixian/casework"
	"dixian/division"
	"dixian/intake"
	"dixian/plan"
	"dixian/registry"
	"dixian/rule"
	"dixian/workflow"
)

// lists are the plan package's tables of the national system.
func lists(t *testing.T) map[string]*rule.Table {
	t.Helper()
	pkg, err := plan.Load("../../plans/guizhou")
	if err != nil {
		t.Fatal(err)
	}
	p, err := plan.Check(pkg)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]*rule.Table{}
	for _, l := range p.National {
		out[l.Name] = l
	}
	return out
}

// A row that is handed out is read as a row of their list, with every cell.
func TestWhatIsHandedOutIsReadAgain(t *testing.T) {
	tables := lists(t)
	r := household("H1", func(h *registry.Household) {
		h.Members[0].Health, h.Members[0].Education = "长期慢性病、残疾", "小学"
	})
	r.Household.Division = division.Guizhou().VillagesOf(testCounty)[0]
	for table, cells := range map[string]Cells{Households: r.Cells(), Persons: personCells("H1", &r.Household.Members[0])} {
		row := map[string]string{}
		for i, cell := range line(listOf[table], cells, nil) {
			c := slices.IndexFunc(tables[table].Columns, func(c *rule.Column) bool { return c.Label == Names(listOf[table], nil)[i] })
			if c < 0 {
				t.Fatalf("%s: the heading %s is no column", table, Names(listOf[table], nil)[i])
			}
			row[tables[table].Columns[c].Name] = cell
		}
		got, err := intake.FromRows(tables[table], []map[string]string{row}, intake.Options{Today: calendar.NewDate(2025, 7, 1), CheckAll: true})
		if err != nil || got.Accepted != 1 || got.Warnings != 0 {
			t.Errorf("%s: %v %+v", table, err, got)
		}
		if len(row) != len(tables[table].Columns) {
			t.Errorf("%s has columns that are not handed out: %v", table, row)
		}
	}
}

func TestAMappingIsReadBackwards(t *testing.T) {
	m := &registry.Mapping{Headers: map[string]string{"户号": "household_code", "户编码": "household_code"}, Codes: map[string]map[string]string{"kind": {"01": "脱贫户", "1": "脱贫户"}}}
	if got := Names(HouseholdList, m)[:2]; !slices.Equal(got, []string{"户号", "行政区划代码"}) {
		t.Errorf("headings: %v", got)
	}
	if got := line(HouseholdList, household("H1", nil).Cells(), m); got[0] != "H1" || got[3] != "01" {
		t.Errorf("cells: %v", got)
	}
	if FieldMapping("persons") != nil || FieldMapping(Persons).Headers["AAB004"] != "id_number" {
		t.Error("the national system's field names are those of its two lists")
	}
}

func TestEveryComparedFieldIsAColumn(t *testing.T) {
	tables := lists(t)
	for table, fields := range map[string][]string{Households: householdFields, Persons: personFields} {
		for _, f := range fields {
			if tables[table].Column(f) == nil {
				t.Errorf("%s has no column %s", table, f)
			}
		}
		for _, f := range correctable[table] {
			if !slices.Contains(fields, f) || !slices.Contains(slices.Concat(registry.HouseholdFields, registry.PersonFields), f) {
				t.Errorf("%s: %s is not compared, or is no field of the registry", table, f)
			}
		}
	}
}

func TestIncomeIsHandedOutLineByLine(t *testing.T) {
	r := household("H1", nil)
	v := casework.Event{Day: calendar.NewDate(2025, 6, 12), Form: map[string]string{
		"income_wage":     `[{"who":"5226****1","name":"甲","item":"外出务工","amount":"18000","source":"口述"},{"item":"本地务工","amount":"600","source":"票据"}]`,
		"income_business": workflow.Unsure,
	}}
	var got []string
	for _, c := range r.income(v) {
		got = append(got, strings.Join(line(IncomeList, c, nil)[2:], "|"))
	}
	want := []string{"2025-06-12|工资性收入|甲|外出务工|18000||口述", "2025-06-12|工资性收入||本地务工|600||票据", "2025-06-12|生产经营收入||说不清|||"}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestWhatIsHandedOutMaskedGivesNobodyAway(t *testing.T) {
	r := household("H1", func(h *registry.Household) { h.Members[0].BirthDate = calendar.NewDate(1985, 1, 1) })
	cells := personCells("H1", &r.Household.Members[0])
	cells.mask()
	if cells["id_number"] == first || cells["birth_date"] != "1985" {
		t.Errorf("masked: %v", cells)
	}
	if _, is := cells["phone"]; is {
		t.Error("a cell came of nothing")
	}
}
