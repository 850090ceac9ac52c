package intake

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"unicode/utf8"
)

// xmlScanner walks through the XML of a workbook's parts tag by tag. It is made for
// sheets of a million rows and for files that lie: it holds one tag or one text at
// a time, each no longer than a cell may be, and expands no entities but the five
// of XML and characters by number. Names come without their prefix.
type xmlScanner struct {
	src *bufio.Reader
	max int // bytes of a tag or a text

	kind  xmlKind
	name  []byte // of a tag; good until next
	attrs []byte // of a start tag, as written; good until next
	empty bool   // the start tag closes itself; no end tag follows
	text  []byte // of a text, decoded

	token []byte
}

// xmlKind is what the scanner stands on.
type xmlKind uint8

const (
	xmlStart xmlKind = iota
	xmlEnd
	xmlText
)

var (
	errXML     = errors.New("the XML inside is damaged")
	errXMLLong = errors.New("a text or a tag inside is longer than a cell may be")
)

func newXMLScanner(src io.Reader, max int) *xmlScanner {
	return &xmlScanner{src: bufio.NewReaderSize(src, 64<<10), max: max}
}

// next goes to the next tag or text. io.EOF follows the last, whether or not all
// tags are closed.
func (x *xmlScanner) next() error {
	c, err := x.src.ReadByte()
	if err != nil {
		return err
	}
	if c != '<' {
		x.src.UnreadByte()
		return x.readText()
	}
	c, err = x.src.ReadByte()
	if err != nil {
		return errXML
	}
	switch c {
	case '?':
		if err := x.skip("?>"); err != nil {
			return err
		}
		return x.next()
	case '!':
		return x.declaration()
	case '/':
		return x.endTag()
	}
	x.src.UnreadByte()
	return x.startTag()
}

// startTag reads name and attributes up to the ">" that stands in no quotes.
func (x *xmlScanner) startTag() error {
	x.token = x.token[:0]
	var quote byte
	for {
		part, err := x.src.ReadSlice('>')
		if len(x.token)+len(part) > x.max {
			return errXMLLong
		}
		quote = quoteAfter(part, quote)
		if err == nil && len(x.token) == 0 && quote == 0 {
			return x.startedBy(part[:len(part)-1]) // most tags: no copy
		}
		x.token = append(x.token, part...)
		switch {
		case err == bufio.ErrBufferFull:
		case err != nil:
			return errXML
		case quote == 0:
			return x.startedBy(x.token[:len(x.token)-1])
		}
	}
}

// quoteAfter returns the quotation mark that an attribute's value still waits for
// after part, given the one it waited for before; 0 for none.
func quoteAfter(part []byte, quote byte) byte {
	for _, c := range part {
		switch {
		case c == quote:
			quote = 0
		case quote == 0 && (c == '"' || c == '\''):
			quote = c
		}
	}
	return quote
}

// startedBy takes a tag apart that stands between < and >.
func (x *xmlScanner) startedBy(tag []byte) error {
	x.kind, x.empty = xmlStart, len(tag) > 0 && tag[len(tag)-1] == '/'
	if x.empty {
		tag = tag[:len(tag)-1]
	}
	end := 0
	for end < len(tag) && tag[end] > ' ' {
		end++
	}
	if end == 0 {
		return errXML
	}
	x.name, x.attrs = local(tag[:end]), tag[end:]
	return nil
}

// local is a name without its prefix.
func local(name []byte) []byte {
	return name[bytes.IndexByte(name, ':')+1:]
}

// readText reads up to the next tag.
func (x *xmlScanner) readText() error {
	x.token = x.token[:0]
	for {
		part, err := x.src.ReadSlice('<')
		if len(x.token)+len(part) > x.max+1 {
			return errXMLLong
		}
		x.token = append(x.token, part...)
		switch err {
		case nil:
			x.src.UnreadByte()
			x.token = x.token[:len(x.token)-1]
		case io.EOF:
		case bufio.ErrBufferFull:
			continue
		default:
			return err
		}
		if bytes.IndexByte(x.token, 0) >= 0 || !utf8.Valid(x.token) {
			return fmt.Errorf("%w: bytes that are no text", errXML)
		}
		x.kind = xmlText
		x.text, err = unescape(x.token)
		return err
	}
}

// endTag reads the name of an end tag.
func (x *xmlScanner) endTag() error {
	tag, err := x.src.ReadSlice('>')
	switch {
	case err == bufio.ErrBufferFull:
		return errXMLLong
	case err != nil:
		return errXML
	}
	x.kind, x.name = xmlEnd, local(bytes.TrimRight(tag[:len(tag)-1], " \t\r\n"))
	return nil
}

// skip reads past an end mark.
func (x *xmlScanner) skip(mark string) error {
	for matched := 0; matched < len(mark); {
		c, err := x.src.ReadByte()
		switch {
		case err != nil:
			return errXML
		case c == mark[matched]:
			matched++
		case matched > 0 && c == mark[matched-1]: // ---> and ]]]>
		case c == mark[0]:
			matched = 1
		default:
			matched = 0
		}
	}
	return nil
}

// declaration reads what begins with "<!": a comment, a CDATA section, or a
// document type, which no workbook has and which is refused.
func (x *xmlScanner) declaration() error {
	begin, err := x.src.Peek(7)
	switch {
	case bytes.HasPrefix(begin, []byte("--")):
		x.src.Discard(2)
		if err := x.skip("-->"); err != nil {
			return err
		}
		return x.next()
	case err == nil && string(begin) == "[CDATA[":
		x.src.Discard(7)
		x.token = x.token[:0]
		for !bytes.HasSuffix(x.token, []byte("]]>")) {
			c, err := x.src.ReadByte()
			if err != nil {
				return errXML
			}
			if len(x.token) >= x.max+3 {
				return errXMLLong
			}
			x.token = append(x.token, c)
		}
		x.kind, x.text = xmlText, x.token[:len(x.token)-3]
		return nil
	}
	return errXML
}

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
