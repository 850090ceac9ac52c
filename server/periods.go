package server

import (
	"context"
	"net/http"
	"slices"
	"time"

	"dixian/access"
	"dixian/calendar"
	"dixian/casework"
	"dixian/casework/period"
	"dixian/division"
)

// periodView is a period that is, or is to be, locked.
type periodView struct {
	ID           int64     `json:"id"`
	Version      int       `json:"version" doc:"to be sent back with a decision"`
	State        string    `json:"state" enum:"asked,agreed,locked,refused,withdrawn,over" doc:"over: nobody agreed before its last day was over"`
	Division     string    `json:"division" doc:"a county, prefecture or province, 12 digits"`
	DivisionName string    `json:"division_name"`
	Kind         string    `json:"kind" enum:"month,collection"`
	Name         string    `json:"name" doc:"of a collection; empty: a month"`
	From         string    `json:"from"`
	Day          string    `json:"day" doc:"the last; locked when it is over"`
	AskedName    string    `json:"asked_name"`
	AskedAt      time.Time `json:"asked_at"`
	DecidedName  string    `json:"decided_name" doc:"who agreed, refused or withdrew; empty: nobody yet"`
	DecidedAt    time.Time `json:"decided_at"`
	Decision     string    `json:"decision"`
	LockedAt     time.Time `json:"locked_at"`
	Rows         int       `json:"rows" doc:"copied when it was locked"`
	Digest       string    `json:"digest" doc:"SHA-256 of what was copied; empty: not locked yet"`
	MayDecide    bool      `json:"may_decide" doc:"the reader may agree or refuse"`
	MayWithdraw  bool      `json:"may_withdraw"`
}

type periodList struct {
	Periods []periodView `json:"periods" doc:"of places in the reader's scope or above it, newest first"`
	Days    []string     `json:"days" doc:"of which every list opens for what was asked (under), newest first"`
	Places  []scopePlace `json:"places" doc:"whose periods the reader may ask to lock"`
}

type provedView struct {
	Same   bool   `json:"same" doc:"what is kept is what was locked"`
	Digest string `json:"digest" doc:"as it was locked"`
}

func (s *Server) periodRoutes() {
	route(s, operation{id: "list-periods", method: http.MethodGet, path: "/api/periods", summary: "锁定的月份和采集期，能看哪些日子", tag: "periods", may: counting}, s.listPeriods)
	route(s, operation{id: "ask-period", method: http.MethodPost, path: "/api/periods", summary: "申请锁定一个月或一个采集期，另一人同意后在最后一天结束时锁定", tag: "periods", may: period.Lockers, status: http.StatusCreated}, s.askPeriod)
	route(s, operation{id: "agree-period", method: http.MethodPost, path: "/api/periods/{id}/agree", summary: "同意锁定", tag: "periods", may: period.Lockers}, s.agreePeriod)
	route(s, operation{id: "refuse-period", method: http.MethodPost, path: "/api/periods/{id}/refuse", summary: "不同意锁定，写明理由", tag: "periods", may: period.Lockers}, s.refusePeriod)
	route(s, operation{id: "withdraw-period", method: http.MethodPost, path: "/api/periods/{id}/withdraw", summary: "锁定前撤回，写明理由", tag: "periods", may: period.Lockers}, s.withdrawPeriod)
	route(s, operation{id: "prove-period", method: http.MethodPost, path: "/api/periods/{id}/proof", summary: "核对锁定的数据有没有被动过", tag: "periods", may: counting, reads: true}, s.provePeriod)
	route(s, operation{id: "period-changes", method: http.MethodGet, path: "/api/periods/{id}/changes", summary: "锁定以后变了什么：当时、现在、谁为什么改的", tag: "periods", may: period.Lockers}, s.periodChanges)
}

func (s *Server) periodView(u *access.User, p *period.Period) periodView {
	today := s.Casework.Today()
	v := periodView{
		ID: p.ID, Version: p.Version, State: p.State, Division: p.Division.String(), DivisionName: s.divisions.FullName(p.Division), Kind: p.Kind, Name: p.Name,
		From: dated(p.From), Day: dated(p.Day), AskedName: p.AskedName, AskedAt: p.AskedAt, DecidedName: p.DecidedName, DecidedAt: p.DecidedAt, Decision: p.Decision,
		LockedAt: p.LockedAt, Rows: p.Rows, Digest: p.Digest, MayDecide: p.MayDecide(u, today), MayWithdraw: p.MayWithdraw(u, today),
	}
	if p.Over(today) {
		v.State = "over"
	}
	return v
}

// concerns says whether a period holds something of a scope.
func concerns(p *period.Period, scope []division.Code) bool {
	return within(scope, p.Division) || slices.ContainsFunc(scope, func(at division.Code) bool { return p.Division.Contains(at) })
}

