package period

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"dixian/access"
	"dixian/audit"
	"dixian/calendar"
	"dixian/casework"
	"dixian/division"
	"dixian/workflow"
)

// Service asks, agrees and locks. What is done is in the audit log in the same
// transaction.
type Service struct {
	Store Store
	Audit audit.Store
	Now   func() time.Time // in the province's time zone
}

// Lockers may ask that a period of their place be locked, and agree to what another
// asked. Who is above a place may do both for it.
var Lockers = []string{"county_clerk", "county_head", "city", "province"}

// Scope are the divisions whose periods a user locks.
func Scope(u *access.User) []division.Code {
	out := []division.Code{}
	for _, g := range u.Grants {
		if slices.Contains(Lockers, g.Role) && !slices.Contains(out, g.Division) {
			out = append(out, g.Division)
		}
	}
	return out
}

func locks(u *access.User, at division.Code) bool {
	return slices.ContainsFunc(u.RolesFor(at), func(role string) bool { return slices.Contains(Lockers, role) })
}

// MayDecide says whether a user may agree to a period, or refuse it.
func (p *Period) MayDecide(u *access.User, today calendar.Date) bool {
	return p.State == Asked && !p.Over(today) && p.AskedBy != u.Login && locks(u, p.Division)
}

// MayWithdraw says whether a user may take back what is not locked yet.
func (p *Period) MayWithdraw(u *access.User, today calendar.Date) bool {
	return (p.State == Asked || p.State == Agreed) && today <= p.Day && locks(u, p.Division)
}

func (s *Service) today() calendar.Date {
	now := s.Now()
	return calendar.NewDate(now.Year(), int(now.Month()), now.Day())
}

// longNumber is what a name or a reason must not hold.
var longNumber = regexp.MustCompile(`[0-9]{7,}`)

// longest is how many days a period may have: a year.
const longest = 366

// Ask wants a period locked when its last day is over. What that day was can only be
// kept while it lasts: no day before today.
func (s *Service) Ask(ctx context.Context, u *access.User, p *Period) error {
	today := s.today()
	p.Name = strings.TrimSpace(p.Name)
	switch {
	case p.Division.Level() > division.County:
		return refuse("division", "只能锁定整个县、市州或者全省的数据")
	case !locks(u, p.Division):
		return casework.ErrNotFound
	case p.Kind == Month && p.Name != "":
		return refuse("name", "按月锁定不用写名称")
	case p.Kind == Collection && p.Name == "":
		return refuse("name", "请写采集期的名称")
	case longNumber.MatchString(p.Name):
		return refuse("name", "名称里不要写证件号、电话或账号")
	case p.Day < today:
		return refuse("day", "%s 已经过去，当天的数据留不住了：只能锁定今天或以后结束的时段", p.Day)
	case p.Day.Month().First() != p.From && p.Kind == Month, p.Day+1 != (p.Day.Month()+1).First() && p.Kind == Month:
		return refuse("day", "按月锁定要从 1 日到当月最后一天")
	case p.From > p.Day || p.Day-p.From >= longest:
		return refuse("from", "起止日期不对：起在止之前，最长一年")
	}
	p.State, p.AskedBy, p.AskedName, p.AskedAt = Asked, u.Login, u.Name, s.Now()
	return s.Store.Atomically(ctx, func(ctx context.Context) error {
		held, err := s.Store.Periods(ctx, "")
		if err != nil {
			return err
		}
		for _, h := range held {
			standing := h.State == Agreed || h.State == Locked || h.State == Asked && !h.Over(today)
			if standing && h.Day == p.Day && holds(h, p.Division) {
				return refuse("day", "这一天已经有锁定申请了，不用再提")
			}
		}
		if err := s.Store.CreatePeriod(ctx, p); err != nil {
			return err
		}
		return s.log(ctx, u.Login, "ask", p, p.Division.String()+" "+p.Day.String())
	})
}

// Agree lets a period be locked; Refuse does not. Withdraw takes back what is not
// locked yet, whoever of the place does it.
func (s *Service) Agree(ctx context.Context, u *access.User, id int64, version int) (*Period, error) {
	return s.decide(ctx, u, id, version, Agreed, "")
}

