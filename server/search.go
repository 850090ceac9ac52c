package server

import (
	"context"
	"encoding/base64"
	"net/http"
	"strconv"
	"strings"

	"dixian/access"
	"dixian/division"
	"dixian/registry"
)

// foundMember is the person that a household was found by.
type foundMember struct {
	Index    int    `json:"index" doc:"place among the members, from 0"`
	Name     string `json:"name"`
	Number   string `json:"number" doc:"masked ID number, or the provisional one"`
	Relation string `json:"relation"`
	Status   string `json:"status"`
}

// foundView is a household that a search found.
type foundView struct {
	Household    string       `json:"household"`
	Head         string       `json:"head"`
	Division     string       `json:"division" doc:"village, 12 digits"`
	DivisionName string       `json:"division_name" doc:"town and village"`
	Kind         string       `json:"kind"`
	ObjectType   string       `json:"object_type"`
	RiskCleared  bool         `json:"risk_cleared"`
	Ended        bool         `json:"ended" doc:"merged away or left by everybody"`
	Case         int64        `json:"case" doc:"number of the open case; 0: none"`
	By           string       `json:"by" enum:"name,code,number,phone"`
	Member       *foundMember `json:"member,omitempty" doc:"who was found, by name or number"`
}

type searchResult struct {
	Found  []foundView  `json:"found"`
	Places []scopePlace `json:"places" doc:"divisions of the own scope with the text in their name, on the first page"`
	Next   string       `json:"next" doc:"for after; empty on the last page"`
}

type searchAsked struct {
	Body struct {
		Q     string `json:"q" maxLength:"64" doc:"beginning of a name or a household's code, a whole ID or provisional number, a whole phone, part of a division's name"`
		Under string `json:"under,omitempty" pattern:"^([0-9]{12})?$" doc:"a division and everything below it"`
		After string `json:"after,omitempty" maxLength:"1000" doc:"next of the page before"`
		Limit int    `json:"limit,omitempty" minimum:"1" maximum:"100" default:"20"`
	}
}

// most places that a search lists.
const mostPlaces = 10

func (s *Server) searchRoutes() {
	route(s, operation{id: "search", method: http.MethodPost, path: "/api/search", summary: "一个框查户、人、村：姓名、户编号、证件号、电话、地名", tag: "households", may: caseRoles, reads: true}, s.search)
}

// search answers the one search box. It is a POST so that numbers and names stay
// out of addresses and logs.
func (s *Server) search(ctx context.Context, u *access.User, in *searchAsked) (*body[searchResult], error) {
	out := searchResult{Found: []foundView{}, Places: []scopePlace{}}
	place, err := under(in.Body.Under)
	if err != nil {
		return nil, err
	}
	ask, limit := registry.Read(in.Body.Q), in.Body.Limit
	scope := narrowed(u.Scope(), place)
	walk := searchWalk{s: s, u: u, scope: scope, limit: limit, out: &out}
	switch {
	case ask.Phone != "":
		return answer(out, walk.add(ctx, "phone", func() ([]registry.Found, error) { return s.Casework.Registry.ByPhone(ctx, ask.Phone, scope, limit) }))
	case in.Body.After == "" && ask.Number != "":
		err := walk.add(ctx, "number", func() ([]registry.Found, error) { return s.Casework.Registry.ByNumber(ctx, ask.Number, scope, limit) })
		if err != nil || len(out.Found) > 0 {
			return answer(out, err)
		}
	}
	if in.Body.After == "" && ask.Place != "" {
		out.Places = s.placesNamed(ask.Place, scope)
	}
	after, phase, err := searchCursor(in.Body.After)
	if err != nil {
		return nil, err
	}
	if ask.Code != "" && phase == "code" {
		if err := walk.page(ctx, "code", registry.Query{Scope: scope, Code: ask.Code, After: after}); err != nil || out.Next != "" {
			return answer(out, err)
		}
		after = registry.Place{}
	}
	if ask.Name == "" {
		return answer(out, nil)
	}
	return answer(out, walk.page(ctx, "name", registry.Query{Scope: scope, Name: ask.Name, After: after}))
}

