package casework_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"dixian/access"
	"dixian/audit"
	"dixian/calendar"
	"dixian/casework"
	"dixian/division"
	"dixian/registry"
	"dixian/rule"
	"dixian/screening"
	"dixian/store"
	"dixian/synth"
	"dixian/workflow"
)

// life is what becomes of one family.
type life struct {
	says   string
	of     func(h *registry.Household, today calendar.Date, state string) bool
	months map[int]string
}

// delivery is how the departments' files of a month are.
type delivery struct {
	dirty float64
	late  map[string]int
	thin  map[string]float64
}

// able is a family with a clue at the desk somebody of which can work; idle one
// nobody of which can; quiet one that nothing is known of.
func able(h *registry.Household, today calendar.Date, state string) bool {
	return state == "triage" && capable(h, today)
}

func idle(h *registry.Household, today calendar.Date, state string) bool {
	return state == "triage" && !capable(h, today)
}

func quiet(_ *registry.Household, _ calendar.Date, state string) bool { return state == "" }

func capable(h *registry.Household, today calendar.Date) bool {
	return slices.ContainsFunc(h.Members, func(p registry.Person) bool { return p.LivingTogether && p.Status == "正常" && p.Capable(today) })
}

// year is a county's office over a synthetic province, with what was done so far.
type year struct {
	*office
	households int
	cases      map[string]int64  // by life
	families   map[string]string // their households
	met        map[string]bool   // refusals of the package by their words
	passed     map[transition]bool
}

// transition is a move out of a state.
type transition struct{ move, from string }

// errTried takes back what was only tried.
var errTried = errors.New("tried")

// staff are the people of the county, by role.
var staff = map[string]*access.User{
	"village_cadre": who("cun", "village_cadre", county), "town_clerk": who("zhen", "town_clerk", county), "town_head": who("zhenzhang", "town_head", county),
	"county_clerk": clerk, "county_head": head, "city": city,
}

// aYear is the county before its first delivery: 200 households, or as many as
// DIXIAN_COUNTY says.
func aYear(t *testing.T, db *store.DB) *year {
	o := anOffice(t)
	t.Cleanup(func() { db.Close() })
	o.db, o.Store, o.Registry, o.Audit = db, db, db, db
	y := &year{office: o, households: 200, cases: map[string]int64{}, families: map[string]string{}, met: map[string]bool{}, passed: map[transition]bool{}}
	if n, err := strconv.Atoi(os.Getenv("DIXIAN_COUNTY")); err == nil {
		y.households = n
	}
	return y
}

// deliver brings a month's files in on the first of the next, screens them, and
// runs the daily checks.
func (y *year) deliver(month int) {
	y.t.Helper()
	ctx, d := y.t.Context(), deliveries[month]
	asOf := calendar.NewDate(2024, 12, 31).AddMonths(month)
	dir := filepath.Join(y.t.TempDir(), "files")
	_, err := synth.Write(ctx, synth.Options{Households: y.households, Seed: 11, AsOf: asOf, Out: dir, Counties: []string{county.Six()}, Dirty: d.dirty, Late: d.late, Thin: d.thin})
	y.must(err)
	if first := asOf + 1; first > y.Today() || month == 1 {
		y.days(int(first - y.Today()))
	}
	got, err := screening.Evaluate(ctx, screening.Options{
		Registry: filepath.Join(dir, "registry"), Extracts: filepath.Join(dir, "extracts"), AsOf: asOf, Today: y.Today(), MaxQuarantine: 0.3, WholeRegistry: true,
	}, y.Package, y.Program, nil)
	y.must(err)
	if month == 1 {
		_, _, err = y.db.Replace(ctx, registry.FromPanel(got.Panel))
		y.must(err)
	}
	_, err = y.Receive(ctx, clerk, &casework.Run{AsOf: asOf}, got.Result, got.Coverage, []division.Code{county})
	y.must(err)
	if month == 1 {
		y.choose(registry.FromPanel(got.Panel))
	}
	_, err = y.CheckAll(ctx)
	y.must(err)
}

