package plan

import (
	"reflect"
	"testing"

	"dixian/rule"
)

func place(line, column int) Pos { return Pos{"a.yaml", line, column} }

func TestFactsAndRules(t *testing.T) {
	p := loadOK(t, `
- fact: labour_capable
  label: 有劳动能力
  about: persons
  is: age >= 16
  cite: {document: plan, section: 4-3, paragraph: 1}
- fact: work_months
  about: persons
  from: employment
  within: last_months(12)
  where: status == '在岗'
  count: rows
  unit: months
  coverage: required
- fact: water
  about: households
  from: drinking_water
  pick: only
- rule: unsafe_water
  label: 饮水不安全
  raises: alert
  risk: 饮水
  urgency: 黄
  about: households
  where: members > 0
  when: known(water)
  who: member
  urgent_when: water.outage_days > param.water_outage_days
  says: 停水{water.outage_days}天
- rule: no_members
  raises: finding
  about: households
  when: members == 0
  nameless: true
  everyone: true
- screening: screened
  where: members > 0
`)
	labour, months, water := p.Facts[0], p.Facts[1], p.Facts[2]
	if labour.Name != "labour_capable" || labour.Label != "有劳动能力" || labour.Pos != place(1, 9) {
		t.Errorf("the item: %+v", labour.Item)
	}
	want := []Cite{{Text{"plan", place(5, 20)}, Text{"4-3", place(5, 35)}, Text{"1", place(5, 51)}}}
	if !reflect.DeepEqual(labour.Cites, want) {
		t.Errorf("cites: %+v", labour.Cites)
	}
	if labour.About != (Text{"persons", place(3, 10)}) || labour.Is != (Text{"age >= 16", place(4, 7)}) || labour.Agg != "" || labour.Pick != nil {
		t.Errorf("the formula: %+v", labour)
	}
	if months.Is.Value != "" || months.From.Value != "employment" || months.Within.Value != "last_months(12)" ||
		months.Where != (Text{"status == '在岗'", place(10, 10)}) || months.Agg != "count" || months.AggArg.Value != "rows" ||
		months.Unit != "months" || months.Coverage != "required" || months.CoverPos != place(13, 13) {
		t.Errorf("the fold: %+v", months)
	}
	if water.Pick == nil || !water.Pick.Only || water.Pick.Pos != place(17, 9) || water.Agg != "" {
		t.Errorf("the pick: %+v", water)
	}
	r := p.Rules[0]
	if r.Raises != "alert" || r.Risk != "饮水" || r.Urgency != "黄" || r.Who.Value != "member" || r.Says.Value != "停水{water.outage_days}天" ||
		r.UrgentWhen.Pos != place(27, 16) || r.Nameless || r.Everyone {
		t.Errorf("the alert: %+v", r)
	}
	if f := p.Rules[1]; f.Raises != "finding" || !f.Nameless || !f.Everyone || f.Where.Value != "" {
		t.Errorf("the finding: %+v", f)
	}
	if p.Screening == nil || p.Screening.Where.Value != "members > 0" || p.Screening.Name != "screened" {
		t.Errorf("the screening: %+v", p.Screening)
	}
}

