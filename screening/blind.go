package screening

import (
	"cmp"
	"fmt"
	"slices"

	"dixian/column"
	"dixian/division"
	"dixian/rule"
)

// Spoken is how an alert's rule spoke about the screened households of a county:
// of how many it raised the alert, and of how many it could not speak at all.
// A household is blind to a rule in one of two ways; who is in both counts as
// Unknown.
//
// Source: casework contract, "The desk": "blind = households for which the rule
// could not speak (uncovered, no ID, unauthorised)". No rule that raises an alert
// asks for authorisation; those that do raise hits.
type Spoken struct {
	County   division.Code
	Rule     string
	Screened int
	Raised   int
	Unknown  int // its condition is unknown: a value, or a table's coverage, is missing
	NoID     int // it joins tables by ID number, and a person of the household has none
}

// Spoken asks every alert's rule about every screened household. Lines are sorted
// by county and rule; a rule has a line in every county with screened households.
func (v *Province) Spoken(workers int) ([]Spoken, error) {
	var rules []*rule.Rule
	for _, r := range v.Panel.Program.Rules {
		if r.Raises == rule.Alert {
			rules = append(rules, r)
		}
	}
	byID := make([]bool, len(rules))
	for i, r := range rules {
		byID[i] = joinsByID(v.Panel.Program, r)
	}
	blocks := make([]map[int32][]Spoken, (v.Panel.Households+blockSize-1)/blockSize)
	askers := make([]*explainer, workers)
	for i := range askers {
		in := rule.NewInterpreter(v.run)
		askers[i] = &explainer{program: v.Panel.Program, in: in, tracer: rule.NewTracer(in)}
	}
	err := eachBlock(v.Panel.Households, blockSize, workers, func(worker, block, from, to int) error {
		counts, e := map[int32][]Spoken{}, askers[worker]
		for h := from; h < to; h++ {
			if e.in.Household(h); !e.in.Screened() {
				continue
			}
			of := counts[v.Panel.County[h]]
			if of == nil {
				of = make([]Spoken, len(rules))
				counts[v.Panel.County[h]] = of
			}
			nameless := v.lacksID(h)
			for i, r := range rules {
				of[i].Screened++
				switch {
				case e.raises(r):
					of[i].Raised++
				case e.undecided(r):
					of[i].Unknown++
				case nameless && byID[i]:
					of[i].NoID++
				}
			}
			if err := e.in.Err(); err != nil {
				return fmt.Errorf("household %s: %w", v.Panel.Code(h), err)
			}
		}
		blocks[block] = counts
		return nil
	})
	return v.spoken(rules, blocks), err
}

// spoken adds the counts of all blocks.
func (v *Province) spoken(rules []*rule.Rule, blocks []map[int32][]Spoken) []Spoken {
	var out []Spoken
	at := map[int32]int{}
	for _, counts := range blocks {
		for county, of := range counts {
			first, known := at[county]
			if !known {
				first = len(out)
				at[county] = first
				for _, r := range rules {
					out = append(out, Spoken{County: v.Panel.Counties[county], Rule: r.Name})
				}
			}
			for i, n := range of {
				s := &out[first+i]
				s.Screened, s.Raised, s.Unknown, s.NoID = s.Screened+n.Screened, s.Raised+n.Raised, s.Unknown+n.Unknown, s.NoID+n.NoID
			}
		}
	}
	slices.SortFunc(out, func(a, b Spoken) int { return cmp.Or(cmp.Compare(a.County, b.County), cmp.Compare(a.Rule, b.Rule)) })
	return out
}

// raises says whether a rule fires for the household where the explainer stands.
func (e *explainer) raises(r *rule.Rule) bool {
	_, fired := e.in.Firing(r)
	return fired
}

// joinsByID says whether a rule looks at rows that are found by a person's ID.
func joinsByID(p *rule.Program, r *rule.Rule) bool {
	byID := func(t *rule.Table) bool {
		return t != nil && t.Folder == "extracts" && slices.ContainsFunc(t.BelongsTo, func(name string) bool {
			c := t.Column(name)
			return c != nil && c.Type.Kind == rule.Ref && c.Type.Table == p.Persons.Name && c.Type.Key == rule.ID
		})
	}
	if byID(r.About) {
		return true
	}
	return slices.ContainsFunc(factsBelow(r), func(f *rule.Fact) bool { return byID(f.From) })
}

// Thresholds are the names of the parameters that a rule and the facts below it
// compare with, sorted.
func Thresholds(r *rule.Rule) []string {
	var out []string
	for _, x := range exprsBelow(r) {
		for _, n := range x.Names {
			if n.Param != nil && !slices.Contains(out, n.Param.Name) {
				out = append(out, n.Param.Name)
			}
		}
	}
	slices.Sort(out)
	return out
}

// lacksID says whether a person of a household has no ID number.
func (v *Province) lacksID(h int) bool {
	t := v.Panel.Program.Persons
	rows := v.Panel.Tables[t.Index]
	numbers, ok := rows.Columns[t.ColumnIndex("id_number")].(*column.Long)
	if !ok {
		return false
	}
	from, to := rows.Of(h)
	for row := from; row < to; row++ {
		if _, known := numbers.At(row); !known {
			return true
		}
	}
	return false
}
