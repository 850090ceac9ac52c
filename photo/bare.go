package photo

import (
	"bytes"
	"errors"
)

// ErrKind: it is no JPEG, PNG or WebP, or one that ends too early.
var ErrKind = errors.New("not a whole JPEG, PNG or WebP picture")

// Bare is the picture without anything beside its pixels. It fails with ErrKind.
func Bare(data []byte) ([]byte, error) {
	switch {
	case bytes.HasPrefix(data, []byte{0xff, 0xd8}):
		return bareJPEG(data)
	case bytes.HasPrefix(data, pngSignature):
		return barePNG(data)
	case len(data) >= webpHead && string(data[:4]) == "RIFF" && string(data[8:webpHead]) == "WEBP":
		return bareWebP(data)
	}
	return nil, ErrKind
}
