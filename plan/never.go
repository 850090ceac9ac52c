package plan

import (
	"slices"

	"dixian/rule"
)

// casesTable is the table whose workflow carries households; its states have the
// keys of the casework contract.
const casesTable = "cases"

// mercies are, by the state that a move of the case workflow leads to, what the
// move must refuse by, each with what it keeps families from.
//
// Source: casework contract, States ("refused when") and Never ("a clearing
// without the stated blocks").
var mercies = map[string][]mercy{
	"cleared": {
		{"open_alerts", "an alert is open"}, {"uncovered_tables", "a table it rests on is not covered"}, {"labour", "nobody of the household can work"},
		{"months_monitored", "it was monitored too short"}, {"measures_done", "no measure was carried out"},
	},
	"settled":     {{"channel", "the household declared itself"}},
	"attached":    {{"channel", "the household declared itself"}},
	"monitored":   {{"open_hits", "a hit is not settled"}, {"open_objections", "an objection is open"}},
	"comparing":   {{"authorised", "an adult has not signed"}, {"open_hits", "a hit is not settled"}},
	"town_review": {{"open_objections", "an objection is open"}, {"days_posted", "the publicity is not over"}},
}

type mercy struct{ column, says string }

// decisions are where a prepared decision of the county waits, and the state it
// leads to. A decision has two persons: who prepares it and who signs it.
//
// Source: casework contract, "Two persons for".
var decisions = map[string]string{"county_decision": "monitored", "clear_county_decision": "cleared"}

// posts is the notice of a publicity.
const posts = "publicity"

// never refuses what the contract never allows and a package shows.
func (c *compiler) never() {
	for i, w := range c.program.Workflows {
		if w.About != nil && w.About.Name == casesTable {
			for j, m := range w.Moves {
				c.blocks(c.pkg.Workflows[i].Moves[j], m)
			}
		}
	}
	for _, r := range c.pkg.Rules {
		if rr := c.rules[r]; rr != nil && readsMerit(rr) {
			c.fail(r.Pos, "the rule "+r.Name+" reads merit points", "no rule may: points never touch what a family is entitled to")
		}
	}
}

// blocks refuses a move of the case workflow that lacks a stated block, or a
// decision that one person could make alone.
func (c *compiler) blocks(at *Move, m *rule.Move) {
	decides := slices.ContainsFunc(m.From, func(s *rule.State) bool { return decisions[s.Name] == m.To.Name })
	if decides && m.NotBy == nil {
		c.fail(at.Pos, "one person could prepare and sign "+m.Name, "name with `not_by` the move that another person must have made")
	}
	if m.To.Name == "monitored" && !decides {
		return // staying in the list or coming back into it takes nothing away
	}
	if m.Notice == posts && !refusesBy(m, "vote_carried") {
		c.fail(at.Pos, "the move "+m.Name+" posts what a meeting voted against", "refuse it by vote_carried")
	}
	for _, need := range mercies[m.To.Name] {
		if !refusesBy(m, need.column) {
			c.fail(at.Pos, "the move "+m.Name+" leads to "+m.To.Name+" even where "+need.says, "refuse it by "+need.column)
		}
	}
}

func refusesBy(m *rule.Move, column string) bool {
	return slices.ContainsFunc(m.Refusals, func(r rule.Refusal) bool {
		return slices.ContainsFunc(r.When.Names, func(n *rule.Name) bool { return n.Path == column })
	})
}

// meritTable is the ledger of merit points.
//
// Source: ledger contract, `merit_points`: no screening rule may read points.
const meritTable = "merit_points"

func readsMerit(r *rule.Rule) bool {
	found := r.About.Name == meritTable
	for _, e := range []*rule.Expr{r.Where, r.When, r.UrgentWhen, r.Who} {
		if e == nil || found {
			continue
		}
		found = slices.ContainsFunc(e.Names, func(n *rule.Name) bool { return n.Table != nil && n.Table.Name == meritTable })
		e.Facts(func(f *rule.Fact) bool {
			found = found || f.From != nil && f.From.Name == meritTable || f.About != nil && f.About.Name == meritTable
			return !found
		})
	}
	return found
}
