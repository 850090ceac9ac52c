package twin

import (
	"encoding/csv"
	"fmt"
	"strings"

	"dixian/bench/sql"
)

// table is one table of extracts.md.
type table struct {
	key, name string // medical_settlement, 医保结算
	registry  bool   // of the registry directory, else of the extracts
	columns   []column
}

// column is one column of a table, see contract.csv.
type column struct {
	key, name string
	kind      string // id18, date, money, ..., words
	inKey     bool   // ◆
	given     bool   // †
	strict    bool   // ! a bad cell makes the row bad
	read      bool   // a word of screening.md reads it
	words     []word
}

// word is one entry of a list of words; code is its number where numbers have
// names, else the word itself.
type word struct{ code, name string }

// checked says whether the twin looks at the column's cells at all.
func (c column) checked() bool { return c.inKey || c.given || c.strict || c.read }

// rejects says whether a bad cell of the column makes the row bad.
func (c column) rejects() bool { return c.inKey || c.given || c.strict }

// column finds a column by key; ok is false when the table has none.
func (t table) column(key string) (c column, ok bool) {
	for _, c := range t.columns {
		if c.key == key {
			return c, true
		}
	}
	return column{}, false
}

// contract reads contract.csv: the tables in the page's order, columns too.
func contract() ([]table, error) {
	file, err := sql.Files.Open("contract.csv")
	if err != nil {
		return nil, err
	}
	defer file.Close()
	lines, err := csv.NewReader(file).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("reading contract.csv: %w", err)
	}
	var tables []table
	for _, line := range lines[1:] {
		part, key, name := line[0], line[1], line[2]
		if len(tables) == 0 || tables[len(tables)-1].key != key {
			tables = append(tables, table{key: key, name: name, registry: part == "registry"})
		}
		last := &tables[len(tables)-1]
		last.columns = append(last.columns, column{
			key: line[3], name: line[4], kind: line[5],
			inKey:  strings.Contains(line[6], "◆"),
			given:  strings.Contains(line[6], "†"),
			strict: strings.Contains(line[6], "!"),
			read:   line[7] == "1",
			words:  words(line[8]),
		})
	}
	return tables, nil
}

func words(list string) []word {
	var all []word
	for _, text := range strings.Fields(list) {
		code, name, numbered := strings.Cut(text, "=")
		if !numbered {
			name = code
		}
		all = append(all, word{code: code, name: name})
	}
	return all
}
