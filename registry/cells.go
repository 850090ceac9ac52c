package registry

import (
	"dixian/calendar"
	"dixian/division"
	"dixian/identity"
)

// The fields of a household and of a person by the keys of the data contract, in
// its order. What a case decides (object_type, risk_cleared) is not among them.
var (
	HouseholdFields = []string{"division_code", "group_name", "kind", "relocated", "relocation_site", "phone", "address"}
	PersonFields    = []string{"id_number", "provisional_no", "birth_date", "sex", "name", "relation", "ethnicity", "education", "health", "labor", "living_together", "status"}
)

// Cells are the household's fields as a file would have them.
func (h *Household) Cells() map[string]string {
	return map[string]string{
		"household_code": h.Code, "division_code": h.Division.String(), "group_name": h.Group, "kind": h.Kind, "relocated": yes(h.Relocated),
		"relocation_site": h.RelocationSite, "phone": h.Phone, "address": h.Address,
	}
}

// Set sets a field to a cell that the reader of files has passed.
func (h *Household) Set(field, cell string) {
	switch field {
	case "division_code":
		if code, err := division.ParseCode(cell); err == nil {
			h.Division = code
		}
	case "group_name":
		h.Group = cell
	case "kind":
		h.Kind = cell
	case "relocated":
		h.Relocated = cell == yes(true)
	case "relocation_site":
		h.RelocationSite = cell
	case "phone":
		h.Phone = cell
	case "address":
		h.Address = cell
	}
}

// Cells are the person's fields as a file would have them. Birth date and sex of
// who has an ID number come from it and stand here all the same.
func (p *Person) Cells() map[string]string {
	c := map[string]string{
		"name": p.Name, "relation": p.Relation, "ethnicity": p.Ethnicity, "education": p.Education, "health": p.Health, "labor": p.Labor,
		"living_together": yes(p.LivingTogether), "status": p.Status, "sex": p.Sex, "birth_date": "", "id_number": "", "provisional_no": "",
	}
	if p.BirthDate != 0 {
		c["birth_date"] = p.BirthDate.String()
	}
	if p.HasID {
		c["id_number"] = p.Number
	} else {
		c["provisional_no"] = p.Number
	}
	return c
}

// Set sets a field to a cell that the reader of files has passed. An ID number
// brings its birth date and sex.
func (p *Person) Set(field, cell string, today calendar.Date) {
	switch field {
	case "id_number":
		if id, _, err := identity.Parse(cell, today); err == nil {
			p.HasID, p.Number, p.BirthDate, p.Sex = true, id.String(), id.BirthDate(), sexOf(id)
		}
	case "provisional_no":
		if !p.HasID {
			p.Number = cell
		}
	case "birth_date":
		if d, err := calendar.ParseDate(cell); err == nil && !p.HasID {
			p.BirthDate = d
		}
	case "sex":
		if !p.HasID {
			p.Sex = cell
		}
	case "name":
		p.Name = cell
	case "relation":
		p.Relation = cell
	case "ethnicity":
		p.Ethnicity = cell
	case "education":
		p.Education = cell
	case "health":
		p.Health = cell
	case "labor":
		p.Labor = cell
	case "living_together":
		p.LivingTogether = cell != yes(false)
	case "status":
		p.Status = cell
	}
}

func yes(is bool) string {
	if is {
		return "是"
	}
	return "否"
}

func sexOf(id identity.ID) string {
	if id.Male() {
		return "男"
	}
	return "女"
}
