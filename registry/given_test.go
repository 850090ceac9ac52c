package registry_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"dixian/access"
	"dixian/calendar"
	"dixian/division"
	"dixian/plan"
	"dixian/registry"
	"dixian/rule"
	"dixian/store"
	"dixian/workflow"
)

// Two villages of a county, one of another.
const (
	village   = division.Code(520123_100_201)
	neighbour = division.Code(520123_101_201)
	foreign   = division.Code(520281_001_003)
)

var today = calendar.NewDate(2025, 7, 1)

// Synthetic numbers, by who has them.
const (
	fatherID = "520123197003120010"
	motherID = "520123197205060028"
	sonID    = "520123199508120031"
	auntID   = "520123198001010023"
	newID    = "520123202506150047"
)

var program = sync.OnceValues(func() (*rule.Program, error) {
	pkg, err := plan.Load("../plans/guizhou")
	if err != nil {
		return nil, err
	}
	return plan.Check(pkg)
})

// world is a registry over a real store, and who works with it.
type world struct {
	t       *testing.T
	db      *store.DB
	service *registry.Service
	cases   *cases
}

// cases writes down what it is told.
type cases struct {
	told []registry.Rehousing
	err  error
}

func (c *cases) Rehouse(_ context.Context, _ *access.User, moves []registry.Rehousing) (moved []registry.Rehousing, err error) {
	c.told = append(c.told, moves...)
	for _, m := range moves {
		if m.From != m.To {
			moved = append(moved, m)
		}
	}
	return moved, c.err
}

func userOf(login, role string, at division.Code) *access.User {
	return &access.User{Login: login, Name: login, Grants: []access.Grant{{Role: role, Division: at}}}
}

var (
	cadre    = userOf("cadre", "village_cadre", village)
	clerk    = userOf("clerk", "county_clerk", village.County())
	head     = userOf("head", "county_head", village.County())
	stranger = userOf("stranger", "county_clerk", foreign.County())
	townsman = userOf("town", "town_clerk", village.Town())
	city     = userOf("city", "city", village.Prefecture())
)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func person(name, number, relation string) registry.Person {
	p := registry.Person{Name: name, Number: number, Relation: relation, Status: "正常", LivingTogether: true, Labor: "普通劳动力"}
	if len(number) == 18 {
		p.HasID = true
		p.Set("id_number", number, today)
	} else {
		p.Sex, p.BirthDate = "女", calendar.NewDate(2024, 5, 1)
	}
	return p
}

// newWorld lays the Gan family (father, mother, son, a child without an ID), the
// Yi household of one aunt in the next village, and one of another county.
func newWorld(t *testing.T) *world {
	t.Helper()
	dir := t.TempDir()
	keys, err := store.Keys(dir)
	must(t, err)
	db, err := store.Open(t.Context(), dir, keys)
	must(t, err)
	t.Cleanup(func() { must(t, db.Close()) })
	p, err := program()
	must(t, err)
	w := &world{t: t, db: db, cases: &cases{}}
	w.service = &registry.Service{Store: db, Audit: db, Cases: w.cases, Program: p, Now: func() time.Time { return time.Date(2025, 7, 1, 9, 0, 0, 0, time.UTC) }}
	_, _, err = db.Replace(t.Context(), []registry.Household{
		{Code: "甲1", Division: village, Kind: "脱贫户", Phone: "13900001111", Members: []registry.Person{
			person("甲父", fatherID, "户主"), person("甲母", motherID, "配偶"), person("甲子", sonID, "子"), person("甲孙", "LS01", "孙子女"),
		}},
		{Code: "乙1", Division: neighbour, Kind: "一般农户", Members: []registry.Person{person("乙姑", auntID, "户主")}},
		{Code: "丙1", Division: foreign, Kind: "一般农户", Members: []registry.Person{person("丙", "LS09", "户主")}},
	})
	must(t, err)
	return w
}

func (w *world) household(code string) *registry.Household {
	w.t.Helper()
	h, err := w.db.Household(w.t.Context(), code, true)
	must(w.t, err)
	return h
}

// who is a person of a household by name.
func (w *world) who(code, name string) registry.Who {
	w.t.Helper()
	h := w.household(code)
	i := slices.IndexFunc(h.Members, func(p registry.Person) bool { return p.Name == name })
	if i < 0 {
		w.t.Fatalf("%s has no %s", code, name)
	}
	return registry.WhoIs(&h.Members[i])
}

func (w *world) relation(code, name, relation string) registry.Relation {
	return registry.Relation{Who: w.who(code, name), Relation: relation}
}

// asked asks for a change as the village's cadre does.
func (w *world) asked(r registry.Request) *registry.Request {
	w.t.Helper()
	w.fill(&r)
	must(w.t, w.service.Ask(w.t.Context(), cadre, &r))
	return &r
}

func (w *world) fill(r *registry.Request) {
	if r.Household == "" && r.Kind != registry.Enrol {
		r.Household = "甲1"
	}
	if r.Reason == "" {
		r.Reason = "入户核实"
	}
	if r.On == 0 {
		r.On = today
	}
}

// done asks and lets the county clerk approve.
func (w *world) done(r registry.Request) *registry.Request {
	w.t.Helper()
	asked := w.asked(r)
	out, err := w.service.Approve(w.t.Context(), clerk, asked.ID, asked.Version, "")
	must(w.t, err)
	return out
}

// says checks that an error is a refusal with a sentence.
func says(t *testing.T, err error, want string) {
	t.Helper()
	var refused *workflow.Refused
	if !errors.As(err, &refused) || !strings.Contains(err.Error(), want) {
		t.Errorf("got %v, want a refusal that says %q", err, want)
	}
}

// family tells a household as name relation status.
func (w *world) family(code string) string {
	w.t.Helper()
	var out []string
	for _, p := range w.household(code).Members {
		text := p.Name + p.Relation
		if p.Status != "正常" {
			text += p.Status
		}
		out = append(out, text)
	}
	return strings.Join(out, " ")
}
