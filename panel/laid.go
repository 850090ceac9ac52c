package panel

import (
	"dixian/column"
	"dixian/division"
	"dixian/rule"
)

// Laid makes a panel of rows that lie in order already: those of a saved panel, or
// some of its households. tables are parallel to the program's tables, each in the
// order that Build gives; village and county are of each household, and a county
// is a place in counties, of which some may have no household. The panel looks up
// no household by code and knows no origins: who saved it does.
func Laid(p *rule.Program, tables []*rule.Rows, village []division.Code, county []int32, counties []division.Code) *Panel {
	b := &Panel{
		Program: p, Division: village, County: county, Counties: counties,
		Unmatched: make([]int, len(p.Tables)),
	}
	b.Households, b.Tables = len(village), tables
	codes := tables[p.Households.Index].Columns[p.Households.ColumnIndex("household_code")]
	b.codes.codes = column.Plain(codes).(*column.Text)
	b.layTouches()
	return b
}
