package plan

import (
	"strings"
	"testing"
)

// refusal is a wrong file and everything that Load says about it.
type refusal struct {
	sentence, yaml string
	want           []string
}

func checkRefusals(t *testing.T, cases []refusal) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.sentence, func(t *testing.T) {
			p, err := ParseItems("a.yaml", []byte(strings.TrimPrefix(c.yaml, "\n")))
			if err == nil {
				t.Fatalf("not refused")
			}
			if p != nil {
				t.Error("a package came back beside the problems")
			}
			if got, want := err.Error(), strings.Join(c.want, "\n"); got != want {
				t.Errorf("got:\n%s\nwant:\n%s", got, want)
			}
		})
	}
}

func TestRefusedFiles(t *testing.T) {
	checkRefusals(t, []refusal{
		{"an empty file", "", []string{
			"a.yaml:1:1: the file has no items; a package file is a list: begin each item with `- kind: name`, or delete the file"}},
		{"a file of comments", "# nothing yet\n", []string{
			"a.yaml:1:1: the file has no items; a package file is a list: begin each item with `- kind: name`, or delete the file"}},
		{"a mapping instead of a list", "fact: age\n", []string{
			"a.yaml:1:1: the file is not a list of items; a package file is a list: begin each item with `- kind: name`"}},
		{"a second document", "- document: a\n---\n- document: b\n", []string{
			"a.yaml:2:1: this is not YAML: a second document begins; look at the indentation, the quotes and the brackets from here on"}},
		{"another encoding", "- document: a\n  label: \xb9\xf3\xd6\xdd\n", []string{
			"a.yaml:2:10: the file is not UTF-8; save it as UTF-8"}},
		{"an invisible character", "- document: a\n  label: 贵\u2028州\n", []string{
			"a.yaml:2:11: the invisible character U+2028 stands here; delete it"}},
		{"a NUL byte", "- document: a\x00\n", []string{
			"a.yaml:1:14: the invisible character U+0000 stands here; delete it"}},
		{"a tab as indentation", "- document: a\n\tlabel: b\n", []string{
			"a.yaml:2:1: a tab stands in the indentation; indent with blanks"}},
		{"a quote that is not closed", "- document: a\n  label: \"b\n", []string{
			"a.yaml:2:3: this is not YAML: found unexpected end of stream; look at the indentation, the quotes and the brackets from here on"}},
		{"a line that nobody can read", "- document: " + strings.Repeat("字", 4000), []string{
			"a.yaml:1:4001: the line has more than 4000 characters; break it"}},
		{"a file of more than a megabyte", strings.Repeat("# x\n", maxFile/4+1), []string{
			"a.yaml:1:1: the file has 1048580 bytes, more than the 1048576 that a package file may have; split it"}},
	})
}

