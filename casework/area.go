package casework

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"dixian/access"
	"dixian/calendar"
	"dixian/division"
	"dixian/registry"
)

// AreaKinds are what can happen to a whole area.
//
// Source: policy §1.3, "规模性返贫风险"; casework contract, "Area event".
var AreaKinds = []string{"洪涝", "地质灾害", "干旱", "风雹", "火灾", "农产品价格大跌", "企业关停", "项目失败", "规模性失业", "疫情", "其他"}

// AreaEvent is something that struck many households at once. A person opens it
// and chooses them; each gets a clue, or a word on the record it has.
type AreaEvent struct {
	ID         int64
	Division   division.Code // with everything below it
	Kind       string
	Name       string
	Says       string
	Urgency    string // 红 黄 蓝, of the clues
	HappenedOn calendar.Date
	OpenedBy   string // login
	OpenedOn   calendar.Date
}

// AreaOpened says what opening an event did, or would do.
type AreaOpened struct {
	Opened int                   // new clues
	Joined int                   // households whose open record got a word of it
	Visits map[division.Code]int // new visits by village
}

// AreaStore keeps area events.
type AreaStore interface {
	CreateArea(ctx context.Context, e *AreaEvent) error
	// AddAreaClue links a record to an event, once.
	AddAreaClue(ctx context.Context, event, caseID int64) error
	// Areas gives those that lie in a scope, or that it lies in, newest first.
	Areas(ctx context.Context, scope []division.Code) ([]AreaEvent, error)
	// CountArea counts an event's records of a scope by village and state.
	CountArea(ctx context.Context, event int64, scope []division.Code, today int32) (map[division.Code][]StateCount, error)
}

// maxArea is how many households one event may be opened for.
const maxArea = 5000

// OpenArea opens clues for the households of an event: those listed, or all of its
// division. A dry run only counts. Clues that are not 红 lie at the desk like any
// other: what is more than a village can visit waits there, visibly.
func (s *Service) OpenArea(ctx context.Context, u *access.User, e *AreaEvent, households []string, dry bool) (*AreaOpened, error) {
	if err := s.mayOpenArea(u, e); err != nil {
		return nil, err
	}
	out := &AreaOpened{Visits: map[division.Code]int{}}
	err := s.Store.Atomically(ctx, func(ctx context.Context) error {
		*out = AreaOpened{Visits: map[division.Code]int{}}
		struck, err := s.struck(ctx, e, households)
		if err != nil {
			return err
		}
		e.OpenedBy, e.OpenedOn = u.Login, s.Today()
		if err := s.Store.CreateArea(ctx, e); err != nil {
			return err
		}
		for _, h := range struck {
			if err := s.strike(ctx, u, e, h, out); err != nil {
				return err
			}
		}
		if dry {
			return errDry
		}
		return s.logAbout(ctx, u.Login, "area.open", "area/"+strconv.FormatInt(e.ID, 10), fmt.Sprintf("%d opened, %d joined", out.Opened, out.Joined))
	})
	if dry && err == errDry {
		e.ID, err = 0, nil
	}
	return out, err
}

func (s *Service) mayOpenArea(u *access.User, e *AreaEvent) error {
	const act = "area"
	switch {
	case !u.Sees(e.Division):
		return ErrNotFound
	case !slices.ContainsFunc(u.RolesFor(e.Division), func(r string) bool { return slices.Contains(townAndUp, r) }):
		return access.ErrForbidden
	case !slices.Contains(AreaKinds, e.Kind):
		return refuse(act, "kind", "请选事件类别")
	case strings.TrimSpace(e.Name) == "":
		return refuse(act, "name", "请写事件名称")
	case rank(e.Urgency) < 0 || e.Urgency == "":
		return refuse(act, "urgency", "请选紧急程度")
	case e.HappenedOn == 0 || e.HappenedOn > s.Today():
		return refuse(act, "happened_on", "发生日期没有填，或在今天之后")
	}
	return nil
}

