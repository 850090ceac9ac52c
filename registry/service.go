package registry

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"dixian/access"
	"dixian/audit"
	"dixian/calendar"
	"dixian/division"
	"dixian/rule"
	"dixian/workflow"
)

// Service asks for changes and decides on them. Every method acts for a user,
// within the divisions where the user has the role, and writes what was done to
// the audit log in the same transaction.
type Service struct {
	Store   Store
	Audit   audit.Store
	Cases   Cases // nil: nobody keeps cases
	Program *rule.Program
	Now     func() time.Time
}

// Cases is told when a household's open case has to follow it.
type Cases interface {
	// Rehouse lets open cases follow their households, and tells which of them went
	// from one household to another. It fails with a *workflow.Refused where two open
	// cases would meet.
	Rehouse(ctx context.Context, u *access.User, moves []Rehousing) (moved []Rehousing, err error)
}

// Rehousing is what a change means for a household's open case: it now belongs to
// To, in this village, under this head. From and To may be the same.
type Rehousing struct {
	From, To string
	Division division.Code
	Head     string
}

// Who may ask for a change, and who decides.
//
// Source: casework contract, "Who may see and do what".
var (
	askers   = []string{"village_cadre", "village_team", "town_clerk", "town_head", "county_clerk", "county_head"}
	deciders = []string{"county_clerk", "county_head"}
)

// MayAsk and MayDecide say whether a user's roles allow it in a division.
func MayAsk(u *access.User, code division.Code) bool { return holds(u, code, askers) }

// MayDecide: see MayAsk. A decision also wants another person than who asked.
func MayDecide(u *access.User, code division.Code) bool { return holds(u, code, deciders) }

func holds(u *access.User, code division.Code, roles []string) bool {
	return slices.ContainsFunc(u.RolesFor(code), func(r string) bool { return slices.Contains(roles, r) })
}

// DecideScope are the divisions where the user decides.
func DecideScope(u *access.User) []division.Code {
	out := []division.Code{}
	for _, g := range u.Grants {
		if slices.Contains(deciders, g.Role) && !slices.Contains(out, g.Division) {
			out = append(out, g.Division)
		}
	}
	return out
}

func (s *Service) today() calendar.Date {
	now := s.Now()
	return calendar.NewDate(now.Year(), int(now.Month()), now.Day())
}

func (s *Service) log(ctx context.Context, u *access.User, action, subject, detail string) error {
	return s.Audit.Append(ctx, &audit.Entry{At: s.Now(), User: u.Login, Action: action, Subject: subject, Detail: detail})
}

func subject(id int64) string { return "change/" + strconv.FormatInt(id, 10) }

func refuse(field, says string, args ...any) error {
	return &workflow.Refused{Move: "change", Faults: []workflow.Fault{{Field: field, Says: fmt.Sprintf(says, args...)}}}
}

// longNumber is what a reason must not hold: reasons are shown to many.
var longNumber = regexp.MustCompile(`[0-9]{9,}`)

// worded refuses an empty reason, and one with numbers of people in it.
func worded(reason string) error {
	switch {
	case strings.TrimSpace(reason) == "":
		return refuse("reason", "请写明理由")
	case longNumber.MatchString(reason):
		return refuse("reason", "理由里不要写证件号、电话或账号")
	}
	return nil
}

// Errors of deciding.
var (
	errSamePerson = refuse("", "提出变更和批准变更要两个人")
	errDecided    = refuse("", "这条变更已经办过了，请刷新")
)
