package server

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"dixian/access"
	"dixian/casework/period"
	"dixian/export"
	"dixian/inbox"
	"dixian/registry"
	"dixian/setting"
)

// movedGrant is a role with all that falls to it: what moves to the successor.
type movedGrant struct {
	Grant  grantView    `json:"grant"`
	Moves  bool         `json:"moves"`
	Why    string       `json:"why" doc:"why it cannot move; empty: it can"`
	Open   int          `json:"open" doc:"clues and cases whose next step is this role's"`
	Late   int          `json:"late" doc:"of them past their last day"`
	Steps  []stateCount `json:"steps" doc:"the same by state"`
	Visits int          `json:"visits" doc:"households to be visited within two weeks"`
	Signed []int64      `json:"signed" doc:"records whose next step the successor may not do: it wants another person than who did the step before"`
}

// stayingView is something of the colleague's that does not move, and why.
type stayingView struct {
	Kind string `json:"kind" enum:"change,setting,export,period,delegation,token"`
	N    int    `json:"n"`
	Why  string `json:"why"`
}

type handoverView struct {
	From    loginView     `json:"from"`
	To      loginView     `json:"to" doc:"empty: nobody is chosen yet"`
	Grants  []movedGrant  `json:"grants"`
	Stays   []stayingView `json:"stays"`
	Choices []userChoice  `json:"choices" doc:"who could take over some of it"`
	Seen    string        `json:"seen" doc:"to be sent back: hands over what was listed, and nothing else"`
}

type userChoice struct {
	ID    int64  `json:"id"`
	Login string `json:"login"`
	Name  string `json:"name"`
}

func (s *Server) handoverRoutes() {
	route(s, operation{id: "list-handover", method: http.MethodGet, path: "/api/users/{id}/handover", summary: "轮换交接：哪些跟着走，哪些走不了、为什么", tag: "users", may: sysadmins}, s.listHandover)
	route(s, operation{id: "hand-over", method: http.MethodPost, path: "/api/users/{id}/handover", summary: "把一个人的办案角色和待办一次移交给接手的人", tag: "users", may: sysadmins}, s.handOver)
}

func (s *Server) listHandover(ctx context.Context, by *access.User, in *struct {
	ID int64 `path:"id"`
	To int64 `query:"to" minimum:"0" doc:"number of the successor; none: nobody is chosen yet"`
}) (*body[handoverView], error) {
	from, to, err := s.sides(ctx, by, in.ID, in.To)
	if err != nil {
		return nil, err
	}
	v, err := s.handoverView(ctx, by, from, to)
	return answer(v, err)
}

// sides are the two accounts, both within the administrator's places.
func (s *Server) sides(ctx context.Context, by *access.User, from, to int64) (*access.User, *access.User, error) {
	u, err := s.kept(ctx, by, from)
	if err != nil || to == 0 {
		return u, nil, err
	}
	next, err := s.kept(ctx, by, to)
	return u, next, err
}

// kept is an account that the administrator keeps; another's is not found.
func (s *Server) kept(ctx context.Context, by *access.User, id int64) (*access.User, error) {
	u, err := s.Desk.Store.User(ctx, id)
	if err == nil && !access.Keeps(by, u) {
		err = access.ErrNotFound
	}
	return u, err
}

func (s *Server) handoverView(ctx context.Context, by, from, to *access.User) (handoverView, error) {
	v := handoverView{From: loginView{from.Login, from.Name}, Grants: []movedGrant{}, Stays: []stayingView{}, Choices: []userChoice{}}
	successor := ""
	if to != nil {
		v.To, successor = loginView{to.Login, to.Name}, to.Login
	}
	for _, g := range from.Grants {
		m := movedGrant{Grant: s.grantView(g), Steps: []stateCount{}, Signed: []int64{}}
		if slices.Contains(access.Delegable, g.Role) {
			t, err := s.Casework.TasksOf(ctx, g, successor)
			if err != nil {
				return v, err
			}
			for _, n := range t.Steps {
				m.Open, m.Late = m.Open+n.Count, m.Late+n.Late
				m.Steps = append(m.Steps, stateCount{n.State, s.stateLabel(n.State), n.Count, n.Tasks, n.Late})
			}
			m.Visits, m.Signed = t.Visits, append(m.Signed, t.Signed...)
		}
		switch {
		case !slices.Contains(access.Delegable, g.Role):
			m.Why = "这个角色不办案，不随工作移交，由系统管理员另行收回"
		case to == nil:
			m.Why = "还没有选接手的人"
		default:
			if err := access.MayTakeOver(from, to, g); err != nil {
				m.Why = err.Error()
			}
		}
		m.Moves = m.Why == ""
		v.Grants = append(v.Grants, m)
	}
	var err error
	if v.Stays, err = s.staying(ctx, from); err != nil {
		return v, err
	}
	if v.Choices, err = s.successors(ctx, by, from); err != nil {
		return v, err
	}
	text, err := json.Marshal([]any{v.From, v.To, v.Grants, v.Stays})
	sum := sha256.Sum256(text)
	v.Seen = hex.EncodeToString(sum[:8])
	return v, err
}

// successors are who could take over some of somebody's roles.
func (s *Server) successors(ctx context.Context, by, from *access.User) ([]userChoice, error) {
	users, err := s.Desk.Store.Users(ctx)
	out := []userChoice{}
	for _, u := range users {
		takes := func(g access.Grant) bool { return access.MayTakeOver(from, u, g) == nil }
		if access.Keeps(by, u) && slices.ContainsFunc(from.Grants, takes) {
			out = append(out, userChoice{u.ID, u.Login, u.Name})
		}
	}
	return out, err
}