// choose gives each life a family.
func (y *year) choose(all []registry.Household) {
	y.t.Helper()
	taken := map[string]bool{}
	for _, l := range lives {
		i := slices.IndexFunc(all, func(h registry.Household) bool {
			c, err := y.db.OpenCase(y.t.Context(), h.Code)
			y.must(err)
			state := ""
			if c != nil {
				state = c.State
			}
			return !taken[h.Code] && l.of(&h, y.Today(), state)
		})
		if i < 0 {
			y.t.Fatalf("no family for: %s", l.says)
		}
		taken[all[i].Code] = true
		y.cases[l.says] = 0
		if c, err := y.db.OpenCase(y.t.Context(), all[i].Code); err == nil && c != nil {
			y.cases[l.says] = c.ID
		}
		y.families[l.says] = all[i].Code
	}
}

// live lets every family live through a month.
func (y *year) live(month int) {
	y.t.Helper()
	for _, l := range lives {
		for word := range strings.FieldsSeq(l.months[month]) {
			if err := y.word(l.says, word); err != nil {
				y.t.Fatalf("month %d, %s: %s: %v", month, l.says, word, err)
			}
		}
	}
}

func (y *year) the(says string) *casework.Case {
	y.t.Helper()
	c, err := y.db.Case(y.t.Context(), y.cases[says], []division.Code{casework.Everywhere})
	y.must(err)
	return c
}

// word does what one word of a life says.
func (y *year) word(says, word string) error {
	word, refused := strings.CutPrefix(word, "!")
	word, words, _ := strings.Cut(word, "=")
	word, role, _ := strings.Cut(word, "@")
	name, how, _ := strings.Cut(word, ":")
	if done, err := y.beside(says, name); done {
		return err
	}
	w, err := y.Flow()
	if err != nil {
		return err
	}
	m := w.Move(name)
	if m == nil {
		return fmt.Errorf("no such word")
	}
	u := y.actor(m, role)
	form := y.form(m, how)
	if refused {
		return y.wantRefusal(says, u, m, form, words)
	}
	if err := y.tryForms(says, u, m, y.form(m, "")); err != nil {
		return err
	}
	if err := y.tryEveryWay(says, w); err != nil {
		return err
	}
	c := y.the(says)
	if _, err := y.Move(y.t.Context(), u, c.ID, casework.MoveRequest{Move: m.Name, Version: c.Version, Reason: "依据材料", Form: form}); err != nil {
		return err
	}
	y.passed[transition{m.Name, c.State}] = true
	if m.Offer {
		return y.taken(c)
	}
	return nil
}

// tryEveryWay makes every move out of the state a family is in that no family has
// made from there yet, each on its own, and takes it back.
func (y *year) tryEveryWay(says string, w *rule.Workflow) error {
	c := y.the(says)
	for _, m := range w.MovesFrom(w.State(c.State)) {
		way := transition{m.Name, c.State}
		if y.passed[way] {
			continue
		}
		err := y.db.Atomically(y.t.Context(), func(ctx context.Context) error {
			got, err := y.Move(ctx, y.actor(m, ""), c.ID, casework.MoveRequest{Move: m.Name, Version: c.Version, Reason: "依据材料", Form: y.form(m, "")})
			var refused *workflow.Refused
			switch {
			case errors.As(err, &refused):
				return errTried
			case err != nil:
				return err
			case !m.Offer && got.State != m.To.Name:
				return fmt.Errorf("%s leads from %s to %s", m.Name, c.State, got.State)
			}
			y.passed[way] = true
			return errTried
		})
		if !errors.Is(err, errTried) {
			return err
		}
	}
	return nil
}

func (y *year) actor(m *rule.Move, role string) *access.User {
	for _, by := range m.By {
		if role == "" && staff[by] != nil || by == role {
			return staff[by]
		}
	}
	return staff[role]
}

