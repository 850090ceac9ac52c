package plan

import "dixian/rule"

// Pos is a place in a package: a file relative to the package folder, a line and
// a column, both from 1.
type Pos struct {
	File         string
	Line, Column int
}

// Text is a scalar as it stands in the file, with where it stands.
type Text struct {
	Value string
	Pos   Pos
}

// Cite is where an item comes from: a document item, a section, a paragraph.
type Cite struct {
	Document, Section Text
	Paragraph         Text
}

// Item is what every kind has.
type Item struct {
	Name  string
	Label string
	Cites []Cite
	Pos   Pos // of the item's name
}

// Document is a source that items cite.
type Document struct {
	Item
	Number, Issued, Source string
}

// Table is a declared set of rows.
type Table struct {
	Item
	*rule.Table
	ColumnPos map[string]Pos // of each column's name
	Coverage  *Coverage
}

// Coverage says how a table's coverage of a county is measured; see the plan
// language page. Expressions are unchecked text here.
type Coverage struct {
	Pos                          Pos
	Of                           Text // persons or households
	Expected, Present, PresentOf Text
	Share, Floor, FloorOf        Text // Share and Floor: param.name
	SeenWithin                   int  // months; 0: not asked
	Within, Report               Text // periods
}

// Parameter is a number keyed by division and date.
type Parameter struct {
	Item
	Type   rule.Type
	SetBy  string // province, city, county
	Safer  string // up, down
	Values []ParameterValue

	parsed   []Value // of Values, by parse
	approved []Value // laid over them, in order of approval: see With
}

// ParameterValue is one value: valid in Division and below from From (included)
// until To (excluded, empty: open), as written.
type ParameterValue struct {
	Division, From, To, Value Text
	Status, Number            string // verified or example; document number
}

// Fact is a derived column, unchecked.
type Fact struct {
	Item
	About Text
	Unit  string
	Is    Text // form 1

	From     Text // forms 2 and 3
	Within   Text
	Where    Text
	Pick     *Pick
	Agg      string // count, any, sum, min, max; empty for a pick or a formula
	AggArg   Text   // `rows`, `distinct x`, or an expression
	Coverage string // required, assumed, or empty
	CoverPos Pos
}

// Pick chooses one row of many.
type Pick struct {
	Pos    Pos
	Only   bool
	Newest Text // column
	Per    Text // column, or empty
}

// Rule is a filter with a consequence, unchecked.
type Rule struct {
	Item
	Raises, Risk, Urgency string
	About                 Text
	Where, When, Who      Text
	UrgentWhen            Text
	WorsensBy             Text // a fact; empty: by new names and rows
	Says                  Text
	Nameless              bool
	Everyone              bool // findings about every household, screened or not
	Visit                 bool // a finding that is a reason to visit
}

// Screening is the one population of alerts and hits.
type Screening struct {
	Item
	Where Text
}

// Test is a worked case: given these records at this date, expect this.
type Test struct {
	Item
	AsOf       Text
	Like       Text
	People     []Person
	Given      map[string][]GivenRow // by table, in file order
	Drop       map[string][]Text
	Parameters map[string]Text
	Covered    []Text
	Expect     Expect
}

// Person stands for a made-up ID number in a test.
type Person struct {
	Name string // P1 … P99
	Born Text   // date; empty: 1980-01-01
	Male bool
	Pos  Pos
}

// GivenRow is one row of a test, by column key, as written.
type GivenRow struct {
	Pos   Pos
	Cells map[string]Text
}

// Expect is what a test demands. Maps go from household to rule names.
type Expect struct {
	Alerts, Hits, Findings map[string][]Text // nil: not checked
	Urgent, Silent         map[string][]Text
	Who                    map[string][]Text // rule → people
	Facts                  map[string]Text   // household.x, P1.x → value or `unknown`
}

// Workflow is how the records of a table move between states, unchecked.
type Workflow struct {
	Item
	About  Text
	Starts []Text
	Whole  *Whole
	States []*State
	Moves  []*Move
}

// Whole bounds the way along a path of states in natural days.
type Whole struct {
	Pos   Pos
	Limit Text   // param.name
	Path  []Text // states, from the start of the clock to the last
}

// State is where a record waits.
type State struct {
	Item
	Owners   []Text // roles
	Limit    Text   // param.name
	Workdays bool
	Final    bool
}

// Move leads from states to a state.
type Move struct {
	Item
	From, By []Text
	To       Text
	Asks     []*Ask
	Refusals []*Refusal
	Reason   bool
	Bulk     bool
	NotBy    Text // a move
	Notice   string
	FirstDay bool
	Offer    bool
}

// Ask is one question of a move's form.
type Ask struct {
	Pos     Pos
	Column  *rule.Column
	Section string
	Unsure  bool
	Lines   *rule.Lines
}

// Refusal stands in the way of a move while its condition is true.
type Refusal struct {
	Pos  Pos
	When Text
	Says string
}

// Package is a plan package as read from its files.
type Package struct {
	Dir        string
	Hash       string // SHA-256 over the names and bytes of its files, hex
	Documents  []*Document
	Tables     []*Table
	Parameters []*Parameter
	Facts      []*Fact
	Rules      []*Rule
	Screening  *Screening
	Workflows  []*Workflow
	Tests      []*Test
}
