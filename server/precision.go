package server

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"dixian/access"
	"dixian/calendar"
	"dixian/casework"
	"dixian/division"
	"dixian/plan"
	"dixian/rule"
	"dixian/screening"
)

// rulesSpoke is what came of the alerts of a span of months, rule by rule.
//
// Source: casework contract, "The desk": precision, missed and blind are "all
// three shown together: precision alone teaches to raise thresholds".
type rulesSpoke struct {
	From     string        `json:"from" doc:"first month"`
	To       string        `json:"to" doc:"last month"`
	Enough   int           `json:"enough" doc:"clues that have to have ended before their share is told as a percentage"`
	Rules    []ruleSpoke   `json:"rules" doc:"those that raise alerts; the most alerts first"`
	Counties []countySpoke `json:"counties" doc:"of the rule that is asked for, where the place has several; the most alerts first"`
	Missed   []riskCount   `json:"missed" doc:"households monitored in the span of which no rule had spoken, by main risk, most first"`
	AsOf     string        `json:"as_of" doc:"of the newest screening in the span, of which blind is told; empty: none"`
	Run      int64         `json:"run" doc:"that screening; 0: none"`
}

// spokeCount is what a rule's alerts came to, in clues.
type spokeCount struct {
	Raised  int `json:"raised" doc:"clues with an alert of the rule from the span"`
	Visited int `json:"visited" doc:"of them: somebody went there since"`
	Ended   int `json:"ended" doc:"of them: settled, closed, refused or monitored"`
	Listed  int `json:"listed" doc:"of those that ended: monitored. Precision is listed / ended"`
}

// blindCount is of how many households a rule could not speak.
type blindCount struct {
	Screened int `json:"screened" doc:"households of the newest screening of each county; 0: none is told for this place"`
	Unknown  int `json:"unknown" doc:"of them: a value, or a table's coverage, is missing"`
	NoID     int `json:"no_id" doc:"of them: the rule joins by ID number, and somebody has none"`
}

type ruleSpoke struct {
	Rule       string      `json:"rule"`
	Label      string      `json:"label"`
	Risk       string      `json:"risk"`
	Clues      spokeCount  `json:"clues"`
	MainRisk   string      `json:"main_risk" doc:"of a decision that the rule should have told of; empty: its risk is no cause that decisions name"`
	Missed     int         `json:"missed" doc:"monitored with that main risk, and no rule had spoken"`
	Blind      blindCount  `json:"blind"`
	Thresholds []threshold `json:"thresholds" doc:"parameters that the rule compares with"`
}

// threshold is a parameter that a rule compares with.
type threshold struct {
	Parameter string `json:"parameter"`
	Label     string `json:"label"`
	Unit      string `json:"unit"`
	Kind      string `json:"kind" enum:"money,share,int"`
	Safer     string `json:"safer" enum:"up,down," doc:"the way a level below may move; empty: either"`
	Value     string `json:"value" doc:"in force today in the place; empty: none, or several places are looked at"`
	Status    string `json:"status" enum:"verified,example," doc:"example: no document sets it"`
	MayTry    bool   `json:"may_try" doc:"the reader may try another value for the place"`
}

type countySpoke struct {
	Code  string     `json:"code"`
	Name  string     `json:"name"`
	Clues spokeCount `json:"clues"`
	Blind blindCount `json:"blind"`
}

// enoughEnded is how many clues must have ended before their share is told as a
// percentage: of fewer, one family more or less moves it by more than five points.
const enoughEnded = 20

// precisionRoles look at the rules' record: the desks and who is above them, and
// analysts.
//
// Source: casework contract, "Who may see and do what".
var precisionRoles = append(slices.Clone(unmasking), "analyst")

func (s *Server) precisionRoutes() {
	route(s, operation{id: "precision", method: http.MethodGet, path: "/api/precision", summary: "每条规则：预警了多少、属实多少、漏了多少、哪里看不见", tag: "overview", may: precisionRoles}, s.precision)
	s.whatIfRoute()
	s.whatIfRangeRoute()
}