func TestDocumentsAndParameters(t *testing.T) {
	p := loadOK(t, `
- document: plan
  label: 规划
  number: 黔府发〔2021〕15号
  issued: 2021-12-01
  source: 省政府
- parameter: monitoring_line
  label: 监测范围
  type: money
  set_by: province
  safer: up
  cite:
    - {document: plan}
    - {document: plan, section: 3-1}
  values:
    - {division: 520000000000, from: 2021-01-01, to: 2022-01-01, value: 6000, status: verified, number: 甲1号}
    - {division: 520000000000, from: 2022-01-01, value: 6600, status: example}
- parameter: loan_overdue_days
  type: int
  unit: days
  values: []
`)
	if d := p.Documents[0]; d.Number != "黔府发〔2021〕15号" || d.Issued != "2021-12-01" || d.Source != "省政府" {
		t.Errorf("the document: %+v", d)
	}
	line := p.Parameters[0]
	if line.Type.Kind != rule.Money || line.SetBy != "province" || line.Safer != "up" || len(line.Cites) != 2 || line.Cites[1].Section.Value != "3-1" {
		t.Errorf("the parameter: %+v", line)
	}
	want := ParameterValue{
		Division: Text{"520000000000", place(15, 18)}, From: Text{"2021-01-01", place(15, 38)}, To: Text{"2022-01-01", place(15, 54)},
		Value: Text{"6000", place(15, 73)}, Status: "verified", Number: "甲1号",
	}
	if got := line.Values[0]; got != want {
		t.Errorf("a value is\n%+v, want\n%+v", got, want)
	}
	if got := line.Values[1]; got.To != (Text{}) || got.Status != "example" {
		t.Errorf("an open value: %+v", got)
	}
	if got := p.Parameters[1].Type; got.Kind != rule.Int || got.Unit != "days" {
		t.Errorf("the type of an int parameter: %+v", got)
	}
}

func TestTests(t *testing.T) {
	p := loadOK(t, `
- test: bills
  label: 医疗账单
  as_of: 2025-06-30
  people:
    P1: {born: 1962-04-01, sex: 女}
    P2: {sex: 男}
  given:
    households: [{household_code: H1, division_code: 520123101201}]
    persons:
      - {id_number: P1, name: 是, labor: , household_code: "H1"}
    petition: []
  parameters: {medical_share_lifted: 0.5}
  covered: [income]
  expect:
    alerts: [medical_burden, petition_open]
    hits: []
    findings: {H1: [no_head], H2: []}
    who: {medical_burden: [P1]}
    facts: {household.net_income: unknown, P1.age: 63}
- test: more_bills
  like: bills
  drop: {medical_settlement: [R1, R2]}
  expect:
    silent: [medical_burden]
`)
	bills, more := p.Tests[0], p.Tests[1]
	if bills.AsOf.Value != "2025-06-30" || len(bills.Covered) != 1 || bills.Parameters["medical_share_lifted"].Value != "0.5" {
		t.Errorf("the test: %+v", bills)
	}
	people := []Person{{"P1", Text{"1962-04-01", place(5, 16)}, false, place(5, 5)}, {"P2", Text{}, true, place(6, 5)}}
	if !reflect.DeepEqual(bills.People, people) {
		t.Errorf("people: %+v", bills.People)
	}
	row := bills.Given["persons"][0]
	if row.Pos != place(10, 9) || row.Cells["name"].Value != "是" || row.Cells["household_code"] != (Text{"H1", place(10, 60)}) {
		t.Errorf("a row: %+v", row)
	}
	if labor, ok := row.Cells["labor"]; !ok || labor.Value != "" {
		t.Errorf("an empty cell is there and empty: %+v", row)
	}
	if rows, ok := bills.Given["petition"]; !ok || rows == nil || len(rows) != 0 {
		t.Error("a table without rows is a table")
	}
	e := bills.Expect
	if len(e.Alerts["H1"]) != 2 || e.Alerts["H1"][1] != (Text{"petition_open", place(15, 30)}) {
		t.Errorf("alerts: %+v", e.Alerts)
	}
	if list, ok := e.Hits["H1"]; !ok || len(list) != 0 {
		t.Errorf("no hits is an expectation: %+v", e.Hits)
	}
	if len(e.Findings) != 2 || e.Findings["H1"][0].Value != "no_head" || e.Findings["H2"] == nil {
		t.Errorf("findings by household: %+v", e.Findings)
	}
	if e.Urgent != nil || e.Silent != nil {
		t.Error("what is not written is not checked")
	}
	if e.Who["medical_burden"][0].Value != "P1" || e.Facts["P1.age"].Value != "63" || e.Facts["household.net_income"].Value != "unknown" {
		t.Errorf("who and facts: %+v", e)
	}
	if more.Like.Value != "bills" || more.AsOf.Value != "" || len(more.Drop["medical_settlement"]) != 2 || len(more.Expect.Silent["H1"]) != 1 || more.Given != nil {
		t.Errorf("a test like another: %+v", more)
	}
}
