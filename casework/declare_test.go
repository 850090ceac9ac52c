package casework_test

import (
	"errors"
	"strings"
	"testing"

	"dixian/access"
	"dixian/casework"
	"dixian/registry"
	"dixian/workflow"
)

// valid is the ID number of a head of household with its right check digit.
const valid = "520123197003120010"

// said is a declaration that nothing stands in the way of.
func said() *casework.Declaration {
	return &casework.Declaration{
		Village: village, Way: casework.ByCode, Channel: casework.FromHousehold, Name: "甲一", Troubles: []string{casework.Troubles[0]}, Words: "住院花了很多", Consent: true,
	}
}

func TestDeclarationsAreRefused(t *testing.T) {
	o := anOffice(t)
	for _, c := range []struct {
		says, field string
		change      func(*casework.Declaration)
	}{
		{"without a trouble, a word or a recording", "troubles", func(d *casework.Declaration) { d.Troubles, d.Words = nil, " " }},
		{"with a trouble of one's own making", "troubles", func(d *casework.Declaration) { d.Troubles = []string{"<b>"} }},
		{"with more words than a page", "words", func(d *casework.Declaration) { d.Words = strings.Repeat("字", 1001) }},
		{"by nobody", "name", func(d *casework.Declaration) { d.Name = " " }},
		{"with a number whose check digit is wrong", "number", func(d *casework.Declaration) { d.Number = "520123197003120018" }},
		{"with a phone that is none", "phone", func(d *casework.Declaration) { d.Phone = "找我儿子" }},
		{"for another by nobody", "proxy", func(d *casework.Declaration) { d.Channel = casework.FromProxy }},
		{"as a department's alert", "channel", func(d *casework.Declaration) { d.Channel = casework.FromDepartments }},
		{"without consent", "consent", func(d *casework.Declaration) { d.Consent = false }},
	} {
		d := said()
		c.change(d)
		err := o.Declare(t.Context(), nil, d, nil)
		var refused *workflow.Refused
		if !errors.As(err, &refused) || refused.Faults[0].Field != c.field || strings.Contains(err.Error(), d.Number) && d.Number != "" {
			t.Errorf("%s: %v", c.says, err)
		}
	}
	if err := o.Declare(t.Context(), nil, said(), make([]casework.DeclaredFile, 5)); err == nil {
		t.Error("five files were taken")
	}
	d := said()
	if err := o.Declare(t.Context(), stranger, d, nil); !errors.Is(err, casework.ErrNotFound) {
		t.Errorf("an official of another town writes for this village: %v", err)
	}
	d.Household = "H-none"
	if err := o.Declare(t.Context(), cadre, d, nil); !errors.Is(err, access.ErrNotFound) {
		t.Errorf("for a household that is not there: %v", err)
	}
}

func TestADeclarationWhoseHouseholdIsKnownGoesToTheVillageAtOnce(t *testing.T) {
	o := anOffice(t)
	o.family("H1", func(h *registry.Household) { h.Members[0].Number = valid })
	d := said()
	d.Name, d.Number = "甲一", valid
	must(t, o.Declare(t.Context(), nil, d, nil))
	c, err := o.db.OpenCase(t.Context(), "H1")
	must(t, err)
	if c == nil || c.State != "dispatched" || c.Channel != casework.FromHousehold || c.T0 != d.Day || d.CaseID != c.ID {
		t.Fatalf("the clue is %+v", c)
	}
	events, err := o.db.Events(t.Context(), c.ID)
	must(t, err)
	if last := events[len(events)-1]; strings.Contains(last.Reason, d.Words) || !strings.Contains(last.Reason, casework.Troubles[0]) {
		t.Errorf("the event says %q", last.Reason)
	}
	// The same page sent again is the same declaration.
	again := said()
	again.Once = d.Once
	must(t, o.Declare(t.Context(), nil, again, nil))
	if again.ID != d.ID || again.Receipt != d.Receipt {
		t.Errorf("sent twice it is two: %d and %d", d.ID, again.ID)
	}
	// Declared again within 60 days it goes to the town.
	second := said()
	second.Name, second.Number = d.Name, d.Number
	must(t, o.Declare(t.Context(), nil, second, nil))
	if !second.Again || second.CaseID != 0 || second.Household != "H1" {
		t.Errorf("a second declaration: %+v", second)
	}
	if _, err := o.Identify(t.Context(), cadre, second.ID, second.Version, "H1"); !errors.Is(err, access.ErrForbidden) {
		t.Errorf("the village takes it: %v", err)
	}
	taken, err := o.Identify(t.Context(), townClerk, second.ID, second.Version, "H1")
	must(t, err)
	if taken.CaseID != c.ID {
		t.Errorf("it hangs on case %d", taken.CaseID)
	}
	o.now = o.now.AddDate(0, 0, 61)
	third := said()
	third.Name, third.Number = d.Name, d.Number
	must(t, o.Declare(t.Context(), nil, third, nil))
	if third.Again {
		t.Error("after 60 days it is a second one still")
	}
}

