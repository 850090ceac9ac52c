package standing

import (
	"bytes"
	"hash/maphash"
	"iter"
	"math/bits"

	"golang.org/x/sync/errgroup"

	"dixian/column"
	"dixian/panel"
	"dixian/rule"
)

// keys are the natural keys of a batch's rows, kept and not kept ones: a row that
// is nobody's takes the place of an earlier one of the same key, too. They refuse
// by value, as read: an ID stands for its person only if it is that person's.
type keys struct {
	table   *rule.Table
	columns []int // of the key
	src     panel.Source
	places  []keyPlace // open table; a power of two
	sieve   sieve
	seed    maphash.Seed
}

type keyPlace struct {
	row  int32 // + 1; 0: free
	hash uint32
}

// cellValue is a value of a key: a number, or a text.
type cellValue struct {
	n     int64
	text  []byte
	word  bool // it is a text
	known bool
}

func newKeys(src panel.Source) *keys {
	k := &keys{table: src.Table, src: src, seed: maphash.MakeSeed()}
	for i, c := range src.Table.Columns {
		if c.Key {
			k.columns = append(k.columns, i)
		}
	}
	n := len(src.Line)
	k.places, k.sieve = touched[keyPlace](1<<bits.Len(uint(2*n))), sieveFor(n)
	cells := make([]cellValue, len(k.columns))
	for row := range n {
		for j, i := range k.columns {
			cells[j] = cellOf(src.Columns[i], row)
		}
		hash := k.hash(cells)
		k.sieve.add(uint64(hash))
		at := k.home(hash)
		for k.places[at].row != 0 {
			at = (at + 1) & (len(k.places) - 1)
		}
		k.places[at] = keyPlace{int32(row) + 1, hash}
	}
	return k
}

func (k *keys) home(hash uint32) int { return int(hash) & (len(k.places) - 1) }

func (k *keys) hash(cells []cellValue) uint32 {
	h := uint64(len(cells))
	for _, c := range cells {
		part := uint64(c.n)
		switch {
		case !c.known:
			part = 0x51_7C_C1_B7_27_22_0A_95
		case c.word:
			part = maphash.Bytes(k.seed, c.text)
		}
		high, low := bits.Mul64(h^part^0xA0761D6478BD642F, 0xE7037ED1A0B428DB)
		h = high ^ low
	}
	return uint32(h>>32) ^ uint32(h)
}

// has says whether the batch has a row of this key.
func (k *keys) has(cells []cellValue) bool {
	hash := k.hash(cells)
	if !k.sieve.passes(uint64(hash)) {
		return false
	}
	for at := k.home(hash); k.places[at].row != 0; at = (at + 1) & (len(k.places) - 1) {
		if k.places[at].hash == hash && k.same(cells, int(k.places[at].row)-1) {
			return true
		}
	}
	return false
}

func (k *keys) same(cells []cellValue, row int) bool {
	for j, i := range k.columns {
		c := cellOf(k.src.Columns[i], row)
		if c.known != cells[j].known || c.known && (c.n != cells[j].n || !bytes.Equal(c.text, cells[j].text)) {
			return false
		}
	}
	return true
}

func cellOf(c column.Column, row int) cellValue {
	if c == nil || !c.Known(row) {
		return cellValue{}
	}
	switch c := c.(type) {
	case *column.Long:
		return cellValue{n: c.Values[row], known: true}
	case *column.Word:
		return cellValue{n: int64(c.Values[row]), known: true}
	case *column.Byte:
		return cellValue{n: int64(c.Values[row]), known: true}
	case *column.Text:
		return cellValue{text: c.Bytes(row), word: true, known: true}
	}
	return cellOf(column.Plain(c), row)
}

// replaced are the rows of a segment whose key the batch has. If the key names the
// owner, only the rows of the batch's owners are looked at.
func (n names) replaced(k *keys, s *Segment, owners []int32) Rows {
	out := NewRows(s.Len())
	if len(k.src.Line) == 0 || s.Len() == 0 {
		return out
	}
	households := len(s.Start) - 1
	at := func(i int) int { return i }
	if k.namesOwner() {
		households, at = len(owners), func(i int) int { return int(owners[i]) }
	}
	found := make([][]int32, workers)
	var g errgroup.Group
	for i := range found {
		g.Go(func() error {
			found[i] = n.sameKeys(k, s, func(yield func(h int) bool) {
				for j := i * households / workers; j < (i+1)*households/workers && yield(at(j)); j++ {
				}
			})
			return nil
		})
	}
	_ = g.Wait() // none of them fails
	for _, rows := range found {
		for _, row := range rows {
			out.Add(int(row))
		}
	}
	return out
}

// sameKeys are the rows of some households whose key the batch has.
func (n names) sameKeys(k *keys, s *Segment, households iter.Seq[int]) (rows []int32) {
	cells := make([]cellValue, len(k.columns))
	for h := range households {
		for row, to := s.Of(h); row < to; row++ {
			for j, i := range k.columns {
				if r := s.Refs[i]; r == nil {
					cells[j] = cellOf(s.Columns[i], row)
				} else if toPersons(s.Table.Columns[i]) {
					id, known := n.id(s, r, row)
					cells[j] = cellValue{n: id, known: known}
				} else {
					code, known := n.code(r, h, row)
					cells[j] = cellValue{text: code, word: true, known: known}
				}
			}
			if k.has(cells) {
				rows = append(rows, int32(row))
			}
		}
	}
	return rows
}

// namesOwner says whether rows of one key have one owner: the only reference by
// which rows belong to somebody is part of the key.
func (k *keys) namesOwner() bool {
	if len(k.table.BelongsTo) != 1 {
		return false
	}
	c := k.table.Column(k.table.BelongsTo[0])
	return c.Key && c.Required
}
