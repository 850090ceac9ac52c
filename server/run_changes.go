package server

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"dixian/access"
	"dixian/casework"
	"dixian/division"
	"dixian/rule"
	"dixian/screening"
)

// runChangesPath is where what is otherwise than in the screening before is listed.
const runChangesPath = "/api/screening-changes"

// comparedRun is one of the two screenings.
type comparedRun struct {
	ID       int64     `json:"id"`
	AsOf     string    `json:"as_of"`
	LoadedAt time.Time `json:"loaded_at"`
}

// kindCounts are how many alerts are new, gone and altered.
type kindCounts struct {
	New     int `json:"new"`
	Gone    int `json:"gone"`
	Altered int `json:"altered"`
}

func (k *kindCounts) add(kind string, n int) {
	switch kind {
	case casework.ChangeNew:
		k.New += n
	case casework.ChangeGone:
		k.Gone += n
	default:
		k.Altered += n
	}
}

func (k kindCounts) all() int { return k.New + k.Gone + k.Altered }

type ruleChanges struct {
	Rule  string `json:"rule"`
	Label string `json:"label"`

	Counts kindCounts `json:"counts"`
}

type placeChanges struct {
	Division string `json:"division"`
	Name     string `json:"name"`

	Counts kindCounts `json:"counts"`
}

type reasonCount struct {
	Why   string `json:"why" enum:"rows,registry,parameter,coverage,package,day,unknown"`
	Count int    `json:"count" doc:"alerts for which it is a reason; one may have several"`
}

// rowMoved is a row that decides, and what became of it.
type rowMoved struct {
	How      string      `json:"how" enum:"arrived,replaced,withdrawn,counts,counts_no_more"`
	Table    string      `json:"table"`
	Label    string      `json:"label"`
	Owner    string      `json:"owner" doc:"department; empty: the registry"`
	Who      string      `json:"who" doc:"masked; empty: it is about the household"`
	Relation string      `json:"relation" doc:"to the head"`
	Cells    []cellMoved `json:"cells"`
	Was      *rowPlace   `json:"was,omitempty"`
	Is       *rowPlace   `json:"is,omitempty"`
}

type cellMoved struct {
	Column string `json:"column"`
	Label  string `json:"label"`
	Was    string `json:"was"`
	Is     string `json:"is"`
}

type rowPlace struct {
	Batch int64  `json:"batch" doc:"0: no delivery"`
	File  string `json:"file" doc:"empty: the registry"`
	Line  int    `json:"line"`
}

type valueMoved struct {
	Name  string `json:"name"`
	Label string `json:"label"`
	Was   string `json:"was"`
	Is    string `json:"is"`
	Unit  string `json:"unit"`
}

type coverageMoved struct {
	Table  string       `json:"table"`
	Label  string       `json:"label"`
	Period string       `json:"period"`
	Was    *coveredView `json:"was,omitempty"`
	Is     *coveredView `json:"is,omitempty"`
}

// changedAlert is an alert that differs between two screenings, with why.
type changedAlert struct {
	ID           int64           `json:"id"`
	Kind         string          `json:"kind" enum:"new,gone,altered"`
	Household    string          `json:"household"`
	Division     string          `json:"division"`
	DivisionName string          `json:"division_name"`
	Rule         string          `json:"rule"`
	Label        string          `json:"label"`
	Was          string          `json:"was" doc:"urgency; empty: it was not raised"`
	Is           string          `json:"is" doc:"urgency; empty: it is not raised"`
	MembersWas   []string        `json:"members_was" doc:"masked"`
	MembersIs    []string        `json:"members_is" doc:"masked"`
	Why          []string        `json:"why" enum:"rows,registry,parameter,coverage,package,day,unknown"`
	Values       []valueMoved    `json:"values" doc:"of the sum, where the alert is altered"`
	Rows         []rowMoved      `json:"rows"`
	Parameters   []valueMoved    `json:"parameters"`
	Coverage     []coverageMoved `json:"coverage"`
	Requests     []int64         `json:"requests" doc:"changes of the registry since the earlier screening"`
	Unscreened   bool            `json:"unscreened" doc:"the household is not looked at any more"`
	Run          comparedRun     `json:"run"`
	Before       comparedRun     `json:"before"`
	Case         int64           `json:"case" doc:"open record of the household; 0: none"`
}

