package server

import (
	"slices"
	"strings"
	"time"

	"dixian/casework"
	"dixian/workflow"
)

// answerView is one answer of a move's form, with the question.
type answerView struct {
	Name  string `json:"name"`
	Label string `json:"label"`
	Value string `json:"value"`
}

// eventView is one act on a case.
type eventView struct {
	ID        int64        `json:"id"`
	At        time.Time    `json:"at"`
	Day       string       `json:"day"`
	User      string       `json:"user"`
	Name      string       `json:"name"`
	For       string       `json:"for" doc:"login of the person in whose place it was done; empty: nobody"`
	Act       string       `json:"act"`
	ActLabel  string       `json:"act_label"`
	From      string       `json:"from"`
	FromLabel string       `json:"from_label"`
	To        string       `json:"to"`
	ToLabel   string       `json:"to_label"`
	Reason    string       `json:"reason"`
	Form      []answerView `json:"form"`
}

// actLabels are acts that are no moves of the workflow.
var actLabels = map[string]string{
	"open": "立为线索", "area": "区域事件", "alert": "新增预警", "settle_alerts": "了结预警",
	"pause": "暂停时限", "resume": "恢复时限", "lift_block": "准许消除", "supervise": "督办", "supervise_answer": "答复督办", "supervise_close": "办结督办", "reopen": "发回重新办理", "attached": "并入线索",
	"transferred": "已移交", "transfer_taken": "接收县接收", "transfer_declined": "接收县不接收", "transfer_withdrawn": "撤回移交", "hit": "命中核实", "hit_told": "告知农户命中", "hit_said": "农户答复命中", "hit_answer": "部门答复命中", "measure": "登记帮扶措施", "authorisation": "登记授权", "photo": "存照片", "objection": "登记异议", "objection_answer": "答复异议", "note": "备注", "rehouse": "户籍变更", "source_withdrawn": "来源已撤",
}

// fieldLabels are what those acts say.
var fieldLabels = map[string]string{
	"name": "姓名", "way": "方式", "signed_on": "签署日期", "rule": "规则", "finding": "核对结果", "corrected": "正确的值", "letter": "来函文号或答复方式", "department": "部门答复", "class": "措施类别", "kind": "措施性质", "owner": "责任部门",
	"from": "开始", "to": "结束", "yuan": "金额（元）", "done": "已落实", "person": "责任人", "proof": "凭据", "number": "文号", "due_on": "答复期限", "days_late": "迟了几天", "of": "拍的是", "from_county": "移出县", "to_county": "接收县",
}

func (s *Server) events(file *casework.File, who reader) []eventView {
	out := []eventView{}
	for _, e := range file.Events {
		v := eventView{
			ID: e.ID, At: e.At, Day: dated(e.Day), User: e.User, Name: e.Name, For: e.For, Act: e.Act, ActLabel: e.Act,
			From: e.From, FromLabel: s.stateLabel(e.From), To: e.To, ToLabel: s.stateLabel(e.To), Reason: e.Reason, Form: s.answers(e),
		}
		switch {
		case s.withholds(who, file.Case, &e):
			v.Form = []answerView{}
			if v.Reason != "" {
				v.Reason = assigned
			}
		case !s.ofVillage(e.Act):
			v.Reason = who.withoutPetition(v.Reason)
			for i := range v.Form {
				v.Form[i].Value = who.withoutPetition(v.Form[i].Value)
			}
		}
		m := s.flow.Move(e.Act)
		switch {
		case m != nil:
			v.ActLabel = m.Label
		case actLabels[e.Act] != "":
			v.ActLabel = actLabels[e.Act]
		}
		switch e.Act {
		case "hit":
			v.ToLabel = hitLabels[e.To]
		case "alert":
			_, v.Reason = s.ruleFor(who, e.Reason)
		}
		out = append(out, v)
	}
	return out
}

// ofVillage says whether an act is the village's own: what it wrote itself is no secret
// from it.
func (s *Server) ofVillage(act string) bool {
	m := s.flow.Move(act)
	return m != nil && slices.ContainsFunc(m.By, func(role string) bool { return slices.Contains(villageRoles, role) })
}

// answers are the answers of an event in the order of the form; what the form no
// longer asks stands behind.
func (s *Server) answers(e casework.Event) []answerView {
	out, seen := []answerView{}, map[string]bool{}
	if m := s.flow.Move(e.Act); m != nil {
		for _, a := range m.Asks {
			if value, ok := e.Form[a.Name]; ok {
				out, seen[a.Name] = append(out, answerView{a.Name, label(a.Label, a.Name), workflow.Says(a, value)}), true
			}
		}
	}
	for _, name := range sorted(e.Form) {
		if seen[name] {
			continue
		}
		value := e.Form[name]
		if name == "rule" {
			value = s.words.rule(value)
		}
		out = append(out, answerView{name, label(fieldLabels[name], name), value})
	}
	return out
}

