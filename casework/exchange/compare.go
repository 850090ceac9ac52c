package exchange

import (
	"cmp"
	"slices"
	"strings"

	"dixian/division"
	"dixian/identity"
)

// Lists is the national system's two lists of a county, rows in the order of the
// files. A list that is not there is nil and not compared.
type Lists struct {
	Households, Persons []Cells
}

// The fields that are compared, in the order of the lists. Of those that cases
// decide ours may be unknown and is then not compared.
var (
	householdFields = []string{"division_code", "head_name", "kind", "object_type", "identified", "main_risk", "risk_cleared", "cleared", "relocated", "members", "phone"}
	personFields    = []string{"id_number", "household_code", "name", "relation", "sex", "birth_date", "ethnicity", "education", "health", "labor"}
	caseFields      = []string{"object_type", "identified", "main_risk", "risk_cleared", "cleared"}
)

// Compare holds a county's records against the national system's lists. All
// records of the registry are wanted, listed or not: a household that they have
// and we do not monitor is told apart from one that we do not know.
func Compare(county division.Code, records []Record, theirs Lists) []Found {
	c := comparing{county: county, ours: map[string]Record{}, holders: map[string]string{}, taken: map[string]bool{}, code: map[string]string{}}
	for _, r := range records {
		c.ours[r.Household.Code] = r
		for _, p := range r.Members() {
			if p.HasID {
				c.holders[p.Number] = r.Household.Code
			}
		}
	}
	c.households(theirs)
	c.persons(theirs)
	slices.SortStableFunc(c.found, func(a, b Found) int {
		return cmp.Or(cmp.Compare(a.Division, b.Division), cmp.Compare(a.Household, b.Household), cmp.Compare(a.Number, b.Number))
	})
	return c.found
}

// comparing is a comparison under way.
type comparing struct {
	county  division.Code
	ours    map[string]Record // by code
	holders map[string]string // ID number → code of our household
	taken   map[string]bool   // our households that a row of theirs is about
	code    map[string]string // their code → ours, where they differ
	found   []Found
}

// households compares their households with our listed ones.
func (c *comparing) households(theirs Lists) {
	if theirs.Households == nil {
		return
	}
	told := filled(theirs.Households)
	theirCodes := map[string]bool{}
	for _, row := range theirs.Households {
		theirCodes[row["household_code"]] = true
	}
	c.recognise(theirs, theirCodes)
	for _, row := range theirs.Households {
		code := row["household_code"]
		if ours := c.code[code]; ours != "" {
			c.add(Found{List: Households, Kind: Field, Household: ours, Name: row["head_name"], Field: "household_code", Ours: ours, Theirs: code, Division: c.ours[ours].Household.Division})
			code = ours
		}
		r, held := c.ours[code]
		switch {
		case !held:
			c.onlyThere(row, code, "登记里没有这一户")
		case !r.Listed():
			c.taken[code] = true
			c.onlyThere(row, code, notListed(r))
		default:
			c.taken[code] = true
			c.fields(Households, householdFields, told, r.Cells(), row, Found{Household: code, Name: r.Household.Head(), Division: r.Household.Division})
		}
	}
	for code, r := range c.ours {
		if r.Listed() && !c.taken[code] {
			c.add(Found{List: Households, Kind: OnlyHere, Household: code, Name: r.Household.Head(), Ours: state(r), Division: r.Household.Division})
		}
	}
}

func (c *comparing) onlyThere(row Cells, code, note string) {
	c.add(Found{List: Households, Kind: OnlyThere, Household: code, Name: row["head_name"], Theirs: cmp.Or(row["object_type"], row["kind"]), Note: note, Division: villageOf(row["division_code"], c.county)})
}

// recognise finds households of theirs under a code that we do not know whose
// persons, by their whole numbers, are all in one household of ours.
func (c *comparing) recognise(theirs Lists, theirCodes map[string]bool) {
	homes := map[string]map[string]bool{} // their code → our codes; "": somebody we do not know
	for _, row := range theirs.Persons {
		code := row["household_code"]
		if _, held := c.ours[code]; held || !theirCodes[code] || row["id_number"] == "" {
			continue
		}
		if homes[code] == nil {
			homes[code] = map[string]bool{}
		}
		homes[code][c.holders[row["id_number"]]] = true
	}
	claimed := map[string]int{}
	for _, in := range homes {
		for ours := range in {
			claimed[ours]++
		}
	}
	for code, in := range homes {
		for ours := range in {
			if len(in) == 1 && ours != "" && claimed[ours] == 1 && !theirCodes[ours] {
				c.code[code] = ours
			}
		}
	}
}

