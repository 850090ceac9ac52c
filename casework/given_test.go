package casework_test

import (
	"errors"
	"maps"
	"strings"
	"sync"
	"testing"
	"time"

	"dixian/access"
	"dixian/audit"
	"dixian/calendar"
	"dixian/casework"
	"dixian/division"
	"dixian/plan"
	"dixian/registry"
	"dixian/rule"
	"dixian/screening"
	"dixian/store"
	"dixian/workflow"
)

// Places and the people who work there.
const (
	county  division.Code = 520123_000_000
	town    division.Code = 520123_100_000
	village division.Code = 520123_100_201
)

var (
	cadre     = who("cun", "village_cadre", village)
	team      = who("dui", "village_team", village)
	townClerk = who("zhen", "town_clerk", town)
	clerk     = who("xian", "county_clerk", county)
	head      = who("zhang", "county_head", county)
	both      = &access.User{Login: "both", Name: "兼", Grants: []access.Grant{{Role: "county_clerk", Division: county}, {Role: "county_head", Division: county}}}
	stranger  = who("bie", "town_clerk", 520123_101_000)
	city      = who("shi", "city", county.Prefecture())
	sysadmin  = who("guan", "sysadmin", county.Province())
)

func who(login, role string, at division.Code) *access.User {
	return &access.User{Login: login, Name: login, Grants: []access.Grant{{Role: role, Division: at}}}
}

// office is the service over a real database and the real plan package, with a
// clock that stands on Monday 9 June 2025, nine o'clock, until it is moved.
type office struct {
	*casework.Service
	t   *testing.T
	db  *store.DB
	now time.Time
}

var guizhou = sync.OnceValues(func() (*plan.Package, error) { return plan.Load("../plans/guizhou") })

var program = sync.OnceValues(func() (*rule.Program, error) {
	p, err := guizhou()
	if err != nil {
		return nil, err
	}
	return plan.Check(p)
})

