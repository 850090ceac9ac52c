package server

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"dixian/access"
	"dixian/casework"
	"dixian/division"
	"dixian/identity"
	"dixian/registry"
	"dixian/rule"
)

// questionView is what a department is asked, as the department reads it: the question
// and of the household what its own tables name.
type questionView struct {
	ID         int64    `json:"id"`
	Kind       string   `json:"kind" enum:"desk,hit" doc:"a desk asks before it decides, or a comparison has found something"`
	Label      string   `json:"label" doc:"of the comparison; empty: a desk asks in its own words"`
	Owner      string   `json:"owner" doc:"department"`
	CountyName string   `json:"county_name"`
	Asks       string   `json:"asks"`
	AskedName  string   `json:"asked_name"`
	AskedOn    string   `json:"asked_on"`
	Open       bool     `json:"open" doc:"waits for an answer"`
	DueOn      string   `json:"due_on" doc:"last day of the answer; empty: no limit"`
	DaysLeft   *int     `json:"days_left"`
	Light      string   `json:"light" enum:"in_time,past_half,late,paused,none"`
	Names      []string `json:"names" doc:"masked numbers or the household's code, as the own tables name whom it is about"`

	AnswerGiven
}

// AnswerGiven is an answer; finding is empty where there is none.
type AnswerGiven struct {
	Finding      string `json:"finding" doc:"数据属实 数据有误 无法判断"`
	Corrected    string `json:"corrected" doc:"right value, of what is wrong"`
	Says         string `json:"says"`
	Letter       string `json:"letter" doc:"by what it came, where the county wrote it in for the department"`
	AnsweredName string `json:"answered_name"`
	AnsweredOn   string `json:"answered_on"`
	DaysLate     int    `json:"days_late"`
}

func answerOf(a casework.Answer) AnswerGiven {
	return AnswerGiven{a.Finding, a.Corrected, a.Says, a.Letter, a.ByName, dated(a.On), a.DaysLate()}
}

// questionAsked is a question of a case, as the case shows it.
type questionAsked struct {
	ID      int64  `json:"id"`
	Hit     int64  `json:"hit" doc:"number of the hit; 0: a desk asked"`
	Owner   string `json:"owner" doc:"department"`
	Asks    string `json:"asks"`
	AskedOn string `json:"asked_on"`
	Closed  bool   `json:"closed" doc:"asked anew, nobody waits for it"`
	Proof   string `json:"proof" doc:"where its paper is; empty: none"`

	AnswerGiven
}

type questionList struct {
	Questions []questionView `json:"questions" doc:"newest first"`
	Next      int64          `json:"next" doc:"for before; 0 on the last page"`
}

type questionWhole struct {
	Question questionView `json:"question"`
	Rows     []rowView    `json:"rows" doc:"of the department's own tables, on which the question rests"`
}

// departments answer; writingIn may write in what one sent by letter.
var (
	departments = []string{access.Department}
	writingIn   = []string{access.Department, "county_clerk"}
)

type questionID struct {
	ID int64 `path:"id"`
}

func (s *Server) questionRoutes() {
	route(s, operation{id: "list-questions", method: http.MethodGet, path: "/api/questions", summary: "问我们部门的问题：待答复的，或答复过的", tag: "questions", may: departments}, s.listQuestions)
	route(s, operation{id: "get-question", method: http.MethodGet, path: "/api/questions/{id}", summary: "一个问题和它依据的本部门的行；谁看过有记录", tag: "questions", may: departments}, s.getQuestion)
	route(s, operation{id: "answer-question", method: http.MethodPost, path: "/api/questions/{id}/answer", summary: "答复一个问题；部门来函的，由县级经办代录并写明", tag: "questions", may: writingIn}, s.answerQuestion)
	route(s, operation{id: "unmask-question", method: http.MethodPost, path: "/api/questions/{id}/unmask", summary: "看问题涉及的人的完整证件号码，写明理由，留下记录", tag: "questions", may: departments}, s.unmaskQuestion)
}

