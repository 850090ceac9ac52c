package rule

import (
	"strings"
	"testing"

	"dixian/calendar"
)

// bills is a household of two persons with bills of several dates.
func bills(t *testing.T) *world {
	w := newWorld(t)
	w.more("persons", "member:bool")
	w.table("bill", "bill", "bill_no:text*! id_number:@persons! paid_on:date! cost:money days:int/days kind:A|B|C gone:bool time=paid_on")
	w.param("third", "share", 3333)
	w.row("households", "household_code=H1")
	w.row("households", "household_code=H2")
	w.row("persons", "id_number=P1 household_code=H1 member=yes")
	w.row("persons", "id_number=P2 household_code=H1 member=no")
	w.row("persons", "id_number=P3 household_code=H2")
	w.row("bill", "bill_no=1 id_number=P1 paid_on=2024-06-30 cost=1000.00 days=1 kind=A")
	w.row("bill", "bill_no=2 id_number=P1 paid_on=2024-07-01 cost=10.00 days=2 kind=A gone=no")
	w.row("bill", "bill_no=3 id_number=P2 paid_on=2025-06-30 cost=200.05 days=3 kind=B gone=yes")
	w.row("bill", "bill_no=4 id_number=P1 paid_on=2025-03-01 cost=-5.50 kind=A gone=yes")
	w.row("bill", "bill_no=5 id_number=P2 paid_on=2025-03-01 days=7 kind=C")
	w.row("bill", "bill_no=6 id_number=P1 paid_on=2025-07-01 cost=4000.00 days=9 kind=C gone=no")
	w.row("bill", "bill_no=7 id_number=P3 paid_on=2025-01-01 cost=3.00 gone=no")
	return w
}

// Twelve months before 30 June 2025 hold bills 2 to 5 of the first household.
func TestAggregates(t *testing.T) {
	for _, c := range []struct {
		sentence, about string
		row             int // of the panel
		fold            []string
		want            string
	}{
		{"rows are counted, whatever is unknown in them", "households", 0, []string{"count", "rows"}, "4"},
		{"rows of a person are that person's only", "persons", 0, []string{"count", "rows"}, "2"},
		{"and the other's the other's", "persons", 1, []string{"count", "rows"}, "2"},
		{"another household has its own", "households", 1, []string{"count", "rows"}, "1"},
		{"where takes what is true, not what is unknown", "households", 0, []string{"where", "gone", "count", "rows"}, "2"},
		{"nor what is known not to be", "households", 0, []string{"where", "gone == false", "count", "rows"}, "1"},
		{"what may be unknown is said", "households", 0, []string{"where", "!gone.or(false)", "count", "rows"}, "2"},
		{"where reads the row's person", "households", 0, []string{"where", "person.member", "count", "rows"}, "2"},
		{"distinct values", "households", 0, []string{"distinct", "kind"}, "3"},
		{"distinct values leave out what is unknown", "households", 0, []string{"distinct", "days"}, "3"},
		{"distinct persons", "households", 0, []string{"distinct", "id_number"}, "2"},
		{"distinct values of nothing", "households", 1, []string{"distinct", "days"}, "0"},
		{"any, where one is true and others are unknown", "households", 0, []string{"any", "gone"}, "true"},
		{"any of what is unknown or not is false, not unknown", "persons", 0, []string{"where", "days == 2 || days == 7", "any", "gone"}, "false"},
		{"any of nothing", "households", 0, []string{"where", "cost > yuan(9999)", "any", "true"}, "false"},
		{"a sum leaves out what is unknown", "households", 0, []string{"sum", "cost"}, "204.55"},
		{"a sum of ints", "households", 0, []string{"sum", "days"}, "12"},
		{"a sum of nothing is nothing", "households", 1, []string{"where", "cost > yuan(9999)", "sum", "cost"}, "0.00"},
		{"a sum of unknowns is nothing", "persons", 0, []string{"where", "bill_no == '4'", "sum", "days"}, "0"},
		{"a sum of shares is exact", "persons", 0, []string{"sum", "param.third * cost"}, "1.49985"},
		{"the smallest", "households", 0, []string{"min", "cost"}, "-5.50"},
		{"the largest", "households", 0, []string{"max", "cost"}, "200.05"},
		{"the earliest", "households", 0, []string{"min", "paid_on"}, "2024-07-01"},
		{"the latest", "households", 0, []string{"max", "paid_on"}, "2025-06-30"},
		{"the largest number, where one is unknown", "households", 0, []string{"max", "days"}, "7"},
		{"the smallest number", "households", 0, []string{"min", "days"}, "2"},
		{"the smallest of unknowns is unknown", "households", 1, []string{"min", "days"}, "unknown"},
		{"the largest of nothing is unknown", "households", 1, []string{"where", "gone", "max", "cost"}, "unknown"},
	} {
		w := bills(t)
		f := w.fold(c.about, "x", append([]string{"from", "bill", "within", "last_months(12)"}, c.fold...)...)
		in := w.at("2025-06-30", map[string]int{"households": c.row, "persons": c.row / 2}[c.about])
		v := in.Fact(f, c.row)
		if got := show(v); got != c.want {
			t.Errorf("%s: %s, not %s", c.sentence, got, c.want)
		}
		if again := in.Fact(f, c.row); show(again) != c.want {
			t.Errorf("%s: asked twice, %s", c.sentence, show(again))
		}
		if v == nil && !f.Optional {
			t.Errorf("%s: unknown, though never said to be", c.sentence)
		}
		if err := in.Err(); err != nil {
			t.Errorf("%s: %v", c.sentence, err)
		}
	}
}

