package document

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"html/template"
	"image/png"
	"io"
)

//go:embed html.css
var css string

//go:embed html.html
var markup string

// style is the style sheet as the template puts it in, byte for byte.
var style = template.CSS(css)

var page = template.Must(template.New("page").Funcs(template.FuncMap{"style": func() template.CSS { return style }, "picture": picture}).Parse(markup))

// StyleSource is what a Content-Security-Policy must allow under style-src for
// the pages of this package: the hash of the one style sheet they carry.
func StyleSource() string {
	sum := sha256.Sum256([]byte(css))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

func (s *Sheet) writeHTML(w io.Writer) error { return page.Execute(w, s) }

// picture is a QR code as a page carries it.
func picture(text string) (template.URL, error) {
	code, err := qrCode(text, 240)
	if err != nil {
		return "", err
	}
	var b bytes.Buffer
	if err := png.Encode(&b, code); err != nil {
		return "", err
	}
	return template.URL("data:image/png;base64," + base64.StdEncoding.EncodeToString(b.Bytes())), nil
}
