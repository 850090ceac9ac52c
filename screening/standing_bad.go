package screening

import (
	"bufio"
	"errors"
	"os"
	"path/filepath"

	"dixian/intake"
)

// badRows is the list of a delivery's bad rows under way. It makes no file before
// the first.
type badRows struct {
	dir  string
	n    int
	file *os.File
	buf  *bufio.Writer
	out  *intake.ProblemWriter
}

func (b *badRows) add(p intake.Problem) error {
	if b.file == nil {
		f, err := os.CreateTemp(b.dir, ".quarantine-*")
		if err != nil {
			return err
		}
		b.file, b.buf = f, bufio.NewWriter(f)
		b.out = intake.NewQuarantineCSV(b.buf)
	}
	b.n++
	return b.out.Write(p)
}

// moveTo closes the list and puts it somewhere.
func (b *badRows) moveTo(path string) error {
	err := errors.Join(b.out.Flush(), b.buf.Flush(), b.file.Close(), os.Rename(b.file.Name(), path))
	b.file = nil
	return err
}

// keep puts the list of a delivery that was refused beside the panel, under a name
// that nobody has, and says where.
func (b *badRows) keep() (string, error) {
	f, err := os.CreateTemp(filepath.Dir(filepath.Clean(b.dir)), filepath.Base(filepath.Clean(b.dir))+".quarantine-*.csv")
	if err != nil {
		return "", err
	}
	return f.Name(), errors.Join(f.Close(), b.moveTo(f.Name()))
}

// forget is the list before the first row.
func (b *badRows) forget() {
	b.discard()
	*b = badRows{dir: b.dir}
}

// discard removes a list that went nowhere.
func (b *badRows) discard() {
	if b.file != nil {
		b.file.Close() // the error does not matter: the file goes
		os.Remove(b.file.Name())
	}
}