// The order of a fold's rows decides nothing.
func TestPicks(t *testing.T) {
	rows := []string{
		"house=1 seen=2025-01-01 grade=C level=2 note=b",
		"house=1 seen=2025-03-01 grade=B level=1 note=b",
		"house=1 seen=2025-03-01 grade=A note=b",
		"house=2 seen=2024-03-01 grade=D level=5 note=b",
		"house=2 grade=A level=9 note=a",
		"seen=2025-04-01 grade=D level=7 note=b",
		"seen=2025-04-01 grade=D level=3 note=c",
		"house=3 seen=2025-05-01 level=8 note=a",
		"house=3 seen=2025-05-01 grade=D level=4 note=a",
		"house=4 seen=2025-02-01 grade=C note=a",
		"house=4 seen=2025-02-01 grade=C level=6 note=z",
	}
	cases := []struct {
		sentence string
		fold     []string
		path     string // of the picked row; empty: the fact itself
		want     string
	}{
		{"the newest row", []string{"where", "house == '1' || house == '2'", "newest", "seen"}, "grade", "A"},
		{"of two on a day the smaller by the remaining columns in declared order, a word by its list", []string{"where", "house == '1'", "newest", "seen"}, "note", "b"},
		{"a known date goes before an unknown one", []string{"where", "house == '2'", "newest", "seen"}, "grade", "D"},
		{"an unknown column goes last", []string{"where", "house == '3'", "newest", "seen"}, "level", "4"},
		{"an unknown column goes last, though a later one is smaller", []string{"where", "house == '4'", "newest", "seen"}, "note", "z"},
		{"no row is no value", []string{"where", "house == '5'", "newest", "seen"}, "grade", "unknown"},
		{"the newest by a number", []string{"where", "known(house)", "newest", "level"}, "note", "a"},
		{"where goes before the pick", []string{"where", "house == '1' && grade in ['B', 'C']", "newest", "seen"}, "grade", "B"},
		{"the newest of every house: 1, 2, 3, 4, and the houses without a number are one", []string{"newest", "seen", "per", "house", "count", "rows"}, "", "5"},
		{"any goes after the pick: the newest of house 1 is no C", []string{"where", "house == '1'", "newest", "seen", "per", "house", "any", "grade == 'C'"}, "", "false"},
		{"any goes after the pick: house 4 is", []string{"newest", "seen", "per", "house", "any", "grade == 'C'"}, "", "true"},
		{"the houses without a number are one group, with one newest row", []string{"where", "!known(house)", "newest", "seen", "per", "house", "sum", "level"}, "", "3"},
		{"one newest row may be summed too", []string{"where", "house == '2'", "newest", "seen", "sum", "level"}, "", "5"},
	}
	for shift := range rows {
		for _, c := range cases {
			w := newWorld(t)
			w.table("house", "house_check", "household_code:@households! house:text seen:date grade:A|B|C|D level:int note:text")
			w.row("households", "household_code=H1")
			for i := range rows {
				w.row("house", "household_code=H1 "+rows[(i+shift)%len(rows)])
			}
			f := w.fold("households", "x", append([]string{"from", "house"}, c.fold...)...)
			in := w.at("2025-06-30", 0)
			got := show(in.Fact(f, 0))
			if c.path != "" {
				got = show(in.eval(w.compile("x."+c.path, "households", nil), 0))
			}
			if got != c.want {
				t.Errorf("%s (rows turned by %d): %s, not %s", c.sentence, shift, got, c.want)
			}
		}
	}
}

