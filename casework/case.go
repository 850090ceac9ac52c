package casework

import (
	"time"

	"dixian/calendar"
	"dixian/division"
	"dixian/screening"
)

// The channels a clue comes by.
const (
	FromDepartments = "部门预警"
	FromHousehold   = "自主申报"
	FromProxy       = "代报"
	FromCadre       = "干部排查"
	FromHotline     = "热线信访交办"
	FromAreaEvent   = "区域事件"
)

// Case is a household's clue and, once a visit finds a risk, its case. A stale
// write is refused by Version.
type Case struct {
	ID        int64         `json:"id"`
	Version   int           `json:"version"`
	Household string        `json:"household"`
	Division  division.Code `json:"division"` // village
	Head      string        `json:"head"`     // name of the household's head
	Channel   string        `json:"channel"`
	Urgency   string        `json:"urgency"` // 红 黄 蓝
	State     string        `json:"state"`
	Round     int           `json:"round"` // from 1; a new risk after clearing opens the next

	OpenedOn    calendar.Date `json:"opened_on"`
	T0          calendar.Date `json:"t0"`          // first day of the whole clock; 0: not begun
	StateSince  calendar.Date `json:"state_since"` // day of the last move
	DueOn       calendar.Date `json:"due_on"`      // last day of the wait; 0: no limit
	WholeDueOn  calendar.Date `json:"whole_due_on"`
	Provisional bool          `json:"provisional"` // due dates lie in a year without holidays known
	PausedOn    calendar.Date `json:"paused_on"`   // the clock stands still since; 0: it runs
	PauseReason string        `json:"pause_reason"`

	PostedOn     calendar.Date `json:"posted_on"`     // of the running publicity; 0: none
	IdentifiedOn calendar.Date `json:"identified_on"` // the county's decision
	ClearedOn    calendar.Date `json:"cleared_on"`
	ObjectType   string        `json:"object_type"`
	MainRisk     string        `json:"main_risk"`
	RiskFound    bool          `json:"risk_found"` // by the latest visit
	Confirmed    bool          `json:"members_confirmed"`
	IntoCase     int64         `json:"into_case"`    // attached or transferred: the record it goes on in
	AskAgainOn   calendar.Date `json:"ask_again_on"` // who wished to wait is asked again; 0: not waiting
	VisitDueOn   calendar.Date `json:"visit_due_on"` // last day of the next visit; 0: none is due

	Alerts []Alert `json:"alerts,omitempty"`
}

// Open says whether the record still takes new alerts.
func (c *Case) Open() bool {
	switch c.State {
	case "settled", "attached", "closed_no_risk", "refused", "transferred", "ended":
		return false
	}
	return true
}

// Alert is one rule's alert on a case, with the evidence of the newest run that
// raised it. An alert that a later run no longer raises stays, marked Gone with
// both runs, until a person settles it. A settled one keeps what was settled: it
// is what a later run must exceed to wake it.
type Alert struct {
	ID        int64         `json:"id"`
	CaseID    int64         `json:"case_id"`
	Household string        `json:"household"` // whom it is about: of an attached clue not the case's own
	Rule      string        `json:"rule"`
	Risk      string        `json:"risk"`
	Urgency   string        `json:"urgency"`
	Members   string        `json:"members"`  // masked numbers joined by ;
	Evidence  string        `json:"evidence"` // JSON object
	FirstRun  int64         `json:"first_run"`
	LastRun   int64         `json:"last_run"` // that raised it
	Gone      bool          `json:"gone"`     // 数据已变: the newest run no longer raises it
	GoneRun   int64         `json:"gone_run"` // the first that no longer did; 0: it is raised
	Settled   bool          `json:"settled"`  // somebody has settled it
	SettledOn calendar.Date `json:"settled_on"`
	RaisedOn  calendar.Date `json:"raised_on"`
}

// Event is one act on a case: a move, a note, a settled hit. Events are never
// changed.
type Event struct {
	ID     int64             `json:"id"`
	CaseID int64             `json:"case_id"`
	At     time.Time         `json:"at"`
	Day    calendar.Date     `json:"day"`
	User   string            `json:"user"`          // login
	Name   string            `json:"name"`          // of the user
	For    string            `json:"for,omitempty"` // login of whom the user stood in for; empty: nobody
	Act    string            `json:"act"`           // a move of the workflow, or alert, hit, measure, authorisation, objection, note
	From   string            `json:"from,omitempty"`
	To     string            `json:"to,omitempty"`
	Reason string            `json:"reason,omitempty"`
	Form   map[string]string `json:"form,omitempty"`
}

