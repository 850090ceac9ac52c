package casework_test

import (
	"fmt"
	"testing"

	"dixian/access"
	"dixian/casework"
	"dixian/division"
	"dixian/registry"
	"dixian/screening"
)

func TestADeskRefuses(t *testing.T) {
	o := anOffice(t)
	o.family("H1", nil)
	o.family("H2", nil)
	o.screen([]screening.Line{line("H1", "school", "蓝")}, nil)
	o.refused(clerk, "H1", "settle", map[string]string{}, "请填写“了结原因”")
	o.refused(clerk, "H1", "settle", map[string]string{"code": "名额已满"}, "了结原因")
	c := o.caseOf("H1")
	_, err := o.Move(t.Context(), clerk, c.ID, casework.MoveRequest{Move: "settle", Version: c.Version, Form: map[string]string{"code": "数据错误"}})
	o.says(err, "请写明理由")
	_, err = o.Move(t.Context(), clerk, c.ID, casework.MoveRequest{Move: "fly", Version: c.Version})
	o.says(err, "没有“fly”这一步")
}

func TestBulk(t *testing.T) {
	o := anOffice(t)
	var lines []screening.Line
	var ids []int64
	for i := range 20 {
		code := fmt.Sprintf("H%02d", i)
		o.family(code, nil)
		lines = append(lines, line(code, "school", "蓝"))
	}
	o.screen(lines, nil)
	for _, l := range lines {
		ids = append(ids, o.caseOf(l.Household).ID)
	}
	before := o.logged()

	for says, r := range map[string]casework.BulkRequest{
		"这一步不能成批办理":     {Move: "visit", IDs: ids},
		"一次选 1 到 500 条": {Move: "dispatch"},
	} {
		_, err := o.Bulk(t.Context(), clerk, r)
		o.says(err, says)
	}

	t.Log("a dry run says what would happen and does nothing")
	out, err := o.Bulk(t.Context(), clerk, casework.BulkRequest{Move: "dispatch", IDs: ids, DryRun: true})
	o.must(err)
	if done(out) != 15 || o.caseOf("H00").State != "triage" || o.logged() != before {
		t.Fatalf("%+v", out)
	}
	loads, err := o.Loads(t.Context(), clerk, ids)
	o.must(err)
	if len(loads) != 1 || loads[0] != (casework.Load{Village: village, More: 20, Limit: 15}) {
		t.Fatalf("%+v", loads)
	}

	t.Log("a village gets what it can visit, the rest waits, visibly")
	out, err = o.Bulk(t.Context(), clerk, casework.BulkRequest{Move: "dispatch", IDs: ids})
	o.must(err)
	if done(out) != 15 || out[14].Says != "" || out[15].Says != "本村待入户已满，先留在研判台" {
		t.Fatalf("%+v", out)
	}
	if o.caseOf("H14").State != "dispatched" || o.caseOf("H15").State != "triage" {
		t.Fatal("not the first fifteen")
	}
	o.refused(clerk, "H15", "dispatch", nil, "本村待入户已满")

	t.Log("what cannot be done says why and stops nobody else")
	out, err = o.Bulk(t.Context(), clerk, casework.BulkRequest{Move: "settle", Reason: "已核", Form: map[string]string{"code": "数据错误"}, IDs: []int64{ids[0], ids[16], ids[16], 9999, ids[17]}})
	o.must(err)
	if fmt.Sprint(out[0].Done, out[1].Done, out[2].Done, out[3].Done, out[4].Done) != "false true false false true" || out[3].Says != casework.ErrNotFound.Error() {
		t.Fatalf("%+v", out)
	}
	out, err = o.Bulk(t.Context(), stranger, casework.BulkRequest{Move: "dispatch", IDs: ids[18:]})
	o.must(err)
	if done(out) != 0 || out[0].Says != casework.ErrNotFound.Error() {
		t.Fatalf("another town's clerk: %+v", out)
	}
	o.logged()
}

func done(out []casework.BulkOutcome) int {
	n := 0
	for _, o := range out {
		if o.Done {
			n++
		}
	}
	return n
}

