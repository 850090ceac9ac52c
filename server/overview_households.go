package server

import (
	"context"

	"dixian/access"
	"dixian/casework"
	"dixian/division"
)

// householdCount is how many households a division has, and of how many something
// is known.
type householdCount struct {
	Code       string `json:"code" doc:"12 digits"`
	Registered int    `json:"registered" doc:"households that are not merged away; 0: the registry does not know the division"`
	Alerted    int    `json:"alerted" doc:"open records with an alert that is raised still"`
	Monitored  int    `json:"monitored"`
	Helped     int    `json:"helped" doc:"of the monitored: with a measure written down"`
}

type householdCounts struct {
	Whole     householdCount   `json:"whole"`
	Divisions []householdCount `json:"divisions" doc:"as in the overview"`
}

// overviewHouseholds counts for each division of the overview, in one question to
// the store each, whatever their number.
func (s *Server) overviewHouseholds(ctx context.Context, u *access.User, in *struct {
	AtDay
	Under string `query:"under" pattern:"^[0-9]{12}$" doc:"a division of the own scope; none: the whole scope"`
}) (*body[householdCounts], error) {
	scope, top, err := counted(u, in.Under)
	if err != nil {
		return nil, err
	}
	below, level := s.below(scope, top)
	f := casework.Filter{Scope: scope, Under: top}
	open, monitored := f, f
	open.States, open.Alerted = s.unfinished(), casework.With
	monitored.States = monitoredStates
	helped := monitored
	helped.Helped = casework.With

	registered, err := s.Casework.Registry.CountHouseholds(ctx, narrowed(scope, top), level)
	if err != nil {
		return nil, err
	}
	counts := []map[division.Code]int{registered}
	for _, f := range []casework.Filter{open, monitored, helped} {
		places, err := s.Casework.Store.CountPlaces(ctx, f, level)
		if err != nil {
			return nil, err
		}
		counts = append(counts, places)
	}
	out := householdCounts{Divisions: []householdCount{}}
	for _, code := range below {
		out.Divisions = append(out.Divisions, households(code.String(), counts, code.Contains))
	}
	name := ""
	if top != 0 {
		name = top.String()
	}
	out.Whole = households(name, counts, func(division.Code) bool { return true })
	return answer(out, nil)
}

// households adds up registered, alerted, monitored and helped of the places that
// belong to a division.
func households(code string, counts []map[division.Code]int, belongs func(division.Code) bool) householdCount {
	var n [4]int
	for i, places := range counts {
		for place, count := range places {
			if belongs(place) {
				n[i] += count
			}
		}
	}
	return householdCount{code, n[0], n[1], n[2], n[3]}
}

// unfinished are the states that are not final: what a list of open work shows. A
// clue closed as without risk is over, unless the declarant asks for a review.
func (s *Server) unfinished() []string {
	var out []string
	for _, st := range s.flow.States {
		if !st.Final && st.Name != "closed_no_risk" {
			out = append(out, st.Name)
		}
	}
	return out
}
