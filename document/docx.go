package document

import (
	"archive/zip"
	"bytes"
	"embed"
	"encoding/xml"
	"image/png"
	"io"
	"strings"
	"text/template"
)

//go:embed docx
var parts embed.FS

// word is the body of a DOCX. The parts beside it (styles with the official
// typefaces, the page number) are files under docx/.
var word = template.Must(template.New("document.xml").Funcs(template.FuncMap{
	"text": escaped, "widths": func(t *Table) []float64 { return t.widths() }, "twips": func(mm float64) int { return int(mm*1440/25.4 + 0.5) },
	"at":    func(widths []float64, i int) float64 { return widths[i] },
	"form":  formTable,
	"lines": func(s string) []string { return strings.Split(s, "\n") },
}).ParseFS(parts, "docx/document.xml"))

// writeDOCX writes an Office Open XML document.
//
// Source: ECMA-376, part 1.
func (s *Sheet) writeDOCX(w io.Writer) error {
	var body, code bytes.Buffer
	if err := word.Execute(&body, s); err != nil {
		return err
	}
	z := zip.NewWriter(w)
	for _, name := range []string{"[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels", "word/styles.xml", "word/footer.xml"} {
		part, err := parts.ReadFile("docx/" + partFile(name))
		if err != nil {
			return err
		}
		if name == "word/_rels/document.xml.rels" && s.Code != "" {
			part = bytes.Replace(part, []byte("</Relationships>"), []byte(codeRelation+"</Relationships>"), 1)
		}
		if err := add(z, name, part); err != nil {
			return err
		}
	}
	if s.Code != "" {
		picture, err := qrCode(s.Code, 480)
		if err != nil {
			return err
		}
		if err := png.Encode(&code, picture); err != nil {
			return err
		}
		if err := add(z, "word/media/code.png", code.Bytes()); err != nil {
			return err
		}
	}
	if err := add(z, "word/document.xml", body.Bytes()); err != nil {
		return err
	}
	return z.Close()
}

// codeRelation leads from the body to the picture of the QR code.
const codeRelation = `<Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/code.png"/>`

// partFile is where a part lies among the embedded files: names that begin with
// a point or a line are not embedded.
func partFile(name string) string {
	return map[string]string{
		"[Content_Types].xml": "types.xml", "_rels/.rels": "package.rels", "word/_rels/document.xml.rels": "document.rels",
		"word/styles.xml": "styles.xml", "word/footer.xml": "footer.xml",
	}[name]
}

func add(z *zip.Writer, name string, content []byte) error {
	w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
	if err != nil {
		return err
	}
	_, err = w.Write(content)
	return err
}

// escaped is a text as XML holds it; characters that XML cannot hold are dropped.
func escaped(s string) (string, error) {
	var b strings.Builder
	err := xml.EscapeText(&b, []byte(strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' {
			return -1
		}
		return r
	}, s)))
	return b.String(), err
}
