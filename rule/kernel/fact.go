package kernel

import (
	"slices"
	"strings"

	"dixian/rule"
)

// filler makes a fact's column for the slab of the table it is about. What it
// makes lives as long as the block.
type filler interface {
	fill(s *slab, out *derived)
	show() string
}

// truthFact, numberFact and textFact are the formulas.
type (
	truthFact  struct{ is condition }
	numberFact struct{ is number }
	textFact   struct{ is text } // not stored: read where it is used
)

func (k truthFact) fill(s *slab, out *derived) { out.truth = s.keepTruth(k.is.eval(s, nil, true)) }

func (k numberFact) fill(s *slab, out *derived) { out.vector = s.keepVector(k.is.eval(s, nil)) }

func (textFact) fill(*slab, *derived) {}

// keepTruth copies a truth to where it lives as long as the block, with both
// bitmaps.
func (s *slab) keepTruth(t truth) truth {
	out := truth{yes: s.keepBits(t.yes), total: t.total}
	if t.total {
		out.no = s.keepBits(t.yes).flip(s.n)
	} else {
		out.no = s.keepBits(t.no)
	}
	return out
}

func (s *slab) keepBits(b Bitmap) Bitmap {
	return Bitmap(s.frame.kept.bits.take(len(b))).copyOf(b)
}

// keepVector copies a vector to where it lives as long as the block. Pieces of
// columns stay where they are.
func (s *slab) keepVector(v vector) vector {
	if v.longs != nil {
		kept := s.frame.kept.longs.take(s.n)
		copy(kept, v.longs)
		v.longs = kept
	}
	if v.known != nil {
		v.known = s.keepBits(v.known)
	}
	v.wide = slices.Clone(v.wide)
	return v
}

// fold is a fact of many rows below: within → where → pick → aggregate.
type fold struct {
	fact      *rule.Fact
	where     condition // nil: all rows
	aggregate aggregate // nil: the picked row is the fact
	time      int       // the table's time column
}

// aggregate makes one value of the rows that are left: it adds every one to its
// owner.
type aggregate interface {
	add(o *owners, mask Bitmap, out *derived)
	show() string
}

// owners says whose the rows of a slab are: rows of the table a fold is about.
type owners struct {
	from  *slab    // the rows that are folded
	about *slab    // the owners
	start []uint32 // where the rows of each owner begin, if owners are households
}

// of is the owner of each row, as a row of the table it is about; none.
func (o *owners) of() []int32 {
	if o.about.table == o.about.frame.run.plan.Program.Persons {
		return o.from.person()
	}
	return o.from.house()
}

func (k fold) fill(s *slab, out *derived) {
	f := s.frame
	from := f.slab(k.fact.From)
	o := &owners{from: from, about: s}
	if s.table == f.run.plan.Program.Households {
		o.start = from.starts()
	}
	mask := k.rows(from)
	switch {
	case k.aggregate == nil:
		out.rows = newest(k.fact, o, mask)
	case k.fact.Picks:
		k.aggregate.add(o, winners(k.fact, o, mask), out)
	default:
		k.aggregate.add(o, mask, out)
	}
	if k.fact.Coverage == rule.CoverageRequired && k.aggregate != nil {
		k.uncover(s, out)
	}
}

// rows are the rows within the period of which `where` is true.
func (k fold) rows(from *slab) Bitmap {
	mask := from.bits()
	if k.fact.Within == nil {
		mask.fill(from.n)
	} else {
		k.inWindow(from, mask)
	}
	if k.where == nil || mask.empty() {
		return mask
	}
	mask.and(k.where.eval(from, mask, false).yes)
	return mask
}

func (k truthFact) show() string  { return k.is.show() }
func (k numberFact) show() string { return k.is.show() }
func (k textFact) show() string   { return k.is.show() + ", read where it is used" }
func (k fold) show() string {
	steps := []string{k.fact.From.Name}
	if k.fact.Within != nil {
		steps = append(steps, "within "+k.fact.Within.Source)
	}
	if k.where != nil {
		steps = append(steps, "where "+k.where.show())
	}
	if k.fact.Picks || k.aggregate == nil {
		steps = append(steps, k.pick())
	}
	if k.aggregate != nil {
		steps = append(steps, k.aggregate.show())
	}
	if k.fact.Coverage == rule.CoverageRequired && k.aggregate != nil {
		steps = append(steps, "unknown where not covered")
	}
	return strings.Join(steps, " → ")
}

func (k fold) pick() string {
	if k.fact.Newest < 0 {
		return "the only row"
	}
	s := "newest by " + k.fact.From.Columns[k.fact.Newest].Name
	if k.fact.Per >= 0 {
		s += " per " + k.fact.From.Columns[k.fact.Per].Name
	}
	return s
}
