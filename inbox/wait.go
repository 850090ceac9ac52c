package inbox

import (
	"context"

	"dixian/calendar"
	"dixian/division"
	"dixian/workflow"
)

// Wait is a case that waits for somebody's next step.
type Wait struct {
	Case int64
	// Household is whose case it is: who belongs to it is told nothing of it.
	Household string
	Round     int
	State     string
	Owners    []string // roles that must act
	Of        string   // department, where they are departments
	Above     []string // roles that are told when it is late; nil: the level above the owners
	Fresh     Kind     // what is new about it; empty: nothing
	Division  division.Code
	Urgent    bool // 红
	Clock     workflow.Clock
}

// Standing counts the waits of one village in one state on a day.
type Standing struct {
	Division division.Code
	State    string
	Owners   []string
	// Household is the one that these are about, where somebody who may be told
	// belongs to it; empty: many.
	Household string
	Of        string // department, where they are departments
	Tally
}

// Tally counts waits: all, those whose last day is today, those past it.
type Tally struct {
	Open  int `json:"open"`
	Today int `json:"today"`
	Late  int `json:"late"`
}

// One is the tally of one wait.
func One(c workflow.Clock, today calendar.Date) Tally {
	t := Tally{Open: 1}
	switch {
	case c.LightAt(today) == workflow.Late:
		t.Late = 1
	case c.Due == today && c.Paused == 0:
		t.Today = 1
	}
	return t
}

func (t *Tally) add(o Tally) {
	t.Open, t.Today, t.Late = t.Open+o.Open, t.Today+o.Today, t.Late+o.Late
}

// Source gives what waits.
type Source interface {
	// Waits gives at least the waits about which Due may have something to say on a
	// day: those fresh at a village, and those past half of their limit.
	Waits(ctx context.Context, today calendar.Date) ([]Wait, error)
	// Standings counts every wait that has a limit, those of the households apart.
	Standings(ctx context.Context, today calendar.Date, apart []string) ([]Standing, error)
	// Concerned are those who belong to a household about which something waits: its
	// code with their logins.
	Concerned(ctx context.Context) (map[string][]string, error)
	// Label is what a state is called.
	Label(state string) string
}
