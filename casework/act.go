package casework

import (
	"context"
	"errors"
	"slices"
	"strings"

	"dixian/access"
	"dixian/calendar"
	"dixian/registry"
	"dixian/workflow"
)

// refuse is a *workflow.Refused of one act that is not a move.
func refuse(act, field, says string) error {
	return &workflow.Refused{Move: act, Faults: []workflow.Fault{{Field: field, Says: says}}}
}

// act runs one act on a case: in the user's scope, by one of the roles, not
// stale, in one transaction, with its event.
func (s *Service) act(ctx context.Context, u *access.User, id int64, version int, roles []string, e Event, do func(ctx context.Context, c *Case) error) (*Case, error) {
	var c *Case
	err := s.Store.Atomically(ctx, func(ctx context.Context) (err error) {
		if c, err = s.open(ctx, u, id, version); err != nil {
			return err
		}
		if !slices.ContainsFunc(u.RolesFor(c.Division), func(r string) bool { return slices.Contains(roles, r) }) {
			return access.ErrForbidden
		}
		if !c.Open() {
			return refuse(e.Act, "", "案件已经办结，不能再改")
		}
		if err := do(ctx, c); err != nil {
			return err
		}
		if err := s.Store.SaveCase(ctx, c); err != nil {
			return err
		}
		if err := s.recheck(ctx, c); err != nil {
			return err
		}
		return s.event(ctx, u, c, e)
	})
	return c, err
}

var (
	villageAndUp = []string{"village_cadre", "village_team", "town_clerk", "town_head", "county_clerk", "county_head"}
	townAndUp    = []string{"town_clerk", "town_head", "county_clerk", "county_head"}
)

// Authorise records an adult's consent, or that the adult could not be reached.
func (s *Service) Authorise(ctx context.Context, u *access.User, id int64, version int, a Authorisation) (*Case, error) {
	e := Event{Act: "authorisation", Form: map[string]string{"name": a.Name, "way": a.Way, "signed_on": a.SignedOn.String()}}
	return s.act(ctx, u, id, version, villageAndUp, e, func(ctx context.Context, c *Case) error {
		h, err := s.Registry.Household(ctx, c.Household, false)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(h.Members, func(p registry.Person) bool { return p.Number == a.Number })
		switch {
		case i < 0:
			return refuse("authorisation", "number", "这个人不在这一户")
		case !h.Members[i].Adult(s.Today()):
			return refuse("authorisation", "number", "未成年人不用签授权书")
		case a.SignedOn == 0 || a.SignedOn > s.Today():
			return refuse("authorisation", "signed_on", "签署日期没有填，或在今天之后")
		case !slices.Contains([]string{"纸质", "本人手机", "录音", Unreached, Withdrawn}, a.Way):
			return refuse("authorisation", "way", "签署方式是纸质、本人手机、录音或联系不上；不愿再授权的填撤回")
		}
		a.CaseID, a.Name = c.ID, h.Members[i].Name
		return s.Store.AddAuthorisation(ctx, &a)
	})
}

// SettleHit writes what a person found out about a comparison hit. The town and
// the county settle hits, never the village that lists. What the owning department
// answered is written beside it; where it was silent, that it was, and what whoever
// settles went by. What the household said to it by then is heard with it.
//
// Source: casework contract, "Hits".
func (s *Service) SettleHit(ctx context.Context, u *access.User, id int64, version int, hit Hit) (*Case, error) {
	e := Event{Act: "hit", To: hit.Status, Reason: hit.Reason, Form: map[string]string{"rule": hit.Rule}}
	return s.act(ctx, u, id, version, townAndUp, e, func(ctx context.Context, c *Case) error {
		hits, err := s.Store.Hits(ctx, c.ID)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(hits, func(h Hit) bool { return h.ID == hit.ID })
		switch {
		case i < 0:
			return refuse("hit", "id", "这个案件没有这条命中")
		case !slices.Contains([]string{HitExcluded, HitExempt, HitError}, hit.Status):
			return refuse("hit", "status", "核实结果是属实且不予纳入、属实但豁免或数据错误")
		case strings.TrimSpace(hit.Reason) == "":
			return refuse("hit", "reason", "请写明核实情况和理由")
		}
		h := hits[i]
		said, silent, err := s.onHit(ctx, &h)
		switch {
		case err != nil:
			return err
		case strings.TrimSpace(hit.Department) == "" && (len(silent) > 0 || len(said) == 0):
			return refuse("hit", "department", "请写明数据部门的答复；部门没有答复的也要写明")
		}
		if len(silent) > 0 {
			said = append(said, strings.Join(silent, "、")+"没有在系统里答复")
		}
		if hit.Department != "" {
			said = append(said, hit.Department)
		}
		h.Status, h.Reason, h.Department, h.SettledBy, h.SettledOn = hit.Status, hit.Reason, strings.Join(said, "；"), u.Login, s.Today()
		e.Form["department"] = h.Department
		return errors.Join(s.hear(ctx, &h), s.Store.SaveHit(ctx, &h))
	})
}

