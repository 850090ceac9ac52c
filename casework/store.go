package casework

import (
	"context"
	"errors"

	"dixian/access"
	"dixian/calendar"
	"dixian/division"
	"dixian/screening"
)

// Errors of this package.
var (
	// ErrStale: somebody else has changed the record since it was read.
	ErrStale = errors.New("这条记录刚被别人改过，请刷新后再办")
	// ErrNotFound: no such record, or outside the caller's scope; which of the two
	// is not told.
	ErrNotFound = access.ErrNotFound
)

// Everywhere in a scope is the whole province: for the system's own work, never
// for a user. No text reads as this code, so no grant holds it.
const Everywhere = ^division.Code(0)

// Filter chooses cases. Zero fields but the scope choose nothing away.
type Filter struct {
	Scope   []division.Code // the caller's; a case outside is never given; empty: none is
	Under   division.Code   // a division and what is below it
	States  []string
	Urgency string
	Rule    string // has an open alert of it
	LateOn  int32  // due before this day (calendar.Date)
	Check   string // has a standing finding of it; AnyCheck: of any
	Visit   DueVisit
	Timed   bool   // the state has a limit
	Text    string // household code or head's name, from the beginning

	Alerted, Helped Whether // has an alert that is raised still; has a measure
	Risk            string  // of an alert that is raised still; rules of NotRules do not tell
	MainRisk        string  // of the county's decision; Unknown: none was written
	NotRules        []string
	Became          Became // what came of a rule's alerts
	Missed          bool   // monitored, and no rule spoke before; Decided gives the days
	Opened          Span   // day the clue was opened
	Decided         Span   // day of the county's decision, else the day on which the record ended
	Cleared         Span   // day on which the risk was declared cleared

	After Cursor // keyset: cases after this one
	Limit int
}

// AnyCheck stands for every check in a filter.
const AnyCheck = "any"

// DueVisit chooses cases where somebody is to go, or to ask again, by a day. The
// zero value chooses nothing away.
type DueVisit struct {
	By     int32    // last day (calendar.Date)
	States []string // those whose limit is a visit's
}

// Cursor is the place in a list ordered by due day (0 last), then number.
type Cursor struct {
	DueOn int32
	ID    int64
}

// StateCount is how many cases of a scope stand in a state, and how many of them
// are past their limit.
type StateCount struct {
	State string `json:"state"`
	Count int    `json:"count"`
	Tasks int    `json:"tasks"` // with a limit that runs
	Late  int    `json:"late"`
}

