package intake

import (
	"bytes"
	"io"
	"unicode/utf8"

	asm "github.com/segmentio/asm/utf8"
)

// textCheck looks at the bytes of a CSV file in chunks. It keeps at most the three
// bytes of a character that the next chunk goes on with.
type textCheck struct {
	file     io.ReaderAt
	at       int64 // of the next byte
	bom      bool  // the file says itself that it is UTF-8
	utf8OK   bool
	utf8At   int     // line of the first byte that is not UTF-8
	utf8Rest []byte  // begun at the end of the last chunk
	gb       gbState // asked for only where the file is not UTF-8
	line     int     // of the next byte
	since    int64   // bytes since the last line break
	limit    int64   // of since
}

// chunk looks at the next bytes; end says that none follow.
func (t *textCheck) chunk(b []byte, end bool) error {
	if i := bytes.IndexByte(b, 0); i >= 0 {
		return refuse("line %d: a NUL byte; the file is damaged or no CSV, ask for it again", t.line+bytes.Count(b[:i], newline))
	}
	if err := t.lines(b); err != nil {
		return err
	}
	started := t.line
	t.line += bytes.Count(b, newline)
	gbOK := true
	if t.utf8OK {
		if i := t.checkUTF8(b, end); i >= 0 {
			t.utf8OK = false
			t.utf8At = started + bytes.Count(b[:i], newline)
			if t.bom {
				return refuse("line %d: bytes that are not UTF-8, though the file begins with the mark of UTF-8; save it as \"CSV UTF-8\" and load it again", t.utf8At)
			}
			var err error
			if gbOK, err = t.gbBefore(); err != nil {
				return err
			}
		}
	}
	t.at += int64(len(b))
	if !t.utf8OK && !(gbOK && t.gb.check(b) && !(end && t.gb.begun())) {
		return refuse("line %d: bytes that are text neither in UTF-8 nor in GB18030; save the file as \"CSV UTF-8\" and load it again", t.utf8At)
	}
	return nil
}

// gbBefore says whether what was taken for UTF-8 so far goes as GB18030, too.
// Nearly no file comes here, so no other file is looked at for both.
func (t *textCheck) gbBefore() (bool, error) {
	before := io.NewSectionReader(t.file, 0, t.at)
	buf := make([]byte, min(t.at, chunkSize))
	for {
		n, err := before.Read(buf)
		if !t.gb.check(buf[:n]) {
			return false, nil
		}
		if err == io.EOF {
			return true, nil
		}
		if err != nil {
			return false, refuse("cannot be read").becauseOf(err)
		}
	}
}

var newline = []byte{'\n'}

// lines refuses a line that is longer than a row may be.
func (t *textCheck) lines(b []byte) error {
	first := bytes.IndexByte(b, '\n')
	if first < 0 {
		t.since += int64(len(b))
	} else {
		t.since += int64(first)
	}
	if t.since > t.limit {
		return refuse("line %d is longer than %d bytes, which no row is; the file is damaged or no CSV", t.line, t.limit)
	}
	if first >= 0 {
		// Chunks are shorter than a row may be, so lines within one need no look.
		t.since = int64(len(b) - bytes.LastIndexByte(b, '\n') - 1)
	}
	return nil
}

// checkUTF8 returns the offset in b of the first byte that is not UTF-8, -1 if
// there is none so far.
func (t *textCheck) checkUTF8(b []byte, end bool) int {
	at := 0
	if len(t.utf8Rest) > 0 {
		for !utf8.FullRune(t.utf8Rest) && at < len(b) {
			t.utf8Rest = append(t.utf8Rest, b[at])
			at++
		}
		if !utf8.FullRune(t.utf8Rest) && !end {
			return -1
		}
		if !utf8.Valid(t.utf8Rest) {
			return 0
		}
		t.utf8Rest = t.utf8Rest[:0]
	}
	rest := b[at:]
	whole := len(rest)
	if !end {
		for i := 1; i < utf8.UTFMax && i <= len(rest); i++ {
			if c := rest[len(rest)-i]; utf8.RuneStart(c) {
				if !utf8.FullRune(rest[len(rest)-i:]) {
					whole = len(rest) - i
				}
				break
			}
		}
	}
	if !asm.Valid(rest[:whole]) { // twin: utf8.Valid (FuzzValidUTF8)
		for i := 0; i < whole; {
			r, size := utf8.DecodeRune(rest[i:whole])
			if r == utf8.RuneError && size <= 1 {
				return at + i
			}
			i += size
		}
	}
	t.utf8Rest = append(t.utf8Rest, rest[whole:]...)
	return -1
}
