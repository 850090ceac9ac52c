package server

import (
	"context"
	"fmt"
	"net/http"
	"regexp"
	"slices"

	"dixian/access"
	"dixian/casework"
	"dixian/division"
	"dixian/identity"
)

// declarationView is a family's own word, as officials read it.
type declarationView struct {
	ID           int64    `json:"id"`
	Version      int      `json:"version"`
	Village      string   `json:"village" doc:"12 digits"`
	VillageName  string   `json:"village_name"`
	Day          string   `json:"day" doc:"of the receipt; the whole clock begins with it"`
	Way          string   `json:"way" doc:"扫码 代填 电话 口述"`
	Channel      string   `json:"channel" doc:"自主申报 代报"`
	By           string   `json:"by" doc:"who wrote it down; empty: the family itself"`
	Name         string   `json:"name"`
	Number       string   `json:"number" doc:"masked; empty: not at hand"`
	Phone        string   `json:"phone" doc:"masked"`
	Troubles     []string `json:"troubles"`
	Words        string   `json:"words"`
	Proxy        string   `json:"proxy" doc:"who declared for the family"`
	Relation     string   `json:"relation"`
	Household    string   `json:"household" doc:"empty: not known yet"`
	Case         int64    `json:"case" doc:"0: it waits for the town, or was dismissed"`
	Again        bool     `json:"again" doc:"the second within 60 days"`
	DismissedOn  string   `json:"dismissed_on" doc:"empty: it was not"`
	DismissedBy  string   `json:"dismissed_by"`
	DismissedFor string   `json:"dismissed_for" doc:"why, in the words of who did it"`
	Files        []string `json:"files" doc:"addresses of recordings and photos"`
	Receipt      string   `json:"receipt" doc:"only in the answer to who wrote it down"`
	ReceiptShown string   `json:"receipt_says" doc:"likewise: what is told to the family with it"`
}

type declarationList struct {
	Declarations []declarationView `json:"declarations"`
	Troubles     []string          `json:"troubles" doc:"what may be ticked"`
	Ways         []string          `json:"ways" doc:"in which an official writes for a family"`
}

// mostDeclarations is how many are listed: of those that wait the oldest, of others
// the newest.
const mostDeclarations = 500

func (s *Server) declarationRoutes() {
	route(s, operation{id: "declare", method: http.MethodPost, path: "/api/declarations", summary: "替农户登记申报：代填、电话、口述", tag: "declarations", may: workRoles, status: http.StatusCreated}, s.declareFor)
	route(s, operation{id: "declarations", method: http.MethodGet, path: "/api/declarations", summary: "本村、本乡镇的申报；还没有认到户的和作废的，只给乡镇以上看", tag: "declarations", may: caseRoles}, s.declarations)
	route(s, operation{id: "identify-declaration", method: http.MethodPost, path: "/api/declarations/{id}/household", summary: "认定是哪一户，立为线索", tag: "declarations", may: townUp}, s.identifyDeclaration)
	route(s, operation{id: "dismiss-declaration", method: http.MethodPost, path: "/api/declarations/{id}/dismiss", summary: "作废一份不是申报的东西：广告、玩笑、重复", tag: "declarations", may: townUp}, s.dismissDeclaration)
	route(s, operation{id: "case-declarations", method: http.MethodGet, path: "/api/cases/{id}/declarations", summary: "这一户自己说的话", tag: "declarations", may: caseRoles}, s.caseDeclarations)
	route(s, operation{id: "declared-file", method: http.MethodGet, path: "/api/declarations/{id}/files/{part}", summary: "申报时的录音或照片", tag: "declarations", may: caseRoles, files: []string{"application/octet-stream"}}, s.declaredFile)
}

// inWordsNumber is a number that somebody wrote into free words.
var inWordsNumber = regexp.MustCompile(`[0-9][0-9 \-]{5,}[0-9Xx]`)

