package plan

import (
	"fmt"
	"testing"
)

// refusedFormula is an expression about households that Check refuses with one
// problem, at the column given of the expression as it stands after `is: `.
type refusedFormula struct {
	sentence, is string
	column       int // from 1
	want         string
}

func checkFormulas(t *testing.T, cases []refusedFormula) {
	t.Helper()
	var all []wrong
	for _, c := range cases {
		all = append(all, wrong{
			sentence: c.sentence, items: "- fact: x\n  about: households\n  is: " + c.is + "\n",
			want: []string{fmt.Sprintf("case.yaml:3:%d: %s", c.column+6, c.want)},
		})
	}
	checkWrong(t, all)
}

// Refused are names that mean nothing, with the nearest that does.
func TestRefusedNamesInExpressions(t *testing.T) {
	checkFormulas(t, []refusedFormula{
		{"an unknown name", "spnt > yuan(3)", 1,
			"households has no column, fact or rule spnt; did you mean spent?"},
		{"an unknown name that is near to none", "x1y2z3 > 3", 1,
			"households has no column, fact or rule x1y2z3; declare it, or correct the spelling"},
		{"an unknown parameter", "spent < param.lin", 9,
			"there is no parameter lin; did you mean line?"},
		{"a parameter without its param.", "spent > line", 9,
			"households has no column, fact or rule line; did you mean param.line?"},
		{"a parameter of a parameter", "spent > param.line.value", 9,
			"a parameter is written param.name; declare it, or correct the spelling"},
		{"an unknown column of a picked row", "members > 1 && newest_water.qualty == '达标'", 16,
			"water has no column, fact or rule qualty; did you mean quality?"},
		{"an unknown pick", "newest_watr.quality == '达标'", 1,
			"households has no column, fact or rule newest_watr; did you mean newest_water?"},
		{"a column of what is no row", "kind.label == 'x'", 1,
			"kind is a value, not a row; it has no label; declare it, or correct the spelling"},
		{"the person of a household", "person.age > 3", 1,
			"households has no column, fact or rule person; declare it, or correct the spelling"},
		{"a part of the as-of date", "as_of.month == 3", 1,
			"as_of is a date; it has no month; declare it, or correct the spelling"},
		{"an unknown function", "last_month(3)", 11,
			"there is no function last_month; use a function of the language page; a new value is a fact of its own"},
		{"an unknown method", "note.trim() == 'x'", 10,
			"there is no function trim; use a function of the language page; a new value is a fact of its own"},
	})
}

