//go:build !amd64

package intake

func markBlocks(blocks []uint64, text []byte, separator byte) { markWords(blocks, text, separator) }
