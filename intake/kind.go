package intake

import "dixian/rule"

// Kind is what sort of mistake keeps a row out. A department mends all of one kind
// in one go: it exports the column anew, or asks its clerks for what is left out.
type Kind string

// The kinds, each with its own cure.
const (
	KindCells    Kind = "cells"    // more or fewer cells than the header
	KindMissing  Kind = "missing"  // a required cell is empty
	KindID       Kind = "id"       // ID number
	KindMoney    Kind = "money"    // amount
	KindNumber   Kind = "number"   // any other number
	KindDate     Kind = "date"     // day, month or school year
	KindWord     Kind = "word"     // not among the words that may stand there
	KindDivision Kind = "division" // division code
	KindCredit   Kind = "credit"   // unified social credit code
	KindNotHeld  Kind = "not_held" // leads to a row that is not there
	KindText     Kind = "text"     // a text too long, or none
)

// KindOf is the kind of a row's first bad cell: by its column, nil where the row as
// a whole is at fault, and by what stands in it.
func KindOf(c *rule.Column, cell string) Kind {
	switch {
	case c == nil:
		return KindCells
	case cell == "":
		return KindMissing
	case c.Type.Kind == rule.Ref && c.Type.Stored() != rule.ID:
		return KindNotHeld
	case len(c.Type.Names) > 0:
		return KindWord
	}
	switch c.Type.Stored() {
	case rule.ID:
		return KindID
	case rule.Money:
		return KindMoney
	case rule.Int, rule.Decimal:
		return KindNumber
	case rule.Date, rule.Month, rule.SchoolYear:
		return KindDate
	case rule.Code, rule.Codes, rule.Bool:
		return KindWord
	case rule.Division:
		return KindDivision
	case rule.Credit:
		return KindCredit
	}
	return KindText
}
