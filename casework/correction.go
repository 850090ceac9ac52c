package casework

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"dixian/access"
	"dixian/calendar"
	"dixian/division"
	"dixian/registry"
)

// What comes of a request for correction.
const (
	Corrected       = "已更正"
	PartlyCorrected = "部分更正"
	NotCorrected    = "不更正"
)

// CorrectionOutcomes are all of them.
var CorrectionOutcomes = []string{Corrected, PartlyCorrected, NotCorrected}

// Correction is the request of somebody that what is recorded about them be put
// right. It changes nothing by itself: the register is put right by a change request
// that another person decides, a department's data by a new delivery.
//
// Source: casework contract, "Declaration by a farmer", "a correction request is
// answered in 15 days".
type Correction struct {
	ID         int64
	Version    int
	Household  string
	Division   division.Code // village
	ReceivedBy string        // login
	ReceivedOn calendar.Date
	DueOn      calendar.Date // correction_days
	Outcome    string        // empty: it waits
	Change     int64         // number of the change request of the register; 0: none
	AnsweredBy string        // login
	AnsweredOn calendar.Date // 0: it waits

	CorrectionWords
}

// CorrectionWords are what is sealed of it.
type CorrectionWords struct {
	Number string // of the member, masked
	Name   string // of the member
	Says   string // what is wrong, in their words
	Answer string // with the reason
}

// Late says whether the answer came, or is still out, after its last day.
func (c *Correction) Late(today calendar.Date) bool {
	if c.AnsweredOn != 0 {
		return c.AnsweredOn > c.DueOn
	}
	return today > c.DueOn
}

// CorrectionStore keeps them.
type CorrectionStore interface {
	// CreateCorrection fills in ID and Version 1; SaveCorrection writes it if Version is
	// the stored one, and raises it, else ErrStale.
	CreateCorrection(ctx context.Context, c *Correction) error
	SaveCorrection(ctx context.Context, c *Correction) error
	// Correction fails with ErrNotFound, outside the scope too.
	Correction(ctx context.Context, id int64, scope []division.Code) (*Correction, error)
	// Corrections gives those of a scope that wait by day due, or those answered, newest
	// first; limit 0: all.
	Corrections(ctx context.Context, scope []division.Code, waiting bool, limit int) ([]*Correction, error)
}

// AskCorrection writes a request down for a member of a household.
func (s *Service) AskCorrection(ctx context.Context, u *access.User, household, number, says string) (*Correction, error) {
	const act = "ask_correction"
	h, err := s.Registry.Household(ctx, household, false)
	if err != nil {
		return nil, err
	}
	if !u.SeesHousehold(h.Code, h.Division) {
		return nil, ErrNotFound
	}
	i := slices.IndexFunc(h.Members, func(p registry.Person) bool { return p.Number == number })
	switch {
	case i < 0:
		return nil, refuse(act, "number", "这一户没有这个人，请刷新后再选")
	case strings.TrimSpace(says) == "":
		return nil, refuse(act, "says", "请写明哪里不对、应该是什么（照本人的话）")
	}
	days, err := s.Param("correction_days", h.Division)
	if err != nil {
		return nil, err
	}
	c := &Correction{
		Household: h.Code, Division: h.Division, ReceivedBy: u.Login, ReceivedOn: s.Today(), DueOn: s.Today() + calendar.Date(days),
		CorrectionWords: CorrectionWords{Number: number, Name: h.Members[i].Name, Says: says},
	}
	err = s.Store.Atomically(ctx, func(ctx context.Context) error {
		if err := s.Store.CreateCorrection(ctx, c); err != nil {
			return err
		}
		return s.logCorrection(ctx, u, "correction.receive", c, "")
	})
	return c, err
}

// AnswerCorrection answers a request with its reason, for the town or the county.
// What is put right names the change of the register, if it was one.
func (s *Service) AnswerCorrection(ctx context.Context, u *access.User, id int64, version int, outcome, says string, change int64) (*Correction, error) {
	const act = "answer_correction"
	var c *Correction
	err := s.Store.Atomically(ctx, func(ctx context.Context) (err error) {
		if c, err = s.Store.Correction(ctx, id, u.Scope()); err != nil {
			return err
		}
		switch {
		case !MayCorrect(u, c):
			return access.ErrForbidden
		case c.Version != version:
			return ErrStale
		case c.AnsweredOn != 0:
			return refuse(act, "", "这件更正要求已经答复")
		case !slices.Contains(CorrectionOutcomes, outcome):
			return refuse(act, "outcome", "答复是已更正、部分更正或不更正")
		}
		if err := worded(act, "says", says, "请写明核实了什么、理由是什么、怎么答复的"); err != nil {
			return err
		}
		if err := s.changeOf(ctx, c, outcome, change); err != nil {
			return err
		}
		c.Outcome, c.Answer, c.Change, c.AnsweredBy, c.AnsweredOn = outcome, says, change, u.Login, s.Today()
		if err := s.Store.SaveCorrection(ctx, c); err != nil {
			return err
		}
		return s.logCorrection(ctx, u, "correction.answer", c, outcome)
	})
	return c, err
}

// changeOf checks the change request that an answer names: of this household, and
// never where nothing was put right.
func (s *Service) changeOf(ctx context.Context, c *Correction, outcome string, change int64) error {
	const act = "answer_correction"
	if change == 0 {
		return nil
	}
	if outcome == NotCorrected {
		return refuse(act, "change", "不更正的，不用填变更申请号")
	}
	r, err := s.Registry.Request(ctx, change, []division.Code{c.Division})
	if err != nil || r.Household != c.Household {
		return refuse(act, "change", "这一户没有这个变更申请")
	}
	return nil
}

// MayCorrect says whether a user answers a request: the town or the county.
func MayCorrect(u *access.User, c *Correction) bool {
	return slices.ContainsFunc(u.RolesFor(c.Division), func(r string) bool { return slices.Contains(townAndUp, r) })
}

// Corrections lists those of a user's scope.
func (s *Service) Corrections(ctx context.Context, u *access.User, waiting bool, limit int) ([]*Correction, error) {
	return s.Store.Corrections(ctx, u.Scope(), waiting, limit)
}

func (s *Service) logCorrection(ctx context.Context, u *access.User, action string, c *Correction, detail string) error {
	return s.logAbout(ctx, u.Login, action, "correction/"+strconv.FormatInt(c.ID, 10), detail)
}