func TestPickOnly(t *testing.T) {
	w := bills(t)
	w.fold("persons", "second", "from", "bill", "within", "until(as_of)", "where", "bill_no == '2'", "only", "")
	w.formula("persons", "second_cost", "second.cost")
	in := w.at("2025-06-30", 0)
	for row, want := range []string{"10.00", "unknown"} {
		if got := show(in.Fact(w.facts["persons.second_cost"], row)); got != want {
			t.Errorf("row %d: %s, not %s", row, got, want)
		}
	}
	if in.eval(w.compile("known(second)", "persons", nil), 1) != Truth(false) {
		t.Error("nobody's row is known")
	}
}

// A name reaches the parents of a row, the rows that facts picked, and theirs.
func TestHops(t *testing.T) {
	w := bills(t)
	w.more("households", "village:text")
	w.rows["households"][0]["village"] = "V1"
	w.fold("households", "newest", "from", "bill", "within", "until(as_of)", "newest", "paid_on")
	w.fold("persons", "own", "from", "bill", "within", "until(as_of)", "newest", "paid_on")
	w.formula("bill", "large", "cost > yuan(100)")
	w.fold("households", "count_here", "from", "bill", "within", "until(as_of)", "where", "person.own == bill", "count", "rows")
	w.fold("persons", "same_day", "from", "bill", "within", "until(as_of)", "where", "paid_on == household.newest.paid_on && known(person.own)", "count", "rows")
	for _, c := range []struct {
		table string
		row   int
		expr  string
		want  string
	}{
		{"households", 0, "newest.bill_no", "3"},
		{"households", 0, "newest.large", "true"},
		{"households", 0, "household.newest.kind == 'B'", "true"},
		{"persons", 0, "own.bill_no", "4"},
		{"persons", 1, "own.bill_no", "3"},
		{"persons", 1, "household.village", "V1"},
		{"persons", 1, "household.newest == own", "true"},
		{"persons", 0, "household.newest == own", "false"},
		{"persons", 0, "person.member", "true"},
		{"bill", 0, "person.own.cost", "-5.50"},
		{"bill", 0, "household.village", "V1"},
		{"bill", 0, "household.newest.cost > cost", "false"},
		{"bill", 1, "household.newest.cost > cost", "true"},
		{"households", 0, "count_here", "2"},
		{"persons", 0, "same_day", "0"},
		{"persons", 1, "same_day", "1"},
	} {
		in := w.at("2025-06-30", 0)
		if got := show(in.eval(w.compile(c.expr, c.table, nil), c.row)); got != c.want {
			t.Errorf("%s of row %d of %s: %s, not %s", c.expr, c.row, c.table, got, c.want)
		}
	}
	for table, expr := range map[string]string{"households": "newest.person.member", "bill": "person.household.village"} {
		if _, issues := Compile(expr, w.program.Table(table), w, nil); len(issues) != 1 {
			t.Errorf("%s: a parent stands first and once: %v", expr, issues)
		}
	}
}

// A row that belongs to a household and perhaps to a person.
func TestARowOfNobodyInParticular(t *testing.T) {
	w := newWorld(t)
	w.more("persons", "member:bool!")
	w.table("plea", "plea", "household_code:@households id_number:@persons topic:text!")
	w.row("households", "household_code=H1")
	w.row("persons", "id_number=P1 household_code=H1 member=yes")
	w.row("plea", "household_code=H1 topic=road")
	w.row("plea", "id_number=P1 topic=water")
	mine := w.fold("persons", "mine", "from", "plea", "count", "rows")
	all := w.fold("households", "all", "from", "plea", "count", "rows")
	of := w.fold("households", "of_members", "from", "plea", "where", "person.member", "count", "rows")
	nobodys := w.fold("households", "nobodys", "from", "plea", "where", "!known(person)", "count", "rows")
	in := w.at("2025-06-30", 0)
	for f, want := range map[*Fact]string{mine: "1", all: "2", of: "1", nobodys: "1"} {
		if got := show(in.Fact(f, 0)); got != want {
			t.Errorf("%s: %s, not %s", f.Name, got, want)
		}
	}
}

