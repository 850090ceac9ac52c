package document

import (
	"fmt"
	"image"
	"image/png"
	"io"
	"strings"

	"github.com/boombuler/barcode"
	"github.com/boombuler/barcode/qr"
)

// qrCode is a text as a QR code of some pixels a side, with a quarter of it to
// spare for dirt.
func qrCode(text string, side int) (image.Image, error) {
	code, err := qr.Encode(text, qr.Q, qr.Auto)
	if err != nil {
		return nil, fmt.Errorf("二维码写不下 %d 个字符：%w", len(text), err)
	}
	return barcode.Scale(code, side, side)
}

// WriteQR writes a text as a QR code to print: a PNG of 960 pixels a side, or an
// SVG of any size. A quiet zone of four modules surrounds it.
//
// Source: ISO/IEC 18004, quiet zone.
func WriteQR(w io.Writer, text, format string) error {
	code, err := qr.Encode(text, qr.Q, qr.Auto)
	if err != nil {
		return fmt.Errorf("二维码写不下 %d 个字符：%w", len(text), err)
	}
	n := code.Bounds().Dx()
	black := func(x, y int) bool {
		if x < 0 || y < 0 || x >= n || y >= n {
			return false
		}
		r, _, _, _ := code.At(x, y).RGBA()
		return r == 0
	}
	const quiet = 4
	if format == "svg" {
		var path strings.Builder
		for y := range n {
			for x := range n {
				if black(x, y) {
					fmt.Fprintf(&path, "M%d %dh1v1h-1z", x+quiet, y+quiet)
				}
			}
		}
		_, err := fmt.Fprintf(w, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h%[1]dv%[2]dH0z"/><path d="%s"/></svg>`, n+2*quiet, n+2*quiet, path.String())
		return err
	}
	module := max(1, 960/(n+2*quiet))
	side := (n + 2*quiet) * module
	picture := image.NewGray(image.Rect(0, 0, side, side))
	for i := range picture.Pix {
		picture.Pix[i] = 255
		if black(i%side/module-quiet, i/side/module-quiet) {
			picture.Pix[i] = 0
		}
	}
	return png.Encode(w, picture)
}
