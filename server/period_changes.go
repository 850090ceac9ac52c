package server

import (
	"cmp"
	"context"
	"strconv"
	"time"

	"dixian/access"
	"dixian/casework"
	"dixian/casework/period"
	"dixian/division"
	"dixian/registry"
)

// changedField is something reported that is no longer as it was.
type changedField struct {
	Field string `json:"field"`
	Label string `json:"label"`
	Then  string `json:"then" doc:"empty: there was none"`
	Now   string `json:"now" doc:"empty: there is none"`
}

// changeAct is what made it so, and why.
type changeAct struct {
	Day    string `json:"day"`
	Label  string `json:"label"`
	Name   string `json:"name"`
	Reason string `json:"reason"`
}

// periodChange is a record or a household that is not as it was when a period was
// locked.
type periodChange struct {
	Case         int64          `json:"case" doc:"0: about the registry"`
	Household    string         `json:"household"`
	Head         string         `json:"head"`
	DivisionName string         `json:"division_name"`
	New          bool           `json:"new" doc:"it was not there then"`
	Left         bool           `json:"left" doc:"it is no longer in the place"`
	Fields       []changedField `json:"fields"`
	Acts         []changeAct    `json:"acts" doc:"since then"`
}

type periodChangeList struct {
	Changes []periodChange `json:"changes"`
	Next    string         `json:"next" doc:"for after; empty on the last page"`
}

// ChangesSince chooses what has changed since a period was locked.
type ChangesSince struct {
	What  string `query:"what" enum:"cases,households" default:"cases"`
	Under string `query:"under" pattern:"^([0-9]{12})?$" doc:"a division of the period; none: all of it that is in the scope"`
}

func (s *Server) periodChanges(ctx context.Context, u *access.User, in *struct {
	ID int64 `path:"id"`
	ChangesSince
	After string `query:"after" maxLength:"32" doc:"next of the page before"`
	Limit int    `query:"limit" minimum:"1" maximum:"200" default:"50"`
}) (*body[periodChangeList], error) {
	p, at, err := s.changedWhere(ctx, u, in.ID, in.Under)
	if err != nil {
		return nil, err
	}
	out := periodChangeList{Changes: []periodChange{}}
	out.Changes, out.Next, err = s.changesOf(ctx, u, p, in.What, at, in.After, in.Limit)
	return answer(out, err)
}

// changedWhere is a locked period and the part of it that is asked for and that the
// user sees.
func (s *Server) changedWhere(ctx context.Context, u *access.User, id int64, asked string) (*period.Period, division.Code, error) {
	p, err := s.lockedPeriod(ctx, u, id)
	if err != nil {
		return nil, 0, err
	}
	at, err := under(asked)
	if err != nil {
		return nil, 0, err
	}
	if at == 0 {
		at = p.Division
		if places := narrowed(u.Scope(), p.Division); len(places) > 0 {
			at = places[0]
		}
	}
	if !within(u.Scope(), at) || p.Division != at && !p.Division.Contains(at) {
		return nil, 0, casework.ErrNotFound
	}
	return p, at, nil
}

// changesOf reads a page; rows in which nothing differs that is reported are left
// out of it.
func (s *Server) changesOf(ctx context.Context, u *access.User, p *period.Period, what string, at division.Code, after string, limit int) (out []periodChange, next string, err error) {
	out = []periodChange{}
	if what == "households" {
		codes, err := s.periods.Store.ChangedHouseholds(ctx, p, at, after, limit)
		if err != nil {
			return nil, "", err
		}
		changes, err := s.periods.Store.HouseholdChanges(ctx, p, codes)
		for i := range changes {
			if v := s.householdChange(u, &changes[i]); len(v.Fields) > 0 {
				out = append(out, v)
			}
		}
		if len(codes) == limit {
			next = codes[limit-1]
		}
		return out, next, err
	}
	from := int64(0)
	if after != "" {
		if from, err = strconv.ParseInt(after, 10, 64); err != nil {
			return nil, "", invalid("after", "翻页位置不对，请从第一页看起")
		}
	}
	ids, err := s.periods.Store.ChangedCases(ctx, p, at, from, limit)
	if err != nil {
		return nil, "", err
	}
	changes, err := s.periods.Store.Changes(ctx, p, ids)
	for i := range changes {
		if v := s.caseChange(u, &changes[i]); len(v.Fields) > 0 {
			out = append(out, v)
		}
	}
	if len(ids) == limit {
		next = strconv.FormatInt(ids[limit-1], 10)
	}
	return out, next, err
}