// What a fold asks of coverage, and what rows prove without it.
func TestCoverageRequired(t *testing.T) {
	year := func(rest ...string) []string { return append([]string{"from", "yearly"}, rest...) }
	month := func(rest ...string) []string { return append([]string{"from", "monthly"}, rest...) }
	for _, c := range []struct {
		sentence string
		covered  string // first and last grain that are covered, joined by …; empty: none
		newest   string // covered month of a late table; empty: none
		fold     []string
		want     string
	}{
		{"covered, and there is no row", "2025…2025", "", year("within", "year_of(as_of)", "any", "yes", "coverage", "required"), "false"},
		{"not covered, and there is no row", "", "", year("within", "year_of(as_of)", "any", "yes", "coverage", "required"), "unknown"},
		{"not covered, but a row proves it", "", "", year("within", "year_of(as_of.plus_months(-12))", "any", "yes", "coverage", "required"), "true"},
		{"one year of two is covered", "2025…2025", "", year("within", "years(as_of.plus_months(-24), as_of)", "where", "!yes.or(true)", "any", "true", "coverage", "required"), "unknown"},
		{"all years are covered", "2023…2025", "", year("within", "years(as_of.plus_months(-24), as_of)", "where", "!yes.or(true)", "any", "true", "coverage", "required"), "false"},
		{"a count is known where it is covered", "2023…2025", "", year("within", "years(as_of.plus_months(-24), as_of)", "count", "rows", "coverage", "required"), "1"},
		{"a count is unknown where it is not, though there are rows", "2024…2025", "", year("within", "years(as_of.plus_months(-24), as_of)", "count", "rows", "coverage", "required"), "unknown"},
		{"no row means no event", "", "", year("within", "year_of(as_of)", "any", "yes", "coverage", "assumed"), "false"},
		{"nothing is said of coverage", "", "", year("within", "year_of(as_of)", "any", "yes"), "false"},

		{"a late table without a covered month has no last months", "", "", month("within", "last_months(12)", "count", "rows"), "0"},
		{"and is unknown where coverage is asked", "", "", month("within", "last_months(12)", "any", "yes", "coverage", "required"), "unknown"},
		{"the last months end with its newest covered month", "", "2025-04", month("within", "last_months(2)", "count", "rows"), "2"},
		{"months before are outside", "", "2025-05", month("within", "last_months(1)", "count", "rows"), "1"},
		{"what came after is looked at by since_months", "", "2025-04", month("within", "since_months(1)", "count", "rows"), "3"},
		{"and need not be covered", "2025-04…2025-04", "2025-04", month("within", "since_months(1)", "where", "yes", "any", "true", "coverage", "required"), "false"},
		{"each month must be covered", "2025-04…2025-04", "2025-04", month("within", "since_months(2)", "where", "yes", "any", "true", "coverage", "required"), "unknown"},
		{"a year does not wait for a covered month", "", "", month("within", "year_of(as_of)", "count", "rows"), "4"},
	} {
		w := newWorld(t)
		w.table("yearly", "year_line", "household_code:@households! year:year! yes:bool time=year")
		w.table("monthly", "month_line", "household_code:@households! month:month! yes:bool time=month late=2")
		w.row("households", "household_code=H1")
		w.row("yearly", "household_code=H1 year=2024 yes=yes")
		for _, m := range []string{"2025-03", "2025-04", "2025-05", "2025-06"} {
			w.row("monthly", "household_code=H1 yes=no month="+m)
		}
		if c.newest != "" {
			w.newest, _ = calendar.ParseMonth(c.newest)
		}
		w.covered = func(t *Table, from, to int32) bool {
			k := t.TimeKind()
			first, last, ok := strings.Cut(c.covered, "…")
			return ok && first <= grainText(k, from) && grainText(k, to) <= last
		}
		f := w.fold("households", "x", c.fold...)
		in := w.at("2025-06-30", 0)
		if got := show(in.Fact(f, 0)); got != c.want {
			t.Errorf("%s: %s, not %s", c.sentence, got, c.want)
		}
	}
}
