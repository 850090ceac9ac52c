package casework

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"dixian/access"
	"dixian/calendar"
	"dixian/division"
	"dixian/workflow"
)

// ComplaintKinds are what a complaint is about.
var ComplaintKinds = []string{"人员", "拖延", "泄露", "其他"}

// Complaint is what somebody says against a person, a delay or a leak. It stands in
// a register of its own, on no case, and only levels above the one complained of
// see it.
//
// Source: casework contract, "Declaration by a farmer", Complaint, and Never,
// "closing by the one who is complained about".
type Complaint struct {
	ID          int64
	Version     int
	Division    division.Code // where it belongs
	Kind        string
	AboutLogin  string // account of the person complained of; empty: none is named
	AboutLevel  int    // of who is complained of: 1 village, 2 town, 3 county, 4 city
	ReceivedBy  string // login
	ReceivedOn  calendar.Date
	DueOn       calendar.Date // complaint_days working days
	Provisional bool
	AnsweredBy  string // login
	AnsweredOn  calendar.Date

	ComplaintWords
}

// ComplaintWords are what is sealed of a complaint.
type ComplaintWords struct {
	About  string // whom or what it is about, in words
	Says   string
	Name   string // who complains; empty: nobody is named
	Phone  string
	Answer string
	Once   string `json:",omitempty"` // of the page it was sent from; empty: somebody signed in wrote it down
}

// ComplaintStore keeps complaints.
type ComplaintStore interface {
	// CreateComplaint fills in ID and Version 1; SaveComplaint writes it if Version is
	// the stored one, and raises it, else ErrStale.
	CreateComplaint(ctx context.Context, c *Complaint) error
	SaveComplaint(ctx context.Context, c *Complaint) error
	// Complaint fails with ErrNotFound, outside the scope too.
	Complaint(ctx context.Context, id int64, scope []division.Code) (*Complaint, error)
	// Complaints gives those of a scope, the ones that wait first, by day due.
	Complaints(ctx context.Context, scope []division.Code) ([]*Complaint, error)
	// ComplaintsOn gives those of a village that its page took on a day.
	ComplaintsOn(ctx context.Context, village division.Code, day calendar.Date) ([]*Complaint, error)
}

// highestLevel is the province's; nobody stands above it.
const highestLevel = 5

// Complain writes a complaint down. Whoever took it is told its number and last
// day, and sees it again only where their own level is above the one complained
// of.
func (s *Service) Complain(ctx context.Context, u *access.User, c *Complaint) error {
	if !u.Sees(c.Division) {
		return ErrNotFound
	}
	return s.receive(ctx, u.Login, c)
}

// receive checks a complaint and keeps it, taken down by a login; "-": its page
// took it.
func (s *Service) receive(ctx context.Context, login string, c *Complaint) error {
	const act = "complain"
	switch {
	case !slices.Contains(ComplaintKinds, c.Kind):
		return refuse(act, "kind", "投诉的是人员、拖延、泄露或其他")
	case c.AboutLevel < 1 || c.AboutLevel >= highestLevel:
		return refuse(act, "about_level", "请选被投诉的是村、乡镇、县还是市一级")
	case strings.TrimSpace(c.Says) == "":
		return refuse(act, "says", "请写明投诉的事情")
	case c.Kind == ComplaintKinds[0] && strings.TrimSpace(c.About) == "" && c.AboutLogin == "":
		return refuse(act, "about", "投诉人员的，请写明是谁")
	}
	days, err := s.Param("complaint_days", c.Division)
	if err != nil {
		return err
	}
	c.ReceivedBy, c.ReceivedOn, c.Answer, c.AnsweredBy, c.AnsweredOn = login, s.Today(), "", "", 0
	c.DueOn, c.Provisional = workflow.Due(s.Today(), int(days), true)
	return s.Store.Atomically(ctx, func(ctx context.Context) error {
		if err := s.Store.CreateComplaint(ctx, c); err != nil {
			return err
		}
		return s.logAbout(ctx, login, "complaint.receive", "complaint/"+strconv.FormatInt(c.ID, 10), c.Kind)
	})
}

// sees says whether a complaint is for a user's eyes: somebody of a level above
// the one complained of, in the place, and never who it is about.
func (c *Complaint) sees(u *access.User) bool {
	return u.Login != c.AboutLogin && (c.About == "" || c.About != u.Name) && levelOf(u.RolesFor(c.Division)) > c.AboutLevel
}

// Complaints lists what a user may see of the register, those that wait first.
func (s *Service) Complaints(ctx context.Context, u *access.User) ([]*Complaint, error) {
	all, err := s.Store.Complaints(ctx, u.Scope())
	return slices.DeleteFunc(all, func(c *Complaint) bool { return !c.sees(u) }), err
}

// AnswerComplaint closes a complaint with what was found and done. For who may not
// see it, it is not there.
func (s *Service) AnswerComplaint(ctx context.Context, u *access.User, id int64, version int, answer string) (*Complaint, error) {
	var c *Complaint
	err := s.Store.Atomically(ctx, func(ctx context.Context) (err error) {
		if c, err = s.Store.Complaint(ctx, id, u.Scope()); err != nil {
			return err
		}
		switch {
		case !c.sees(u):
			return ErrNotFound
		case c.Version != version:
			return ErrStale
		case c.AnsweredOn != 0:
			return refuse("answer_complaint", "", "这件投诉已经答复")
		case strings.TrimSpace(answer) == "":
			return refuse("answer_complaint", "answer", "请写明查了什么、怎么处理、怎么答复的")
		}
		c.Answer, c.AnsweredBy, c.AnsweredOn = answer, u.Login, s.Today()
		if err := s.Store.SaveComplaint(ctx, c); err != nil {
			return err
		}
		return s.logAbout(ctx, u.Login, "complaint.answer", "complaint/"+strconv.FormatInt(c.ID, 10), "")
	})
	return c, err
}
