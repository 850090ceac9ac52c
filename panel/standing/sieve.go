package standing

import "math/bits"

// sieve says of most hashes that are not in a set that they are not, from a few bits
// that stay in the cache. It is asked before the set itself.
type sieve struct {
	bits  []uint64
	shift uint8
}

// sieveFor has sixteen places for each of n hashes: one of sixteen others passes.
func sieveFor(n int) sieve {
	k := max(bits.Len(uint(16*n)), 6)
	return sieve{touched[uint64](1 << (k - 6)), uint8(64 - k)}
}

// place spreads a hash; its own bits may be poor.
func (s sieve) place(hash uint64) uint64 { return hash * 0x9E3779B97F4A7C15 >> s.shift }

func (s sieve) add(hash uint64) {
	at := s.place(hash)
	s.bits[at>>6] |= 1 << (at & 63)
}

func (s sieve) passes(hash uint64) bool {
	at := s.place(hash)
	return s.bits[at>>6]>>(at&63)&1 != 0
}

// idSet is a set of packed ID numbers, in one open table. It is asked when all have
// been added and close was called.
type idSet struct {
	places []int64 // 0: free
	n      int
	zero   bool
	sieve  sieve
}

// newIDSet has room for n IDs.
func newIDSet(n int) *idSet { return &idSet{places: touched[int64](1 << max(bits.Len(uint(2*n)), 4))} }

// touched is a long slice whose memory is there when it is made. Memory that is first
// looked at and then written to is given twice: the second time all processors are
// told, which takes longer than what a table does there.
func touched[T any](n int) []T {
	s := make([]T, n)
	clear(s)
	return s
}

func (s *idSet) at(id int64) int {
	i := int(uint64(id) * 0x9E3779B97F4A7C15 >> 32)
	for i &= len(s.places) - 1; s.places[i] != 0 && s.places[i] != id; i = (i + 1) & (len(s.places) - 1) {
	}
	return i
}

func (s *idSet) close() {
	s.sieve = sieveFor(s.n)
	for _, id := range s.places {
		if id != 0 {
			s.sieve.add(uint64(id))
		}
	}
}

func (s *idSet) has(id int64) bool {
	if id == 0 {
		return s.zero
	}
	return s.sieve.passes(uint64(id)) && s.places[s.at(id)] == id
}

func (s *idSet) add(id int64) {
	if id == 0 {
		s.zero = true
		return
	}
	at := s.at(id)
	if s.places[at] == id {
		return
	}
	if s.n++; 2*s.n >= len(s.places) {
		old := s.places
		s.places = touched[int64](2 * len(old))
		for _, o := range old {
			if o != 0 {
				s.places[s.at(o)] = o
			}
		}
		at = s.at(id)
	}
	s.places[at] = id
}

func (s *idSet) any() bool { return s.n > 0 || s.zero }