// staying is what is somebody's own and no task of a role: two persons are two
// persons, whoever sits at the desk now.
func (s *Server) staying(ctx context.Context, from *access.User) ([]stayingView, error) {
	out := []stayingView{}
	add := func(kind string, n int, why string) {
		if n > 0 {
			out = append(out, stayingView{kind, n, why})
		}
	}
	requests, err := s.Casework.Registry.Requests(ctx, registry.RequestFilter{Scope: from.Scope(), State: registry.Pending, Limit: mostDue})
	if err != nil {
		return nil, err
	}
	add("change", count(requests, func(r *registry.Request) bool { return r.AskedBy == from.Login }), "是他提出的，提出人不变，由另一个人批准；接手的人可以另提")
	settings, err := s.Settings.Store.Settings(ctx, setting.Filter{Scope: setting.Scope(from), State: setting.Pending, Limit: mostDue})
	if err != nil {
		return nil, err
	}
	add("setting", count(settings, func(r *setting.Request) bool { return r.AskedBy == from.Login }), "是他提出的，提出人不变，由另一个人批准")
	exports, err := s.Exports.Store.ExportsOf(ctx, from.Login, mostExports)
	if err != nil {
		return nil, err
	}
	lives := func(r *export.Request) bool {
		return r.State == export.Pending || r.State == export.Granted && s.Exports.Now().Before(r.Until)
	}
	add("export", count(exports, lives), "下载链接只给申请的本人；接手的人要用，另行申请")
	asked, err := s.periods.Store.Periods(ctx, period.Asked)
	if err != nil {
		return nil, err
	}
	add("period", count(asked, func(p *period.Period) bool { return p.AskedBy == from.Login && !p.Over(s.Casework.Today()) }), "是他提出的，提出人不变，由另一个人同意")
	held, err := s.Desk.Store.DelegationsOf(ctx, from.Login, s.Casework.Today())
	if err != nil {
		return nil, err
	}
	add("delegation", count(held, func(d access.Delegation) bool { return d.EndedOn == 0 }), "他给出的委托随角色收回；别人委托给他的，由委托人另找人")
	tokens, err := s.Desk.Store.Tokens(ctx, from.ID)
	if err != nil {
		return nil, err
	}
	add("token", len(tokens), "令牌只代表本人，不能移交；角色收回后不再有权")
	return out, nil
}

func count[T any](list []T, is func(T) bool) int {
	n := 0
	for _, one := range list {
		if is(one) {
			n++
		}
	}
	return n
}

func (s *Server) handOver(ctx context.Context, by *access.User, in *struct {
	ID   int64 `path:"id"`
	Body struct {
		To     int64        `json:"to" minimum:"1"`
		Grants []grantAsked `json:"grants" maxItems:"20" doc:"those that move; the others stay"`
		Reason string       `json:"reason" maxLength:"200"`
		Seen   string       `json:"seen" maxLength:"32" doc:"of the list that was read before"`
	}
}) (*body[handoverView], error) {
	b := in.Body
	asked, err := grants(b.Grants)
	if err != nil {
		return nil, err
	}
	if strings.TrimSpace(b.Reason) == "" {
		return nil, invalid("reason", "请写明为什么移交（轮换、调离……）")
	}
	if longNumber.MatchString(b.Reason) {
		return nil, invalid("reason", "理由里不要写证件号、电话或账号")
	}
	var after handoverView
	err = s.Desk.Store.Atomically(ctx, func(ctx context.Context) error {
		from, to, err := s.sides(ctx, by, in.ID, b.To)
		if err != nil {
			return err
		}
		listed, err := s.handoverView(ctx, by, from, to)
		if err != nil {
			return err
		}
		if listed.Seen != b.Seen {
			return newProblem(http.StatusConflict, "要移交的事项有了变化，请再看一遍清单").withCode("stale")
		}
		if err := s.Desk.HandOver(ctx, by, from, to, asked); err != nil {
			return handoverRefused(err)
		}
		for _, g := range asked {
			if err := s.handedOver(ctx, by, from, to, g, listed, b.Reason); err != nil {
				return err
			}
		}
		after, err = s.handoverView(ctx, by, from, to)
		return err
	})
	return answer(after, err)
}

// handedOver writes one role's move down and tells both.
func (s *Server) handedOver(ctx context.Context, by, from, to *access.User, g access.Grant, listed handoverView, reason string) error {
	at := g.Division.String()
	i := slices.IndexFunc(listed.Grants, func(m movedGrant) bool { return m.Grant.Role == g.Role && m.Grant.Division == at })
	m := listed.Grants[i]
	detail := fmt.Sprintf("%s %s 移交 %s：%d open, %d late, %d visits；%s", g.Role, at, to.Login, m.Open, m.Late, m.Visits, reason)
	if err := s.log(ctx, by, "user.handover", subjectUser(from.ID), detail); err != nil {
		return err
	}
	return s.Inbox.Send(ctx, inbox.Handover(from.Login, to.Login, g.Role, g.Division, m.Open, m.Late, s.Casework.Now()))
}

func handoverRefused(err error) error {
	switch {
	case errors.Is(err, access.ErrNothingToMove):
		return invalid("grants", err.Error())
	case errors.Is(err, access.ErrNoSuccessor), errors.Is(err, access.ErrElsewhere), errors.Is(err, access.ErrApart):
		return invalid("to", err.Error())
	}
	return err
}