type changedList struct {
	Run     *comparedRun   `json:"run,omitempty" doc:"none: no screening yet"`
	Before  []comparedRun  `json:"before" doc:"the earlier screenings of its places; none: there is nothing to compare with"`
	Total   kindCounts     `json:"total" doc:"of the filter, whatever the page"`
	Rules   []ruleChanges  `json:"rules" doc:"of the place, whatever rule is chosen; most first"`
	Places  []placeChanges `json:"places" doc:"counties, or the towns of a county; whatever place is chosen below it"`
	Reasons []reasonCount  `json:"reasons"`
	Alerts  []changedAlert `json:"alerts"`
	Next    int64          `json:"next" doc:"for after; 0 on the last page"`
}

type runChangesAsked struct {
	Run       int64  `query:"run" minimum:"0" doc:"0: the newest of the place"`
	Under     string `query:"under" pattern:"^([0-9]{12})?$" doc:"a division and everything below it"`
	Rule      string `query:"rule" maxLength:"64"`
	Kind      string `query:"kind" enum:"new,gone,altered,"`
	Why       string `query:"why" enum:"rows,registry,parameter,coverage,package,day,unknown,"`
	Household string `query:"household" maxLength:"32"`
	After     int64  `query:"after" minimum:"0" doc:"next of the page before"`
	Limit     int    `query:"limit" minimum:"1" maximum:"200" default:"50"`
}

func (s *Server) runChangeRoutes() {
	route(s, operation{id: "list-screening-changes", method: http.MethodGet, path: runChangesPath, summary: "和上次筛查比：哪些预警是新的、消失的、变了的，为什么", tag: "screenings", may: unmasking}, s.listRunChanges)
}

// changeFilter is what is asked for, in a user's scope.
func (s *Server) changeFilter(u *access.User, in *runChangesAsked) (f casework.ChangeFilter, err error) {
	f = casework.ChangeFilter{Scope: u.Scope(), Run: in.Run, Rule: in.Rule, Kind: in.Kind, Why: in.Why, Household: in.Household, NotRules: s.hiddenRules(u)}
	f.Under, err = under(in.Under)
	return f, err
}

func (s *Server) listRunChanges(ctx context.Context, u *access.User, in *runChangesAsked) (*body[changedList], error) {
	f, err := s.changeFilter(u, in)
	if err != nil {
		return nil, err
	}
	store := s.Casework.Store
	if f.Run == 0 && f.Household == "" {
		if f.Run, err = store.NewestKept(ctx, f.Scope, f.Under); err != nil {
			return nil, err
		}
	}
	out := changedList{Before: []comparedRun{}, Rules: []ruleChanges{}, Places: []placeChanges{}, Reasons: []reasonCount{}, Alerts: []changedAlert{}}
	runs, err := s.comparedRuns(ctx)
	if err != nil {
		return nil, err
	}
	if r, ok := runs[f.Run]; ok {
		out.Run = &r
	}
	if f.Run == 0 && f.Household == "" {
		return answer(out, nil)
	}
	before, err := store.ComparedWith(ctx, f)
	if err != nil {
		return nil, err
	}
	for _, id := range before {
		out.Before = append(out.Before, runs[id])
	}
	if err := s.countRunChanges(ctx, &out, f); err != nil {
		return nil, err
	}
	f.After, f.Limit = in.After, in.Limit+1
	held, err := store.RunChanges(ctx, f)
	if err != nil {
		return nil, err
	}
	if len(held) > in.Limit {
		held = held[:in.Limit]
		out.Next = held[in.Limit-1].ID
	}
	var codes []string
	for _, c := range held {
		codes = append(codes, c.Household)
	}
	open, err := s.Casework.Registry.CasesOf(ctx, codes, true)
	if err != nil {
		return nil, err
	}
	for i := range held {
		v := s.changedAlert(u, &held[i], runs)
		if ids := open[v.Household]; len(ids) > 0 {
			v.Case = ids[len(ids)-1]
		}
		out.Alerts = append(out.Alerts, v)
	}
	return answer(out, nil)
}

func (s *Server) comparedRuns(ctx context.Context) (map[int64]comparedRun, error) {
	held, err := s.Casework.Store.Runs(ctx)
	out := map[int64]comparedRun{}
	for _, r := range held {
		out[r.ID] = comparedRun{r.ID, dated(r.AsOf), r.LoadedAt}
	}
	return out, err
}

