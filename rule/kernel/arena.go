package kernel

// stack hands out slices and takes them back in order: what was taken after a
// mark is free again once the stack is cut back to it. Memory is kept, so that
// after the first block nothing is allocated.
type stack[T any] struct {
	chunks [][]T
	chunk  int // under way
	used   int // of it
}

// mark is a height of a stack.
type mark struct{ chunk, used int }

const chunkSize = 1 << 16

// take returns n elements that hold anything.
func (s *stack[T]) take(n int) []T {
	for ; s.chunk < len(s.chunks); s.chunk, s.used = s.chunk+1, 0 {
		if c := s.chunks[s.chunk]; s.used+n <= len(c) {
			s.used += n
			return c[s.used-n : s.used : s.used]
		}
	}
	s.chunks = append(s.chunks, make([]T, max(n, chunkSize)))
	s.used = n
	return s.chunks[s.chunk][:n:n]
}

func (s *stack[T]) mark() mark { return mark{s.chunk, s.used} }
func (s *stack[T]) cut(m mark) { s.chunk, s.used = m.chunk, m.used }

// arena is the memory of results that live as long as their block (kept), or as
// long as the expression under way (the rest).
type arena struct {
	bits  stack[uint64]
	longs stack[int64]
	ints  stack[int32]
}

type arenaMark struct{ bits, longs, ints mark }

func (a *arena) mark() arenaMark { return arenaMark{a.bits.mark(), a.longs.mark(), a.ints.mark()} }

func (a *arena) cut(m arenaMark) {
	a.bits.cut(m.bits)
	a.longs.cut(m.longs)
	a.ints.cut(m.ints)
}
