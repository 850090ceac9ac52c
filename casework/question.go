package casework

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"dixian/access"
	"dixian/calendar"
	"dixian/division"
	"dixian/rule"
	"dixian/workflow"
)

// What a department may find about what it is asked. The words are those of the move
// answer in the plan package.
const (
	FoundRight  = "数据属实"
	FoundWrong  = "数据有误"
	FoundUnsure = "无法判断"
)

// Findings are all of them.
var Findings = []string{FoundRight, FoundWrong, FoundUnsure}

// Question is what a department is asked about rows of its own tables: by a desk
// before it decides about a clue, or because a comparison found something. It waits
// for the answer as long as the case waits where it was asked: a clue in asked_back, a
// hit until a person settles it. Nobody's silence holds a case up: the desk may
// dispatch, the town settles on what it saw.
//
// Source: casework contract, States ("asked back", "visited → comparing") and "Who may
// see and do what", 部门经办: "answer questions", not "cases beyond the question asked".
type Question struct {
	ID        int64
	CaseID    int64
	Hit       int64  // 0: a desk asks
	Rule      string // of the hit
	Owner     string // department that is asked
	Asks      string // words of the desk; empty of a hit
	AskedName string // of who asked; empty of a hit
	AskedOn   calendar.Date
	ClosedOn  calendar.Date // asked anew in other words; 0: it was not

	Answer
}

// Answer is what a department said. Late ones count and say so.
type Answer struct {
	Finding    string // of Findings; empty: no answer
	Corrected  string // right value, of what is wrong
	Says       string
	Letter     string // by what it came, where the county wrote it in; empty: the department itself
	Proof      int64  // photo of the case; 0: none
	By, ByName string // login and name
	On         calendar.Date
	DueOn      calendar.Date // last day of the answer as it was then; 0: no limit
}

// DaysLate is how many days after its last day an answer came.
func (a *Answer) DaysLate() int {
	if a.On == 0 || a.DueOn == 0 {
		return 0
	}
	return max(0, int(a.On-a.DueOn))
}

// Text is the answer in one sentence, as a settled hit keeps it.
func (q *Question) Text() string {
	said := q.Owner + "答复：" + q.Finding
	if q.Corrected != "" {
		said += "，应为" + q.Corrected
	}
	said += "。" + q.Says
	if q.Letter != "" {
		said += "（" + q.Letter + "）"
	}
	return said
}

// Asked is a question with its case, without the alerts.
type Asked struct {
	Question
	Case *Case
}

// hitStates are those in which a hit that nobody has settled is asked about: from the
// comparison to the decision.
var hitStates = []string{"visited", "comparing", "meeting", "publicity", "town_review", "county_decision"}

// HitStates are those in which a hit's question waits for its answer.
func HitStates() []string { return slices.Clone(hitStates) }

// Clock is what an open question waits against: the step of its case.
func (a *Asked) Clock() workflow.Clock { return a.Case.Clock() }

// Asking is where somebody answers: for a department in a county.
type Asking struct {
	Owner string
	At    division.Code
}

// QuestionFilter chooses questions: those of For, or Everyone's, for the system's own
// work. Without either there are none.
type QuestionFilter struct {
	For      []Asking
	Everyone bool
	Open     bool  // that wait for an answer; else: that have one
	Before   int64 // keyset: numbers below it
	Limit    int   // 0: all
}

// QuestionStore keeps questions.
type QuestionStore interface {
	// SaveQuestion inserts (ID 0) or updates one.
	SaveQuestion(ctx context.Context, q *Question) error
	// QuestionsOf gives a case's as they were asked.
	QuestionsOf(ctx context.Context, caseID int64) ([]Question, error)
	// Questions lists the filter's, newest first.
	Questions(ctx context.Context, f QuestionFilter) ([]Asked, error)
	// QuestionTo gives one that somebody of f may read, with whether it waits for an
	// answer; else ErrNotFound.
	QuestionTo(ctx context.Context, id int64, f QuestionFilter) (a *Asked, open bool, err error)
}

// AnswersFor is for which departments a user answers, and where.
func AnswersFor(u *access.User) []Asking {
	var out []Asking
	for _, g := range u.Grants {
		if g.Role == access.Department && g.Owner != "" {
			out = append(out, Asking{g.Owner, g.Division})
		}
	}
	return out
}

// OwnersOf are the departments whose tables a rule reads.
func (s *Service) OwnersOf(r *rule.Rule) []string {
	var out []string
	for _, owner := range s.Program.Owners() {
		if r != nil && slices.ContainsFunc(s.Program.Delivered(owner), func(t *rule.Table) bool { return Reads(r, t) }) {
			out = append(out, owner)
		}
	}
	return out
}

// OwnersOfHit are the departments whose compared tables a hit comes from. What else its
// rule reads (who lives there, who has consented) is nothing they are asked about.
func (s *Service) OwnersOfHit(r *rule.Rule) []string {
	return slices.DeleteFunc(s.OwnersOf(r), func(owner string) bool {
		return !slices.ContainsFunc(s.Program.Delivered(owner), func(t *rule.Table) bool { return t.Compared && Reads(r, t) })
	})
}

