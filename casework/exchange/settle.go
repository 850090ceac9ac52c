package exchange

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"dixian/access"
	"dixian/audit"
	"dixian/calendar"
	"dixian/casework"
	"dixian/division"
	"dixian/registry"
)

// Service settles differences and hands lists out. Every method acts for a user,
// within the counties where the user may, and writes what was done to the audit
// log in the same transaction.
type Service struct {
	Store    Store
	Registry registry.Store
	Changes  func() *registry.Service // asks for changes here
	Audit    audit.Store
	Now      func() time.Time
	Towns    func(county division.Code) []division.Code
}

// roles may see and settle: the county's, which works in the national system.
var roles = []string{"county_clerk", "county_head"}

// Scope are the counties whose lists a user works on.
func Scope(u *access.User) []division.Code {
	out := []division.Code{}
	for _, g := range u.Grants {
		if slices.Contains(roles, g.Role) && !slices.Contains(out, g.Division) {
			out = append(out, g.Division)
		}
	}
	return out
}

// Errors of settling and handing out.
var (
	ErrReason    = errors.New("请写明理由，不要写证件号、电话或账号")
	ErrSide      = errors.New("请选谁对：本系统、国家系统，或者按案件办理")
	ErrByCase    = errors.New("监测对象的纳入、类别、风险和消除由案件决定，不能当作登记更正：请选“按案件办理”，有新情况就登记线索")
	ErrNoCase    = errors.New("这一项是登记里的信息，不归案件决定：请选本系统对或国家系统对")
	ErrRequest   = errors.New("这一项不能自动更正。请先在这一户的页面提出变更申请（出生、迁入、迁出、变更户主、补录证件等），再填上申请号")
	ErrNotTheirs = errors.New("没有这个变更申请，或者它不是这一户的")
	ErrAgreed    = errors.New("最近一次对账已经没有这个差异，不用再处理")
)

// longNumber is what must stand in no reason, because reasons go to the log.
var longNumber = regexp.MustCompile(`[0-9]{7,}`)

func worded(reason string) error {
	if strings.TrimSpace(reason) == "" || longNumber.MatchString(reason) {
		return ErrReason
	}
	return nil
}

// correctable are the fields that a change request made from the difference alone
// corrects; the others want more words than a list has.
var correctable = map[string][]string{
	Households: {"division_code", "kind", "relocated", "phone"},
	Persons:    {"name", "ethnicity", "education", "health", "labor"},
}

// Settlement is what a person says about a difference.
type Settlement struct {
	ID      int64
	Version int
	Side    string // Ours, Theirs, ByCase
	Reason  string
	Request int64 // change request that was asked for already; 0: one is made of the difference
}

// Settle writes down who is right and why. Where theirs is, a change is asked for
// here, which somebody else then decides; nothing is written into the registry.
func (s *Service) Settle(ctx context.Context, u *access.User, in Settlement) (*Difference, error) {
	if err := worded(in.Reason); err != nil {
		return nil, err
	}
	var d *Difference
	err := s.Store.Atomically(ctx, func(ctx context.Context) (err error) {
		if d, err = s.Store.Difference(ctx, in.ID, Scope(u)); err != nil {
			return err
		}
		switch {
		case d.Version != in.Version:
			return casework.ErrStale
		case d.State == Agreed:
			return ErrAgreed
		case !slices.Contains([]string{Ours, Theirs, ByCase}, in.Side):
			return ErrSide
		case in.Side == Theirs && d.OfCase():
			return ErrByCase
		case in.Side == ByCase && !d.OfCase():
			return ErrNoCase
		}
		d.Request = 0
		if in.Side == Theirs {
			if d.Request, err = s.request(ctx, u, d, in); err != nil {
				return err
			}
		}
		d.State, d.Side, d.Reason = Settled, in.Side, in.Reason
		d.SettledBy, d.SettledName, d.SettledAt = u.Login, u.Name, s.Now()
		if err := s.Store.SaveDifference(ctx, d); err != nil {
			return err
		}
		return s.log(ctx, u, "national.settle", "difference/"+strconv.FormatInt(d.ID, 10), in.Side+" "+d.Kind+" "+d.Field)
	})
	return d, err
}

