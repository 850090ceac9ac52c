package rule

import (
	"strings"
	"testing"
)

// oneRow is a household with a value of every kind, known and unknown: of each
// column x there is no_x, of which nothing is known.
func oneRow(t *testing.T) *world {
	w := newWorld(t)
	columns := []string{
		"yes:bool", "no:bool", "days:int/days", "more_days:int/days", "heads:int/persons", "n:int", "money:money", "line:money",
		"day:date", "later:date", "month:month", "school:school_year", "year:year", "grade:A|B|C", "ills:several:甲|乙|丙",
		"words:text", "id:id18", "village:code12", "who:@persons",
	}
	values := []string{
		"yes=yes", "no=no", "days=5", "more_days=7", "heads=3", "n=2", "money=100.01", "line=6000.00",
		"day=2025-01-31", "later=2025-06-30", "month=2025-06", "school=2024-2025", "year=2025", "grade=B", "ills=甲、丙",
		"words=贵州x", "id=P3", "village=520103101201", "who=P3",
	}
	for _, c := range columns {
		w.more("households", c)
		w.more("households", "no_"+c)
	}
	w.param("half", "share", 5000)
	w.param("third", "share", 3333)
	w.param("grace", "int/days", 6)
	w.param("cap", "money", 600000)
	w.row("households", "household_code=H1 "+strings.Join(values, " "))
	return w
}

// sentence is an expression about the row and the value that it has on 30 June
// 2025.
type sentence struct{ expr, want string }

func checkSentences(t *testing.T, w *world, table string, cases []sentence) {
	t.Helper()
	for _, c := range cases {
		e := w.compile(c.expr, table, nil)
		in := w.at("2025-06-30", 0)
		v := in.eval(e, 0)
		if err := in.Err(); err != nil {
			t.Errorf("%s: %v", c.expr, err)
		}
		if got := show(v); got != c.want {
			t.Errorf("%s is %s, not %s", c.expr, got, c.want)
		}
		if v == nil && !e.Optional {
			t.Errorf("%s is unknown, though the check says it is always known", c.expr)
		}
	}
}

// Kleene's logic: an unknown decides nothing, and nothing that is decided
// without it becomes unknown. T, F and U stand for the three values.
func TestJunctions(t *testing.T) {
	w := oneRow(t)
	value := strings.NewReplacer("T", "yes", "F", "no", "U", "no_yes")
	var cases []sentence
	for _, line := range strings.Split(`T && T = true
T && F = false
F && T = false
F && F = false
U && T = unknown
T && U = unknown
U && F = false
F && U = false
U && U = unknown
T || T = true
T || F = true
F || T = true
F || F = false
U || T = true
T || U = true
U || F = unknown
F || U = unknown
U || U = unknown
T && U && T && T = unknown
T && U && T && F = false
F || U || F || T = true
F || U || F || F = unknown
U == F = unknown
U == T = unknown
F == F = true
T == F = false
U || (T && U) || T = true
(U && F) || (U && T) = unknown`, "\n") {
		i := strings.LastIndex(line, " = ")
		cases = append(cases, sentence{value.Replace(line[:i]), line[i+3:]})
	}
	checkSentences(t, w, "households", append(cases, []sentence{
		{"!yes.or(false)", "false"},
		{"!no.or(true)", "true"},
		{"!no_yes.or(false)", "true"},
		{"!no_yes.or(true)", "false"},
		{"known(yes)", "true"},
		{"known(no_yes)", "false"},
		{"known(no_yes) && !no_yes", "false"},
		{"known(no) && !no", "true"},
		{"!known(no_yes) || !no_yes", "true"},
		{"!known(no) || !no", "true"},
		{"!known(yes) || !yes", "false"},
		{"known(no_yes && yes)", "false"},
		{"known(no_yes && no)", "true"},
		{"known(yes) ? 1 : 2", "1"},
		{"known(no_yes) ? 1 : 2", "2"},
		{"known(no_yes) ? days : no_days", "unknown"},
		{"known(yes) ? days : no_days", "5"},
		{"no_yes == false", "unknown"},
		{"no == false", "true"},
		{"yes == false", "false"},
		{"(no_yes && no) == false", "true"},
		{"true", "true"},
	}...))
}

