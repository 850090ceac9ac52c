package column

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// bulk is what Long, Word and Byte can do beside Column.
type bulk[C Column] interface {
	Column
	AppendAll(o C)
	Truncate(n int)
	Drop(rows []uint32)
}

// Whole columns are appended, cut off and thinned out as single rows would be.
func TestBulkTwins(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawCells(t), drawCells(t)
		both := cells{append(slices.Clone(a.numbers), b.numbers...), append(slices.Clone(a.texts), b.texts...), append(slices.Clone(a.known), b.known...)}
		keep := rapid.IntRange(0, len(both.known)).Draw(t, "keep")
		left := cells{both.numbers[:keep], both.texts[:keep], both.known[:keep]}
		var drop []uint32
		var thin cells
		for i := range keep {
			if rapid.IntRange(0, 3).Draw(t, "drop") == 0 {
				drop = append(drop, uint32(i))
				continue
			}
			thin.numbers, thin.texts, thin.known = append(thin.numbers, left.numbers[i]), append(thin.texts, left.texts[i]), append(thin.known, left.known[i])
		}
		after := cells{append(slices.Clone(thin.numbers), a.numbers...), append(slices.Clone(thin.texts), a.texts...), append(slices.Clone(thin.known), a.known...)}
		as, bs := a.columns(), b.columns()
		others := a.columns()
		for i := range as {
			switch c := as[i].(type) {
			case *Long:
				c.Reserve(100)
				inBulk(t, c, bs[i].(*Long), others[i].(*Long), both, left, thin, after, drop, keep)
			case *Word:
				inBulk(t, c, bs[i].(*Word), others[i].(*Word), both, left, thin, after, drop, keep)
			case *Byte:
				c.Reserve(1)
				inBulk(t, c, bs[i].(*Byte), others[i].(*Byte), both, left, thin, after, drop, keep)
			case *Text:
				c.Reserve(150, 10)
				inBulk(t, c, bs[i].(*Text), others[i].(*Text), both, left, thin, after, drop, keep)
			}
		}
	})
}

func inBulk[C bulk[C]](t *rapid.T, c, b, a C, both, left, thin, after cells, drop []uint32, keep int) {
	c.AppendAll(b)
	check(t, c, both)
	c.Truncate(keep)
	check(t, c, left)
	c.Drop(drop)
	check(t, c, thin)
	c.AppendAll(a) // nothing of what was cut off shows
	check(t, c, after)
}

func TestExtendAndSet(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, want := new(Word), cells{}
		for range rapid.IntRange(0, 3).Draw(t, "times") {
			n := rapid.IntRange(0, 150).Draw(t, "n")
			c.Extend(n)
			for range n {
				want.numbers, want.texts, want.known = append(want.numbers, 0), append(want.texts, ""), append(want.known, true)
			}
		}
		for range len(want.known) / 3 {
			i := rapid.IntRange(0, len(want.known)-1).Draw(t, "i")
			if want.known[i] = rapid.Bool().Draw(t, "known"); want.known[i] {
				want.numbers[i] = 7
				c.Set(i, 7)
			} else {
				c.SetUnknown(i)
			}
		}
		check(t, c, want)
	})
}