func TestADeclaration(t *testing.T) {
	t.Run("is opened by the village, the town or the county, and not without words", func(t *testing.T) {
		o := anOffice(t)
		o.family("H1", nil)
		_, err := o.Open(t.Context(), cadre, "H1", casework.FromHousehold, " ")
		o.says(err, "请写明家里遇到的难处")
		_, err = o.Open(t.Context(), cadre, "H1", casework.FromDepartments, "x")
		o.says(err, "线索来源是")
		_, err = o.Open(t.Context(), city, "H1", casework.FromHousehold, "x")
		o.fails(err, access.ErrForbidden)
		_, err = o.Open(t.Context(), stranger, "H1", casework.FromHousehold, "x")
		o.fails(err, casework.ErrNotFound)
		_, err = o.Open(t.Context(), cadre, "HX", casework.FromHousehold, "x")
		o.fails(err, casework.ErrNotFound)
	})
	t.Run("is in the village at once", func(t *testing.T) {
		o := anOffice(t)
		o.family("H1", nil)
		c, err := o.Open(t.Context(), cadre, "H1", casework.FromHousehold, "病了")
		o.must(err)
		if c.State != "dispatched" || c.T0 != o.Today() || c.DueOn != o.Today()+3 || c.WholeDueOn != o.Today()+15 {
			t.Fatalf("%+v", c)
		}
	})
	t.Run("takes a clue from the desk, where it could have been settled", func(t *testing.T) {
		o := anOffice(t)
		o.family("H1", nil)
		o.screen([]screening.Line{line("H1", "school", "蓝")}, nil)
		_, err := o.Open(t.Context(), cadre, "H1", casework.FromHousehold, "病了")
		o.must(err)
		if c := o.caseOf("H1"); c.State != "dispatched" || c.Channel != casework.FromHousehold || c.T0 != o.Today() {
			t.Fatalf("%+v", c)
		}
		o.refused(clerk, "H1", "settle", map[string]string{"code": "数据错误"}, "现在是“待入户”")
	})
	t.Run("is closed only after a word with who declared", func(t *testing.T) {
		o := anOffice(t)
		o.family("H1", nil)
		_, err := o.Open(t.Context(), cadre, "H1", casework.FromCadre, "看着困难")
		o.must(err)
		_, err = o.Open(t.Context(), cadre, "H1", casework.FromProxy, "侄子代报")
		o.must(err)
		o.does(cadre, "H1", "visit", "visited", with(o.visitForm(), "risk_found", "否"))
		o.refused(townClerk, "H1", "close_no_risk", map[string]string{"would_change": "再病"}, "先给申报人打电话")
		o.refused(townClerk, "H1", "compare", nil, "入户核查认为没有风险")
		o.does(townClerk, "H1", "close_no_risk", "closed_no_risk", map[string]string{"would_change": "再病", "declarant_answer": "同意"})
	})
}

// A user sees and counts what is in the own divisions, an administrator nothing.
func TestWhoSeesWhat(t *testing.T) {
	o := anOffice(t)
	for i, at := range []division.Code{village, village + 1, 520123_101_201} {
		code := fmt.Sprint("H", i)
		o.family(code, func(h *registry.Household) { h.Division = at })
		l := line(code, "school", "蓝")
		l.Division = at.String()
		o.screen([]screening.Line{l}, nil)
	}
	for u, want := range map[*access.User]int{cadre: 1, townClerk: 2, stranger: 1, clerk: 3, city: 3, sysadmin: 0} {
		list, err := o.db.Cases(t.Context(), casework.Filter{Scope: u.Scope()})
		o.must(err)
		if len(list) != want {
			t.Errorf("%s sees %d cases, not %d", u.Login, len(list), want)
		}
	}
	c := o.caseOf("H2")
	for _, u := range []*access.User{cadre, townClerk, sysadmin} {
		_, err := o.File(t.Context(), u, c.ID)
		o.fails(err, casework.ErrNotFound)
	}
}

func TestNextSaysWhatStandsInTheWay(t *testing.T) {
	o := anOffice(t)
	o.family("H1", nil)
	o.screen([]screening.Line{line("H1", "school", "蓝")}, []screening.Line{line("H1", "vehicle", "")})
	o.does(clerk, "H1", "dispatch", "dispatched", nil)
	o.does(cadre, "H1", "visit", "visited", o.visitForm())
	next, err := o.Next(t.Context(), townClerk, o.caseOf("H1"))
	o.must(err)
	blocks := map[string]int{}
	for _, n := range next {
		blocks[n.Move.Name] = len(n.Blocks)
	}
	if fmt.Sprint(blocks) != "map[back_to_watch:2 close_no_risk:1 compare:2 revisit:0]" {
		t.Fatalf("%v", blocks)
	}
	if next, err := o.Next(t.Context(), city, o.caseOf("H1")); err != nil || len(next) != 0 {
		t.Fatalf("who only reads has no moves: %v %v", next, err)
	}
}
