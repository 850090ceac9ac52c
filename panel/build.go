package panel

import (
	"fmt"
	"sync"

	"dixian/column"
	"dixian/division"
	"dixian/rule"
)

// Builder lays a panel table by table: households first, then persons, then the
// others in any order and several at once. What it was handed of a table can be
// forgotten when Lay comes back, but for the columns.
type Builder struct {
	panel *Panel

	mu   sync.Mutex
	free []*scratch
}

// NewBuilder begins a panel for a program.
func NewBuilder(p *rule.Program) *Builder {
	n := len(p.Tables)
	b := &Panel{Program: p, Unmatched: make([]int, n), origins: make([]origins, n)}
	b.Tables = make([]*rule.Rows, n)
	return &Builder{panel: b}
}

// Narrow makes the builder lay columns as narrow as their values allow, and take the
// columns out of sources one by one as it lays them. What the panel says is the same;
// it cannot be kept in a directory, and once it is whole finds nobody by code or ID.
func (b *Builder) Narrow() *Builder {
	b.panel.narrow = true
	return b
}

// Build lays the rows of all tables by household. Tables that are absent from
// the sources have no rows.
func Build(p *rule.Program, sources []Source) (*Panel, error) {
	b := NewBuilder(p)
	byTable := make([]*Source, len(p.Tables))
	for i := range sources {
		byTable[sources[i].Table.Index] = &sources[i]
	}
	for _, t := range append([]*rule.Table{p.Households, p.Persons}, p.Tables...) {
		if s := byTable[t.Index]; s != nil {
			if err := b.Lay(*s); err != nil {
				return nil, err
			}
			byTable[t.Index] = nil
		}
	}
	return b.Panel()
}

// Find makes what finds the row of a key in a table that has been laid: of a
// household's code. Persons and other tables are not asked for, and -1 is none. What
// it makes is for one goroutine, and is quickest with keys in the panel's order.
func (b *Builder) Find(table string) func(key []byte) (row int32) {
	if table != b.panel.Program.Households.Name {
		return func([]byte) int32 { return none }
	}
	var n near
	return func(key []byte) int32 { return b.panel.codes.findNear(key, &n) }
}

// Lay places a table's rows.
func (b *Builder) Lay(s Source) error {
	p := b.panel
	if s.Table == p.Program.Households {
		p.layHouseholds(&s)
		return nil
	}
	if err := b.missing(p.Program.Households); err != nil {
		return err
	}
	from := b.take()
	defer b.giveBack(from)
	if s.Table == p.Program.Persons {
		p.layPersons(&s, from)
		return nil
	}
	if err := b.missing(p.Program.Persons); err != nil {
		return err
	}
	p.lay(&s, from)
	return nil
}

func (b *Builder) missing(t *rule.Table) error {
	if b.panel.Tables[t.Index] == nil {
		return fmt.Errorf("the registry table %s is missing; without it nobody can be screened", t.Name)
	}
	return nil
}

// Panel is the whole panel, when all tables are laid.
func (b *Builder) Panel() (*Panel, error) {
	p := b.panel
	for _, t := range []*rule.Table{p.Program.Households, p.Program.Persons} {
		if err := b.missing(t); err != nil {
			return nil, err
		}
	}
	b.free = nil
	if p.narrow {
		p.codes.places, p.ids.places = nil, nil
	}
	p.layTouches()
	return p, nil
}

func (b *Builder) take() *scratch {
	b.mu.Lock()
	defer b.mu.Unlock()
	if n := len(b.free); n > 0 {
		s := b.free[n-1]
		b.free = b.free[:n-1]
		return s
	}
	return new(scratch)
}

// giveBack keeps scratch memory for the next table, but not that of a large one: the
// largest tables come first, and what they took would lie idle beside all others.
func (b *Builder) giveBack(s *scratch) {
	if cap(s.house) > largeTable {
		return
	}
	b.mu.Lock()
	b.free = append(b.free, s)
	b.mu.Unlock()
}

func (b *Panel) layHouseholds(s *Source) {
	t := s.Table
	codes := s.Columns[t.ColumnIndex("household_code")].(*column.Text)
	villages := s.Columns[t.ColumnIndex("division_code")].(*column.Text)
	order := inOrder(codes.Len(), rowOrder{comparer(villages), comparer(codes)}.compare)
	b.Households = len(order)
	start := make([]uint32, len(order)+1)
	for h := range start {
		start[h] = uint32(h)
	}
	b.place(s, order, start, nil, nil)
	columns := b.Tables[t.Index].Columns
	b.codes = newCodeIndex(columns[t.ColumnIndex("household_code")].(*column.Text))
	b.divide(columns[t.ColumnIndex("division_code")].(*column.Text))
}