func (s *Server) precision(ctx context.Context, u *access.User, in *struct {
	Under string `query:"under" pattern:"^([0-9]{12})?$" doc:"a division of the own scope; none: the whole scope"`
	From  string `query:"from" pattern:"^([0-9]{4}-[0-9]{2})?$" doc:"first month of the alerts; none: eleven before the last"`
	To    string `query:"to" pattern:"^([0-9]{4}-[0-9]{2})?$" doc:"last month; none: this one"`
	Rule  string `query:"rule" maxLength:"64" doc:"whose counties are told"`
}) (*body[rulesSpoke], error) {
	scope, top, err := counted(u, in.Under)
	if err != nil {
		return nil, err
	}
	from, to, err := s.months(in.From, in.To)
	if err != nil {
		return nil, err
	}
	span := casework.Span{From: from.First(), Before: (to + 1).First()}
	f := casework.Filter{Scope: scope, Under: top}
	became, err := s.Casework.Store.CountBecame(ctx, f, span)
	if err != nil {
		return nil, err
	}
	spoken, err := s.Casework.Store.SpokenIn(ctx, scope, top, span)
	if err != nil {
		return nil, err
	}
	f.Missed, f.Decided = true, span
	missed, err := s.Casework.Store.CountMainRisks(ctx, f)
	if err != nil {
		return nil, err
	}
	out := rulesSpoke{From: from.String(), To: to.String(), Enough: enoughEnded, Rules: []ruleSpoke{}, Counties: []countySpoke{}, Missed: mostFirst(missed)}
	hidden := s.hiddenRules(u)
	for _, r := range s.Casework.Program.Rules {
		if r.Raises != rule.Alert || slices.Contains(hidden, r.Name) {
			continue
		}
		main := casework.MainRisk(r.Risk)
		v := ruleSpoke{Rule: r.Name, Label: label(r.Label, r.Name), Risk: r.Risk, MainRisk: main, Thresholds: s.thresholds(u, r, top)}
		if main != "" {
			v.Missed = missed[main]
		}
		for _, b := range became {
			if b.Rule == r.Name {
				v.Clues.add(b)
			}
		}
		for _, b := range spoken {
			if b.Rule == r.Name {
				v.Blind.add(b)
			}
		}
		out.Rules = append(out.Rules, v)
	}
	if !slices.Contains(hidden, in.Rule) {
		out.Counties = s.countiesSpoke(in.Rule, became, spoken)
	}
	return answer(out, s.newestOf(ctx, &out, span))
}

// thresholds are the parameters that a rule compares with, as they hold in a place.
func (s *Server) thresholds(u *access.User, r *rule.Rule, at division.Code) []threshold {
	out := []threshold{}
	for _, name := range screening.Thresholds(r) {
		p := s.Settings.Current().Parameter(name)
		if p == nil {
			continue
		}
		v := threshold{Parameter: name, Label: label(p.Label, name), Unit: unit(p.Type), Kind: kindWords[p.Type.Kind], Safer: p.Safer}
		if now, ok := p.At(at, s.Casework.Today()); ok && at != 0 {
			v.Value, v.Status = plan.FormatValue(p.Type, now.N), now.Status
			v.MayTry = at.Level() <= p.Lowest() && within(tryingScope(u), at)
		}
		out = append(out, v)
	}
	return out
}

// months are the first and the last month of a span that is asked for.
func (s *Server) months(from, to string) (first, last calendar.Month, err error) {
	last = s.Casework.Today().Month()
	if to != "" {
		if last, err = calendar.ParseMonth(to); err != nil {
			return 0, 0, invalid("to", "请写年月，如 2025-06")
		}
	}
	first = last - 11
	if from != "" {
		if first, err = calendar.ParseMonth(from); err != nil {
			return 0, 0, invalid("from", "请写年月，如 2025-06")
		}
	}
	if first > last {
		return 0, 0, invalid("to", "止月在起月之前")
	}
	return first, last, nil
}

func (c *spokeCount) add(b casework.BecameCount) {
	c.Raised, c.Visited, c.Ended, c.Listed = c.Raised+b.Raised, c.Visited+b.Visited, c.Ended+b.Ended, c.Listed+b.Listed
}

func (c *blindCount) add(s screening.Spoken) {
	c.Screened, c.Unknown, c.NoID = c.Screened+s.Screened, c.Unknown+s.Unknown, c.NoID+s.NoID
}

// countiesSpoke tells a rule's record county by county, where there are several.
func (s *Server) countiesSpoke(name string, became []casework.BecameCount, spoken []screening.Spoken) []countySpoke {
	at := map[division.Code]*countySpoke{}
	county := func(code division.Code) *countySpoke {
		if at[code] == nil {
			at[code] = &countySpoke{Code: code.String(), Name: s.placeName(code)}
		}
		return at[code]
	}
	for _, b := range became {
		if b.Rule == name {
			county(b.County).Clues.add(b)
		}
	}
	for _, b := range spoken {
		if b.Rule == name {
			county(b.County).Blind.add(b)
		}
	}
	out := []countySpoke{}
	for _, c := range at {
		out = append(out, *c)
	}
	slices.SortFunc(out, func(a, b countySpoke) int { return strings.Compare(a.Code, b.Code) })
	return out
}

// newestOf tells which screening of the span is the newest.
func (s *Server) newestOf(ctx context.Context, out *rulesSpoke, span casework.Span) error {
	runs, err := s.Casework.Store.Runs(ctx)
	for _, r := range runs {
		if r.AsOf >= span.From && r.AsOf < span.Before && r.ID > out.Run {
			out.Run, out.AsOf = r.ID, dated(r.AsOf)
		}
	}
	return err
}