// persons are who did it, and in whose place.
func (e *Event) persons() []string {
	if e.For == "" {
		return []string{e.User}
	}
	return []string{e.User, e.For}
}

// Withdrawn is the way of an authorisation that takes the earlier ones back,
// Unreached that of a try to reach somebody, onPaper that of most.
const (
	Withdrawn = "撤回"
	Unreached = "联系不上"
	onPaper   = "纸质"
)

// Authorisation is one adult's consent to the comparison, the note that the adult
// could not be reached, or that consent is withdrawn. The newest decides.
type Authorisation struct {
	ID       int64         `json:"id"`
	CaseID   int64         `json:"case_id"`
	Number   string        `json:"number"` // masked
	Name     string        `json:"name"`
	Way      string        `json:"way"` // 纸质 本人手机 录音 联系不上 撤回
	SignedOn calendar.Date `json:"signed_on"`
	ValidTo  calendar.Date `json:"valid_to"` // 0: open
	File     string        `json:"file"`     // scan or recording, by name
}

// Hit statuses.
const (
	HitPending  = "pending"
	HitExcluded = "true_excluded"
	HitExempt   = "true_exempt"
	HitError    = "data_error"
)

// Hit is one comparison hit on a case. It never rejects: a person settles it.
type Hit struct {
	ID         int64         `json:"id"`
	CaseID     int64         `json:"case_id"`
	Rule       string        `json:"rule"`
	Members    string        `json:"members"`
	Evidence   string        `json:"evidence"`
	Status     string        `json:"status"`
	Reason     string        `json:"reason"`     // why settled so
	Department string        `json:"department"` // its answer, or that it was silent
	SettledBy  string        `json:"settled_by"`
	SettledOn  calendar.Date `json:"settled_on"`
	ToldOn     calendar.Date `json:"told_on"` // the household; 0: not yet
	ToldWay    string        `json:"told_way"`
}

// HitKey names a hit among all: a record has one of a rule.
type HitKey struct {
	CaseID int64
	Rule   string
}

// Measure kinds.
const (
	Development = "开发式"
	Protection  = "保障式"
	LastResort  = "兜底"
)

// Measure is help for a household. It may hang on a clue, before there is a case.
type Measure struct {
	ID       int64         `json:"id"`
	CaseID   int64         `json:"case_id"`
	Class    string        `json:"class"` // 产业帮扶 就业帮扶 …
	Kind     string        `json:"kind"`
	Owner    string        `json:"owner"` // department
	Person   string        `json:"person"`
	From     calendar.Date `json:"from"`
	To       calendar.Date `json:"to"` // 0: open
	Fen      int64         `json:"fen"`
	Proof    string        `json:"proof"`
	Done     bool          `json:"done"` // carried out
	Recorded calendar.Date `json:"recorded"`
}

// Objection is a villager's word against a publicity.
type Objection struct {
	ID       int64         `json:"id"`
	CaseID   int64         `json:"case_id"`
	Says     string        `json:"says"`
	RaisedOn calendar.Date `json:"raised_on"`
	Answer   string        `json:"answer"`
	ClosedOn calendar.Date `json:"closed_on"` // 0: open
}

// File is everything about one case.
type File struct {
	Case           *Case           `json:"case"`
	Events         []Event         `json:"events"`
	Authorisations []Authorisation `json:"authorisations"`
	Hits           []Hit           `json:"hits"`
	HitAnswers     []HitAnswer     `json:"hit_answers"`
	Measures       []Measure       `json:"measures"`
	Objections     []Objection     `json:"objections"`
}

// Run is a screening that was loaded.
type Run struct {
	ID       int64         `json:"id"`
	AsOf     calendar.Date `json:"as_of"`
	LoadedAt time.Time     `json:"loaded_at"`
	LoadedBy string        `json:"loaded_by"`
	Package  string        `json:"package"` // hash
	Screened int           `json:"screened"`
	Alerted  int           `json:"alerted"`
	Summary  string        `json:"-"` // summary.json
	Covered  string        `json:"-"` // coverage by table and county, JSON

	Places []division.Code    `json:"-"` // that were screened; written, not read back
	Spoken []screening.Spoken `json:"-"` // how the alerts' rules spoke; written, not read back
	Read   *Read              `json:"-"` // what it read, while in memory; nil: nothing is kept of why
}
