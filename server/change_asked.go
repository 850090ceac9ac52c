package server

import (
	"strconv"
	"strings"

	"dixian/access"
	"dixian/calendar"
	"dixian/division"
	"dixian/registry"
)

// cellAsked is a field's new value, as a file would have it.
type cellAsked struct {
	Field string `json:"field" maxLength:"40" doc:"key of the data contract: phone, kind … of the household, or of the member named"`
	Value string `json:"value" maxLength:"500"`
}

// personAsked is somebody who comes in from outside.
type personAsked struct {
	Number         string `json:"number,omitempty" maxLength:"20" doc:"ID number; empty: none yet"`
	Provisional    string `json:"provisional_no,omitempty" maxLength:"20" doc:"for who has no ID number"`
	Name           string `json:"name" maxLength:"50"`
	Sex            string `json:"sex,omitempty" maxLength:"3" doc:"without an ID number"`
	BirthDate      string `json:"birth_date,omitempty" maxLength:"10" doc:"without an ID number"`
	Relation       string `json:"relation" maxLength:"20" doc:"to the head"`
	Ethnicity      string `json:"ethnicity,omitempty" maxLength:"20"`
	Education      string `json:"education,omitempty" maxLength:"20"`
	Health         string `json:"health,omitempty" maxLength:"60"`
	Labor          string `json:"labor,omitempty" maxLength:"20"`
	LivingTogether *bool  `json:"living_together,omitempty" doc:"default true"`
}

func (a personAsked) person(today calendar.Date) registry.Person {
	p := registry.Person{
		Number: a.Provisional, Name: strings.TrimSpace(a.Name), Sex: a.Sex, Relation: a.Relation, Ethnicity: a.Ethnicity, Education: a.Education,
		Health: a.Health, Labor: a.Labor, LivingTogether: a.LivingTogether == nil || *a.LivingTogether, Status: "正常",
	}
	p.Set("birth_date", a.BirthDate, today)
	if number := strings.TrimSpace(a.Number); number != "" {
		p.HasID, p.Number = true, number
		p.Set("id_number", number, today)
	}
	return p
}

// relationAsked is what a member is to the head from now on.
type relationAsked struct {
	Of       string `json:"of,omitempty" enum:"household,other" default:"household" doc:"whose member: of a merge also the other's"`
	Member   int    `json:"member" minimum:"0" doc:"place among the members, from 0"`
	Relation string `json:"relation" maxLength:"20" doc:"户主 makes the head"`
}

// changeAsked is a change asked for. What a kind needs says GET /api/changes/kinds.
type changeAsked struct {
	Kind         string          `json:"kind" maxLength:"20"`
	Version      int             `json:"version" minimum:"0" doc:"of the household as it was seen"`
	On           string          `json:"on,omitempty" maxLength:"10" doc:"when it happened"`
	Reason       string          `json:"reason" maxLength:"200"`
	Member       *int            `json:"member,omitempty" minimum:"0" doc:"whom it is about, place among the members from 0"`
	Fields       []cellAsked     `json:"fields,omitempty" maxItems:"30"`
	Persons      []personAsked   `json:"persons,omitempty" maxItems:"30"`
	Members      []int           `json:"members,omitempty" maxItems:"50" doc:"who leave, places among the members from 0"`
	Relations    []relationAsked `json:"relations,omitempty" maxItems:"60"`
	Other        string          `json:"other,omitempty" maxLength:"32" doc:"the other household: to merge, or where somebody goes"`
	OtherVersion int             `json:"other_version,omitempty" minimum:"0"`
	Code         string          `json:"code,omitempty" maxLength:"32" doc:"of the household that comes of a split"`
}

