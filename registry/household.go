package registry

import (
	"dixian/calendar"
	"dixian/division"
)

// Household is one household as the registry has it.
type Household struct {
	Code           string        `json:"code"`
	Division       division.Code `json:"division"` // village
	Group          string        `json:"group"`
	Kind           string        `json:"kind"` // 脱贫户 or 一般农户
	Relocated      bool          `json:"relocated"`
	RelocationSite string        `json:"relocation_site"`
	ObjectType     string        `json:"object_type"` // empty: not monitored
	RiskCleared    bool          `json:"risk_cleared"`
	Phone          string        `json:"phone"` // masked unless asked otherwise
	Address        string        `json:"address"`
	Version        int           `json:"version"`  // from 1; raised by every change
	EndedOn        calendar.Date `json:"ended_on"` // merged away or gone; 0: it lives
	EndedHow       string        `json:"ended_how"`
	Members        []Person      `json:"members"`
}

// Head is the household's head, the first who belongs to it without one, or empty.
func (h *Household) Head() string {
	for _, p := range h.Members {
		if p.Relation == HeadOf && p.Belongs() {
			return p.Name
		}
	}
	for _, p := range h.Members {
		if p.Belongs() {
			return p.Name
		}
	}
	if len(h.Members) > 0 {
		return h.Members[0].Name
	}
	return ""
}

// Person is one person of a household.
type Person struct {
	Number         string        `json:"number"` // ID number, masked unless asked otherwise; provisional numbers whole
	HasID          bool          `json:"has_id"`
	Name           string        `json:"name"`
	Sex            string        `json:"sex"`
	BirthDate      calendar.Date `json:"birth_date"`
	Relation       string        `json:"relation"`
	Health         string        `json:"health"`
	Labor          string        `json:"labor"`
	Status         string        `json:"status"`
	LivingTogether bool          `json:"living_together"`
	Ethnicity      string        `json:"ethnicity"`
	Education      string        `json:"education"`
	Since          calendar.Date `json:"since"` // in this household; 0: since before the register
	SinceHow       string        `json:"since_how"`
}

// HeadOf is the relation of a household's head, and what a person's status says
// who no longer belongs to it.
const (
	HeadOf = "户主"
	Dead   = "死亡"
	Gone   = "迁出"
)

// Belongs says whether the person is of the household still: neither dead nor
// moved out. Who serves or is in custody belongs.
func (p *Person) Belongs() bool { return p.Status != Dead && p.Status != Gone }

// Adult says whether the person is 18 or more on a day.
func (p *Person) Adult(on calendar.Date) bool { return calendar.Age(p.BirthDate, on) >= 18 }

// Capable says whether the person can work, as the screening counts it.
//
// Source: screening contract, "Labour-capable".
func (p *Person) Capable(on calendar.Date) bool {
	age := calendar.Age(p.BirthDate, on)
	switch p.Labor {
	case "普通劳动力", "技能劳动力", "弱劳动力或半劳动力":
		return age >= 16 && age <= 64
	}
	return false
}
