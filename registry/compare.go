package registry

// Difference is a field in which two versions of a household differ. A person who
// is in one of them only has the differences of all fields from or to empty, and
// Came or Went.
type Difference struct {
	Member     string // name of the person it is about; empty: the household
	Number     string // of that person, whole
	HasID      bool
	Field      string // key of the data contract; empty: the person as a whole
	Old, New   string
	Came, Went bool
}

// Compare lists what differs between two versions of a household, its own fields
// first. A person is known by the number, or, where it is new, by name and birth
// date.
func Compare(before, after *Household) []Difference {
	var out []Difference
	if before == nil {
		before = &Household{}
	}
	if after == nil {
		after = &Household{}
	}
	old, now := before.Cells(), after.Cells()
	if before.Code == "" {
		old = map[string]string{}
	}
	for _, field := range HouseholdFields {
		if old[field] != now[field] {
			out = append(out, Difference{Field: field, Old: old[field], New: now[field]})
		}
	}
	pairs, went, came := match(before.Members, after.Members)
	for _, p := range pairs {
		a, b := &before.Members[p[0]], &after.Members[p[1]]
		old, now := a.Cells(), b.Cells()
		for _, field := range PersonFields {
			if old[field] != now[field] {
				out = append(out, Difference{Member: b.Name, Number: b.Number, HasID: b.HasID, Field: field, Old: old[field], New: now[field]})
			}
		}
	}
	for _, i := range came {
		p := &after.Members[i]
		out = append(out, Difference{Member: p.Name, Number: p.Number, HasID: p.HasID, New: p.Name, Came: true})
	}
	for _, i := range went {
		p := &before.Members[i]
		out = append(out, Difference{Member: p.Name, Number: p.Number, HasID: p.HasID, Old: p.Name, Went: true})
	}
	return out
}

// match pairs the persons of two versions.
func match(before, after []Person) (pairs [][2]int, went, came []int) {
	taken := make([]bool, len(after))
	partner := func(same func(a, b *Person) bool, a *Person) int {
		for j := range after {
			if !taken[j] && same(a, &after[j]) {
				taken[j] = true
				return j
			}
		}
		return -1
	}
	var rest []int
	for i := range before {
		if j := partner(sameNumber, &before[i]); j >= 0 {
			pairs = append(pairs, [2]int{i, j})
		} else {
			rest = append(rest, i)
		}
	}
	for _, i := range rest {
		if j := partner(sameFace, &before[i]); j >= 0 {
			pairs = append(pairs, [2]int{i, j})
		} else {
			went = append(went, i)
		}
	}
	for j := range after {
		if !taken[j] {
			came = append(came, j)
		}
	}
	return pairs, went, came
}

func sameNumber(a, b *Person) bool { return a.HasID == b.HasID && a.Number == b.Number }

func sameFace(a, b *Person) bool { return a.Name == b.Name && a.BirthDate == b.BirthDate }
