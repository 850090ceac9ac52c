package exchange

import (
	"fmt"
	"slices"
	"testing"

	"dixian/calendar"
	"dixian/casework"
	"dixian/division"
	"dixian/registry"
)

const (
	testCounty  = division.Code(522631_000000)
	testVillage = division.Code(522631_100201)
)

// Numbers that nobody has.
const first, second, third = "522631198501010010", "522631198501010037", "522631198501010053"

// household is one of ours, lifted out of poverty, with a head who has a number.
func household(code string, change func(h *registry.Household)) Record {
	h := &registry.Household{Code: code, Division: testVillage, Kind: "脱贫户", Phone: "13900000000", Members: []registry.Person{
		{Number: first, HasID: true, Name: "甲一", Relation: "户主", Health: "健康"},
	}}
	if change != nil {
		change(h)
	}
	return Record{Household: h}
}

// asTheirs are the rows of a record as the national system would have them.
func asTheirs(records ...Record) Lists {
	l := Lists{Households: []Cells{}, Persons: []Cells{}}
	for _, r := range records {
		l.Households = append(l.Households, r.Cells())
		for _, p := range r.Members() {
			l.Persons = append(l.Persons, personCells(r.Household.Code, &p))
		}
	}
	return l
}

// told is a difference in short.
func told(f Found) string {
	return fmt.Sprintf("%s %s %s %s: %s ≠ %s", f.List[len("national_"):], f.Kind, f.Household, f.Field, f.Ours, f.Theirs)
}

