package server

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"dixian/access"
	"dixian/casework"
	"dixian/division"
)

// stateCount is how many cases stand in a state.
type stateCount struct {
	State string `json:"state"`
	Label string `json:"label"`
	Count int    `json:"count"`
	Tasks int    `json:"tasks" doc:"with a limit that runs"`
	Late  int    `json:"late" doc:"past the limit of the state"`
}

// divisionCount is how a division stands: a county of a province or prefecture,
// below that what lies one level down.
type divisionCount struct {
	Code      string     `json:"code" doc:"12 digits"`
	Name      string     `json:"name"`
	Above     string     `json:"above" doc:"name of the prefecture, of a county"`
	Open      int        `json:"open" doc:"clues at the desk and cases on the way to a decision"`
	Tasks     int        `json:"tasks" doc:"records with a limit that runs"`
	Late      int        `json:"late" doc:"of them past it"`
	Monitored int        `json:"monitored"`
	Stuck     stuckCount `json:"stuck" doc:"the state in which most are late"`
}

// stuckCount is the state in which most cases of a division are late.
type stuckCount struct {
	State string `json:"state" doc:"empty: none is late"`
	Label string `json:"label"`
	Late  int    `json:"late"`
}

type overview struct {
	Sentence  string          `json:"sentence"`
	AsOf      string          `json:"as_of" doc:"of the newest screening; empty before the first"`
	States    []stateCount    `json:"states"`
	Divisions []divisionCount `json:"divisions"`
	Runs      []runView       `json:"runs"`
}

func (s *Server) overviewRoutes() {
	route(s, operation{id: "overview", method: http.MethodGet, path: "/api/overview", summary: "总览：各状态、各地、超期", tag: "overview", may: counting}, s.overview)
	route(s, operation{id: "overview-households", method: http.MethodGet, path: "/api/overview/households", summary: "各地农户：登记、有预警、监测中有没有措施", tag: "overview", may: counting}, s.overviewHouseholds)
	route(s, operation{id: "overview-trend", method: http.MethodGet, path: "/api/overview/trend", summary: "近十二个月：新线索、有结论、风险消除", tag: "overview", may: counting}, s.overviewTrend)
	route(s, operation{id: "overview-risks", method: http.MethodGet, path: "/api/overview/risks", summary: "风险构成：未结的按预警，监测中的按主要风险", tag: "overview", may: counting}, s.overviewRisks)
	route(s, operation{id: "tiles", method: http.MethodGet, path: "/api/tiles", summary: "县的六边形示意图", tag: "overview", may: anybody}, s.tiles)
}

// countedScope is where a user sees counts: that of cases, for an analyst the
// divisions of that role.
func countedScope(u *access.User) []division.Code {
	scope := u.Scope()
	for _, g := range u.Grants {
		if g.Role == "analyst" && !slices.Contains(scope, g.Division) {
			scope = append(scope, g.Division)
		}
	}
	return scope
}

func within(scope []division.Code, code division.Code) bool {
	return slices.ContainsFunc(scope, func(d division.Code) bool { return d.Contains(code) })
}

func (s *Server) overview(ctx context.Context, u *access.User, in *struct {
	AtDay
	Under string `query:"under" pattern:"^([0-9]{12})?$" doc:"a division of the own scope; none: the whole scope"`
}) (*body[overview], error) {
	scope, top, err := counted(u, in.Under)
	if err != nil {
		return nil, err
	}
	out := overview{States: []stateCount{}, Divisions: []divisionCount{}}
	counts, err := s.Casework.Store.CountStates(ctx, scope, top, int32(s.today(ctx)))
	if err != nil {
		return nil, err
	}
	whole := s.tally(top, counts)
	for _, st := range s.flow.States {
		i := slices.IndexFunc(counts, func(c casework.StateCount) bool { return c.State == st.Name })
		if i >= 0 {
			c := counts[i]
			out.States = append(out.States, stateCount{st.Name, st.Label, c.Count, c.Tasks, c.Late})
		}
	}
	below, level := s.below(scope, top)
	places := map[division.Code][]casework.StateCount{}
	if len(below) > 0 {
		if places, err = s.Casework.Store.CountChildren(ctx, scope, top, level, int32(s.today(ctx))); err != nil {
			return nil, err
		}
	}
	for _, code := range below {
		if d := s.tally(code, gathered(code, places)); top == 0 || top.Level() < division.County || d.Open+d.Monitored+d.Late > 0 {
			out.Divisions = append(out.Divisions, d)
		}
	}
	if out.Runs, err = s.runs(ctx); err != nil {
		return nil, err
	}
	if len(out.Runs) > 0 {
		out.AsOf = out.Runs[0].AsOf
	}
	out.Sentence = sentence(whole, out.Divisions, len(out.Runs) > 0)
	return answer(out, nil)
}

