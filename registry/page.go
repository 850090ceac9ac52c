package registry

import "dixian/division"

// Page chooses households of a scope that are not merged away, in order of division,
// then code. Zero fields but the scope choose nothing away.
type Page struct {
	Scope      []division.Code // the caller's; empty: none
	Under      division.Code
	Kind       string // 脱贫户 or 一般农户
	ObjectType string
	Monitored  bool // in the list, or cleared of its risk
	Whole      bool // numbers and phones unmasked

	AfterDivision division.Code // keyset: behind this household
	AfterCode     string
	Limit         int
}

// After is the page behind a household.
func (p Page) After(h *Household) Page {
	p.AfterDivision, p.AfterCode = h.Division, h.Code
	return p
}