// divide says where households live: a village is a range of them, and a county.
func (b *Panel) divide(villages *column.Text) {
	b.Division, b.County = make([]division.Code, b.Households), make([]int32, b.Households)
	last := ""
	var code division.Code
	for h := range b.Division {
		if text := villages.Bytes(h); h == 0 || string(text) != last {
			last = string(text)
			code, _ = division.ParseCode(last) // intake has checked it
			if n := len(b.Counties); n == 0 || b.Counties[n-1] != code.County() {
				b.Counties = append(b.Counties, code.County())
			}
		}
		b.Division[h], b.County[h] = code, int32(len(b.Counties)-1)
	}
}

func (b *Panel) layPersons(s *Source, from *scratch) {
	t := s.Table
	o := b.owners(s, from)
	b.Unmatched[t.Index] = len(o.house) - o.matched
	id, provisional := t.ColumnIndex("id_number"), t.ColumnIndex("provisional_no")
	order, start := b.arrange(o, rowOrder{comparer(s.Columns[id]), comparer(s.Columns[provisional])}, from)
	b.house = gather(o.house, order)
	b.place(s, order, start, nil, o)
	b.ids = newIDIndex(b.Tables[t.Index].Columns[id].(*column.Long))
}

// lay places a department's rows.
func (b *Panel) lay(s *Source, from *scratch) {
	o := b.owners(s, from)
	b.Unmatched[s.Table.Index] = len(o.house) - o.matched
	for i, same := range o.same {
		if same {
			b.drop(s, i)
		}
	}
	order, start := b.arrange(o, orderBy(s, o.same), from)
	var person []int32 // stays nil where no row is a person's
	if o.person != nil {
		person = gather(o.person, order)
	}
	b.place(s, order, start, person, o)
}

// place gathers a table's rows into the panel.
func (b *Panel) place(s *Source, order, start []uint32, person []int32, o *owners) {
	rows := &rule.Rows{Table: s.Table, Columns: make([]column.Column, len(s.Columns)), Start: start, Person: person}
	for i, c := range s.Columns {
		switch {
		case c == nil && (o == nil || !o.same[i]):
		case o == nil || !o.same[i]:
			rows.Columns[i] = b.gather(s.Table.Columns[i], c, order)
			if numbers, is := c.(*column.Word); is && s.Table.Columns[i].Type.Kind == rule.Ref {
				rows.Columns[i] = b.viaHousehold(numbers, order)
			}
			b.drop(s, i)
		case s.Forget != nil && s.Forget[i]:
		case s.Table.Columns[i].Type.Table == b.Program.Persons.Name:
			rows.Columns[i] = b.viaPerson(person)
		case s.Table == b.Program.Persons:
			rows.Columns[i] = &column.Via{Of: b.codes.codes, Rows: b.house}
		default:
			rows.Columns[i] = &column.Via{Of: b.codes.codes, Rows: gather(o.house, order)}
		}
	}
	b.origins[s.Table.Index] = originsOf(s, order)
	b.Tables[s.Table.Index] = rows
}

// gather takes a column's rows into the panel.
func (b *Panel) gather(of *rule.Column, c column.Column, order []uint32) column.Column {
	if b.narrow && of.Type.Stored() != rule.ID { // IDs are looked for in 64 bits
		return column.GatherNarrow(c, order)
	}
	return c.Gather(order)
}

// drop forgets a column of a source that nobody looks at again.
func (b *Panel) drop(s *Source, i int) {
	if b.narrow {
		s.Columns[i] = nil
	}
}

// viaHousehold is the codes of households that are given as rows.
func (b *Panel) viaHousehold(numbers *column.Word, order []uint32) column.Column {
	out := &column.Via{Of: b.codes.codes, Rows: make([]int32, len(order))}
	for i, row := range order {
		if h, known := numbers.At(int(row)); known && h >= 0 {
			out.Rows[i] = h
		} else {
			out.Rows[i] = none
		}
	}
	return out
}

// viaPerson is the ID numbers of the persons that rows belong to.
func (b *Panel) viaPerson(person []int32) column.Column {
	t := b.Program.Persons
	return &column.Via{Of: b.Tables[t.Index].Columns[t.ColumnIndex("id_number")], Rows: person}
}