func (s *Server) listQuestions(ctx context.Context, u *access.User, in *struct {
	State  string `query:"state" enum:"open,answered" default:"open"`
	Before int64  `query:"before" minimum:"0" doc:"next of the page before"`
	Limit  int    `query:"limit" minimum:"1" maximum:"200" default:"50"`
}) (*body[questionList], error) {
	held, err := s.Casework.QuestionsFor(ctx, u, in.State == "open", in.Before, in.Limit+1)
	if err != nil {
		return nil, err
	}
	out := questionList{Questions: []questionView{}}
	if len(held) > in.Limit {
		held = held[:in.Limit]
		out.Next = held[in.Limit-1].ID
	}
	rests, err := s.restsOfAll(ctx, held)
	for i := range held {
		out.Questions = append(out.Questions, s.questionView(&held[i], in.State == "open", s.namesIn(&held[i], rests[held[i].ID])))
	}
	return answer(out, err)
}

func (s *Server) getQuestion(ctx context.Context, u *access.User, in *questionID) (*body[questionWhole], error) {
	a, open, err := s.Casework.QuestionFor(ctx, u, in.ID)
	if err != nil {
		return nil, err
	}
	rests, err := s.restsOf(ctx, a)
	if err != nil {
		return nil, err
	}
	rows, err := s.rowsOf(ctx, a, rests)
	if err != nil {
		return nil, err
	}
	if err := s.Casework.Registry.AddLook(ctx, s.look(u, a.Case.Household, registry.LookedAtCase)); err != nil {
		return nil, err
	}
	return answer(questionWhole{s.questionView(a, open, s.namesIn(a, rests)), rows}, nil)
}

func (s *Server) questionView(a *casework.Asked, open bool, names []string) questionView {
	v := questionView{
		ID: a.ID, Kind: "desk", Owner: a.Owner, CountyName: s.placeName(a.Case.Division.County()), Asks: a.Asks, AskedName: a.AskedName, AskedOn: dated(a.AskedOn),
		Open: open, Names: names, Light: "none", AnswerGiven: answerOf(a.Answer),
	}
	if a.Hit != 0 {
		v.Kind, v.Label = "hit", a.Rule
		if r := s.Casework.Program.Rule(a.Rule); r != nil {
			v.Label = label(r.Label, r.Name)
		}
	}
	if open {
		clock, today := a.Clock(), s.Casework.Today()
		v.DueOn, v.DaysLeft, v.Light = dated(clock.Due), daysUntil(clock, today), string(clock.LightAt(today))
	} else {
		v.DueOn = dated(a.DueOn)
	}
	return v
}

// rest is an alert or a hit on which a question rests.
type rest struct {
	rule              *rule.Rule
	members, evidence string
}

// restsOf are the alerts of a clue, or the hit, whose rules read the department's own
// tables.
func (s *Server) restsOf(ctx context.Context, a *casework.Asked) ([]rest, error) {
	of, err := s.restsOfAll(ctx, []casework.Asked{*a})
	return of[a.ID], err
}

// restsOfAll are those of a list, by the number of the question, in one query for the
// clues and one for the hits.
func (s *Server) restsOfAll(ctx context.Context, list []casework.Asked) (map[int64][]rest, error) {
	var clues, compared []int64
	for _, a := range list {
		if a.Hit != 0 {
			compared = append(compared, a.CaseID)
		} else {
			clues = append(clues, a.CaseID)
		}
	}
	hits, err := s.Casework.Store.HitsOf(ctx, compared)
	if err != nil {
		return nil, err
	}
	alerts, err := s.Casework.Store.AlertsOf(ctx, clues)
	out := map[int64][]rest{}
	for _, a := range list {
		add := func(name, members, evidence string) {
			if r := s.Casework.Program.Rule(name); slices.Contains(s.Casework.OwnersOf(r), a.Owner) {
				out[a.ID] = append(out[a.ID], rest{r, members, evidence})
			}
		}
		if a.Hit == 0 {
			for _, alert := range alerts[a.CaseID] {
				add(alert.Rule, alert.Members, alert.Evidence)
			}
		}
		for _, h := range hits[a.CaseID] {
			if h.ID == a.Hit {
				add(h.Rule, h.Members, h.Evidence)
			}
		}
	}
	return out, err
}

