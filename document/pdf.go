package document

import (
	"bytes"
	"fmt"
	"image/png"
	"io"
	"strings"
	"time"

	"codeberg.org/go-pdf/fpdf"
)

// Measures of a page, in millimetres and points.
//
// Source: GB/T 9704—2012, 5.2 (type area 156 mm × 225 mm, 22 lines of 28
// characters in 16 pt), 7.5 (page number).
const (
	pageTop, pageBottom  = 37.0, 35.0
	pageLeft, pageRight  = 28.0, 26.0
	bodyWidth            = 210 - pageLeft - pageRight
	bodySize, bodyLine   = 16.0, 225.0 / 22
	titleSize, titleLine = 22.0, 12.0
	tableSize, tableLine = 12.0, 6.5
	footSize, footLine   = 10.5, 5.5
	sealHeight           = 32.0
	codeSide             = 40.0
	cellPadding          = 1.5
)

// pdf sets sheets on pages.
type pdf struct {
	*fpdf.Fpdf
	face   *typeface
	widths map[rune]float64 // of the characters at 1 pt
	lost   bool             // a character had no shape
	starts []int            // the page on which each sheet begins
}

// writePDF writes sheets one after the other, each from a new page on, with a
// bookmark each if there are several. The same sheets give the same bytes.
// after, where it is given, hears on what pages the sheets begin.
func writePDF(w io.Writer, sheets []*Sheet, after func(starts []int)) error {
	p, err := newPDF(sheets[0].Title)
	if err != nil {
		return err
	}
	p.SetFooterFunc(p.footer)
	for _, s := range sheets {
		p.AddPage()
		p.starts = append(p.starts, p.PageNo())
		if len(sheets) > 1 {
			p.Bookmark(p.shown(s.Title), 0, 0)
		}
		p.sheet(s)
	}
	if after != nil {
		after(p.starts)
	}
	return p.Output(w)
}

// newPDF is an empty one, with its font.
func newPDF(title string) (*pdf, error) {
	face, err := songti()
	if err != nil {
		return nil, err
	}
	p := &pdf{Fpdf: fpdf.New("P", "mm", "A4", ""), face: face, widths: map[rune]float64{}}
	p.SetCatalogSort(true)
	p.SetCreationDate(time.Unix(0, 0).UTC())
	p.SetModificationDate(time.Unix(0, 0).UTC())
	p.SetProducer("Dixian", false)
	p.SetLang("zh-CN")
	p.SetTitle(p.shown(title), true)
	p.AddUTF8FontFromBytes("song", "", face.file)
	p.SetMargins(pageLeft, pageTop, pageRight)
	p.SetAutoPageBreak(false, pageBottom)
	return p, nil
}

// footer is the page's number, and a word about characters without shape.
func (p *pdf) footer() {
	p.size(14)
	p.SetXY(pageLeft, 297-pageBottom+7)
	p.CellFormat(bodyWidth, 7, fmt.Sprintf("— %d —", p.PageNo()), "", 0, "C", false, 0, "")
	if p.lost {
		p.size(9)
		p.SetXY(pageLeft, 297-pageBottom+16)
		p.CellFormat(bodyWidth, 5, "〓 是字体里没有的字，请照原件手写补上。", "", 0, "C", false, 0, "")
	}
}

func (p *pdf) size(points float64) { p.SetFont("song", "", points) }

// shown is a text in characters that the typeface has.
func (p *pdf) shown(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || p.face.has(r):
			return r
		case r < ' ':
			return ' '
		}
		p.lost = true
		return missing
	}, s)
}

// lines cuts a text for a width in the size given.
func (p *pdf) lines(text string, points, width, indent float64) []string {
	return breakLines(p.shown(text), width, indent, func(r rune) float64 {
		w, known := p.widths[r]
		if !known {
			p.size(100)
			w = p.GetStringWidth(string(r)) / 100
			p.widths[r] = w
		}
		return w * points
	})
}

