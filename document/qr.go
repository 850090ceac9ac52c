package document

import (
	"fmt"
	"image"

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