func TestRefusedItems(t *testing.T) {
	const kinds = "begin it with `- kind: name`; the kinds are document, table, parameter, fact, rule, screening, workflow, test"
	checkRefusals(t, []refusal{
		{"a scalar for an item", "- age\n", []string{
			"a.yaml:1:3: this item is a single value, not keys with values; " + kinds}},
		{"an empty item", "-\n", []string{
			"a.yaml:1:2: this item is empty, not keys with values; " + kinds}},
		{"a kind that there is not", "- ledger: asset\n", []string{
			"a.yaml:1:3: the item begins with `ledger`, which is no kind; " + kinds}},
		{"a kind that is not the first key", "- label: 甲\n  document: a\n", []string{
			"a.yaml:1:3: the item begins with `label`, which is no kind; " + kinds}},
		{"a name with capitals", "- document: Plan\n", []string{
			"a.yaml:1:13: \"Plan\" is no name for a document; use small letters a–z, digits and _, a letter first"}},
		{"a name in quotes has its place after the quote", "- document: \"1st\"\n", []string{
			"a.yaml:1:14: \"1st\" is no name for a document; use small letters a–z, digits and _, a letter first"}},
		{"no name", "- document:\n", []string{
			"a.yaml:1:12: `document` is empty; write it, or take the key away"}},
		{"a name that means something in expressions", "- fact: as_of\n  about: persons\n  is: x\n", []string{
			"a.yaml:1:9: `as_of` has a meaning of its own in expressions; give the fact another name"}},
		{"a misspelt key", "- document: a\n  lable: 规划\n", []string{
			"a.yaml:2:3: unknown key `lable` in the document; did you mean label?"}},
		{"a key of another kind", "- document: a\n  columns: {}\n", []string{
			"a.yaml:2:3: unknown key `columns` in the document; the keys here are document, label, number, issued, source, cite"}},
		{"a key twice", "- document: a\n  label: b\n  number: c\n  label: d\n", []string{
			"a.yaml:4:3: the key `label` stands twice in the document, first in line 2; keep one"}},
		{"a list as a key", "- document: a\n  ? [label]\n  : b\n", []string{
			"a.yaml:2:5: a key in the document is a list, not a single value; write one value; in quotes if it begins with [ or {"}},
		{"a list for a label", "- document: a\n  label: [b]\n", []string{
			"a.yaml:2:10: `label` is a list, not a single value; write one value; in quotes if it begins with [ or {"}},
		{"a citation without its document", "- document: a\n  cite: {section: 4-3}\n", []string{
			"a.yaml:2:9: the key `document` is missing in `cite`; add it"}},
		{"a citation that is a word", "- document: a\n  cite: plan\n", []string{
			"a.yaml:2:9: `cite` is a single value, not keys with values; write it as `key: value` lines, or as {key: value}"}},
		{"an anchor and its alias", "- document: &a x\n- document: *a\n", []string{
			"a.yaml:1:13: `&a` is a YAML anchor, which packages do not have; take it away, or quote the value if the & is part of it",
			"a.yaml:2:13: `*a` is a YAML alias, which packages do not have; write the value out, or quote it if the * is part of it"}},
		{"a tag", "- document: !!str a\n", []string{
			"a.yaml:1:13: `!!str` is read by YAML as a tag; quote the whole expression that begins with `!`"}},
		{"a merge key", "- document: a\n  <<: {label: b}\n", []string{
			"a.yaml:2:3: unknown key `<<` in the document; the keys here are document, label, number, issued, source, cite"}},
		{"several problems at once, in the order of the file", "- document: A\n  x: 1\n- rule: b\n- document: c\n  y: 1\n", []string{
			"a.yaml:1:13: \"A\" is no name for a document; use small letters a–z, digits and _, a letter first",
			"a.yaml:2:3: unknown key `x` in the document; the keys here are document, label, number, issued, source, cite",
			"a.yaml:3:3: the key `raises` is missing in the rule; add it",
			"a.yaml:3:3: the key `about` is missing in the rule; add it",
			"a.yaml:3:3: the key `when` is missing in the rule; add it",
			"a.yaml:5:3: unknown key `y` in the document; the keys here are document, label, number, issued, source, cite"}},
		{"a broken item does not hide the problems of the others", "- document: A\n- fact: x\n  about: persons\n  is: a ? b : c\n- document: B\n", []string{
			"a.yaml:1:13: \"A\" is no name for a document; use small letters a–z, digits and _, a letter first",
			"a.yaml:4:7: YAML cannot read this value: mapping values are not allowed in this context; put it in quotes, or in a `|` block",
			"a.yaml:5:13: \"B\" is no name for a document; use small letters a–z, digits and _, a letter first"}},
	})
}

