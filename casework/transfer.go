package casework

import (
	"context"
	"slices"
	"strings"

	"dixian/access"
	"dixian/calendar"
	"dixian/division"
	"dixian/rule"
)

// What becomes of a transfer.
const (
	TransferPending   = "pending"
	TransferTaken     = "taken"
	TransferDeclined  = "declined"
	TransferWithdrawn = "withdrawn"
)

// Transfer is a case that one county hands to another. Until the other takes it
// the case stays where it is, with its owner and its clocks: there is no day
// without one. When it is taken the record itself goes over, history and all, and
// a closed record that points to it stays behind.
//
// Source: casework contract, States, "any → transferred to another county".
type Transfer struct {
	ID         int64
	CaseID     int64
	FromCounty division.Code
	ToCounty   division.Code
	AskedBy    string // login
	AskedOn    calendar.Date
	DueOn      calendar.Date // last day of the receiver's answer; then the city may give it
	Reason     string
	State      string
	DecidedBy  string
	DecidedOn  calendar.Date // 0: not yet
	Answer     string
}

var countyRoles = []string{"county_clerk", "county_head"}

// offer asks another county to take a case.
func (s *Service) offer(ctx context.Context, u *access.User, c *Case, m *rule.Move, r MoveRequest, whose string) error {
	to, err := division.ParseCode(r.Form["receiving_county"])
	switch {
	case !c.Open():
		return refuse(m.Name, "", "案件已经办结，不用移交")
	case err != nil || to.Level() != division.County || !division.Guizhou().Known(to):
		return refuse(m.Name, "receiving_county", "没有这个县；请选到县一级")
	case to == c.Division.County():
		return refuse(m.Name, "receiving_county", "接收县就是本县")
	}
	held, err := s.Store.TransfersOf(ctx, c.ID)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(held, func(t Transfer) bool { return t.State == TransferPending }) {
		return refuse(m.Name, "", "已经移交，等接收县答复")
	}
	days, err := s.Param("transfer_days", c.Division)
	if err != nil {
		return err
	}
	t := &Transfer{
		CaseID: c.ID, FromCounty: c.Division.County(), ToCounty: to, AskedBy: u.Login, AskedOn: s.Today(),
		DueOn: s.Today() + calendar.Date(days), Reason: r.Reason, State: TransferPending,
	}
	if err := s.Store.SaveTransfer(ctx, t); err != nil {
		return err
	}
	if err := s.Store.SaveCase(ctx, c); err != nil { // the version rises: who saw it before looks again
		return err
	}
	return s.event(ctx, u, c, Event{Act: m.Name, From: c.State, To: c.State, Reason: r.Reason, Form: r.Form, For: whose})
}

// TransferAnswer is what is decided about a transfer.
type TransferAnswer struct {
	State   string        // taken, declined or withdrawn
	Village division.Code // of the receiving county, where it is taken
	Answer  string        // in words
}

// AnswerTransfer takes or declines a transfer for the receiving county, or
// withdraws it for the sending one. Where the receiver has been silent past the
// limit, its city may answer too.
func (s *Service) AnswerTransfer(ctx context.Context, u *access.User, id int64, a TransferAnswer) (*Handed, error) {
	var t *Transfer
	var c *Case
	err := s.Store.Atomically(ctx, func(ctx context.Context) (err error) {
		if t, err = s.Store.Transfer(ctx, id); err != nil {
			return err
		}
		if err := s.mayAnswer(u, t, a.State); err != nil {
			return err
		}
		switch {
		case t.State != TransferPending:
			return refuse("transfer", "", "这件移交已经答复过")
		case strings.TrimSpace(a.Answer) == "":
			return refuse("transfer", "answer", "请写明答复")
		case a.State == TransferTaken && (a.Village.Level() != division.Village || a.Village.County() != t.ToCounty || !division.Guizhou().Known(a.Village)):
			return refuse("transfer", "village", "请选本县接收的村")
		}
		t.State, t.DecidedBy, t.DecidedOn, t.Answer = a.State, u.Login, s.Today(), a.Answer
		if err := s.Store.SaveTransfer(ctx, t); err != nil {
			return err
		}
		c, err = s.handOver(ctx, u, t, a)
		return err
	})
	if err != nil {
		return nil, err
	}
	return &Handed{*t, c}, nil
}

// Handed is a transfer with its case.
type Handed struct {
	Transfer
	Case *Case
}

// Transfers lists what leaves or reaches the user's scope, newest first; open:
// only what is not answered yet.
func (s *Service) Transfers(ctx context.Context, u *access.User, open bool) ([]Handed, error) {
	held, err := s.Store.Transfers(ctx, u.Scope(), open)
	if err != nil {
		return nil, err
	}
	out := make([]Handed, len(held))
	for i, t := range held {
		c, err := s.Store.Case(ctx, t.CaseID, []division.Code{Everywhere})
		if err != nil {
			return nil, err
		}
		out[i] = Handed{t, c}
	}
	return out, nil
}

func (s *Service) mayAnswer(u *access.User, t *Transfer, answer string) error {
	at := func(code division.Code, roles ...string) bool {
		return slices.ContainsFunc(u.RolesFor(code), func(r string) bool { return slices.Contains(roles, r) })
	}
	sends, receives := at(t.FromCounty, countyRoles...), at(t.ToCounty, countyRoles...)
	city := at(t.ToCounty, "city")
	switch {
	case !sends && !receives && !city:
		return ErrNotFound
	case answer == TransferWithdrawn && sends, answer != TransferWithdrawn && receives:
		return nil
	case answer != TransferWithdrawn && city && s.Today() > t.DueOn:
		return nil
	case city && answer != TransferWithdrawn:
		return refuse("transfer", "", "接收县答复时限还没有过，先由接收县答复")
	}
	return access.ErrForbidden
}

// handOver follows an answer through the case.
func (s *Service) handOver(ctx context.Context, u *access.User, t *Transfer, a TransferAnswer) (*Case, error) {
	c, err := s.Store.Case(ctx, t.CaseID, []division.Code{Everywhere})
	if err != nil {
		return nil, err
	}
	if slices.Contains(u.Own, c.Household) {
		return nil, ErrNotFound
	}
	if a.State != TransferTaken {
		return c, s.event(ctx, u, c, Event{Act: "transfer_" + a.State, From: c.State, To: c.State, Reason: a.Answer})
	}
	if !c.Open() {
		return nil, refuse("transfer", "", "这件案件已经办结，不用再接收")
	}
	left := *c
	left.State, left.IntoCase, left.StateSince, left.DueOn, left.WholeDueOn, left.Alerts = "transferred", c.ID, s.Today(), 0, 0, nil
	if err := s.Store.CreateCase(ctx, &left); err != nil {
		return nil, err
	}
	if err := s.event(ctx, u, &left, Event{Act: "transferred", From: c.State, To: left.State, Reason: "移交 " + t.ToCounty.String() + "：" + t.Reason}); err != nil {
		return nil, err
	}
	c.Division = a.Village
	if err := s.Store.SaveCase(ctx, c); err != nil {
		return nil, err
	}
	return c, s.event(ctx, u, c, Event{Act: "transfer_taken", From: c.State, To: c.State, Reason: a.Answer, Form: map[string]string{"from_county": t.FromCounty.String(), "to_county": t.ToCounty.String()}})
}
