package screening

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"
	"strings"

	"dixian/panel/standing/mapped"
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// listed goes through a list of results as its file has it, line by line. What it
// says of a line holds as long as the file is open.
type listed struct {
	rest                      []byte // lines to come
	line                      []byte // the line it stands at, with its end; empty: none is left
	division, household, rule []byte
	read                      int // lines, the header among them
	damaged                   func(why string) error
	close                     func() error
}

// noList is a list without lines.
func noList() *listed { return &listed{close: func() error { return nil }} }

// openList opens a list, holds it against its checksum and stands before its
// first line. close gives its memory back.
func openList(dir string, of resultFile) (*listed, error) {
	damaged := func(why string) error {
		return fmt.Errorf("%s was damaged or cut: %s; put back a copy of %s, or build the panel again with `dixian panel build`", filepath.Join(dir, of.Name), why, dir)
	}
	f, err := mapped.Open(filepath.Join(dir, of.Name))
	if err != nil {
		return nil, damaged(err.Error())
	}
	if int64(len(f.Bytes)) != of.Size || crc32.Checksum(f.Bytes, castagnoli) != of.CRC {
		return nil, errors.Join(damaged("its size or checksum is another"), f.Close())
	}
	l := &listed{rest: f.Bytes, damaged: damaged, close: f.Close}
	if err := l.cut(); err != nil { // the header
		return nil, errors.Join(err, f.Close())
	}
	return l, nil
}

func (l *listed) has() bool { return len(l.line) > 0 }

// next goes to the next line.
func (l *listed) next() error {
	if err := l.cut(); err != nil || !l.has() {
		return err
	}
	rest := l.line
	for _, cell := range []*[]byte{&l.division, &l.household, &l.rule} {
		var ok bool
		if *cell, rest, ok = firstCell(rest); !ok {
			return l.damaged(fmt.Sprintf("line %d does not name a division, a household and a rule", l.read))
		}
	}
	return nil
}

// cut takes one line off the rest.
func (l *listed) cut() error {
	l.line = nil
	if len(l.rest) == 0 {
		return nil
	}
	end := 0
	for quotes := 0; ; {
		n := bytes.IndexByte(l.rest[end:], '\n')
		if n < 0 {
			return l.damaged("its last line has no end")
		}
		quotes += bytes.Count(l.rest[end:end+n], []byte(`"`))
		end += n + 1
		if quotes%2 == 0 { // else the line goes on: the break stands in quotes
			break
		}
	}
	l.line, l.rest = l.rest[:end:end], l.rest[end:]
	l.read++
	return nil
}

// compare orders the line it stands at and a new one.
func (l *listed) compare(e entry) int {
	if c := compareBytes(l.division, e.division); c != 0 {
		return c
	}
	return cmp.Or(compareBytes(l.household, e.household), compareBytes(l.rule, e.rule))
}

// compareHome orders the household that the line is about and another.
func (l *listed) compareHome(p home) int {
	if c := compareBytes(l.division, p.division); c != 0 {
		return c
	}
	return compareBytes(l.household, p.household)
}

// from leaves out the households, in the order of lists, that stand before the line.
func (l *listed) from(homes []home) []home {
	for len(homes) > 0 && l.compareHome(homes[0]) > 0 {
		homes = homes[1:]
	}
	return homes
}

func compareBytes(a []byte, b string) int {
	switch {
	case string(a) < b:
		return -1
	case string(a) > b:
		return 1
	}
	return 0
}

// firstCell takes a cell off the beginning of a line.
func firstCell(b []byte) (cell, rest []byte, ok bool) {
	if len(b) == 0 || b[0] != '"' {
		n := bytes.IndexByte(b, ',')
		if n < 0 {
			return nil, nil, false
		}
		return b[:n], b[n+1:], true
	}
	for i := 1; i < len(b); i++ {
		if b[i] != '"' {
			continue
		}
		if i+1 < len(b) && b[i+1] == '"' {
			i++
			continue
		}
		if i+1 < len(b) && b[i+1] == ',' {
			return bytes.ReplaceAll(b[1:i], []byte(`""`), []byte(`"`)), b[i+2:], true
		}
		break
	}
	return nil, nil, false
}

// listWriter writes a list: what is full is written while more is put.
type listWriter struct {
	file       *os.File
	buf, other []byte
	writing    chan error // other is being written; nil: it is not
	out        resultFile
	households int // that the lines are about
	last       []byte
	err        error
}

func createList(dir, name string) (*listWriter, error) {
	path := filepath.Join(dir, name)
	if err := os.Remove(path); err != nil && !os.IsNotExist(err) { // left by somebody who was stopped
		return nil, err
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	w := &listWriter{file: f, buf: make([]byte, 0, 1<<18), other: make([]byte, 0, 1<<18), out: resultFile{Name: name}}
	w.buf = append(w.buf, strings.Join(resultHeader, ",")+"\n"...)
	return w, nil
}

// put adds a line about a household; the lines of one come together.
func (w *listWriter) put(household, line []byte) {
	if len(w.buf)+len(line) > cap(w.buf) {
		w.flush()
	}
	w.buf = append(w.buf, line...)
	w.out.Lines++
	if !bytes.Equal(w.last, household) {
		w.households++
		w.last = append(w.last[:0], household...)
	}
}

func (w *listWriter) flush() {
	w.settle()
	w.buf, w.other = w.other[:0], w.buf
	w.writing = make(chan error, 1)
	go func() {
		_, err := w.file.Write(w.other)
		w.out.CRC = crc32.Update(w.out.CRC, castagnoli, w.other)
		w.out.Size += int64(len(w.other))
		w.writing <- err
	}()
}

// settle waits for what is being written.
func (w *listWriter) settle() {
	if w.writing != nil {
		w.err = cmp.Or(w.err, <-w.writing)
		w.writing = nil
	}
}

func (w *listWriter) done() (resultFile, error) {
	w.flush()
	w.settle()
	return w.out, errors.Join(w.err, w.file.Close())
}
