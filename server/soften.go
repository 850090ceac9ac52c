package server

import (
	"slices"
	"strings"

	"dixian/access"
	"dixian/casework"
	"dixian/division"
	"dixian/registry"
	"dixian/rule"
)

// reader is who reads about a household, as far as it matters for what is told:
// the village does not see custody and mental illness, village and town do not
// see petitions, neither words nor channel.
//
// Source: casework contract, "Who may see and do what", column "does not see".
type reader struct {
	login   string           // empty: nobody in particular
	village bool             // has no role above the village there
	town    bool             // has none above the town
	hidden  []rule.Sensitive // words of the plan package that are softened; none above the village
}

// everything is told to a county.
var villageRoles, belowCounty = []string{"village_cadre", "village_team"}, []string{"village_cadre", "village_team", "town_clerk", "town_head"}

func (s *Server) readerFor(u *access.User, code division.Code) reader {
	within := func(list []string) bool {
		return !slices.ContainsFunc(u.RolesFor(code), func(r string) bool { return slices.Contains(caseRoles, r) && !slices.Contains(list, r) })
	}
	who := reader{}
	if within(villageRoles) {
		who = s.words.village()
	}
	who.town, who.login = within(belowCounty), u.Login
	return who
}

// village is a reader from whom the package's sensitive words are hidden.
func (w *words) village() reader { return reader{village: true, hidden: w.program.Sensitive()} }

// assigned is all that a village or town learns of a petition.
const assigned = "上级交办"

// hiddenRule is the name under which a rule about petitions is told.
const hiddenRule = "assigned"

// petitions is the table that is told to nobody below the county.
const petitions = "petition"

// hidesRule says whether a rule is about what the reader must not see.
func (w reader) hidesRule(r *rule.Rule) bool {
	return w.town && r != nil && r.About.Name == petitions
}

// soften replaces a value that the reader must not see.
func (w reader) soften(value string) (string, bool) {
	for _, s := range w.hidden {
		if value == s.Word {
			return s.As, true
		}
	}
	return value, false
}

// softenWords replaces sentences with sensitive words in them.
func (w reader) softenWords(text string) (string, bool) {
	for _, s := range w.hidden {
		if strings.Contains(text, s.Word) {
			return s.As, true
		}
	}
	return text, false
}

// withoutPetition is a text as the reader may know it: one that tells of a petition
// is nothing but a clue handed down from above.
func (w reader) withoutPetition(text string) string {
	if w.town && casework.NamesPetition(text) {
		return assigned
	}
	return text
}

// withholds says whether the reader may not see what somebody else wrote with an act,
// whatever the words: at the desk a petition's text is quoted without its channel. A
// record that is not known may be one with a petition.
func (s *Server) withholds(who reader, c *casework.Case, e *casework.Event) bool {
	return who.town && e.AtDesk() && e.User != who.login && e.User != "-" &&
		(c == nil || c.Channel == casework.FromHotline || slices.ContainsFunc(c.Alerts, func(a casework.Alert) bool { return who.hidesRule(s.words.rules[a.Rule]) }))
}

// channel is how a clue came, as the reader may know it.
func (w reader) channel(channel string) string {
	if w.town && channel == casework.FromHotline {
		return assigned
	}
	return channel
}

// numbered says whether a household's head is told on a board by a number: a
// minor, no adult at home, somebody in custody, or mental disability among what
// the alerts rest on.
//
// Source: casework contract, "Documents".
func (s *Server) numbered(c *casework.Case, h *registry.Household) (bool, error) {
	today := s.Casework.Today()
	adults, village := 0, s.words.village()
	for i, p := range h.Members {
		isHead := p.Relation == "户主" || i == 0
		if _, away := village.soften(p.Status); away || isHead && !p.Adult(today) {
			return true, nil
		}
		if p.Adult(today) {
			adults++
		}
	}
	if adults == 0 {
		return true, nil
	}
	for _, a := range c.Alerts {
		told, err := s.words.read(a.Rule, a.Evidence, c.Division, a.RaisedOn, village)
		if err != nil || told.soft {
			return true, err
		}
	}
	return false, nil
}
