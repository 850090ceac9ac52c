package intake

import (
	"math"

	"dixian/column"
	"dixian/rule"
)

// builder takes the rows of one table, from whatever reader, and decides on each.
type builder struct {
	t      *rule.Table
	opt    Options
	fields []*field                 // by place in Table.Columns; nil for system columns
	order  []int                    // places of the fields, those that depend on another after it
	key    []int                    // places of the natural key
	other  []int                    // of the key of rows whose key is empty
	strict []bool                   // by place: part of other and not required, so perhaps empty
	owner  int                      // place of the first column of BelongsTo, or -1
	find   []func(key []byte) int32 // by place: rows of references; nil: they are not asked for
	stray  []map[string]int32       // by place: numbers of keys that lead nowhere

	out *Loaded

	// The file being read.
	head   header
	padded bool // rows may be shorter or longer than the header (XLSX, Parquet)
	file   int
	name   string

	whole, merged int64 // bytes of the files so far, and of the pieces of them that are merged

	stream *stream // takes rows as they come; nil: all are kept

	// The row being read, by place in Table.Columns.
	cells   []cell
	values  []value
	faults  []fault
	mayWarn bool
}

func newBuilder(t *rule.Table, opt Options) (*builder, error) {
	if err := opt.check(); err != nil {
		return nil, err
	}
	opt.Limits = opt.Limits.withDefaults()
	n := len(t.Columns)
	b := &builder{
		t: t, opt: opt, owner: -1,
		fields: make([]*field, n), stray: make([]map[string]int32, n), cells: make([]cell, n), values: make([]value, n), faults: make([]fault, n), strict: make([]bool, n),
		out: &Loaded{Table: t, Columns: make([]column.Column, n)},
	}
	var dependent []int
	for i, c := range t.Columns {
		if c.System {
			continue
		}
		f := newField(c, b.codes(c), opt.Today)
		f.decides = c.Required || c.Key || c.Strict
		f.warns = opt.CheckAll || opt.Read == nil || opt.Read(c.Name)
		f.held = t.Strict && c.Type.Kind == rule.Ref && opt.Find != nil
		f.byRow = c.Type.Kind == rule.Ref && opt.Find != nil && opt.ByRow != nil && opt.ByRow(c.Name)
		b.fields[i] = f
		if b.keeps(c) || c.Key {
			b.remember(i)
		}
		if c.Key {
			b.key = append(b.key, i)
		}
		if c.OnlyWithout != "" {
			f.instead = t.ColumnIndex(c.OnlyWithout)
			dependent = append(dependent, i)
		} else {
			b.order = append(b.order, i)
		}
	}
	b.order = append(b.order, dependent...)
	b.finders()
	for _, name := range t.FallbackKey {
		i := t.ColumnIndex(name)
		b.other = append(b.other, i)
		b.strict[i] = !t.Columns[i].Required
		b.remember(i)
	}
	if len(t.BelongsTo) > 0 {
		b.owner = t.ColumnIndex(t.BelongsTo[0])
		b.remember(b.owner)
	}
	return b, nil
}

// finders makes what asks other tables for the rows that references lead to.
func (b *builder) finders() {
	b.find = make([]func(key []byte) int32, len(b.fields))
	for i, f := range b.fields {
		if f != nil && (f.held || f.byRow) {
			b.find[i] = b.opt.Find(f.column.Type.Table)
		}
	}
}

// keeps says whether a column's values are wanted.
func (b *builder) keeps(c *rule.Column) bool { return b.opt.Keep == nil || b.opt.Keep(c.Name) }

// remember has the values at place i stored while rows come in, wanted or not.
func (b *builder) remember(i int) {
	switch {
	case b.out.Columns[i] != nil:
	case b.fields[i].byRow:
		b.out.Columns[i] = new(column.Word)
	default:
		b.out.Columns[i] = b.t.Columns[i].Type.NewColumn()
	}
}

