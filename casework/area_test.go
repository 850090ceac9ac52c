package casework_test

import (
	"errors"
	"testing"

	"dixian/access"
	"dixian/casework"
	"dixian/registry"
	"dixian/screening"
	"dixian/workflow"
)

func (o *office) flood(change func(e *casework.AreaEvent)) *casework.AreaEvent {
	e := &casework.AreaEvent{Division: village, Kind: "洪涝", Name: "六月洪水", Urgency: "黄", HappenedOn: o.Today()}
	if change != nil {
		change(e)
	}
	return e
}

// What strikes an area opens a clue for every household that a person chose, once,
// and only there.
func TestAnAreaEvent(t *testing.T) {
	o := anOffice(t)
	for _, code := range []string{"H1", "H2", "H3"} {
		o.family(code, nil)
	}
	o.family("H9", func(h *registry.Household) { h.Division = village + 1 })
	o.screen([]screening.Line{line("H1", "school", "蓝")}, nil)
	o.identified("H1")

	for says, x := range map[string]struct {
		by         *access.User
		change     func(e *casework.AreaEvent)
		households []string
		want       string
	}{
		"a village does not open one":       {cadre, nil, nil, access.ErrForbidden.Error()},
		"nor another town":                  {stranger, nil, nil, casework.ErrNotFound.Error()},
		"a kind that there is not":          {townClerk, func(e *casework.AreaEvent) { e.Kind = "坏天气" }, nil, "请选事件类别"},
		"without a name":                    {townClerk, func(e *casework.AreaEvent) { e.Name = " " }, nil, "请写事件名称"},
		"without urgency":                   {townClerk, func(e *casework.AreaEvent) { e.Urgency = "" }, nil, "请选紧急程度"},
		"of tomorrow":                       {townClerk, func(e *casework.AreaEvent) { e.HappenedOn++ }, nil, "在今天之后"},
		"a household of another village":    {townClerk, nil, []string{"H2", "H9"}, "H9 不在这个区划"},
		"a household that nobody knows":     {townClerk, nil, []string{"H7"}, "H7 不在这个区划"},
		"a village nobody of which is held": {townClerk, func(e *casework.AreaEvent) { e.Division = village + 2 }, nil, "选 1 到"},
	} {
		t.Run(says, func(t *testing.T) {
			o.t = t
			_, err := o.OpenArea(t.Context(), x.by, o.flood(x.change), x.households, false)
			if errors.Is(err, access.ErrForbidden) || errors.Is(err, casework.ErrNotFound) {
				err = &workflow.Refused{Faults: []workflow.Fault{{Says: err.Error()}}}
			}
			o.says(err, x.want)
		})
	}
	o.t = t

	tried := o.flood(nil)
	got, err := o.OpenArea(t.Context(), townClerk, tried, nil, true)
	must(t, err)
	if got.Opened != 2 || got.Joined != 1 || got.Visits[village] != 2 || tried.ID != 0 {
		t.Fatalf("two new clues, a word for H1: %+v", got)
	}
	if c, err := o.db.OpenCase(t.Context(), "H2"); err != nil || c != nil {
		t.Fatalf("a trial opens nothing: %v, %v", c, err)
	}
	e := o.flood(nil)
	_, err = o.OpenArea(t.Context(), townClerk, e, nil, false)
	must(t, err)
	if c := o.caseOf("H2"); c.Channel != casework.FromAreaEvent || c.State != "triage" || c.T0 != 0 {
		t.Fatalf("it lies at the desk, and its clock begins with the dispatch: %+v", c)
	}
	if c := o.caseOf("H1"); c.State != "monitored" {
		t.Fatalf("a monitored household stays where it is: %+v", c)
	}
	boards, err := o.Areas(t.Context(), cadre)
	must(t, err)
	if len(boards) != 1 || boards[0].ID != e.ID || len(boards[0].Villages[village]) != 2 {
		t.Fatalf("two in triage, one monitored, on one board: %+v", boards)
	}
	if boards, err = o.Areas(t.Context(), stranger); err != nil || len(boards) != 0 {
		t.Fatalf("another town has none of it: %+v, %v", boards, err)
	}

	t.Log("红 goes to the village at once, and brings a monitored household's visit forward")
	_, err = o.OpenArea(t.Context(), clerk, o.flood(func(e *casework.AreaEvent) { e.Division, e.Urgency = county, "红" }), []string{"H1", "H2", "H9"}, false)
	must(t, err)
	for _, household := range []string{"H2", "H9"} {
		if c := o.caseOf(household); c.State != "dispatched" || c.T0 != o.Today() || c.Urgency != "红" {
			t.Fatalf("%+v", c)
		}
	}
	if c := o.caseOf("H1"); c.State != "monitored" || c.VisitDueOn != o.Today()+3 {
		t.Fatalf("%+v", c)
	}
	if boards, err = o.Areas(t.Context(), cadre); err != nil || len(boards) != 2 || len(boards[0].Villages) != 1 {
		t.Fatalf("the county's event touches the village, which sees its own part: %+v, %v", boards, err)
	}
}
