package server

import (
	"cmp"
	"context"
	"net/http"
	"slices"

	"dixian/access"
	"dixian/casework"
	"dixian/division"
	"dixian/plan"
	"dixian/rule"
	"dixian/screening"
	"dixian/setting"
)

// whatIfRange is what values around the one in force would change on the data as
// they stand: one job, so that a slider over them answers at once. Nothing is kept.
//
// Source: casework contract, "The desk": "thresholds have a dry run before they are
// saved"; before a dispatch, the visits it gives each village, above village_load
// the rest waits.
type whatIfRange struct {
	Parameter string       `json:"parameter"`
	Label     string       `json:"label"`
	Unit      string       `json:"unit"`
	Division  string       `json:"division"`
	Name      string       `json:"name" doc:"of the division"`
	AsOf      string       `json:"as_of"`
	Now       string       `json:"now" doc:"in force today; one of the tries has it"`
	Bound     string       `json:"bound" doc:"why values end where they do; empty: they end at ten steps either way"`
	Missing   []string     `json:"missing" doc:"tables of the newest screening of which nothing stands: the counts are without them"`
	Tries     []whatIfStep `json:"tries" doc:"by value"`
}

// whatIfStep is what one value would change.
type whatIfStep struct {
	Value   string         `json:"value"`
	Alerted setting.Counts `json:"alerted" doc:"households with any alert"`
	Known   int            `json:"known" doc:"of those lost: monitored today"`
	Fresh   int            `json:"fresh" doc:"of those gained: without a clue or case that is open, so that somebody would have to go there"`
	Gained  []string       `json:"gained" doc:"codes of households, at most 200; none for who does not see cases"`
	Lost    []string       `json:"lost" doc:"codes of households, at most 200; none for who does not see cases"`
	Loads   []loadView     `json:"loads" doc:"villages that would get visits: more are the fresh ones"`
}

func (s *Server) whatIfRangeRoute() {
	route(s, operation{id: "what-if-range", method: http.MethodPost, path: "/api/what-if/range", summary: "试算一串：一个参数在现值上下各十档，每档多哪些户、少哪些户、各村多走几户；不保存", tag: "parameters", may: trying, status: http.StatusAccepted, reads: true}, s.whatIfRange)
}

func (s *Server) whatIfRange(ctx context.Context, u *access.User, in *struct {
	Body struct {
		Parameter string `json:"parameter" maxLength:"60"`
		Division  string `json:"division" pattern:"^[0-9]{12}$" doc:"a county, in which the values would hold"`
	}
}) (*body[jobStarted], error) {
	p, at, err := s.toTry(u, in.Body.Parameter, in.Body.Division)
	if err != nil {
		return nil, err
	}
	if at.Level() != division.County {
		return nil, invalid("division", "一串值只在一个县里试，请先选定一个县")
	}
	now, ok := p.At(at, s.Casework.Today())
	if !ok {
		return nil, invalid("parameter", "这个参数今天没有值，没有可以比的")
	}
	values, bound := s.around(p, at, now.N)
	if len(values) == 0 {
		return nil, invalid("parameter", bound)
	}
	return s.tries(u, p, func(ctx context.Context, j *job, out *jobResult) error {
		out.WhatIfRange = &whatIfRange{
			Parameter: p.Name, Label: label(p.Label, p.Name), Unit: unit(p.Type), Division: at.String(), Name: s.placeName(at), Now: plan.FormatValue(p.Type, now.N), Bound: bound,
		}
		return s.tryRange(ctx, j, u, p, at, values, out.WhatIfRange)
	})
}

// stepsEachWay is how many values are tried below and above the one in force, a
// twentieth of it apart: from half of it to half as much again.
const stepsEachWay = 10

// around are the values to try around one: those that may be set in a division, and
// why there are no others where some may not.
func (s *Server) around(p *plan.Parameter, at division.Code, n int64) (values []int64, bound string) {
	least := map[rule.Kind]int64{rule.Money: 100, rule.Share: 10, rule.Int: 1}[p.Type.Kind]
	step := max(least, (n/20+least/2)/least*least)
	for k := int64(-stepsEachWay); k <= stepsEachWay; k++ {
		v := n + k*step
		if v < 0 {
			continue
		}
		if b := p.Breach(at, v, s.Casework.Today()); b != nil {
			bound = s.breachSays(p, b)
			continue
		}
		values = append(values, v)
	}
	return values, bound
}

// tryRange screens the standing data of a county once, and then again for each value
// what it moves.
func (s *Server) tryRange(ctx context.Context, j *job, u *access.User, p *plan.Parameter, at division.Code, values []int64, out *whatIfRange) error {
	held, err := s.openHouseholds(ctx, at)
	if err != nil {
		return err
	}
	missing, err := s.notStanding(ctx, []division.Code{at})
	if err != nil {
		return err
	}
	out.Missing = list(missing)
	waiting, err := s.Casework.Store.CountVillages(ctx, []division.Code{at}, []string{"dispatched"})
	if err != nil {
		return err
	}
	return s.laidOut(ctx, j, []division.Code{at}, s.Casework.Today(), func(files *upload) error {
		sim, err := s.simulation(ctx, j, files)
		if err != nil {
			return err
		}
		out.AsOf = files.asOf.String()
		for _, n := range values {
			counted, err := sim.Try(screening.ParameterChange{Name: p.Name, Division: at, N: n})
			if err != nil {
				return err
			}
			step, err := s.whatIfStep(sim, counted, held, waiting)
			if err != nil {
				return err
			}
			step.Value = plan.FormatValue(p.Type, n)
			if !within(u.Scope(), at) {
				step.Gained, step.Lost = []string{}, []string{}
			}
			out.Tries = append(out.Tries, *step)
		}
		return nil
	})
}

// openHouseholds are the states of the records that are open in a division, by
// household.
func (s *Server) openHouseholds(ctx context.Context, at division.Code) (map[string]string, error) {
	held, err := s.Casework.Store.Cases(ctx, casework.Filter{Scope: []division.Code{at}, States: s.unfinished()})
	out := make(map[string]string, len(held))
	for _, c := range held {
		out[c.Household] = c.State
	}
	return out, err
}

func (s *Server) whatIfStep(sim *screening.Simulation, c *screening.Counted, held map[string]string, waiting map[division.Code]int) (*whatIfStep, error) {
	e := effectOf(sim, c, 0)
	out := &whatIfStep{Alerted: e.Alerted, Gained: e.Gained, Lost: e.Lost, Loads: []loadView{}}
	panel := sim.Province.Panel
	for _, h := range c.Lost {
		if slices.Contains(monitoredStates, held[panel.Code(int(h))]) {
			out.Known++
		}
	}
	more := map[division.Code]int{}
	for _, h := range c.Gained {
		if _, open := held[panel.Code(int(h))]; !open {
			out.Fresh++
			more[panel.Division[h]]++
		}
	}
	for village, n := range more {
		limit, err := s.Casework.Param("village_load", village)
		if err != nil {
			return nil, err
		}
		out.Loads = append(out.Loads, loadView{village.String(), s.shortName(village), waiting[village], n, int(limit)})
	}
	slices.SortFunc(out.Loads, func(a, b loadView) int { return cmp.Compare(a.Village, b.Village) })
	return out, nil
}
