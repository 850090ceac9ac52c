package casework

import (
	"context"
	"maps"
	"slices"

	"dixian/calendar"
	"dixian/division"
	"dixian/identity"
	"dixian/registry"
)

// Consent is what an adult signed on a case, or took back, as the table
// authorisations of the plan package has it.
type Consent struct {
	Household, ID     string        // the ID number whole
	SignedOn, ValidTo calendar.Date // ValidTo 0: open
	Way               string        // 纸质 本人手机 录音 联系不上
}

// householdsAtOnce is how many households are read for their members' numbers at once.
const householdsAtOnce = 500

// Consents are the rows that what was signed on the cases of a scope adds to the
// table authorisations, by household and as they came: so who signs at a visit is
// compared by the next screening, and who takes it back is not.
//
// A withdrawal is a signature that was over the day before: the newest decides alone.
// One note that somebody was out of reach is none until there are as many as MostTries.
// Two members whose masked numbers are the same cannot be told apart, and neither has
// a row: nobody is read by the signature of another.
//
// Source: casework contract, Authorisation, "Signed rows feed the authorisations
// table"; screening contract, Check hits.
func (s *Service) Consents(ctx context.Context, scope []division.Code) ([]Consent, error) {
	signed, err := s.Store.SignedIn(ctx, scope)
	if err != nil {
		return nil, err
	}
	var out []Consent
	for codes := range slices.Chunk(slices.Sorted(maps.Keys(signed)), householdsAtOnce) {
		households, err := s.Registry.Households(ctx, codes, true)
		if err != nil {
			return nil, err
		}
		for _, code := range codes {
			if h := households[code]; h != nil {
				out = append(out, consentsOf(h, signed[code])...)
			}
		}
	}
	return out, nil
}

func consentsOf(h *registry.Household, signed []Authorisation) (out []Consent) {
	ids := map[string][]string{} // by masked number
	for _, p := range h.Members {
		if p.HasID {
			masked := identity.MaskID(p.Number)
			ids[masked] = append(ids[masked], p.Number)
		}
	}
	for _, a := range signed {
		if len(ids[a.Number]) != 1 {
			continue
		}
		c := Consent{Household: h.Code, ID: ids[a.Number][0], SignedOn: a.SignedOn, ValidTo: a.ValidTo, Way: a.Way}
		switch {
		case a.Way == Withdrawn:
			c.Way, c.ValidTo = onPaper, a.SignedOn-1
		case a.Way == Unreached && Tries(signed, a.Number, a.SignedOn) < MostTries:
			continue
		}
		out = append(out, c)
	}
	return out
}
