package rule

// Table is a set of rows with typed columns: a department's extract, a part of
// the registry, or a system table.
type Table struct {
	Name, One, Label string
	Index            int // place in Program.Tables
	Owner            string
	Folder           string // registry, extracts, system
	Whole            bool   // delivered whole: a batch replaces the table in its divisions
	Time             string // the column that `within` and coverage speak of; empty if none
	BelongsTo        []string
	Complete         bool     // absence in it may be read
	Late             int      // months a late table may lag
	Compared         bool     // read only for authorised households
	Strict           bool     // a row whose reference is not held is a bad row
	FallbackKey      []string // the natural key of rows whose key columns are empty
	Columns          []*Column
}

// Column is one column of a table as files name and fill it.
type Column struct {
	Name, Label string
	Type        Type
	Key         bool        // ◆ part of the natural key
	Required    bool        // † must be there and not empty
	Max         int         // longest text, in characters; 0: unlimited
	Mask        string      // id, name, phone, birth: how it is shown outside; empty: in clear
	Empty       string      // the word an empty cell means; empty: unknown
	OnlyWithout string      // read only where this other column is empty, and then required
	Derive      string      // birth_date or sex: taken from the column OnlyWithout (an ID) where that is known
	Strict      bool        // a cell that cannot be read makes the row bad, though an empty one does not
	Sensitive   []Sensitive // words that a village does not see
	System      bool        // filled by the engine, not by files; always known unless Ref
}

// Optional says whether a row may lack a value in this column.
func (c *Column) Optional() bool {
	if c.System {
		return c.Type.Kind == Ref
	}
	return !c.Required && c.Empty == "" && c.Derive == ""
}

// ColumnIndex is the place of a column, or -1.
func (t *Table) ColumnIndex(name string) int {
	for i, c := range t.Columns {
		if c.Name == name {
			return i
		}
	}
	return -1
}

// Column returns the named column, or nil.
func (t *Table) Column(name string) *Column {
	if i := t.ColumnIndex(name); i >= 0 {
		return t.Columns[i]
	}
	return nil
}
