package plan

import (
	"cmp"
	"maps"
	"slices"

	"dixian/rule"
)

// casesTable is the table whose workflow carries households; its states have the
// keys of the casework contract.
const casesTable = "cases"

// mercies are, by the state that a move of the case workflow leads to, what the
// move must refuse, each with what it keeps families from: a case that shows no
// more than this is refused, whatever values the package has for its parameters.
//
// Source: casework contract, States ("refused when") and Never ("a clearing
// without the stated blocks").
var mercies = map[string][]mercy{
	"cleared": {
		{"an alert is open", shows{"open_alerts": rule.IntVal(1)}},
		{"a table it rests on is not covered", shows{"uncovered_tables": rule.IntVal(1)}},
		{"nobody of the household can work", shows{"labour": rule.IntVal(0), "clearing_lifted": rule.Truth(false)}},
		{"it was monitored too short", shows{"months_monitored": rule.IntVal(5)}},
		{"no measure was carried out", shows{"measures_done": rule.IntVal(0)}},
		{"an objection is open", shows{"open_objections": rule.IntVal(1)}},
	},
	"settled":        declaredItself,
	"attached":       declaredItself,
	"closed_no_risk": declaredItself,
	"refused":        {{"the household is watched after clearing", shows{"in_watch": rule.Truth(true)}}},
	"ended": {{"a visit after clearing is owed", shows{
		"in_watch": rule.Truth(true), "watch_visits_owed": rule.IntVal(1), "members_left": rule.IntVal(1),
	}}},
	"visited": {{"the members were not confirmed", shows{"form.members_confirmed": rule.Truth(false)}}},
	"comparing": {
		{"an adult has not signed", shows{"authorised": rule.Truth(false)}},
		{"a hit is not settled", shows{"open_hits": rule.IntVal(1)}},
	},
	"meeting":       aMeeting,
	"clear_meeting": aMeeting,
	"town_review": append([]mercy{
		{"a hit is not settled", shows{"open_hits": rule.IntVal(1)}},
	}, aPublicity...),
	"clear_town_review": aPublicity,
	"monitored": {
		{"a hit is not settled", shows{"open_hits": rule.IntVal(1)}},
		{"an objection is open", shows{"open_objections": rule.IntVal(1)}},
		{"the members were not confirmed", shows{"members_confirmed": rule.Truth(false)}},
		{"an adult has not signed", shows{"authorised": rule.Truth(false)}},
		{"the publicity is not over", shows{"days_posted": rule.IntVal(4)}},
	},
}

var (
	declaredItself = []mercy{
		{"the household declared itself", shows{"channel": rule.TextVal("自主申报")}},
		{"somebody declared for the household", shows{"channel": rule.TextVal("代报")}},
	}
	aMeeting = []mercy{
		{"the quorum is missing", shows{"form.entitled": rule.IntVal(30), "form.attended": rule.IntVal(1)}},
		{"a relative voted", shows{"form.relatives_recused": rule.Truth(false)}},
	}
	aPublicity = []mercy{
		{"an objection is open", shows{"open_objections": rule.IntVal(1)}},
		{"the publicity is not over", shows{"days_posted": rule.IntVal(4)}},
	}
	// aPosting is what the notice of a publicity must refuse.
	aPosting = []mercy{{"a meeting voted against it", shows{"vote_carried": rule.Truth(false)}}}
)

// ending are the states in which nothing is done of a record any more, unless the
// household asks for a review. A review goes out of closed_no_risk, and so it is
// not final.
func ending(s *rule.State) bool { return s.Final || s.Name == "refused" || s.Name == "closed_no_risk" }

// atOnce are the states to which a clue that nobody has visited may be settled.
var atOnce = []string{"settled", "attached", "closed_no_risk"}

type shows = rule.Record

type mercy struct {
	says string
	of   shows
}

// decisions are where a prepared decision of the county waits, and the state it
// leads to. A decision has two persons: who prepares it and who signs it.
//
// Source: casework contract, "Two persons for".
var decisions = map[string]string{"county_decision": "monitored", "clear_county_decision": "cleared"}

// posts is the notice of a publicity.
const posts = "publicity"

// Where a case may be: not seen by a person outside yet, in the list, and on its
// way back into it.
var (
	unvisited = []string{"triage", "asked_back", "dispatched"}
	listed    = []string{"monitored", "clear_applied", "clear_visited", "clear_meeting", "clear_publicity", "clear_town_review", "clear_county_decision"}
	returning = []string{"rolled_back", "cleared", "watch"}
)

