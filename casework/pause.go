package casework

import (
	"context"
	"slices"
	"strings"

	"dixian/access"
	"dixian/calendar"
	"dixian/workflow"
)

// What a clock may stand still for, and nothing else.
//
// Source: casework contract, "Clocks pause only for".
const (
	PauseObjection = "有异议待处理"
	PauseDisaster  = "灾害"
	PauseWish      = "本户意愿"
)

// pauseSep stands between the reasons of a clock that stands still for several.
const pauseSep = "、"

// hold stops the clocks of a case for a reason. A clock that stands already
// stands for this one too.
func (s *Service) hold(c *Case, reason string) {
	if c.PausedOn == 0 {
		c.PausedOn = s.Today()
	}
	if reasons := reasonsOf(c); !slices.Contains(reasons, reason) {
		c.PauseReason = strings.Join(append(reasons, reason), pauseSep)
	}
}

// release takes one reason away. When none is left the clocks go on, later by the
// days they stood still.
func (s *Service) release(c *Case, reason string) {
	left := slices.DeleteFunc(reasonsOf(c), func(r string) bool { return r == reason })
	if reason == PauseWish {
		c.AskAgainOn = 0
	}
	if len(left) > 0 {
		c.PauseReason = strings.Join(left, pauseSep)
		return
	}
	s.resume(c)
}

func reasonsOf(c *Case) []string {
	if c.PausedOn == 0 || c.PauseReason == "" {
		return nil
	}
	return strings.Split(c.PauseReason, pauseSep)
}

// resume sets the clocks going.
func (s *Service) resume(c *Case) {
	if c.PausedOn == 0 {
		return
	}
	stood := s.Today() - c.PausedOn
	for _, due := range []*calendar.Date{&c.DueOn, &c.WholeDueOn} {
		if *due != 0 {
			*due += stood
		}
	}
	c.PausedOn, c.PauseReason, c.AskAgainOn = 0, "", 0
}

// Pause stops the clocks for a disaster or because the household wishes to wait.
// Who wishes to wait is asked again after resign_days: a second call for the same
// wish is that question, answered the same way. An objection stops them by Object.
//
// Source: casework contract, "Clocks pause only for", and Authorisation.
func (s *Service) Pause(ctx context.Context, u *access.User, id int64, version int, reason, says string) (*Case, error) {
	roles := townAndUp
	if reason == PauseWish {
		roles = villageAndUp
	}
	e := Event{Act: "pause", Reason: reason + "：" + says}
	return s.act(ctx, u, id, version, roles, e, func(ctx context.Context, c *Case) error {
		switch {
		case reason != PauseDisaster && reason != PauseWish:
			return refuse(e.Act, "reason", "时限只因异议、灾害或本户意愿暂停")
		case strings.TrimSpace(says) == "":
			return refuse(e.Act, "says", "请写明情况；本户意愿的写原话")
		case c.DueOn == 0 && c.WholeDueOn == 0:
			return refuse(e.Act, "", "现在没有在走的时限")
		case atDesk(c):
			return refuse(e.Act, "", "线索还在研判台，农户还不知道，不能暂停")
		case reason == PauseDisaster && slices.Contains(reasonsOf(c), PauseDisaster):
			return refuse(e.Act, "", "已经因灾害暂停")
		}
		s.hold(c, reason)
		if reason == PauseWish {
			days, err := s.Param("resign_days", c.Division)
			if err != nil {
				return err
			}
			c.AskAgainOn = s.Today() + calendar.Date(days)
		}
		return nil
	})
}

// Resume ends a disaster or the household's wish to wait.
func (s *Service) Resume(ctx context.Context, u *access.User, id int64, version int, reason, says string) (*Case, error) {
	e := Event{Act: "resume", Reason: reason + "：" + says}
	return s.act(ctx, u, id, version, villageAndUp, e, func(_ context.Context, c *Case) error {
		switch {
		case reason == PauseObjection:
			return refuse(e.Act, "reason", "异议处理完，时限自动恢复；请写处理结果")
		case !slices.Contains(reasonsOf(c), reason):
			return refuse(e.Act, "reason", "时限没有因此暂停")
		case strings.TrimSpace(says) == "":
			return refuse(e.Act, "says", "请写明为什么恢复")
		}
		s.release(c, reason)
		return nil
	})
}

// late says whether the wait of a case has run out, so that the level above may
// take it over.
func (s *Service) late(c *Case) bool {
	return c.Clock().LightAt(s.Today()) == workflow.Late
}
