package race

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
)

// Province is the synthetic province that is screened: what repeats it, and how
// much of it there is.
type Province struct {
	Households int     `json:"households"`
	Seed       int     `json:"seed"`
	AsOf       string  `json:"as_of"`
	Dirty      float64 `json:"dirty"` // share of dirty rows
	Rows       int64   `json:"rows"`  // of all tables, headers aside
	Bytes      int64   `json:"bytes"`
}

// made is where a directory says which province it holds.
const made = "province.json"

// Make writes the province with `dixian synth` into directory, unless it is
// there already.
func (p Province) Make(ctx context.Context, dixian, directory string) error {
	want, err := json.Marshal(p)
	if err != nil {
		return err
	}
	mark := filepath.Join(directory, made)
	if have, err := os.ReadFile(mark); err == nil && bytes.Equal(have, want) {
		return nil
	}
	if err := os.RemoveAll(directory); err != nil {
		return err
	}
	arguments := []string{"synth", "--households", strconv.Itoa(p.Households), "--seed", strconv.Itoa(p.Seed), "--as-of", p.AsOf, "--out", directory}
	if p.Dirty > 0 {
		arguments = append(arguments, "--dirty", strconv.FormatFloat(p.Dirty, 'g', -1, 64))
	}
	if _, err := (command{program: dixian, arguments: arguments}).run(ctx); err != nil {
		return err
	}
	return os.WriteFile(mark, want, 0o600)
}

// Warm reads every file once, so that none comes from the disk later, and counts
// rows and bytes.
func (p *Province) Warm(directory string) error {
	p.Rows, p.Bytes = 0, 0
	for _, part := range []string{"registry", "extracts"} {
		err := filepath.WalkDir(filepath.Join(directory, part), func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			lines, size, err := count(path)
			p.Rows += max(0, lines-1)
			p.Bytes += size
			return err
		})
		if err != nil {
			return fmt.Errorf("reading the province: %w", err)
		}
	}
	return nil
}

// count reads a file in small pieces and counts its lines and bytes.
func count(path string) (lines, size int64, err error) {
	file, err := os.Open(path)
	if err != nil {
		return 0, 0, err
	}
	defer file.Close()
	buffer := make([]byte, 1<<16)
	for {
		n, err := file.Read(buffer)
		lines += int64(bytes.Count(buffer[:n], []byte("\n")))
		size += int64(n)
		if err == io.EOF {
			return lines, size, nil
		}
		if err != nil {
			return lines, size, fmt.Errorf("reading %s: %w", path, err)
		}
	}
}