// countRunChanges counts by rule, by place and by reason; each of the three heeds
// what is chosen of the others.
func (s *Server) countRunChanges(ctx context.Context, out *changedList, f casework.ChangeFilter) error {
	whole := f
	whole.Rule, whole.Kind, whole.Why = "", "", ""
	level := division.County
	if f.Under.Level() >= division.County || f.Under == 0 && len(f.Scope) > 0 && !slices.ContainsFunc(f.Scope, func(d division.Code) bool { return d.Level() < division.County }) {
		level = division.Town
	}
	counts, err := s.Casework.Store.CountRunChanges(ctx, whole, level)
	if err != nil {
		return err
	}
	rules, places, reasons := map[string]*ruleChanges{}, map[division.Code]*placeChanges{}, map[string]int{}
	for _, c := range counts {
		rule, why := f.Rule == "" || f.Rule == c.Rule, f.Why == "" || slices.Contains(strings.Split(c.Why, ","), f.Why)
		kind := f.Kind == "" || f.Kind == c.Kind
		if rule && why && kind {
			out.Total.add(c.Kind, c.Count)
			p := places[c.Place]
			if p == nil {
				p = &placeChanges{Division: c.Place.String(), Name: s.placeName(c.Place)}
				places[c.Place] = p
			}
			p.Counts.add(c.Kind, c.Count)
		}
		if why && kind {
			r := rules[c.Rule]
			if r == nil {
				r = &ruleChanges{Rule: c.Rule, Label: s.words.rule(c.Rule)}
				rules[c.Rule] = r
			}
			r.Counts.add(c.Kind, c.Count)
		}
		if rule && kind {
			for _, w := range strings.Split(c.Why, ",") {
				reasons[w] += c.Count
			}
		}
	}
	for _, r := range rules {
		out.Rules = append(out.Rules, *r)
	}
	slices.SortFunc(out.Rules, func(a, b ruleChanges) int {
		return cmp.Or(cmp.Compare(b.Counts.all(), a.Counts.all()), cmp.Compare(a.Rule, b.Rule))
	})
	for _, p := range places {
		out.Places = append(out.Places, *p)
	}
	slices.SortFunc(out.Places, func(a, b placeChanges) int { return cmp.Compare(a.Division, b.Division) })
	for _, w := range casework.Reasons {
		if reasons[w] > 0 {
			out.Reasons = append(out.Reasons, reasonCount{w, reasons[w]})
		}
	}
	return nil
}

func (s *Server) changedAlert(u *access.User, c *casework.RunChange, runs map[int64]comparedRun) changedAlert {
	v := changedAlert{
		ID: c.ID, Kind: c.Kind, Household: c.Household, Division: c.Division.String(), DivisionName: s.shortName(c.Division), Rule: c.Rule, Label: s.words.rule(c.Rule),
		Was: c.Was, Is: c.Is, MembersWas: maskedNumbers(c.Told.MembersWas), MembersIs: maskedNumbers(c.Told.MembersIs), Why: c.Why, Values: []valueMoved{}, Rows: []rowMoved{},
		Parameters: []valueMoved{}, Coverage: []coverageMoved{}, Requests: list(c.Told.Requests), Unscreened: c.Told.Unscreened, Run: runs[c.Run], Before: runs[c.Before],
	}
	who := s.readerFor(u, c.Division)
	for _, x := range c.Told.Values {
		v.Values = append(v.Values, s.valueMoved(c, who, x))
	}
	for _, x := range c.Told.Parameters {
		m := valueMoved{x.Name, x.Name, x.Was, x.Is, ""}
		if item := s.words.inForce().Parameter(x.Name); item != nil {
			m.Label, m.Unit = label(item.Label, item.Name), unit(item.Type)
		}
		v.Parameters = append(v.Parameters, m)
	}
	for _, r := range c.Told.Rows {
		if who.town && r.Table == petitions {
			continue
		}
		v.Rows = append(v.Rows, s.rowMoved(r))
	}
	for _, x := range c.Told.Coverage {
		t := s.tableOf(x.Table)
		v.Coverage = append(v.Coverage, coverageMoved{x.Table, label(t.Label, t.Name), x.Period, s.coveredOf(t, x.Was), s.coveredOf(t, x.Is)})
	}
	return v
}

func (s *Server) rowMoved(r casework.RowChange) rowMoved {
	t := s.tableOf(r.Table)
	v := rowMoved{How: r.How, Table: r.Table, Label: label(t.Label, t.Name), Owner: t.Owner, Who: r.Who, Relation: r.Relation, Cells: []cellMoved{}, Was: placeOfRow(r.Was), Is: placeOfRow(r.Is)}
	for _, c := range r.Cells {
		if r.Was != nil && r.Is != nil && c.Was == c.Is && r.How == casework.RowReplaced {
			continue // of a row that was replaced only what changed
		}
		v.Cells = append(v.Cells, cellMoved{c.Column, columnLabel(t, c.Column), c.Was, c.Is})
	}
	return v
}