func (b *builder) codes(c *rule.Column) map[string]string {
	if b.opt.Mapping == nil {
		return nil
	}
	return b.opt.Mapping.Codes[c.Name]
}

// begin opens a file: its report, and the header that its rows follow.
func (b *builder) begin(report FileReport) error {
	if len(b.out.Files) > math.MaxUint16 {
		return refuse("a table is loaded from at most %d files; join some of them", math.MaxUint16+1)
	}
	b.file, b.name = len(b.out.Files), base(report.Path)
	b.out.Files = append(b.out.Files, report)
	for _, f := range b.fields {
		if f != nil {
			f.excel04 = false
		}
	}
	return nil
}

func (b *builder) report() *FileReport { return &b.out.Files[b.file] }

// setHeader makes h the header of the rows that follow.
func (b *builder) setHeader(h header, padded bool) {
	b.head, b.padded = h, padded
	b.report().Ignored = h.ignored
}

// row takes the cells of a row, trimmed or not; n is how many the row has, which
// may be more than those given.
func (b *builder) row(line int, cells []cell, n int) error {
	good, err := b.take(line, cells, n)
	if !good || err != nil {
		return err
	}
	b.keep(line)
	return b.handOver()
}

// take judges a row, counts it and tells of what is wrong with it. The values of
// a good one are in b.values.
func (b *builder) take(line int, cells []cell, n int) (good bool, err error) {
	content := false
	for i := range cells {
		cells[i].text = trim(cells[i].text)
		content = content || len(cells[i].text) > 0 || cells[i].form != written
	}
	if !content && n <= len(cells) {
		return false, nil
	}
	if line > math.MaxUint32 || b.out.Len() >= math.MaxUint32-1 {
		return false, tooLong()
	}
	b.out.Read++
	b.report().Rows++
	for i, at := range b.head.at {
		b.cells[i] = cell{}
		if at >= 0 && at < len(cells) {
			b.cells[i] = cells[at]
		}
	}
	if n != b.head.width && !b.padded {
		return false, b.setAside(line, -1, cells, n)
	}
	if first := b.judge(); first >= 0 {
		return false, b.setAside(line, first, cells, n)
	}
	if b.mayWarn {
		if err := b.warn(line); err != nil {
			return false, err
		}
	}
	return true, nil
}

func tooLong() error {
	return refuse("more than %d lines or rows; split the file", uint32(math.MaxUint32))
}

// judge reads the row's cells and returns the place of the first that makes the
// row bad, in the order of the contract page, or -1.
func (b *builder) judge() int {
	first := len(b.fields)
	b.mayWarn = false
	for _, i := range b.order {
		f := b.fields[i]
		v, why := b.value(i, f)
		b.values[i], b.faults[i] = v, why
		if why != noFault {
			// What cannot be read says no more than an empty cell: a misspelt status must
			// not take a member out of the family.
			b.values[i] = f.empty
		}
		if why != noFault || v.notice != noNotice {
			b.mayWarn = true
			if why != noFault && (f.decides || why == isEmpty || why == isNotHeld || f.instead >= 0) && i < first {
				first = i
			}
		}
	}
	if len(b.other) > 0 && b.keyIsEmpty() {
		for _, i := range b.other {
			if b.strict[i] && len(b.cells[i].text) == 0 {
				b.faults[i], b.faults[b.key[0]] = noFault, namesNobody
				first = min(first, b.key[0])
			}
		}
	}
	if first == len(b.fields) {
		return -1
	}
	return first
}

// value reads the cell at place i, or does without it.
func (b *builder) value(i int, f *field) (value, fault) {
	if f.instead >= 0 {
		if instead := b.cells[f.instead]; len(instead.text) > 0 || instead.form != written {
			return f.derived(b.values[f.instead]), noFault
		}
		if c := b.cells[i]; len(c.text) == 0 && c.form == written {
			return value{}, isEmpty
		}
	}
	v, why := f.read(b.cells[i])
	if why == noFault && v.known && b.find[i] != nil {
		return b.follow(i, f, v)
	}
	return v, why
}