// objectable are the states in which the posted words are not decided on yet.
var objectable = []string{"publicity", "town_review", "county_decision", "clear_publicity", "clear_town_review", "clear_county_decision"}

// Object records a villager's objection to what was posted, or its answer. The
// clocks stand still while one is open.
func (s *Service) Object(ctx context.Context, u *access.User, id int64, version int, o Objection) (*Case, error) {
	e := Event{Act: "objection", Reason: o.Says}
	if o.ID != 0 {
		e = Event{Act: "objection_answer", Reason: o.Answer}
	}
	return s.act(ctx, u, id, version, villageAndUp, e, func(ctx context.Context, c *Case) error {
		if o.ID == 0 {
			switch {
			case !slices.Contains(objectable, c.State):
				return refuse("objection", "", "现在没有公示，也没有待审定的公示结果；请按投诉或新情况登记")
			case strings.TrimSpace(o.Says) == "":
				return refuse("objection", "says", "请写明异议内容")
			}
			o.CaseID, o.RaisedOn, o.ClosedOn = c.ID, s.Today(), 0
			s.hold(c, PauseObjection)
			return s.Store.SaveObjection(ctx, &o)
		}
		held, err := s.Store.Objections(ctx, c.ID)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(held, func(h Objection) bool { return h.ID == o.ID })
		if i < 0 {
			return refuse("objection", "id", "这个案件没有这条异议")
		}
		if held[i].ClosedOn != 0 {
			return refuse("objection", "id", "这条异议已经处理完")
		}
		if strings.TrimSpace(o.Answer) == "" {
			return refuse("objection", "answer", "请写明处理结果")
		}
		held[i].Answer, held[i].ClosedOn = o.Answer, s.Today()
		if err := s.Store.SaveObjection(ctx, &held[i]); err != nil {
			return err
		}
		if !slices.ContainsFunc(held, func(h Objection) bool { return h.ClosedOn == 0 }) {
			s.release(c, PauseObjection)
		}
		return nil
	})
}

// Open lays a clue that did not come from a screening: a declaration, a cadre's
// notice. It skips the desk and is due for a visit at once. A household with an
// open record gets the event there instead; one that lies at the desk goes to the
// village, and a household that declared itself has declared whatever was known
// before.
//
// Source: casework contract, "T0" and "a declaration is never settled at a desk".
func (s *Service) Open(ctx context.Context, u *access.User, household, channel, says string) (*Case, error) {
	return s.OpenSince(ctx, u, household, channel, says, s.Today())
}

// OpenSince is Open for what was received on an earlier day: the clue's whole
// clock began then.
func (s *Service) OpenSince(ctx context.Context, u *access.User, household, channel, says string, received calendar.Date) (*Case, error) {
	if strings.TrimSpace(says) == "" {
		return nil, refuse("open", "says", "请写明家里遇到的难处")
	}
	if !slices.Contains([]string{FromHousehold, FromProxy, FromCadre, FromHotline}, channel) {
		return nil, refuse("open", "channel", "线索来源是自主申报、代报、干部排查或热线信访交办")
	}
	w, err := s.Flow()
	if err != nil {
		return nil, err
	}
	var c *Case
	err = s.Store.Atomically(ctx, func(ctx context.Context) error {
		h, err := s.Registry.Household(ctx, household, false)
		if err != nil {
			return err
		}
		if !u.SeesHousehold(h.Code, h.Division) {
			return ErrNotFound
		}
		if !slices.ContainsFunc(u.RolesFor(h.Division), func(r string) bool { return slices.Contains(villageAndUp, r) }) {
			return access.ErrForbidden
		}
		if c, err = s.Store.OpenCase(ctx, household); err != nil {
			return err
		}
		from := ""
		switch {
		case c == nil:
			c = &Case{Household: h.Code, Division: h.Division, Head: h.Head(), Channel: channel, Urgency: "黄", Round: 1, OpenedOn: s.Today(), T0: received}
			if err := s.enter(c, w, w.State("dispatched")); err != nil {
				return err
			}
			if err := s.Store.CreateCase(ctx, c); err != nil {
				return err
			}
		case atDesk(c) || declared(channel) && !declared(c.Channel):
			if declared(channel) {
				c.Channel = channel
			}
			if from = c.State; atDesk(c) {
				c.T0 = received
				if err := s.enter(c, w, w.State("dispatched")); err != nil {
					return err
				}
			}
			if err := s.Store.SaveCase(ctx, c); err != nil {
				return err
			}
		}
		return s.event(ctx, u, c, Event{Act: "open", From: from, To: c.State, Reason: channel + "：" + says})
	})
	return c, err
}

// declared says whether a channel is the household's own word.
func declared(channel string) bool { return channel == FromHousehold || channel == FromProxy }
