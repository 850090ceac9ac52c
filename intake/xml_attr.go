package intake

import (
	"bytes"
	"fmt"
	"strconv"
	"unicode/utf8"
)

// attr returns an attribute of the start tag by its name without prefix, as it is
// written (see unescape); nil if there is none.
func (x *xmlScanner) attr(name string) []byte {
	rest := x.attrs
	for {
		rest = bytes.TrimLeft(rest, " \t\r\n")
		equals := bytes.IndexByte(rest, '=')
		if equals < 0 {
			return nil
		}
		key := bytes.TrimRight(rest[:equals], " \t\r\n")
		rest = bytes.TrimLeft(rest[equals+1:], " \t\r\n")
		if len(rest) == 0 || rest[0] != '"' && rest[0] != '\'' {
			return nil
		}
		end := bytes.IndexByte(rest[1:], rest[0])
		if end < 0 {
			return nil
		}
		if string(local(key)) == name {
			return rest[1 : 1+end]
		}
		rest = rest[end+2:]
	}
}

// unescape replaces entities in place.
func unescape(s []byte) ([]byte, error) {
	at := bytes.IndexByte(s, '&')
	if at < 0 {
		return s, nil
	}
	out := s[:at]
	for i := at; i < len(s); {
		if s[i] != '&' {
			out = append(out, s[i])
			i++
			continue
		}
		length := bytes.IndexByte(s[i:min(len(s), i+12)], ';')
		if length < 0 {
			return nil, errXML
		}
		r, err := entity(string(s[i+1 : i+length]))
		if err != nil {
			return nil, err
		}
		out = utf8.AppendRune(out, r) // never longer than the entity
		i += length + 1
	}
	return out, nil
}

// entity is the character that a name or a number between & and ; stands for.
func entity(name string) (rune, error) {
	switch name {
	case "amp":
		return '&', nil
	case "lt":
		return '<', nil
	case "gt":
		return '>', nil
	case "quot":
		return '"', nil
	case "apos":
		return '\'', nil
	}
	if len(name) < 2 || name[0] != '#' {
		return 0, fmt.Errorf("%w: an unknown entity", errXML)
	}
	digits, base := name[1:], 10
	if digits[0] == 'x' {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if err != nil || n == 0 || n > utf8.MaxRune {
		return 0, fmt.Errorf("%w: a character by number that does not exist", errXML)
	}
	return rune(n), nil
}