// Refuse needs a reason.
func (s *Service) Refuse(ctx context.Context, u *access.User, id int64, version int, reason string) (*Period, error) {
	return s.decide(ctx, u, id, version, Refused, reason)
}

// Withdraw needs a reason.
func (s *Service) Withdraw(ctx context.Context, u *access.User, id int64, version int, reason string) (*Period, error) {
	return s.decide(ctx, u, id, version, Withdrawn, reason)
}

func (s *Service) decide(ctx context.Context, u *access.User, id int64, version int, state, reason string) (p *Period, err error) {
	reason, today := strings.TrimSpace(reason), s.today()
	err = s.Store.Atomically(ctx, func(ctx context.Context) error {
		if p, err = s.Store.Period(ctx, id); err != nil {
			return err
		}
		switch {
		case !locks(u, p.Division):
			return casework.ErrNotFound
		case p.Version != version:
			return casework.ErrStale
		case p.State == Locked:
			return refuse("", "这个时段已经锁定，不能再改；以后的变化会列为差异")
		case today > p.Day:
			return refuse("", "%s 已经过去，没有在当天结束前批准，请另提一个时段", p.Day)
		case state == Withdrawn && !p.MayWithdraw(u, today), state != Withdrawn && p.State != Asked:
			return refuse("", "这条申请已经办过了，请刷新")
		case state != Withdrawn && p.AskedBy == u.Login:
			return refuse("", "提出锁定的人和同意的人要是两个人")
		case state != Agreed && reason == "":
			return refuse("reason", "请写明理由")
		case longNumber.MatchString(reason):
			return refuse("reason", "理由里不要写证件号、电话或账号")
		}
		p.State, p.DecidedBy, p.DecidedName, p.DecidedAt, p.Decision = state, u.Login, u.Name, s.Now(), reason
		if err := s.Store.SavePeriod(ctx, p); err != nil {
			return err
		}
		return s.log(ctx, u.Login, state, p, "")
	})
	return p, err
}

// Lock locks the agreed periods whose last day is over, all in one transaction, so
// that neighbours keep the same moment. It is to be called soon after midnight and
// before anything is worked out anew for the day. The digest goes into the log,
// whose chain seals it.
func (s *Service) Lock(ctx context.Context) (locked int, err error) {
	due := func(ctx context.Context) ([]*Period, error) {
		agreed, err := s.Store.Periods(ctx, Agreed)
		return slices.DeleteFunc(agreed, func(p *Period) bool { return p.Day >= s.today() }), err
	}
	if some, err := due(ctx); err != nil || len(some) == 0 {
		return 0, err
	}
	err = s.Store.Atomically(ctx, func(ctx context.Context) error {
		some, err := due(ctx)
		if err != nil {
			return err
		}
		for _, p := range some {
			if err := s.Store.Freeze(ctx, p); err != nil {
				return err
			}
			if p.Digest, err = s.Store.Digest(ctx, p.ID); err != nil {
				return err
			}
			p.State, p.LockedAt = Locked, s.Now()
			if err := s.Store.SavePeriod(ctx, p); err != nil {
				return err
			}
			if err := s.log(ctx, "-", "lock", p, fmt.Sprintf("%s %s, %d rows, sha256 %s", p.Division, p.Day, p.Rows, p.Digest)); err != nil {
				return err
			}
		}
		locked = len(some)
		return nil
	})
	return locked, err
}

// Proved says whether what a locked period holds is what was locked: it sums the
// copies up anew.
func (s *Service) Proved(ctx context.Context, p *Period) (bool, error) {
	now, err := s.Store.Digest(ctx, p.ID)
	return now == p.Digest, err
}

func (s *Service) log(ctx context.Context, login, action string, p *Period, detail string) error {
	return s.Audit.Append(ctx, &audit.Entry{At: s.Now(), User: login, Action: "period." + action, Subject: fmt.Sprintf("period/%d", p.ID), Detail: detail})
}

func refuse(field, says string, args ...any) error {
	return &workflow.Refused{Move: "period", Faults: []workflow.Fault{{Field: field, Says: fmt.Sprintf(says, args...)}}}
}
