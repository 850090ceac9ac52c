package intake

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestLaterRowsReplaceEarlierOnes(t *testing.T) {
	const header = "record_no,id_number,settle_date,hospital_level,self_paid"
	for _, c := range []struct {
		says  string
		files []string
		want  string // self_paid in fen of the surviving rows, in order
	}{
		{"other record, other row", []string{joined(header, "1,"+man+",2025-01-01,,1", "2,"+man+",2025-01-01,,2")}, "[100 200]"},
		{"the same key, later in the file", []string{joined(header, "1,"+man+",2025-01-01,,1", "2,"+man+",2025-01-01,,2", "1,"+man+",2025-01-01,,3")}, "[200 300]"},
		{"the same record of another person is another row", []string{joined(header, "1,"+man+",2025-01-01,,1", "1,"+woman+",2025-01-01,,2")}, "[100 200]"},
		{"an empty key cell is a value of its own", []string{joined(header, "1,,2025-01-01,,1", "1,"+man+",2025-01-01,,2", "1,,2025-01-01,,3")}, "[200 300]"},
		{"the same key in a later file", []string{joined(header, "1,"+man+",2025-01-01,,1", "2,"+man+",2025-01-01,,2"), joined(header, "1,"+man+",2025-01-01,,3")}, "[200 300]"},
		{"three times", []string{joined(header, "1,"+man+",2025-01-01,,1", "1,"+man+",2025-01-01,,2", "1,"+man+",2025-01-01,,3")}, "[300]"},
		{"keys are compared as read, not as spelt", []string{joined(header, "1,520123900101001,2025-01-01,,1", " 1 ,"+idOf("1990-01-01", 1)+",2025-01-01,,2")}, "[200]"},
		{"a bad row replaces nothing", []string{joined(header, "1,"+man+",2025-01-01,,1", "1,"+man+",2025-01-01,,x")}, "[100]"},
	} {
		l := mustLoad(t, medical(), Options{Today: today}, c.files...)
		var got []any
		for row := range l.Len() {
			got = append(got, at(t, l, "self_paid", row))
		}
		if fmt.Sprint(got) != c.want {
			t.Errorf("%s: %v, want %s", c.says, got, c.want)
		}
	}
	// The later row replaces the earlier whole: what it leaves empty is unknown.
	l := mustLoad(t, medical(), Options{Today: today}, joined(header, "1,"+man+",2025-01-01,三级,1", "1,"+man+",2025-01-02,,2"))
	if at(t, l, "hospital_level", 0) != nil || l.Duplicate != 1 || l.Line[0] != 3 {
		t.Error("something of the replaced row is left")
	}
}

func TestWhoHasNoIDIsKeyedByHousehold(t *testing.T) {
	l := mustLoad(t, persons(), Options{Today: today}, joined(personHeader,
		",T1,2025-01-01,男,甲,H1,子,,,,",
		",T1,2025-01-01,男,乙,H2,子,,,,",
		",T1,2025-01-01,女,丙,H1,女,,,,",
		man+",T1,,,丁,H1,户主,,,,",
		",T2,2025-01-01,女,戊,H1,女,,,,"))
	var names []string
	for row := range l.Len() {
		names = append(names, at(t, l, "name", row).(string))
	}
	if want := []string{"乙", "丙", "丁", "戊"}; !slices.Equal(names, want) || l.Duplicate != 1 {
		t.Errorf("kept %v, want %v", names, want)
	}
}

func TestPersonsNamedInTwoHouseholds(t *testing.T) {
	for _, c := range []struct {
		households string
		want       bool
	}{
		{"H1", false}, {"H1 H1", false}, {"H1 H2", true}, {"H1 H2 H2", true}, {"H1 H2 H1", true}, {"H1 H1 H2", true},
	} {
		lines := []string{personHeader, woman + ",,,,李四,H7,户主,,,,"}
		for _, h := range strings.Fields(c.households) {
			lines = append(lines, man+",,,,张三,"+h+",户主,,,,")
		}
		l := mustLoad(t, persons(), Options{Today: today}, joined(lines...))
		if got := l.NamedElsewhere.Get(1); got != c.want || l.NamedElsewhere.Get(0) {
			t.Errorf("%s: named elsewhere %v", c.households, got)
		}
	}
}

// A map from the key's text to the last row is the slow twin of the packed keys.
func TestKeysTwin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var rows []map[string]string
		last := map[string]int{}
		for i := range rapid.IntRange(0, 200).Draw(t, "rows") {
			record := rapid.SampledFrom([]string{"1", "2", "3", "A", "B"}).Draw(t, "record")
			id := rapid.SampledFrom([]string{"", man, woman}).Draw(t, "id")
			rows = append(rows, map[string]string{"record_no": record, "id_number": id, "settle_date": "2025-01-01", "self_paid": fmt.Sprint(i)})
			last[record+"/"+id] = i
		}
		l, err := FromRows(medical(), rows, Options{Today: today})
		if err != nil {
			t.Fatal(err)
		}
		var want []uint32
		for _, i := range last {
			want = append(want, uint32(i+1))
		}
		slices.Sort(want)
		if !slices.Equal(l.Line, want) || l.Duplicate != len(rows)-len(want) {
			t.Fatalf("rows %v survive, want %v", l.Line, want)
		}
	})
}

func TestManyKeys(t *testing.T) {
	const n = 50_000
	rows := make([]map[string]string, 0, 2*n)
	for i := range 2 * n {
		rows = append(rows, map[string]string{"no": fmt.Sprint(i * 7 % n)})
	}
	l, err := FromRows(everything(), rows, Options{Today: today})
	if err != nil {
		t.Fatal(err)
	}
	checkCounts(t, l)
	if l.Accepted != n || l.Line[0] != n+1 {
		t.Errorf("%d rows survive, the first from line %d", l.Accepted, l.Line[0])
	}
}

func TestFindIn(t *testing.T) {
	h, err := FromRows(households(), []map[string]string{{"household_code": "H1", "division_code": "520123999299", "kind": "脱贫户"}}, Options{Today: today})
	if err != nil {
		t.Fatal(err)
	}
	p, err := FromRows(persons(), []map[string]string{{"id_number": man, "name": "张三", "household_code": "H1", "relation": "户主"}}, Options{Today: today})
	if err != nil {
		t.Fatal(err)
	}
	find, err := FindIn(h, p)
	if err != nil {
		t.Fatal(err)
	}
	got := []int32{find("households")([]byte("H1")), find("households")([]byte("H2")), find("persons")([]byte(man)), find("persons")([]byte(woman)), find("vehicle")([]byte("H1"))}
	if want := []int32{0, -1, 0, -1, -1}; !slices.Equal(got, want) {
		t.Errorf("found %v, want %v", got, want)
	}
	m, _ := FromRows(medical(), nil, Options{Today: today})
	if _, err := FindIn(m); err == nil {
		t.Error("a table with two key columns can be referred to")
	}
}
