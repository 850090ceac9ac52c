package twin

import (
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// filesOf gives each table's files in a directory, in byte order of their names:
// a file's table is the key or the Chinese name that its name begins with,
// followed by `.`, `_` or `-`. Other names are left alone. A file with the same
// bytes as an earlier one of its table changes nothing and is left out.
func filesOf(directory string, tables []table, registry bool) (map[string][]string, error) {
	entries, err := os.ReadDir(directory) // sorted by name
	if err != nil {
		return nil, fmt.Errorf("listing %s: %w", directory, err)
	}
	files := map[string][]string{}
	seen := map[string]bool{}
	for _, entry := range entries {
		t, ok := tableNamed(entry.Name(), tables, registry)
		if !ok || entry.IsDir() {
			continue
		}
		path := filepath.Join(directory, entry.Name())
		sum, err := sha256Of(path)
		if err != nil {
			return nil, err
		}
		if again := t.key + " " + sum; !seen[again] {
			seen[again] = true
			files[t.key] = append(files[t.key], path)
		}
	}
	return files, nil
}

func tableNamed(file string, tables []table, registry bool) (table, bool) {
	for _, t := range tables {
		if t.registry != registry {
			continue
		}
		for _, name := range []string{t.key, t.name} {
			rest, found := strings.CutPrefix(file, name)
			if found && rest != "" && strings.ContainsAny(rest[:1], "._-") {
				return t, true
			}
		}
	}
	return table{}, false
}

func sha256Of(path string) (string, error) {
	file, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer file.Close()
	hash := sha256.New()
	if _, err := io.Copy(hash, file); err != nil {
		return "", fmt.Errorf("reading %s: %w", path, err)
	}
	return string(hash.Sum(nil)), nil
}
