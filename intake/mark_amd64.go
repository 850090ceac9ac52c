package intake

import "golang.org/x/sys/cpu"

// markBlocks is markWords as fast as the machine can.
func markBlocks(blocks []uint64, text []byte, separator byte) {
	if cpu.X86.HasAVX2 && len(text) >= 64*len(blocks) {
		markAVX2(blocks, text, separator)
		return
	}
	markWords(blocks, text, separator)
}

// markAVX2 is markWords by 32 bytes at a time, without a look at text's length.
//
// Twin: markWords (TestMarksTwin).
//
//go:noescape
func markAVX2(blocks []uint64, text []byte, separator byte)
