package casework

import "dixian/screening"

// rowChanges holds the rows that decided an alert in two screenings against each
// other. Of an alert that is new nothing is kept from before: what came by a
// delivery that the earlier screening did not have has arrived.
func (c *comparison) rowChanges(e *earlier, ch *RunChange, was, is *Raised) []RowChange {
	var old, now []DecidingRow
	if was != nil {
		old = was.Rows
	}
	if is != nil {
		now = is.Rows
	} else {
		now = c.read.rows(c.read.Witness.Deciding(ch.Household, ch.Rule, decidingOf(old)))
	}
	all := c.read.rows(c.read.Witness.All(ch.Household, ch.Rule))
	var out []RowChange
	for i := range now {
		n := &now[i]
		o := find(old, n)
		switch {
		case o != nil && o.Print != n.Print:
			out = append(out, rowChange(RowReplaced, o, n))
		case o != nil:
		case n.File != "" && !e.inputs.read(c.read.Sources[n.From.File]):
			out = append(out, rowChange(RowArrived, nil, n))
		case was != nil && n.File != "":
			out = append(out, rowChange(RowCounts, nil, n))
		}
	}
	for i := range old {
		o := &old[i]
		if find(now, o) != nil {
			continue
		}
		switch n := find(all, o); {
		case n == nil:
			out = append(out, rowChange(RowWithdrawn, o, nil))
		case n.Print != o.Print:
			out = append(out, rowChange(RowReplaced, o, n))
		default:
			out = append(out, rowChange(RowCountsNoMore, o, n))
		}
	}
	return out
}

func decidingOf(rows []DecidingRow) []screening.Deciding {
	var out []screening.Deciding
	for _, r := range rows {
		out = append(out, r.Deciding)
	}
	return out
}

// find is the row with the same table and key.
func find(in []DecidingRow, like *DecidingRow) *DecidingRow {
	for i := range in {
		if in[i].Table == like.Table && in[i].Key == like.Key {
			return &in[i]
		}
	}
	return nil
}

func rowChange(how string, was, is *DecidingRow) RowChange {
	r := RowChange{How: how}
	cells := map[string]int{}
	lay := func(d *DecidingRow, put func(*CellChange, string)) *RowAt {
		if d == nil {
			return nil
		}
		r.Table, r.Who, r.Relation = d.Table, d.Who, d.Relation
		for _, c := range d.Cells {
			i, ok := cells[c.Column]
			if !ok {
				i = len(r.Cells)
				cells[c.Column] = i
				r.Cells = append(r.Cells, CellChange{Column: c.Column})
			}
			put(&r.Cells[i], c.Text)
		}
		return &RowAt{d.Batch, d.File, d.From.Line}
	}
	r.Was = lay(was, func(c *CellChange, text string) { c.Was = text })
	r.Is = lay(is, func(c *CellChange, text string) { c.Is = text })
	return r
}