// room begins a new page where less than a height is left.
func (p *pdf) room(height float64) {
	if p.GetY()+height > 297-pageBottom {
		p.AddPage()
	}
}

// write sets lines of a size, one under the other.
func (p *pdf) write(lines []string, points, height, indent float64, align string) {
	for i, line := range lines {
		p.room(height)
		p.size(points)
		p.SetX(pageLeft)
		if i == 0 {
			p.SetX(pageLeft + indent)
		}
		p.CellFormat(210-pageRight-p.GetX(), height, line, "", 1, align, false, 0, "")
	}
}

// heavy sets what do writes in a heavier face: an outline is drawn around it.
func (p *pdf) heavy(do func()) {
	p.SetTextRenderingMode(2)
	p.SetLineWidth(0.25)
	do()
	p.SetTextRenderingMode(0)
	p.SetLineWidth(0.2)
}

func (p *pdf) sheet(s *Sheet) {
	p.heavy(func() { p.write(p.lines(s.Title, titleSize, bodyWidth, 0), titleSize, titleLine, 0, "C") })
	p.Ln(bodyLine / 2)
	if s.To != "" {
		p.write(p.lines(s.To+"：", bodySize, bodyWidth, 0), bodySize, bodyLine, 0, "L")
	}
	indent := 2 * bodySize * 25.4 / 72
	for _, b := range s.Blocks {
		switch {
		case b.Heading != "":
			p.room(3 * bodyLine)
			p.heavy(func() { p.write(p.lines(b.Heading, bodySize, bodyWidth, 0), bodySize, bodyLine, 0, "L") })
		case b.Text != "":
			p.write(p.lines(b.Text, bodySize, bodyWidth, indent), bodySize, bodyLine, indent, "L")
		case b.Table != nil:
			p.table(b.Table, false)
		case b.Form != nil:
			p.form(b.Form)
		}
	}
	if s.Code != "" {
		p.code(s.Code, codeSide)
	}
	if s.Sign != "" {
		p.sign(s)
	}
	for _, who := range s.Lines {
		p.room(1.5 * bodyLine)
		p.Ln(bodyLine / 2)
		p.write([]string{p.shown(who) + "：________________　" + blankDay}, 14, bodyLine, 0, "L")
	}
	if s.Foot != "" {
		p.Ln(footLine)
		p.write(p.lines(s.Foot, footSize, bodyWidth, 0), footSize, footLine, 0, "L")
	}
}

// sign sets who issues the sheet, with space for the seal, on the right.
func (p *pdf) sign(s *Sheet) {
	half := bodyWidth / 2.0
	names := p.lines(s.Sign, bodySize, half, 0)
	p.room(bodyLine*float64(len(names)+2) + sealHeight)
	p.Ln(bodyLine)
	right := func(text string, points, height float64) {
		p.size(points)
		p.SetX(pageLeft + half)
		p.CellFormat(half, height, text, "", 1, "C", false, 0, "")
	}
	for _, n := range names {
		right(n, bodySize, bodyLine)
	}
	p.SetTextColor(119, 119, 119)
	right("（盖章处）", 11, sealHeight)
	p.SetTextColor(0, 0, 0)
	right(s.Date(), bodySize, bodyLine)
}

// code sets a QR code of some millimetres a side in the middle.
func (p *pdf) code(text string, side float64) {
	p.room(side + 8)
	picture, err := qrCode(text, 960)
	if err != nil {
		p.SetError(err)
		return
	}
	var b bytes.Buffer
	if err := png.Encode(&b, picture); err != nil {
		p.SetError(err)
		return
	}
	options := fpdf.ImageOptions{ImageType: "PNG"}
	p.RegisterImageOptionsReader(text, options, &b)
	p.ImageOptions(text, pageLeft+(bodyWidth-side)/2, p.GetY()+4, side, side, false, options, 0, "")
	p.Ln(side + 8)
}
