package plan

import (
	"slices"
	"strings"
	"testing"

	"dixian/rule"
)

func TestRefusedTables(t *testing.T) {
	table := func(columns string) string {
		return "- table: t\n  folder: extracts\n  delivery: rows\n  columns:\n    no: {type: text, key: true}\n    " + columns + "\n"
	}
	checkRefusals(t, []refusal{
		{"a folder that there is not", "- table: t\n  folder: archive\n  columns: {no: {type: text, key: true}}\n", []string{
			"a.yaml:2:11: `folder` is \"archive\"; write registry, extracts, national or system"}},
		{"a table of files without a delivery", "- table: t\n  folder: extracts\n  columns: {no: {type: text, key: true}}\n", []string{
			"a.yaml:2:3: the key `delivery` is missing in a table that files fill; add `delivery: whole` or `delivery: rows`"}},
		{"no columns", "- table: t\n  folder: system\n  columns: {}\n", []string{
			"a.yaml:3:12: the table has no columns; add its columns as `name: {label: …, type: …}`"}},
		{"no natural key", "- table: t\n  folder: extracts\n  delivery: rows\n  columns: {no: {type: text}}\n", []string{
			"a.yaml:4:12: the table has no natural key; mark the columns that tell its rows apart with `key: true`"}},
		{"a column without a type", table("x: {label: 甲}"), []string{
			"a.yaml:6:8: the key `type` is missing in the column `x`; add it"}},
		{"a type that there is not", table("x: {type: moeny}"), []string{
			"a.yaml:6:15: `moeny` is neither a type nor what a table calls one of its rows; did you mean money?"}},
		{"a reference to a table by its own name", table("x: {type: qualities}") + "- table: qualities\n  one: q_row\n  folder: system\n  columns: {a: {type: text}}\n", []string{
			"a.yaml:6:15: `qualities` is neither a type nor what a table calls one of its rows; the types are bool, code12, credit_code, date, decimal, id18, int, money, month, school_year, share, text, year, t, q_row"}},
		{"a reference to a table without a single key", table("x: {type: q}") + "- table: qs\n  one: q\n  folder: system\n  columns: {a: {type: text, key: true}, b: {type: text, key: true}}\n", []string{
			"a.yaml:6:15: the table `qs` cannot be referred to; give it exactly one key column, of type id18 or text"}},
		{"a column twice", table("x: {type: text}\n    x: {type: int}"), []string{
			"a.yaml:7:5: the key `x` stands twice in `columns`, first in line 6; keep one"}},
		{"a sensitive word of a text", table("x: {type: text, sensitive: {甲: 乙}}"), []string{
			"a.yaml:6:32: only a list of words, or an int with names, has words to soften, this column is text; give it a list of words, or take `sensitive` away"}},
		{"a sensitive word that is none of the column's", table("x: {type: [甲, 乙], sensitive: {丙: 丁}}"), []string{
			"a.yaml:6:35: \"丙\" is none of the column's words; write 甲 or 乙"}},
		{"a sensitive word without a softer one", table("x: {type: [甲, 乙], sensitive: {甲: \"\"}}"), []string{
			"a.yaml:6:35: nothing says what a village sees instead of \"甲\"; write a softer word after it"}},
		{"a softer word that says it all the same", table("x: {type: [甲, 乙], sensitive: {甲: 像甲}}"), []string{
			"a.yaml:6:35: \"像甲\" says what it should hide; write a word without \"甲\""}},
		{"no sensitive word", table("x: {type: [甲, 乙], sensitive: {}}"), []string{
			"a.yaml:6:34: `sensitive` names no word; write it as {word: softer word}, or take it away"}},
		{"a word twice in a list", table("x: {type: [甲, 乙, 甲]}"), []string{
			"a.yaml:6:22: the word \"甲\" stands twice in the list of words; keep one"}},
		{"an empty list of words", table("x: {type: []}"), []string{
			"a.yaml:6:15: the list of words is an empty list; write its words: [甲, 乙]"}},
		{"more words than a byte holds", table("x: {type: [" + manyWords(256) + "]}"), []string{
			"a.yaml:6:15: the list of words has 256 words, more than 255; make it a text"}},
		{"more words of several than a set holds", table("x: {type: {several: [" + manyWords(32) + "]}}"), []string{
			"a.yaml:6:25: `several` has 32 words, more than 31; make it a text"}},
		{"a word of several with the joining mark", table("x: {type: {several: [甲、乙]}}"), []string{
			"a.yaml:6:25: the word \"甲、乙\" holds a 、, which joins the words of a cell; name it without"}},
		{"a unit of a text", table("x: {type: text, unit: days}"), []string{
			"a.yaml:6:27: only a column of type int has a unit, this one is text; take `unit` away"}},
		{"names of a date", table("x: {type: date, names: [甲]}"), []string{
			"a.yaml:6:28: only a column of type int has names for its numbers, this one is date; take `names` away"}},
		{"a longest length of money", table("x: {type: money, max: 3}"), []string{
			"a.yaml:6:27: only a column of type text has a longest length, this one is money; take `max` away"}},
		{"a length that is no number", table("x: {type: text, max: 二十}"), []string{
			"a.yaml:6:26: `max` is \"二十\", not a whole number up to 65535; write digits only"}},
		{"a length of nothing", table("x: {type: text, max: 0}"), []string{
			"a.yaml:6:26: a text of at most 0 characters holds nothing; write how many characters it may have"}},
		{"an empty cell that means a word off the list", table("x: {type: [正常, 死亡], empty: 健在}"), []string{
			"a.yaml:6:32: `empty` is \"健在\", which the column cannot hold; write 正常 or 死亡"}},
		{"an empty cell that means money", table("x: {type: money, empty: 0}"), []string{
			"a.yaml:6:29: only a bool or a list of words says what an empty cell means, this column is money; take `empty` away"}},
		{"an empty cell in a required column", table("x: {type: bool, empty: 是, required: true}"), []string{
			"a.yaml:6:28: in a required column no cell may be empty; take `empty` or `required` away"}},
		{"a column read without one that is not there", table("x: {type: text, only_without: identity}"), []string{
			"a.yaml:6:35: the table has no column `identity`; its columns are no, x"}},
		{"a birth date that comes from a text", table("x: {type: date, derive: birth_date, only_without: no}"), []string{
			"a.yaml:6:55: `no` is text, but birth date and sex come from an ID; name a column of type id18"}},
		{"a sex that is a date", table("i: {type: id18}\n    x: {type: date, derive: sex, only_without: i}"), []string{
			"a.yaml:7:29: `sex` is a code, the column is date; give the column the type code"}},
		{"a time that is no time", "- table: t\n  folder: system\n  time: no\n  columns: {no: {type: text}}\n", []string{
			"a.yaml:3:9: the column `no` is of type text, which is no time; name a column of type date, month, year or school_year"}},
		{"a time that is no column", "- table: t\n  folder: system\n  time: paid_no\n  columns: {paid_on: {type: date}}\n", []string{
			"a.yaml:3:9: the table has no column `paid_no`; did you mean paid_on?"}},
		{"late without a time", "- table: t\n  folder: system\n  late: 2\n  columns: {no: {type: text}}\n", []string{
			"a.yaml:3:9: `late` speaks of months, but the table has no `time`; name its time column, or take `late` away"}},
		{"belonging to what is no reference", "- table: t\n  folder: system\n  belongs_to: [no]\n  columns: {no: {type: text}}\n", []string{
			"a.yaml:4:13: `belongs_to` names `no`, which is text and refers to no row; give it the type person or household, or take it out of `belongs_to`"}},
		{"coverage of a table without a time", "- table: t\n  folder: system\n  coverage: {of: persons, expected: member, share: param.s}\n  columns: {no: {type: text}}\n", []string{
			"a.yaml:3:13: coverage is measured by period, but the table has no `time`; name its time column"}},
		{"a coverage share that is no parameter, and half a floor", "- table: t\n  folder: system\n  time: d\n  coverage: {of: villages, expected: member, share: 0.6, floor: param.f, seen_within: 0}\n  columns: {d: {type: date}}\n", []string{
			"a.yaml:4:13: `floor` and `floor_of` belong together; write both or neither",
			"a.yaml:4:18: `of` is \"villages\"; write persons or households",
			"a.yaml:4:53: `share` is \"0.6\", not a parameter; write param.name",
			"a.yaml:4:87: `seen_within` must be one month or more; write the number of months, or take the key away"}},
	})
}