// reportedFields are what figures and lists tell of a record.
var reportedFields = []struct {
	field, label string
	value        func(s *Server, c *casework.Case) string
}{
	{"state", "状态", func(s *Server, c *casework.Case) string { return s.stateLabel(c.State) }},
	{"division", "村", func(s *Server, c *casework.Case) string { return s.shortName(c.Division) }},
	{"urgency", "紧急程度", func(_ *Server, c *casework.Case) string { return urgencyWords[c.Urgency] }},
	{"object_type", "监测类型", func(_ *Server, c *casework.Case) string { return c.ObjectType }},
	{"main_risk", "主要风险", func(_ *Server, c *casework.Case) string { return c.MainRisk }},
	{"opened_on", "立线索", func(_ *Server, c *casework.Case) string { return dated(c.OpenedOn) }},
	{"identified_on", "认定", func(_ *Server, c *casework.Case) string { return dated(c.IdentifiedOn) }},
	{"cleared_on", "消除", func(_ *Server, c *casework.Case) string { return dated(c.ClearedOn) }},
}

func (s *Server) caseChange(u *access.User, c *period.Change) periodChange {
	newest := cmp.Or(c.Now, c.Then)
	v := periodChange{
		Case: newest.ID, Household: newest.Household, Head: newest.Head, DivisionName: s.shortName(newest.Division), New: c.Then == nil, Left: c.Now == nil,
		Fields: []changedField{}, Acts: []changeAct{},
	}
	for _, f := range reportedFields {
		var then, now string
		if c.Then != nil {
			then = f.value(s, c.Then)
		}
		if c.Now != nil {
			now = f.value(s, c.Now)
		}
		if then != now {
			v.Fields = append(v.Fields, changedField{f.field, f.label, then, now})
		}
	}
	if c.Measures[0] != c.Measures[1] {
		v.Fields = append(v.Fields, changedField{"measures", "帮扶措施", strconv.Itoa(c.Measures[0]), strconv.Itoa(c.Measures[1])})
	}
	for _, e := range s.events(&casework.File{Events: c.Acts}, s.readerFor(u, newest.Division)) {
		v.Acts = append(v.Acts, changeAct{e.Day, e.ActLabel, e.Name, e.Reason})
	}
	return v
}

func (s *Server) householdChange(u *access.User, c *period.HouseholdChange) periodChange {
	newest := cmp.Or(c.Now, c.Then)
	if newest == nil { // in no place that is told of
		return periodChange{}
	}
	v := periodChange{
		Household: newest.Code, Head: newest.Head(), DivisionName: s.shortName(newest.Division), New: c.Then == nil, Left: c.Now == nil, Fields: []changedField{}, Acts: []changeAct{},
	}
	who := s.readerFor(u, newest.Division)
	switch {
	case v.New:
		v.Fields = append(v.Fields, changedField{"division_code", "村", "", s.shortName(newest.Division)})
	case v.Left:
		v.Fields = append(v.Fields, changedField{"division_code", "村", s.shortName(newest.Division), ""})
	default:
		for _, d := range registry.Compare(c.Then, c.Now) {
			told := s.differenceView(who, d)
			name := told.Label
			if told.Member != "" {
				name = told.Member + " " + name
			}
			v.Fields = append(v.Fields, changedField{told.Field, name, told.Old, told.New})
		}
	}
	for _, r := range c.Why {
		why, _ := who.softenWords(who.withoutPetition(r.Why))
		v.Acts = append(v.Acts, changeAct{r.At.In(provinceZone).Format(time.DateOnly), "户籍变更", r.Name, why})
	}
	return v
}

// takePeriodChanges takes what has changed since a period was locked, a row a field.
func (s *Server) takePeriodChanges(ctx context.Context, u *access.User, in *periodChangesAsked, _ bool) (*rows, error) {
	p, at, err := s.changedWhere(ctx, u, in.Period, in.Under)
	if err != nil {
		return nil, err
	}
	columns := []string{"案件", "户编号", "户主", "村", "当时没有", "已不在这里", "变化的项", "锁定时", "现在", "经过和理由"}
	after, ended := "", false
	return &rows{columns, []division.Code{at}, func(ctx context.Context) ([][]any, error) {
		var out [][]any
		for len(out) == 0 && !ended {
			changes, next, err := s.changesOf(ctx, u, p, in.What, at, after, rowsAtOnce)
			if err != nil {
				return nil, err
			}
			after, ended = next, next == ""
			for _, c := range changes {
				why := ""
				for _, a := range c.Acts {
					why += a.Day + " " + a.Label + " " + a.Name + "：" + a.Reason + "；"
				}
				var number any
				if c.Case != 0 {
					number = c.Case
				}
				for _, f := range c.Fields {
					out = append(out, []any{number, c.Household, c.Head, c.DivisionName, yes(c.New), yes(c.Left), f.Label, f.Then, f.Now, why})
				}
			}
		}
		return out, nil
	}}, nil
}

// periodChangesAsked is the same with the period's number.
type periodChangesAsked struct {
	Period int64 `query:"period" minimum:"1"`
	ChangesSince
}
