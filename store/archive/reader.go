package archive

import (
	"archive/zip"
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
)

// ErrDamaged is an archive that is not as it was written.
var ErrDamaged = errors.New("the backup is damaged")

// Reader reads an archive.
type Reader struct {
	Manifest
	zip *zip.ReadCloser
}

// Open opens an archive and reads its manifest. It fails with ErrDamaged, or with
// a sentence if a newer program wrote it.
func Open(path string) (*Reader, error) {
	z, err := zip.OpenReader(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w: %w", path, ErrDamaged, err)
	}
	r := &Reader{zip: z}
	if err := r.readManifest(); err != nil {
		return nil, errors.Join(fmt.Errorf("%s: %w", path, err), z.Close())
	}
	return r, nil
}

func (r *Reader) readManifest() error {
	entry, err := r.zip.Open(manifestName)
	if err != nil {
		return fmt.Errorf("%w: it has no %s", ErrDamaged, manifestName)
	}
	defer entry.Close()
	if err := json.NewDecoder(entry).Decode(&r.Manifest); err != nil {
		return fmt.Errorf("%w: its %s cannot be read: %w", ErrDamaged, manifestName, err)
	}
	if r.Format != format {
		return fmt.Errorf("the backup has format %d and this program reads format %d; restore it with the dixian that wrote it (%s)", r.Format, format, r.Program)
	}
	return nil
}

// Close closes the file.
func (r *Reader) Close() error { return r.zip.Close() }

// File is a small file of the data folder; fs.ErrNotExist if the archive has none
// of that name.
func (r *Reader) File(name string) ([]byte, error) {
	entry, err := r.zip.Open(filesFolder + name)
	if err != nil {
		return nil, err
	}
	defer entry.Close()
	return io.ReadAll(entry)
}

// Verify reads everything and holds it against the manifest: ErrDamaged.
func (r *Reader) Verify() error {
	for _, t := range r.Tables {
		if err := r.Table(t.Name, func([]Column) error { return nil }, func([]any) error { return nil }); err != nil {
			return err
		}
	}
	return nil
}

// longestLine is the longest row that is read: a piece of an uploaded file, sealed.
const longestLine = 64 << 20

// Table gives a table's columns and then its rows one after the other. After the
// last it has held them against the manifest: ErrDamaged.
func (r *Reader) Table(name string, columns func([]Column) error, row func([]any) error) error {
	said, err := r.said(name)
	if err != nil {
		return err
	}
	entry, err := r.zip.Open(tablesFolder + name + ".jsonl")
	if err != nil {
		return fmt.Errorf("%w: table %s is not in it", ErrDamaged, name)
	}
	defer entry.Close()
	lines := bufio.NewScanner(entry)
	lines.Buffer(make([]byte, 1<<16), longestLine)
	sum := sha256.New()
	kinds, err := head(lines, sum, name)
	if err != nil {
		return err
	}
	if err := columns(kinds); err != nil {
		return err
	}
	rows := int64(0)
	for ; lines.Scan(); rows++ {
		hashLine(sum, lines.Bytes())
		values, err := parse(kinds, lines.Bytes())
		if err != nil {
			return fmt.Errorf("%w: table %s, row %d: %w", ErrDamaged, name, rows+1, err)
		}
		if err := row(values); err != nil {
			return err
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("%w: table %s: %w", ErrDamaged, name, err)
	}
	if rows != said.Rows || hex.EncodeToString(sum.Sum(nil)) != said.SHA256 {
		return fmt.Errorf("%w: table %s is not as it was written", ErrDamaged, name)
	}
	return nil
}

func (r *Reader) said(name string) (Table, error) {
	for _, t := range r.Tables {
		if t.Name == name {
			return t, nil
		}
	}
	return Table{}, fmt.Errorf("%w: the manifest has no table %s", ErrDamaged, name)
}

// head reads a table's first line.
func head(lines *bufio.Scanner, sum hash.Hash, name string) (columns []Column, err error) {
	if !lines.Scan() {
		return nil, fmt.Errorf("%w: table %s is empty", ErrDamaged, name)
	}
	hashLine(sum, lines.Bytes())
	if err := json.Unmarshal(lines.Bytes(), &columns); err != nil {
		return nil, fmt.Errorf("%w: table %s has no columns: %w", ErrDamaged, name, err)
	}
	return columns, nil
}

func hashLine(sum hash.Hash, line []byte) {
	sum.Write(line)
	sum.Write([]byte{'\n'})
}

func parse(columns []Column, line []byte) ([]any, error) {
	var raw []json.RawMessage
	if err := json.Unmarshal(line, &raw); err != nil {
		return nil, err
	}
	if len(raw) != len(columns) {
		return nil, fmt.Errorf("it has %d values for %d columns", len(raw), len(columns))
	}
	values := make([]any, len(raw))
	for i, c := range columns {
		v, err := read(c.Kind, raw[i])
		if err != nil {
			return nil, fmt.Errorf("column %s: %w", c.Name, err)
		}
		values[i] = v
	}
	return values, nil
}
