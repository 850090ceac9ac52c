package photo

import (
	"encoding/binary"
	"slices"
)

var pngSignature = []byte("\x89PNG\r\n\x1a\n")

// pngNeeded are the chunks that are about the pixels.
var pngNeeded = []string{"IHDR", "PLTE", "tRNS", "gAMA", "cHRM", "sRGB", "IDAT", "IEND"}

// barePNG copies a PNG chunk by chunk up to its end: length, kind, content, check sum.
func barePNG(data []byte) ([]byte, error) {
	out := append(make([]byte, 0, len(data)), pngSignature...)
	for at := len(pngSignature); ; {
		if at+12 > len(data) {
			return nil, ErrKind
		}
		size := uint64(binary.BigEndian.Uint32(data[at:]))
		if size > uint64(len(data)-at-12) {
			return nil, ErrKind
		}
		end := at + 12 + int(size)
		kind := string(data[at+4 : at+8])
		if slices.Contains(pngNeeded, kind) {
			out = append(out, data[at:end]...)
		}
		if kind == "IEND" {
			return out, nil
		}
		at = end
	}
}
