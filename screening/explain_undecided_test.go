package screening

import (
	"strings"
	"testing"
)

// lateJobs is a table of which no month ever comes, with facts that look at it.
const lateJobs = `
- table: jobs
  one: job_month
  label: 务工就业
  folder: extracts
  delivery: rows
  time: month
  late: 2
  belongs_to: [id_number]
  coverage: {of: persons, expected: member, share: param.cover, seen_within: 12}
  columns:
    id_number: {label: 证件号码, type: person, key: true, required: true, mask: id}
    month: {label: 月份, type: month, key: true, required: true}
    status: {label: 就业状态, type: [在岗, 返乡], required: true}
- fact: at_work
  label: 近3个月有人在岗
  about: households
  from: jobs
  within: since_months(3)
  any: status == '在岗'
  coverage: required
- fact: jobs_told
  label: 近12个月就业记录
  about: households
  from: jobs
  within: last_months(12)
  count: rows
- fact: poor
  label: 脱贫户
  about: households
  is: kind == '脱贫户'
- fact: idle
  label: 脱贫户无人在岗
  about: households
  is: poor && at_work == false
`

// H1 is 脱贫户, H2 is not; of neither has anybody told where its people work.
func TestWhatALateTableLeavesOpen(t *testing.T) {
	for _, c := range []struct {
		says, where, when string
		household         string
		open              bool
	}{
		{"nobody at work cannot be known", "", "at_work == false", "H1", true},
		{"nor that somebody is", "", "at_work", "H1", true},
		{"nor a count of rows that have not come", "", "jobs_told > 0", "H1", true},
		{"what is true beside it leaves it open", "", "poor && at_work == false", "H1", true},
		{"what is false beside it decides", "", "poor && at_work == false", "H2", false},
		{"wherever it stands", "", "at_work == false && poor", "H2", false},
		{"what is unknown and what is false is false", "", "jobs_told > 0 && !poor", "H1", false},
		{"of two ways one that is false leaves the other open", "", "poor && members > 5 || at_work == false", "H1", true},
		{"both ways closed", "", "poor && at_work == false || members > 5 && at_work == false", "H2", false},
		{"turned round", "", "(at_work || !poor) == false", "H2", false},
		{"turned round and open", "", "(at_work || !poor) == false", "H1", true},
		{"a fact that is decided inside", "", "idle", "H2", false},
		{"a fact that is open inside", "", "idle", "H1", true},
		{"a fact said to be false that is decided inside", "", "idle == true", "H2", false},
		{"what the rule does not look at is not asked", "poor", "at_work == false", "H2", false},
	} {
		t.Run(c.says, func(t *testing.T) {
			county := newCounty(t)
			rule := "- rule: jobless\n  label: 无人在岗\n  raises: alert\n  risk: 就业\n  urgency: 黄\n  about: households\n  cite: {document: order, section: \"7\"}\n"
			if c.where != "" {
				rule += "  where: " + c.where + "\n"
			}
			county.write("plan/plan.yaml", countyPlan+lateJobs+rule+"  when: \""+c.when+"\"\n")
			said := explained(t, county.screen("2025-06-30", "out"), c.household, ExplainOptions{})
			_, left, _ := strings.Cut(said, "不能判断的规则")
			if got := strings.Contains(left, "无人在岗　jobless"); got != c.open {
				t.Errorf("open is %v, not %v:\n%s", got, c.open, said)
			}
		})
	}
}
