package kernel

import (
	"dixian/column"
	"dixian/money"
	"dixian/rule"
)

// The kernels of names: what a name of an expression reads, at the row itself or
// at the end of a path (nil: the row itself).

// columnNumber is a column of numbers: money, dates, codes, ID numbers …
type columnNumber struct {
	along  *path
	table  *rule.Table
	column int
}

func (k columnNumber) eval(s *slab, live Bitmap) vector {
	to := s.target(k.along)
	c := to.column(k.column)
	if c == nil {
		return vector{known: s.zeros()}
	}
	v := to.vector(c)
	if k.along == nil {
		return v
	}
	return s.alongVector(k.along, v, live)
}

// columnTruth is a column of bools.
type columnTruth struct{ columnNumber }

func (k columnTruth) eval(s *slab, live Bitmap, both bool) truth {
	to := s.target(k.along)
	c, ok := to.column(k.column).(*column.Byte)
	if !ok {
		return truth{yes: s.zeros(), no: s.zeros()}
	}
	v := to.vector(c)
	t := decided(to, to.compare("_!=_", v, constant(0)), v.known, both)
	if k.along == nil {
		return t
	}
	return s.along(k.along, t, live, both)
}

// columnText is a column of texts.
type columnText struct{ columnNumber }

func (k columnText) open(s *slab, _ Bitmap) reader {
	to := s.target(k.along)
	read := textsOf(to.column(k.column))
	if k.along == nil {
		first := s.first
		return func(i int) ([]byte, bool) { return read(first + i) }
	}
	rows := k.along.rows(s)
	return func(i int) ([]byte, bool) {
		if rows[i] < 0 {
			return nil, false
		}
		return read(int(rows[i]))
	}
}

// textsOf reads the texts of a column by row of its table.
func textsOf(c column.Column) reader {
	switch c := c.(type) {
	case *column.Text:
		return func(row int) ([]byte, bool) { return c.Bytes(row), c.Known(row) }
	case *column.Via:
		of := textsOf(c.Of)
		return func(row int) ([]byte, bool) {
			if c.Rows[row] < 0 {
				return nil, false
			}
			return of(int(c.Rows[row]))
		}
	}
	return func(int) ([]byte, bool) { return nil, false }
}

// knownColumn is known(x) of a column, without reading a value.
type knownColumn struct{ columnNumber }

func (k knownColumn) eval(s *slab, live Bitmap, both bool) truth {
	to := s.target(k.along)
	yes := to.orAll(to.validity(to.column(k.column)))
	if k.along == nil {
		return truth{yes: yes, total: true}
	}
	out := s.along(k.along, truth{yes: yes, total: true}, live, false)
	out.no = nil
	out.total = true
	return out
}

// factNumber is a fact that is a number.
type factNumber struct {
	along *path
	fact  *rule.Fact
}

func (k factNumber) eval(s *slab, live Bitmap) vector {
	v := s.frame.fact(k.fact).vector
	if k.along == nil {
		return v
	}
	return s.alongVector(k.along, v, live)
}

// factTruth is a fact that is a bool.
type factTruth struct{ factNumber }

func (k factTruth) eval(s *slab, live Bitmap, both bool) truth {
	t := s.frame.fact(k.fact).truth
	if k.along == nil {
		return t
	}
	return s.along(k.along, t, live, both)
}

// factText is a fact that is a text: its formula is read where the path leads.
type factText struct {
	factNumber
	is text
}

func (k factText) open(s *slab, live Bitmap) reader {
	if k.along == nil {
		return k.is.open(s, live)
	}
	to, rows := s.target(k.along), k.along.rows(s)
	read := k.is.open(to, nil)
	return func(i int) ([]byte, bool) {
		if rows[i] < 0 {
			return nil, false
		}
		return read(int(rows[i]) - to.first)
	}
}

// ruleTruth is another rule: a known bool of the row it is about.
type ruleTruth struct {
	along *path
	rule  *rule.Rule
}

func (k ruleTruth) eval(s *slab, live Bitmap, both bool) truth {
	t := truth{yes: s.frame.fired(k.rule), total: true}
	if k.along == nil {
		return t
	}
	return s.along(k.along, t, live, both)
}

// rowNumber is a row itself: a parent or a picked row.
type rowNumber struct{ along *path }

func (k rowNumber) eval(s *slab, _ Bitmap) vector {
	out := vector{longs: s.longs()}
	if k.along == nil {
		for i := range out.longs {
			out.longs[i] = int64(s.first + i)
		}
		return out
	}
	rows := k.along.rows(s)
	out.known = reached(s.bits(), rows)
	widen(out.longs, rows)
	return out
}

// knownRow is known(x) of a row.
type knownRow struct{ along *path }

func (k knownRow) eval(s *slab, _ Bitmap, _ bool) truth {
	if k.along == nil {
		return truth{yes: s.bits().fill(s.n), total: true}
	}
	return truth{yes: reached(s.bits(), k.along.rows(s)), total: true}
}

// asOf is the as-of date.
type asOf struct{}

func (asOf) eval(s *slab, _ Bitmap) vector { return constant(int64(s.frame.run.asOf)) }

// knownNumber is known(x) of a number that is computed.
type knownNumber struct{ of number }

func (k knownNumber) eval(s *slab, live Bitmap, _ bool) truth {
	return truth{yes: s.orAll(k.of.eval(s, live).known), total: true}
}

func alongWide(of []money.Exact, rows []int32, first int) []money.Exact {
	out := make([]money.Exact, len(rows))
	for i, r := range rows {
		if r >= 0 {
			out[i] = of[int(r)-first]
		}
	}
	return out
}

// to shows a path before what stands at its end; a row is shown as its path.
func to(p *path, name string) string {
	switch {
	case p == nil:
		return name
	case name == "":
		return p.show()
	}
	return p.show() + "→" + name
}

func (k columnNumber) show() string { return to(k.along, k.table.Columns[k.column].Name) }
func (k knownColumn) show() string  { return "known(" + k.columnNumber.show() + ")" }
func (k factNumber) show() string   { return to(k.along, k.fact.Name) }
func (k ruleTruth) show() string    { return to(k.along, k.rule.Name) }
func (k rowNumber) show() string    { return to(k.along, "") }
func (k knownRow) show() string     { return "known(" + to(k.along, "") + ")" }
func (asOf) show() string           { return "as_of" }
func (k knownNumber) show() string  { return "known(" + k.of.show() + ")" }
