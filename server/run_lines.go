package server

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"strings"

	"dixian/access"
	"dixian/calendar"
	"dixian/casework"
	"dixian/division"
	"dixian/rule"
)

// findingsPath is where what the newest screening of each place found of its data
// is listed.
const findingsPath = "/api/findings"

// lineView is a finding about the data.
type lineView struct {
	ID           int64      `json:"id"`
	Rule         string     `json:"rule"`
	Label        string     `json:"label"`
	Table        string     `json:"table" doc:"that is to be put right"`
	TableLabel   string     `json:"table_label"`
	Owner        string     `json:"owner" doc:"department; empty: the registry, which is the county's own"`
	Household    string     `json:"household" doc:"code; empty: it is about the county"`
	Division     string     `json:"division"`
	DivisionName string     `json:"division_name"`
	Members      []string   `json:"members" doc:"masked numbers of who is named"`
	Items        []itemView `json:"items" doc:"the values that decided"`
	Rows         []rowView  `json:"rows" doc:"the rows that decided"`
	Run          int64      `json:"run"`
	AsOf         string     `json:"as_of" doc:"of that screening"`
}

// lineCount is how many findings there are of a rule.
type lineCount struct {
	Rule  string `json:"rule"`
	Label string `json:"label"`
	Count int    `json:"count"`
}

// tableFindings is how many findings there are about a table.
type tableFindings struct {
	Table string `json:"table"`
	Label string `json:"label"`
	Owner string `json:"owner"`
	Count int    `json:"count"`
}

type lineList struct {
	Findings []lineView      `json:"findings"`
	Total    int             `json:"total" doc:"of the filter, whatever the page"`
	Next     int64           `json:"next" doc:"for after; 0 on the last page"`
	Rules    []lineCount     `json:"rules" doc:"of the place, whatever rule is chosen; most first"`
	Tables   []tableFindings `json:"tables" doc:"of the place, whatever table or department is chosen; most first"`
}

// findingsAsked chooses findings.
type findingsAsked struct {
	Under string `query:"under" pattern:"^([0-9]{12})?$" doc:"a division and everything below it"`
	Rule  string `query:"rule" maxLength:"64"`
	Table string `query:"table" maxLength:"64" doc:"that is to be put right"`
	Owner string `query:"owner" maxLength:"60" doc:"department whose tables are to be put right"`
	After int64  `query:"after" minimum:"0" doc:"next of the page before"`
	Limit int    `query:"limit" minimum:"1" maximum:"200" default:"50"`
}

func (s *Server) findingRoutes() {
	route(s, operation{id: "list-findings", method: http.MethodGet, path: findingsPath, summary: "数据质量：各地最近一次筛查发现的问题，按规则、表、部门看", tag: "screenings", may: unmasking}, s.listFindings)
}

// lineFilter is what is asked for, in a user's scope.
func (s *Server) lineFilter(u *access.User, in *findingsAsked) (f casework.LineFilter, err error) {
	f = casework.LineFilter{Scope: u.Scope(), Rule: in.Rule, NotRules: s.hiddenRules(u)}
	if f.Under, err = under(in.Under); err != nil {
		return f, err
	}
	switch {
	case in.Table != "":
		f.Tables = []string{in.Table}
	case in.Owner != "":
		f.Tables = []string{""} // a department without tables has no findings
		for _, t := range s.Casework.Program.Tables {
			if t.Owner == in.Owner {
				f.Tables = append(f.Tables, t.Name)
			}
		}
	}
	return f, nil
}

func (s *Server) listFindings(ctx context.Context, u *access.User, in *findingsAsked) (*body[lineList], error) {
	f, err := s.lineFilter(u, in)
	if err != nil {
		return nil, err
	}
	store := s.Casework.Store
	counts, err := store.CountLines(ctx, casework.LineFilter{Scope: f.Scope, Under: f.Under, NotRules: f.NotRules})
	if err != nil {
		return nil, err
	}
	out := lineList{Findings: []lineView{}, Rules: []lineCount{}, Tables: []tableFindings{}}
	for _, c := range counts {
		at := len(f.Tables) == 0 || slices.Contains(f.Tables, c.About)
		if at && (f.Rule == "" || f.Rule == c.Rule) {
			out.Total += c.Count
		}
		if at {
			out.addRule(lineCount{c.Rule, s.findingLabel(c.Rule), c.Count})
		}
		if f.Rule == "" || f.Rule == c.Rule {
			t := s.tableOf(c.About)
			out.addTable(tableFindings{c.About, label(t.Label, c.About), t.Owner, c.Count})
		}
	}
	out.sort()
	f.After, f.Limit = in.After, in.Limit+1
	lines, err := store.Lines(ctx, f)
	if err != nil {
		return nil, err
	}
	if len(lines) > in.Limit {
		lines = lines[:in.Limit]
		out.Next = lines[in.Limit-1].ID
	}
	days, err := s.daysOfRuns(ctx)
	if err != nil {
		return nil, err
	}
	for _, l := range lines {
		v, err := s.lineView(u, l, days[l.Run])
		if err != nil {
			return nil, err
		}
		out.Findings = append(out.Findings, v)
	}
	return answer(out, nil)
}