func TestRefusedExpressions(t *testing.T) {
	fact := func(is string) string { return "- fact: x\n  about: persons\n  is: " + is + "\n" }
	const block = "put the expression on one line, or in a `|` block"
	checkRefusals(t, []refusal{
		{"a ! that YAML reads as a tag", fact("!member"), []string{
			"a.yaml:3:7: `!member` is read by YAML as a tag; quote the whole expression that begins with `!`"}},
		{"a ! and a blank", fact("! member"), []string{
			"a.yaml:3:7: `!` is read by YAML as a tag; quote the whole expression that begins with `!`"}},
		{"a ! and more behind it", fact("!known(a) || b == 1"), []string{
			"a.yaml:3:7: YAML cannot read this value: did not find expected comment or line break; put it in quotes, or in a `|` block"}},
		{"a tag before quotes", fact("! \"member\""), []string{
			"a.yaml:3:7: `!` is read by YAML as a tag; quote the whole expression that begins with `!`"}},
		{"a colon of ?: in a plain value", fact("a ? b : c"), []string{
			"a.yaml:3:7: YAML cannot read this value: mapping values are not allowed in this context; put it in quotes, or in a `|` block"}},
		{"a folded block", fact(">-\n    a &&\n    b"), []string{
			"a.yaml:3:7: `is` stands in a folded block (`>`), where an error has no column; " + block}},
		{"a plain value over two lines", fact("a &&\n    b"), []string{
			"a.yaml:3:7: `is` goes over several lines; " + block}},
		{"a quoted value over two lines", fact("\"a &&\n    b\""), []string{
			"a.yaml:3:7: `is` goes over several lines; " + block}},
		{"doubled quotes inside single ones", fact("'kind == ''甲'''"), []string{
			"a.yaml:3:7: `is` has '' inside ' quotes, so that places in it cannot be told; use \" around it, or a `|` block"}},
		{"an escape inside double quotes", fact(`"kind == \"甲\""`), []string{
			"a.yaml:3:7: `is` has a backslash, so that places in it cannot be told; write it without, with ' inside the \" quotes, or in a `|` block"}},
		{"nothing", fact(""), []string{
			"a.yaml:3:6: `is` is empty; write it, or take the key away"}},
		{"an empty block", "- fact: x\n  is: |\n  about: persons\n", []string{
			"a.yaml:2:7: `is` is empty; write it, or take the key away"}},
		{"a flow mapping cut by the commas of an expression", "- table: t\n  coverage: {expected: kind in ['a', 'b'], of: persons}\n", []string{
			"a.yaml:2:3: this is not YAML: did not find expected ',' or '}'; look at the indentation, the quotes and the brackets from here on"}},
		{"a list for an expression", fact("[a]"), []string{
			"a.yaml:3:7: `is` is a list, not a single value; write one value; in quotes if it begins with [ or {"}},
	})
}

func TestRefusedFactsAndRules(t *testing.T) {
	checkRefusals(t, []refusal{
		{"a fact of no form", "- fact: x\n  about: persons\n", []string{
			"a.yaml:1:9: the fact has neither `is` nor `from`; write `is: expression`, or `from: table` with one of count, any, sum, min, max or pick"}},
		{"a fact of two forms", "- fact: x\n  about: persons\n  is: a\n  from: income\n  sum: b\n", []string{
			"a.yaml:4:3: `from` does not go with `is`, which speaks of the same row; take one of the two away",
			"a.yaml:5:3: `sum` does not go with `is`, which speaks of the same row; take one of the two away"}},
		{"a fold into nothing", "- fact: x\n  about: persons\n  from: income\n", []string{
			"a.yaml:1:9: the fact folds rows but does not say into what; add one of count, any, sum, min, max or pick"}},
		{"a fold into two values", "- fact: x\n  about: persons\n  from: income\n  sum: a\n  max: b\n", []string{
			"a.yaml:5:3: a second aggregate `max` beside `sum`; make two facts of it"}},
		{"one row per group and no aggregate", "- fact: x\n  about: persons\n  from: income\n  pick: {newest: on, per: house}\n", []string{
			"a.yaml:4:9: `per` keeps several rows, but a fact is one value; add one of count, any, sum, min, max, or take `per` away"}},
		{"a count of a condition", "- fact: x\n  about: persons\n  from: income\n  count: a > 0\n", []string{
			"a.yaml:4:10: `count` is \"a > 0\"; write `rows` or `distinct column`; for a condition use `where`"}},
		{"a pick of another word", "- fact: x\n  about: persons\n  from: income\n  pick: first\n", []string{
			"a.yaml:4:9: `pick` is \"first\"; write only"}},
		{"a coverage of another word", "- fact: x\n  about: persons\n  from: income\n  count: rows\n  coverage: none\n", []string{
			"a.yaml:5:13: `coverage` is \"none\"; write required or assumed"}},
		{"a rule that raises something else", "- rule: x\n  raises: alarm\n  about: persons\n  when: a\n", []string{
			"a.yaml:2:11: `raises` is \"alarm\"; write alert, hit or finding"}},
		{"an alert without a risk or an urgency", "- rule: x\n  raises: alert\n  about: persons\n  when: a\n", []string{
			"a.yaml:1:9: the alert has no `risk`; add it",
			"a.yaml:1:9: the alert has no `urgency`; add it"}},
		{"a finding that is urgent", "- rule: x\n  raises: finding\n  about: persons\n  when: a\n  urgent_when: b\n", []string{
			"a.yaml:5:3: only alerts have `urgent_when`, this is a finding; take it away"}},
		{"a hit about everyone", "- rule: x\n  raises: hit\n  about: persons\n  when: a\n  everyone: true\n", []string{
			"a.yaml:5:13: only a finding may be about everyone: alerts and hits are about the screened households; take `everyone` away"}},
		{"a hit that is a reason to visit", "- rule: x\n  raises: hit\n  about: persons\n  when: a\n  visit: true\n", []string{
			"a.yaml:5:10: only a finding says `visit`: whoever an alert is about is visited anyway; take `visit` away"}},
		{"a rule that names and does not name", "- rule: x\n  raises: hit\n  about: households\n  when: a\n  who: b\n  nameless: true\n", []string{
			"a.yaml:6:13: `nameless` says that nobody is named, `who` names persons; keep one of the two"}},
		{"a flag in another word", "- rule: x\n  raises: hit\n  about: persons\n  when: a\n  nameless: yes\n", []string{
			"a.yaml:5:13: `nameless` is \"yes\"; write true or false"}},
		{"two screenings", "- screening: a\n  where: members > 0\n- screening: b\n  where: members > 0\n", []string{
			"a.yaml:3:14: a second screening; the first is at a.yaml:1:14; keep one: there is one population of alerts and hits"}},
	})
}

