package server

import (
	"context"
	"errors"
	"strings"
	"time"

	"dixian/access"
	"dixian/casework"
	"dixian/identity"
	"dixian/registry"
	"dixian/rule"
)

// pastView is a stay in the household that has ended.
type pastView struct {
	Name     string `json:"name"`
	Number   string `json:"number" doc:"masked ID number, or the provisional one"`
	Relation string `json:"relation"`
	Since    string `json:"since" doc:"empty: since before the register"`
	Until    string `json:"until"`
	How      string `json:"how" doc:"how it ended: label of the change"`
	MovedTo  string `json:"moved_to" doc:"household; empty: out of the register"`
}

// linkView is a split or a merge.
type linkView struct {
	From  string `json:"from"`
	To    string `json:"to"`
	Kind  string `json:"kind" enum:"split,merge"`
	Label string `json:"label"`
	On    string `json:"on"`
}

// differenceView is a field in which two versions differ, masked.
type differenceView struct {
	Member string `json:"member" doc:"name of the person; empty: the household"`
	Field  string `json:"field" doc:"key of the data contract; empty: the person came or went"`
	Label  string `json:"label"`
	Old    string `json:"old"`
	New    string `json:"new"`
}

// membershipView is how one person counts in the two views of the household.
type membershipView struct {
	Member        int    `json:"member" doc:"place among the members, from 0"`
	Name          string `json:"name"`
	Monitoring    bool   `json:"monitoring" doc:"counts as a member for monitoring"`
	MonitoringWhy string `json:"monitoring_why" doc:"why not"`
	Assistance    string `json:"assistance" enum:"in,out,check" doc:"counts for 低保; check: somebody has to ask"`
	AssistanceWhy string `json:"assistance_why"`
}

// revisionView is one change of a household.
type revisionView struct {
	Version     int              `json:"version" doc:"that came of it"`
	At          time.Time        `json:"at"`
	User        string           `json:"user"`
	Name        string           `json:"name"`
	Why         string           `json:"why"`
	Change      int64            `json:"change" doc:"number of the change request; 0: none"`
	Differences []differenceView `json:"differences"`
}

// visitedView is a visit to the household.
type visitedView struct {
	Case   int64        `json:"case"`
	Day    string       `json:"day"`
	Name   string       `json:"name" doc:"of who wrote it down"`
	Label  string       `json:"label"`
	Reason string       `json:"reason"`
	Form   []answerView `json:"form"`
}

// ofCase is a part of the page that hangs on a case.
type ofCase[T any] struct {
	Case int64 `json:"case"`
	Is   T     `json:"is"`
}

type householdPageView struct {
	Household householdView         `json:"household"`
	Counted   []membershipView      `json:"counted" doc:"the two views of membership, monitoring and 低保"`
	Past      []pastView            `json:"past" doc:"who lived here before"`
	Links     []linkView            `json:"links"`
	Cases     []caseRow             `json:"cases" doc:"that the reader may see, newest first"`
	Alerts    []ofCase[whyView]     `json:"alerts"`
	Measures  []ofCase[measureView] `json:"measures"`
	Visits    []visitedView         `json:"visits" doc:"newest first"`
	Revisions []revisionView        `json:"revisions" doc:"newest first"`
}

func (s *Server) householdPage(ctx context.Context, u *access.User, in *struct {
	Code string `path:"code" maxLength:"32"`
}) (*body[householdPageView], error) {
	h, err := s.household(ctx, u, in.Code, false)
	if err != nil {
		return nil, err
	}
	if err := s.Casework.Registry.AddLook(ctx, s.look(u, h.Code, registry.LookedAtPage)); err != nil {
		return nil, err
	}
	out := householdPageView{
		Household: s.householdView(u, h), Counted: []membershipView{}, Past: []pastView{}, Links: []linkView{}, Cases: []caseRow{}, Alerts: []ofCase[whyView]{},
		Measures: []ofCase[measureView]{}, Visits: []visitedView{}, Revisions: []revisionView{},
	}
	who := s.readerFor(u, h.Division)
	for i := range h.Members {
		m := registry.MembershipOf(&h.Members[i], s.Casework.Today())
		v := membershipView{Member: i, Name: h.Members[i].Name, Monitoring: m.Monitoring, Assistance: m.Assistance}
		v.MonitoringWhy, _ = who.soften(m.MonitoringWhy)
		v.AssistanceWhy, _ = who.soften(m.AssistanceWhy)
		out.Counted = append(out.Counted, v)
	}
	if err := s.pastOf(ctx, who, h.Code, &out); err != nil {
		return nil, err
	}
	return answer(out, s.casesOf(ctx, u, h.Code, &out))
}