// persons compares their persons with the members of our listed households. Whom
// no number recognises is held to be who has the same name in the same household,
// if there is just one on either side: the number is then the difference, and is
// never filled in from there.
func (c *comparing) persons(theirs Lists) {
	if theirs.Persons == nil {
		return
	}
	told := filled(theirs.Persons)
	told["id_number"] = true
	byNumber, unknown, met := map[string]int{}, map[[2]string][]int{}, make([]bool, len(theirs.Persons))
	for i, row := range theirs.Persons {
		if home := c.code[row["household_code"]]; home != "" {
			row["household_code"] = home
		}
		if n := row["id_number"]; n != "" && c.holders[n] != "" {
			byNumber[n] = i
		} else {
			who := [2]string{row["household_code"], row["name"]}
			unknown[who] = append(unknown[who], i)
		}
	}
	for _, r := range c.ours {
		if !r.Listed() {
			continue
		}
		for _, p := range r.Members() {
			i, there := byNumber[p.Number]
			if there = there && p.HasID; !there {
				same := unknown[[2]string{r.Household.Code, p.Name}]
				if there = len(same) == 1 && namesakes(r, p.Name) == 1; there {
					i = same[0]
				}
			}
			at := Found{List: Persons, Household: r.Household.Code, Name: p.Name, Division: r.Household.Division}
			if p.HasID {
				at.Number = p.Number
			}
			if !there {
				at.Kind, at.Ours = OnlyHere, p.Relation
				c.add(at)
				continue
			}
			met[i] = true
			c.fields(Persons, personFields, told, personCells(r.Household.Code, &p), theirs.Persons[i], at)
		}
	}
	for i, row := range theirs.Persons {
		if !met[i] {
			c.strange(row, row["id_number"])
		}
	}
}

// strange is a person of theirs whom no listed household of ours has.
func (c *comparing) strange(row Cells, number string) {
	f := Found{List: Persons, Kind: OnlyThere, Household: row["household_code"], Name: row["name"], Number: number, Theirs: row["relation"], Division: c.county}
	if r, held := c.ours[row["household_code"]]; held {
		f.Division = r.Household.Division
	}
	if home := c.holders[number]; number != "" && home != "" {
		f.Note = "登记在 " + home + " 户"
	}
	c.add(f)
}

// fields adds a difference for every compared field that their list has at all,
// that we know, and that is not the same. Where we say no, a cell that they leave
// empty says nothing else.
func (c *comparing) fields(list string, compared []string, told map[string]bool, ours, theirs Cells, at Found) {
	for _, field := range compared {
		a, b := ours[field], theirs[field]
		undecided := a == "" && field != "object_type" && slices.Contains(caseFields, field)
		if !told[field] || undecided || a == b || a == yes(false) && b == "" {
			continue
		}
		at.List, at.Kind, at.Field, at.Ours, at.Theirs = list, Field, field, a, b
		c.add(at)
	}
}

func (c *comparing) add(f Found) { c.found = append(c.found, f) }

// filled are the columns in which a list has anything at all.
func filled(rows []Cells) map[string]bool {
	out := map[string]bool{}
	for _, row := range rows {
		for field, cell := range row {
			if cell != "" {
				out[field] = true
			}
		}
	}
	return out
}

func namesakes(r Record, name string) int {
	n := 0
	for _, p := range r.Members() {
		if p.Name == name {
			n++
		}
	}
	return n
}

func state(r Record) string {
	if r.Monitored() {
		return r.Household.ObjectType
	}
	return r.Household.Kind
}

func notListed(r Record) string {
	if r.Household.EndedOn != 0 {
		return "登记里这一户已注销"
	}
	return "登记里是一般农户，没有纳入监测"
}

// Masked is a difference as it is shown: no number and no phone whole.
func (f Found) Masked() Found {
	f.Number = identity.MaskID(f.Number)
	switch f.Field {
	case "id_number":
		f.Ours, f.Theirs = identity.MaskID(f.Ours), identity.MaskID(f.Theirs)
	case "phone":
		f.Ours, f.Theirs = identity.MaskText(f.Ours), identity.MaskText(f.Theirs)
	case "birth_date":
		// Beside a masked number the whole date would give it away.
		f.Ours, f.Theirs = yearOf(f.Ours), yearOf(f.Theirs)
		if f.Ours == f.Theirs {
			f.Theirs += "（月日不同）"
		}
	}
	return f
}

func yearOf(day string) string {
	year, _, _ := strings.Cut(day, "-")
	return year
}