// form is a move's form in order, as of today, changed as a word says.
func (y *year) form(m *rule.Move, how string) map[string]string {
	form := answers(m)
	for _, day := range []string{"visited_on", "held_on", "posted_on", "decided_on", "cleared_on"} {
		if form[day] != "" {
			form[day] = y.day(0)
		}
	}
	if form["receiving_county"] != "" {
		form["receiving_county"] = "520121000000"
	}
	if form["into"] != "" {
		form["into"] = fmt.Sprint(y.cases[lives[0].says])
	}
	if m.Name == "ask_department" {
		form["department"] = "医保"
	}
	if m.Name == "answer" { // the data are right, and nothing is to be corrected
		delete(form, "corrected")
		form["letter"] = "医保局复函"
	}
	switch how {
	case "no":
		form["risk_found"] = "否"
	case "yes":
		form["risk_found"] = "是"
	case "spring":
		form["visited_on"], form["risk_found"] = y.day(-270), "否"
	case "against":
		form["agreed"], form["against"] = "10", "15"
	case "silent":
		delete(form, "declarant_answer")
	case "uncoded":
		delete(form, "code")
	case "":
		if m.Name == "watch_visit" || m.Name == "follow_visit" {
			form["risk_found"] = "否"
		}
	}
	return form
}

// wantRefusal wants a move refused with words, and the case left as it was.
func (y *year) wantRefusal(says string, u *access.User, m *rule.Move, form map[string]string, words string) error {
	before := y.the(says)
	_, err := y.Move(y.t.Context(), u, before.ID, casework.MoveRequest{Move: m.Name, Version: before.Version, Reason: "依据材料", Form: form})
	if err == nil || !strings.Contains(err.Error(), words) {
		return fmt.Errorf("got %v, want a refusal that says %q", err, words)
	}
	if after := y.the(says); after.Version != before.Version || after.State != before.State {
		return fmt.Errorf("it was refused and changed the case")
	}
	for _, g := range m.Refusals {
		y.met[g.Says] = y.met[g.Says] || strings.Contains(err.Error(), g.Says)
	}
	return nil
}

// tryForms tries whatever the form alone, with the household's kind, is refused for.
func (y *year) tryForms(says string, u *access.User, m *rule.Move, form map[string]string) error {
	h, err := y.db.Household(y.t.Context(), y.the(says).Household, false)
	if err != nil {
		return err
	}
	for _, g := range m.Refusals {
		changed, ofForm := with(form), false
		for name, v := range safeguards[g.Says] {
			answer, isForm := strings.CutPrefix(name, "form.")
			switch {
			case isForm:
				ofForm = true
				if changed[answer] = v.(string); strings.HasSuffix(answer, "_on") {
					changed[answer] = y.day(1)
				}
			case name != "kind" || v != h.Kind:
				ofForm = false
			}
			if !isForm && (name != "kind" || v != h.Kind) {
				changed = nil
				break
			}
		}
		if changed == nil || !ofForm {
			continue
		}
		if err := y.wantRefusal(says, u, m, changed, g.Says); err != nil {
			return err
		}
	}
	return nil
}

// holds is what is true of the county at every moment: nobody has two open records,
// every state was reached by a person, and the log is whole.
func (y *year) holds() {
	y.t.Helper()
	ctx := context.WithoutCancel(y.t.Context())
	cases, err := y.db.Cases(ctx, casework.Filter{Scope: []division.Code{casework.Everywhere}})
	y.must(err)
	open := map[string]bool{}
	for _, c := range cases {
		if c.Open() {
			if open[c.Household] {
				y.t.Fatalf("%s has two open records", c.Household)
			}
			open[c.Household] = true
		}
		if c.State == "triage" || c.State == "dispatched" || c.State == "transferred" {
			continue
		}
		events, err := y.db.Events(ctx, c.ID)
		y.must(err)
		if !slices.ContainsFunc(events, func(e casework.Event) bool { return e.To == c.State && e.User != "-" && e.User != "" }) {
			y.t.Fatalf("case %d is %s, and no person brought it there", c.ID, c.State)
		}
	}
	_, err = audit.Verify(ctx, y.db)
	y.must(err)
}

// everyWayWasGone wants each move made out of each state that it leads from.
func (y *year) everyWayWasGone() {
	y.t.Helper()
	w, err := y.Flow()
	y.must(err)
	for _, m := range w.Moves {
		for _, from := range m.From {
			if way := (transition{m.Name, from.Name}); !y.passed[way] && closedWays[way] == "" {
				y.t.Errorf("no family of the county went from %s by: %s", from.Name, m.Label)
			}
		}
	}
}

func (y *year) everyRefusalWasMet() {
	y.t.Helper()
	for says := range safeguards {
		if !y.met[says] && elsewhere[says] == "" {
			y.t.Errorf("nobody of the county was refused with: %s", says)
		}
	}
}
