package intake

import "dixian/identity"

// setAside counts the row as quarantined and tells of it. first is the place of
// its first bad column; -1 if it has more or fewer cells than the header.
func (b *builder) setAside(line, first int, cells []cell, n int) error {
	b.out.Quarantined++
	if b.opt.Bad == nil && b.opt.SetAside == nil {
		return nil
	}
	p := Problem{Table: b.t.Name, File: b.name, Line: line, Reason: cellCountReason(n, b.head.width)}
	if first >= 0 {
		p = b.problem(line, first)
	}
	if b.opt.Bad != nil {
		if err := b.opt.Bad(p); err != nil {
			return err
		}
	}
	if b.opt.SetAside == nil {
		return nil
	}
	bad := BadRow{Problem: p, Cells: make([]string, len(b.fields))}
	for i, f := range b.fields {
		if f == nil {
			continue
		}
		bad.Cells[i] = b.shown(f.column, b.cells[i].text)
		if first < 0 && !b.opt.Unmasked {
			// With too few or too many cells nobody knows which column a cell is of.
			bad.Cells[i] = identity.MaskText(string(b.cells[i].text))
		}
		if first >= 0 && b.faults[i] != noFault {
			bad.Marks = append(bad.Marks, Mark{i, f.explain(b.faults[i], b.cells[i])})
		}
	}
	for i := b.head.width; i < len(cells); i++ {
		// What a surplus cell holds nobody knows, so it is masked like a phone number.
		s := string(cells[i].text)
		if !b.opt.Unmasked {
			s = identity.MaskText(s)
		}
		bad.Surplus = append(bad.Surplus, s)
	}
	return b.opt.SetAside(bad)
}

// warn tells of what is unknown or remarkable in a good row.
func (b *builder) warn(line int) error {
	for i, f := range b.fields {
		if f == nil || b.faults[i] == noFault && b.values[i].notice == noNotice {
			continue
		}
		if b.faults[i] != noFault && !f.warns {
			continue
		}
		b.out.Warnings++
		if b.opt.Warn == nil {
			continue
		}
		if err := b.opt.Warn(b.problem(line, i)); err != nil {
			return err
		}
	}
	return nil
}

// problem describes what is wrong, or remarkable, with the cell at place i.
func (b *builder) problem(line, i int) Problem {
	f, c := b.fields[i], b.cells[i]
	p := Problem{
		Table: b.t.Name, File: b.name, Line: line, Column: f.column.Name,
		Value: cut(b.shown(f.column, c.text), longestValue),
	}
	if b.faults[i] != noFault {
		p.Reason = f.explain(b.faults[i], c)
	} else {
		p.Reason = noticeReasons[b.values[i].notice]
	}
	return p
}
