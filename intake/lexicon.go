package intake

// lexicon finds the number of a word by five of its bytes and one comparison. It
// is for the few words of a list, of which no two share a place.
type lexicon struct {
	entries    [lexiconSize]lexiconEntry
	multiplier uint64
}

type lexiconEntry struct {
	word string
	n    int64
}

const (
	lexiconSize  = 256
	lexiconShift = 56
)

// newLexicon looks for a multiplier with which the words have a place each. Nil:
// there is none, as for a list of many words.
func newLexicon(words map[string]int64) *lexicon {
	const tries = 200
	multiplier := uint64(0x9E3779B97F4A7C15)
	for range tries {
		x := &lexicon{multiplier: multiplier}
		if x.fill(words) {
			return x
		}
		multiplier = multiplier*0xD1342543DE82EF95 + 0x2545F4914F6CDD1D | 1
	}
	return nil
}

func (x *lexicon) fill(words map[string]int64) bool {
	for word, n := range words {
		if word == "" {
			return false
		}
		e := &x.entries[x.place([]byte(word))]
		if e.word != "" {
			return false
		}
		*e = lexiconEntry{word, n}
	}
	return true
}

// place is where a word stands that is not empty.
func (x *lexicon) place(b []byte) uint64 {
	n := len(b)
	mark := uint64(b[0]) | uint64(b[n/2])<<8 | uint64(b[n-1])<<16 | uint64(b[max(0, n-2)])<<24 | uint64(b[min(2, n-1)])<<32 | uint64(n)<<40
	return mark * x.multiplier >> lexiconShift
}

// find is the number of a word, which is not empty.
func (x *lexicon) find(b []byte) (int64, bool) {
	e := &x.entries[x.place(b)]
	return e.n, string(b) == e.word
}