func TestCompare(t *testing.T) {
	monitored := func(h *registry.Household) { h.Kind, h.ObjectType = "一般农户", "边缘易致贫户" }
	other := func(h *registry.Household) { h.Members[0].Number, h.Members[0].Name = third, "丙"; monitored(h) }
	decided := Record{household("H3", other).Household, &casework.Case{IdentifiedOn: calendar.NewDate(2025, 3, 4), MainRisk: "因病"}}
	child := registry.Person{Number: "L01", Name: "甲二", Relation: "子"}
	for _, c := range []struct {
		says   string
		ours   []Record
		theirs func(l *Lists)
		want   []string
	}{
		{"what both say alike is no difference", []Record{household("H1", nil), decided}, nil, nil},
		{"an ordinary household is not missing there", []Record{household("H1", func(h *registry.Household) { h.Kind = "一般农户" })}, func(l *Lists) { *l = Lists{Households: []Cells{}, Persons: []Cells{}} }, nil},
		{"a list that is not there is not compared", []Record{household("H1", nil)}, func(l *Lists) { *l = Lists{} }, nil},
		{"who was lifted out of poverty and is not in their list", []Record{household("H1", nil)}, func(l *Lists) { l.Households = []Cells{} }, []string{"households only_here H1 : 脱贫户 ≠ "}},
		{"a household that nobody here knows", nil, func(l *Lists) {
			l.Households = []Cells{{"household_code": "X9", "head_name": "乙", "object_type": "脱贫不稳定户", "division_code": testVillage.String()}}
		}, []string{"households only_there X9 :  ≠ 脱贫不稳定户"}},
		{"one that they monitor and we do not", []Record{household("H1", func(h *registry.Household) { h.Kind = "一般农户" })}, func(l *Lists) { l.Persons = nil }, []string{"households only_there H1 :  ≠ 一般农户"}},
		{"one that has ended here", []Record{household("H1", func(h *registry.Household) { h.EndedOn = 9 })}, func(l *Lists) { l.Persons = nil }, []string{"households only_there H1 :  ≠ 脱贫户"}},
		{"a field of the case", []Record{decided}, func(l *Lists) { l.Households[0]["main_risk"], l.Households[0]["identified"] = "因残", "2025-04" }, []string{
			"households field H3 identified: 2025-03 ≠ 2025-04", "households field H3 main_risk: 因病 ≠ 因残"}},
		{"what no case here tells is not compared", []Record{household("H1", monitored)}, func(l *Lists) { l.Households[0]["main_risk"], l.Households[0]["identified"] = "因残", "2025-04" }, nil},
		{"monitored there and not here, of one lifted out of poverty", []Record{household("H1", nil)}, func(l *Lists) { l.Households[0]["object_type"] = "脱贫不稳定户" }, []string{"households field H1 object_type:  ≠ 脱贫不稳定户"}},
		{"a column that is empty throughout says nothing", []Record{household("H1", nil)}, func(l *Lists) { l.Households[0]["phone"] = "" }, nil},
		{"a cell that is empty in a column that is not", []Record{household("H1", nil), household("H2", nil)}, func(l *Lists) { l.Households[0]["phone"] = ""; l.Persons = nil }, []string{"households field H1 phone: 13900000000 ≠ "}},
		{"an empty cell beside our no", []Record{household("H1", func(h *registry.Household) { h.Relocated = true }), household("H2", nil)}, func(l *Lists) { l.Households[1]["relocated"] = ""; l.Persons = nil }, nil},
		{"the same people under another code", []Record{household("H1", nil)}, func(l *Lists) { l.Households[0]["household_code"], l.Persons[0]["household_code"] = "X1", "X1" }, []string{"households field H1 household_code: H1 ≠ X1"}},
		{"half of the people of a strange code are no proof", []Record{household("H1", nil)}, func(l *Lists) {
			l.Households[0]["household_code"], l.Persons[0]["household_code"] = "X1", "X1"
			l.Persons = append(l.Persons, Cells{"household_code": "X1", "id_number": second, "name": "乙"})
		}, []string{"persons only_there X1 :  ≠ ", "households only_here H1 : 脱贫户 ≠ ", "persons field H1 household_code: H1 ≠ X1", "households only_there X1 :  ≠ 脱贫户"}},
		{"a person under another household", []Record{household("H1", nil)}, func(l *Lists) { l.Persons[0]["household_code"] = "H7" }, []string{"persons field H1 household_code: H1 ≠ H7"}},
		{"a person who is not there", []Record{household("H1", nil)}, func(l *Lists) { l.Persons = []Cells{} }, []string{"persons only_here H1 : 户主 ≠ "}},
		{"a person whom we do not have", []Record{household("H1", nil)}, func(l *Lists) {
			l.Persons = append(l.Persons, Cells{"household_code": "H1", "id_number": third, "name": "丙", "relation": "子"})
		}, []string{"persons only_there H1 :  ≠ 子"}},
		{"who has died is no member", []Record{household("H1", func(h *registry.Household) { h.Members[0].Status = registry.Dead })}, func(l *Lists) {
			l.Persons = []Cells{{"household_code": "H1", "id_number": first, "name": "甲一"}}
		}, []string{"persons only_there H1 :  ≠ "}},
		{"a field of a person", []Record{household("H1", nil)}, func(l *Lists) { l.Persons[0]["health"] = "残疾" }, []string{"persons field H1 health: 健康 ≠ 残疾"}},
		{"another sex and another birthday", []Record{household("H1", func(h *registry.Household) {
			h.Members[0].Sex, h.Members[0].BirthDate = "男", calendar.NewDate(1985, 1, 1)
		})}, func(l *Lists) { l.Persons[0]["sex"], l.Persons[0]["birth_date"] = "女", "1985-01-11" }, []string{
			"persons field H1 sex: 男 ≠ 女", "persons field H1 birth_date: 1985-01-01 ≠ 1985-01-11"}},
		{"a number that we lack is told, and nobody else's row", []Record{household("H1", func(h *registry.Household) { h.Members = append(h.Members, child) })}, func(l *Lists) { l.Persons[1]["id_number"] = second }, []string{"persons field H1 id_number:  ≠ " + second}},
		{"a number that they lack", []Record{household("H1", nil)}, func(l *Lists) { l.Persons[0]["id_number"] = "" }, []string{"persons field H1 id_number: " + first + " ≠ "}},
		{"two of one name and no number are two strangers", []Record{household("H1", func(h *registry.Household) { h.Members = append(h.Members, child) })}, func(l *Lists) {
			l.Persons = append(l.Persons, Cells{"household_code": "H1", "name": "甲二", "relation": "女"})
		}, []string{"persons only_here H1 : 子 ≠ ", "persons only_there H1 :  ≠ 子", "persons only_there H1 :  ≠ 女"}},
		{"a number of another household of ours is not given to a namesake", []Record{household("H1", func(h *registry.Household) { h.Members[0].HasID, h.Members[0].Number = false, "L01" }), household("H2", nil)}, func(l *Lists) {
			l.Persons[0]["id_number"] = first
			l.Persons = l.Persons[:1]
		}, []string{"persons only_here H1 : 户主 ≠ ", "persons field H2 household_code: H2 ≠ H1"}},
	} {
		t.Run(c.says, func(t *testing.T) {
			l := asTheirs(c.ours...)
			if c.theirs != nil {
				c.theirs(&l)
			}
			var got []string
			for _, f := range Compare(testCounty, c.ours, l) {
				got = append(got, told(f))
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got\n%q\nwant\n%q", got, c.want)
			}
		})
	}
}

func TestADifferenceShowsNoNumber(t *testing.T) {
	for _, f := range []Found{{Number: first}, {Field: "id_number", Ours: first, Theirs: second}, {Field: "phone", Ours: "13900000000", Theirs: "13911111111"}} {
		m := f.Masked()
		for _, text := range []string{m.Number, m.Ours, m.Theirs} {
			if longNumber.MatchString(text) {
				t.Errorf("%+v shows %s", f, text)
			}
		}
	}
}
