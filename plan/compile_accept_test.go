package plan

import (
	"testing"

	"dixian/rule"
)

// What stands close to a refusal and is right.
func TestAccepted(t *testing.T) {
	finding := func(about, when string) string {
		return "- rule: r\n  raises: finding\n  about: " + about + "\n  when: " + when + "\n"
	}
	bill := func(name, rest string) string {
		return "- fact: " + name + "\n  about: households\n  from: bill\n  within: last_months(12)\n" + rest
	}
	for _, c := range []struct{ sentence, items string }{
		{"a bare number takes the unit of the other side", finding("households", "members * 2 + 1 > 3 && bills > 3")},
		{"a bare parameter stays with bare numbers", "- parameter: n\n  type: int\n  values: []\n- rule: r\n  raises: finding\n  about: households\n  when: members * param.n > members\n"},
		{"days against days", finding("households", "newest_water.outage > param.outage_days")},
		{"money with one share and a count, in any order", finding("households", "param.drop * param.line * members < spent && members * (param.line * param.drop) < spent")},
		{"a row is the row that was picked", finding("water", "household.newest_water == water_check")},
		{"known says so to its right", finding("households", "known(cleared) && !cleared && known(object) && object != '边缘易致贫户'")},
		{"not known says so to its right", finding("households", `"!known(cleared) || !cleared"`)},
		{"known in brackets", finding("households", `"(known(cleared) && members > 3) && !cleared"`)},
		{"a choice after not known", "- fact: x\n  about: households\n  is: \"!known(cleared) ? true : !cleared\"\n"},
		{"something of which it is true", bill("x", "  any: cost > yuan(100)\n") + finding("households", "x == true && (x != false)")},
		{"a row hidden by what is missing, where no older one takes its place", "- fact: x\n  about: households\n  from: water\n  within: until(as_of)\n  where: household.bills > 0\n  any: quality == '不达标'\n" + finding("households", "x")},
		{"a choice after known", "- fact: x\n  about: households\n  is: \"known(cleared) ? !cleared : true\"\n"},
		{"the unknown replaced", finding("households", `"!cleared.or(false) && object.or('边缘易致贫户') != '边缘易致贫户'"`)},
		{"a known value by ==", finding("households", "cleared == false")},
		{"what where makes known is known in when, urgent_when and says",
			"- rule: r\n  raises: alert\n  risk: 因病\n  urgency: 黄\n  about: households\n  where: known(cleared)\n  when: \"!cleared && known(object)\"\n  urgent_when: object != '边缘易致贫户'\n  says: \"{cleared ? 1 : 2}\"\n"},
		{"what where makes known is known in the aggregate", bill("x", "  where: known(refunded)\n  any: \"!refunded\"\n")},
		{"no row of a complete table", finding("households", "members == 0")},
		{"no row where no row means no event", bill("x", "  count: rows\n  coverage: assumed\n") + finding("households", "x == 0")},
		{"no row where coverage is asked for", finding("persons", "insured == false")},
		{"whether it is known asks for coverage, and says so", finding("persons", `"!known(insured)"`)},
		{"too many rows", finding("households", "bills > 3 && spent >= param.line && known(newest_water) && last_paid > as_of.plus_months(-3)")},
		{"rows taken away on the larger side", finding("households", "param.line - spent < yuan(0) && 0 - bills < -3 && bills * -1 < -3")},
		{"an absence that says what the unknown means", bill("x", "  where: refunded.or(true)\n  count: rows\n  coverage: assumed\n") + finding("households", "x == 0")},
		{"distinct values of which some are unknown", bill("x", "  count: distinct rate\n  coverage: assumed\n") + finding("households", "x == 0")},
		{"a rule that does not fire, of a complete table", "- rule: crowded\n  raises: finding\n  about: households\n  when: members > 9\n" + finding("households", `"!crowded"`)},
		{"a pick that its key fixes", "- fact: x\n  about: persons\n  from: insurance\n  within: year_of(as_of)\n  where: kind == '城乡居民'\n  pick: only\n"},
		{"a key that must agree with whose row it is", "- table: consent\n  folder: registry\n  delivery: rows\n  belongs_to: [id_number]\n  columns:\n    household_code: {type: household, key: true, required: true}\n    id_number: {type: person, key: true, required: true}\n- fact: x\n  about: persons\n  from: consent\n  pick: only\n"},
		{"a key fixed from the other side", "- fact: y\n  about: persons\n  from: insurance\n  within: until(as_of)\n  where: valid && '城乡居民' == kind && as_of.year() - 1 == year\n  pick: only\n"},
		{"a key fixed by the row it is for", "- fact: y\n  about: persons\n  from: insurance\n  within: until(as_of)\n  where: kind == '城乡居民' && year == person.birth_date.year() + 60\n  pick: only\n"},
		{"a month of which there is one", "- fact: x\n  about: persons\n  from: job\n  within: last_months(1)\n  pick: only\n"},
		{"a finding about alerts", finding("alerts", "rule == 'heavy'") + "- fact: al\n  about: households\n  from: alerts\n  count: rows\n"},
		{"a sentence without names", "- rule: r\n  raises: finding\n  about: households\n  when: members > 3\n  says: 人多\n"},
	} {
		t.Run(c.sentence, func(t *testing.T) {
			if _, err := Check(edited(t, wrong{items: c.items})); err != nil {
				t.Errorf("refused: %v", err)
			}
		})
	}
}

