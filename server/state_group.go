package server

import "slices"

// stateGroup is where along the way of a household a state lies; overviews count
// by it and their links ask by it.
type stateGroup string

// At the desk, on the way to a decision, in the list of the monitored, cleared and
// watched, and over: ended or refused.
const (
	groupDesk   stateGroup = "desk"
	groupWay    stateGroup = "way"
	groupListed stateGroup = "listed"
	groupOut    stateGroup = "out"
	groupOver   stateGroup = "over"
)

var (
	deskStates      = []string{"triage", "asked_back"}
	monitoredStates = []string{"monitored", "clear_applied", "clear_visited", "clear_meeting", "clear_publicity", "clear_town_review", "clear_county_decision"}
	clearedStates   = []string{"cleared", "watch", "rolled_back"}
)

func (s *Server) groupOf(state string) stateGroup {
	st := s.flow.State(state)
	switch {
	case slices.Contains(deskStates, state):
		return groupDesk
	case slices.Contains(monitoredStates, state):
		return groupListed
	case slices.Contains(clearedStates, state):
		return groupOut
	case state == "refused" || state == "closed_no_risk" || st == nil || st.Final:
		return groupOver
	}
	return groupWay
}
