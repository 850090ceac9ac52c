package intake

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
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
	names []byte // of the open tags, one behind the other
	open  []int  // where each begins in names
}

// deepest is how far tags may stand in each other; in a workbook, less than ten.
const deepest = 100

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
// tags are closed (open tells). An end tag closes the last that was opened.
func (x *xmlScanner) next() error {
	for {
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
		case '/':
			return x.endTag()
		case '?':
			err = x.skip("?>")
		case '!':
			var text bool
			if text, err = x.declaration(); text {
				return err
			}
		default:
			x.src.UnreadByte()
			return x.startTag()
		}
		if err != nil {
			return err
		}
	}
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
	if x.empty {
		return nil
	}
	if len(x.open) == deepest {
		return errXML
	}
	x.open, x.names = append(x.open, len(x.names)), append(x.names, x.name...)
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
		if err := checkText(x.token); err != nil {
			return err
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
	last := len(x.open) - 1
	if last < 0 || !bytes.Equal(x.names[x.open[last]:], x.name) {
		return errXML // it closes another tag than the last that was opened
	}
	x.names, x.open = x.names[:x.open[last]], x.open[:last]
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

// declaration reads what begins with "<!": a comment, a CDATA section (which is a
// text), or a document type, which no workbook has and which is refused.
func (x *xmlScanner) declaration() (text bool, err error) {
	begin, err := x.src.Peek(7)
	switch {
	case bytes.HasPrefix(begin, []byte("--")):
		x.src.Discard(2)
		return false, x.skip("-->")
	case err == nil && string(begin) == "[CDATA[":
		x.src.Discard(7)
		return true, x.readCDATA()
	}
	return false, errXML
}

// readCDATA reads a text in which nothing is escaped.
func (x *xmlScanner) readCDATA() error {
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
	return checkText(x.text)
}

// checkText refuses what is no text in XML.
func checkText(s []byte) error {
	if bytes.IndexByte(s, 0) >= 0 || !utf8.Valid(s) {
		return fmt.Errorf("%w: bytes that are no text", errXML)
	}
	return nil
}
