package server

import (
	"cmp"
	"context"
	"slices"

	"dixian/access"
	"dixian/casework"
)

// riskCount is how many households have a risk.
type riskCount struct {
	Risk  string `json:"risk"`
	Count int    `json:"count"`
}

// riskMix is what open work is about. A record with several alerts counts for each
// of their risks, so that the numbers of alerts do not add up to the records.
type riskMix struct {
	Alerts  []riskCount `json:"alerts" doc:"open records by the risk of their alerts, most first"`
	NoAlert int         `json:"no_alert" doc:"open records without an alert that is raised still: told by families or cadres, or no longer in the data"`
	Main    []riskCount `json:"main" doc:"monitored households by the main risk of the decision, most first; 未知: none was written"`
}

func (s *Server) overviewRisks(ctx context.Context, u *access.User, in *struct {
	AtDay
	Under string `query:"under" pattern:"^[0-9]{12}$" doc:"a division of the own scope; none: the whole scope"`
}) (*body[riskMix], error) {
	scope, top, err := counted(u, in.Under)
	if err != nil {
		return nil, err
	}
	open := casework.Filter{Scope: scope, Under: top, States: s.unfinished(), NotRules: s.hiddenRules(u)}
	alerts, err := s.Casework.Store.CountRisks(ctx, open)
	if err != nil {
		return nil, err
	}
	main, err := s.Casework.Store.CountMainRisks(ctx, casework.Filter{Scope: scope, Under: top, States: monitoredStates})
	if err != nil {
		return nil, err
	}
	without := open
	without.Alerted = casework.Without
	out := riskMix{Alerts: mostFirst(alerts), Main: mostFirst(main)}
	out.NoAlert, err = s.Casework.Store.CountCases(ctx, without)
	return answer(out, err)
}

// mostFirst lists counts, equal ones by name.
func mostFirst(counts map[string]int) []riskCount {
	out := []riskCount{}
	for risk, n := range counts {
		out = append(out, riskCount{risk, n})
	}
	slices.SortFunc(out, func(a, b riskCount) int { return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Risk, b.Risk)) })
	return out
}

// hiddenRules are the rules that are hidden from a user in some part of the scope.
func (s *Server) hiddenRules(u *access.User) []string {
	var out []string
	for name := range s.words.rules {
		if s.hidden(u, name) {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}