func TestRefusedParametersAndTests(t *testing.T) {
	parameter := func(value string) string {
		return "- parameter: x\n  type: money\n  values:\n    - " + value + "\n"
	}
	checkRefusals(t, []refusal{
		{"a type that no parameter has", "- parameter: x\n  type: text\n  values: []\n", []string{
			"a.yaml:2:9: `type` is \"text\"; write money, share or int"}},
		{"a value without status", parameter(`{division: "520000000000", from: 2021-01-01, value: 6000}`), []string{
			"a.yaml:4:7: the key `status` is missing in the value; add it"}},
		{"a verified value without a document", parameter(`{division: "520000000000", from: 2021-01-01, value: 6000, status: verified}`), []string{
			"a.yaml:4:73: a verified value has no number of the document that sets it; add `number`, or call it `example`"}},
		{"a unit that is no word", "- parameter: x\n  type: int\n  unit: m²\n  values: []\n", []string{
			"a.yaml:3:9: \"m²\" is no unit; use a word of small letters such as days, months, years, persons, rows, times"}},
		{"a share with a unit", "- parameter: x\n  type: share\n  unit: days\n  values: []\n", []string{
			"a.yaml:3:9: a parameter of type share has no unit; take `unit` away"}},
		{"a test that expects nothing", "- test: x\n  as_of: 2025-06-30\n  expect: {}\n", []string{
			"a.yaml:3:11: the test expects nothing; add alerts, hits, findings, urgent, silent, who or facts"}},
		{"a test without a date", "- test: x\n  expect: {alerts: []}\n", []string{
			"a.yaml:1:9: the test has no `as_of`; add the date it is about, or `like: test` to begin with another's"}},
		{"a person who is not P1 to P99", "- test: x\n  as_of: 2025-06-30\n  people: {P0: {born: 2000-01-01}}\n  expect: {alerts: []}\n", []string{
			"a.yaml:3:12: \"P0\" is no person of a test; call people P1 to P99"}},
		{"a sex in English", "- test: x\n  as_of: 2025-06-30\n  people: {P1: {sex: f}}\n  expect: {alerts: []}\n", []string{
			"a.yaml:3:22: `sex` is \"f\"; write 男 or 女"}},
		{"one alert that is no list", "- test: x\n  as_of: 2025-06-30\n  expect: {alerts: petition}\n", []string{
			"a.yaml:3:20: `alerts` is a single value, not a list; write [petition]"}},
		{"a row that is no row", "- test: x\n  as_of: 2025-06-30\n  given: {households: [H1]}\n  expect: {alerts: []}\n", []string{
			"a.yaml:3:24: a row of `households` is a single value, not keys with values; write it as `key: value` lines, or as {key: value}"}},
		{"a fact of nobody", "- test: x\n  as_of: 2025-06-30\n  expect: {facts: {age: 3}}\n", []string{
			"a.yaml:3:20: \"age\" is no fact of a household or a person; write household.name or P1.name"}},
	})
}
