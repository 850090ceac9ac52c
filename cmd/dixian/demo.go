package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"dixian/access"
	"dixian/calendar"
	"dixian/casework"
	"dixian/division"
	"dixian/registry"
	"dixian/screening"
	"dixian/synth"
)

// The demo: a county of some villages, the same families every time.
const (
	demoCounty     = "522631"
	demoHouseholds = 600
	demoSeed       = 20
	demoPassword   = "demo-dixian-520000"

	demoNeighbour division.Code = 522632000000 // the next county, with a clerk to whom a case can be handed
)

// A demo begins on these days: synthetic families are calibrated for its loads,
// of which the first lies months before and the last the day before.
var firstDemoDay, lastDemoDay = calendar.NewDate(2022, 1, 1), calendar.NewDate(2027, 1, 1)

// demo is a county being invented: loads and stories before today, told in the
// order they happened.
type demo struct {
	*house
	today    calendar.Date
	people   map[string]*access.User     // by role and division
	villages []division.Code             // with clues, most first
	picked   map[string]string           // story → household
	loads    map[int]*screening.Screened // by days from today
	told     func(household string) bool // of whom the last load tells
}

// demo fills an empty house with a county whose today is a day, and says who may
// sign in.
func (h *house) demo(ctx context.Context, today calendar.Date, out io.Writer) error {
	if err := h.writeDemoDay(int(today - dayOf(time.Now().In(zone)))); err != nil {
		return err
	}
	d := &demo{
		house: h, today: today,
		people: map[string]*access.User{}, picked: map[string]string{}, loads: map[int]*screening.Screened{},
	}
	defer h.clock.set(time.Time{})
	for _, day := range []int{firstLoad, secondLoad, thirdLoad, lastLoad} {
		if err := d.invent(ctx, day); err != nil {
			return err
		}
	}
	d.rankVillages()
	logins, err := d.users(ctx)
	if err != nil {
		return err
	}
	if err := d.tell(ctx); err != nil {
		return err
	}
	fmt.Fprintf(out, "A demo county in %s: %s, %d households, invented.\nThere it is %s, and anybody may let days pass. The last files are in %s, to be uploaded again.\nEverybody's password is %s\n\n",
		h.data, division.Guizhou().FullName(d.villages[0].County()), demoHouseholds, today, filepath.Join(h.data, "demo-files"), demoPassword)
	for _, l := range logins {
		fmt.Fprintf(out, "    %-16s %s\n", l.login, l.says)
	}
	fmt.Fprintln(out)
	return nil
}

// invent writes and screens the county as it is on the eve of a load, so many
// days from today.
func (d *demo) invent(ctx context.Context, day int) error {
	asOf := d.today + calendar.Date(day) - 1
	dir := filepath.Join(d.data, "demo-files")
	if day != lastLoad {
		dir = filepath.Join(d.data, fmt.Sprintf("demo-files-%d", -day))
		defer os.RemoveAll(dir)
	}
	if _, err := synth.Write(ctx, synth.Options{Households: demoHouseholds, Seed: demoSeed, AsOf: asOf, Out: dir, Counties: []string{demoCounty}}); err != nil {
		return err
	}
	got, err := screening.Evaluate(ctx, screening.Options{
		Registry: filepath.Join(dir, "registry"), Extracts: filepath.Join(dir, "extracts"), AsOf: asOf, Today: asOf + 1, MaxQuarantine: 0.2, WholeRegistry: true,
	}, d.casework.Package, d.program, nil)
	if err != nil {
		return err
	}
	d.loads[day] = got
	return nil
}

// rankVillages finds the villages with alerts, most households first.
func (d *demo) rankVillages() {
	count := map[division.Code]map[string]bool{}
	for _, l := range d.loads[lastLoad].Result.Alerts {
		code, err := division.ParseCode(l.Division)
		if err != nil {
			continue
		}
		if count[code] == nil {
			count[code] = map[string]bool{}
			d.villages = append(d.villages, code)
		}
		count[code][l.Household] = true
	}
	slices.SortStableFunc(d.villages, func(a, b division.Code) int { return len(count[b]) - len(count[a]) })
}