// pastOf fills in who lived in a household, from what it came, how it changed.
func (s *Server) pastOf(ctx context.Context, who reader, code string, out *householdPageView) error {
	stays, err := s.Casework.Registry.Stays(ctx, code)
	if err != nil {
		return err
	}
	for _, st := range stays {
		out.Past = append(out.Past, pastView{st.Name, st.Number, st.Relation, dated(st.Since), dated(st.Until), changeLabel(st.UntilHow), st.MovedTo})
	}
	links, err := s.Casework.Registry.Links(ctx, code)
	if err != nil {
		return err
	}
	for _, l := range links {
		out.Links = append(out.Links, linkView{l.From, l.To, l.Kind, changeLabel(l.Kind), dated(l.On)})
	}
	revisions, err := s.Casework.Registry.Revisions(ctx, code)
	if err != nil {
		return err
	}
	for _, r := range revisions {
		why, _ := who.softenWords(who.withoutPetition(r.Why))
		v := revisionView{Version: r.Version, At: r.At, User: r.User, Name: r.Name, Why: why, Change: r.Request, Differences: []differenceView{}}
		for _, d := range registry.Compare(r.Before, r.After) {
			v.Differences = append(v.Differences, s.differenceView(who, d))
		}
		out.Revisions = append(out.Revisions, v)
	}
	return nil
}

// casesOf fills in what hangs on the household's cases. A case that the reader
// may not see is not there.
func (s *Server) casesOf(ctx context.Context, u *access.User, code string, out *householdPageView) error {
	held, err := s.Casework.Registry.CasesOf(ctx, []string{code}, false)
	if err != nil {
		return err
	}
	ids := held[code]
	for i := len(ids) - 1; i >= 0; i-- {
		file, err := s.Casework.File(ctx, u, ids[i])
		if errors.Is(err, casework.ErrNotFound) {
			continue
		}
		if err != nil {
			return err
		}
		c := file.Case
		who := s.readerFor(u, c.Division)
		out.Cases = append(out.Cases, s.caseRow(u, c, s.Casework.Today()))
		why, err := s.why(ctx, c, who)
		if err != nil {
			return err
		}
		for _, w := range why {
			out.Alerts = append(out.Alerts, ofCase[whyView]{c.ID, w})
		}
		for _, m := range measures(file.Measures) {
			out.Measures = append(out.Measures, ofCase[measureView]{c.ID, m})
		}
		events := s.events(file, who)
		for j := len(events) - 1; j >= 0; j-- {
			if e := events[j]; casework.IsVisit(e.Act) {
				out.Visits = append(out.Visits, visitedView{c.ID, e.Day, e.Name, e.ActLabel, e.Reason, e.Form})
			}
		}
	}
	return nil
}

// differenceView tells a difference to a reader: masked, and softened where the
// reader must not see the word.
func (s *Server) differenceView(who reader, d registry.Difference) differenceView {
	v := differenceView{Member: d.Member, Field: d.Field, Label: s.fieldLabel(d), Old: maskCell(d.Field, d.Old), New: maskCell(d.Field, d.New)}
	v.Old, _ = who.softenWords(v.Old)
	v.New, _ = who.softenWords(v.New)
	switch {
	case d.Came:
		v.Label = "加入"
	case d.Went:
		v.Label = "离开"
	}
	return v
}

// maskCell masks a cell by the field it stands in. A birth date shows the year:
// beside a masked number the whole date would give it away.
func maskCell(field, cell string) string {
	switch field {
	case "id_number":
		return identity.MaskID(cell)
	case "phone":
		return identity.MaskText(cell)
	case "birth_date":
		year, _, _ := strings.Cut(cell, "-")
		return year
	}
	return cell
}

// fieldLabel is what a field is called in the plan package.
func (s *Server) fieldLabel(d registry.Difference) string {
	table := s.Casework.Program.Persons
	if d.Member == "" {
		table = s.Casework.Program.Households
	}
	return columnLabel(table, d.Field)
}

func columnLabel(t *rule.Table, field string) string {
	if c := t.Column(field); c != nil {
		return label(c.Label, c.Name)
	}
	return field
}
