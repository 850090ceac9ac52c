package document

// table sets a ruled table; its head stands again on every page. A row breaks
// across pages only where it is higher than a page.
func (p *pdf) table(t *Table, form bool) {
	widths := t.widths()
	align := "C"
	if form {
		align = "L"
	}
	p.Ln(2)
	head := p.row(t.Head, widths)
	if len(t.Head) > 0 {
		first := p.row(nil, widths)
		if len(t.Rows) > 0 {
			first = p.row(t.Rows[0], widths)
		}
		p.room(head.height + first.height)
		p.ruled(head, widths, "C")
	}
	for i, cells := range t.Rows {
		r := p.row(cells, widths)
		if needed := r.height + 4 + p.tail; i > 0 && i == len(t.Rows)-1 && p.tail > 0 && needed < 297-pageTop-pageBottom-head.height && p.GetY()+needed > 297-pageBottom {
			p.AddPage() // the last row goes with what follows
			if len(t.Head) > 0 {
				p.ruled(head, widths, "C")
			}
		}
		for _, part := range r.parts(297 - pageTop - pageBottom - head.height) {
			if p.GetY()+part.height > 297-pageBottom {
				p.AddPage()
				if len(t.Head) > 0 {
					p.ruled(head, widths, "C")
				}
			}
			p.ruled(part, widths, align)
		}
	}
	p.Ln(4)
}

// form sets questions and answers as a table of two columns.
func (p *pdf) form(items []Item) { p.table(formTable(items), true) }

// row is a table's row, cut into lines.
type row struct {
	cells  [][]string
	height float64
}

func (p *pdf) row(texts []string, widths []float64) row {
	r := row{cells: make([][]string, len(widths))}
	most := 1
	for i, text := range texts {
		r.cells[i] = p.lines(text, tableSize, widths[i]-2*cellPadding, 0)
		most = max(most, len(r.cells[i]))
	}
	r.height = float64(most)*tableLine + 2*cellPadding
	return r
}

// parts cuts a row that is higher than a page.
func (r row) parts(page float64) []row {
	most := int((page - 2*cellPadding) / tableLine)
	if r.height <= page {
		return []row{r}
	}
	var parts []row
	for from := 0; ; from += most {
		part, longest := row{cells: make([][]string, len(r.cells))}, 0
		for i, lines := range r.cells {
			part.cells[i] = lines[min(from, len(lines)):min(from+most, len(lines))]
			longest = max(longest, len(part.cells[i]))
		}
		if longest == 0 {
			return parts
		}
		part.height = float64(longest)*tableLine + 2*cellPadding
		parts = append(parts, part)
	}
}

// ruled draws a row where the page stands.
func (p *pdf) ruled(r row, widths []float64, align string) {
	x, y := pageLeft, p.GetY()
	p.size(tableSize)
	for i, width := range widths {
		p.Rect(x, y, width, r.height, "D")
		top := y + (r.height-float64(len(r.cells[i]))*tableLine)/2
		for k, line := range r.cells[i] {
			p.SetXY(x+cellPadding, top+float64(k)*tableLine)
			p.CellFormat(width-2*cellPadding, tableLine, line, "", 0, align, false, 0, "")
		}
		x += width
	}
	p.SetXY(pageLeft, y+r.height)
}

// widths are the columns' widths in millimetres.
func (t *Table) widths() []float64 {
	n := max(len(t.Head), len(t.Shares))
	if n == 0 && len(t.Rows) > 0 {
		n = len(t.Rows[0])
	}
	all, widths := 0, make([]float64, n)
	for i := range widths {
		all += t.share(i)
	}
	for i := range widths {
		widths[i] = bodyWidth * float64(t.share(i)) / float64(all)
	}
	return widths
}

func (t *Table) share(i int) int {
	if i < len(t.Shares) {
		return t.Shares[i]
	}
	return 1
}
