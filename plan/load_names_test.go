package plan

import "testing"

func TestRefusedNames(t *testing.T) {
	const table = "- table: houses\n  one: house\n  folder: system\n  columns: {grade: {type: text}}\n"
	fact := func(name, about string) string { return "- fact: " + name + "\n  about: " + about + "\n  is: a\n" }
	rule := func(name, about string) string {
		return "- rule: " + name + "\n  about: " + about + "\n  raises: hit\n  when: a\n"
	}
	checkRefusals(t, []refusal{
		{"a document twice", "- document: plan\n- document: plan\n", []string{
			"a.yaml:2:13: a second document `plan`; the first is at a.yaml:1:13; give one of them another name"}},
		{"a parameter twice", "- parameter: x\n  type: int\n  values: []\n- parameter: x\n  type: int\n  values: []\n", []string{
			"a.yaml:4:14: a second parameter `x`; the first is at a.yaml:1:14; give one of them another name"}},
		{"a test twice", "- test: x\n  as_of: 2025-01-01\n  expect: {hits: []}\n- test: x\n  as_of: 2025-01-01\n  expect: {hits: []}\n", []string{
			"a.yaml:4:9: a second test `x`; the first is at a.yaml:1:9; give one of them another name"}},
		{"a table twice", table + table, []string{
			"a.yaml:5:10: a second table `houses`; the first is at a.yaml:1:10; give one of them another name",
			"a.yaml:8:13: a second column `grade` about houses; the first is at a.yaml:4:13; give one of them another name"}},
		{"two tables that call their rows alike", table + "- table: house\n  folder: system\n  columns: {a: {type: text}}\n", []string{
			"a.yaml:5:10: a second row `house`; the first is at a.yaml:1:10; give one of them another name"}},
		{"a row called like a type", "- table: month\n  folder: system\n  columns: {a: {type: text}}\n", []string{
			"a.yaml:1:10: one row of the table is called `month`, which is a type; give it another name with `one`"}},
		{"a fact twice about one table", fact("x", "houses") + fact("x", "houses"), []string{
			"a.yaml:4:9: a second fact `x` about houses; the first is at a.yaml:1:9; give one of them another name"}},
		{"a fact with the name of a column", table + fact("grade", "houses"), []string{
			"a.yaml:5:9: the fact `grade` has the name of the column about houses at a.yaml:4:13; give one of them another name"}},
		{"a rule with the name of a fact", fact("x", "houses") + rule("x", "houses"), []string{
			"a.yaml:4:9: the rule `x` has the name of the fact about houses at a.yaml:1:9; give one of them another name"}},
		{"a rule twice, about two tables", rule("x", "houses") + rule("x", "persons"), []string{
			"a.yaml:5:9: a second rule `x`; the first is at a.yaml:1:9; give one of them another name"}},
		{"a rule with the name of a row", table + rule("house", "persons"), []string{
			"a.yaml:5:9: the rule `house` has the name of one row of the table at a.yaml:1:10; give it another name, or the row with `one`"}},
		{"a column with the name of another row", table + "- table: roofs\n  folder: system\n  columns: {house: {type: text}}\n", []string{
			"a.yaml:7:13: the column `house` has the name of one row of the table at a.yaml:1:10; give it another name, or the row with `one`"}},
		{"a column that only the engine fills", registry[1:] + "- fact: named_elsewhere\n  about: persons\n  is: a\n", []string{
			"a.yaml:43:9: the fact `named_elsewhere` has the name of the column about persons at a.yaml:12:10; give one of them another name"}},
	})
}

func TestNamesThatMayMeet(t *testing.T) {
	loadOK(t, `
- document: net
- fact: net
  about: income
  is: a
- fact: net
  about: households
  is: a
- parameter: net
  type: money
  values: []
- test: net
  as_of: 2025-01-01
  expect: {hits: []}
- table: houses
  one: house
  folder: system
  columns: {a: {type: text, key: true}}
- table: roofs
  one: roof
  folder: system
  columns: {house: {type: house}}
`)
}
