//go:build unix

package race

import (
	"os"
	"runtime"
	"syscall"
)

// peak is the largest resident set of an ended process, in bytes. Linux counts
// it in KiB, and from what the starting process held: this one stays small.
func peak(state *os.ProcessState) int64 {
	usage, ok := state.SysUsage().(*syscall.Rusage)
	switch {
	case !ok:
		return 0
	case runtime.GOOS == "darwin":
		return int64(usage.Maxrss)
	}
	return int64(usage.Maxrss) << 10
}