// counted is where a user counts and, of it, the division that is asked for: 0,
// the whole of several.
func counted(u *access.User, asked string) (scope []division.Code, top division.Code, err error) {
	scope = countedScope(u)
	if top, err = under(asked); err != nil {
		return nil, 0, err
	}
	switch {
	case top != 0 && !within(scope, top):
		return nil, 0, casework.ErrNotFound
	case top == 0 && len(scope) == 1:
		top = scope[0]
	}
	return scope, top, nil
}

// below are the divisions that stand side by side on an overview, and the lowest
// of their levels: the counties of a province, for that is who does the work.
func (s *Server) below(scope []division.Code, top division.Code) (below []division.Code, lowest division.Level) {
	lowest = division.Province
	switch {
	case top == 0:
		below = scope
	case top.Level() == division.Province:
		below = slices.DeleteFunc(s.divisions.Counties(), func(c division.Code) bool { return !top.Contains(c) })
	default:
		below = s.divisions.Children(top)
	}
	for _, code := range below {
		lowest = max(lowest, code.Level())
	}
	return below, lowest
}

// gathered are the counts of all places in a division: its own, where it is of
// the level that was counted.
func gathered(code division.Code, places map[division.Code][]casework.StateCount) []casework.StateCount {
	if own, ok := places[code]; ok {
		return own
	}
	var out []casework.StateCount
	for place, counts := range places {
		if code.Contains(place) {
			out = append(out, counts...)
		}
	}
	return out
}

func (s *Server) tally(code division.Code, counts []casework.StateCount) divisionCount {
	d := divisionCount{Name: "全部"}
	if code != 0 {
		d.Code, d.Name = code.String(), s.placeName(code)
	}
	if code.Level() == division.County {
		d.Above = s.placeName(code.Prefecture())
	}
	late := map[string]int{}
	for _, c := range counts {
		d.Tasks, d.Late, late[c.State] = d.Tasks+c.Tasks, d.Late+c.Late, late[c.State]+c.Late
		switch s.groupOf(c.State) {
		case groupListed:
			d.Monitored += c.Count
		case groupDesk, groupWay:
			d.Open += c.Count
		}
	}
	for _, st := range s.flow.States {
		if late[st.Name] > d.Stuck.Late {
			d.Stuck = stuckCount{st.Name, st.Label, late[st.Name]}
		}
	}
	return d
}

// mostNamed is how many laggards a sentence names.
const mostNamed = 3

// sentence says what a leader has to know first: how much is late, and where.
func sentence(whole divisionCount, below []divisionCount, screened bool) string {
	switch {
	case !screened && whole.Open+whole.Monitored == 0:
		return "还没有数据：请县级经办先加载一次筛查。"
	case whole.Open+whole.Monitored == 0:
		return whole.Name + "现在没有在办的线索和案件。"
	case whole.Late == 0:
		return fmt.Sprintf("%s在办 %d 件、监测中 %d 户，没有超期。", whole.Name, whole.Open, whole.Monitored)
	}
	late := slices.DeleteFunc(slices.Clone(below), func(d divisionCount) bool { return d.Late == 0 })
	slices.SortStableFunc(late, func(a, b divisionCount) int { return cmp.Compare(b.Late, a.Late) })
	text := fmt.Sprintf("%s有 %d 件超期", whole.Name, whole.Late)
	var names []string
	n := 0
	for _, d := range late[:min(mostNamed, len(late))] {
		names, n = append(names, d.Name), n+d.Late
	}
	switch {
	case len(names) == 0:
		return text + "。"
	case n == whole.Late:
		return fmt.Sprintf("%s，都在%s。", text, strings.Join(names, "、"))
	}
	return fmt.Sprintf("%s，%d%% 在%s。", text, (100*n+whole.Late/2)/whole.Late, strings.Join(names, "、"))
}