// Refused are values that do not go together.
func TestRefusedTypesInExpressions(t *testing.T) {
	checkFormulas(t, []refusedFormula{
		{"years against days", "as_of.age_on(as_of) > as_of.days_to(as_of)", 21,
			"cannot compare int (years) and int (days); bring both to one unit"},
		{"persons against rows", "members == bills", 9,
			"cannot compare int (persons) and int (rows); bring both to one unit"},
		{"days against persons, in a sum", "newest_water.outage + members > 3", 21,
			"cannot add int (days) and int (persons); bring both to one unit"},
		{"days times persons", "newest_water.outage * members > 3", 21,
			"cannot multiply int (days) by int (persons); one of them must be a bare number"},
		{"a year against a count", "as_of.year() == members", 14,
			"cannot compare int (year) and int (persons); bring both to one unit"},
		{"days added as months", "as_of.plus_months(newest_water.outage) > as_of", 18,
			"adds int (days) as months; bring it to months"},
		{"a count asked for a period", "members.within(last_months(3))", 15,
			"asks whether int (persons) lies in a period; only dates, months, years and school years do"},
		{"money against an int", "spent > 30", 7,
			"`>` does not take money and int; both sides must be of one type that has this comparison; money is written yuan(5000)"},
		{"money made of a count", "spent > yuan(members)", 13,
			"makes money of a number that is not written out; multiply instead: yuan(1) * x"},
		{"money times money", "spent * spent > param.line", 7,
			"`*` does not take money and money; money takes a whole number or one share, a whole number takes a bare one"},
		{"a share times a share", "param.enough * param.drop * spent > param.line", 14,
			"`*` does not take share and share; money takes a whole number or one share, a whole number takes a bare one"},
		{"money with two shares", "param.enough * (param.drop * spent) > param.line", 14,
			"multiplies by a second share; make the first product a fact with its own rounding, or use one share"},
		{"a sum that holds a share, times another", "(spent + param.drop * param.line) * param.enough > param.line", 35,
			"multiplies by a second share; make the first product a fact with its own rounding, or use one share"},
		{"a choice that may hold a share, times another", "\"(heavy ? spent : param.drop * param.line) * param.enough > param.line\"", 44,
			"multiplies by a second share; make the first product a fact with its own rounding, or use one share"},
		{"a misspelt word of a list", "kind == '富裕户'", 6,
			`"富裕户" is not one of its words; its words are 脱贫户 · 一般农户`},
		{"a misspelt word among several", "kind in ['脱贫户', '富裕户']", 17,
			`"富裕户" is not one of its words; its words are 脱贫户 · 一般农户`},
		{"a misspelt word for the unknown", "object.or('无') == '边缘易致贫户'", 10,
			`"无" is not one of its words; its words are 脱贫不稳定户 · 边缘易致贫户`},
		{"words of two lists", "known(object) && object == kind", 25,
			"cannot compare words of two lists; compare with a word in quotes"},
		{"a word of a list against a text", "note == kind", 6,
			"cannot compare a word of a list and text; compare with a word in quotes"},
		{"a number among words", "kind in ['脱贫户', 3]", 17,
			"cannot compare a word of a list and int; compare with a word in quotes"},
		{"a word among numbers", "members in [1, '二']", 16,
			"cannot compare int (persons) and text; both sides must be of one type"},
		{"texts put in order", "household_code > 'H1'", 16,
			"`>` does not take text and text; both sides must be of one type that has this comparison; money is written yuan(5000)"},
		{"a date plus a number", "as_of + 30 > as_of", 7,
			"`+` does not take date and int; money goes with money, a whole number with one of its unit; dates move by x.plus_months(n), texts are not put together"},
		{"a number for a condition", "members && true", 1,
			"&&, || and ! join conditions: expected type 'bool' but found 'int'; compare the value with something"},
		{"rows of two tables", "newest_water == household", 14,
			"cannot compare reference to water and reference to households; compare references to the same table"},
		{"a row for a value", "household", 1,
			"this is a value of type reference to households, which is no value of a row; name a column of the row, or say the period where it is used"},
		{"a period for a value", "last_months(3)", 1,
			"this is a value of type period, which is no value of a row; name a column of the row, or say the period where it is used"},
		{"a function with too little", "division_code.part(1)", 19,
			"`part` does not take text and int; the language page says what it takes"},
		{"an as-of date that nobody asks for", "as_of.within(last_months(3, as_of))", 25,
			"`last_months` does not take int and date; the language page says what it takes"},
	})
}

