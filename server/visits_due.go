package server

import (
	"context"
	"net/http"

	"dixian/access"
	"dixian/calendar"
	"dixian/casework"
)

// thingView is one thing that a visit answers.
type thingView struct {
	Kind  string `json:"kind" enum:"visit,round,watch,ask_again,alert,finding"`
	Label string `json:"label"`
	DueOn string `json:"due_on" doc:"last day; empty: it goes with the visit"`
	Late  bool   `json:"late"`
	Name  string `json:"name" doc:"of an alert its rule, of a finding its check"`
}

// visitDue is a household where somebody is to go. One form answers all of it: the
// move named, by /api/cases/{id}/moves.
type visitDue struct {
	Case     caseRow      `json:"case"`
	Move     string       `json:"move" doc:"that writes the visit down; empty: somebody else acts first"`
	Label    string       `json:"label" doc:"of the move"`
	Asks     []askView    `json:"asks" doc:"the move's questions"`
	DueOn    string       `json:"due_on" doc:"the first day that something is due"`
	DaysLeft int          `json:"days_left" doc:"until then, negative once it has passed"`
	Things   []thingView  `json:"things"`
	Known    []answerView `json:"known" doc:"what the last visit was told; it needs no asking unless it has changed"`
	ToldOn   string       `json:"told_on" doc:"day of that visit; empty: none within the days that count"`
}

type visitsDue struct {
	By    string     `json:"by"`
	Total int        `json:"total" doc:"households, those that are not listed too"`
	Late  int        `json:"late" doc:"of them those past their day"`
	Due   []visitDue `json:"due" doc:"by day"`
}

// thingLabels are what the kinds of things are called; an alert or a finding has
// its own name.
var thingLabels = map[string]string{
	casework.DueStep: "入户核查", casework.DueRound: "定期走访", casework.DueWatch: "消除后回访", casework.DueAsk: "再问本户意愿",
}

func (s *Server) visitsDueRoutes() {
	route(s, operation{id: "list-visits-due", method: http.MethodGet, path: "/api/due", summary: "到期和快到期的走访：一户一张表，一次办完", tag: "cases", may: workRoles}, s.listVisitsDue)
}

func (s *Server) listVisitsDue(ctx context.Context, u *access.User, in *struct {
	Days  int    `query:"days" minimum:"0" maximum:"92" default:"14" doc:"due by so many days from today"`
	Under string `query:"under" pattern:"^[0-9]{12}$" doc:"a division and everything below it"`
	Limit int    `query:"limit" minimum:"1" maximum:"200" default:"50"`
}) (*body[visitsDue], error) {
	at, err := under(in.Under)
	if err != nil {
		return nil, err
	}
	today := s.Casework.Today()
	by := today + calendar.Date(in.Days)
	all, err := s.Casework.Due(ctx, u, at, by)
	if err != nil {
		return nil, err
	}
	out := visitsDue{By: dated(by), Total: len(all), Due: []visitDue{}}
	for i := range all {
		if all[i].On < today {
			out.Late++
		}
		if i >= in.Limit {
			continue
		}
		if err := s.Casework.GiveKnown(ctx, &all[i]); err != nil {
			return nil, err
		}
		out.Due = append(out.Due, s.visitDue(u, &all[i], today))
	}
	rows := make([]caseRow, len(out.Due))
	for i := range out.Due {
		rows[i] = out.Due[i].Case
	}
	err = s.countChecks(ctx, rows)
	for i := range rows {
		out.Due[i].Case = rows[i]
	}
	return answer(out, err)
}

func (s *Server) visitDue(u *access.User, d *casework.Due, today calendar.Date) visitDue {
	v := visitDue{
		Case: s.caseRow(u, d.Case, today), Asks: []askView{}, DueOn: dated(d.On), DaysLeft: int(d.On - today), Things: []thingView{}, Known: []answerView{}, ToldOn: dated(d.Told),
	}
	if d.Move != nil {
		v.Move, v.Label, v.Asks = d.Move.Name, d.Move.Label, asks(d.Move)
		for _, a := range d.Move.Asks {
			if value, told := d.Known[a.Name]; told {
				v.Known = append(v.Known, answerView{a.Name, label(a.Label, a.Name), value})
			}
		}
	}
	who := s.readerFor(u, d.Case.Division)
	for _, t := range d.Things {
		shown := thingView{Kind: t.Kind, Label: thingLabels[t.Kind], DueOn: dated(t.On), Late: t.On != 0 && t.On < today, Name: t.Name}
		switch t.Kind {
		case casework.DueAlert:
			shown.Name, shown.Label = s.ruleFor(who, t.Name)
		case casework.DueFinding:
			if shown.Label = t.Says; t.Says == "" {
				shown.Name, shown.Label = s.ruleFor(who, t.Name)
			}
			if shown.Name == hiddenRule {
				continue
			}
		}
		v.Things = append(v.Things, shown)
	}
	return v
}
