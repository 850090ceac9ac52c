package standing

import (
	"bufio"
	"errors"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"

	"dixian/panel/standing/mapped"
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// align is where sections begin: at whole lines of the cache.
const align = 64

// sectionWriter writes a file of sections.
type sectionWriter struct {
	file *os.File
	buf  *bufio.Writer
	out  File
	err  error
}

func createSections(dir, name string) (*sectionWriter, error) {
	f, err := os.OpenFile(filepath.Join(dir, name), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	return &sectionWriter{file: f, buf: bufio.NewWriterSize(f, 1<<16), out: File{Name: name}}, nil
}

func (w *sectionWriter) bytes(name string, b []byte) {
	if w.err != nil {
		return
	}
	if pad := -w.out.Size & (align - 1); pad > 0 {
		var zeros [align]byte
		_, w.err = w.buf.Write(zeros[:pad])
		w.out.Size += pad
	}
	w.out.Sections = append(w.out.Sections, Section{name, w.out.Size, int64(len(b)), crc32.Checksum(b, castagnoli)})
	if w.err == nil {
		_, w.err = w.buf.Write(b)
	}
	w.out.Size += int64(len(b))
}

func write[T mapped.Number](w *sectionWriter, name string, s []T) { w.bytes(name, mapped.Bytes(s)) }

func (w *sectionWriter) close() (File, error) {
	return w.out, errors.Join(w.err, w.buf.Flush(), w.file.Close())
}

// sections is a mapped file.
type sections struct {
	dir  string
	of   *File
	file *mapped.File
	at   map[string][]byte
	err  error
}

// openSections maps a file and holds every section against its checksum.
func openSections(dir string, of *File) (*sections, error) {
	if of.Name != filepath.Base(of.Name) {
		return nil, damaged(dir, manifestName, "it names a file outside its folder")
	}
	file, err := mapped.Open(filepath.Join(dir, of.Name))
	if err != nil {
		return nil, damaged(dir, of.Name, err.Error())
	}
	s := &sections{dir: dir, of: of, file: file, at: map[string][]byte{}}
	if int64(len(file.Bytes)) != of.Size {
		return nil, errors.Join(damaged(dir, of.Name, fmt.Sprintf("it has %d bytes, not %d", len(file.Bytes), of.Size)), file.Close())
	}
	for _, part := range of.Sections {
		if part.At < 0 || part.Size < 0 || part.At > of.Size || part.Size > of.Size-part.At {
			return nil, errors.Join(damaged(dir, of.Name, "section "+part.Name+" ends outside the file"), file.Close())
		}
		b := file.Bytes[part.At : part.At+part.Size : part.At+part.Size]
		if crc32.Checksum(b, castagnoli) != part.CRC {
			return nil, errors.Join(damaged(dir, of.Name, "the checksum of section "+part.Name+" is another"), file.Close())
		}
		s.at[part.Name] = b
	}
	return s, nil
}

func (s *sections) fail(name, why string) {
	if s.err == nil {
		s.err = damaged(s.dir, s.of.Name, "section "+name+" "+why)
	}
}

func (s *sections) has(name string) bool { _, ok := s.at[name]; return ok }

// read is a section of n numbers; n < 0: as many as there are.
func read[T mapped.Number](s *sections, name string, n int) []T {
	b, ok := s.at[name]
	if !ok {
		s.fail(name, "is missing")
		return make([]T, max(n, 0))
	}
	out, err := mapped.Slice[T](b)
	if err != nil {
		s.fail(name, "does not fit: "+err.Error())
	} else if n >= 0 && len(out) != n {
		s.fail(name, fmt.Sprintf("has %d values, not %d", len(out), n))
	}
	if n >= 0 && len(out) != n {
		return make([]T, n)
	}
	return out
}
