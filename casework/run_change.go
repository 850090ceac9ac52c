package casework

import (
	"dixian/division"
	"dixian/screening"
)

// Source is a file that a screening read: of a delivery its batch. Files that were
// laid out from the registry are none.
type Source struct {
	Batch  int64  `json:"batch"`
	File   string `json:"file"` // as its sender called it
	SHA256 string `json:"sha256"`
}

// Inputs are what a screening keeps of what it read, beside parameters, coverage
// and day, so that the next one of its place can say why an alert differs.
type Inputs struct {
	Sources []Source          `json:"sources"`
	Rules   map[string]string `json:"rules"` // rule → digest of its definition and of all it reads
}

// read says whether a source was among the inputs: the batch, or, of files that
// came with one screening, the same bytes.
func (in *Inputs) read(s Source) bool {
	for _, o := range in.Sources {
		if s.Batch != 0 && o.Batch == s.Batch || s.SHA256 != "" && o.SHA256 == s.SHA256 {
			return true
		}
	}
	return false
}

// DecidingRow is a row that an alert rests on, with the delivery it came by; file
// empty: the registry.
type DecidingRow struct {
	screening.Deciding
	Batch int64  `json:"batch"`
	File  string `json:"file"`
}

// Raised is an alert as the newest screening of its village raised it, with the
// rows that decided it. The next screening of the village replaces it.
//
// Source: casework contract, "The rows that decided an alert are kept with it".
type Raised struct {
	ID        int64
	Run       int64
	Division  division.Code // the household's village
	Household string
	Rule      string
	Risk      string
	Urgency   string
	Members   string // masked numbers joined by ;
	Evidence  string // JSON object
	Rows      []DecidingRow
}

func (r *Raised) line() *screening.Line {
	return &screening.Line{
		Division: r.Division.String(), Household: r.Household, Rule: r.Rule, Risk: r.Risk, Urgency: r.Urgency, Members: r.Members, Evidence: r.Evidence,
	}
}

// The three things that can have become of an alert between two screenings.
const (
	ChangeNew     = "new"
	ChangeGone    = "gone"
	ChangeAltered = "altered" // urgency, who is named, or a value of its sum
)

// Reasons why an alert differs between two screenings, the most specific first.
const (
	ByRows       = "rows"      // a row came, was replaced or taken back
	ByRegistry   = "registry"  // the household or a member was changed, came or left
	ByParameters = "parameter" // the value of a parameter
	ByCoverage   = "coverage"  // a table covers the county now, or does so no more
	ByPackage    = "package"   // another version of the rule
	ByDay        = "day"       // time went on: a period moved
	ByNothing    = "unknown"   // none of what is kept tells why
)

// Reasons are all of them, in order.
var Reasons = []string{ByRows, ByRegistry, ByParameters, ByCoverage, ByPackage, ByDay, ByNothing}

// RunChange is an alert that differs between a screening and the one before it of
// the same village.
type RunChange struct {
	ID        int64
	Run       int64
	Before    int64 // the earlier screening
	Division  division.Code
	Household string
	Rule      string
	Kind      string
	Was, Is   string // urgency
	Why       []string
	Told      ChangeTold
}

// ChangeTold is what shows why; it is kept sealed.
type ChangeTold struct {
	MembersWas string                  `json:"members_was,omitempty"`
	MembersIs  string                  `json:"members_is,omitempty"`
	Values     []screening.ValueChange `json:"values,omitempty"`
	Rows       []RowChange             `json:"rows,omitempty"`
	Parameters []screening.ValueChange `json:"parameters,omitempty"`
	Coverage   []CoverageChange        `json:"coverage,omitempty"`
	Requests   []int64                 `json:"requests,omitempty"` // changes of the registry since
	Unscreened bool                    `json:"unscreened,omitempty"`
}

// What became of a row that decides.
const (
	RowArrived      = "arrived"   // from a delivery that the earlier screening did not have
	RowReplaced     = "replaced"  // the same key with other cells
	RowWithdrawn    = "withdrawn" // no delivery that counts holds it any more
	RowCounts       = "counts"    // it was there before, and counts now
	RowCountsNoMore = "counts_no_more"
)

// RowChange is a row that decides, and what became of it.
type RowChange struct {
	How      string       `json:"how"`
	Table    string       `json:"table"`
	Who      string       `json:"who,omitempty"`
	Relation string       `json:"relation,omitempty"`
	Cells    []CellChange `json:"cells,omitempty"`
	Was      *RowAt       `json:"was,omitempty"`
	Is       *RowAt       `json:"is,omitempty"`
}

// CellChange is a cell that the rules read; equal on both sides where nothing
// changed in it.
type CellChange struct {
	Column string `json:"column"`
	Was    string `json:"was"`
	Is     string `json:"is"`
}

// RowAt is where a row stands; file empty: in the registry.
type RowAt struct {
	Batch int64  `json:"batch"`
	File  string `json:"file"`
	Line  int    `json:"line"`
}

// CoverageChange is a period of a table that is covered in one of two screenings.
type CoverageChange struct {
	Table  string             `json:"table"`
	Period string             `json:"period"`
	Was    *screening.Covered `json:"was,omitempty"`
	Is     *screening.Covered `json:"is,omitempty"`
}

// ChangeFilter chooses changes. The scope always narrows; empty values do not.
type ChangeFilter struct {
	Scope     []division.Code
	Under     division.Code
	Run       int64
	Rule      string
	Kind      string
	Why       string
	Household string
	NotRules  []string
	After     int64 // keyset: those after this one
	Limit     int
}

// ChangeCount is how many alerts of a rule changed so in a place, for the same
// reasons.
type ChangeCount struct {
	Place division.Code
	Rule  string
	Kind  string
	Why   string // reasons joined by commas
	Count int
}
