package casework_test

import (
	"fmt"
	"strings"
	"testing"

	"dixian/casework"
	"dixian/screening"
)

// A villager complains without signing in: the limits of a declaration hold, what
// is sent twice is one complaint, and the levels above see it as any other.
func TestAComplaintFromTheVillagesPage(t *testing.T) {
	o := anOffice(t)
	good := func(change func(c *casework.Complaint)) *casework.Complaint {
		c := &casework.Complaint{Kind: "拖延", AboutLevel: 1, ComplaintWords: casework.ComplaintWords{Says: "申报二十天没人来", Once: casework.NewOnce()}}
		if change != nil {
			change(c)
		}
		return c
	}
	for says, change := range map[string]func(c *casework.Complaint){
		"请写明投诉的事情":  func(c *casework.Complaint) { c.Says = " " },
		"最多写 1000":  func(c *casework.Complaint) { c.Says = strings.Repeat("拖", 1001) },
		"电话号码不对":    func(c *casework.Complaint) { c.Phone = "家里电话" },
		"请选被投诉的":    func(c *casework.Complaint) { c.AboutLevel = 0 },
		"投诉的是人员、拖延": func(c *casework.Complaint) { c.Kind = "" },
	} {
		o.says(o.ComplainUnsigned(t.Context(), village, good(change)), says)
	}
	first := good(nil)
	must(t, o.ComplainUnsigned(t.Context(), village, first))
	again := good(func(c *casework.Complaint) { c.Once = first.Once })
	must(t, o.ComplainUnsigned(t.Context(), village, again))
	if first.ID == 0 || again.ID != first.ID || first.ReceivedBy != "-" || first.DueOn.String() != "2025-06-30" {
		t.Fatalf("sent twice it is one, due in fifteen working days: %+v, %+v", first, again)
	}
	if seen, err := o.Complaints(t.Context(), cadre); err != nil || len(seen) != 0 {
		t.Fatalf("the village complained of does not see it: %v, %v", seen, err)
	}
	if seen, err := o.Complaints(t.Context(), townClerk); err != nil || len(seen) != 1 {
		t.Fatalf("the town does: %v, %v", seen, err)
	}
	phoned := func(c *casework.Complaint) { c.Phone = "139 0000 7777" }
	for range 3 {
		must(t, o.ComplainUnsigned(t.Context(), village, good(phoned)))
	}
	o.says(o.ComplainUnsigned(t.Context(), village, good(phoned)), "这个电话今天已经投诉过几次")
	for range 46 {
		must(t, o.ComplainUnsigned(t.Context(), village, good(nil)))
	}
	o.says(o.ComplainUnsigned(t.Context(), village, good(nil)), "今天这个村收到的太多了")
	o.days(1)
	must(t, o.ComplainUnsigned(t.Context(), village, good(phoned)))
}

// A villager objects on the village's page to what hangs on its board, and to
// nothing else; it stops the clock and the review like an objection that a cadre
// wrote down.
func TestAnObjectionFromTheVillagesPage(t *testing.T) {
	o := anOffice(t)
	o.family("H1", nil)
	o.screen([]screening.Line{line("H1", "school", "蓝")}, nil)
	o.does(clerk, "H1", "dispatch", "dispatched", nil)
	o.does(cadre, "H1", "visit", "visited", o.visitForm())
	o.sign("H1")
	o.does(townClerk, "H1", "compare", "comparing", nil)
	o.does(cadre, "H1", "hold_meeting", "meeting", o.meetingForm())
	id := o.caseOf("H1").ID
	object := func(says string) error { return o.ObjectUnsigned(t.Context(), village, id, says) }
	o.says(object("他家有车"), "公示已经结束")
	o.does(cadre, "H1", "post", "publicity", o.postForm())
	o.says(object(" "), "请写明哪里不对")
	o.says(object(strings.Repeat("他家有车", 251)), "最多写 1000 个字")
	o.says(object("打我 13900007777"), "请不要写身份证、电话或账号")
	o.says(o.ObjectUnsigned(t.Context(), village+1, id, "他家有车"), "公示已经结束")
	must(t, object("他家有车"))
	must(t, object("他家有车"))
	c := o.caseOf("H1")
	held, err := o.db.Objections(t.Context(), id)
	must(t, err)
	if len(held) != 1 || c.PausedOn != o.Today() {
		t.Fatalf("once, and the clock stands still: %+v, %+v", held, c)
	}
	for i := range 9 {
		must(t, object(fmt.Sprintf("还有一件事（第 %d 件）", i)))
	}
	o.says(object("再说一件"), "已经收到好几条意见")
	o.days(6)
	if hanging, err := o.Postings(t.Context(), village); err != nil || len(hanging) != 1 {
		t.Fatalf("while it is in question it hangs on: %v, %v", hanging, err)
	}
	o.refused(townClerk, "H1", "town_review", reviewForm, "还有异议没有处理完")
	held, err = o.db.Objections(t.Context(), id)
	must(t, err)
	for _, h := range held {
		c = o.caseOf("H1")
		_, err := o.Object(t.Context(), townClerk, id, c.Version, casework.Objection{ID: h.ID, Answer: "查过，没有"})
		must(t, err)
	}
	if hanging, err := o.Postings(t.Context(), village); err != nil || len(hanging) != 0 {
		t.Fatalf("its term is over: %v, %v", hanging, err)
	}
	o.says(object("他家还有房"), "公示已经结束")
	o.does(townClerk, "H1", "town_review", "town_review", reviewForm)
}
