package main

import (
	"math"
	"runtime/debug"
	"testing"
)

func TestStayWithin(t *testing.T) {
	before := debug.SetMemoryLimit(-1)
	defer debug.SetMemoryLimit(before)
	for _, c := range []struct {
		says        string
		given, want int64
	}{
		{"a limit that somebody set stands", 1 << 40, 1 << 40},
		{"without one a run stays within its own", math.MaxInt64, 7 << 30},
	} {
		debug.SetMemoryLimit(c.given)
		stayWithin(7 << 30)
		if got := debug.SetMemoryLimit(-1); got != c.want {
			t.Errorf("%s: %d bytes, not %d", c.says, got, c.want)
		}
	}
}