// follow finds the row that a reference leads to.
func (b *builder) follow(i int, f *field, v value) (value, fault) {
	key := v.keyText(f.kind)
	row := b.find[i](key)
	if f.held && row < 0 {
		return value{}, isNotHeld
	}
	if f.byRow {
		v.n, v.text = int64(row), key
	}
	return v, noFault
}

// strayed is the number of a key that leads nowhere.
func (b *builder) strayed(i int, key []byte) int64 {
	if b.stray[i] == nil {
		b.stray[i] = map[string]int32{}
	}
	n, known := b.stray[i][string(key)]
	if !known {
		n = -2 - int32(len(b.stray[i]))
		b.stray[i][string(key)] = n
	}
	return int64(n)
}

// keyIsEmpty says whether no column of the natural key has content.
func (b *builder) keyIsEmpty() bool {
	for _, i := range b.key {
		if len(b.cells[i].text) > 0 || b.cells[i].form != written {
			return false
		}
	}
	return true
}

// keep stores the row.
func (b *builder) keep(line int) {
	for i, c := range b.out.Columns {
		if c == nil {
			continue
		}
		v := b.values[i]
		if v.known && v.n < 0 && b.fields[i].byRow {
			v.n = b.strayed(i, v.text)
		}
		v.append(c)
	}
	b.out.rows++
	if b.opt.Unplaced {
		return
	}
	b.out.File = append(b.out.File, uint16(b.file))
	b.out.Line = append(b.out.Line, uint32(line))
}

// finish drops the rows that later ones replace and the columns that nobody wants.
func (b *builder) finish() *Loaded {
	out := b.out
	gone := b.replace()
	b.forget()
	if out.Duplicate > 0 {
		b.drop(&gone)
	}
	return out
}

// forget drops the columns that nobody wants.
func (b *builder) forget() {
	for i, c := range b.t.Columns {
		if !b.keeps(c) {
			b.out.Columns[i] = nil
		}
	}
}

// replace finds the rows that have the natural key of a later one.
func (b *builder) replace() (gone column.Bits) {
	out := b.out
	gone, out.NamedElsewhere = noBits(out.Len()), noBits(out.Len())
	key := naturalKey{columns: b.columnsAt(b.key), instead: b.columnsAt(b.other)}
	key.repeated(out.Len(), func(earlier, later uint32) {
		out.Duplicate++
		gone.Set(int(earlier), true)
		elsewhere := out.NamedElsewhere.Get(int(earlier)) ||
			b.owner >= 0 && column.Compare(out.Columns[b.owner], int(earlier), int(later)) != 0
		out.NamedElsewhere.Set(int(later), elsewhere)
	})
	out.Accepted = out.Len() - out.Duplicate
	return gone
}

func noBits(n int) column.Bits { return column.BitsOf(make([]uint64, (n+63)/64), n) }

func (b *builder) columnsAt(places []int) (columns []column.Column) {
	for _, i := range places {
		columns = append(columns, b.out.Columns[i])
	}
	return columns
}

// drop takes rows away.
func (b *builder) drop(gone *column.Bits) {
	out := b.out
	rows := make([]uint32, 0, out.Accepted)
	for i := range out.Len() {
		if !gone.Get(i) {
			rows = append(rows, uint32(i))
		}
	}
	for i, c := range out.Columns {
		if c != nil {
			out.Columns[i] = c.Gather(rows)
		}
	}
	if !b.opt.Unplaced {
		for i, r := range rows { // in place: i never passes r
			out.File[i], out.Line[i] = out.File[r], out.Line[r]
		}
		out.File, out.Line = out.File[:len(rows)], out.Line[:len(rows)]
	}
	out.rows = len(rows)
	out.NamedElsewhere = out.NamedElsewhere.Gather(rows)
}