// Store keeps cases and what hangs on them.
type Store interface {
	DeclarationStore
	ComplaintStore
	CorrectionStore
	AreaStore
	PhotoStore
	ActedStore
	SupervisionStore
	QuestionStore
	SampleStore

	// Atomically runs do in one transaction; every call with the context it is
	// given belongs to it, those of the other stores of the same database too.
	Atomically(ctx context.Context, do func(ctx context.Context) error) error

	// CreateRun keeps a screening with the divisions it looked at.
	CreateRun(ctx context.Context, r *Run) error
	// RunAbout gives the newest screening that looked at a place, at a division above
	// it or at one below it, or nil.
	RunAbout(ctx context.Context, place division.Code) (*Run, error)
	Runs(ctx context.Context) ([]*Run, error)

	// CreateCase fills in ID and Version 1.
	CreateCase(ctx context.Context, c *Case) error
	// SaveCase writes the record if Version is the stored one, and raises it; else
	// ErrStale.
	SaveCase(ctx context.Context, c *Case) error
	// Case gives the record with its alerts; ErrNotFound outside the scope. An
	// empty scope sees nothing, here and below.
	Case(ctx context.Context, id int64, scope []division.Code) (*Case, error)
	// OpenCase gives the household's open record with its alerts, or nil.
	OpenCase(ctx context.Context, household string) (*Case, error)
	// OpenCases gives all open records with their alerts, by household.
	OpenCases(ctx context.Context) (map[string]*Case, error)
	// AttachedCases gives the attached clues whose known case is open, without their
	// alerts, oldest first.
	AttachedCases(ctx context.Context) ([]*Case, error)
	Cases(ctx context.Context, f Filter) ([]*Case, error)
	CountCases(ctx context.Context, f Filter) (int, error)
	// CountStates counts by state for a scope and, optionally, below a division.
	CountStates(ctx context.Context, scope []division.Code, under division.Code, today int32) ([]StateCount, error)
	// CountChildren counts likewise for each division of a level that has cases.
	CountChildren(ctx context.Context, scope []division.Code, under division.Code, level division.Level, today int32) (map[division.Code][]StateCount, error)
	// CountDays counts the filter's cases by the day of a milestone, since a day.
	CountDays(ctx context.Context, f Filter, m Milestone, since calendar.Date) (map[calendar.Date]int, error)
	// CountRisks counts the filter's cases by the risk of their alerts, each once for
	// every risk it has, and CountMainRisks by that of the county's decision.
	CountRisks(ctx context.Context, f Filter) (map[string]int, error)
	CountMainRisks(ctx context.Context, f Filter) (map[string]int, error)
	// CountBecame counts what came of the alerts of a span by rule and county; the
	// filter's rules and what it says of alerts aside.
	CountBecame(ctx context.Context, f Filter, raised Span) ([]BecameCount, error)
	// AddLines keeps what a run found of the data; DropLines forgets it for a division
	// and what is below it and, if county, what is about its county as a whole.
	AddLines(ctx context.Context, lines []RunLine) error
	DropLines(ctx context.Context, place division.Code, county bool) error
	// Lines lists the filter's findings by their number; CountLines counts them by
	// rule and table, the most first.
	Lines(ctx context.Context, f LineFilter) ([]RunLine, error)
	CountLines(ctx context.Context, f LineFilter) ([]LineCount, error)
	// AddRaised keeps what a run raised and the rows that decided it; DropRaised forgets
	// it for divisions and what is below them, RaisedIn lists it.
	AddRaised(ctx context.Context, raised []Raised) error
	DropRaised(ctx context.Context, places []division.Code) error
	RaisedIn(ctx context.Context, places []division.Code) ([]Raised, error)
	// KeepInputs writes down what a run read, RunKept gives it back; EarlierRuns gives
	// each place's newest run before another of which that is kept.
	KeepInputs(ctx context.Context, run int64, in *Inputs) error
	RunKept(ctx context.Context, id int64) (*Run, *Inputs, error)
	EarlierRuns(ctx context.Context, places []division.Code, before int64) (map[division.Code]int64, error)
	// AddRunChanges keeps what differs between two runs; RunChanges lists the filter's
	// by their number, CountRunChanges counts them for each division of a level.
	AddRunChanges(ctx context.Context, changes []RunChange) error
	RunChanges(ctx context.Context, f ChangeFilter) ([]RunChange, error)
	CountRunChanges(ctx context.Context, f ChangeFilter, level division.Level) ([]ChangeCount, error)
	// NewestKept gives the newest run about a place of the scope of which it is kept
	// what it read, 0 if there is none; ComparedWith those before the filter's run.
	NewestKept(ctx context.Context, scope []division.Code, under division.Code) (int64, error)
	ComparedWith(ctx context.Context, f ChangeFilter) ([]int64, error)
	// SpokenIn tells how the rules spoke in the newest screening of each county with
	// an as-of date in the span.
	SpokenIn(ctx context.Context, scope []division.Code, under division.Code, asOf Span) ([]screening.Spoken, error)
	// CountPlaces counts the filter's cases for each division of a level.
	CountPlaces(ctx context.Context, f Filter, level division.Level) (map[division.Code]int, error)
	// CountVillages counts cases in states by village.
	CountVillages(ctx context.Context, scope []division.Code, states []string) (map[division.Code]int, error)

	// Unhelped gives the open 红 cases in the states whose clock has begun and about
	// which no measure was recorded since, without their alerts.
	Unhelped(ctx context.Context, states []string) ([]*Case, error)
	// WaitingCases gives the open cases, without their alerts, of whose clocks there
	// may be something to tell: those dispatched, past half of their limit, or to be
	// asked again.
	WaitingCases(ctx context.Context, today calendar.Date) ([]*Case, error)
	// CountDue counts the open cases that have a limit by village and state.
	CountDue(ctx context.Context, today calendar.Date, without []string) ([]DueCount, error)
	// Concerned are the logins of those who belong to a household with an open case,
	// by its code.
	Concerned(ctx context.Context) (map[string][]string, error)

	// SettledAlerts gives the alerts of closed records that were settled on or after
	// a day, by household/rule; of several the newest.
	SettledAlerts(ctx context.Context, since calendar.Date) (map[string]Alert, error)
	// SaveAlert inserts (ID 0) or updates an alert.
	SaveAlert(ctx context.Context, a *Alert) error
	AddEvent(ctx context.Context, e *Event) error
	Events(ctx context.Context, caseID int64) ([]Event, error)
	AddAuthorisation(ctx context.Context, a *Authorisation) error
	Authorisations(ctx context.Context, caseID int64) ([]Authorisation, error)
	// SignedIn gives the authorisations of all cases of a scope, ended ones too, by
	// household and as they came.
	SignedIn(ctx context.Context, scope []division.Code) (map[string][]Authorisation, error)
	SaveHit(ctx context.Context, h *Hit) error
	Hits(ctx context.Context, caseID int64) ([]Hit, error)
	HitAnswerStore
	// HitsOf and AlertsOf give those of several cases, by case and as they came.
	HitsOf(ctx context.Context, caseIDs []int64) (map[int64][]Hit, error)
	AlertsOf(ctx context.Context, caseIDs []int64) (map[int64][]Alert, error)
	// HitRules tells of which rules the open records have a hit.
	HitRules(ctx context.Context) (map[HitKey]bool, error)
	SaveMeasure(ctx context.Context, m *Measure) error
	Measures(ctx context.Context, caseID int64) ([]Measure, error)
	// MeasureLines and EventLines list across cases; of the acts those named.
	MeasureLines(ctx context.Context, l Listing) ([]MeasureLine, error)
	EventLines(ctx context.Context, l Listing, acts []string) ([]EventLine, error)
	// SaveTransfer inserts (ID 0) or updates a transfer.
	SaveTransfer(ctx context.Context, t *Transfer) error
	Transfer(ctx context.Context, id int64) (*Transfer, error)
	TransfersOf(ctx context.Context, caseID int64) ([]Transfer, error)
	// Transfers lists those that leave or reach a scope, newest first; open: only
	// those not answered yet.
	Transfers(ctx context.Context, scope []division.Code, open bool) ([]Transfer, error)
	// SaveFinding inserts (ID 0) or updates a finding.
	SaveFinding(ctx context.Context, f *Finding) error
	// Findings, FindingsOf and ScreenedFindings give those that stand: of a case, of
	// several by case, and of all open records those that screenings found.
	Findings(ctx context.Context, caseID int64) ([]Finding, error)
	FindingsOf(ctx context.Context, caseIDs []int64) (map[int64][]Finding, error)
	ScreenedFindings(ctx context.Context) ([]Finding, error)
	// CountFindings counts, by check, the cases of a scope about which it stands.
	CountFindings(ctx context.Context, scope []division.Code, under division.Code) (map[string]int, error)
	// AddCheckDay keeps a day's round of the checks, of which there is one;
	// CheckDays gives the newest, newest first.
	AddCheckDay(ctx context.Context, d *CheckDay) error
	CheckDays(ctx context.Context, most int) ([]CheckDay, error)
	SaveObjection(ctx context.Context, o *Objection) error
	Objections(ctx context.Context, caseID int64) ([]Objection, error)
}