const (
	moveAsk    = "ask_department"
	moveAnswer = "answer"
	actAnswer  = "hit_answer"
)

// askDepartment keeps the question of a desk. One that was asked before and has no
// answer is closed by it. A department none of whose tables an alert of the clue rests
// on could not tell whom it is asked about.
func (s *Service) askDepartment(ctx context.Context, u *access.User, c *Case, r MoveRequest) error {
	owner := r.Form["department"]
	if !slices.ContainsFunc(c.Alerts, func(a Alert) bool { return slices.Contains(s.OwnersOf(s.Program.Rule(a.Rule)), owner) }) {
		return refuse(moveAsk, "department", "这条线索的预警没有用到"+owner+"的表，"+owner+"查不到问的是谁；请改问别的部门，或者派人上门")
	}
	if err := worded(moveAsk, "reason", r.Reason, "请写明问部门什么"); err != nil {
		return err
	}
	held, err := s.Store.QuestionsOf(ctx, c.ID)
	if err != nil {
		return err
	}
	for _, q := range held {
		if q.Hit == 0 && q.On == 0 && q.ClosedOn == 0 {
			q.ClosedOn = s.Today()
			if err := s.Store.SaveQuestion(ctx, &q); err != nil {
				return err
			}
		}
	}
	return s.Store.SaveQuestion(ctx, &Question{CaseID: c.ID, Owner: owner, Asks: r.Reason, AskedName: u.Name, AskedOn: s.Today()})
}

// askAboutHits asks the owners about hits that nobody has settled, once each, while
// the case is where hits are looked into.
//
// Source: casework contract, States, "visited → comparing: county → departments → back".
func (s *Service) askAboutHits(ctx context.Context, c *Case) error {
	if !slices.Contains(hitStates, c.State) {
		return nil
	}
	hits, err := s.Store.Hits(ctx, c.ID)
	if err != nil || len(hits) == 0 {
		return err
	}
	held, err := s.Store.QuestionsOf(ctx, c.ID)
	if err != nil {
		return err
	}
	for _, h := range hits {
		if h.Status != HitPending {
			continue
		}
		for _, owner := range s.OwnersOfHit(s.Program.Rule(h.Rule)) {
			if slices.ContainsFunc(held, func(q Question) bool { return q.Hit == h.ID && q.Owner == owner }) {
				continue
			}
			if err := s.Store.SaveQuestion(ctx, &Question{CaseID: c.ID, Hit: h.ID, Rule: h.Rule, Owner: owner, AskedOn: s.Today()}); err != nil {
				return err
			}
		}
	}
	return nil
}

// QuestionsFor lists what a user's departments are asked, newest first.
func (s *Service) QuestionsFor(ctx context.Context, u *access.User, open bool, before int64, limit int) ([]Asked, error) {
	f := QuestionFilter{For: AnswersFor(u), Open: open, Before: before, Limit: limit}
	if len(f.For) == 0 {
		return nil, nil
	}
	return s.Store.Questions(ctx, f)
}

// QuestionFor gives one question to its department, or to the county that may write
// in what the department sent by letter.
func (s *Service) QuestionFor(ctx context.Context, u *access.User, id int64) (*Asked, bool, error) {
	f := QuestionFilter{For: AnswersFor(u)}
	for _, g := range u.Grants {
		if g.Role == "county_clerk" {
			f.For = append(f.For, Asking{At: g.Division})
		}
	}
	if len(f.For) == 0 {
		return nil, false, ErrNotFound
	}
	return s.Store.QuestionTo(ctx, id, f)
}

// answersItself says whether a user answers a question as its department.
func answersItself(u *access.User, a *Asked) bool {
	return slices.ContainsFunc(AnswersFor(u), func(f Asking) bool { return f.Owner == a.Owner && f.At.Contains(a.Case.Division) })
}

// AnswerQuestion is the answer of a department, or what a county clerk writes in for
// it: then the letter it came by is named. proof is a photo of the paper; nil: none. It
// fails with ErrNotFound or *workflow.Refused.
func (s *Service) AnswerQuestion(ctx context.Context, u *access.User, id int64, given Answer, proof *Photo) (*Asked, error) {
	var a *Asked
	err := s.Store.Atomically(ctx, func(ctx context.Context) error {
		held, open, err := s.QuestionFor(ctx, u, id)
		if err != nil {
			return err
		}
		a = held
		switch {
		case a.On != 0:
			return refuse(moveAnswer, "", "这个问题已经答复过了")
		case !open:
			return refuse(moveAnswer, "", "这个问题不用再答复：提问的一方已经按看到的情况办了")
		}
		itself := answersItself(u, a)
		if err := given.check(itself); err != nil {
			return err
		}
		if itself {
			given.Letter = ""
		}
		c, err := s.Store.Case(ctx, a.CaseID, []division.Code{Everywhere})
		if err != nil {
			return err
		}
		given.By, given.ByName, given.On, given.DueOn = u.Login, u.Name, s.Today(), c.DueOn
		if given.Proof, err = s.keepProof(ctx, u, c, proof); err != nil {
			return err
		}
		a.Answer, a.Case = given, c
		if err := s.Store.SaveQuestion(ctx, &a.Question); err != nil {
			return err
		}
		return s.answered(ctx, u, c, &a.Question)
	})
	if err != nil {
		return nil, err
	}
	return a, nil
}