func manyWords(n int) string {
	words := make([]string, n)
	for i := range words {
		words[i] = strings.Repeat("w", 1+i/26) + string(rune('a'+i%26))
	}
	return strings.Join(words, ", ")
}

const registry = `
- table: households
  one: household
  label: 户
  folder: registry
  delivery: whole
  complete: true
  columns:
    household_code: {label: 户编号, type: text, max: 32, key: true, required: true}
    division_code: {label: 行政区划代码, type: code12, required: true}
    kind: {label: 户类型, type: [脱贫户, 一般农户], required: true}
    phone: {label: 联系电话, type: text, mask: phone}
- table: persons
  one: person
  label: 人
  folder: registry
  delivery: whole
  complete: true
  strict: true
  fallback_key: [household_code, provisional_no]
  columns:
    id_number: {label: 证件号码, type: id18, key: true, mask: id}
    provisional_no: {label: 临时编号, type: text, max: 20, only_without: id_number}
    birth_date: {label: 出生日期, type: date, only_without: id_number, derive: birth_date}
    household_code: {label: 户编号, type: household, required: true}
    health: {label: 健康状况, type: {several: [健康, 长期慢性病, 患有大病, 残疾]}}
    living_together: {label: 是否共同生活, type: bool, empty: 是}
    grade: {label: 残疾等级, type: int, names: [一级, 二级, 三级, 四级]}
- table: employment
  one: job_month
  label: 务工就业
  owner: 人社
  folder: extracts
  delivery: rows
  time: month
  late: 2
  coverage: {of: persons, expected: member && known(id_number), share: param.coverage_share_employment, seen_within: 12, floor: param.coverage_floor, floor_of: labour_capable, present_of: member}
  columns:
    id_number: {label: 证件号码, type: person, key: true, required: true}
    month: {label: 月份, type: month, key: true, required: true}
    days: {label: 天数, type: int, unit: days}
    year: {label: 年度, type: year}
    wage: {label: 月收入, type: money}
`

