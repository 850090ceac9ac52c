package casework

import (
	"slices"
	"strings"

	"dixian/rule"
)

// petitionWords are words by which a text tells that a household has petitioned, or
// through which channel.
var petitionWords = []string{"信访", "上访", "来信来访", "热线", "12345", "12317"}

// NamesPetition says whether a text tells of a petition. Village and town learn no
// more of one than that a clue was handed down from above.
//
// Source: casework contract, "Who may see and do what", column "does not see".
func NamesPetition(text string) bool {
	return slices.ContainsFunc(petitionWords, func(w string) bool { return strings.Contains(text, w) })
}

// AtDesk says whether an act was done where clues are judged, before anybody is sent:
// what is written there about a petition may quote it.
func (e *Event) AtDesk() bool {
	return e.Act == "settle_alerts" || slices.Contains([]string{"clue", "triage", "asked_back"}, e.From)
}

// letterTellsNoPetition refuses words that go into a letter to the family, which
// village and town hand over.
func letterTellsNoPetition(m *rule.Move, form map[string]string) error {
	if m.Notice == "" {
		return nil
	}
	for _, a := range m.Asks {
		if NamesPetition(form[a.Name]) {
			return refuse(m.Name, a.Name, "“"+a.Label+"”要写进给农户的文书，由村和乡镇送达；请不要提信访和热线，只写这一户的情况")
		}
	}
	return nil
}
