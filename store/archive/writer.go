package archive

import (
	"archive/zip"
	"compress/flate"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
)

// Writer writes an archive. Its methods are called in order: tables, files, Close.
type Writer struct {
	zip      *zip.Writer
	manifest Manifest
}

// NewWriter begins an archive; m says what is known of it so far.
func NewWriter(w io.Writer, m Manifest) *Writer {
	z := zip.NewWriter(w)
	// Most of a database is sealed and does not get smaller however hard one tries.
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestSpeed) })
	m.Format = format
	return &Writer{zip: z, manifest: m}
}

// Table writes a table. The rows come from next, which gives nil behind the last
// and may reuse the slice.
func (w *Writer) Table(name string, columns []Column, next func() ([]any, error)) error {
	entry, err := w.zip.Create(tablesFolder + name + ".jsonl")
	if err != nil {
		return err
	}
	sum := sha256.New()
	lines := json.NewEncoder(io.MultiWriter(entry, sum))
	lines.SetEscapeHTML(false)
	if err := lines.Encode(columns); err != nil {
		return err
	}
	t := Table{Name: name}
	row := make([]any, len(columns))
	for {
		values, err := next()
		if err != nil {
			return fmt.Errorf("reading table %s: %w", name, err)
		}
		if values == nil {
			break
		}
		for i, c := range columns {
			if row[i], err = written(c.Kind, values[i]); err != nil {
				return fmt.Errorf("table %s, column %s: %w", name, c.Name, err)
			}
		}
		if err := lines.Encode(row); err != nil {
			return err
		}
		t.Rows++
	}
	t.SHA256 = hex.EncodeToString(sum.Sum(nil))
	w.manifest.Tables = append(w.manifest.Tables, t)
	return nil
}

// KeysFile is the name under which an archive holds the keys, if it does.
const KeysFile = "keys.json"

// File puts a small file of the data folder in.
func (w *Writer) File(name string, content []byte) error {
	entry, err := w.zip.Create(filesFolder + name)
	if err != nil {
		return err
	}
	w.manifest.WithKey = w.manifest.WithKey || name == KeysFile
	_, err = entry.Write(content)
	return err
}

// Close writes the manifest and ends the archive.
func (w *Writer) Close() (Manifest, error) {
	entry, err := w.zip.Create(manifestName)
	if err != nil {
		return w.manifest, err
	}
	text, err := json.MarshalIndent(w.manifest, "", "  ")
	if err != nil {
		return w.manifest, err
	}
	if _, err := entry.Write(append(text, '\n')); err != nil {
		return w.manifest, err
	}
	return w.manifest, w.zip.Close()
}