// Who may move no case: they see none, or none beyond the question asked. And who
// ends none: the village, which the family lives with.
//
// Source: casework contract, "Who may see and do what" and States, column "who".
var (
	blind   = []string{"evaluator", "analyst", "sysadmin", "secadmin", "auditor"}
	village = []string{"village_cadre", "village_team"}
)

// never refuses what the contract never allows and a package shows.
func (c *compiler) never() {
	for i, w := range c.program.Workflows {
		if w.About != nil && w.About.Name == casesTable {
			for j, m := range w.Moves {
				c.blocks(c.pkg.Workflows[i].Moves[j], m)
				c.doors(c.pkg.Workflows[i].Moves[j], m)
				c.actors(c.pkg.Workflows[i].Moves[j], m)
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
	if m.To.Name == "refused" && slices.Contains(m.From, m.To) {
		return // a review of what is refused
	}
	needs := mercies[m.To.Name]
	if m.Notice == posts {
		needs = slices.Concat(needs, aPosting)
	}
	for _, need := range needs {
		if !c.refuses(m, need.of) {
			c.fail(at.Pos, "the move "+m.Name+" leads to "+m.To.Name+" even where "+need.says, "let one of its refusals be true there, whatever else the case shows")
		}
	}
}

// doors refuses a move that reaches what is decided, or ends a case, past the
// steps that lead there. A case that another county takes, and one of which it is
// proved that nobody is left, may go from anywhere.
func (c *compiler) doors(at *Move, m *rule.Move) {
	if m.Offer || slices.ContainsFunc(m.Asks, func(a *rule.Ask) bool { return a.Name == "proof" && a.Required }) {
		return
	}
	past := func(says, cure string) { c.fail(at.Pos, "the move "+m.Name+" "+says, cure) }
	for _, s := range m.From {
		in := func(of []string) bool { return slices.Contains(of, s.Name) }
		switch {
		case m.To.Name == "cleared" && decisions[s.Name] != "cleared":
			past("clears from "+s.Name, "clearing is signed where it was prepared: after visit, meeting, publicity and the town's review")
		case m.To.Name == "monitored" && decisions[s.Name] != "monitored" && !in(listed) && !in(returning):
			past("puts a household into the list from "+s.Name, "the county decides after meeting and publicity")
		case in(listed) && m.To.Name != "cleared" && !slices.Contains(listed, m.To.Name):
			past("takes a household out of the list without clearing", "lead to cleared, or ask with `proof` for what shows that nobody is left")
		case in(unvisited) && ending(m.To) && !slices.Contains(atOnce, m.To.Name), s.Name == "dispatched" && ending(m.To):
			past("ends a clue that nobody has visited", "let it be visited, or settled at the desk")
		}
	}
}

// actors refuses who may move no case, and a village that would end one.
func (c *compiler) actors(at *Move, m *rule.Move) {
	for _, role := range m.By {
		asked := !slices.ContainsFunc(m.From, func(s *rule.State) bool { return s.Name != "asked_back" })
		switch {
		case slices.Contains(blind, role), role == "department" && !asked:
			c.fail(at.Pos, "the move "+m.Name+" is made by "+role+", who may not see the case", "name who works on it")
		case slices.Contains(village, role) && ending(m.To) && !slices.Contains(m.From, m.To):
			c.fail(at.Pos, "the move "+m.Name+" lets the village end a case", "the town or the county does")
		}
	}
}

// refuses says whether a move is refused where a case shows something and no more
// than that, for the least and the greatest value of every parameter.
func (c *compiler) refuses(m *rule.Move, of shows) bool {
	for _, most := range []bool{false, true} {
		stands := slices.ContainsFunc(m.Refusals, func(r rule.Refusal) bool {
			seen := maps.Clone(of)
			for _, n := range r.When.Names {
				if n.Param != nil {
					seen[n.Path] = c.extreme(n.Param, most)
				}
			}
			yes, err := seen.True(r.When)
			return yes && err == nil
		})
		if !stands {
			return false
		}
	}
	return true
}

// extreme is the least or the greatest value of a parameter; nil without one.
func (c *compiler) extreme(p *rule.Param, most bool) rule.Val {
	values := c.valuesOf(p)
	by := func(a, b Value) int { return cmp.Compare(a.N, b.N) }
	switch {
	case len(values) == 0:
		return nil
	case most:
		return rule.IntVal(slices.MaxFunc(values, by).N)
	}
	return rule.IntVal(slices.MinFunc(values, by).N)
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
