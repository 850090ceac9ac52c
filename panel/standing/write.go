package standing

import (
	"dixian/column"
	"dixian/rule"
)

// sealedColumn says whether a column is kept in the sealed file: what names a
// person, or holds a number that does. References are numbers only where they
// are odd.
func sealedColumn(c *rule.Column) bool {
	return c.Mask == "id" || c.Mask == "name" || c.Mask == "phone" || c.Type.Kind == rule.ID
}

// reference says whether a column leads to a person or household of the registry,
// so that its values need not be written.
func reference(p *rule.Program, t *rule.Table, c *rule.Column) bool {
	return c.Type.Kind == rule.Ref && t != p.Households && (c.Type.Table == p.Persons.Name || c.Type.Table == p.Households.Name)
}

// write writes a segment as two files: the columns, and what is sealed (nil if
// nothing is).
func (s *Segment) write(dir, name string, seal *sealer) (File, *File, error) {
	w, err := createSections(dir, name+".columns")
	if err != nil {
		return File{}, nil, err
	}
	write(w, "start", s.Start)
	if s.Person != nil {
		write(w, "person", s.Person)
	}
	write(w, "batch", s.Batch)
	write(w, "file", s.File)
	write(w, "line", s.Line)
	if s.Sets != nil {
		write(w, "sets", s.Sets)
	}
	sealed := seal.to(dir, name+".sealed", s.Table.Name)
	for i, c := range s.Table.Columns {
		switch {
		case s.Refs[i] != nil:
			r := s.Refs[i]
			write(w, c.Name+" known", r.Known.Words())
			write(w, c.Name+" odd", r.Odd)
			if len(r.Odd) > 0 {
				values(r.Value, c.Name, w, sealed, toPersons(c))
			}
		case s.Columns[i] != nil:
			write(w, c.Name+" known", validity(s.Columns[i]).Words())
			values(s.Columns[i], c.Name, w, sealed, sealedColumn(c))
		}
	}
	columns, err := w.close()
	if err != nil {
		return File{}, nil, err
	}
	secret, err := sealed.close()
	return columns, secret, err
}

func validity(c column.Column) *column.Bits {
	switch c := c.(type) {
	case *column.Long:
		return c.Validity()
	case *column.Word:
		return c.Validity()
	case *column.Byte:
		return c.Validity()
	}
	return c.(*column.Text).Validity()
}

// values writes a column's values, in clear or sealed.
func values(c column.Column, name string, w *sectionWriter, sealed *sealedWriter, secret bool) {
	put := func(part string, b []byte) {
		if secret {
			sealed.put(name+" "+part, b)
		} else {
			w.bytes(name+" "+part, b)
		}
	}
	switch c := c.(type) {
	case *column.Long:
		put("values", bytesOf(c.Values))
	case *column.Word:
		put("values", bytesOf(c.Values))
	case *column.Byte:
		put("values", c.Values)
	case *column.Text:
		arena, ends := c.Raw()
		put("arena", arena)
		put("ends", bytesOf(ends))
	}
}