// check refuses what is no answer.
func (a *Answer) check(itself bool) error {
	switch {
	case !slices.Contains(Findings, a.Finding):
		return refuse(moveAnswer, "finding", "请选核对结果：数据属实、数据有误或无法判断")
	case a.Finding == FoundWrong && strings.TrimSpace(a.Corrected) == "":
		return refuse(moveAnswer, "corrected", "数据有误的，请写明正确的值")
	case a.Finding != FoundWrong && strings.TrimSpace(a.Corrected) != "":
		return refuse(moveAnswer, "corrected", "只有数据有误的才填正确的值")
	case !itself && strings.TrimSpace(a.Letter) == "":
		return refuse(moveAnswer, "letter", "部门没有在系统里答复的，请写明它的来函文号或答复方式")
	case numberInWords.MatchString(a.Corrected), numberInWords.MatchString(a.Letter):
		return refuse(moveAnswer, "corrected", "这里的话很多人看得到，不要写证件号、电话或账号；号码要改的，改好重新报送")
	}
	return worded(moveAnswer, "says", a.Says, "请写明核对的情况")
}

// answered tells the case of an answer: a clue goes back to its desk, a case with a
// hit stays where it is.
func (s *Service) answered(ctx context.Context, u *access.User, c *Case, q *Question) error {
	form := map[string]string{"department": q.Owner, "finding": q.Finding}
	for key, value := range map[string]string{"corrected": q.Corrected, "letter": q.Letter} {
		if value != "" {
			form[key] = value
		}
	}
	if q.Hit == 0 {
		w, err := s.Flow()
		if err != nil {
			return err
		}
		from, to := c.State, w.Move(moveAnswer).To
		if err := s.enter(c, w, to); err != nil {
			return err
		}
		if err := s.Store.SaveCase(ctx, c); err != nil {
			return err
		}
		return s.event(ctx, u, c, Event{Act: moveAnswer, From: from, To: to.Name, Reason: q.Says, Form: lateness(form, &q.Answer)})
	}
	form["rule"] = q.Rule
	if err := s.Store.SaveCase(ctx, c); err != nil { // the version rises: who saw the hit before looks again
		return err
	}
	return s.event(ctx, u, c, Event{Act: actAnswer, Reason: q.Says, Form: lateness(form, &q.Answer)})
}

func lateness(form map[string]string, a *Answer) map[string]string {
	if n := a.DaysLate(); n > 0 {
		form["days_late"] = fmt.Sprint(n)
	}
	return form
}

// keepProof keeps the photo of a paper beside an answer.
func (s *Service) keepProof(ctx context.Context, u *access.User, c *Case, p *Photo) (int64, error) {
	if p == nil {
		return 0, nil
	}
	p.Of = PhotoAnswer
	if err := p.check(PhotoAnswer); err != nil {
		return 0, err
	}
	p.CaseID, p.At, p.TakenAt, p.Day, p.By, p.ByName = c.ID, s.Now(), s.Now(), s.Today(), u.Login, u.Name
	_, err := s.Store.AddPhoto(ctx, p)
	return p.ID, err
}

// answeredByLetter keeps what a county clerk writes in, as a move of the clue, for a
// department that answered by letter. A clue asked before questions were kept has none.
func (s *Service) answeredByLetter(ctx context.Context, u *access.User, c *Case, r MoveRequest) (map[string]string, error) {
	given := Answer{Finding: r.Form["finding"], Corrected: r.Form["corrected"], Letter: r.Form["letter"], Says: r.Reason}
	if err := given.check(false); err != nil {
		return nil, err
	}
	given.By, given.ByName, given.On, given.DueOn = u.Login, u.Name, s.Today(), c.DueOn
	held, err := s.Store.QuestionsOf(ctx, c.ID)
	if err != nil {
		return nil, err
	}
	for _, q := range held {
		if q.Hit == 0 && q.On == 0 && q.ClosedOn == 0 {
			q.Answer, r.Form["department"] = given, q.Owner
			if err := s.Store.SaveQuestion(ctx, &q); err != nil {
				return nil, err
			}
		}
	}
	return lateness(r.Form, &given), nil
}

// onHit is what the departments said about a hit, for who settles it; a department
// that said nothing is named.
func (s *Service) onHit(ctx context.Context, h *Hit) (said, silent []string, err error) {
	held, err := s.Store.QuestionsOf(ctx, h.CaseID)
	for _, q := range held {
		switch {
		case q.Hit != h.ID:
		case q.On != 0:
			said = append(said, q.Text())
		default:
			silent = append(silent, q.Owner)
		}
	}
	return said, silent, err
}