// authorisationView is one adult's consent.
type authorisationView struct {
	ID       int64  `json:"id"`
	Number   string `json:"number" doc:"masked"`
	Name     string `json:"name"`
	Way      string `json:"way"`
	SignedOn string `json:"signed_on"`
	ValidTo  string `json:"valid_to"`
	File     string `json:"file"`
}

func (s *Server) authorisations(held []casework.Authorisation) []authorisationView {
	out := []authorisationView{}
	for _, a := range held {
		out = append(out, authorisationView{a.ID, a.Number, a.Name, a.Way, dated(a.SignedOn), dated(a.ValidTo), a.File})
	}
	return out
}

// hitView is one comparison hit, settled by a person or not yet.
type hitView struct {
	ID          int64      `json:"id"`
	Rule        string     `json:"rule"`
	Label       string     `json:"label"`
	Members     []string   `json:"members" doc:"masked numbers of who is named"`
	Status      string     `json:"status" enum:"pending,true_excluded,true_exempt,data_error"`
	StatusLabel string     `json:"status_label"`
	Reason      string     `json:"reason"`
	Department  string     `json:"department" doc:"its answer, or that it was silent"`
	SettledBy   string     `json:"settled_by"`
	SettledOn   string     `json:"settled_on"`
	ToldOn      string     `json:"told_on" doc:"when the household was told of it; empty: not yet"`
	ToldWay     string     `json:"told_way"`
	AnswerBy    string     `json:"answer_by" doc:"last day of its answer"`
	Answers     []saidView `json:"answers" doc:"of the household, as they came"`
	Says        string     `json:"says"`
	Sum         []itemView `json:"sum"`
	Rows        []rowView  `json:"rows"`
}

// hitLabels are what the results of a check are called.
var hitLabels = map[string]string{
	casework.HitPending: "待核", casework.HitExcluded: "属实且不予纳入", casework.HitExempt: "属实但豁免", casework.HitError: "数据错误",
}

func (s *Server) hits(file *casework.File, who reader) ([]hitView, error) {
	out, c := []hitView{}, file.Case
	days, err := s.Casework.Param("hit_answer_days", c.Division)
	if err != nil {
		return nil, err
	}
	for _, h := range file.Hits {
		told, err := s.words.read(h.Rule, h.Evidence, c.Division, c.OpenedOn, who)
		if err != nil {
			return nil, err
		}
		name, label := s.ruleFor(who, h.Rule)
		out = append(out, hitView{
			h.ID, name, label, split(h.Members), h.Status, hitLabels[h.Status], who.withoutPetition(h.Reason), who.withoutPetition(h.Department), h.SettledBy, dated(h.SettledOn),
			dated(h.ToldOn), h.ToldWay, dated(h.AnswerableTo(days)), hitAnswers(file, h.ID, who),
			told.says, told.items, told.rows,
		})
	}
	return out, nil
}

// measureView is help for the household.
type measureView struct {
	ID       int64  `json:"id"`
	Class    string `json:"class"`
	Kind     string `json:"kind" doc:"开发式 保障式 兜底"`
	Owner    string `json:"owner" doc:"department"`
	Person   string `json:"person"`
	From     string `json:"from"`
	To       string `json:"to"`
	Fen      int64  `json:"fen"`
	Proof    string `json:"proof"`
	Done     bool   `json:"done"`
	Recorded string `json:"recorded"`
}

func measures(held []casework.Measure) []measureView {
	out := []measureView{}
	for _, m := range held {
		out = append(out, measureView{m.ID, m.Class, m.Kind, m.Owner, m.Person, dated(m.From), dated(m.To), m.Fen, m.Proof, m.Done, dated(m.Recorded)})
	}
	return out
}

// objectionView is a villager's word against a publicity.
type objectionView struct {
	ID       int64  `json:"id"`
	Says     string `json:"says"`
	RaisedOn string `json:"raised_on"`
	Answer   string `json:"answer"`
	ClosedOn string `json:"closed_on"`
}

func objections(held []casework.Objection, who reader) []objectionView {
	out := []objectionView{}
	for _, o := range held {
		out = append(out, objectionView{o.ID, o.Says, dated(o.RaisedOn), who.withoutPetition(o.Answer), dated(o.ClosedOn)})
	}
	return out
}

// split is a list that casework keeps joined.
func split(members string) []string {
	if members == "" {
		return []string{}
	}
	return strings.Split(members, ";")
}
