package plan

import (
	"fmt"

	"dixian/calendar"
	"dixian/division"
)

// levels are the lowest that may set a parameter, by the word of `set_by`.
var levels = map[string]division.Level{"province": division.Province, "city": division.Prefecture, "county": division.County}

// Lowest is the lowest level that may set the parameter; the province, where the
// package does not say.
func (p *Parameter) Lowest() division.Level {
	if level, said := levels[p.SetBy]; said {
		return level
	}
	return division.Province
}

// Why a value may not be set.
const (
	BreachNegative = "negative" // a line, a share and a limit are not negative
	BreachPlace    = "place"    // there is no such division
	BreachLevel    = "level"    // set_by names a higher level
	BreachSafer    = "safer"    // a level below may only move the safer way
)

// Breach is a value that may not be set in a division, and why.
type Breach struct {
	Parameter *Parameter
	Division  division.Code
	N         int64
	Why       string
	Above     Value // what holds above, of BreachSafer
}

// Breach says why a value may not be set in a division from a day on; nil: it may.
//
// Source: casework contract, "Parameters say who may set them".
func (p *Parameter) Breach(code division.Code, n int64, from calendar.Date) *Breach {
	b := &Breach{Parameter: p, Division: code, N: n}
	switch {
	case n < 0:
		b.Why = BreachNegative
	case !division.Guizhou().Known(code):
		b.Why = BreachPlace
	case code.Level() > p.Lowest():
		b.Why = BreachLevel
	case code.Level() > division.Province:
		above, ok := p.At(code.Parent(), from)
		if !ok || !p.lessSafe(n, above.N) {
			return nil
		}
		b.Why, b.Above = BreachSafer, above
	}
	if b.Why == "" {
		return nil
	}
	return b
}

func (b *Breach) Error() string {
	p := b.Parameter
	switch b.Why {
	case BreachNegative:
		return fmt.Sprintf("%s is below zero; a line, a share and a limit are not negative", p.Name)
	case BreachPlace:
		return fmt.Sprintf("there is no division %s", b.Division)
	case BreachLevel:
		return fmt.Sprintf("%s is set by the %s or above it, and %s is a %s", p.Name, p.Lowest(), b.Division, b.Division.Level())
	}
	return fmt.Sprintf("%s may only go %s from the %s that holds above %s, not to %s: a lower level may not do less for families",
		p.Name, p.Safer, FormatValue(p.Type, b.Above.N), b.Division, FormatValue(p.Type, b.N))
}
