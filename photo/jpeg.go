package photo

import (
	"bytes"
	"encoding/binary"
)

// Markers of a JPEG, the byte behind 0xFF. Source: ITU-T T.81, table B.1.
const (
	markStart    = 0xd8
	markEnd      = 0xd9
	markScan     = 0xda
	markComment  = 0xfe
	markApp0     = 0xe0 // JFIF: how dense the pixels are
	markApp1     = 0xe1 // EXIF, XMP
	markApp14    = 0xee // Adobe: how the colours are written
	markApp15    = 0xef
	markRestart0 = 0xd0
	markRestart7 = 0xd7
)

// jfifBytes is a JFIF segment without the small copy that may follow in it.
const jfifBytes = 16

// bareJPEG copies a JPEG segment by segment up to its end.
func bareJPEG(data []byte) ([]byte, error) {
	out := append(make([]byte, 0, len(data)), 0xff, markStart)
	turned := false
	for at := 2; ; {
		if at+2 > len(data) || data[at] != 0xff {
			return nil, ErrKind
		}
		mark := data[at+1]
		switch {
		case mark == 0xff: // filling before a marker
			at++
			continue
		case mark == markEnd:
			return append(out, 0xff, markEnd), nil
		}
		if at+4 > len(data) {
			return nil, ErrKind
		}
		end := at + 2 + int(binary.BigEndian.Uint16(data[at+2:]))
		if end < at+4 || end > len(data) {
			return nil, ErrKind
		}
		segment := data[at:end]
		switch {
		case mark == markApp1 && !turned:
			if turn := turnOf(segment[4:]); turn > 1 {
				out, turned = append(out, turnSegment(turn)...), true
			}
		case needed(mark, segment):
			out = append(out, segment...)
		}
		at = end
		if mark == markScan {
			next, ok := scanEnd(data, at)
			if !ok {
				return nil, ErrKind
			}
			out, at = append(out, data[at:next]...), next
		}
	}
}

// needed says whether a segment is about the pixels.
func needed(mark byte, segment []byte) bool {
	switch {
	case mark == markApp0:
		return len(segment) == 2+jfifBytes && bytes.HasPrefix(segment[4:], []byte("JFIF\x00"))
	case mark == markApp14:
		return bytes.HasPrefix(segment[4:], []byte("Adobe"))
	}
	return mark != markComment && (mark < markApp0 || mark > markApp15)
}

// scanEnd is where the pixels end that begin at: before the next marker.
func scanEnd(data []byte, at int) (int, bool) {
	for ; at+1 < len(data); at++ {
		if next := data[at+1]; data[at] == 0xff && next != 0 && next != 0xff && (next < markRestart0 || next > markRestart7) {
			return at, true
		}
	}
	return 0, false
}

// exifHead stands before the TIFF that EXIF is.
var exifHead = []byte("Exif\x00\x00")

const (
	tagTurn   = 0x0112 // orientation
	typeShort = 3
	entrySize = 12
)

// turnOf reads the turn (1 to 8, 1 upright) out of an EXIF segment's content; 0: it
// says none.
func turnOf(content []byte) byte {
	tiff, ok := bytes.CutPrefix(content, exifHead)
	if !ok || len(tiff) < 8 {
		return 0
	}
	var order binary.ByteOrder = binary.BigEndian
	if tiff[0] == 'I' {
		order = binary.LittleEndian
	}
	first := uint64(order.Uint32(tiff[4:]))
	if first+2 > uint64(len(tiff)) {
		return 0
	}
	entries := tiff[first+2:]
	for range order.Uint16(tiff[first:]) {
		if len(entries) < entrySize {
			return 0
		}
		if order.Uint16(entries) == tagTurn && order.Uint16(entries[2:]) == typeShort {
			if turn := order.Uint16(entries[8:]); turn >= 1 && turn <= 8 {
				return byte(turn)
			}
			return 0
		}
		entries = entries[entrySize:]
	}
	return 0
}

// turnSegment is an EXIF segment that says the turn and nothing else.
func turnSegment(turn byte) []byte {
	tiff := []byte{'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, tagTurn >> 8, tagTurn & 0xff, 0, typeShort, 0, 0, 0, 1, 0, turn, 0, 0, 0, 0, 0, 0}
	size := 2 + len(exifHead) + len(tiff)
	return append(append([]byte{0xff, markApp1, byte(size >> 8), byte(size)}, exifHead...), tiff...)
}
