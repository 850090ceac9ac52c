package document

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"html/template"
)

//go:embed sheet.css
var css string

//go:embed sheet.html
var html string

// style is the style sheet as the template puts it in, byte for byte.
var style = template.CSS(css)

var sheet = template.Must(template.New("sheet").Parse(html))

// StyleSource is what a Content-Security-Policy must allow under style-src for
// the pages of this package: the hash of the one style sheet they carry.
func StyleSource() string {
	sum := sha256.Sum256([]byte(css))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}
