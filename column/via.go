package column

// Via is a column whose values stand in another one: row i holds what row Rows[i]
// of Of holds, and a row below 0 holds nothing that is known. References that
// lead to the row's own owner are kept so, in four bytes a row that the panel has
// anyway.
type Via struct {
	Of   Column
	Rows []int32
}

// Len is the number of rows.
func (c *Via) Len() int { return len(c.Rows) }

// Known says whether row i has a value.
func (c *Via) Known(i int) bool { return c.Rows[i] >= 0 && c.Of.Known(int(c.Rows[i])) }

// AppendUnknown adds a row that leads nowhere.
func (c *Via) AppendUnknown() { c.Rows = append(c.Rows, -1) }

// Gather returns the given rows, in that order; they lead where they led.
func (c *Via) Gather(rows []uint32) Column {
	out := &Via{c.Of, make([]int32, len(rows))}
	for i, r := range rows {
		out.Rows[i] = c.Rows[r]
	}
	return out
}

// Plain is a column that holds its values itself: c, or what a Via leads to.
func Plain(c Column) Column {
	v, ok := c.(*Via)
	if !ok {
		return c
	}
	switch of := Plain(v.Of).(type) {
	case *Long:
		return plain(of, v.Rows)
	case *Word:
		return plain(of, v.Rows)
	case *Short:
		return plain(of, v.Rows)
	case *Byte:
		return plain(of, v.Rows)
	case *Text:
		out := new(Text)
		for _, r := range v.Rows {
			if r >= 0 && of.Known(int(r)) {
				out.arena = append(out.arena, of.Bytes(int(r))...)
				out.ends = append(out.ends, uint64(len(out.arena)))
				out.known.Append(true)
			} else {
				out.AppendUnknown()
			}
		}
		return out
	}
	return c
}

func plain[T Number](of *Numbers[T], rows []int32) *Numbers[T] {
	out := new(Numbers[T])
	for _, r := range rows {
		if r >= 0 && of.Known(int(r)) {
			out.Append(of.Values[r])
		} else {
			out.AppendUnknown()
		}
	}
	return out
}
