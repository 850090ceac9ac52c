package server

import (
	"context"
	"net/http"
	"regexp"
	"strconv"
	"strings"

	"dixian/access"
	"dixian/calendar"
	"dixian/registry"
)

// personView is a member of a household, the number masked.
type personView struct {
	Number         string `json:"number" doc:"masked ID number, or the provisional one"`
	HasID          bool   `json:"has_id"`
	Name           string `json:"name"`
	Sex            string `json:"sex"`
	BirthDate      string `json:"birth_date" doc:"the year; the whole date of who has no ID number"`
	Age            int    `json:"age" doc:"completed years today"`
	Relation       string `json:"relation"`
	Health         string `json:"health"`
	Labor          string `json:"labor"`
	Status         string `json:"status"`
	LivingTogether bool   `json:"living_together"`
	Ethnicity      string `json:"ethnicity"`
	Education      string `json:"education"`
	Since          string `json:"since" doc:"in this household; empty: since before the register"`
}

// householdView is a household as the registry has it, masked.
type householdView struct {
	Code           string       `json:"code"`
	Division       string       `json:"division" doc:"village, 12 digits"`
	DivisionName   string       `json:"division_name" doc:"from the province down"`
	Group          string       `json:"group"`
	Head           string       `json:"head"`
	Kind           string       `json:"kind"`
	Relocated      bool         `json:"relocated"`
	RelocationSite string       `json:"relocation_site"`
	ObjectType     string       `json:"object_type"`
	RiskCleared    bool         `json:"risk_cleared"`
	Phone          string       `json:"phone" doc:"masked"`
	Address        string       `json:"address"`
	Version        int          `json:"version" doc:"to be sent back with every change asked for"`
	EndedOn        string       `json:"ended_on" doc:"merged away or left by everybody; empty: it lives"`
	Members        []personView `json:"members"`
}

type unmasked struct {
	Value string `json:"value"`
}

func (s *Server) householdRoutes() {
	route(s, operation{id: "get-household", method: http.MethodGet, path: "/api/households/{code}", summary: "一户和家里人", tag: "households", may: caseRoles}, s.getHousehold)
	route(s, operation{id: "household-page", method: http.MethodGet, path: "/api/households/{code}/page", summary: "一户的全部：成员、案件、预警、措施、走访、变更，按时间", tag: "households", may: caseRoles}, s.householdPage)
	route(s, operation{id: "household-looks", method: http.MethodGet, path: "/api/households/{code}/looks", summary: "谁能看这一户，谁看过", tag: "households", may: townUp}, s.householdLooks)
	route(s, operation{id: "unmask", method: http.MethodPost, path: "/api/households/{code}/unmask", summary: "看一项全文，写明理由，留下记录", tag: "households", may: unmasking}, s.unmask)
}

// household reads a household in the user's scope.
func (s *Server) household(ctx context.Context, u *access.User, code string, whole bool) (*registry.Household, error) {
	h, err := s.Casework.Registry.Household(ctx, code, whole)
	if err != nil {
		return nil, err
	}
	if !u.SeesHousehold(h.Code, h.Division) {
		return nil, access.ErrNotFound
	}
	return h, nil
}

func (s *Server) getHousehold(ctx context.Context, u *access.User, in *struct {
	Code string `path:"code" maxLength:"32"`
}) (*body[householdView], error) {
	h, err := s.household(ctx, u, in.Code, false)
	if err != nil {
		return nil, err
	}
	return answer(s.householdView(u, h), nil)
}

func (s *Server) householdView(u *access.User, h *registry.Household) householdView {
	who := s.readerFor(u, h.Division)
	v := householdView{
		Code: h.Code, Division: h.Division.String(), DivisionName: s.divisions.FullName(h.Division), Group: h.Group, Head: h.Head(), Kind: h.Kind,
		Relocated: h.Relocated, RelocationSite: h.RelocationSite, ObjectType: h.ObjectType, RiskCleared: h.RiskCleared,
		Phone: h.Phone, Address: h.Address, Version: h.Version, EndedOn: dated(h.EndedOn), Members: []personView{},
	}
	for _, p := range h.Members {
		v.Members = append(v.Members, who.person(p, s.Casework.Today()))
	}
	return v
}

func (w reader) person(p registry.Person, today calendar.Date) personView {
	v := personView{
		Number: p.Number, HasID: p.HasID, Name: p.Name, Sex: p.Sex, BirthDate: bornIn(p), Relation: p.Relation,
		Health: p.Health, Labor: p.Labor, LivingTogether: p.LivingTogether, Ethnicity: p.Ethnicity, Education: p.Education, Since: dated(p.Since),
	}
	v.Status, _ = w.soften(p.Status)
	if p.BirthDate != 0 {
		v.Age = calendar.Age(p.BirthDate, today)
	}
	return v
}

// bornIn is the year of birth of who has an ID number: beside the masked number
// the whole date would give it away. Of who has none it is the date.
func bornIn(p registry.Person) string {
	if p.HasID && p.BirthDate != 0 {
		return strconv.Itoa(p.BirthDate.Year())
	}
	return dated(p.BirthDate)
}

// unmask shows one field whole to who says why. That it was shown, not what, goes
// to the audit log before it is shown.
func (s *Server) unmask(ctx context.Context, u *access.User, in *struct {
	Code string `path:"code" maxLength:"32"`
	Body struct {
		Reason string `json:"reason" maxLength:"200"`
		Field  string `json:"field" maxLength:"40" doc:"phone, or members.0.number counted in the order of the members"`
	}
}) (*body[unmasked], error) {
	switch {
	case strings.TrimSpace(in.Body.Reason) == "":
		return nil, invalid("reason", "请写明查看理由")
	case longNumber.MatchString(in.Body.Reason):
		return nil, invalid("reason", "理由要记入审计日志，不要写证件号、电话或账号")
	}
	h, err := s.household(ctx, u, in.Code, true)
	if err != nil {
		return nil, err
	}
	if w := s.readerFor(u, h.Division); w.village {
		return nil, access.ErrForbidden
	}
	value, ok := fieldOf(h, in.Body.Field)
	if !ok {
		return nil, invalid("field", "没有这一项；可以看 phone 或 members.0.number")
	}
	err = s.Casework.Registry.Atomically(ctx, func(ctx context.Context) error {
		if err := s.log(ctx, u, "unmask", "household/"+h.Code, in.Body.Field+"："+in.Body.Reason); err != nil {
			return err
		}
		look := s.look(u, h.Code, registry.LookedUnmasked)
		look.Field, look.Reason = in.Body.Field, in.Body.Reason
		return s.Casework.Registry.AddLook(ctx, look)
	})
	return answer(unmasked{value}, err)
}

// longNumber is what the audit log must not hold.
var longNumber = regexp.MustCompile(`[0-9]{6,}`)

func fieldOf(h *registry.Household, field string) (string, bool) {
	if field == "phone" {
		return h.Phone, true
	}
	index, ok := strings.CutPrefix(field, "members.")
	index, number := strings.CutSuffix(index, ".number")
	i, err := strconv.Atoi(index)
	if !ok || !number || err != nil || i < 0 || i >= len(h.Members) {
		return "", false
	}
	return h.Members[i].Number, true
}
