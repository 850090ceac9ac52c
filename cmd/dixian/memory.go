package main

import (
	"math"
	"runtime"
	"runtime/debug"
)

// sparingly lets a run take memory as it needs it: a run is a few hundred long
// columns without a pointer in them. Looking through them costs nothing, and keeping
// as much garbage as data would. done ends it.
func sparingly() (done func()) {
	debug.SetGCPercent(15)
	stayWithin(7 << 30)
	return ballast(192 << 20)
}

// ballast makes the collector reckon with so many bytes more than there are, none of
// which is ever touched and so none taken. Without it, a share of a few megabytes is
// soon full again: half of the collections of a run came before it held 20 MB.
func ballast(bytes int) (drop func()) {
	b := make([]byte, bytes)
	return func() { runtime.KeepAlive(b) }
}

// stayWithin makes the collector work harder before a run takes more bytes than
// that, unless GOMEMLIMIT says otherwise. Columns that need more get it.
func stayWithin(bytes int64) {
	if debug.SetMemoryLimit(-1) == math.MaxInt64 {
		debug.SetMemoryLimit(bytes)
	}
}

// hasty sets the collector for a command that is soon over: what is garbage at its
// end need not be looked for.
func hasty() {
	debug.SetGCPercent(400)
	stayWithin(7 << 30)
}