// What the compiler knows of a fact without being told.
func TestInferredTypes(t *testing.T) {
	program, err := Check(edited(t, wrong{items: `
- fact: oldest
  about: households
  from: persons
  max: age
- fact: kinds
  about: persons
  from: insurance
  within: last_months(24)
  count: distinct kind
- fact: half_line
  about: households
  is: param.drop * param.line
- fact: paid_most
  about: households
  from: bill
  within: last_months(12)
  where: cost > household.half_line
  max: param.drop * cost
- fact: half_members
  about: households
  unit: rows
  is: 3
- fact: quality
  about: households
  is: newest_water.quality
- fact: someone
  about: households
  from: persons
  any: household.members > 1 && skills_known
- fact: skills_known
  about: persons
  is: known(skills)
`}))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		table, fact, typ string
		optional, scaled bool
		level            int
	}{
		{"persons", "age", "int (years)", false, false, 0},
		{"households", "oldest", "int (years)", true, false, 1},
		{"households", "members", "int (persons)", false, false, 1},
		{"households", "bills", "int (rows)", false, false, 0},
		{"persons", "kinds", "int (rows)", false, false, 0},
		{"households", "spent", "money", false, false, 0},
		{"households", "half_line", "money", false, true, 0},
		{"households", "paid_most", "money", true, true, 1},
		{"households", "half_members", "int (rows)", false, false, 0},
		{"households", "newest_water", "reference to water", true, false, 0},
		{"households", "quality", "code", true, false, 1},
		{"persons", "insured", "bool", true, false, 0},
		{"households", "last_paid", "date", true, false, 0},
		{"households", "someone", "bool", false, false, 2},
	} {
		f := program.Fact(c.table, c.fact)
		if f == nil {
			t.Errorf("%s is missing", c.fact)
			continue
		}
		if f.Type.String() != c.typ || f.Optional != c.optional || f.Scaled != c.scaled || f.Level != c.level {
			t.Errorf("%s: %s, optional %v, scaled %v, level %d", c.fact, f.Type, f.Optional, f.Scaled, f.Level)
		}
	}
	seen := map[*rule.Fact]bool{}
	for i, f := range program.Facts {
		if f.Index != i {
			t.Errorf("%s stands at %d and says %d", f.Name, i, f.Index)
		}
		for _, e := range []*rule.Expr{f.Is, f.Where, f.Arg} {
			e.Facts(func(below *rule.Fact) bool {
				if !seen[below] {
					t.Errorf("%s comes before %s, which it reads", f.Name, below.Name)
				}
				return true
			})
		}
		seen[f] = true
	}
}
