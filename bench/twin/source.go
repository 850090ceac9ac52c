package twin

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// source is one file with its header understood.
type source struct {
	path    string
	parquet bool
	columns []sourceColumn // the file's columns in its order
	tab     bool           // CSV: separated by tabs
	skip    int            // CSV: empty lines above the header
}

// sourceColumn is one column of a file.
type sourceColumn struct {
	header string // as written, trimmed
	key    string // the contract's key, "" for an unknown column
	typ    string // Parquet: DuckDB's type
}

// position of a column by key; -1 when the file has none.
func (s source) position(key string) int {
	for i, c := range s.columns {
		if c.key == key {
			return i
		}
	}
	return -1
}

// csvSource reads the header of a CSV file: with or without BOM, its separator
// the tab if the header line has more tabs than commas.
func csvSource(path string, t table) (source, error) {
	file, err := os.Open(path)
	if err != nil {
		return source{}, err
	}
	defer file.Close()
	reader := bufio.NewReaderSize(file, 1<<20)
	if mark, _ := reader.Peek(3); bytes.Equal(mark, []byte("\xef\xbb\xbf")) {
		_, _ = reader.Discard(3)
	}
	s := source{path: path}
	for {
		next, err := reader.Peek(2)
		if len(next) == 0 {
			return source{}, fmt.Errorf("%s has no header line: %w", filepath.Base(path), err)
		}
		if next[0] != '\n' && string(next) != "\r\n" {
			break
		}
		_, _ = reader.ReadString('\n')
		s.skip++
	}
	line, err := reader.Peek(reader.Size())
	if err != nil && !errors.Is(err, io.EOF) {
		return source{}, fmt.Errorf("reading the header of %s: %w", path, err)
	}
	first, _, _ := bytes.Cut(line, []byte("\n"))
	s.tab = bytes.Count(first, []byte("\t")) > bytes.Count(first, []byte(","))
	header := csv.NewReader(bytes.NewReader(line))
	if s.tab {
		header.Comma = '\t'
	}
	cells, err := header.Read()
	if err != nil {
		return source{}, fmt.Errorf("reading the header of %s: %w", path, err)
	}
	for _, cell := range cells {
		s.columns = append(s.columns, sourceColumn{header: trim(cell)})
	}
	return s, s.recognise(t)
}

// recognise finds the contract's columns by key or by Chinese name, and refuses
// a file in which a required column is missing or a column stands twice.
func (s source) recognise(t table) error {
	seen := map[string]bool{}
	for i := range s.columns {
		for _, c := range t.columns {
			if header := s.columns[i].header; header == c.key || header == c.name {
				if seen[c.key] {
					return fmt.Errorf("%s is refused: column %s stands twice in it", filepath.Base(s.path), c.key)
				}
				seen[c.key] = true
				s.columns[i].key = c.key
			}
		}
	}
	for _, c := range t.columns {
		if c.given && !seen[c.key] {
			return fmt.Errorf("%s is refused: the required column %s (%s) is missing", filepath.Base(s.path), c.key, c.name)
		}
	}
	return nil
}

// trim drops spaces, also U+3000 and U+00A0, at both ends.
func trim(cell string) string { return strings.Trim(cell, " \u3000\u00a0") }

// isParquet and isZip look at a file's first bytes.
func isParquet(path string) bool { return startsWith(path, "PAR1") }
func isZip(path string) bool     { return startsWith(path, "PK\x03\x04") }

func startsWith(path, magic string) bool {
	file, err := os.Open(path)
	if err != nil {
		return false
	}
	defer file.Close()
	head := make([]byte, len(magic))
	n, _ := io.ReadFull(file, head)
	return string(head[:n]) == magic
}
