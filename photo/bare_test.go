package photo_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"slices"
	"testing"

	"dixian/photo"
)

// picture is a small picture with something on it.
func picture() image.Image {
	m := image.NewRGBA(image.Rect(0, 0, 24, 16))
	for x := range 24 {
		for y := range 16 {
			m.Set(x, y, color.RGBA{uint8(x * 10), uint8(y * 15), 90, 255})
		}
	}
	return m
}

// where is what no picture may tell: a place as EXIF has it, here in plain words.
var where = []byte("GPS 26.2N 109.1E")

func segment(mark byte, content []byte) []byte {
	return append([]byte{0xff, mark, byte((len(content) + 2) >> 8), byte(len(content) + 2)}, content...)
}

// exif says a turn and a place.
func exif(order binary.AppendByteOrder, turn uint16) []byte {
	head := "MM"
	if order.String() == "LittleEndian" {
		head = "II"
	}
	b := append([]byte("Exif\x00\x00"), head...)
	b = order.AppendUint32(order.AppendUint16(b, 42), 8)
	b = order.AppendUint16(b, 2) // entries: a maker, the turn
	b = order.AppendUint32(order.AppendUint32(order.AppendUint16(order.AppendUint16(b, 0x010f), 2), 4), 0x41424344)
	b = order.AppendUint32(order.AppendUint16(order.AppendUint16(b, 0x0112), 3), 1)
	b = order.AppendUint16(order.AppendUint16(b, turn), 0)
	return append(order.AppendUint32(b, 0), where...)
}

// jpegWith is a JPEG that tells more than its pixels.
func jpegWith(t testing.TB, segments ...[]byte) []byte {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, picture(), nil); err != nil {
		t.Fatal(err)
	}
	data := b.Bytes()
	return slices.Concat(data[:2], bytes.Join(segments, nil), data[2:])
}

func chunk(kind string, content []byte) []byte {
	b := append(binary.BigEndian.AppendUint32(nil, uint32(len(content))), kind...)
	b = append(b, content...)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:]))
}

func pngWith(t testing.TB, chunks ...[]byte) []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, picture()); err != nil {
		t.Fatal(err)
	}
	data := b.Bytes()
	return slices.Concat(data[:33], bytes.Join(chunks, nil), data[33:])
}

func riff(chunks ...[]byte) []byte {
	inner := append([]byte("WEBP"), bytes.Join(chunks, nil)...)
	return append(append([]byte("RIFF"), binary.LittleEndian.AppendUint32(nil, uint32(len(inner)))...), inner...)
}

func riffChunk(kind string, content []byte) []byte {
	b := append([]byte(kind), binary.LittleEndian.AppendUint32(nil, uint32(len(content)))...)
	if b = append(b, content...); len(content)%2 == 1 {
		b = append(b, 0)
	}
	return b
}

func TestBareRefuses(t *testing.T) {
	whole := jpegWith(t)
	for says, data := range map[string][]byte{
		"nothing":                     nil,
		"words":                       []byte("a poster"),
		"a drawing that may run code": []byte("<svg xmlns='http://www.w3.org/2000/svg'/>"),
		"a JPEG cut in its pixels":    whole[:len(whole)-20],
		"a JPEG cut in a segment":     whole[:20],
		"a JPEG with a false length":  {0xff, 0xd8, 0xff, 0xe1, 0, 1, 0xff, 0xd9},
		"a PNG without its end":       pngWith(t)[:60],
		"a WebP longer than it is":    riff(riffChunk("VP8L", where))[:20],
	} {
		if out, err := photo.Bare(data); !errors.Is(err, photo.ErrKind) {
			t.Errorf("%s gave %d bytes, %v", says, len(out), err)
		}
	}
}

func TestBareTakesOutWhatIsBesideThePixels(t *testing.T) {
	for says, data := range map[string][]byte{
		"EXIF":              jpegWith(t, segment(0xe1, exif(binary.BigEndian, 1))),
		"EXIF of a turned":  jpegWith(t, segment(0xe1, exif(binary.LittleEndian, 6))),
		"a second EXIF":     jpegWith(t, segment(0xe1, exif(binary.BigEndian, 6)), segment(0xe1, exif(binary.BigEndian, 8))),
		"XMP":               jpegWith(t, segment(0xe1, append([]byte("http://ns.adobe.com/xap/1.0/\x00"), where...))),
		"a comment":         jpegWith(t, segment(0xfe, where)),
		"a small copy":      jpegWith(t, segment(0xe0, append([]byte("JFXX\x00"), where...))),
		"a maker's segment": jpegWith(t, segment(0xe4, where)),
		"behind a JPEG":     append(jpegWith(t), where...),
		"text of a PNG":     pngWith(t, chunk("tEXt", where), chunk("eXIf", where)),
		"behind a PNG":      append(pngWith(t), where...),
	} {
		out, err := photo.Bare(data)
		if err != nil {
			t.Errorf("%s: %v", says, err)
			continue
		}
		if bytes.Contains(out, where) || bytes.Contains(out, []byte("ABCD")) {
			t.Errorf("%s stays", says)
		}
		was, _, err := image.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		is, _, err := image.Decode(bytes.NewReader(out))
		if err != nil {
			t.Errorf("%s: what is left is no picture: %v", says, err)
			continue
		}
		for i := range 24 * 16 {
			if x, y := i%24, i/24; was.At(x, y) != is.At(x, y) {
				t.Fatalf("%s: pixel %d,%d changed", says, x, y)
			}
		}
	}
	out, err := photo.Bare(riff(riffChunk("VP8X", []byte{0x3c, 0, 0, 0, 0, 0, 0, 0, 0, 0}), riffChunk("VP8L", []byte("pixels.")), riffChunk("EXIF", where), riffChunk("XMP ", where)))
	if want := riff(riffChunk("VP8X", []byte{0x10, 0, 0, 0, 0, 0, 0, 0, 0, 0}), riffChunk("VP8L", []byte("pixels."))); err != nil || !bytes.Equal(out, want) {
		t.Errorf("a WebP became %q, %v", out, err)
	}
}

func TestBareKeepsTheTurn(t *testing.T) {
	for _, order := range []binary.AppendByteOrder{binary.BigEndian, binary.LittleEndian} {
		for turn, says := range map[uint16]bool{0: false, 1: false, 6: true, 8: true, 9: false} {
			out, err := photo.Bare(jpegWith(t, segment(0xe1, exif(order, turn))))
			if err != nil {
				t.Fatal(err)
			}
			at := bytes.Index(out, []byte("Exif\x00\x00MM"))
			if says != (at >= 0) || says && out[at+25] != byte(turn) {
				t.Errorf("%s, turn %d: kept at %d", order, turn, at)
			}
		}
	}
}

// FuzzBare: whatever comes, nothing breaks, what was made bare stays as it is, and
// a JPEG that could be looked at still can.
func FuzzBare(f *testing.F) {
	f.Add(jpegWith(f, segment(0xe1, exif(binary.BigEndian, 6))))
	f.Add(pngWith(f, chunk("tEXt", where)))
	f.Add(riff(riffChunk("VP8L", where), riffChunk("EXIF", where)))
	f.Fuzz(func(t *testing.T, data []byte) {
		once, err := photo.Bare(data)
		if err != nil {
			return
		}
		twice, err := photo.Bare(once)
		if err != nil || !bytes.Equal(once, twice) {
			t.Fatalf("bare twice differs: %v", err)
		}
	})
}