func loadOK(t *testing.T, yaml string) *Package {
	t.Helper()
	p, err := ParseItems("a.yaml", []byte(strings.TrimPrefix(yaml, "\n")))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestTables(t *testing.T) {
	p := loadOK(t, registry)
	households, persons, employment := p.Tables[0], p.Tables[1], p.Tables[2]

	if c := households.Column("household_code"); c.Label != "户编号" || !c.Key || !c.Required || c.Max != 32 || c.Optional() {
		t.Errorf("household_code: %+v", c)
	}
	if c := persons.Column("living_together"); c.Empty != "是" || c.Optional() {
		t.Errorf("an empty living_together is known to be 是: %+v", c)
	}
	if c := persons.Column("birth_date"); c.Derive != "birth_date" || c.OnlyWithout != "id_number" || c.Optional() {
		t.Errorf("birth_date: %+v", c)
	}
	if got := persons.FallbackKey; !slices.Equal(got, []string{"household_code", "provisional_no"}) {
		t.Errorf("fallback key: %v", got)
	}
	if !households.Whole || !households.Complete || households.Strict || !persons.Strict || employment.Whole || employment.Late != 2 {
		t.Error("the flags of the tables are not as written")
	}
	for _, want := range []struct {
		table  *Table
		column string
		is     rule.Type
	}{
		{households, "kind", rule.Type{Kind: rule.Code, Codes: []string{"脱贫户", "一般农户"}}},
		{households, "division_code", rule.Type{Kind: rule.Division}},
		{persons, "household_code", rule.Type{Kind: rule.Ref, Table: "households", Key: rule.Text}},
		{persons, "health", rule.Type{Kind: rule.Codes, Codes: []string{"健康", "长期慢性病", "患有大病", "残疾"}}},
		{persons, "grade", rule.Type{Kind: rule.Int, Names: []string{"一级", "二级", "三级", "四级"}}},
		{employment, "id_number", rule.Type{Kind: rule.Ref, Table: "persons", Key: rule.ID}},
		{employment, "days", rule.Type{Kind: rule.Int, Unit: "days"}},
		{employment, "year", rule.Type{Kind: rule.Int, Unit: "year"}},
	} {
		got := want.table.Column(want.column).Type
		if got.Kind != want.is.Kind || got.Unit != want.is.Unit || got.Table != want.is.Table || got.Key != want.is.Key ||
			!slices.Equal(got.Codes, want.is.Codes) || !slices.Equal(got.Names, want.is.Names) {
			t.Errorf("%s.%s is %+v, want %+v", want.table.Table.Name, want.column, got, want.is)
		}
	}
	if !slices.Equal(employment.BelongsTo, []string{"id_number"}) || !slices.Equal(persons.BelongsTo, []string{"household_code"}) {
		t.Error("by default a row belongs to whom it refers to")
	}
	if got, want := persons.ColumnPos["health"], (Pos{"a.yaml", 25, 5}); got != want {
		t.Errorf("the place of a column is %v, want %v", got, want)
	}
	c := employment.Coverage
	if c.Expected.Value != "member && known(id_number)" || c.Expected.Pos != (Pos{"a.yaml", 36, 37}) || c.SeenWithin != 12 || c.FloorOf.Value != "labour_capable" {
		t.Errorf("coverage: %+v", c)
	}
}

func TestSystemColumns(t *testing.T) {
	p := loadOK(t, registry+`
- table: extract_rows
  one: extract_row
  folder: system
  columns:
    table_name: {type: text}
    person: {type: person}
`)
	if c := p.Tables[1].Column("named_elsewhere"); c == nil || !c.System || c.Type.Kind != rule.Bool || c.Optional() {
		t.Errorf("persons.named_elsewhere: %+v", c)
	}
	if c := p.Tables[0].Column("kind"); c.System {
		t.Error("files fill the registry's columns")
	}
	if c := p.Tables[3].Column("table_name"); !c.System || c.Optional() {
		t.Errorf("a column of a system table is known: %+v", c)
	}
	if c := p.Tables[3].Column("person"); !c.System || !c.Optional() {
		t.Errorf("a reference in a system table may be unknown: %+v", c)
	}
}