func (s *Server) declarationView(d *casework.Declaration) declarationView {
	v := declarationView{
		ID: d.ID, Version: d.Version, Village: d.Village.String(), VillageName: s.shortName(d.Village), Day: dated(d.Day), Way: d.Way, Channel: d.Channel,
		By: d.ByName, Name: d.Name, Number: identity.MaskID(d.Number), Phone: maskedPhone(d.Phone), Troubles: list(d.Troubles),
		Words: inWordsNumber.ReplaceAllString(d.Words, "******"), Proxy: d.Proxy, Relation: d.Relation, Household: d.Household, Case: d.CaseID, Again: d.Again,
		DismissedOn: dated(d.DismissedOn), DismissedBy: d.DismissedBy, DismissedFor: d.DismissedFor, Files: []string{},
	}
	for i := range d.Files {
		v.Files = append(v.Files, fmt.Sprintf("/api/declarations/%d/files/%d", d.ID, i))
	}
	return v
}

// maskedPhone shows the first three and the last four digits, of a short one none.
func maskedPhone(phone string) string {
	if len(phone) < 11 {
		if phone == "" {
			return ""
		}
		return "****"
	}
	return phone[:3] + "****" + phone[len(phone)-4:]
}

func (s *Server) declareFor(ctx context.Context, u *access.User, in *struct {
	Body struct {
		Village   string   `json:"village" pattern:"^[0-9]{12}$"`
		Household string   `json:"household,omitempty" maxLength:"32" doc:"where it is known"`
		Way       string   `json:"way" maxLength:"10" doc:"代填 电话 口述"`
		Self      bool     `json:"self" doc:"the family itself speaks; else somebody for it"`
		Name      string   `json:"name" maxLength:"30"`
		Number    string   `json:"number,omitempty" maxLength:"24" doc:"empty: not at hand"`
		Phone     string   `json:"phone,omitempty" maxLength:"20"`
		Troubles  []string `json:"troubles" maxItems:"10"`
		Words     string   `json:"words,omitempty" maxLength:"1000" doc:"as they were said"`
		Proxy     string   `json:"proxy,omitempty" maxLength:"30"`
		Relation  string   `json:"relation,omitempty" maxLength:"20"`
		Consent   bool     `json:"consent" doc:"the family agrees that village and town read it"`
	}
}) (*body[declarationView], error) {
	b := in.Body
	village, err := s.villageOf(u, b.Village)
	if err != nil {
		return nil, err
	}
	d := &casework.Declaration{
		Village: village, Way: b.Way, Channel: casework.FromProxy, Household: b.Household, Name: b.Name, Number: b.Number, Phone: b.Phone,
		Troubles: b.Troubles, Words: b.Words, Proxy: b.Proxy, Relation: b.Relation, Consent: b.Consent,
	}
	if b.Self {
		d.Channel, d.Proxy, d.Relation = casework.FromHousehold, "", ""
	}
	if b.Way == casework.ByCode {
		return nil, invalid("way", "扫码的由农户自己交；这里登记代填、电话或口述的")
	}
	if err := s.Casework.Declare(ctx, u, d, nil); err != nil {
		return nil, err
	}
	v, receipt := s.declarationView(d), receiptView{}
	if receipt, err = s.receiptView(ctx, d); err != nil {
		return nil, err
	}
	v.Receipt = receipt.Code
	v.ReceiptShown = fmt.Sprintf("回执号 %s。%s会派两个人上门，最迟 %s。等不到，打 12317。", receipt.Code, receipt.Who, receipt.VisitBy)
	return answer(v, nil)
}

// declarationsAsked chooses declarations.
type declarationsAsked struct {
	AtDay
	State string `query:"state" enum:"waiting,laid,dismissed" default:"laid"`
	Under string `query:"under" pattern:"^([0-9]{12})?$" doc:"a division and everything below it"`
}

