package casework

import (
	"context"
	"encoding/json"

	"dixian/division"
	"dixian/rule"
	"dixian/screening"
)

// RunLine is one finding about the data of a place, as the newest screening of
// that place has it: of a household, or of a county that a table does not cover.
// A newer screening of the place replaces it. Nobody settles it: it goes when the
// data are put right.
//
// Source: screening contract, "Consistency findings".
type RunLine struct {
	ID        int64
	Run       int64
	Division  division.Code // the household's village; of a county's line the county
	Household string        // code; empty: the line is about the county
	Rule      string
	About     string // key of the table that is to be put right
	Members   string // masked numbers joined by ;
	Evidence  string // JSON object
}

// LineFilter chooses findings. The scope always narrows; empty values do not.
type LineFilter struct {
	Scope    []division.Code
	Under    division.Code
	Rule     string
	Tables   []string // about one of these
	NotRules []string
	After    int64 // keyset: those after this one
	Limit    int
}

// LineCount is how many findings there are of a rule about a table.
type LineCount struct {
	Rule  string
	About string
	Count int
}

// TableOf is the table that is to be put right where a finding's rule fires: the
// extract that it is about, else the table of a fact or a chosen row that it names
// itself, else the registry table it is about. What those facts read in turn (whether
// somebody is a member, say) is not what is wrong.
func TableOf(r *rule.Rule) string {
	if r.About.Folder == "extracts" {
		return r.About.Name
	}
	for _, e := range []*rule.Expr{r.When, r.Where} {
		if e == nil {
			continue
		}
		for _, n := range e.Names {
			t := n.Table
			if n.Target.Fact != nil && n.Target.Fact.From != nil {
				t = n.Target.Fact.From
			}
			if t != nil && (t.Folder == "extracts" || t.Name == "authorisations") {
				return t.Name
			}
		}
	}
	return r.About.Name
}

// lines replaces what earlier screenings found of the data of the places that this
// one looked at.
func (m *merge) lines(ctx context.Context, found []screening.Line) error {
	var out []RunLine
	for _, l := range found {
		at, err := division.ParseCode(l.Division)
		if err != nil {
			return err
		}
		if !loads(m.u, at) {
			continue
		}
		line := RunLine{Run: m.run.ID, Division: at, Household: l.Household, Rule: l.Rule, Members: l.Members, Evidence: l.Evidence}
		if r := m.s.Program.Rule(l.Rule); r != nil {
			line.About = TableOf(r)
		} else {
			var thin struct{ Table string }
			if err := json.Unmarshal([]byte(l.Evidence), &thin); err != nil {
				return err
			}
			line.About = thin.Table
		}
		out = append(out, line)
	}
	for _, d := range m.run.Places {
		if err := m.s.Store.DropLines(ctx, d, loads(m.u, d.County())); err != nil {
			return err
		}
	}
	return m.s.Store.AddLines(ctx, out)
}
