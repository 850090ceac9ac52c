package screening

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"testing"

	"dixian/calendar"
	"dixian/identity"
)

// countyPlan is a plan package small enough to be read at a glance: bills, who is
// insured, and cars that are read only with consent.
const countyPlan = `
- document: order
  label: 监测办法
  number: 黔防〔2025〕1号
- table: households
  one: household
  label: 户
  folder: registry
  delivery: whole
  complete: true
  columns:
    household_code: {label: 户编号, type: text, key: true, required: true}
    division_code: {label: 行政区划代码, type: code12, required: true}
    kind: {label: 户类型, type: [脱贫户, 一般农户], required: true}
- table: persons
  one: person
  label: 人
  folder: registry
  delivery: whole
  complete: true
  strict: true
  belongs_to: [household_code]
  fallback_key: [household_code, provisional_no]
  columns:
    id_number: {label: 证件号码, type: id18, key: true, mask: id}
    provisional_no: {label: 临时编号, type: text}
    name: {label: 姓名, type: text, required: true, mask: name}
    household_code: {label: 户编号, type: household, required: true}
    relation: {label: 与户主关系, type: [户主, 配偶, 子, 女], required: true}
    away: {label: 是否迁出, type: bool, empty: 否}
    agreed: {label: 是否同意比对, type: bool, empty: 否}
- table: bills
  one: bill
  label: 医保结算
  folder: extracts
  delivery: rows
  time: settled_on
  belongs_to: [id_number]
  columns:
    record_no: {label: 结算单号, type: text, key: true, required: true}
    id_number: {label: 证件号码, type: person, required: true, mask: id}
    settled_on: {label: 结算日期, type: date, required: true}
    self_paid: {label: 个人自付, type: money}
- table: enrolment
  one: enrolment_year
  label: 医保参保
  folder: extracts
  delivery: rows
  time: year
  belongs_to: [id_number]
  coverage: {of: persons, expected: member, share: param.cover, report: year_of(as_of)}
  columns:
    id_number: {label: 证件号码, type: person, key: true, required: true, mask: id}
    year: {label: 年度, type: year, key: true, required: true}
    status: {label: 参保状态, type: [已参保, 未参保], required: true}
- table: cars
  one: car
  label: 机动车
  folder: extracts
  delivery: whole
  compared: true
  belongs_to: [id_number]
  columns:
    plate: {label: 号牌, type: text, key: true, required: true}
    id_number: {label: 证件号码, type: person, required: true, mask: id}
    value: {label: 估值, type: money}
- parameter: burden
  label: 医疗负担预警额（元/人）
  type: money
  values:
    - {division: "520000000000", from: 2021-01-01, value: 1000, status: verified, number: 黔防〔2025〕1号}
- parameter: cover
  label: 参保覆盖比例
  type: share
  values:
    - {division: "520000000000", from: 2021-01-01, value: 0.6, status: example}
- fact: member
  label: 家庭成员
  about: persons
  is: "!away"
- fact: members
  label: 家庭人口数
  about: households
  from: persons
  where: member
  count: rows
- fact: paid
  label: 近12个月医疗自付
  about: households
  from: bills
  within: last_months(12)
  where: person.member
  sum: self_paid
- fact: insured
  label: 当年参保
  about: persons
  from: enrolment
  within: year_of(as_of)
  any: status == '已参保'
  coverage: required
- screening: all_with_members
  where: members > 0
- rule: heavy_bills
  label: 医疗自付负担重
  raises: alert
  risk: 因病
  urgency: 黄
  urgent_when: paid >= param.burden * members * 3
  about: households
  cite: {document: order, section: "3", paragraph: 2}
  when: paid >= param.burden * members
  says: 近12个月医疗自付 {paid} 元
- rule: uninsured
  label: 未参加医保
  raises: alert
  risk: 因病
  urgency: 蓝
  about: persons
  cite: {document: order, section: "4"}
  where: member && known(id_number)
  when: insured == false
- rule: has_car
  label: 名下有车
  raises: hit
  risk: 比对
  about: cars
  cite: {document: order, section: "5"}
  where: person.member && person.agreed
  when: "!known(value) || value >= yuan(50000)"
- rule: nobody
  label: 户内没有成员
  raises: finding
  risk: 数据质量
  about: households
  everyone: true
  cite: {document: order, section: "6"}
  when: members == 0
`

