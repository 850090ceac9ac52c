package intake

// sharedStrings are the different texts of a workbook, which cells name by number.
type sharedStrings struct {
	arena []byte
	ends  []uint32
}

func (s *sharedStrings) at(i int) []byte {
	start := uint32(0)
	if i > 0 {
		start = s.ends[i-1]
	}
	return s.arena[start:s.ends[i]]
}

// readStrings reads them all: they may be named in any order.
func (w *workbook) readStrings() (*sharedStrings, error) {
	s := &sharedStrings{}
	if w.strings == "" {
		return s, nil
	}
	var t richText
	err := w.walk(w.strings, w.limits.Unzipped, func(x *xmlScanner) error {
		s.arena = t.collect(x, s.arena)
		if string(x.name) == "si" && (x.kind == xmlEnd || x.kind == xmlStart && x.empty) {
			start := uint32(0)
			if n := len(s.ends); n > 0 {
				start = s.ends[n-1]
			}
			s.arena = s.arena[:int(start)+len(unescapeX(s.arena[start:]))]
			s.ends = append(s.ends, uint32(len(s.arena)))
		}
		if int64(len(s.arena)+4*len(s.ends)) > w.limits.Strings {
			return refuse("the workbook has more than %d bytes of different texts; split it, or save the table as CSV", w.limits.Strings)
		}
		return nil
	})
	return s, err
}

// richText picks the text out of <t> elements. Those of phonetic guides (<rPh>)
// say how it is read aloud and are left out.
type richText struct{ text, guide bool }

func (t *richText) collect(x *xmlScanner, into []byte) []byte {
	switch {
	case x.kind == xmlText:
		if t.text && !t.guide {
			into = append(into, x.text...)
		}
	case string(x.name) == "t":
		t.text = x.kind == xmlStart && !x.empty
	case string(x.name) == "rPh":
		t.guide = x.kind == xmlStart && !x.empty
	}
	return into
}

// unescapeX replaces, in place, _xHHHH_, which stands for a character that XML
// cannot carry (_x000D_) or for its own underscore (_x005F_).
//
// Source: ECMA-376 part 1, 22.9.2.19 (ST_Xstring).
func unescapeX(s []byte) []byte {
	out := s[:0]
	for i := 0; i < len(s); {
		if s[i] == '_' && i+7 <= len(s) && s[i+1] == 'x' && s[i+6] == '_' {
			if n, ok := hex4(s[i+2 : i+6]); ok && n > 0 && n < 0x80 {
				out = append(out, byte(n))
				i += 7
				continue
			}
		}
		out = append(out, s[i])
		i++
	}
	return out
}

func hex4(s []byte) (n int, ok bool) {
	for _, c := range s {
		switch {
		case c >= '0' && c <= '9':
			n = n*16 + int(c-'0')
		case c >= 'A' && c <= 'F':
			n = n*16 + int(c-'A') + 10
		case c >= 'a' && c <= 'f':
			n = n*16 + int(c-'a') + 10
		default:
			return 0, false
		}
	}
	return n, true
}
