package casework_test

import (
	"testing"

	"dixian/casework"
	"dixian/screening"
)

// A hit that a person found true and excluding stands in the way of the entry
// until the town changes its finding; it never refuses the family by itself.
func TestAnExcludingHitIsNotApprovedOver(t *testing.T) {
	o := anOffice(t)
	o.family("H1", nil)
	o.screen([]screening.Line{line("H1", "medical_burden", "黄")}, []screening.Line{line("H1", "has_vehicle", "")})
	o.does(clerk, "H1", "dispatch", "dispatched", nil)
	o.does(cadre, "H1", "visit", "visited", o.visitForm())
	o.sign("H1")
	settle := func(status string) {
		c := o.caseOf("H1")
		hits, err := o.db.Hits(t.Context(), c.ID)
		o.must(err)
		h := hits[0]
		h.Status, h.Reason, h.Department = status, "车为谋生工具", "交管答复属实"
		_, err = o.SettleHit(t.Context(), townClerk, c.ID, c.Version, h)
		o.must(err)
	}
	settle(casework.HitExcluded)
	o.does(townClerk, "H1", "compare", "comparing", nil)
	o.does(cadre, "H1", "hold_meeting", "meeting", o.meetingForm())
	o.does(cadre, "H1", "post", "publicity", o.postForm())
	o.days(6)
	o.does(townClerk, "H1", "town_review", "town_review", reviewForm)
	o.does(clerk, "H1", "prepare_decision", "county_decision", decisionForm)
	o.refused(head, "H1", "approve", map[string]string{"decided_on": o.day(0)}, "属实且不予纳入")
	settle(casework.HitExempt)
	o.does(head, "H1", "approve", "monitored", map[string]string{"decided_on": o.day(0)})
}
