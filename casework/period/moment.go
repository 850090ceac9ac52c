package period

import (
	"cmp"
	"context"
	"slices"
	"time"

	"dixian/calendar"
	"dixian/division"
)

// Moment is the end of a day as the periods of one or several places keep it.
type Moment struct {
	Day       calendar.Date
	Periods   []int64 // no two of one place
	LastEvent int64
	LockedAt  time.Time
}

type momentKey struct{}

// At is a context in which the store answers as of a moment.
func At(ctx context.Context, m *Moment) context.Context {
	return context.WithValue(ctx, momentKey{}, m)
}

// Of is the moment that a context looks as of; nil: now.
func Of(ctx context.Context) *Moment {
	m, _ := ctx.Value(momentKey{}).(*Moment)
	return m
}

// MomentOf puts a day's moment of places together from what is locked. Of a place
// that no period holds by itself all parts are wanted, which parts gives (the
// counties of a province). What is held by none is missing.
func MomentOf(locked []*Period, day calendar.Date, places []division.Code, parts func(division.Code) []division.Code) (m *Moment, missing []division.Code) {
	m = &Moment{Day: day}
	var taken []*Period
	held := slices.DeleteFunc(slices.Clone(locked), func(p *Period) bool { return p.State != Locked || p.Day != day })
	// The wider first, so that what it holds is not taken again from a narrower one.
	slices.SortStableFunc(held, func(a, b *Period) int { return cmp.Compare(a.Division.Level(), b.Division.Level()) })
	take := func(place division.Code) bool {
		in := func(p *Period) bool { return holds(p, place) }
		if slices.ContainsFunc(taken, in) {
			return true
		}
		if i := slices.IndexFunc(held, in); i >= 0 {
			taken = append(taken, held[i])
			return true
		}
		return false
	}
	for _, place := range places {
		if take(place) {
			continue
		}
		below := parts(place)
		if len(below) == 0 {
			missing = append(missing, place)
		}
		for _, part := range below {
			if !take(part) {
				missing = append(missing, part)
			}
		}
	}
	for _, p := range taken {
		// Taken for one place, and inside what was taken for a wider one later.
		if slices.ContainsFunc(taken, func(o *Period) bool { return o != p && holds(o, p.Division) }) {
			continue
		}
		m.Periods = append(m.Periods, p.ID)
		m.LastEvent = max(m.LastEvent, p.LastEvent)
		if p.LockedAt.After(m.LockedAt) {
			m.LockedAt = p.LockedAt
		}
	}
	return m, missing
}

func holds(p *Period, place division.Code) bool {
	return p.Division == place || p.Division.Contains(place)
}