func TestComparisons(t *testing.T) {
	checkSentences(t, oneRow(t), "households", []sentence{
		{"days < 5", "false"}, {"days <= 5", "true"}, {"days > 5", "false"}, {"days >= 5", "true"}, {"days == 5", "true"},
		{"5 < days", "false"}, {"4 < days", "true"}, {"-5 < days", "true"},
		{"days < more_days", "true"}, {"more_days < days", "false"},
		{"no_days < 5", "unknown"}, {"no_days >= 5", "unknown"}, {"no_days == 5", "unknown"}, {"days < no_days", "unknown"},
		{"known(days) && days != 5", "false"}, {"known(days) && days != 6", "true"}, {"known(no_days) && no_days != 6", "false"},
		{"no_days.or(9) != 6", "true"}, {"no_days.or(9) > 8", "true"}, {"days.or(9) > 8", "false"},
		{"no_days.or(no_more_days) > 8", "unknown"}, {"no_days.or(more_days) > 6", "true"},
		{"days in [1, 5]", "true"}, {"days in [1, 6]", "false"}, {"days in []", "false"}, {"no_days in [1, 5]", "unknown"},
		{"days < param.grace", "true"}, {"more_days <= param.grace", "false"},
		{"money < yuan(101)", "true"}, {"money > yuan(100)", "true"}, {"money == yuan(100)", "false"}, {"no_money < yuan(1)", "unknown"},
		{"line == param.cap", "true"}, {"line <= param.cap", "true"}, {"line < param.cap", "false"}, {"line >= yuan(6001)", "false"},
		{"no_money.or(yuan(3))", "3.00"}, {"no_money.or(line) == line", "true"},
		{"day < later", "true"}, {"later <= day", "false"}, {"day >= day", "true"}, {"later > as_of", "false"}, {"later == as_of", "true"},
		{"no_day < later", "unknown"}, {"no_day == no_later", "unknown"},
		{"month == month", "true"}, {"month < no_month", "unknown"}, {"school >= school", "true"}, {"school == no_school", "unknown"},
		{"year == 2025", "true"}, {"year - 1 == 2024", "true"}, {"year == as_of.year()", "true"}, {"no_year >= 2020", "unknown"},
		{"grade == 'B'", "true"}, {"grade == 'A'", "false"}, {"grade in ['A', 'B']", "true"}, {"grade in ['A']", "false"},
		{"no_grade == 'B'", "unknown"}, {"no_grade in ['A', 'B']", "unknown"}, {"no_grade.or('C') == 'C'", "true"},
		{"(no_grade in ['A', 'B']).or(false)", "false"}, {"known(grade) && grade != 'A'", "true"},
		{"words == '贵州x'", "true"}, {"words == 'x'", "false"}, {"no_words == 'x'", "unknown"}, {"words in ['a', '贵州x']", "true"},
		{"id == id", "true"}, {"id == no_id", "unknown"}, {"who == who", "true"}, {"who == no_who", "unknown"},
		{"known(who)", "true"}, {"known(no_who)", "false"},
		{"village == '520103101201'", "true"}, {"no_village == '520103101201'", "unknown"},
		{"'a' == 'a'", "true"}, {"1 == 2", "false"},
	})
}