// narrowed is the part of a scope at or below a division; 0: all of it.
func narrowed(scope []division.Code, under division.Code) []division.Code {
	if under == 0 {
		return scope
	}
	out := []division.Code{}
	for _, d := range scope {
		switch {
		case d.Contains(under):
			return []division.Code{under}
		case under.Contains(d):
			out = append(out, d)
		}
	}
	return out
}

// searchWalk fills one page.
type searchWalk struct {
	s     *Server
	u     *access.User
	scope []division.Code
	limit int
	out   *searchResult
}

// page adds what is left of the page, and where the next one goes on.
func (w *searchWalk) page(ctx context.Context, by string, q registry.Query) error {
	room := w.limit - len(w.out.Found)
	q.Limit = room + 1
	hits, err := w.s.Casework.Registry.Search(ctx, q)
	if err != nil {
		return err
	}
	if len(hits) > room {
		hits = hits[:room]
		w.out.Next = by + "." // the next kind from its beginning, if this page was full already
		if room > 0 {
			last := hits[room-1].Place
			w.out.Next = by + "." + base64.RawURLEncoding.EncodeToString([]byte(strings.Join([]string{strconv.Itoa(last.Position), last.Household, last.Key}, "\x1f")))
		}
	}
	return w.add(ctx, by, func() ([]registry.Found, error) { return hits, nil })
}

// searchCursor reads the place that next has told; the first page begins with
// codes.
func searchCursor(text string) (registry.Place, string, error) {
	if text == "" {
		return registry.Place{}, "code", nil
	}
	by, rest, ok := strings.Cut(text, ".")
	if ok && rest == "" && (by == "code" || by == "name") {
		return registry.Place{}, by, nil
	}
	wrong := invalid("after", "翻页位置不对，请从第一页看起")
	raw, err := base64.RawURLEncoding.DecodeString(rest)
	parts := strings.SplitN(string(raw), "\x1f", 3)
	if !ok || err != nil || len(parts) != 3 || by != "code" && by != "name" {
		return registry.Place{}, "", wrong
	}
	position, err := strconv.Atoi(parts[0])
	if err != nil {
		return registry.Place{}, "", wrong
	}
	return registry.Place{Key: parts[2], Household: parts[1], Position: position}, by, nil
}

// add reads the households that were found, in two queries, and tells them in the
// order they came.
func (w *searchWalk) add(ctx context.Context, by string, find func() ([]registry.Found, error)) error {
	hits, err := find()
	if err != nil {
		return err
	}
	codes := make([]string, len(hits))
	for i, h := range hits {
		codes[i] = h.Household
	}
	held, err := w.s.Casework.Registry.Households(ctx, codes, false)
	if err != nil {
		return err
	}
	open, err := w.s.Casework.Registry.CasesOf(ctx, codes, true)
	if err != nil {
		return err
	}
	for _, hit := range hits {
		h := held[hit.Household]
		if h == nil {
			continue // gone between two queries
		}
		v := foundView{
			Household: h.Code, Head: h.Head(), Division: h.Division.String(), DivisionName: w.s.shortName(h.Division), Kind: h.Kind,
			ObjectType: h.ObjectType, RiskCleared: h.RiskCleared, Ended: h.EndedOn != 0, By: by,
		}
		if ids := open[h.Code]; len(ids) > 0 {
			v.Case = ids[0]
		}
		if hit.Position >= 0 && hit.Position < len(h.Members) {
			p := w.s.readerFor(w.u, h.Division).person(h.Members[hit.Position], w.s.Casework.Today())
			v.Member = &foundMember{hit.Position, p.Name, p.Number, p.Relation, p.Status}
		}
		w.out.Found = append(w.out.Found, v)
	}
	return nil
}

// placesNamed are the divisions of a scope whose name holds a text.
func (s *Server) placesNamed(text string, scope []division.Code) []scopePlace {
	out := []scopePlace{}
	for _, code := range s.divisions.Codes() {
		if name, _ := s.divisions.Name(code); !strings.Contains(name, text) || !within(scope, code) {
			continue
		}
		if out = append(out, scopePlace{code.String(), s.divisions.FullName(code), code.Level().String()}); len(out) == mostPlaces {
			break
		}
	}
	return out
}
