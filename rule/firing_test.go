package rule

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// village is three households: two persons, one person, nobody.
func village(t *testing.T) *world {
	w := newWorld(t)
	w.more("households", "poor:bool")
	w.more("persons", "ill:bool age:int/years")
	w.table("house", "house_check", "household_code:@households! grade:A|B|C|D!")
	w.table("crash", "crash_report", "id_number:@persons! dead:bool")
	w.table("alerts", "alert_line", "household:@households! rule:text! urgency:红|黄|蓝! complete")
	w.row("households", "household_code=H1 poor=yes")
	w.row("households", "household_code=H2")
	w.row("households", "household_code=H3 poor=no")
	w.row("persons", "id_number=P1 household_code=H1 ill=yes age=70")
	w.row("persons", "id_number=P2 household_code=H1 age=30")
	w.row("persons", "id_number=P3 household_code=H2 ill=no age=17")
	w.row("house", "household_code=H1 grade=C")
	w.row("house", "household_code=H1 grade=D")
	w.row("house", "household_code=H3 grade=D")
	w.row("crash", "id_number=P2 dead=no")
	w.row("crash", "id_number=P1")
	w.row("crash", "id_number=P2 dead=yes")
	w.fold("households", "members", "from", "persons", "count", "rows")
	w.program.Screened = w.compile("members > 0", "households", nil)
	return w
}

// firings are what fires for a household: "rule urgency rows who".
func firings(in *Interpreter, kind Raises) string {
	var out []string
	for _, f := range in.Firings(kind) {
		out = append(out, fmt.Sprintf("%s %s %v %v", f.Rule.Name, f.Urgency(), f.Rows, f.Who))
	}
	return strings.Join(out, "; ")
}

func TestFirings(t *testing.T) {
	type says struct {
		where, when, urgent, who string
		everyone, nameless       bool
	}
	for _, c := range []struct {
		sentence, about string
		kind            Raises
		says            says
		want            [3]string // by household
	}{
		{"a rule about households fires where it is true, not where it is unknown", "households", Alert,
			says{when: "poor"}, [3]string{"r 黄 [0] []", "", ""}},
		{"nor where it is known not to be", "households", Alert,
			says{when: "poor == false"}, [3]string{"", "", ""}},
		{"a finding about everyone is raised where nobody is screened", "households", Finding,
			says{when: "poor == false", everyone: true}, [3]string{"", "", "r 黄 [2] []"}},
		{"not an alert about a household that is not screened", "house", Alert,
			says{when: "grade == 'D'"}, [3]string{"r 黄 [1] []", "", ""}},
		{"where is asked before when, and both must be true", "persons", Alert,
			says{where: "ill", when: "age > 60"}, [3]string{"r 黄 [0] [0]", "", ""}},
		{"an unknown where looks at nobody", "persons", Alert,
			says{where: "ill", when: "age > 10"}, [3]string{"r 黄 [0] [0]", "", ""}},
		{"a rule about persons names those of whom it is true", "persons", Hit,
			says{when: "age > 10"}, [3]string{"r 黄 [0 1] [0 1]", "r 黄 [2] [2]", ""}},
		{"unless it names nobody", "persons", Hit,
			says{when: "age > 10", nameless: true}, [3]string{"r 黄 [0 1] []", "r 黄 [2] []", ""}},
		{"a rule about households names whom its who is true of", "households", Alert,
			says{when: "members > 1", who: "age < 60"}, [3]string{"r 黄 [0] [1]", "", ""}},
		{"who it is unknown of is not named", "households", Alert,
			says{when: "members > 0", who: "ill"}, [3]string{"r 黄 [0] [0]", "r 黄 [1] []", ""}},
		{"a rule about persons may name others", "persons", Alert,
			says{when: "age > 60", who: "age < 60"}, [3]string{"r 黄 [0] [1]", "", ""}},
		{"a rule about a person's rows names each person once, in order", "crash", Alert,
			says{when: "person.age > 10"}, [3]string{"r 黄 [0 1 2] [0 1]", "", ""}},
		{"urgent when one of the rows that fired is", "house", Alert,
			says{when: "grade in ['C', 'D']", urgent: "grade == 'D'"}, [3]string{"r 红 [0 1] []", "", ""}},
		{"not when another row is, which did not fire", "house", Alert,
			says{when: "grade == 'C'", urgent: "grade == 'D'"}, [3]string{"r 黄 [0] []", "", ""}},
		{"not when it is unknown", "crash", Alert,
			says{when: "person.age > 60", urgent: "dead"}, [3]string{"r 黄 [1] [0]", "", ""}},
		{"known to be", "crash", Alert,
			says{when: "person.age < 60", urgent: "dead"}, [3]string{"r 红 [0 2] [1]", "", ""}},
		{"a rule without where looks at every row", "house", Finding,
			says{when: "true"}, [3]string{"r 黄 [0 1] []", "", ""}},
	} {
		w := village(t)
		r := w.rule(c.about, "r", c.kind, c.says.where, c.says.when)
		r.UrgentWhen, r.Who = w.compile(c.says.urgent, c.about, nil), w.compile(c.says.who, "persons", nil)
		r.Everyone, r.Nameless = c.says.everyone, c.says.nameless
		in := w.at("2025-06-30", 0)
		for _, h := range []int{0, 1, 2, 1, 0} { // back again: nothing of another household stays
			in.Household(h)
			if got := firings(in, c.kind); got != c.want[h] {
				t.Errorf("%s: household %d: %q, not %q", c.sentence, h, got, c.want[h])
			}
			for _, other := range []Raises{Alert, Hit, Finding} {
				if got := firings(in, other); other != c.kind && got != "" {
					t.Errorf("%s: it is a %s, and a %s came: %s", c.sentence, c.kind, other, got)
				}
			}
		}
	}
}

