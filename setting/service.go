package setting

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"sync/atomic"
	"time"

	"dixian/access"
	"dixian/audit"
	"dixian/calendar"
	"dixian/division"
	"dixian/plan"
	"dixian/rule"
	"dixian/workflow"
)

// Service asks for values, decides on them and says which are in force. What is
// done is in the audit log in the same transaction.
type Service struct {
	Store   Store
	Audit   audit.Store
	Package *plan.Package // with its own values alone
	Program *rule.Program
	Now     func() time.Time

	current atomic.Pointer[plan.Package]
}

// Setters may ask for a value of their division or below and decide on another's.
//
// Source: casework contract, "Who may see and do what": counties by request and
// approval, cities and the province by `set_by`.
var Setters = []string{"county_clerk", "county_head", "city", "province"}

// Scope are the divisions whose requests the user sees.
func Scope(u *access.User) []division.Code {
	out := []division.Code{}
	for _, g := range u.Grants {
		if slices.Contains(Setters, g.Role) && !slices.Contains(out, g.Division) {
			out = append(out, g.Division)
		}
	}
	return out
}

// MaySet says whether a user may ask for values of a division, and decide on what
// another asked for.
func MaySet(u *access.User, code division.Code) bool {
	return slices.ContainsFunc(u.RolesFor(code), func(r string) bool { return slices.Contains(Setters, r) })
}

// InForce is the package with every approved value laid over it, read now. A run
// takes it once, when it begins.
func (s *Service) InForce(ctx context.Context) (*plan.Package, error) {
	requests, err := s.Store.ApprovedSettings(ctx)
	if err != nil {
		return nil, err
	}
	values := map[string][]plan.Value{}
	for _, r := range requests {
		values[r.Parameter] = append(values[r.Parameter], plan.Value{Division: r.Division, From: r.From, To: r.To, N: r.Value, Status: "verified", Number: r.Number})
	}
	pkg := s.Package.With(values)
	s.current.Store(pkg)
	return pkg, nil
}

// Current is the package as InForce last gave it; the package's own values before
// that. It reads nothing: who decides single cases asks it often.
func (s *Service) Current() *plan.Package {
	if pkg := s.current.Load(); pkg != nil {
		return pkg
	}
	return s.Package
}

// Read says whether a rule or a coverage of the screening reads a parameter: only
// then has a value an effect to show.
func (s *Service) Read(name string) bool {
	for param := range s.Program.ReadParams() {
		if param.Name == name {
			return true
		}
	}
	return false
}

func (s *Service) today() calendar.Date {
	now := s.Now()
	return calendar.NewDate(now.Year(), int(now.Month()), now.Day())
}

func (s *Service) log(ctx context.Context, u *access.User, action string, r *Request) error {
	return s.Audit.Append(ctx, &audit.Entry{
		At: s.Now(), User: u.Login, Action: "setting." + action, Subject: "setting/" + strconv.FormatInt(r.ID, 10), Detail: r.Parameter + " " + r.Division.String(),
	})
}

func refuse(field, says string, args ...any) error {
	return &workflow.Refused{Move: "setting", Faults: []workflow.Fault{{Field: field, Says: fmt.Sprintf(says, args...)}}}
}