func (l *lineList) addRule(c lineCount) {
	for i := range l.Rules {
		if l.Rules[i].Rule == c.Rule {
			l.Rules[i].Count += c.Count
			return
		}
	}
	l.Rules = append(l.Rules, c)
}

func (l *lineList) addTable(c tableFindings) {
	for i := range l.Tables {
		if l.Tables[i].Table == c.Table {
			l.Tables[i].Count += c.Count
			return
		}
	}
	l.Tables = append(l.Tables, c)
}

func (l *lineList) sort() {
	slices.SortFunc(l.Rules, func(a, b lineCount) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Rule, b.Rule))
	})
	slices.SortFunc(l.Tables, func(a, b tableFindings) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Table, b.Table))
	})
}

// daysOfRuns are the as-of days of the screenings by number.
func (s *Server) daysOfRuns(ctx context.Context) (map[int64]calendar.Date, error) {
	runs, err := s.Casework.Store.Runs(ctx)
	out := map[int64]calendar.Date{}
	for _, r := range runs {
		out[r.ID] = r.AsOf
	}
	return out, err
}

// tableOf is a table of the package; what it does not have has no label and no owner.
func (s *Server) tableOf(name string) *rule.Table {
	if t := s.Casework.Program.Table(name); t != nil {
		return t
	}
	return &rule.Table{Name: name}
}

// findingLabel is what a finding is called; the engine raises one itself.
func (s *Server) findingLabel(name string) string {
	if name == thinRule {
		return "数据覆盖不足"
	}
	return s.words.rule(name)
}

// thinRule is the finding of a county that a table does not cover.
//
// Source: screening contract, "Consistency findings".
const thinRule = "coverage_thin"

// thinLabels are the values of thinRule's evidence, in order.
var thinLabels = [][2]string{{"period", "时期"}, {"present", "有记录"}, {"expected", "应有"}, {"share", "要求比例"}}

func (s *Server) lineView(u *access.User, l casework.RunLine, asOf calendar.Date) (lineView, error) {
	t := s.tableOf(l.About)
	v := lineView{
		ID: l.ID, Rule: l.Rule, Label: s.findingLabel(l.Rule), Table: l.About, TableLabel: label(t.Label, l.About), Owner: t.Owner, Household: l.Household,
		Division: l.Division.String(), DivisionName: s.shortName(l.Division), Members: []string{}, Items: []itemView{}, Rows: []rowView{}, Run: l.Run, AsOf: dated(asOf),
	}
	if l.Division.Level() <= division.County {
		v.DivisionName = s.placeName(l.Division)
	}
	if l.Members != "" {
		v.Members = strings.Split(l.Members, ";")
	}
	if l.Rule == thinRule {
		e, err := parseEvidence(l.Evidence)
		for _, of := range thinLabels {
			if value, ok := e.get(of[0]); ok {
				v.Items = append(v.Items, itemView{Name: of[0], Label: of[1], Value: asText(value), Kind: "fact"})
			}
		}
		return v, err
	}
	said, err := s.words.read(l.Rule, l.Evidence, l.Division, asOf, s.readerFor(u, l.Division))
	v.Items, v.Rows = said.items, said.rows
	return v, err
}

// takeFindings takes findings about the data, as they are filtered.
func (s *Server) takeFindings(ctx context.Context, u *access.User, in *findingsAsked, _ bool) (*rows, error) {
	f, err := s.lineFilter(u, in)
	if err != nil {
		return nil, err
	}
	days, err := s.daysOfRuns(ctx)
	if err != nil {
		return nil, err
	}
	f.Limit = rowsAtOnce
	columns := []string{"问题", "表", "部门", "户编号", "村", "区划代码", "涉及的人", "依据", "筛查日期"}
	page := func(ctx context.Context) ([]casework.RunLine, error) {
		held, err := s.Casework.Store.Lines(ctx, f)
		if len(held) > 0 {
			f.After = held[len(held)-1].ID
		}
		return held, err
	}
	return paged(columns, narrowed(f.Scope, f.Under), page, func(l casework.RunLine) ([][]any, error) {
		v, err := s.lineView(u, l, days[l.Run])
		if err != nil {
			return nil, err
		}
		var said []string
		for _, x := range v.Items {
			said = append(said, x.Label+" "+x.Value+x.Unit)
		}
		return single(v.Label, v.TableLabel, v.Owner, v.Household, v.DivisionName, v.Division, strings.Join(v.Members, "、"), strings.Join(said, "；"), v.AsOf)
	}), nil
}
