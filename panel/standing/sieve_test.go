package standing

import (
	"testing"

	"pgregory.net/rapid"
)

// A set of ID numbers holds what was put in and nothing else, its sieve and zero
// among them. Twin: a map.
func TestIDSetTwins(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		id := rapid.OneOf(rapid.Int64Range(0, 40), rapid.Int64())
		set, want := newIDSet(rapid.IntRange(0, 40).Draw(t, "room")), map[int64]bool{}
		for _, n := range rapid.SliceOf(id).Draw(t, "ids") {
			set.add(n)
			want[n] = true
		}
		for range rapid.SampledFrom([]int{0, 0, 0, 2000}).Draw(t, "more") { // the table grows
			n := int64(len(want)) * 1_000_003
			set.add(n)
			want[n] = true
		}
		set.close()
		if set.any() != (len(want) > 0) {
			t.Fatalf("any is %v of %d", set.any(), len(want))
		}
		for n := range want {
			if !set.has(n) {
				t.Fatalf("%d was lost", n)
			}
		}
		for _, n := range rapid.SliceOf(id).Draw(t, "asked") {
			if set.has(n) != want[n] {
				t.Fatalf("%d: %v", n, set.has(n))
			}
		}
	})
}