// struck are the households of an event: all must lie in its division.
func (s *Service) struck(ctx context.Context, e *AreaEvent, listed []string) ([]*registry.Household, error) {
	var out []*registry.Household
	if len(listed) == 0 {
		all, err := s.Registry.HouseholdsIn(ctx, e.Division)
		if err != nil {
			return nil, err
		}
		out = all
	}
	for _, code := range listed {
		h, err := s.Registry.Household(ctx, code, false)
		if err == access.ErrNotFound || err == nil && h.Division != e.Division && !e.Division.Contains(h.Division) {
			return nil, refuse("area", "households", "名单里的 "+code+" 不在这个区划")
		}
		if err != nil {
			return nil, err
		}
		out = append(out, h)
	}
	if len(out) == 0 || len(out) > maxArea {
		return nil, refuse("area", "households", fmt.Sprintf("一个事件选 1 到 %d 户；更多的请按乡镇或村分开登记", maxArea))
	}
	return out, nil
}

// strike opens one household's clue, or writes the event on its open record: where
// the event is 红 that is dispatched, and a monitored household visited soon.
func (s *Service) strike(ctx context.Context, u *access.User, e *AreaEvent, h *registry.Household, out *AreaOpened) error {
	w, err := s.Flow()
	if err != nil {
		return err
	}
	c, err := s.Store.OpenCase(ctx, h.Code)
	if err != nil {
		return err
	}
	says, from := FromAreaEvent+"："+e.Name, ""
	state := w.State("triage")
	if e.Urgency == "红" {
		state = w.State("dispatched")
	}
	switch {
	case c == nil:
		c = &Case{Household: h.Code, Division: h.Division, Head: h.Head(), Channel: FromAreaEvent, Urgency: e.Urgency, Round: 1, OpenedOn: s.Today()}
		out.Opened++
		out.Visits[h.Division]++
		if e.Urgency == "红" {
			c.T0 = s.Today()
		}
		if err := s.enter(c, w, state); err != nil {
			return err
		}
		if err := s.Store.CreateCase(ctx, c); err != nil {
			return err
		}
	default:
		out.Joined++
		if from, err = s.struckAgain(ctx, c, e); err != nil {
			return err
		}
	}
	if err := s.Store.AddAreaClue(ctx, e.ID, c.ID); err != nil {
		return err
	}
	return s.event(ctx, u, c, Event{Act: "area", From: from, To: c.State, Reason: says})
}

// struckAgain follows an event through a record that is open already.
func (s *Service) struckAgain(ctx context.Context, c *Case, e *AreaEvent) (from string, err error) {
	from = c.State
	if rank(e.Urgency) > rank(c.Urgency) {
		c.Urgency = e.Urgency
	}
	w, err := s.Flow()
	if err != nil {
		return from, err
	}
	switch {
	case e.Urgency == "红" && atDesk(c), watched(c):
		c.T0, c.WholeDueOn = s.Today(), 0
		err = s.enter(c, w, w.State("dispatched"))
	case e.Urgency == "红" && c.State == "monitored":
		err = s.visitSoon(c)
	}
	if err != nil {
		return from, err
	}
	return from, s.Store.SaveCase(ctx, c)
}

// AreaBoard is an event with where its households stand.
type AreaBoard struct {
	AreaEvent
	Villages map[division.Code][]StateCount
}

// Areas lists the events that touch a user's divisions with the state of their
// households there: one board for all.
func (s *Service) Areas(ctx context.Context, u *access.User) ([]AreaBoard, error) {
	held, err := s.Store.Areas(ctx, u.Scope())
	if err != nil {
		return nil, err
	}
	out := make([]AreaBoard, len(held))
	for i, e := range held {
		counts, err := s.Store.CountArea(ctx, e.ID, u.Scope(), int32(s.Today()))
		if err != nil {
			return nil, err
		}
		out[i] = AreaBoard{e, counts}
	}
	return out, nil
}