func anOffice(t *testing.T) *office {
	t.Helper()
	p, err := guizhou()
	must(t, err)
	compiled, err := program()
	must(t, err)
	dir := t.TempDir()
	keys, err := store.Keys(dir)
	must(t, err)
	db, err := store.Open(t.Context(), dir, keys)
	must(t, err)
	t.Cleanup(func() { db.Close() })
	o := &office{t: t, db: db, now: time.Date(2025, 6, 9, 9, 0, 0, 0, time.FixedZone("Beijing", 8*3600))}
	o.Service = &casework.Service{Store: db, Registry: db, Audit: db, Package: p, Program: compiled, Now: func() time.Time { return o.now }}
	return o
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (o *office) must(err error) {
	o.t.Helper()
	must(o.t, err)
}

// days lets so many days pass.
func (o *office) days(n int) { o.now = o.now.AddDate(0, 0, n) }

// day is a day so many days from today, as a form has it.
func (o *office) day(n int) string { return (o.Today() + calendar.Date(n)).String() }

// Synthetic numbers of a family: their masks differ, as those of a family do.
const (
	father = "520123197003120017"
	mother = "520123197205060026"
	child  = "520123201509080031"
)

// family lays a household of two adults who can work and a child.
func (o *office) family(code string, change func(h *registry.Household)) {
	o.t.Helper()
	h := registry.Household{Code: code, Division: village, Kind: "脱贫户", Phone: "13900001111", Members: []registry.Person{
		{Number: father, HasID: true, Name: "甲一", Sex: "男", BirthDate: calendar.NewDate(1970, 3, 12), Relation: "户主", Labor: "普通劳动力", Status: "正常", LivingTogether: true},
		{Number: mother, HasID: true, Name: "甲二", Sex: "女", BirthDate: calendar.NewDate(1972, 5, 6), Relation: "配偶", Labor: "普通劳动力", Status: "正常", LivingTogether: true},
		{Number: child, HasID: true, Name: "甲三", Sex: "女", BirthDate: calendar.NewDate(2015, 9, 8), Relation: "之女", Status: "正常", LivingTogether: true},
	}}
	if change != nil {
		change(&h)
	}
	_, _, err := o.db.Replace(o.t.Context(), []registry.Household{h})
	o.must(err)
}

// line is an alert or hit of a screening.
func line(household, rule, urgency string) screening.Line {
	return screening.Line{
		Division: village.String(), Household: household, Rule: rule, Risk: "因病", Urgency: urgency, AsOf: "2025-06-08",
		Members: "520123********0017", Evidence: `{"自付":"12000.00"}`,
	}
}

// screen receives a screening that covered every table of the county.
func (o *office) screen(alerts, hits []screening.Line) *casework.Received {
	o.t.Helper()
	var covered []screening.Covered
	for _, c := range o.Program.Coverages {
		covered = append(covered, screening.Covered{Table: c.Table.Name, County: county.String(), Period: "2025-06", Covered: true})
	}
	got, err := o.Receive(o.t.Context(), clerk, &casework.Run{AsOf: o.Today()}, &screening.Result{Alerts: alerts, Hits: hits, Screened: 100, Alerted: len(alerts)}, covered, []division.Code{county})
	o.must(err)
	return got
}

// caseOf reads a household's open case as it stands.
func (o *office) caseOf(household string) *casework.Case {
	o.t.Helper()
	c, err := o.db.OpenCase(o.t.Context(), household)
	o.must(err)
	if c == nil {
		o.t.Fatalf("household %s has no open case", household)
	}
	return c
}

// photographs keeps a photo of a household's case, taken at a moment as the phone
// says and sent now.
func (o *office) photographs(household, of string, taken time.Time) {
	o.t.Helper()
	o.must(o.AddPhoto(o.t.Context(), cadre, o.caseOf(household).ID, &casework.Photo{Of: of, Once: casework.NewOnce(), TakenAt: taken, Data: shot(o.t, 4, 4)}))
}

// does makes a move and wants it to lead to a state; before a review somebody has
// photographed the board.
func (o *office) does(u *access.User, household, move, to string, form map[string]string) *casework.Case {
	o.t.Helper()
	if move == "town_review" || move == "clear_town_review" {
		o.photographs(household, casework.PhotoPosted, o.now)
		o.photographs(household, casework.PhotoTakenDown, o.now)
	}
	c := o.caseOf(household)
	got, err := o.Move(o.t.Context(), u, c.ID, casework.MoveRequest{Move: move, Version: c.Version, Reason: "依据材料", Form: form})
	if err != nil {
		o.t.Fatalf("%s by %s: %v", move, u.Login, err)
	}
	if got.State != to {
		o.t.Fatalf("%s leads to %s, not %s", move, got.State, to)
	}
	return got
}

// refused wants a move to be refused with words, and nothing changed.
func (o *office) refused(u *access.User, household, move string, form map[string]string, says string) {
	o.t.Helper()
	c := o.caseOf(household)
	_, err := o.Move(o.t.Context(), u, c.ID, casework.MoveRequest{Move: move, Version: c.Version, Reason: "依据材料", Form: form})
	o.says(err, says)
	if after := o.caseOf(household); after.Version != c.Version {
		o.t.Fatalf("%s was refused and changed the case", move)
	}
}

// says wants a refusal with words.
func (o *office) says(err error, words string) {
	o.t.Helper()
	var refused *workflow.Refused
	if !errors.As(err, &refused) || !strings.Contains(err.Error(), words) {
		o.t.Fatalf("got %v, want a refusal that says %q", err, words)
	}
}

func (o *office) fails(err, want error) {
	o.t.Helper()
	if !errors.Is(err, want) {
		o.t.Fatalf("got %v, want %v", err, want)
	}
}

// with is a form with some answers changed; an empty one leaves the answer out.
func with(form map[string]string, changes ...string) map[string]string {
	out := maps.Clone(form)
	for i := 0; i < len(changes); i += 2 {
		if out[changes[i]] = changes[i+1]; changes[i+1] == "" {
			delete(out, changes[i])
		}
	}
	return out
}

func (o *office) visitForm() map[string]string {
	return map[string]string{
		"visited_on": o.day(0), "visitor_1": "王某", "visitor_2": "李某", "members_confirmed": "是", "food": "不愁", "clothes": "不愁",
		"house_safe": "安全", "water_safe": workflow.Unsure, "school": "都在学", "medical_cover": "都参保", "risk_found": "是", "conclusion": "大病自付多，一时周转不开",
		"income_wage": `[{"item":"外出务工","amount":"18000","source":"口述"}]`,
	}
}

func (o *office) meetingForm() map[string]string {
	return map[string]string{
		"held_on": o.day(0), "entitled": "30", "attended": "25", "agreed": "24", "against": "1", "relatives_recused": "是", "minutes": "逐户评议，同意",
	}
}

func (o *office) postForm() map[string]string {
	return map[string]string{"posted_on": o.day(0), "place": "村务公开栏"}
}

var reviewForm = map[string]string{"spot_check": "抽查属实"}

var decisionForm = map[string]string{"object_type": "突发严重困难户", "main_risk": "因病", "opinion": "拟纳入"}

// sign takes the authorisations of both adults.
func (o *office) sign(household string) {
	o.t.Helper()
	h, err := o.db.Household(o.t.Context(), household, false)
	o.must(err)
	for _, p := range h.Members[:2] {
		c := o.caseOf(household)
		_, err := o.Authorise(o.t.Context(), cadre, c.ID, c.Version, casework.Authorisation{Number: p.Number, Way: "纸质", SignedOn: o.Today()})
		o.must(err)
	}
}

// identified takes a household from the desk to the list, all in order.
func (o *office) identified(household string) {
	o.t.Helper()
	o.untilDecision(household)
	o.does(head, household, "approve", "monitored", map[string]string{"decided_on": o.day(0)})
}

// untilDecision takes it as far as the county head's desk.
func (o *office) untilDecision(household string) {
	o.t.Helper()
	o.does(clerk, household, "dispatch", "dispatched", nil)
	o.does(cadre, household, "visit", "visited", o.visitForm())
	o.sign(household)
	o.does(townClerk, household, "compare", "comparing", nil)
	o.posted(household)
}

// posted takes a compared household through meeting, publicity and the town to the
// county head's desk.
func (o *office) posted(household string) {
	o.t.Helper()
	o.does(cadre, household, "hold_meeting", "meeting", o.meetingForm())
	o.does(cadre, household, "post", "publicity", o.postForm())
	o.days(6)
	o.does(townClerk, household, "town_review", "town_review", reviewForm)
	o.does(clerk, household, "prepare_decision", "county_decision", decisionForm)
}

// logged checks that the audit log holds, and counts it.
func (o *office) logged() int64 {
	o.t.Helper()
	n, err := audit.Verify(o.t.Context(), o.db)
	o.must(err)
	return n
}
