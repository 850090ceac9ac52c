package casework_test

import (
	"context"
	"fmt"
	"testing"

	"dixian/access"
	"dixian/casework"
	"dixian/division"
	"dixian/registry"
	"dixian/screening"
)

func TestReceive(t *testing.T) {
	o := anOffice(t)
	for _, code := range []string{"H1", "H2", "H3", "H4"} {
		o.family(code, nil)
	}
	first := []screening.Line{line("H1", "medical_self_paid", "黄"), line("H2", "medical_self_paid", "红"), line("H2", "school", "蓝"), line("H3", "school", "蓝"), line("HX", "school", "蓝")}
	got := o.screen(first, []screening.Line{line("H1", "vehicle", ""), line("H4", "vehicle", "")})
	if want := (casework.Received{Run: got.Run, Opened: 3, Hits: 1, Urgent: 1, Unheld: 1}); *got != want {
		t.Fatalf("got %+v, want %+v: one clue a household, a hit only where there is a record", *got, want)
	}
	urgent := o.caseOf("H2")
	if urgent.State != "dispatched" || urgent.T0 != o.Today() || urgent.WholeDueOn != o.Today()+15 || len(urgent.Alerts) != 2 || urgent.Urgency != "红" {
		t.Fatalf("a red clue is in the village at once and its clock runs: %+v", urgent)
	}

	t.Log("H3 is settled; H1 is raised again, and for a second reason; H2 is no longer raised")
	o.days(1)
	o.does(clerk, "H3", "settle", "settled", map[string]string{"code": "家庭能应对"})
	second := []screening.Line{line("H1", "employment_lost", "黄"), line("H1", "medical_self_paid", "黄"), line("H3", "school", "蓝")}
	got = o.screen(second, []screening.Line{line("H1", "vehicle", "")})
	if want := (casework.Received{Run: got.Run, Joined: 1, Updated: 1, Gone: 2, Slept: 1}); *got != want {
		t.Fatalf("got %+v, want %+v", *got, want)
	}
	if c := o.caseOf("H1"); len(c.Alerts) != 2 || c.Alerts[0].FirstRun == c.Alerts[0].LastRun || c.State != "triage" {
		t.Fatalf("%+v", c)
	}
	if c := o.caseOf("H2"); !c.Alerts[0].Gone || !c.Alerts[1].Gone || c.State != "dispatched" {
		t.Fatalf("what is no longer raised stays, marked, and nothing closes by itself: %+v", c)
	}

	t.Log("H1 becomes urgent at the desk; H3 wakes because it is worse; H2 is raised anew")
	o.days(1)
	third := []screening.Line{line("H1", "medical_self_paid", "红"), line("H2", "medical_self_paid", "黄"), line("H3", "school", "黄")}
	got = o.screen(third, nil)
	if want := (casework.Received{Run: got.Run, Opened: 1, Updated: 2, Gone: 1, Urgent: 1}); *got != want {
		t.Fatalf("got %+v, want %+v", *got, want)
	}
	if c := o.caseOf("H1"); c.State != "dispatched" || c.T0 != o.Today() {
		t.Fatalf("%+v", c)
	}
	if c := o.caseOf("H2"); c.Alerts[0].Gone || c.Urgency != "红" {
		t.Fatalf("an urgency is not lowered by a later run: %+v", c)
	}
	o.logged()
}

func TestASettledAlertSleeps(t *testing.T) {
	for says, c := range map[string]struct {
		days   int
		second screening.Line
		wakes  bool
	}{
		"for six months":               {180, line("H1", "school", "蓝"), false},
		"no longer than six months":    {185, line("H1", "school", "蓝"), true},
		"not when another rule speaks": {1, line("H1", "medical_self_paid", "蓝"), true},
		"not when it is more urgent":   {1, line("H1", "school", "黄"), true},
		"not when somebody else is named": {1, func() screening.Line {
			l := line("H1", "school", "蓝")
			l.Members += ";520123********0026"
			return l
		}(), true},
	} {
		t.Run(says, func(t *testing.T) {
			o := anOffice(t)
			o.family("H1", nil)
			o.screen([]screening.Line{line("H1", "school", "蓝")}, nil)
			o.does(clerk, "H1", "settle", "settled", map[string]string{"code": "家庭能应对"})
			o.days(c.days)
			got := o.screen([]screening.Line{c.second}, nil)
			if wakes := got.Opened == 1; wakes != c.wakes {
				t.Fatalf("%+v", got)
			}
		})
	}
}

// load receives a screening of some divisions by somebody.
func (o *office) load(u *access.User, alerts, hits []screening.Line, divisions ...division.Code) (*casework.Received, error) {
	return o.Receive(o.t.Context(), u, &casework.Run{AsOf: o.Today()}, &screening.Result{Alerts: alerts, Hits: hits}, nil, divisions)
}

// Villages and people of other towns and counties than the office's.
const (
	nextVillage division.Code = 520123_100_202
	nextTown    division.Code = 520123_101_000
	farVillage  division.Code = 520222_100_201
)

func at(village division.Code) func(h *registry.Household) {
	return func(h *registry.Household) { h.Division = village }
}