// load receives what a screening found of some households, on the morning of its
// day; keep says of which.
func (d *demo) load(ctx context.Context, day int, keep func(household string) bool) error {
	got := d.loads[day]
	some := *got.Result
	for _, lines := range []*[]screening.Line{&some.Alerts, &some.Hits} {
		*lines = slices.DeleteFunc(slices.Clone(*lines), func(l screening.Line) bool { return !keep(l.Household) })
	}
	text, err := got.JSON()
	if err != nil {
		return err
	}
	if _, _, err := d.db.Replace(ctx, registry.FromPanel(got.Panel)); err != nil {
		return err
	}
	asOf := d.today + calendar.Date(day) - 1
	run := &casework.Run{AsOf: asOf, Package: d.casework.Package.Hash, Summary: text, Spoken: got.Spoken}
	run.Read = &casework.Read{Witness: got.Witness(), Alerts: d.shown(got.Result.Alerts), Sources: map[string]casework.Source{}, Parameters: got.Summary.Parameters}
	for _, f := range got.Files() {
		name := filepath.Base(f.Path)
		run.Read.Sources[name] = casework.Source{File: name, SHA256: f.SHA256}
	}
	_, err = d.casework.Receive(ctx, d.who("county_clerk", d.villages[0]), run, &some, got.Coverage, slices.Compact(slices.Clone(got.Panel.Division)))
	return err
}

// shown are the alerts of what the demo's last load shows: stories that began long
// ago have gone on since.
func (d *demo) shown(alerts []screening.Line) []screening.Line {
	return slices.DeleteFunc(slices.Clone(alerts), func(l screening.Line) bool { return !d.told(l.Household) })
}

// demoLogin is a line of what the demo prints.
type demoLogin struct{ login, says string }

// users makes people in every role; a village cadre for each village, a clerk
// and a head for each town.
func (d *demo) users(ctx context.Context) ([]demoLogin, error) {
	var out []demoLogin
	made := map[string]int{}
	d.clock.set(d.at(firstLoad, 8, 0))
	add := func(role string, at division.Code, owner string) error {
		key := role + at.String() + owner
		if d.people[key] != nil {
			return nil
		}
		made[role]++
		u := &access.User{Login: role, Name: demoName(len(d.people)), Grants: []access.Grant{{Role: role, Division: at, Owner: owner}}}
		if made[role] > 1 {
			u.Login = fmt.Sprintf("%s_%d", role, made[role])
		}
		d.people[key] = u
		where := division.Guizhou().FullName(at)
		out = append(out, demoLogin{u.Login, u.Name + "　" + cmp.Or(strings.TrimPrefix(where, "贵州省"), where) + owner})
		return d.user(ctx, u)
	}
	for _, role := range access.Roles {
		if role == access.Department {
			for _, owner := range demoDepartments {
				if err := add(role, d.villages[0].County(), owner); err != nil {
					return nil, err
				}
			}
			continue
		}
		for _, village := range d.villages {
			if err := add(role, demoPlace(role, village), ""); err != nil {
				return nil, err
			}
			if role == "village_team" {
				break
			}
		}
		if role == "county_clerk" {
			if err := add(role, demoNeighbour, ""); err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}

// user makes an account whose one-time password has been changed.
func (d *demo) user(ctx context.Context, u *access.User) error {
	oneTime, err := d.desk.CreateUser(ctx, nil, u)
	if err != nil {
		return err
	}
	token, _, err := d.desk.SignIn(ctx, u.Login, oneTime, "")
	if err != nil {
		return err
	}
	if token, err = d.desk.ChangePassword(ctx, token, oneTime, demoPassword); err != nil {
		return err
	}
	return d.desk.SignOut(ctx, token)
}

// demoPlace is where a role sits, around a village.
func demoPlace(role string, village division.Code) division.Code {
	switch role {
	case "village_cadre", "village_team":
		return village
	case "town_clerk", "town_head":
		return village.Town()
	case "city":
		return village.Prefecture()
	case "province", "sysadmin", "secadmin", "auditor":
		return village.Province()
	}
	return village.County()
}

// demoName makes names of the Heavenly Stems and Earthly Branches, as those of
// the synthetic families are.
func demoName(n int) string {
	stems, branches := []rune("甲乙丙丁戊己庚辛壬癸"), []rune("子丑寅卯辰巳午未申酉戌亥")
	surnames := []rune("杨吴龙石陆潘王李张陈韦罗")
	return string([]rune{surnames[n%len(surnames)], stems[n%len(stems)], branches[(n/2)%len(branches)]})
}

// demoDepartments are those of the county's departments that have an account: the
// first is the one of the login department.
var demoDepartments = []string{"医保", "水务", "公安交管", "教育"}

// who is the person of a role around a village.
func (d *demo) who(role string, village division.Code) *access.User {
	return d.people[role+demoPlace(role, village).String()]
}

// at is a moment of a day, counted from today.
func (d *demo) at(day, hour, minute int) time.Time {
	y, m, dd := (d.today + calendar.Date(day)).YMD()
	return time.Date(y, time.Month(m), dd, hour, minute, 0, 0, zone)
}
