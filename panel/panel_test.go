package panel

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"dixian/rule"
)

func TestWithoutARegistry(t *testing.T) {
	v := newVillage(t)
	v.rows["households"] = []string{"household_code=H1 division_code=520123101201"}
	if _, err := Build(v.program, v.sources(nil)); err == nil || !strings.Contains(err.Error(), "persons is missing") {
		t.Errorf("a panel without persons: %v", err)
	}
	delete(v.rows, "households")
	v.rows["persons"] = []string{"id_number=P1 household_code=H1"}
	if _, err := Build(v.program, v.sources(nil)); err == nil || !strings.Contains(err.Error(), "households is missing") {
		t.Errorf("a panel without households: %v", err)
	}
}

// Households stand by village, then code; persons by ID, who has none last, by
// temporary number.
func TestOrder(t *testing.T) {
	v := newVillage(t)
	v.rows["households"] = []string{
		"household_code=H3 division_code=520123101202",
		"household_code=H1 division_code=520123101202",
		"household_code=H2 division_code=520115101201",
		"household_code=H9 division_code=520123101201",
		"household_code=H10 division_code=520123101201",
	}
	v.rows["persons"] = []string{
		"provisional_no=L2 household_code=H1",
		"id_number=P5 household_code=H1",
		"provisional_no=L1 household_code=H1",
		"id_number=P2 provisional_no=L0 household_code=H1",
		"id_number=P9 household_code=H2",
	}
	p := v.build(t)
	got := ""
	for h := range p.Households {
		got += fmt.Sprintf("%s:%d ", p.Code(h), p.County[h])
		if at, ok := p.Household(p.Code(h)); !ok || at != h {
			t.Errorf("%s is found at %d", p.Code(h), at)
		}
	}
	if want := "H2:0 H10:1 H9:1 H1:1 H3:1 "; got != want {
		t.Errorf("households stand %q, not %q", got, want)
	}
	if len(p.Counties) != 2 || p.Counties[0].String() != "520115000000" || p.Counties[1].String() != "520123000000" {
		t.Errorf("counties: %v", p.Counties)
	}
	for house, want := range map[string]string{"H1": "4 2 3 1", "H2": "5", "H3": "", "H9": "", "H10": "", "H7": "no household H7"} {
		if got := lines(p, "persons", house); got != want {
			t.Errorf("persons of %s: lines %q, not %q", house, got, want)
		}
	}
}

// A household's rows stand by person, then by their columns, unknowns last.
func TestOrderOfRows(t *testing.T) {
	v := newVillage(t)
	v.rows["households"] = []string{"household_code=H1 division_code=520123101201"}
	v.rows["persons"] = []string{"id_number=P1 household_code=H1", "id_number=P2 household_code=H1"}
	v.rows["bill"] = []string{
		"bill_no=1 id_number=P2 cost=1", "bill_no=3 id_number=P1", "bill_no=3 id_number=P1 level=二级", "bill_no=3 id_number=P1 level=一级 cost=5",
		"bill_no=3 id_number=P1 level=一级 cost=4", "bill_no=0 id_number=P2", "bill_no=2 id_number=P1",
	}
	if got, want := lines(v.build(t), "bill", "H1"), "7→1 5→1 4→1 3→1 2→1 6→2 1→2"; got != want {
		t.Errorf("bills stand %q, not %q", got, want)
	}
}

// Whose a row is.
func TestOwners(t *testing.T) {
	v := newVillage(t)
	v.rows["households"] = []string{
		"household_code=H0 division_code=520123101201",
		"household_code=H1 division_code=520123101201",
		"household_code=H2 division_code=520123101201",
		"household_code=H3 division_code=520123101201",
	}
	v.rows["persons"] = []string{ // H0, H2 have nobody
		"id_number=P1 household_code=H1",
		"id_number=P2 household_code=H1",
		"id_number=P3 household_code=H3",
		"id_number=P4 household_code=H8", // held back by the intake; here whose it is nobody knows
	}
	for _, c := range []struct{ sentence, table, row, house, want string }{
		{"a bill is its person's", "bill", "bill_no=1 id_number=P2", "H1", "1→2"},
		{"of a stranger it is nobody's", "bill", "bill_no=1 id_number=P7", "", ""},
		{"of a person without a household it is nobody's", "bill", "bill_no=1 id_number=P4", "", ""},
		{"a person after households without persons", "bill", "bill_no=1 id_number=P3", "H3", "1→3"},
		{"a plea is the household's that it names, and no person's", "plea", "plea_no=1 household_code=H2 id_number=P1", "H2", "1→-"},
		{"else the person's household", "plea", "plea_no=1 household_code=H8 id_number=P3", "H3", "1→3"},
		{"also where no household is named", "plea", "plea_no=1 id_number=P1", "H1", "1→1"},
		{"a household alone", "plea", "plea_no=1 household_code=H0", "H0", "1→-"},
		{"neither is held", "plea", "plea_no=1 household_code=H8 id_number=P7", "", ""},
		{"neither is there", "plea", "plea_no=1", "", ""},
		{"a consent is the person's", "consent", "household_code=H1 id_number=P1 signed_on=2025-01-01", "H1", "1→1"},
		{"if the household agrees", "consent", "household_code=H3 id_number=P1 signed_on=2025-01-01", "", ""},
		{"a household that is not held does not agree", "consent", "household_code=H8 id_number=P1 signed_on=2025-01-01", "", ""},
		{"a consent of a stranger is nobody's", "consent", "household_code=H1 id_number=P7 signed_on=2025-01-01", "", ""},
	} {
		for _, name := range []string{"bill", "plea", "consent"} {
			delete(v.rows, name)
		}
		v.rows[c.table] = []string{c.row}
		p := v.build(t)
		table := v.program.Table(c.table)
		unmatched := 1
		for _, house := range []string{"H0", "H1", "H2", "H3"} {
			want := ""
			if house == c.house {
				want, unmatched = c.want, 0
			}
			if got := lines(p, c.table, house); got != want {
				t.Errorf("%s: %s has %q, not %q", c.sentence, house, got, want)
			}
		}
		if p.Unmatched[table.Index] != unmatched {
			t.Errorf("%s: %d unmatched, not %d", c.sentence, p.Unmatched[table.Index], unmatched)
		}
		if p.Unmatched[v.program.Persons.Index] != 1 {
			t.Errorf("%s: %d persons of no household", c.sentence, p.Unmatched[v.program.Persons.Index])
		}
	}
}

