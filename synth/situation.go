package synth

import "slices"

// situation is one thing that happened to a family: laid over a base life in which
// no rule fires. A family is in at most one.
type situation struct {
	rule       string // key of the alert rule or finding it is about
	how        string // in words
	fires      bool   // the rule fires; otherwise it just does not
	urgency    urgency
	perMillion int // families in a million
	shape      shape
	people     func(f *family) // who comes and goes; may be nil
	lay        func(f *family) // what happens; may be nil
}

// urgency is what the alert that a situation raises is graded.
type urgency uint8

const (
	quiet urgency = iota // no alert: a near miss, or a finding
	blue
	yellow
	red
)

// situations are all situations of families by chance. Their shares sum to a tenth
// of the families with an alert, a third of these blue alone and a fortieth red,
// besides near misses and findings; TestSituationShares holds that.
var situations = slices.Concat(
	incomeSituations, medicalSituations, schoolSituations, homeSituations, workSituations,
	aidSituations, mishapSituations, registryFindings, recordFindings,
)

// drawn returns the situation of the n-th family of the run, or nil for most. The
// few of an exact birth date and the relocated have tables of their own.
func drawn(seed uint64, c *county, h int) *situation {
	if c.exactly(h) {
		return &edges[(h/c.every+c.index)%len(edges)]
	}
	if h >= c.settled {
		if s := pick(resettledSituations, spread(seed, resettledStep, c.first+h)); s != nil {
			return s
		}
	}
	return pick(situations, spread(seed, situationStep, c.first+h))
}

// pick returns the situation whose part of the million holds at.
func pick(of []situation, at int) *situation {
	for i := range of {
		if at -= of[i].perMillion; at < 0 {
			return &of[i]
		}
	}
	return nil
}