func TestADeclarationWaitsForItsHousehold(t *testing.T) {
	o := anOffice(t)
	o.family("H1", func(h *registry.Household) { h.Members[0].Number = valid })
	for says, change := range map[string]func(*casework.Declaration){
		"no number at hand":             func(*casework.Declaration) {},
		"the number of somebody else":   func(d *casework.Declaration) { d.Number, d.Name = valid, "别人" },
		"a number that nobody here has": func(d *casework.Declaration) { d.Number = "11010519491231002X" },
	} {
		d := said()
		change(d)
		must(t, o.Declare(t.Context(), nil, d, nil))
		if d.CaseID != 0 || d.Household != "" {
			t.Errorf("%s: it went to %q", says, d.Household)
		}
	}
	waiting, err := o.db.Declarations(t.Context(), casework.DeclarationFilter{Scope: townClerk.Scope()})
	must(t, err)
	if len(waiting) != 3 {
		t.Fatalf("%d wait", len(waiting))
	}
	o.now = o.now.AddDate(0, 0, 2)
	first := waiting[0]
	if _, err := o.Identify(t.Context(), stranger, first.ID, first.Version, "H1"); !errors.Is(err, casework.ErrNotFound) {
		t.Errorf("another town takes it: %v", err)
	}
	if _, err := o.Identify(t.Context(), townClerk, first.ID, first.Version+1, "H1"); !errors.Is(err, casework.ErrStale) {
		t.Errorf("a stale one: %v", err)
	}
	if _, err := o.Identify(t.Context(), townClerk, first.ID, first.Version, "H9"); err == nil {
		t.Error("a household that is not there was named")
	}
	d, err := o.Identify(t.Context(), townClerk, first.ID, first.Version, "H1")
	must(t, err)
	c, err := o.db.Case(t.Context(), d.CaseID, townClerk.Scope())
	must(t, err)
	if c.T0 != first.Day || c.State != "dispatched" || c.WholeDueOn != first.Day+15 {
		t.Errorf("the clock began on %s and ends on %s", c.T0, c.WholeDueOn)
	}
	if _, err := o.Identify(t.Context(), townClerk, d.ID, d.Version, "H1"); err == nil {
		t.Error("it was taken twice")
	}
	steps, err := o.Progress(t.Context(), d)
	must(t, err)
	if len(steps) != 6 || steps[0].On != first.Day || steps[1].On != 0 {
		t.Errorf("the receipt shows %+v", steps)
	}
}

func TestAPhoneMayDeclareThreeTimesADay(t *testing.T) {
	o := anOffice(t)
	for i := range 4 {
		d := said()
		d.Phone = "139-0000-1111"
		err := o.Declare(t.Context(), nil, d, nil)
		if (err != nil) != (i == 3) {
			t.Fatalf("declaration %d: %v", i+1, err)
		}
	}
	d := said()
	d.Phone = "13900001111"
	if err := o.Declare(t.Context(), cadre, d, nil); err != nil {
		t.Errorf("an official writes for somebody: %v", err)
	}
}

