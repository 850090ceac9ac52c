package standing

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"
	"runtime"

	"golang.org/x/sync/errgroup"

	"dixian/panel/standing/mapped"
)

var workers = runtime.GOMAXPROCS(0)

func bytesOf[T mapped.Number](s []T) []byte { return mapped.Bytes(s) }

// Keys seal texts and open them again. A text opens at the place it was sealed
// for and nowhere else. A key ring is one.
type Keys interface {
	Seal(place, text string) (string, error)
	AppendOpened(dst []byte, place string, sealed []byte) ([]byte, error)
	Current() string
}

// sealChunk is how many bytes are sealed together, so that several are at once.
const sealChunk = 1 << 20

// sealer seals for one panel.
type sealer struct {
	keys  Keys
	panel string // its ID
}

func (s *sealer) place(table, section string, chunk, of int) string {
	return fmt.Sprintf("panel %s/%s/%s/%d of %d", s.panel, table, section, chunk, of)
}

// sealedWriter writes the sealed file of a segment: of each section one line a
// chunk. It makes no file if nothing is put.
type sealedWriter struct {
	*sealer
	dir, name, table string
	file             *os.File
	buf              *bufio.Writer
	out              File
	err              error
}

func (s *sealer) to(dir, name, table string) *sealedWriter {
	return &sealedWriter{sealer: s, dir: dir, name: name, table: table, out: File{Name: name}}
}

func (w *sealedWriter) put(section string, b []byte) {
	if w.err != nil {
		return
	}
	if w.file == nil {
		if w.file, w.err = os.OpenFile(filepath.Join(w.dir, w.name), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600); w.err != nil {
			return
		}
		w.buf = bufio.NewWriterSize(w.file, 1<<16)
	}
	n := (len(b) + sealChunk - 1) / sealChunk
	lines := make([]string, n)
	var g errgroup.Group
	g.SetLimit(workers)
	for i := range n {
		g.Go(func() (err error) {
			lines[i], err = w.keys.Seal(w.place(w.table, section, i, n), string(b[i*sealChunk:min((i+1)*sealChunk, len(b))]))
			return err
		})
	}
	if w.err = g.Wait(); w.err != nil {
		return
	}
	part, sum := Section{Name: section, At: w.out.Size}, crc32.New(castagnoli)
	for _, l := range lines {
		l += "\n"
		_, _ = sum.Write([]byte(l)) // a checksum takes everything
		if _, err := w.buf.WriteString(l); err != nil {
			w.err = err
			return
		}
		part.Size += int64(len(l))
	}
	part.CRC = sum.Sum32()
	w.out.Size += part.Size
	w.out.Sections = append(w.out.Sections, part)
}

func (w *sealedWriter) close() (*File, error) {
	if w.file == nil {
		return nil, w.err
	}
	return &w.out, errors.Join(w.err, w.buf.Flush(), w.file.Close())
}

// open opens all sections of a sealed file.
func (s *sealer) open(dir string, of *File, table string) (map[string][]byte, error) {
	file, err := openSections(dir, of)
	if err != nil {
		return nil, err
	}
	defer file.file.Close()
	out := map[string][]byte{}
	for _, part := range of.Sections {
		lines := bytes.Split(bytes.TrimSuffix(file.at[part.Name], []byte("\n")), []byte("\n"))
		if part.Size == 0 {
			lines = nil
		}
		words := make([]uint64, len(lines)*sealChunk/8) // so that any number may begin there
		b := bytesOf(words)
		chunks := make([]int, len(lines)) // how long each is
		var g errgroup.Group
		g.SetLimit(workers)
		for i, l := range lines {
			g.Go(func() error {
				at := b[i*sealChunk : i*sealChunk : (i+1)*sealChunk]
				text, err := s.keys.AppendOpened(at, s.place(table, part.Name, i, len(lines)), l)
				if chunks[i] = len(text); err == nil && len(text) > sealChunk || i < len(lines)-1 && len(text) < sealChunk {
					err = errors.New("a part of it has another size than was sealed")
				}
				return err
			})
		}
		if err := g.Wait(); err != nil {
			return nil, fmt.Errorf("%s cannot be opened with these keys; name the keys the panel was built with: %w", filepath.Join(dir, of.Name), err)
		}
		size := 0
		for _, n := range chunks {
			size += n
		}
		out[part.Name] = b[:size:size]
	}
	return out, nil
}
