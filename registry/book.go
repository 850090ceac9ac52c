package registry

import "slices"

// book is the households that requests are about, numbers whole, as they are now,
// and who of those that come in stands where. Applying a request turns its pages.
type book struct {
	held    map[string]*Household
	holders map[string][]string // ID number → households
}

// about are copies of the households one request can touch: its own, and those
// that hold the numbers of who comes in.
func (b *book) about(r *Request) (held map[string]*Household, holders map[string][]string) {
	codes := []string{r.Household, r.Other}
	if r.Form.Founded != nil {
		codes = append(codes, r.Form.Founded.Code)
	}
	holders = map[string][]string{}
	for _, number := range numbers([]*Request{r}) {
		holders[number] = b.holders[number]
		codes = append(codes, b.holders[number]...)
	}
	held = map[string]*Household{}
	for _, code := range codes {
		if h := b.held[code]; h != nil {
			c := *h
			c.Members = slices.Clone(h.Members)
			held[code] = &c
		}
	}
	return held, holders
}

// turn puts a household's new version into the book.
func (b *book) turn(before, after *Household) {
	b.held[after.Code] = after
	if before != nil {
		for _, m := range before.Members {
			if at := slices.Index(b.holders[m.Number], before.Code); m.HasID && at >= 0 {
				b.holders[m.Number] = slices.Delete(slices.Clone(b.holders[m.Number]), at, at+1)
			}
		}
	}
	for _, m := range after.Members {
		if m.HasID && !slices.Contains(b.holders[m.Number], after.Code) {
			b.holders[m.Number] = append(slices.Clone(b.holders[m.Number]), after.Code)
		}
	}
}