// namesIn are whom the department's own tables name of what a question rests on: all
// that it learns of the household beside its rows.
func (s *Server) namesIn(a *casework.Asked, rests []rest) []string {
	out := []string{}
	add := func(name string) {
		if !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	for _, of := range rests {
		for _, t := range s.Casework.Program.Delivered(a.Owner) {
			if !casework.Reads(of.rule, t) {
				continue
			}
			if t.Column("household_code") != nil {
				add(a.Case.Household)
			}
			if t.Column("id_number") != nil {
				for _, number := range split(of.members) {
					add(number)
				}
			}
		}
	}
	return out
}

// rowsOf are the rows of the department's own tables on which a question rests, of each
// its own columns: of a clue those that decided its alerts, with the file and line they
// came by, and where none is kept what the evidence has of them.
func (s *Server) rowsOf(ctx context.Context, a *casework.Asked, rests []rest) ([]rowView, error) {
	out, decided := []rowView{}, map[string]bool{}
	if a.Hit == 0 {
		var err error
		if out, decided, err = s.decidedBy(ctx, a); err != nil {
			return nil, err
		}
	}
	for _, of := range rests {
		if decided[of.rule.Name] {
			continue
		}
		told, err := s.words.read(of.rule.Name, of.evidence, a.Case.Division, a.Case.OpenedOn, reader{})
		if err != nil {
			return nil, err
		}
		for _, row := range told.rows {
			if own := ownRow(row, a.Owner); len(own.Cells) > 0 {
				out = append(out, own)
			}
		}
	}
	return out, nil
}

// decidedBy are the department's rows that decided the household's alerts in the
// newest screening, and the rules of which there are any.
func (s *Server) decidedBy(ctx context.Context, a *casework.Asked) (rows []rowView, rules map[string]bool, err error) {
	rows, rules = []rowView{}, map[string]bool{}
	told := map[string]bool{} // rows of several alerts are told once
	raised, err := s.Casework.Store.RaisedIn(ctx, []division.Code{a.Case.Division})
	for _, r := range raised {
		if r.Household != a.Case.Household {
			continue
		}
		for _, d := range r.Rows {
			t := s.Casework.Program.Table(d.Table)
			if seen := d.Table + d.Key; t == nil || t.Folder != "extracts" || t.Owner != a.Owner || d.Key != "" && told[seen] {
				continue
			}
			told[d.Table+d.Key] = true
			row := rowView{Of: t.Name, Label: label(t.Label, t.Name), Cells: []itemView{}}
			for _, cell := range d.Cells {
				if c := t.Column(cell.Column); c != nil && !c.System {
					row.Cells = append(row.Cells, itemView{Name: c.Name, Label: label(c.Label, c.Name), Value: cell.Text, Kind: "fact"})
				}
			}
			if d.File != "" {
				row.Cells = append(row.Cells, itemView{Name: "file", Label: "文件", Value: d.File, Kind: "fact"}, itemView{Name: "line", Label: "行", Value: fmt.Sprint(d.From.Line), Kind: "fact"})
			}
			rows, rules[r.Rule] = append(rows, row), true
		}
	}
	return rows, rules, err
}

// ownRow is a row of evidence cut to the columns that the owner's table has.
func ownRow(row rowView, owner string) rowView {
	out := rowView{Of: row.Of, Label: row.Label, Cells: []itemView{}}
	t := row.table
	if t == nil || t.Folder != "extracts" || t.Owner != owner {
		return out
	}
	out.Of, out.Label = t.Name, label(t.Label, t.Name)
	for _, cell := range row.Cells {
		if c := t.Column(cell.Name); c != nil && !c.System {
			out.Cells = append(out.Cells, cell)
		}
	}
	return out
}

func (s *Server) answerQuestion(ctx context.Context, u *access.User, in *struct {
	ID   int64 `path:"id"`
	Body struct {
		Finding   string `json:"finding" maxLength:"20" doc:"数据属实 数据有误 无法判断"`
		Corrected string `json:"corrected,omitempty" maxLength:"100" doc:"right value, of what is wrong"`
		Says      string `json:"says" maxLength:"500"`
		Letter    string `json:"letter,omitempty" maxLength:"60" doc:"by what it came, where a county clerk writes it in for the department"`
		Proof     []byte `json:"proof,omitempty" doc:"photo of the paper: JPEG of at most 1600 pixels a side and 700 KB, base64"`
		Once      string `json:"once,omitempty" maxLength:"32" doc:"of the photo: 16 letters of Crockford's base 32"`
	}
}) (*body[questionView], error) {
	b := in.Body
	var proof *casework.Photo
	if len(b.Proof) > 0 {
		proof = &casework.Photo{Once: b.Once, Data: b.Proof}
	}
	a, err := s.Casework.AnswerQuestion(ctx, u, in.ID, casework.Answer{Finding: b.Finding, Corrected: b.Corrected, Says: b.Says, Letter: b.Letter}, proof)
	if err != nil {
		return nil, err
	}
	rests, err := s.restsOf(ctx, a)
	if err != nil {
		return nil, err
	}
	return answer(s.questionView(a, false, s.namesIn(a, rests)), nil)
}

// unmaskQuestion shows whole the number of a person whom the department's own table
// names. That it was shown goes to the audit log and the household's looks before.
func (s *Server) unmaskQuestion(ctx context.Context, u *access.User, in *struct {
	ID   int64 `path:"id"`
	Body struct {
		Name   string `json:"name" maxLength:"18" doc:"a masked number among the question's names"`
		Reason string `json:"reason" maxLength:"200"`
	}
}) (*body[unmasked], error) {
	a, _, err := s.Casework.QuestionFor(ctx, u, in.ID)
	if err != nil {
		return nil, err
	}
	switch {
	case strings.TrimSpace(in.Body.Reason) == "":
		return nil, invalid("reason", "请写明查看理由")
	case longNumber.MatchString(in.Body.Reason):
		return nil, invalid("reason", "理由要记入审计日志，不要写证件号、电话或账号")
	}
	rests, err := s.restsOf(ctx, a)
	if err != nil {
		return nil, err
	}
	h, err := s.Casework.Registry.Household(ctx, a.Case.Household, true)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(h.Members, func(p registry.Person) bool { return identity.MaskID(p.Number) == in.Body.Name })
	if i < 0 || !slices.Contains(s.namesIn(a, rests), in.Body.Name) {
		return nil, invalid("name", "这个问题没有涉及这个号码")
	}
	err = s.Casework.Registry.Atomically(ctx, func(ctx context.Context) error {
		if err := s.log(ctx, u, "question.unmask", fmt.Sprintf("question/%d", a.ID), in.Body.Reason); err != nil {
			return err
		}
		look := s.look(u, h.Code, registry.LookedUnmasked)
		look.Field, look.Reason = fmt.Sprintf("members.%d.number", i), in.Body.Reason
		return s.Casework.Registry.AddLook(ctx, look)
	})
	return answer(unmasked{h.Members[i].Number}, err)
}

// questionsOf are a case's questions with their answers. Who is not told of petitions
// is told of no question about them, and sensitive words are softened in the rest.
func (s *Server) questionsOf(ctx context.Context, c *casework.Case, who reader) ([]questionAsked, error) {
	out := []questionAsked{}
	held, err := s.Casework.Store.QuestionsOf(ctx, c.ID)
	for _, q := range held {
		if who.town && slices.ContainsFunc(s.Casework.Program.Delivered(q.Owner), func(t *rule.Table) bool { return t.Name == petitions }) {
			continue
		}
		v := questionAsked{ID: q.ID, Hit: q.Hit, Owner: q.Owner, Asks: q.Asks, AskedOn: dated(q.AskedOn), Closed: q.ClosedOn != 0, AnswerGiven: answerOf(q.Answer)}
		if q.Proof != 0 && !who.village {
			v.Proof = fmt.Sprintf("/api/cases/%d/photos/%d", c.ID, q.Proof)
		}
		v.Asks, _ = who.softenWords(v.Asks)
		v.Says, _ = who.softenWords(v.Says)
		v.Corrected, _ = who.softenWords(v.Corrected)
		out = append(out, v)
	}
	return out, err
}

// questions are what the user's departments are asked.
func (a *agenda) questions(ctx context.Context) error {
	held, err := a.s.Casework.QuestionsFor(ctx, a.u, true, 0, mostDue+1)
	a.more = a.more || len(held) > mostDue
	for i := range held[:min(len(held), mostDue)] {
		v := a.s.questionView(&held[i], true, nil)
		a.add("", dueItem{Kind: "question", ID: v.ID, Label: v.Label}, held[i].Clock())
	}
	return err
}
