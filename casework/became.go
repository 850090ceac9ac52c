package casework

import "dixian/division"

// Part is how far a rule's alert has come with its clue.
type Part string

// The parts of what became of alerts. A record counts once for a rule, and only
// with an alert from before the county's decision: an alert about a household that
// is monitored already is a new risk on its case, not a clue. Records that go on
// elsewhere (attached, transferred) count there.
//
// Source: casework contract, "The desk": "precision = alerts whose clue ended in
// monitored / alerts whose clue ended".
const (
	BecameRaised  Part = "raised"  // the rule raised it
	BecameVisited Part = "visited" // somebody went there afterwards
	BecameEnded   Part = "ended"   // the clue ended: settled, closed, refused, or listed
	BecameListed  Part = "listed"  // the county listed the household: the alert was true
)

// Parts are all of them, in order.
var Parts = []Part{BecameRaised, BecameVisited, BecameEnded, BecameListed}

// Became chooses records with an alert of a rule, raised in a span, that has come
// so far. The zero value chooses nothing away.
type Became struct {
	Part   Part
	Rule   string
	Raised Span
}

// BecameCount is what came of a rule's alerts in a county, in records.
type BecameCount struct {
	County                         division.Code
	Rule                           string
	Raised, Visited, Ended, Listed int
}

// mainRisk is the main risk, as the county's decision names it, of which a rule's
// risk speaks. What is not here (收入, 支出, 兜底, 金融, 诉求) is no cause but a
// result, and no decision names it.
var mainRisk = map[string]string{
	"因病": "因病", "因学": "因学", "因残": "因残", "因灾": "因自然灾害", "因意外": "因意外事故", "就业": "因务工就业不稳", "缺劳动力": "缺劳动力",
	"住房": "因住房出现安全问题", "饮水": "因饮水出现安全问题",
}

// MainRisk is the main risk of a decision that a rule of a risk should have told
// of; empty: there is none.
func MainRisk(risk string) string { return mainRisk[risk] }
