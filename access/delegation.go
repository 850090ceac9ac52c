package access

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"dixian/calendar"
	"dixian/division"
)

// Delegation lets somebody stand in for a colleague who is away: with one of the
// colleague's roles, from a day to a day. Whoever stands in works in the same
// place or above it anyway, so that a delegation opens no record; it lets them do
// what falls to the role. Roles of administrators and those above the county are
// not delegated, nor is the deciding about parameters and changes of the registry:
// there another person of the role is what is wanted.
//
// Source: casework contract, "delegation while away has an end date".
type Delegation struct {
	ID       int64
	From, To string // logins
	Grant    Grant
	Since    calendar.Date
	Until    calendar.Date // the last day
	Reason   string
	MadeAt   time.Time
	EndedOn  calendar.Date // first day on which it no longer held, ended early; 0: it was not
}

// Holds says whether a delegation holds on a day between the two as they are now:
// who has lost the role, or may no longer stand in, ends it by that.
func (d *Delegation) Holds(day calendar.Date, from, to *User) bool {
	return day >= d.Since && day <= d.Until && (d.EndedOn == 0 || day < d.EndedOn) &&
		!from.Disabled && slices.Contains(from.Grants, d.Grant) && to.MayStandIn(from.Login, d.Grant)
}

// StandIn is a role that somebody has in another's place.
type StandIn struct {
	Grant
	For string // login
}

// Delegable are the roles that may be delegated: those that work on cases.
var Delegable = []string{"village_cadre", "village_team", "town_clerk", "town_head", "county_clerk", "county_head"}

// longestDelegation is how many days one may last; who is away longer hands over.
// No document sets it.
const longestDelegation = 90

// Errors of delegating.
var (
	ErrNotDelegable = errors.New("只能委托自己在村、乡镇、县的办案角色；管理员角色和别人委托给您的角色不能再委托")
	ErrNoStandIn    = errors.New("只能委托给在同一辖区（或上一级）办案的在用账号，不能委托给自己")
	ErrDelegated    = errors.New("这几天这个角色已经委托出去了，先收回再委托")
	ErrTerm         = fmt.Errorf("委托要写起止日期：从今天或以后起，最多 %d 天", longestDelegation)
	ErrNoReason     = errors.New("请写明委托的原因")
)

// ActingFor are the roles by which the user may act in a division: the own, and
// those of others for whom the user stands in. lent says whose a role is that the
// user has in another's place alone.
func (u *User) ActingFor(code division.Code) (roles []string, lent map[string]string) {
	roles, lent = u.RolesFor(code), map[string]string{}
	for _, s := range u.Standing {
		if (s.Division == code || s.Division.Contains(code)) && !slices.Contains(roles, s.Role) {
			roles, lent[s.Role] = append(roles, s.Role), s.For
		}
	}
	return roles, lent
}

// Held are the user's grants with those that the user has in another's place.
func (u *User) Held() []Grant {
	out := slices.Clone(u.Grants)
	for _, s := range u.Standing {
		if !slices.Contains(out, s.Grant) {
			out = append(out, s.Grant)
		}
	}
	return out
}

// MayStandIn says whether somebody may have a grant of another's: a working
// account that works on cases in the same place or above it.
func (u *User) MayStandIn(from string, g Grant) bool {
	return !u.Disabled && u.Login != from && u.Has(Delegable...) && u.Sees(g.Division)
}

// standing gives a user what others have delegated to them today.
func (d *Desk) standing(ctx context.Context, u *User) error {
	day := d.today()
	held, err := d.Store.DelegationsOf(ctx, u.Login, day)
	if err != nil {
		return err
	}
	for _, l := range held {
		if l.To != u.Login {
			continue
		}
		from, err := d.Store.UserByLogin(ctx, l.From)
		if err != nil {
			return err
		}
		if l.Holds(day, from, u) {
			u.Standing = append(u.Standing, StandIn{l.Grant, l.From})
		}
	}
	return nil
}

// today is the day of the province.
func (d *Desk) today() calendar.Date {
	if d.Day != nil {
		return d.Day()
	}
	now := d.Now()
	return calendar.NewDate(now.Year(), int(now.Month()), now.Day())
}

// Delegate lets another stand in for the user. It fails with one of the errors of
// delegating.
func (d *Desk) Delegate(ctx context.Context, u *User, l *Delegation) error {
	l.From, l.MadeAt, l.EndedOn = u.Login, d.Now(), 0
	return d.Store.Atomically(ctx, func(ctx context.Context) error {
		to, err := d.Store.UserByLogin(ctx, loginOf(l.To))
		if err != nil && !errors.Is(err, ErrNotFound) {
			return err
		}
		switch {
		case !slices.Contains(Delegable, l.Grant.Role) || !slices.Contains(u.Grants, l.Grant):
			return ErrNotDelegable
		case to == nil || !to.MayStandIn(u.Login, l.Grant) || CheckGrants(append(slices.Clone(to.Grants), l.Grant)) != nil:
			return ErrNoStandIn
		case l.Since < d.today() || l.Until < l.Since || l.Until-l.Since >= longestDelegation:
			return ErrTerm
		case strings.TrimSpace(l.Reason) == "":
			return ErrNoReason
		}
		l.To = to.Login
		held, err := d.Store.DelegationsOf(ctx, u.Login, l.Since)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(held, func(h Delegation) bool {
			return h.From == u.Login && h.Grant == l.Grant && h.EndedOn == 0 && h.Since <= l.Until
		}) {
			return ErrDelegated
		}
		return d.Store.SaveDelegation(ctx, l)
	})
}

// EndDelegation ends one before its day; who gave it may, and who has it. It fails
// with ErrNotFound for others, and where it is over.
func (d *Desk) EndDelegation(ctx context.Context, u *User, id int64) error {
	return d.Store.Atomically(ctx, func(ctx context.Context) error {
		held, err := d.Store.DelegationsOf(ctx, u.Login, d.today())
		if err != nil {
			return err
		}
		i := slices.IndexFunc(held, func(h Delegation) bool { return h.ID == id && h.EndedOn == 0 })
		if i < 0 {
			return ErrNotFound
		}
		held[i].EndedOn = d.today()
		return d.Store.SaveDelegation(ctx, &held[i])
	})
}