// A rule is a known bool about its table: true where it fires, false where it
// does not, also for what is unknown, and whoever is screened.
func TestARuleIsAColumn(t *testing.T) {
	w := village(t)
	w.rule("persons", "sick", Finding, "", "ill")
	w.rule("households", "needy", Alert, "", "poor")
	w.rule("households", "alone", Finding, "!needy", "members < 2")
	w.fold("households", "sick_ones", "from", "persons", "where", "sick", "count", "rows")
	w.fold("households", "well_ones", "from", "persons", "where", "!sick", "count", "rows")
	for _, c := range []struct {
		expr string
		want [3]string
	}{
		{"needy", [3]string{"true", "false", "false"}},
		{"!needy", [3]string{"false", "true", "true"}},
		{"alone", [3]string{"false", "true", "true"}},
		{"sick_ones", [3]string{"1", "0", "0"}},
		{"well_ones", [3]string{"1", "1", "0"}},
	} {
		for h, want := range c.want {
			in := w.at("2025-06-30", h)
			if got := show(in.eval(w.compile(c.expr, "households", nil), h)); got != want {
				t.Errorf("%s of household %d: %s, not %s", c.expr, h, got, want)
			}
		}
	}
}

// Alerts are rows of a table of their own, of the household alone.
func TestAlertsAreATable(t *testing.T) {
	w := village(t)
	w.rule("households", "needy", Alert, "", "poor")
	w.rule("house", "unsafe", Alert, "", "grade in ['C', 'D']").UrgentWhen = w.compile("grade == 'D'", "house", nil)
	w.rule("persons", "old", Hit, "", "age > 60")
	all := w.fold("households", "all", "from", "alerts", "count", "rows")
	red := w.fold("households", "red", "from", "alerts", "where", "urgency == '红' && rule == 'unsafe'", "count", "rows")
	w.rule("households", "quiet", Finding, "", "all == 0").Everyone = true
	for h, want := range [3]string{"2 1 ", "0 0 quiet 黄 [1] []", "0 0 quiet 黄 [2] []"} {
		in := w.at("2025-06-30", h)
		if got := fmt.Sprintf("%s %s %s", show(in.Fact(all, h)), show(in.Fact(red, h)), firings(in, Finding)); got != want {
			t.Errorf("household %d: %q, not %q", h, got, want)
		}
	}
	in := w.at("2025-06-30", 0)
	for _, h := range []int{0, 1, 0} { // from household to household
		in.Household(h)
		if got, want := len(in.Alerts()), []int{2, 0}[h]; got != want {
			t.Errorf("household %d: %d alerts, not %d", h, got, want)
		}
	}
	if names := w.at("2025-06-30", 0).Alerts(); !slices.EqualFunc(names, []string{"needy", "unsafe"}, func(f Firing, n string) bool { return f.Rule.Name == n }) {
		t.Errorf("alerts in another order: %v", names)
	}
}

// What an expression cannot be worked out for stops the household, and is
// forgotten with the next.
func TestErrorsOfAHousehold(t *testing.T) {
	w := village(t)
	w.more("persons", "n:int")
	w.rows["persons"][0]["n"] = "999999999"
	w.formula("persons", "huge", "n * n * n")
	r := w.rule("persons", "r", Alert, "", "huge > 0")
	in := w.at("2025-06-30", 0)
	if in.Fires(r, 0) || in.Err() == nil || !strings.Contains(in.Err().Error(), "n * n * n") {
		t.Errorf("an overflow is %v", in.Err())
	}
	if in.Household(1); in.Err() != nil {
		t.Errorf("the next household has the error of the one before: %v", in.Err())
	}
}
