// Package registry knows the households of the countryside and who lives in them.
//
// A household has a code, a village and members; a member is a person with an ID
// number or, for who has none yet, a provisional one. ID numbers and phones are
// encrypted where they are kept and masked where they are shown.
package registry

import (
	"context"

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
	Members        []Person      `json:"members"`
}

// Head is the household's head, the first member without one, or empty.
func (h *Household) Head() string {
	for _, p := range h.Members {
		if p.Relation == "户主" {
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
}

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

// Store keeps households and persons. IDs and phones are encrypted at rest; the
// Masked form is what ordinary reading gives.
type Store interface {
	// Replace lays the first registry, or adds households that are not there yet;
	// those that are there already are left alone and counted.
	Replace(ctx context.Context, households []Household) (added, kept int, err error)
	// Household fails with access.ErrNotFound; unmasked gives numbers and phone whole.
	Household(ctx context.Context, code string, unmasked bool) (*Household, error)
	// Monitored writes what a decision made of a household.
	Monitored(ctx context.Context, code, objectType string, cleared bool) error
}
