package casework

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"dixian/access"
	"dixian/calendar"
	"dixian/division"
	"dixian/rule"
)

// past is what the events of a record, and the household's other records, say for
// the guards of a move.
type past struct {
	done map[string][]string // move → who made it last, and in whose place

	refusals  int           // of the household, on all its records
	refusedOn calendar.Date // the last on this record; 0: none
	refusedBy []string      // logins: who did, and in whose place
	level     int           // that refused: 2 town, 3 county
	asked     bool          // a review is asked for and not decided
	reviewed  bool          // the last refusal has been reviewed
	lifted    bool          // the city lets a household without labour be cleared, this round
	otherOpen bool          // the household has another open record
	carried   bool          // more than half of who came to the latest meeting agreed
}

// refusing are the moves that refuse a household, with the level that does.
var refusing = map[string]int{"refuse_at_town": 2, "refuse_entry": 3, "refuse_to_watch": 3}

// askingAgain are the moves by which a household asks for a review, and reviewing
// those that decide it: during the watch after clearing the record stays there.
var (
	askingAgain = []string{"ask_review", "ask_review_in_watch"}
	reviewing   = []string{"uphold_refusal", "overturn_refusal", "uphold_in_watch", "overturn_in_watch"}
)

// Refuses says whether an act of a record tells a household that it is not taken
// in, so that a letter goes out and a review may be asked for, and which level did,
// 2 the town, 3 the county. Closing a declaration as without risk does; closing
// what the household never asked for tells it nothing.
//
// Source: casework contract, States, "Refusal at any step".
func (c *Case) Refuses(act string) (level int, refuses bool) {
	if act == "close_no_risk" {
		return levels["town_clerk"], declared(c.Channel)
	}
	return refusing[act], refusing[act] != 0
}

// Upholds says whether an act is the answer to a review that keeps a refusal.
func Upholds(act string) bool { return act == "uphold_refusal" || act == "uphold_in_watch" }

// past reads the events of a case.
func (s *Service) past(ctx context.Context, c *Case) (*past, error) {
	events, err := s.Store.Events(ctx, c.ID)
	if err != nil {
		return nil, err
	}
	p := &past{done: map[string][]string{}}
	for _, e := range events {
		p.done[e.Act] = e.persons()
		level, refuses := c.Refuses(e.Act)
		switch {
		case refuses:
			if refusing[e.Act] != 0 {
				p.refusals++
			}
			p.refusedOn, p.refusedBy, p.level, p.asked, p.reviewed = e.Day, e.persons(), level, false, false
		case slices.Contains(askingAgain, e.Act):
			p.asked = true
		case slices.Contains(reviewing, e.Act):
			p.asked, p.reviewed = false, true
		case e.Act == "approve" || e.Act == "monitor_again":
			p.lifted = false
		case e.Act == liftBlock:
			p.lifted = true
		case e.Act == "hold_meeting" || e.Act == "clear_hold_meeting":
			p.carried = carried(e.Form)
		}
	}
	return p, s.others(ctx, c, p)
}

// carried says whether a meeting agreed: more than half of those who came. Who
// did not vote did not agree.
func carried(minutes map[string]string) bool {
	agreed, err := strconv.Atoi(minutes["agreed"])
	attended, err2 := strconv.Atoi(minutes["attended"])
	return err == nil && err2 == nil && 2*agreed > attended
}

// others counts the refusals on the household's other records, and sees whether
// one of them is open.
func (s *Service) others(ctx context.Context, c *Case, p *past) error {
	held, err := s.Registry.CasesOf(ctx, []string{c.Household}, false)
	if err != nil {
		return err
	}
	for _, id := range held[c.Household] {
		if id == c.ID {
			continue
		}
		o, err := s.Store.Case(ctx, id, []division.Code{Everywhere})
		if err != nil {
			return err
		}
		switch o.State {
		case "refused":
			p.refusals++
		case "ended":
			events, err := s.Store.Events(ctx, id)
			if err != nil {
				return err
			}
			if slices.ContainsFunc(events, func(e Event) bool { return e.Act == "refuse_to_watch" }) {
				p.refusals++
			}
		}
		p.otherOpen = p.otherOpen || o.Open()
	}
	return nil
}

// into lays what the past says where guards read it, for who wants to act.
func (p *past) into(r rule.Record, u *access.User, c *Case, today calendar.Date) {
	days := int64(0)
	if p.refusedOn != 0 {
		days = int64(today - p.refusedOn)
	}
	r["refused_before"] = rule.IntVal(int64(p.refusals))
	r["refused_here"] = rule.Truth(p.refusedOn != 0)
	r["days_refused"] = rule.IntVal(days)
	r["review_open"] = rule.Truth(p.asked)
	r["reviewed"] = rule.Truth(p.reviewed)
	roles, lent := u.ActingFor(c.Division)
	another := !slices.Contains(p.refusedBy, u.Login)
	for _, whose := range lent {
		another = another && !slices.Contains(p.refusedBy, whose)
	}
	r["reviewer_above"] = rule.Truth(another && levelOf(roles) > p.level)
	r["vote_carried"] = rule.Truth(p.carried)
	r["clearing_lifted"] = rule.Truth(p.lifted)
	r["other_open"] = rule.Truth(p.otherOpen)
}

// levels are how high a role stands: village, town, county, city, province.
var levels = map[string]int{
	"village_cadre": 1, "village_team": 1, "town_clerk": 2, "town_head": 2, "county_clerk": 3, "county_head": 3, "city": 4, "province": 5,
}

func levelOf(roles []string) int {
	highest := 0
	for _, r := range roles {
		highest = max(highest, levels[r])
	}
	return highest
}

// liftBlock is the act by which the city lets a household without labour be
// cleared.
const liftBlock = "lift_block"

// lifters are the roles that lift blocks with a reason.
var lifters = []string{"city", "province"}

// LiftBlock lets a household nobody of which can work be cleared, this round: a
// decision of the city in writing, with its reasons and its document's number.
//
// Source: casework contract, States, "whole household without labour".
func (s *Service) LiftBlock(ctx context.Context, u *access.User, id int64, version int, number, reason string) (*Case, error) {
	e := Event{Act: liftBlock, Reason: reason, Form: map[string]string{"number": number}}
	return s.act(ctx, u, id, version, lifters, e, func(ctx context.Context, c *Case) error {
		switch {
		case strings.TrimSpace(number) == "":
			return refuse(liftBlock, "number", "请填书面决定的文号")
		case strings.TrimSpace(reason) == "":
			return refuse(liftBlock, "reason", "请写明准许消除的理由")
		case !slices.Contains(clearable, c.State):
			return refuse(liftBlock, "", "这一户不在监测中，也没有在办消除")
		}
		return nil
	})
}

// clearable are the states in which clearing is asked for or on its way.
var clearable = []string{"monitored", "clear_applied", "clear_visited", "clear_meeting", "clear_publicity", "clear_town_review", "clear_county_decision"}
