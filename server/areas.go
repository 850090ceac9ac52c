package server

import (
	"cmp"
	"context"
	"net/http"
	"slices"

	"dixian/access"
	"dixian/casework"
)

// areaView is an area event with where its households stand.
type areaView struct {
	ID           int64         `json:"id"`
	Division     string        `json:"division" doc:"12 digits"`
	DivisionName string        `json:"division_name"`
	Kind         string        `json:"kind"`
	Name         string        `json:"name"`
	Says         string        `json:"says"`
	Urgency      string        `json:"urgency" doc:"红 黄 蓝; pages say 急 一般 留意"`
	HappenedOn   string        `json:"happened_on"`
	OpenedBy     string        `json:"opened_by"`
	OpenedOn     string        `json:"opened_on"`
	Villages     []areaVillage `json:"villages" doc:"of the reader's divisions"`
}

// areaVillage is one village of an area event.
type areaVillage struct {
	Village string      `json:"village" doc:"12 digits"`
	Name    string      `json:"name"`
	States  []areaState `json:"states"`
}

// areaState is how many of a village's households stand in a state.
type areaState struct {
	State string `json:"state"`
	Label string `json:"label"`
	Count int    `json:"count"`
	Late  int    `json:"late" doc:"past the state's limit"`
}

type areaList struct {
	Areas []areaView `json:"areas" doc:"newest first"`
	Kinds []string   `json:"kinds" doc:"what can happen to a whole area"`
}

// areaOpened is what opening an event did, or would do.
type areaOpened struct {
	ID     int64      `json:"id" doc:"0: it was only tried"`
	Opened int        `json:"opened" doc:"new clues"`
	Joined int        `json:"joined" doc:"households whose open record got a word of it"`
	Loads  []loadView `json:"loads" doc:"what it gives each village"`
}

func (s *Server) areaRoutes() {
	route(s, operation{id: "open-area-event", method: http.MethodPost, path: "/api/areas", summary: "登记区域事件，给选定的农户立线索", tag: "desk", may: townUp, status: http.StatusCreated}, s.openArea)
	route(s, operation{id: "area-events", method: http.MethodGet, path: "/api/areas", summary: "区域事件和各村办到哪一步", tag: "desk", may: caseRoles}, s.areas)
}

func (s *Server) openArea(ctx context.Context, u *access.User, in *struct {
	Body struct {
		Division   string   `json:"division" pattern:"^[0-9]{12}$"`
		Kind       string   `json:"kind" maxLength:"20" doc:"洪涝 地质灾害 干旱 风雹 火灾 农产品价格大跌 企业关停 项目失败 规模性失业 疫情 其他"`
		Name       string   `json:"name" maxLength:"60"`
		Says       string   `json:"says,omitempty" maxLength:"1000"`
		Urgency    string   `json:"urgency" enum:"红,黄,蓝"`
		HappenedOn string   `json:"happened_on" maxLength:"10"`
		Households []string `json:"households,omitempty" maxItems:"5000" doc:"codes; none: all households of the division"`
		DryRun     bool     `json:"dry_run,omitempty" doc:"only say what would happen"`
	}
}) (*body[areaOpened], error) {
	b := in.Body
	at, err := under(b.Division)
	if err != nil {
		return nil, err
	}
	e := &casework.AreaEvent{Division: at, Kind: b.Kind, Name: b.Name, Says: b.Says, Urgency: b.Urgency}
	if e.HappenedOn, err = day("happened_on", b.HappenedOn); err != nil {
		return nil, err
	}
	got, err := s.Casework.OpenArea(ctx, u, e, b.Households, b.DryRun)
	if err != nil {
		return nil, err
	}
	waiting, err := s.Casework.Store.CountVillages(ctx, u.Scope(), []string{"dispatched"})
	if err != nil {
		return nil, err
	}
	out := areaOpened{ID: e.ID, Opened: got.Opened, Joined: got.Joined, Loads: []loadView{}}
	for village, more := range got.Visits {
		limit, err := s.Casework.Param("village_load", village)
		if err != nil {
			return nil, err
		}
		out.Loads = append(out.Loads, loadView{village.String(), s.shortName(village), waiting[village], more, int(limit)})
	}
	slices.SortFunc(out.Loads, func(a, b loadView) int { return cmp.Compare(a.Village, b.Village) })
	return answer(out, nil)
}

func (s *Server) areas(ctx context.Context, u *access.User, _ *struct{}) (*body[areaList], error) {
	held, err := s.Casework.Areas(ctx, u)
	out := areaList{[]areaView{}, casework.AreaKinds}
	for _, a := range held {
		v := areaView{
			ID: a.ID, Division: a.Division.String(), DivisionName: s.placeName(a.Division), Kind: a.Kind, Name: a.Name, Says: a.Says, Urgency: a.Urgency,
			HappenedOn: dated(a.HappenedOn), OpenedBy: a.OpenedBy, OpenedOn: dated(a.OpenedOn), Villages: []areaVillage{},
		}
		for village, states := range a.Villages {
			at := areaVillage{village.String(), s.shortName(village), []areaState{}}
			for _, n := range states {
				at.States = append(at.States, areaState{n.State, s.stateLabel(n.State), n.Count, n.Late})
			}
			v.Villages = append(v.Villages, at)
		}
		slices.SortFunc(v.Villages, func(a, b areaVillage) int { return cmp.Compare(a.Village, b.Village) })
		out.Areas = append(out.Areas, v)
	}
	return answer(out, err)
}