// request turns what was asked into a request about a household, whose members
// have their numbers whole; other is nil without one.
func (a *changeAsked) request(h, other *registry.Household, today calendar.Date) (*registry.Request, error) {
	r := &registry.Request{Kind: a.Kind, Household: h.Code, Other: a.Other, Reason: strings.TrimSpace(a.Reason)}
	r.Form.Seen = map[string]int{h.Code: a.Version}
	if a.Kind == registry.Undo || a.Kind == registry.Enrol {
		return nil, invalid("kind", "撤销和新登记各有自己的办法")
	}
	var err error
	if r.On, err = day("on", a.On); err != nil {
		return nil, err
	}
	if other != nil && a.OtherVersion != 0 {
		r.Form.Seen[other.Code] = a.OtherVersion
	}
	if a.Member != nil {
		who, err := memberAt(h, *a.Member, "member")
		if err != nil {
			return nil, err
		}
		r.Form.Member = &who
	}
	for _, i := range a.Members {
		who, err := memberAt(h, i, "members")
		if err != nil {
			return nil, err
		}
		r.Form.Leave = append(r.Form.Leave, who)
	}
	for _, rel := range a.Relations {
		of := h
		if rel.Of == "other" {
			of = other
		}
		who, err := memberAt(of, rel.Member, "relations")
		if err != nil {
			return nil, err
		}
		r.Form.Relations = append(r.Form.Relations, registry.Relation{Who: who, Relation: rel.Relation})
	}
	for _, p := range a.Persons {
		r.Form.Persons = append(r.Form.Persons, p.person(today))
	}
	a.fields(r, h)
	if a.Kind == registry.Split {
		r.Form.Founded = &registry.Household{Code: strings.TrimSpace(a.Code), Division: h.Division}
	}
	return r, nil
}

// fields gives the changed fields what they are now.
func (a *changeAsked) fields(r *registry.Request, h *registry.Household) {
	now := h.Cells()
	if r.Form.Member != nil {
		now = h.Members[*a.Member].Cells()
	}
	for _, f := range a.Fields {
		r.Form.Fields = append(r.Form.Fields, registry.Change{Field: f.Field, Old: now[f.Field], New: strings.TrimSpace(f.Value)})
	}
}

func memberAt(h *registry.Household, i int, field string) (registry.Who, error) {
	if h == nil || i < 0 || i >= len(h.Members) {
		return registry.Who{}, invalid(field, "没有第 "+strconv.Itoa(i+1)+" 个人")
	}
	return registry.WhoIs(&h.Members[i]), nil
}

// enrolAsked is a household that the registry does not know yet.
type enrolAsked struct {
	Code     string        `json:"code" maxLength:"32"`
	Division string        `json:"division" pattern:"^[0-9]{12}$" doc:"village"`
	Kind     string        `json:"kind" maxLength:"20" doc:"脱贫户 or 一般农户"`
	Group    string        `json:"group,omitempty" maxLength:"50"`
	Phone    string        `json:"phone,omitempty" maxLength:"30"`
	Address  string        `json:"address,omitempty" maxLength:"200"`
	On       string        `json:"on" maxLength:"10" doc:"since when it lives there"`
	Reason   string        `json:"reason" maxLength:"200"`
	Persons  []personAsked `json:"persons" minItems:"0" maxItems:"30"`
}

func (a *enrolAsked) request(u *access.User, today calendar.Date) (*registry.Request, error) {
	code, err := division.ParseCode(a.Division)
	if err != nil || code.Level() != division.Village {
		return nil, invalid("division", "行政区划代码要 12 位，到村一级")
	}
	if !registry.MayAsk(u, code) {
		return nil, access.ErrForbidden
	}
	r := &registry.Request{Kind: registry.Enrol, Reason: strings.TrimSpace(a.Reason)}
	r.Form.Founded = &registry.Household{Code: strings.TrimSpace(a.Code), Division: code, Kind: a.Kind, Group: a.Group, Phone: a.Phone, Address: a.Address}
	for _, p := range a.Persons {
		r.Form.Persons = append(r.Form.Persons, p.person(today))
	}
	r.On, err = day("on", a.On)
	return r, err
}
