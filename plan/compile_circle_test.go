package plan

import "testing"

// Refused are definitions that need themselves.
func TestRefusedCircles(t *testing.T) {
	checkWrong(t, []wrong{
		{
			sentence: "a circle of facts",
			items: `
- fact: x
  about: households
  is: y + 1
- fact: y
  about: households
  is: x + 1
`,
			want: []string{
				"case.yaml:1:9: the definition goes round in a circle: households.x → households.y → households.x; let one of them not read the next",
			},
		},
		{
			sentence: "a fact that reads itself",
			items: `
- fact: x
  about: households
  is: x + 1
`,
			want: []string{
				"case.yaml:1:9: the definition goes round in a circle: households.x → households.x; let one of them not read the next",
			},
		},
		{
			sentence: "a circle through another table",
			items: `
- fact: x
  about: persons
  is: household.y > 3
- fact: y
  about: households
  from: persons
  where: x
  count: rows
`,
			want: []string{
				"case.yaml:1:9: the definition goes round in a circle: persons.x → households.y → persons.x; let one of them not read the next",
			},
		},
		{
			sentence: "a circle through a rule",
			items: `
- fact: x
  about: households
  is: r
- rule: r
  raises: finding
  about: households
  when: x
`,
			want: []string{
				"case.yaml:1:9: the definition goes round in a circle: households.x → households.r → households.x; let one of them not read the next",
			},
		},
		{
			sentence: "a circle through a pick",
			items: `
- fact: x
  about: households
  from: water
  within: until(as_of)
  where: household.x.outage > 3
  pick: {newest: assessed_on}
`,
			want: []string{
				"case.yaml:1:9: the definition goes round in a circle: households.x → households.x; let one of them not read the next",
			},
		},
		{
			sentence: "an alert that reads the alerts",
			items: `
- fact: x
  about: households
  from: alerts
  count: rows
- rule: r
  raises: alert
  risk: 因病
  urgency: 蓝
  about: households
  when: x > 3
`,
			want: []string{
				"case.yaml:1:9: the definition goes round in a circle: households.x → households.r → households.x; let one of them not read the next",
			},
		},
		{
			sentence: "an alert whose urgency reads the alerts",
			items: `
- fact: x
  about: households
  from: alerts
  count: rows
- rule: r
  raises: alert
  risk: 因病
  urgency: 蓝
  about: households
  when: members > 3
  urgent_when: x > 3
`,
			want: []string{
				"case.yaml:1:9: the definition goes round in a circle: households.x → households.r → households.x; let one of them not read the next",
			},
		},
		{
			sentence: "an alert about alerts",
			items: `
- rule: r
  raises: alert
  risk: 因病
  urgency: 蓝
  about: alerts
  when: rule == 'heavy'
`,
			want: []string{
				"case.yaml:5:10: an alert about alerts goes round in a circle; raise a finding, or make it about households",
			},
		},
	})
}

// Refused are rules and what they say.
func TestRefusedRules(t *testing.T) {
	checkWrong(t, []wrong{
		{
			sentence: "a rule about a table that there is not",
			items: `
- rule: r
  raises: finding
  about: housholds
  when: true
`,
			want: []string{
				"case.yaml:3:10: there is no table housholds; did you mean households?",
			},
		},
		{
			sentence: "a number for a condition",
			items: `
- rule: r
  raises: finding
  about: households
  when: members
`,
			want: []string{
				"case.yaml:4:9: this is a value of type int (persons), where a condition (bool) is needed; write an expression of that type",
			},
		},
		{
			sentence: "`who` about households",
			items: `
- rule: r
  raises: finding
  about: households
  when: members > 3
  who: members > 0
`,
			want: []string{
				"case.yaml:5:8: persons has no column, fact or rule members; declare it, or correct the spelling",
			},
		},
		{
			sentence: "a name that is wrong in the second line of a block",
			items: `
- rule: r
  raises: finding
  about: households
  where: |
    members > 0 &&
    bils > 0
  when: members > 3
`,
			want: []string{
				"case.yaml:6:5: households has no column, fact or rule bils; did you mean bills?",
			},
		},
		{
			sentence: "an urgency that is no condition",
			items: `
- rule: r
  raises: alert
  risk: 因病
  urgency: 蓝
  about: households
  when: members > 3
  urgent_when: spent
`,
			want: []string{
				"case.yaml:7:16: this is a value of type money, where a condition (bool) is needed; write an expression of that type",
			},
		},
		{
			sentence: "a sentence with a name that means nothing",
			items: `
- rule: r
  raises: finding
  about: households
  when: members > 3
  says: 共 {members} 人，{membres} 人
`,
			want: []string{
				"case.yaml:5:24: households has no column, fact or rule membres; did you mean members?",
			},
		},
		{
			sentence: "a sentence with a bracket that is not closed",
			items: `
- rule: r
  raises: finding
  about: households
  when: members > 3
  says: 共 {members 人
`,
			want: []string{
				"case.yaml:5:9: a { without its }; write {name}",
			},
		},
		{
			sentence: "a sentence with empty brackets",
			items: `
- rule: r
  raises: finding
  about: households
  when: members > 3
  says: 共 {} 人
`,
			want: []string{
				"case.yaml:5:12: {} names nothing; write {name}",
			},
		},
		{
			sentence: "a rule that rests on a document nobody declared",
			items: `
- rule: r
  raises: finding
  about: households
  cite: {document: gide}
  when: members > 3
`,
			want: []string{
				"case.yaml:4:20: there is no document gide; did you mean guide?",
			},
		},
	})
}