// The engine's own table tells of everybody whom a row touches, once, whoever
// delivered it, but for what is compared and what the registry holds.
func TestRowsThatTouchAHousehold(t *testing.T) {
	v := newVillage(t)
	v.rows["households"] = []string{"household_code=H1 division_code=520123101201", "household_code=H2 division_code=520123101201"}
	v.rows["persons"] = []string{"id_number=P1 household_code=H1", "id_number=P2 household_code=H2"}
	v.rows["bill"] = []string{"bill_no=1 id_number=P1", "bill_no=2 id_number=P1", "bill_no=3 id_number=P7"}
	v.rows["plea"] = []string{"plea_no=1 household_code=H2"}
	v.rows["car"] = []string{"plate=A id_number=P1"}
	v.rows["consent"] = []string{"household_code=H1 id_number=P1 signed_on=2025-01-01"}
	p := v.build(t)
	touches := v.program.Table("extract_rows")
	rows := p.Tables[touches.Index]
	for house, want := range map[string]string{"H1": "0:true ", "H2": "-1:false "} {
		h, _ := p.Household(house)
		from, to := rows.Of(h)
		got := ""
		for r := from; r < to; r++ {
			got += fmt.Sprintf("%d:%v ", rows.Person[r], rows.Columns[touches.ColumnIndex("person")].Known(r))
		}
		if got != want {
			t.Errorf("%s is touched by %q, not %q", house, got, want)
		}
	}
}

// A table that nobody delivered has no rows.
func TestAMissingExtract(t *testing.T) {
	v := newVillage(t)
	v.rows["households"] = []string{"household_code=H1 division_code=520123101201"}
	v.rows["persons"] = []string{"id_number=P1 household_code=H1"}
	p := v.build(t)
	var none *rule.Rows = p.Tables[v.program.Table("bill").Index]
	if from, to := none.Of(0); from != to {
		t.Errorf("%d bills", to-from)
	}
}

// The order of rows in files leaves no trace.
func TestRowOrderLeavesNoTrace(t *testing.T) {
	v := newVillage(t)
	for h := range 6 {
		v.rows["households"] = append(v.rows["households"], fmt.Sprintf("household_code=H%d division_code=520123101%03d", h, 201+h%3))
	}
	for i := 1; i <= 12; i++ {
		v.rows["persons"] = append(v.rows["persons"], fmt.Sprintf("id_number=P%d household_code=H%d", i, i%5))
	}
	for i := range 4 {
		v.rows["persons"] = append(v.rows["persons"], fmt.Sprintf("provisional_no=L%d household_code=H%d", i, i%2))
	}
	for i := range 30 {
		v.rows["bill"] = append(v.rows["bill"], fmt.Sprintf("bill_no=%d id_number=P%d level=%s cost=%d", i, i%15, []string{"一级", "二级", ""}[i%3], i%4))
		v.rows["plea"] = append(v.rows["plea"], fmt.Sprintf("plea_no=%d household_code=H%d id_number=P%d", i, i%8, i%14))
		v.rows["consent"] = append(v.rows["consent"], fmt.Sprintf("household_code=H%d id_number=P%d signed_on=2025-01-%02d", i%5, 1+i%12, 1+i))
	}
	want := shown(v.build(t))
	unmatched := fmt.Sprint(v.build(t).Unmatched)
	rapid.Check(t, func(rt *rapid.T) {
		order := map[string][]int{}
		for name, rows := range v.rows {
			order[name] = permutation(rapid.SliceOfN(rapid.IntRange(0, 1000), len(rows), len(rows)).Draw(rt, name))
		}
		p, err := Build(v.program, v.sources(order))
		if err != nil {
			rt.Fatal(err)
		}
		if got := shown(p); got != want {
			rt.Fatalf("got\n%s\nwant\n%s", got, want)
		}
		if got := fmt.Sprint(p.Unmatched); got != unmatched {
			rt.Fatalf("unmatched %s, not %s", got, unmatched)
		}
	})
}
