package synth

import "strings"

// table is one table of the data contract as the generator knows it: enough to
// write it and to spoil it.
type table struct {
	key, label string
	registry   bool
	period     period
	columns    []column
}

// period is what a table's rows are dated by.
type period uint8

const (
	undated period = iota
	byDate
	byMonth
	byYear
	bySchoolYear
)

// column is one column of a table.
type column struct {
	key, label string
	kind       kind
	natural    bool     // ◆: part of the natural key
	required   bool     // †: must be there and not empty
	words      []string // kind list: what it takes
}

// kind is a column's type in the contract.
type kind uint8

const (
	text kind = iota
	id18
	code12
	date
	month
	year
	schoolYear
	money_
	decimal
	number
	boolean
	list      // one of words
	numbered  // one of words, or its place in the list from 1
	wordsList // several of words, joined by 、
	creditCode
)

var kinds = map[string]kind{
	"text": text, "id18": id18, "code12": code12, "date": date, "month": month, "year": year,
	"school_year": schoolYear, "money": money_, "decimal": decimal, "int": number, "bool": boolean,
	"credit_code": creditCode,
}

var periods = map[string]period{
	"undated": undated, "date": byDate, "month": byMonth, "year": byYear, "school_year": bySchoolYear,
}

// parseTables reads the notation of contract.go: a line "= key label where period"
// opens a table; each line after it is a column: key, label, type and marks. A type
// may be a list of words, "a|b|c"; a leading # lets a number stand for the word, a
// leading + several stand together.
func parseTables(notation string) []table {
	var tables []table
	for line := range strings.Lines(notation) {
		cell := strings.Fields(line)
		if len(cell) == 0 {
			continue
		}
		if cell[0] == "=" {
			tables = append(tables, table{key: cell[1], label: cell[2], registry: cell[3] == "registry", period: periods[cell[4]]})
			continue
		}
		c := column{key: cell[0], label: cell[1]}
		known := false
		c.kind, known = kinds[cell[2]]
		if !known {
			c.kind = list
			switch words := cell[2]; words[0] {
			case '#':
				c.kind, cell[2] = numbered, words[1:]
			case '+':
				c.kind, cell[2] = wordsList, words[1:]
			}
			c.words = strings.Split(cell[2], "|")
		}
		if len(cell) > 3 {
			c.natural = strings.Contains(cell[3], "◆")
			c.required = strings.Contains(cell[3], "†")
		}
		last := &tables[len(tables)-1]
		last.columns = append(last.columns, c)
	}
	return tables
}

// tables are all tables, in the order of tableID.
var tables = parseTables(contract)

// extractKeys lists the keys of the extracts.
func extractKeys() []string {
	var keys []string
	for i := range tables {
		if !tables[i].registry {
			keys = append(keys, tables[i].key)
		}
	}
	return keys
}