// declared is what a user may see of it. A village sees what became a case; a second
// one within 60 days may be about the village, so that what waits or was dismissed is
// the town's.
func (s *Server) declared(u *access.User, in *declarationsAsked) (casework.DeclarationFilter, error) {
	f := casework.DeclarationFilter{State: casework.DeclarationState(in.State)}
	place, err := under(in.Under)
	if err != nil {
		return f, err
	}
	f.Scope = narrowed(u.Scope(), place)
	if f.State != casework.Laid {
		towns := slices.DeleteFunc(slices.Clone(f.Scope), func(at division.Code) bool { return s.readerFor(u, at).village })
		if len(towns) < len(f.Scope) && len(towns) == 0 {
			return f, access.ErrForbidden
		}
		f.Scope = towns
	}
	return f, nil
}

// declarations lists what was declared in the scope.
func (s *Server) declarations(ctx context.Context, u *access.User, in *declarationsAsked) (*body[declarationList], error) {
	f, err := s.declared(u, in)
	if err != nil {
		return nil, err
	}
	f.Limit = mostDeclarations
	return s.declarationsOf(ctx, f)
}

func (s *Server) dismissDeclaration(ctx context.Context, u *access.User, in *struct {
	ID   int64 `path:"id"`
	Body struct {
		Version int    `json:"version"`
		Reason  string `json:"reason" maxLength:"200"`
	}
}) (*body[declarationView], error) {
	d, err := s.Casework.Dismiss(ctx, u, in.ID, in.Body.Version, in.Body.Reason)
	if err != nil {
		return nil, err
	}
	return answer(s.declarationView(d), nil)
}

func (s *Server) declarationsOf(ctx context.Context, f casework.DeclarationFilter) (*body[declarationList], error) {
	held, err := s.Casework.Store.Declarations(ctx, f)
	out := declarationList{[]declarationView{}, casework.Troubles, casework.Written}
	for _, d := range held {
		out.Declarations = append(out.Declarations, s.declarationView(d))
	}
	return answer(out, err)
}

func (s *Server) identifyDeclaration(ctx context.Context, u *access.User, in *struct {
	ID   int64 `path:"id"`
	Body struct {
		Version   int    `json:"version"`
		Household string `json:"household" maxLength:"32"`
	}
}) (*body[declarationView], error) {
	d, err := s.Casework.Identify(ctx, u, in.ID, in.Body.Version, in.Body.Household)
	if err != nil {
		return nil, err
	}
	return answer(s.declarationView(d), nil)
}

func (s *Server) caseDeclarations(ctx context.Context, u *access.User, in *struct {
	ID int64 `path:"id"`
}) (*body[declarationList], error) {
	c, err := s.Casework.Store.Case(ctx, in.ID, u.Scope())
	if err != nil {
		return nil, err
	}
	return s.declarationsOf(ctx, casework.DeclarationFilter{Scope: u.Scope(), CaseID: c.ID})
}

// played is a recording or a photo.
type played struct {
	ContentType string `header:"Content-Type"`
	Body        []byte
}

// declaredFile gives a file to who may read the declaration. A village sees that
// of its cases, and what waits is the town's.
func (s *Server) declaredFile(ctx context.Context, u *access.User, in *struct {
	ID   int64 `path:"id"`
	Part int   `path:"part" minimum:"0" maximum:"9"`
}) (*played, error) {
	d, err := s.Casework.Store.Declaration(ctx, in.ID, u.Scope())
	if err != nil {
		return nil, err
	}
	if d.CaseID == 0 && s.readerFor(u, d.Village).village {
		return nil, access.ErrNotFound
	}
	f, err := s.Casework.Store.DeclaredFile(ctx, d.ID, in.Part)
	if err != nil {
		return nil, err
	}
	return &played{f.MediaType, f.Data}, s.log(ctx, u, "declaration.file", fmt.Sprintf("declaration/%d", d.ID), fmt.Sprint(in.Part))
}