// OfCase says whether monitoring is what the difference is about.
func (d *Difference) OfCase() bool {
	if d.List != Households {
		return false
	}
	return d.Kind != Field || slices.Contains(caseFields, d.Field)
}

// Correctable says whether a change request can be made of the difference alone.
func (d *Difference) Correctable() bool {
	return d.Kind == Field && slices.Contains(correctable[d.List], d.Found.Field) && d.Theirs != ""
}

// request is the change request behind a settlement: the one named, or one made of
// the difference.
func (s *Service) request(ctx context.Context, u *access.User, d *Difference, in Settlement) (int64, error) {
	if in.Request != 0 {
		r, err := s.Registry.Request(ctx, in.Request, u.Scope())
		if errors.Is(err, access.ErrNotFound) || err == nil && r.Household != d.Household && r.Other != d.Household {
			return 0, ErrNotTheirs
		}
		return in.Request, err
	}
	if !d.Correctable() {
		return 0, ErrRequest
	}
	h, err := s.Registry.Household(ctx, d.Household, true)
	if err != nil {
		return 0, err
	}
	r := &registry.Request{
		Kind: registry.Correct, Household: h.Code, Reason: fmt.Sprintf("国家系统对账（差异 %d）：%s", d.ID, in.Reason),
		Form: registry.Form{Seen: map[string]int{h.Code: h.Version}, Fields: []registry.Change{{Field: d.Found.Field, Old: d.Found.Ours, New: d.Found.Theirs}}},
	}
	if d.List == Persons {
		i := slices.IndexFunc(h.Members, func(p registry.Person) bool {
			return p.Belongs() && p.Name == d.Name && (!p.HasID || p.Number == d.Number)
		})
		if i < 0 {
			return 0, casework.ErrStale
		}
		who := registry.WhoIs(&h.Members[i])
		r.Form.Member = &who
	}
	err = s.Changes().Ask(ctx, u, r)
	return r.ID, err
}

func (s *Service) log(ctx context.Context, u *access.User, action, subject, detail string) error {
	return s.Audit.Append(ctx, &audit.Entry{At: s.Now(), User: u.Login, Action: action, Subject: subject, Detail: detail})
}

func (s *Service) today() calendar.Date {
	now := s.Now()
	return calendar.NewDate(now.Year(), int(now.Month()), now.Day())
}

// Reconcile compares a county's registry and cases with its lists and keeps what
// it finds; what was found in a list that is withdrawn is agreed. It tells how many
// differences there are now.
func (s *Service) Reconcile(ctx context.Context, u *access.User, county division.Code, batch int64, theirs Lists, withdrawn ...string) (int, error) {
	var records []Record
	for _, town := range s.Towns(county) {
		held, err := s.Registry.HouseholdsIn(ctx, town)
		if err != nil {
			return 0, err
		}
		decided, err := s.Store.DecidedIn(ctx, town)
		if err != nil {
			return 0, err
		}
		cases := newest(decided)
		for _, h := range held {
			records = append(records, Record{h, cases[h.Code]})
		}
	}
	lists := withdrawn
	if theirs.Households != nil {
		lists = append(lists, Households)
	}
	if theirs.Persons != nil {
		lists = append(lists, Persons)
	}
	found := Compare(county, records, theirs)
	err := s.Store.Atomically(ctx, func(ctx context.Context) error {
		if err := s.Store.KeepFound(ctx, county, lists, batch, s.today(), found); err != nil {
			return err
		}
		return s.log(ctx, u, "national.compare", "division/"+county.String(), fmt.Sprintf("%d differences", len(found)))
	})
	return len(found), err
}
