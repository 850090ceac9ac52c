package kernel

// truth is what a condition gives: the rows of which it is true and those of
// which it is false; rows in neither are unknown.
type truth struct {
	yes, no Bitmap
	total   bool // never unknown: no is what yes is not, and may be left out
}

// condition is a kernel that gives a truth. Rows outside live may hold anything
// (nil: all rows count); no is given only if both is asked for. What comes back
// belongs to the kernel's source and is not changed by who gets it.
type condition interface {
	eval(s *slab, live Bitmap, both bool) truth
	show() string
}

// falses are the rows of which the condition is false; both was asked for.
func (t truth) falses(s *slab) Bitmap {
	if t.no == nil {
		return s.bits().copyOf(t.yes).flip(s.n)
	}
	return t.no
}

// knowns are the rows of which the condition is known; both was asked for.
func (t truth) knowns(s *slab) Bitmap {
	if t.total {
		return s.bits().fill(s.n)
	}
	k := s.bits().copyOf(t.yes)
	k.or(t.no)
	return k
}

// decided is the truth of rows that are known and of which yes says it.
func decided(s *slab, yes, known Bitmap, both bool) truth {
	if known == nil {
		return truth{yes: yes, total: true}
	}
	t := truth{}
	if both {
		t.no = s.bits().copyOf(known)
		t.no.but(yes)
	}
	yes.and(known)
	t.yes = yes
	return t
}

func (b Bitmap) copyOf(o Bitmap) Bitmap {
	copy(b, o)
	return b
}
