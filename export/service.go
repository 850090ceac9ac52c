package export

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"dixian/access"
	"dixian/audit"
	"dixian/division"
	"dixian/workflow"
)

// Service asks, decides and hands out. What is done is in the audit log in the same
// transaction.
type Service struct {
	Store Store
	Audit audit.Store
	Now   func() time.Time
}

// Deciders may consent to what another asked for, in their division and below.
var Deciders = []string{"town_head", "county_clerk", "county_head", "city", "province"}

// Scope are the divisions in which a user decides.
func Scope(u *access.User) []division.Code {
	out := []division.Code{}
	for _, g := range u.Grants {
		if slices.Contains(Deciders, g.Role) && !slices.Contains(out, g.Division) {
			out = append(out, g.Division)
		}
	}
	return out
}

// MayDecide says whether a user may consent to a request, or refuse it.
func MayDecide(u *access.User, r *Request) bool {
	return r.State == Pending && r.AskedBy != u.Login && slices.ContainsFunc(u.RolesFor(r.Division), func(role string) bool { return slices.Contains(Deciders, role) })
}

// longNumber is what a reason must not hold: it stands in a register.
var longNumber = regexp.MustCompile(`[0-9]{6,}`)

// Ask writes a request down: granted at once if it needs nobody else.
func (s *Service) Ask(ctx context.Context, u *access.User, r *Request) error {
	r.Reason = strings.TrimSpace(r.Reason)
	needs := r.Whole || r.Many
	switch {
	case needs && r.Reason == "" && r.Whole:
		return refuse("reason", "全文导出要另一人批准，请写明理由")
	case needs && r.Reason == "":
		return refuse("reason", "超过 %d 人的名单要另一人批准，请写明理由", MostAlone)
	case longNumber.MatchString(r.Reason):
		return refuse("reason", "理由里不要写证件号、电话或账号")
	}
	r.State, r.AskedBy, r.AskedName, r.AskedAt = Pending, u.Login, u.Name, s.Now()
	if !needs {
		r.State, r.Until = Granted, r.AskedAt.Add(Lasts)
	}
	return s.Store.Atomically(ctx, func(ctx context.Context) error {
		if err := s.Store.CreateExport(ctx, r); err != nil {
			return err
		}
		return s.log(ctx, u, "ask", r, r.kind())
	})
}

// Decide consents or refuses.
func (s *Service) Decide(ctx context.Context, u *access.User, id int64, version int, consent bool, words string) (r *Request, err error) {
	err = s.Store.Atomically(ctx, func(ctx context.Context) error {
		if r, err = s.Store.Export(ctx, id); err != nil {
			return err
		}
		inScope := slices.ContainsFunc(Scope(u), func(d division.Code) bool { return d == r.Division || d.Contains(r.Division) })
		switch {
		case r.AskedBy == u.Login && r.State == Pending:
			return refuse("", "要导出的人和批准的人要是两个人")
		case !inScope:
			return access.ErrNotFound
		case r.State != Pending || r.Version != version:
			return refuse("", "这条申请已经办过了，请刷新")
		case !consent && strings.TrimSpace(words) == "":
			return refuse("reason", "请写明不批准的理由")
		}
		action := "refuse"
		r.State, r.DecidedBy, r.DecidedName, r.DecidedAt, r.Decision = Refused, u.Login, u.Name, s.Now(), words
		if consent {
			action, r.State, r.Until = "approve", Granted, r.DecidedAt.Add(Lasts)
		}
		if err := s.Store.SaveExport(ctx, r); err != nil {
			return err
		}
		return s.log(ctx, u, action, r, r.kind())
	})
	return r, err
}

// Take hands a granted list to who asked for it, and counts that. Somebody else's
// is not found.
func (s *Service) Take(ctx context.Context, u *access.User, id int64) (r *Request, err error) {
	err = s.Store.Atomically(ctx, func(ctx context.Context) error {
		if r, err = s.Store.Export(ctx, id); err != nil {
			return err
		}
		switch {
		case r.AskedBy != u.Login:
			return access.ErrNotFound
		case r.State == Pending:
			return refuse("", "还没有批准，批准后再下载")
		case r.State != Granted:
			return refuse("", "这次导出没有批准：%s", r.Decision)
		case !s.Now().Before(r.Until):
			return refuse("", "下载链接只在 24 小时内有效，已经过期，请重新导出")
		}
		r.Taken++
		if err := s.Store.SaveExport(ctx, r); err != nil {
			return err
		}
		return s.log(ctx, u, "take", r, r.kind())
	})
	return r, err
}

// Ended writes down how many rows went out, and whether that was all.
func (s *Service) Ended(ctx context.Context, u *access.User, r *Request, rows int, whole bool) error {
	detail := fmt.Sprintf("%s, %d rows", r.kind(), rows)
	if !whole {
		detail += ", cut off"
	}
	return s.log(ctx, u, "taken", r, detail)
}

// kind is what is asked for in short, without the filter, which may name somebody.
func (r *Request) kind() string {
	if r.Whole {
		return fmt.Sprintf("%s %s unmasked", r.List, r.Format)
	}
	return fmt.Sprintf("%s %s", r.List, r.Format)
}

func (s *Service) log(ctx context.Context, u *access.User, action string, r *Request, detail string) error {
	return s.Audit.Append(ctx, &audit.Entry{At: s.Now(), User: u.Login, Action: "export." + action, Subject: fmt.Sprintf("export/%d", r.ID), Detail: detail})
}

func refuse(field, says string, args ...any) error {
	return &workflow.Refused{Move: "export", Faults: []workflow.Fault{{Field: field, Says: fmt.Sprintf(says, args...)}}}
}
