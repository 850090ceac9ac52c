package server

import (
	"context"

	"dixian/calendar"
	"dixian/column"
	"dixian/identity"
	"dixian/intake"
	"dixian/rule"
)

// peek reads a file's header and first rows whatever they are called: first as a
// table without columns, which ignores every header by name, then as one of texts.
func peek(ctx context.Context, path string, today calendar.Date) (names []string, rows [][]string, err error) {
	bare, err := intake.Load(ctx, &rule.Table{Name: "file"}, []string{path}, intake.Options{Today: today})
	if err != nil {
		return nil, nil, err
	}
	names = bare.Files[0].Ignored
	text := &rule.Table{Name: "file"}
	seen := map[string]bool{}
	for _, name := range names {
		if !seen[name] {
			text.Columns = append(text.Columns, &rule.Column{Name: name, Type: rule.Type{Kind: rule.Text}, Key: true})
		}
		seen[name] = true
	}
	if len(text.Columns) != len(names) {
		return names, nil, nil // a name stands twice; which cell is whose nobody can say
	}
	loaded, err := intake.Load(ctx, text, []string{path}, intake.Options{Today: today})
	if err != nil {
		return names, nil, err
	}
	for row := range min(previewRows, loaded.Len()) {
		cells := make([]string, len(names))
		for i := range names {
			if c, ok := loaded.Columns[i].(*column.Text); ok {
				cells[i], _ = c.At(row)
			}
		}
		rows = append(rows, cells)
	}
	return names, rows, nil
}

// maskRow masks a row as far as anybody can tell what stands in it: by the column
// it is read as, and anything that may be a number of a person.
func maskRow(t *rule.Table, header []headerView, row []string) []string {
	out := make([]string, len(row))
	for i, cell := range row {
		var c *rule.Column
		if i < len(header) {
			c = t.Column(header[i].Key)
		}
		out[i] = maskText(c, cell)
	}
	return out
}

// maskText masks a cell of a column; nil: of one that nobody knows, of which only
// what cannot be a number or a name of a person is shown.
func maskText(c *rule.Column, cell string) string {
	switch {
	case c == nil:
		return identity.MaskText(cell)
	case c.Mask == "name":
		return identity.MaskName(cell)
	case c.Mask == "id" || c.Type.Stored() == rule.ID:
		return identity.MaskID(cell)
	case c.Mask != "":
		return identity.MaskText(cell)
	}
	return personal.ReplaceAllStringFunc(cell, identity.MaskText)
}
