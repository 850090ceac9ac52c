package rule

import (
	"slices"

	"dixian/column"
)

// Kind is the family of a type.
type Kind uint8

// The kinds of the plan language and the Go value of a known cell of each.
const (
	Invalid    Kind = iota
	Money           // money.Fen in a column, money.Exact in an expression
	Share           // money.Share
	Int             // int32 in a column, int64 in an expression, with a Unit
	Date            // calendar.Date
	Month           // calendar.Month
	SchoolYear      // calendar.SchoolYear
	Code            // uint8: place in Type.Codes; its word in an expression
	Codes           // int32: set of places in Type.Codes
	Bool            // bool
	Text            // string
	ID              // identity.ID
	Division        // string of 12 digits (code12)
	Credit          // string (credit_code)
	Decimal         // text of a decimal; not computed with
	Ref             // reference to a row of Type.Table; read as that table's key
	Period          // a span of time, constant in a run
)

// Unit is what an Int counts ("years", "days", "persons" …); empty for a bare number.
type Unit string

// Type is the type of a column, a fact, a parameter or an expression.
type Type struct {
	Kind  Kind
	Unit  Unit     // of Int: days months year years persons rows times …
	Codes []string // of Code and Codes: the words in deciding order
	Names []string // of Int: the words of 1, 2, 3 …; then no other number is allowed
	Table string   // of Ref: the table referred to
	Key   Kind     // of Ref: the kind of that table's key (ID or Text)
}

// CodeIndex is the place of a word in the list, or -1.
func (t Type) CodeIndex(word string) int { return slices.Index(t.Codes, word) }

var kindNames = [...]string{
	Invalid: "invalid", Money: "money", Share: "share", Int: "int", Date: "date", Month: "month", SchoolYear: "school_year",
	Code: "code", Codes: "codes", Bool: "bool", Text: "text", ID: "id18", Division: "code12", Credit: "credit_code",
	Decimal: "decimal", Ref: "reference", Period: "period",
}

// String is the word the plan language uses for the kind.
func (k Kind) String() string { return kindNames[k] }

// String names the type for messages: "int (years)", "reference to persons".
func (t Type) String() string {
	switch {
	case t.Kind == Int && t.Unit != "":
		return "int (" + string(t.Unit) + ")"
	case t.Kind == Ref:
		return "reference to " + t.Table
	}
	return t.Kind.String()
}

// Stored is the kind a column of this type is stored as: its own, or the key's
// of the table it refers to.
func (t Type) Stored() Kind {
	if t.Kind == Ref {
		return t.Key
	}
	return t.Kind
}

// NewColumn makes an empty column of the width that the type is stored in.
func (t Type) NewColumn() column.Column {
	switch t.Stored() {
	case Money, ID:
		return new(column.Long)
	case Int, Date, Month, SchoolYear, Codes, Share:
		return new(column.Word)
	case Code, Bool:
		return new(column.Byte)
	}
	return new(column.Text)
}