func placeOfRow(r *casework.RowAt) *rowPlace {
	if r == nil {
		return nil
	}
	return &rowPlace{r.Batch, r.File, r.Line}
}

func (s *Server) coveredOf(t *rule.Table, c *screening.Covered) *coveredView {
	if c == nil {
		return nil
	}
	v := coveredView{Table: c.Table, Label: label(t.Label, t.Name), County: c.County, Period: c.Period, Present: c.Present, Expected: c.Expected, Covered: c.Covered}
	if county, err := division.ParseCode(c.County); err == nil {
		v.Name = s.placeName(county)
	}
	return &v
}

// maskedNumbers are those of who is named.
func maskedNumbers(members string) []string {
	if members == "" {
		return []string{}
	}
	return strings.Split(members, ";")
}

// valueMoved is a value of an alert's sum in both screenings.
func (s *Server) valueMoved(c *casework.RunChange, who reader, x screening.ValueChange) valueMoved {
	l := &lines{w: s.words, who: who, village: c.Division, out: &sum{}}
	v := valueMoved{Name: x.Name, Label: x.Name}
	for _, side := range []struct {
		text string
		to   *string
	}{{x.Was, &v.Was}, {x.Is, &v.Is}} {
		if side.text == "" {
			continue
		}
		d := json.NewDecoder(strings.NewReader(side.text))
		d.UseNumber()
		value, err := readValue(d)
		if err != nil {
			continue // it was checked when it was written
		}
		item := l.item(s.Casework.Program.Households, member{x.Name, value}, true)
		v.Label, *side.to = item.Label, item.Value
		v.Unit = cmp.Or(v.Unit, item.Unit)
	}
	return v
}

// takeRunChanges takes what differs between screenings, as it is filtered.
func (s *Server) takeRunChanges(ctx context.Context, u *access.User, in *runChangesAsked, _ bool) (*rows, error) {
	f, err := s.changeFilter(u, in)
	if err != nil {
		return nil, err
	}
	if f.Run == 0 && f.Household == "" {
		if f.Run, err = s.Casework.Store.NewestKept(ctx, f.Scope, f.Under); err != nil {
			return nil, err
		}
	}
	runs, err := s.comparedRuns(ctx)
	if err != nil {
		return nil, err
	}
	f.Limit = rowsAtOnce
	columns := []string{"变化", "户编号", "村", "区划代码", "预警", "原级别", "现级别", "原因", "依据的数据行", "参数", "上次", "这次"}
	page := func(ctx context.Context) ([]casework.RunChange, error) {
		held, err := s.Casework.Store.RunChanges(ctx, f)
		if len(held) > 0 {
			f.After = held[len(held)-1].ID
		}
		return held, err
	}
	return paged(columns, narrowed(f.Scope, f.Under), page, func(c casework.RunChange) ([][]any, error) {
		v := s.changedAlert(u, &c, runs)
		var why, rows, params []string
		for _, w := range v.Why {
			why = append(why, reasonWords[w])
		}
		for _, r := range v.Rows {
			rows = append(rows, r.words())
		}
		for _, p := range v.Parameters {
			params = append(params, p.Label+" "+p.Was+" → "+p.Is+p.Unit)
		}
		return single(changeWords[v.Kind], v.Household, v.DivisionName, v.Division, v.Label, v.Was, v.Is, strings.Join(why, "、"), strings.Join(rows, "；"), strings.Join(params, "；"), v.Before.AsOf, v.Run.AsOf)
	}), nil
}

var (
	changeWords = map[string]string{casework.ChangeNew: "新增", casework.ChangeGone: "消失", casework.ChangeAltered: "变化"}
	reasonWords = map[string]string{
		casework.ByRows: "数据行", casework.ByRegistry: "登记", casework.ByParameters: "参数", casework.ByCoverage: "覆盖", casework.ByPackage: "规则", casework.ByDay: "时间", casework.ByNothing: "说不清",
	}
	rowWords = map[string]string{
		casework.RowArrived: "新到", casework.RowReplaced: "更正", casework.RowWithdrawn: "不再有", casework.RowCounts: "这次算入", casework.RowCountsNoMore: "不再算入",
	}
)

// words is a row that moved in one sentence of a list.
func (r rowMoved) words() string {
	at := r.Is
	if at == nil {
		at = r.Was
	}
	text := rowWords[r.How] + " " + r.Label
	if at != nil && at.Batch != 0 {
		text += fmt.Sprintf(" 第 %d 批 %s 第 %d 行", at.Batch, at.File, at.Line)
	}
	return strings.TrimSpace(text + " " + r.Relation + " " + r.Who)
}
