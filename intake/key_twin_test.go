package intake

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"dixian/column"
)

type pair struct{ earlier, later uint32 }

// repeatedSlow is the twin of naturalKey.repeated: a map from a key's spelling to
// the last row that had it.
func repeatedSlow(k *naturalKey, n int) (pairs []pair) {
	last := map[string]uint32{}
	for row := range n {
		spelt := spelling(k.columns, row)
		if k.isUnknown(uint32(row)) {
			spelt += spelling(k.instead, row)
		}
		if earlier, ok := last[spelt]; ok {
			pairs = append(pairs, pair{earlier, uint32(row)})
		}
		last[spelt] = uint32(row)
	}
	return pairs
}

func spelling(columns []column.Column, row int) (s string) {
	for _, c := range columns {
		switch c := c.(type) {
		case *column.Long:
			s += fmt.Sprint(c.At(row)) + "|"
		case *column.Word:
			s += fmt.Sprint(c.At(row)) + "|"
		case *column.Text:
			v, known := c.At(row)
			s += fmt.Sprintf("%q %v|", v, known)
		}
	}
	return s
}

func repeatedFast(k *naturalKey, n int) (pairs []pair) {
	k.repeated(n, func(earlier, later uint32) { pairs = append(pairs, pair{earlier, later}) })
	slices.SortFunc(pairs, func(a, b pair) int { return int(a.later) - int(b.later) })
	return pairs
}

func TestRepeatedTwin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var long column.Long
		var text, other column.Text
		n := rapid.IntRange(0, 60).Draw(t, "rows")
		ids := rapid.SliceOfN(rapid.Int64Range(-1, 20), n, n).Draw(t, "ids")
		switch rapid.IntRange(0, 2).Draw(t, "order") {
		case 0:
			slices.Sort(ids)
		case 1: // in runs, which come in another order
			slices.SortFunc(ids, func(a, b int64) int { return cmp.Compare(a*7%11, b*7%11) })
		}
		for _, id := range ids {
			if id < 0 {
				long.AppendUnknown()
			} else {
				long.Append(id)
			}
			for _, c := range []*column.Text{&text, &other} {
				if s := rapid.SampledFrom([]string{"", "a", "ab", "?"}).Draw(t, "text"); s == "?" {
					c.AppendUnknown()
				} else {
					c.Append(s)
				}
			}
		}
		for _, k := range []naturalKey{
			{columns: []column.Column{&long}},
			{columns: []column.Column{&text, &long}},
			{columns: []column.Column{&long}, instead: []column.Column{&text, &other}},
		} {
			if fast, slow := repeatedFast(&k, n), repeatedSlow(&k, n); !slices.Equal(fast, slow) {
				t.Fatalf("%v, the slow twin says %v", fast, slow)
			}
		}
	})
}

// So many rows that they are dealt into parts, in no order, some keys twice.
func TestRepeatedAmongMany(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, n := range []int{partRows, 3 * partRows, 40 * partRows} {
		var id column.Long
		var month column.Word
		for range n {
			id.Append(random.Int64N(int64(n)))
			month.Append(random.Int32N(4))
		}
		k := naturalKey{columns: []column.Column{&id, &month}}
		fast, slow := repeatedFast(&k, n), repeatedSlow(&k, n)
		if !slices.Equal(fast, slow) || len(slow) == 0 {
			t.Errorf("%d rows: %d repeated, the slow twin says %d", n, len(fast), len(slow))
		}
	}
}

// Runs in any order, whose rows ascend or are few, are told apart; a run that comes
// again and a key that stands twice in its run are not.
func TestApart(t *testing.T) {
	for _, c := range []struct {
		says   string
		ids    []int64
		months []int32
		want   bool
	}{
		{"runs that ascend", []int64{5, 5, 2, 2}, []int32{1, 2, 1, 3}, true},
		{"a few rows in no order", []int64{5, 5, 5, 2, 2}, []int32{3, 1, 2, 2, 1}, true},
		{"a month twice", []int64{5, 5, 5, 2}, []int32{3, 1, 3, 1}, false},
		{"a month twice in a row", []int64{5, 5, 2}, []int32{3, 3, 1}, false},
		{"a run that comes again", []int64{5, 5, 2, 2, 5, 5}, []int32{1, 2, 1, 2, 1, 2}, false},
		{"many rows in no order", []int64{5, 5, 5, 5, 5, 5, 5, 5, 5}, []int32{9, 8, 7, 6, 5, 4, 3, 2, 1}, false},
		{"hardly any runs", []int64{5, 2, 6, 1}, []int32{1, 1, 1, 1}, false},
	} {
		var ids column.Long
		var months column.Word
		for i, id := range c.ids {
			ids.Append(id)
			months.Append(c.months[i])
		}
		k := naturalKey{columns: []column.Column{&ids, &months}}
		if got := k.apart(len(c.ids)); got != c.want {
			t.Errorf("%s: %v", c.says, got)
		}
	}
}

func TestAscends(t *testing.T) {
	for _, c := range []struct {
		says string
		ids  []int64
		want bool
	}{
		{"an ID twice does not ascend", []int64{1, 2, 2}, false},
		{"one that falls back does not ascend", []int64{1, 3, 2}, false},
		{"nobody ascends", nil, true},
		{"each greater than the one before", []int64{1, 2, 9}, true},
	} {
		var ids column.Long
		for _, id := range c.ids {
			ids.Append(id)
		}
		k := naturalKey{columns: []column.Column{&ids}}
		if got := k.ascends(len(c.ids)); got != c.want {
			t.Errorf("%s: %v", c.says, got)
		}
	}
}

// Rows that share nothing are next to never taken for sharers, and who shares is
// always among them, in parts of very different sizes too.
func TestSharers(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	hashes := make([]uint64, 20*partRows)
	for i := range hashes {
		hashes[i] = random.Uint64()
		if i%3 == 0 {
			hashes[i] &= 1<<40 - 1 // all of one part
		}
	}
	if got := sharers(hashes); len(got) > 16 {
		t.Errorf("%d of %d rows with hashes of their own are taken for sharers", len(got), len(hashes))
	}
	hashes[7], hashes[11], hashes[60_000] = hashes[50_000], hashes[50_000], hashes[50_000]
	got := sharers(hashes)
	for _, row := range []uint32{7, 11, 50_000, 60_000} {
		if !slices.Contains(got, row) {
			t.Errorf("row %d shares its hash and is not among %d", row, len(got))
		}
	}
}

func BenchmarkRepeated(b *testing.B) {
	const n = 2_000_000
	random := rand.New(rand.NewPCG(5, 6))
	for _, order := range []string{"ascending", "by person", "shuffled"} {
		var ids column.Long
		var months column.Word
		for row := range n {
			id, month := int64(row/12), int32(row%12)
			switch order {
			case "by person":
				id = id * 0x9E3779B97F4A7C1 & (1<<57 - 1)
			case "shuffled":
				id, month = random.Int64N(1<<57), random.Int32N(12)
			}
			ids.Append(id)
			months.Append(month)
		}
		k := naturalKey{columns: []column.Column{&ids, &months}}
		b.Run(order, func(b *testing.B) {
			for b.Loop() {
				k.repeated(n, func(_, _ uint32) { b.Fatal("no key is repeated") })
			}
			b.ReportMetric(n*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
		})
	}
}