// Sums are exact: nothing is rounded before the comparison is decided.
func TestArithmetic(t *testing.T) {
	checkSentences(t, oneRow(t), "households", []sentence{
		{"days + 2", "7"}, {"days - 7", "-2"}, {"days * 3", "15"}, {"3 * days", "15"}, {"-days", "-5"}, {"n * heads", "6"}, {"days + more_days", "12"},
		{"no_days + 2", "unknown"}, {"2 - no_days", "unknown"}, {"no_days * 0", "unknown"}, {"days * no_n", "unknown"},
		{"money + money", "200.02"}, {"money - line", "-5899.99"}, {"money + no_money", "unknown"}, {"no_money - money", "unknown"},
		{"money * 3", "300.03"}, {"3 * money", "300.03"}, {"money * -3", "-300.03"}, {"money * heads", "300.03"}, {"heads * money", "300.03"},
		{"no_money * 3", "unknown"}, {"money * no_heads", "unknown"}, {"no_heads * money", "unknown"},
		{"money * param.half", "50.005"}, {"param.half * money", "50.005"}, {"param.third * money", "33.333333"},
		{"param.half * no_money", "unknown"}, {"no_money * param.half", "unknown"},
		{"param.half * money * 2 == money", "true"}, {"2 * (param.half * money) == money", "true"},
		{"param.third * money * 3 < money", "true"}, {"param.third * money * 3 == yuan(100)", "false"},
		{"money - param.third * money == param.third * money * 2", "false"},
		{"line - param.half * line == param.half * line", "true"},
		{"param.half * (money + money) == money", "true"},
		{"yuan(0) - money < yuan(0)", "true"}, {"yuan(5000)", "5000.00"}, {"yuan(-1)", "-1.00"},
		{"(yuan(0) - money) * param.half", "-50.005"},
	})
}

func TestFunctions(t *testing.T) {
	checkSentences(t, oneRow(t), "households", []sentence{
		{"day.age_on(as_of)", "0"}, {"id.birth_date().age_on(as_of)", "45"}, {"day.age_on(no_day)", "unknown"}, {"no_day.age_on(as_of)", "unknown"},
		{"day.days_to(later)", "150"}, {"later.days_to(day)", "-150"}, {"day.days_to(day)", "0"}, {"no_day.days_to(day)", "unknown"}, {"day.days_to(no_day)", "unknown"},
		{"day.plus_months(1)", "2025-02-28"}, {"day.plus_months(-2)", "2024-11-30"}, {"day.plus_months(13)", "2026-02-28"}, {"day.plus_months(37)", "2028-02-29"},
		{"day.plus_months(no_n)", "unknown"}, {"no_day.plus_months(1)", "unknown"}, {"day.plus_months(n)", "2025-03-31"},
		{"day.year()", "2025"}, {"no_day.year()", "unknown"}, {"as_of.plus_months(-6).year()", "2024"},
		{"id.birth_date()", "1980-01-01"}, {"no_id.birth_date()", "unknown"}, {"id.male()", "true"}, {"no_id.male()", "unknown"},
		{"id.text() == '520115198001010031'", "true"}, {"id.text()", "520115198001010031"}, {"no_id.text()", "unknown"},
		{"text(days)", "5"}, {"text(-days)", "-5"}, {"text(no_days)", "unknown"},
		{"has(ills, '甲')", "true"}, {"has(ills, '乙')", "false"}, {"has(no_ills, '甲')", "unknown"},
		{"words.part(1, 2)", "贵州"}, {"words.part(2, 1)", "州"}, {"words.part(3, 9)", "x"}, {"words.part(4, 1)", ""}, {"words.part(9, 1)", ""},
		{"words.part(0, 1)", "贵"}, {"words.part(-3, 1)", "贵"}, {"words.part(1, 0)", ""}, {"words.part(1, -1)", ""}, {"no_words.part(1, 2)", "unknown"},
		{"words.upper()", "贵州X"}, {"no_words.upper()", "unknown"},
		{"village.county()", "520103"}, {"no_village.county()", "unknown"}, {"words.part(1, 2).county()", "贵州"},
		{"village.county() == '520103'", "true"},
		{"day.within(until(day))", "true"}, {"no_day.within(until(as_of))", "unknown"}, {"day.within(last_months(n))", "false"},
		{"month.within(last_months(1))", "true"}, {"no_month.within(last_months(1))", "unknown"},
		{"school.within(this_school_year())", "true"}, {"year.within(year_of(as_of))", "true"}, {"no_year.within(year_of(as_of))", "unknown"},
		{"day_before(this_school_year())", "2024-08-31"}, {"day_before(last_months(3))", "2025-03-30"}, {"day_before(year_of(day))", "2024-12-31"},
		{"household.days", "5"}, {"household.no_days", "unknown"},
	})
}