// within the reader's scope, or above it, a period is found.
func (s *Server) period(ctx context.Context, u *access.User, id int64) (*period.Period, error) {
	p, err := s.periods.Store.Period(ctx, id)
	if err == nil && !concerns(p, countedScope(u)) {
		err = casework.ErrNotFound
	}
	return p, err
}

func (s *Server) listPeriods(ctx context.Context, u *access.User, in *struct {
	Under string `query:"under" pattern:"^([0-9]{12})?$" doc:"of which place days are wanted; none: the whole scope"`
}) (*body[periodList], error) {
	scope, top, err := counted(u, in.Under)
	if err != nil {
		return nil, err
	}
	held, err := s.periods.Store.Periods(ctx, "")
	if err != nil {
		return nil, err
	}
	places := narrowed(scope, top)
	out := periodList{[]periodView{}, []string{}, []scopePlace{}}
	seen := map[calendar.Date]bool{}
	var days []calendar.Date
	for _, p := range held {
		if concerns(p, scope) {
			out.Periods = append(out.Periods, s.periodView(u, p))
		}
		if seen[p.Day] || p.State != period.Locked {
			continue
		}
		seen[p.Day] = true
		if _, missing := period.MomentOf(held, p.Day, places, s.countiesOf); len(missing) == 0 && len(places) > 0 {
			days = append(days, p.Day)
		}
	}
	slices.Sort(days)
	for _, day := range slices.Backward(days) {
		out.Days = append(out.Days, day.String())
	}
	for _, at := range period.Scope(u) {
		out.Places = append(out.Places, scopePlace{at.String(), s.divisions.FullName(at), at.Level().String()})
	}
	return answer(out, nil)
}

func (s *Server) askPeriod(ctx context.Context, u *access.User, in *struct {
	Body struct {
		Division string `json:"division" pattern:"^[0-9]{12}$"`
		Kind     string `json:"kind" enum:"month,collection"`
		Name     string `json:"name,omitempty" maxLength:"60" doc:"of a collection"`
		From     string `json:"from" maxLength:"10" doc:"of a month its first day"`
		Day      string `json:"day" maxLength:"10" doc:"the last"`
	}
}) (*body[periodView], error) {
	b := in.Body
	at, err := under(b.Division)
	if err != nil {
		return nil, err
	}
	p := &period.Period{Division: at, Kind: b.Kind, Name: b.Name}
	if p.From, err = day("from", b.From); err != nil {
		return nil, err
	}
	if p.Day, err = day("day", b.Day); err != nil {
		return nil, err
	}
	if err := s.periods.Ask(ctx, u, p); err != nil {
		return nil, err
	}
	return answer(s.periodView(u, p), nil)
}

// periodDecided is what is said about a period.
type periodDecided struct {
	ID   int64 `path:"id"`
	Body struct {
		Version int    `json:"version" minimum:"0"`
		Reason  string `json:"reason,omitempty" maxLength:"200"`
	}
}

func (s *Server) decided(u *access.User, p *period.Period, err error) (*body[periodView], error) {
	if err != nil {
		return nil, err
	}
	return answer(s.periodView(u, p), nil)
}

func (s *Server) agreePeriod(ctx context.Context, u *access.User, in *periodDecided) (*body[periodView], error) {
	p, err := s.periods.Agree(ctx, u, in.ID, in.Body.Version)
	return s.decided(u, p, err)
}

func (s *Server) refusePeriod(ctx context.Context, u *access.User, in *periodDecided) (*body[periodView], error) {
	p, err := s.periods.Refuse(ctx, u, in.ID, in.Body.Version, in.Body.Reason)
	return s.decided(u, p, err)
}

func (s *Server) withdrawPeriod(ctx context.Context, u *access.User, in *periodDecided) (*body[periodView], error) {
	p, err := s.periods.Withdraw(ctx, u, in.ID, in.Body.Version, in.Body.Reason)
	return s.decided(u, p, err)
}

func (s *Server) provePeriod(ctx context.Context, u *access.User, in *struct {
	ID int64 `path:"id"`
}) (*body[provedView], error) {
	p, err := s.lockedPeriod(ctx, u, in.ID)
	if err != nil {
		return nil, err
	}
	same, err := s.periods.Proved(ctx, p)
	return answer(provedView{same, p.Digest}, err)
}

// lockedPeriod refuses one that is not locked yet.
func (s *Server) lockedPeriod(ctx context.Context, u *access.User, id int64) (*period.Period, error) {
	p, err := s.period(ctx, u, id)
	if err == nil && p.State != period.Locked {
		err = newProblem(http.StatusUnprocessableEntity, "这个时段还没有锁定，锁定以后才有可以比的").withCode("refused")
	}
	return p, err
}
