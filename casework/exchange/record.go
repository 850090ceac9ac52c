package exchange

import (
	"strconv"

	"dixian/calendar"
	"dixian/casework"
	"dixian/division"
	"dixian/registry"
)

// The lists, by the names of their tables in the plan package.
const (
	Households = "national_households"
	Persons    = "national_persons"
)

// Cells are a row's values by column, as files have them; empty: not told.
type Cells map[string]string

// Record is a household as we know it: the registry's, and the newest of its cases
// that the county has decided.
type Record struct {
	Household *registry.Household
	Case      *casework.Case // nil: none was decided here
}

// Listed says whether the national system should have the household: it was lifted
// out of poverty or is monitored, and there still is one.
func (r Record) Listed() bool {
	return r.Household.EndedOn == 0 && (r.Household.Kind == "脱贫户" || r.Monitored())
}

// Monitored says whether the household is or was taken into monitoring.
func (r Record) Monitored() bool { return r.Household.ObjectType != "" }

// Cells are those of the list of households. What a case would tell is empty where
// none was decided here.
func (r Record) Cells() Cells {
	h := r.Household
	c := Cells{
		"household_code": h.Code, "division_code": h.Division.String(), "head_name": h.Head(), "kind": h.Kind, "object_type": h.ObjectType,
		"relocated": yes(h.Relocated), "members": strconv.Itoa(len(r.Members())), "phone": h.Phone,
		"identified": "", "main_risk": "", "risk_cleared": "", "cleared": "",
	}
	if r.Monitored() {
		c["risk_cleared"] = yes(h.RiskCleared)
	}
	if r.Case != nil && r.Monitored() {
		c["identified"], c["main_risk"] = month(r.Case.IdentifiedOn), r.Case.MainRisk
		if h.RiskCleared {
			c["cleared"] = month(r.Case.ClearedOn)
		}
	}
	return c
}

// Members are the persons who belong to the household.
func (r Record) Members() []registry.Person {
	var out []registry.Person
	for _, p := range r.Household.Members {
		if p.Belongs() {
			out = append(out, p)
		}
	}
	return out
}

// personCells are those of the list of persons.
func personCells(household string, p *registry.Person) Cells {
	c := Cells{
		"id_number": "", "household_code": household, "name": p.Name, "relation": p.Relation, "ethnicity": p.Ethnicity,
		"education": p.Education, "health": p.Health, "labor": p.Labor,
	}
	c["sex"], c["birth_date"] = p.Sex, ""
	if p.BirthDate != 0 {
		c["birth_date"] = p.BirthDate.String()
	}
	if p.HasID {
		c["id_number"] = p.Number
	}
	return c
}

func yes(is bool) string {
	if is {
		return "是"
	}
	return "否"
}

// month is a day's month as lists write it; empty: no day.
func month(d calendar.Date) string {
	if d == 0 {
		return ""
	}
	return d.Month().String()
}

// newest is the decided case of each household: the one decided last.
func newest(cases []*casework.Case) map[string]*casework.Case {
	out := map[string]*casework.Case{}
	for _, c := range cases {
		if held := out[c.Household]; held == nil || held.IdentifiedOn <= c.IdentifiedOn {
			out[c.Household] = c
		}
	}
	return out
}

// villageOf is the village a list says, or the county where it is no place of it.
func villageOf(cell string, county division.Code) division.Code {
	if code, err := division.ParseCode(cell); err == nil && county.Contains(code) {
		return code
	}
	return county
}
