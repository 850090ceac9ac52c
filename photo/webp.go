package photo

import (
	"encoding/binary"
	"slices"
)

// webpHead is how far a WebP's own name reaches: RIFF, a size, WEBP.
const webpHead = 12

// webpNeeded are the chunks that are about the pixels.
var webpNeeded = []string{"VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF"}

// webpBeside are the bits by which VP8X announces colour profile, EXIF and XMP.
const webpBeside = 0x20 | 0x08 | 0x04

// bareWebP copies a WebP chunk by chunk: kind, length, content, a byte that makes it even.
func bareWebP(data []byte) ([]byte, error) {
	whole := uint64(binary.LittleEndian.Uint32(data[4:])) + 8
	if whole < webpHead || whole > uint64(len(data)) {
		return nil, ErrKind
	}
	data = data[:whole]
	out := append(make([]byte, 0, len(data)), data[:webpHead]...)
	for at := webpHead; at < len(data); {
		if at+8 > len(data) {
			return nil, ErrKind
		}
		size := uint64(binary.LittleEndian.Uint32(data[at+4:]))
		if size+size%2 > uint64(len(data)-at-8) {
			return nil, ErrKind
		}
		end := at + 8 + int(size+size%2)
		if kind := string(data[at : at+4]); slices.Contains(webpNeeded, kind) {
			from := len(out)
			out = append(out, data[at:end]...)
			if kind == "VP8X" && size > 0 {
				out[from+8] &^= webpBeside
			}
		}
		at = end
	}
	binary.LittleEndian.PutUint32(out[4:], uint32(len(out)-8))
	return out, nil
}
