package casework_test

import (
	"testing"

	"dixian/casework"
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

// A screening of one county says nothing about the families of another.
func TestARunOverOneCountyLeavesTheOthersAlone(t *testing.T) {
	o := anOffice(t)
	o.family("H1", func(h *registry.Household) { h.Division = 520222_100_201 })
	l := line("H1", "school", "蓝")
	l.Division = "520222100201"
	_, err := o.Receive(t.Context(), clerk, &casework.Run{AsOf: o.Today()}, &screening.Result{Alerts: []screening.Line{l}}, nil)
	o.must(err)
	o.screen(nil, nil)
	if o.caseOf("H1").Alerts[0].Gone {
		t.Fatal("it was marked as gone")
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