func TestReceiptsAreReadAsTheyAreWritten(t *testing.T) {
	for written, want := range map[string]string{
		"": "", "7K4-29P-06Q": "", "7K4-29P-06QX-Y": "", "7K4-29P-06QU": "",
		"7K4-29P-06QX": "7K429P06QX", " 7k4 29p·o6qx ": "7K429P06QX", "7K429PL6QI": "7K429P16Q1",
	} {
		if got := casework.ReceiptOf(written); got != want {
			t.Errorf("%q is read as %q", written, got)
		}
	}
	if got := casework.ShowReceipt("7K429P06QX"); got != "7K4-29P-06QX" {
		t.Errorf("it is shown as %s", got)
	}
}

func TestADeclarationIsDismissedByAPersonWithAReason(t *testing.T) {
	o := anOffice(t)
	o.family("H1", func(h *registry.Household) { h.Members[0].Number = valid })
	must(t, o.Declare(t.Context(), nil, func() *casework.Declaration { d := said(); d.Number = valid; return d }(), nil))
	known := said()
	known.Number = valid
	must(t, o.Declare(t.Context(), nil, known, nil))
	own := said()
	must(t, o.Declare(t.Context(), townClerk, own, nil))
	advert := said()
	advert.Name = "贷款广告"
	must(t, o.Declare(t.Context(), nil, advert, nil))
	for _, c := range []struct {
		says   string
		by     *access.User
		of     *casework.Declaration
		reason string
		want   string // in the refusal
	}{
		{"of a household that is known", townClerk, known, "重复", "只能认户立案"},
		{"by who wrote it down", townClerk, own, "重复", "要由别人来作废"},
		{"without a reason", townClerk, advert, " ", "请写明为什么作废"},
		{"with a phone in the reason", townClerk, advert, "骗子 139-0000-7777", "不要写身份证"},
		{"by the village", cadre, advert, "广告", access.ErrForbidden.Error()},
		{"by another town", stranger, advert, "广告", casework.ErrNotFound.Error()},
	} {
		if _, err := o.Dismiss(t.Context(), c.by, c.of.ID, c.of.Version, c.reason); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", c.says, err)
		}
	}
	if _, err := o.Dismiss(t.Context(), townClerk, advert.ID, advert.Version+1, "广告"); !errors.Is(err, casework.ErrStale) {
		t.Errorf("a stale one: %v", err)
	}
	d, err := o.Dismiss(t.Context(), townClerk, advert.ID, advert.Version, "广告")
	must(t, err)
	listed := func(state casework.DeclarationState) int {
		held, err := o.db.Declarations(t.Context(), casework.DeclarationFilter{Scope: townClerk.Scope(), State: state})
		must(t, err)
		return len(held)
	}
	if w, l, gone := listed(casework.Waiting), listed(casework.Laid), listed(casework.Dismissed); w != 2 || l != 1 || gone != 1 {
		t.Errorf("%d wait, %d have a case, %d are dismissed", w, l, gone)
	}
	steps, err := o.Progress(t.Context(), d)
	must(t, err)
	if len(steps) != 2 || steps[1].On != o.Today() {
		t.Errorf("the receipt shows %+v", steps)
	}
	if _, err := o.Dismiss(t.Context(), townClerk, d.ID, d.Version, "广告"); err == nil {
		t.Error("it was dismissed twice")
	}
	// Dismissed wrongly, it becomes a clue all the same, and its clock ran.
	taken, err := o.Identify(t.Context(), townClerk, d.ID, d.Version, "H1")
	must(t, err)
	if taken.CaseID == 0 || taken.DismissedOn != 0 || listed(casework.Dismissed) != 0 {
		t.Errorf("taken up again it is %+v", taken)
	}
}