// A screening says nothing about families whom it did not look at.
func TestARunLeavesWhatItDidNotScreenAlone(t *testing.T) {
	far := who("yuan", "county_clerk", farVillage.County())
	for says, c := range map[string]struct {
		who  *access.User
		over []division.Code
		gone bool
	}{
		"of another county":                    {far, []division.Code{farVillage}, false},
		"of another town":                      {clerk, []division.Code{nextTown}, false},
		"of another village of the town":       {clerk, []division.Code{nextVillage}, false},
		"of nobody":                            {clerk, nil, false},
		"of the village":                       {clerk, []division.Code{nextVillage, village}, true},
		"of the village, by its town":          {townClerk, []division.Code{village}, true},
		"of the whole town":                    {clerk, []division.Code{town}, true},
		"of the whole county, by who leads it": {head, []division.Code{county}, true},
	} {
		t.Run(says, func(t *testing.T) {
			o := anOffice(t)
			o.family("H1", nil)
			o.screen([]screening.Line{line("H1", "school", "蓝")}, nil)
			got, err := o.load(c.who, nil, nil, c.over...)
			o.must(err)
			if gone := o.caseOf("H1").Alerts[0].Gone; gone != c.gone || (got.Gone == 1) != c.gone {
				t.Errorf("marked as gone: %v, %+v", gone, got)
			}
		})
	}
}

// A screening is brought in by the town or the county that it is about.
func TestWhoBringsAScreeningIn(t *testing.T) {
	for says, c := range map[string]struct {
		who *access.User
		may bool
	}{
		"not a village":                    {cadre, false},
		"not the team in it":               {team, false},
		"not the leader of the town":       {who("x", "town_head", town), false},
		"not a city":                       {city, false},
		"not the province":                 {who("x", "province", county.Province()), false},
		"not who keeps the system":         {sysadmin, false},
		"not another town":                 {stranger, false},
		"not another county":               {who("x", "county_clerk", farVillage.County()), false},
		"not a clerk who is a cadre there": {&access.User{Login: "x", Grants: []access.Grant{{Role: "village_cadre", Division: village}, {Role: "town_clerk", Division: nextTown}}}, false},
		"the town":                         {townClerk, true},
		"the county":                       {clerk, true},
		"who leads the county":             {head, true},
	} {
		t.Run(says, func(t *testing.T) {
			o := anOffice(t)
			o.family("H1", nil)
			_, err := o.load(c.who, []screening.Line{line("H1", "school", "蓝")}, nil, village)
			held, e := o.db.OpenCase(t.Context(), "H1")
			o.must(e)
			runs, e := o.db.Runs(t.Context())
			o.must(e)
			if c.may {
				o.must(err)
			} else {
				o.fails(err, access.ErrForbidden)
			}
			if (held != nil) != c.may || (len(runs) == 1) != c.may {
				t.Errorf("case %v, %d runs", held, len(runs))
			}
		})
	}
	o := anOffice(t)
	_, err := o.load(townClerk, nil, nil, village, nextTown)
	o.fails(err, access.ErrForbidden)
	_, err = o.load(cadre, nil, nil)
	o.fails(err, access.ErrForbidden)
}

// A file that names a family of another county among its own opens nothing there
// and touches nothing.
func TestWhatIsSaidOfAFamilyElsewhereIsLeftOut(t *testing.T) {
	o := anOffice(t)
	far := who("yuan", "county_clerk", farVillage.County())
	o.family("H1", at(farVillage))
	o.family("H2", at(farVillage))
	_, err := o.load(far, []screening.Line{line("H1", "school", "蓝")}, nil, farVillage)
	o.must(err)
	before := o.caseOf("H1")
	got := o.screen([]screening.Line{line("H1", "school", "红"), line("H2", "school", "红")}, []screening.Line{line("H1", "vehicle", "")})
	if want := (casework.Received{Run: got.Run, Outside: 3}); *got != want {
		t.Errorf("got %+v, want %+v", *got, want)
	}
	if after := o.caseOf("H1"); after.Version != before.Version || after.State != before.State || after.Alerts[0] != before.Alerts[0] {
		t.Errorf("%+v", after)
	}
}

// oneByOne counts what is asked of the store a case.
type oneByOne struct {
	casework.Store
	hits int
}

func (s *oneByOne) Hits(ctx context.Context, id int64) ([]casework.Hit, error) {
	s.hits++
	return s.Store.Hits(ctx, id)
}

// Hits of a province are compared in one question, and hang once a rule.
func TestHitsAreAskedForOnce(t *testing.T) {
	o := anOffice(t)
	var alerts, hits []screening.Line
	for i := range 30 {
		code := fmt.Sprintf("H%02d", i)
		o.family(code, nil)
		alerts = append(alerts, line(code, "school", "蓝"))
		hits = append(hits, line(code, "vehicle", ""), line(code, "vehicle", ""), line(code, "company", ""))
	}
	asked := &oneByOne{Store: o.db}
	o.Store = asked
	if got := o.screen(alerts, hits); got.Hits != 60 {
		t.Errorf("%+v", got)
	}
	if got := o.screen(alerts, append(hits, line("H07", "house", ""))); got.Hits != 1 {
		t.Errorf("again: %+v", got)
	}
	if asked.hits != 0 {
		t.Errorf("hits were asked for %d times", asked.hits)
	}
	held, err := o.db.Hits(t.Context(), o.caseOf("H07").ID)
	o.must(err)
	if len(held) != 3 {
		t.Errorf("%+v", held)
	}
}

func TestAnAlertJoinsADeclaration(t *testing.T) {
	o := anOffice(t)
	o.family("H1", nil)
	_, err := o.Open(t.Context(), cadre, "H1", casework.FromHousehold, "孩子上学欠了钱")
	o.must(err)
	got := o.screen([]screening.Line{line("H1", "school", "蓝")}, nil)
	if got.Joined != 1 || got.Opened != 0 {
		t.Fatalf("%+v", got)
	}
	file, err := o.File(t.Context(), cadre, o.caseOf("H1").ID)
	o.must(err)
	if len(file.Events) != 2 || file.Events[1].Act != "alert" {
		t.Fatalf("the file does not tell of it: %+v", file.Events)
	}
}