// Refused is what may be unknown, negated without saying what unknown means.
func TestRefusedUnknownsInExpressions(t *testing.T) {
	checkFormulas(t, []refusedFormula{
		{"a negated unknown", `"!cleared"`, 2,
			"negates what may be unknown; write `x == false` (known not), `!x.or(false)` (not known to be) or `known(x) && …`"},
		{"a negated comparison with an unknown", `"!(newest_water.outage > 3)"`, 2,
			"negates what may be unknown; write `x == false` (known not), `!x.or(false)` (not known to be) or `known(x) && …`"},
		{"!= of an unknown", "object != '边缘易致贫户'", 8,
			"says != of what may be unknown; write `known(x) && x != y`, or `x.or(…) != y`"},
		{"a choice by an unknown", `"cleared ? 1 : 2"`, 2,
			"chooses by what may be unknown; make the condition known first: `known(x) ? … : …` or `x.or(false) ? … : …`"},
		{"a product with an unknown", "\"!(spent * newest_water.outage > param.line)\"", 2,
			"negates what may be unknown; write `x == false` (known not), `!x.or(false)` (not known to be) or `known(x) && …`"},
		{"known where it is chosen otherwise", "\"known(cleared) ? true : !cleared\"", 26,
			"negates what may be unknown; write `x == false` (known not), `!x.or(false)` (not known to be) or `known(x) && …`"},
		{"known on the wrong side of ||", `"known(cleared) || !cleared"`, 20,
			"negates what may be unknown; write `x == false` (known not), `!x.or(false)` (not known to be) or `known(x) && …`"},
		{"known to the right only", `"!cleared && known(cleared)"`, 2,
			"negates what may be unknown; write `x == false` (known not), `!x.or(false)` (not known to be) or `known(x) && …`"},
		{"known of another value", "known(object) && cleared != true", 26,
			"says != of what may be unknown; write `known(x) && x != y`, or `x.or(…) != y`"},
		{"a picked row that is known, its column is not", "known(newest_water) && newest_water.quality != '达标'", 45,
			"says != of what may be unknown; write `known(x) && x != y`, or `x.or(…) != y`"},
		{"known of what is always known", "known(kind) && members > 3", 6,
			"kind is always known; leave known(…) away"},
		{"the unknown replaced by an unknown", `"!cleared.or(newest_water.quality == '达标')"`, 2,
			"negates what may be unknown; write `x == false` (known not), `!x.or(false)` (not known to be) or `known(x) && …`"},
		{"null", "spent == null", 10,
			"the language has no null; whether x is known asks known(x); use whole numbers, words in quotes, true and false; shares are parameters, money is yuan(5000)"},
	})
}

// Refused is what CEL has and the language has not.
func TestRefusedLanguageInExpressions(t *testing.T) {
	checkFormulas(t, []refusedFormula{
		{"a double literal", "spent > param.line * 1.5", 22,
			"the language has no numbers with a decimal point; use whole numbers, words in quotes, true and false; shares are parameters, money is yuan(5000)"},
		{"a double that is whole", "members > 2.0", 11,
			"the language has no numbers with a decimal point; use whole numbers, words in quotes, true and false; shares are parameters, money is yuan(5000)"},
		{"a macro", "members in [1, 2].filter(x, x > members)", 25,
			"the language has no filter over rows or lists; make a fold: a fact with `from:`"},
		{"has() of CEL", "has(household.note)", 4,
			"`has` does not take text; has(x, '甲') asks a list of several; whether a value is known asks known(x)"},
		{"string building", "note + 'x' == 'y'", 6,
			"`+` does not take text and text; money goes with money, a whole number with one of its unit; dates move by x.plus_months(n), texts are not put together"},
		{"a division", "spent / members > param.line", 7,
			"the language has no division; multiply the other side: a / b > c is written a > c * b"},
		{"a remainder", "members % 2 == 0", 9,
			"the language has no division; multiply the other side: a / b > c is written a > c * b"},
		{"a regular expression", "note.matches('a.*')", 13,
			"there is no function matches; use a function of the language page; a new value is a fact of its own"},
		{"a list by itself", "kind == 'x' || [members]", 16,
			"&&, || and ! join conditions: expected type 'bool' but found 'list(int)'; compare the value with something"},
		{"a map", `"{'a': 1}"`, 2,
			"the language has no maps, structs or comprehensions; make a fold: a fact with `from:`"},
		{"a list of names", "bills in [bills]", 11,
			"a list of something else than words and numbers; write the words out"},
		{"half an expression", "bills.or(0", 11,
			"the expression ends too early; finish it; texts stand in single quotes"},
		{"a second = too many", "members === 3", 11,
			"syntax error: token recognition error at: '= '; mend the expression; texts stand in single quotes"},
		{"nothing but a sign", "members > 1 &&", 15,
			"the expression ends too early; finish it; texts stand in single quotes"},
		{"a number that no int holds", "members < 99999999999999999999", 11,
			"invalid int literal; mend the expression by the language page"},
	})
}
