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
	signWidth            = 97.0 // a prefecture's government in one line, a village's committee in two
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
	tail   float64          // height of what must not stand on a page alone, while the block before it is set
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
		if i == max(0, len(lines)-2) { // the last two lines go with what follows
			p.room(height*float64(len(lines)-i) + p.tail)
		}
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
	indent := indentOf(bodySize)
	for i, b := range s.Blocks {
		last := len(s.Blocks) - 1
		if i == last || i == last-1 && b.Heading != "" {
			p.keep(b, s.Blocks[last], p.ending(s))
		}
		if i == last {
			p.tail = p.ending(s)
		}
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
	p.tail = 0
	if s.Code != "" {
		p.code(s.Code, codeSide)
	}
	if s.Sign != "" {
		p.sign(s)
	}
	p.room(linesHeight(s))
	for _, who := range s.Lines {
		p.Ln(bodyLine / 2)
		p.write([]string{p.shown(who) + "：________________　" + blankDay}, 14, bodyLine, 0, "L")
	}
	if s.Foot != "" {
		p.Ln(footLine)
		p.write(p.lines(s.Foot, footSize, bodyWidth, 0), footSize, footLine, 0, "L")
	}
}

// smallBlock is how high a last block may be to go to a page with the seal as a whole;
// of a higher one the last lines go.
const smallBlock = 90.0

// keep begins a new page where a small last block, its heading and the ending that
// follows do not fit together on what is left.
func (p *pdf) keep(heading, last Block, ending float64) {
	height := p.height(last)
	if heading.Heading != "" {
		height += bodyLine * float64(len(p.lines(heading.Heading, bodySize, bodyWidth, 0)))
	}
	if ending > 0 && height <= smallBlock {
		p.room(height + ending)
	}
}

// height is what a block takes where no page ends in it.
func (p *pdf) height(b Block) float64 {
	t := b.Table
	switch {
	case b.Form != nil:
		t = formTable(b.Form)
	case t == nil:
		return bodyLine * float64(len(p.lines(b.Text, bodySize, bodyWidth, indentOf(bodySize))))
	}
	widths, all := t.widths(), 2.0+4
	for _, cells := range t.Rows {
		all += p.row(cells, widths).height
	}
	if len(t.Head) > 0 {
		all += p.row(t.Head, widths).height
	}
	return all
}

// indentOf is the indent of a paragraph: two characters.
func indentOf(points float64) float64 { return 2 * points * 25.4 / 72 }

// linesHeight is what the lines for signatures take; they stay together.
func linesHeight(s *Sheet) float64 { return 1.5 * bodyLine * float64(len(s.Lines)) }

// ending is the height of code, seal and signatures, which never stand on a page without a
// word of what they sign.
//
// Source: GB/T 9704—2012, 7.3.5 (the seal shares its page with text).
func (p *pdf) ending(s *Sheet) float64 {
	height := linesHeight(s)
	if s.Code != "" {
		height += codeSide + 8
	}
	if s.Sign != "" {
		height += p.sealed(s)
	}
	return height
}

// sealed is the height of who issues the sheet, with the seal and the day.
func (p *pdf) sealed(s *Sheet) float64 {
	return bodyLine*float64(len(p.lines(s.Sign, bodySize, signWidth, 0))+2) + sealHeight
}

// sign sets who issues the sheet, with space for the seal, on the right.
func (p *pdf) sign(s *Sheet) {
	names := p.lines(s.Sign, bodySize, signWidth, 0)
	p.room(p.sealed(s))
	p.Ln(bodyLine)
	right := func(text string, points, height float64) {
		p.size(points)
		p.SetX(pageLeft + bodyWidth - signWidth)
		p.CellFormat(signWidth, height, text, "", 1, "C", false, 0, "")
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
