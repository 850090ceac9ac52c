package server

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"time"

	"dixian/access"
	"dixian/casework"
	"dixian/division"
	"dixian/screening"
)

// runView is a screening that was loaded.
type runView struct {
	ID       int64     `json:"id"`
	AsOf     string    `json:"as_of"`
	LoadedAt time.Time `json:"loaded_at"`
	LoadedBy string    `json:"loaded_by"`
	Loader   string    `json:"loaded_name" doc:"of who loaded it; the login where nobody has that any more"`
	Package  string    `json:"package" doc:"hash of the plan package"`
	Screened int       `json:"screened" doc:"households"`
	Alerted  int       `json:"alerted" doc:"of them with an alert"`
}

type runList struct {
	Runs []runView `json:"runs" doc:"newest first"`
}

// tableView is what became of a table's rows: read = accepted + duplicate + set aside.
type tableView struct {
	Table       string `json:"table"`
	Label       string `json:"label"`
	Owner       string `json:"owner"`
	Read        int    `json:"read"`
	Accepted    int    `json:"accepted"`
	Duplicate   int    `json:"duplicate"`
	Quarantined int    `json:"quarantined"`
	Unmatched   int    `json:"unmatched" doc:"of the accepted: of nobody in the registry"`
	Warnings    int    `json:"warnings"`
}

// countView is how often a rule fired.
type countView struct {
	Rule  string `json:"rule"`
	Label string `json:"label"`
	Count int    `json:"count"`
}

// coveredView is a period of a table in a county.
type coveredView struct {
	Table    string `json:"table"`
	Label    string `json:"label"`
	County   string `json:"county"`
	Name     string `json:"name"`
	Period   string `json:"period"`
	Present  int    `json:"present"`
	Expected string `json:"expected"`
	Covered  bool   `json:"covered"`
}

// usedView is a parameter value a screening used.
type usedView struct {
	Name     string `json:"name"`
	Label    string `json:"label"`
	Division string `json:"division"`
	Value    string `json:"value"`
	Unit     string `json:"unit"`
	Status   string `json:"status" doc:"example: no document sets it"`
	Number   string `json:"number" doc:"of the document that sets it"`
}

type runSummary struct {
	Run        runView       `json:"run"`
	Tables     []tableView   `json:"tables"`
	Rules      []countView   `json:"rules"`
	Coverage   []coveredView `json:"coverage" doc:"of the counties in the own scope"`
	Parameters []usedView    `json:"parameters"`
}

func (s *Server) screeningRoutes() {
	route(s, operation{id: "list-screenings", method: http.MethodGet, path: "/api/screenings", summary: "加载过的筛查", tag: "screenings", may: counting}, s.listScreenings)
	route(s, operation{id: "get-screening", method: http.MethodGet, path: "/api/screenings/{id}", summary: "一次筛查：各表账目、覆盖、参数", tag: "screenings", may: counting}, s.getScreening)
	s.uploadRoute()
}

// runs are the loaded screenings, newest first.
func (s *Server) runs(ctx context.Context) ([]runView, error) {
	held, err := s.Casework.Store.Runs(ctx)
	if err != nil {
		return nil, err
	}
	out, names := []runView{}, map[string]string{}
	for _, r := range held {
		if _, asked := names[r.LoadedBy]; !asked {
			if names[r.LoadedBy], err = s.nameOf(ctx, r.LoadedBy); err != nil {
				return nil, err
			}
		}
		out = append(out, runOf(r, names[r.LoadedBy]))
	}
	slices.SortFunc(out, func(a, b runView) int { return cmp.Compare(b.ID, a.ID) })
	return out, nil
}

func runOf(r *casework.Run, loader string) runView {
	return runView{r.ID, dated(r.AsOf), r.LoadedAt, r.LoadedBy, loader, r.Package, r.Screened, r.Alerted}
}

// nameOf is the name of who has a login, and the login itself where nobody has it any more.
func (s *Server) nameOf(ctx context.Context, login string) (string, error) {
	u, err := s.Desk.Store.UserByLogin(ctx, login)
	if errors.Is(err, access.ErrNotFound) {
		return login, nil
	}
	if err != nil {
		return "", err
	}
	return u.Name, nil
}

func (s *Server) listScreenings(ctx context.Context, _ *access.User, _ *struct{}) (*body[runList], error) {
	runs, err := s.runs(ctx)
	return answer(runList{runs}, err)
}

func (s *Server) getScreening(ctx context.Context, u *access.User, in *struct {
	ID int64 `path:"id"`
}) (*body[runSummary], error) {
	held, err := s.Casework.Store.Runs(ctx)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(held, func(r *casework.Run) bool { return r.ID == in.ID })
	if i < 0 {
		return nil, casework.ErrNotFound
	}
	sum, err := s.runSummary(held[i], countedScope(u))
	if err != nil {
		return nil, err
	}
	sum.Run.Loader, err = s.nameOf(ctx, held[i].LoadedBy)
	return answer(sum, err)
}

func (s *Server) runSummary(r *casework.Run, scope []division.Code) (runSummary, error) {
	out := runSummary{runOf(r, r.LoadedBy), []tableView{}, []countView{}, []coveredView{}, []usedView{}}
	var sum screening.Summary
	if err := json.Unmarshal([]byte(cmp.Or(r.Summary, "{}")), &sum); err != nil {
		return out, err
	}
	var covered []screening.Covered
	if err := json.Unmarshal([]byte(cmp.Or(r.Covered, "[]")), &covered); err != nil {
		return out, err
	}
	labels := map[string]string{}
	for _, t := range s.Casework.Program.Tables {
		labels[t.Name] = label(t.Label, t.Name)
		if n, ok := sum.Tables[t.Name]; ok {
			out.Tables = append(out.Tables, tableView{t.Name, labels[t.Name], t.Owner, n.Read, n.Accepted, n.Duplicate, n.Quarantined, n.Unmatched, n.Warnings})
		}
	}
	for _, rule := range s.Casework.Program.Rules {
		if n := sum.Rules[rule.Name]; n > 0 {
			out.Rules = append(out.Rules, countView{rule.Name, label(rule.Label, rule.Name), n})
		}
	}
	for _, c := range covered {
		county, err := division.ParseCode(c.County)
		if err != nil {
			return out, err
		}
		if slices.ContainsFunc(scope, func(d division.Code) bool { return d.Contains(county) || county.Contains(d) }) {
			out.Coverage = append(out.Coverage, coveredView{c.Table, label(labels[c.Table], c.Table), c.County, s.placeName(county), c.Period, c.Present, c.Expected, c.Covered})
		}
	}
	for _, p := range sum.Parameters {
		v := usedView{p.Name, p.Name, p.Division, p.Value, "", p.Status, p.Number}
		if item := s.words.inForce().Parameter(p.Name); item != nil {
			v.Label, v.Unit = label(item.Label, item.Name), unit(item.Type)
		}
		out.Parameters = append(out.Parameters, v)
	}
	return out, nil
}
