package server

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	"dixian/access"
	"dixian/identity"
	"dixian/registry"
)

// changeView is a change request in a list.
type changeView struct {
	ID           int64     `json:"id"`
	Version      int       `json:"version" doc:"to be sent back with a decision"`
	Kind         string    `json:"kind"`
	KindLabel    string    `json:"kind_label"`
	State        string    `json:"state" enum:"pending,approved,refused,withdrawn"`
	StateLabel   string    `json:"state_label"`
	Household    string    `json:"household"`
	Other        string    `json:"other" doc:"the second household; empty: none"`
	Division     string    `json:"division" doc:"village, 12 digits"`
	DivisionName string    `json:"division_name" doc:"town and village"`
	On           string    `json:"on" doc:"when it happened"`
	Reason       string    `json:"reason"`
	Says         string    `json:"says" doc:"what would change, in short and masked"`
	AskedBy      string    `json:"asked_by"`
	AskedName    string    `json:"asked_name"`
	AskedAt      time.Time `json:"asked_at"`
	DecidedName  string    `json:"decided_name"`
	DecidedAt    time.Time `json:"decided_at"`
	Decision     string    `json:"decision"`
	Batch        int64     `json:"batch" doc:"delivered file it came with; 0: asked by hand"`
	Group        string    `json:"group"`
	Undoes       int64     `json:"undoes" doc:"change request that it undoes; 0: none"`
	MayDecide    bool      `json:"may_decide" doc:"pending, and the reader has the role and did not ask"`
	MayWithdraw  bool      `json:"may_withdraw"`
	MayUndo      bool      `json:"may_undo"`
}

var changeStates = map[string]string{registry.Pending: "待审", registry.Approved: "已批准", registry.Refused: "未批准", registry.Withdrawn: "已撤回"}

func (s *Server) changeView(u *access.User, r *registry.Request) changeView {
	who := s.readerFor(u, r.Division)
	v := changeView{
		ID: r.ID, Version: r.Version, Kind: r.Kind, KindLabel: changeLabel(r.Kind), State: r.State, StateLabel: changeStates[r.State],
		Household: r.Household, Other: r.Other, Division: r.Division.String(), DivisionName: s.shortName(r.Division), On: dated(r.On),
		AskedBy: r.AskedBy, AskedName: r.AskedName, AskedAt: r.AskedAt, DecidedName: r.DecidedName, DecidedAt: r.DecidedAt,
		Batch: r.Batch, Undoes: r.Undoes,
	}
	for _, word := range []struct {
		to   *string
		text string
	}{{&v.Reason, r.Reason}, {&v.Says, s.changeSays(r)}, {&v.Decision, r.Decision}, {&v.Group, s.groupLabel(r.Group)}} {
		*word.to, _ = who.softenWords(who.withoutPetition(word.text))
	}
	pending := r.State == registry.Pending
	v.MayDecide = pending && r.AskedBy != u.Login && registry.MayDecide(u, r.Division)
	v.MayWithdraw = pending && r.AskedBy == u.Login
	v.MayUndo = r.State == registry.Approved && r.Kind != registry.Undo && registry.MayAsk(u, r.Division)
	return v
}

// changeSays is a request in one line, its numbers masked.
func (s *Server) changeSays(r *registry.Request) string {
	var parts []string
	about := ""
	if m := r.Form.Member; m != nil {
		about = m.Name + " "
		if len(r.Form.Fields) == 0 {
			parts = append(parts, m.Name)
		}
	}
	for _, f := range r.Form.Fields {
		parts = append(parts, about+s.fieldLabel(registry.Difference{Member: about, Field: f.Field})+"："+told(f.Field, f.Old)+" → "+told(f.Field, f.New))
	}
	for _, p := range r.Form.Persons {
		number := p.Number
		if p.HasID {
			number = identity.MaskID(number)
		}
		parts = append(parts, p.Name+" "+number+" "+p.Relation)
	}
	for _, w := range r.Form.Leave {
		parts = append(parts, w.Name)
	}
	for _, rel := range r.Form.Relations {
		if rel.Relation == registry.HeadOf {
			parts = append(parts, "户主 "+rel.Who.Name)
		}
	}
	if f := r.Form.Founded; f != nil {
		parts = append(parts, "新户 "+f.Code)
	}
	return strings.Join(parts, "；")
}

// told is a field's value as a line says it; what is not recorded is said to be empty.
func told(field, value string) string {
	return cmp.Or(maskCell(field, value), "（空）")
}

// groupLabel puts a group's key into words: correct/labor/无劳动力→弱劳动力 is
// 更正 劳动技能 无劳动力→弱劳动力.
func (s *Server) groupLabel(key string) string {
	if key == "" {
		return ""
	}
	parts := strings.SplitN(key, "/", 4)
	parts[0] = changeLabel(parts[0])
	if len(parts) > 2 {
		table := s.Casework.Program.Households
		if parts[1] == "persons" {
			table = s.Casework.Program.Persons
		}
		parts[1], parts[2] = label(table.Label, table.Name), columnLabel(table, parts[2])
	}
	return strings.Join(parts, " ")
}

// comparedView is a field of a household in a change request: as the asker saw
// it, as it is, as it shall be.
type comparedView struct {
	Household string `json:"household"`
	Member    string `json:"member" doc:"name; empty: the household"`
	Field     string `json:"field" doc:"key of the data contract; empty: the person comes or goes"`
	Label     string `json:"label"`
	Base      string `json:"base" doc:"as the asker saw it"`
	Current   string `json:"current"`
	Proposed  string `json:"proposed"`
	Conflict  bool   `json:"conflict" doc:"changed by somebody else since"`
}

type changeDetail struct {
	Change  changeView     `json:"change"`
	Compare []comparedView `json:"compare"`
	Blocks  []string       `json:"blocks" doc:"why it cannot be applied now"`
}

// compared shows a trial field by field.
func (s *Server) compared(u *access.User, t *registry.Trial) []comparedView {
	out := []comparedView{}
	for _, code := range slices.Sorted(maps.Keys(t.After)) {
		after, before := t.After[code], t.Before[code]
		if !u.SeesHousehold(code, after.Division) {
			continue
		}
		who := s.readerFor(u, after.Division)
		for _, d := range registry.Compare(before, after) {
			v := s.differenceView(who, d)
			out = append(out, comparedView{code, v.Member, v.Field, v.Label, v.Old, v.Old, v.New, false})
		}
	}
	var stale *registry.Stale
	if asStale(t.Stands, &stale) {
		who := s.readerFor(u, t.Request.Division)
		for _, d := range stale.Differences {
			v := s.differenceView(who, d)
			c := comparedView{Household: stale.Household, Member: v.Member, Field: v.Field, Label: v.Label, Base: v.Old, Current: v.New, Conflict: true}
			for _, f := range t.Request.Form.Fields {
				if f.Field == d.Field {
					c.Proposed, _ = who.softenWords(maskCell(f.Field, f.New))
				}
			}
			out = append(out, c)
		}
	}
	return out
}