// The people of the county: made-up numbers of 修文县 and 息烽县.
var (
	zhao = identity.ID(52012319800512001).String()
	qian = identity.ID(52012319820821002).String()
	sun  = identity.ID(52012219700101001).String()
	li   = identity.ID(52012219750615002).String()
)

// countyFiles are the files of the county, by folder and name. 修文 is covered by
// the insurance's file, 息烽 has one stray row of two members.
var countyFiles = map[string]string{
	"registry/households.csv": "household_code,division_code,kind\nH1,520123106217,脱贫户\nH2,520122100201,一般农户\nH3,520123106217,一般农户\n",
	"registry/persons.csv": "id_number,name,household_code,relation,away,agreed\n" +
		zhao + ",赵甲,H1,户主,,是\n" + qian + ",钱乙,H1,配偶,,\n" + sun + ",孙丙,H2,户主,,\n" + li + ",李丁,H2,配偶,,\n",
	"extracts/bills.csv": "record_no,id_number,settled_on,self_paid\n" +
		"R1," + zhao + ",2024-07-01,1500\nR2," + qian + ",2025-03-03,600.50\nR3," + zhao + ",2025-04-04,-100\nR4," + zhao + ",2024-06-30,9000\n" +
		"R5," + sun + ",2025-01-05,\nR6," + li + ",2025-01-06,12x\nR7," + li + ",2025-02-06,1900\n",
	"extracts/enrolment.csv": "id_number,year,status\n" + zhao + ",2025,已参保\n" + qian + ",2025,未参保\n" + sun + ",2025,已参保\n",
	"extracts/cars.csv":      "plate,id_number,value\n贵A11111," + zhao + ",80000\n贵A22222," + qian + ",90000\n",
}

// county is a folder with the small package and its inputs.
type county struct {
	t   *testing.T
	dir string
}

func newCounty(t *testing.T) *county {
	t.Helper()
	c := &county{t, t.TempDir()}
	c.write("plan/plan.yaml", countyPlan)
	for name, content := range countyFiles {
		c.write(name, content)
	}
	return c
}

// path is a place in the county's folder.
func (c *county) path(name string) string { return filepath.Join(c.dir, filepath.FromSlash(name)) }

func (c *county) write(name, content string) {
	c.t.Helper()
	path := c.path(name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		c.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		c.t.Fatal(err)
	}
}

// screen makes a run of the county's files in the folder `out`.
func (c *county) screen(asOf, out string, change ...func(*Options)) string {
	c.t.Helper()
	d, err := calendar.ParseDate(asOf)
	if err != nil {
		c.t.Fatal(err)
	}
	o := Options{
		Registry: c.path("registry"), Extracts: c.path("extracts"), Plan: c.path("plan"),
		AsOf: d, Today: calendar.NewDate(2026, 1, 1), MaxQuarantine: 0.2,
	}
	for _, f := range change {
		f(&o)
	}
	if _, err := Screen(context.Background(), o, c.path(out)); err != nil {
		c.t.Fatal(err)
	}
	return c.path(out)
}

// copyTo makes a second county of the same files, to be changed.
func (c *county) copyTo(folder string) *county {
	c.t.Helper()
	other := &county{c.t, filepath.Join(c.dir, folder)}
	other.write("plan/plan.yaml", countyPlan)
	for name := range maps.Keys(countyFiles) {
		content, err := os.ReadFile(c.path(name))
		if err != nil {
			c.t.Fatal(err)
		}
		other.write(name, string(content))
	}
	return other
}
