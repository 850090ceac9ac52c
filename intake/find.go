package intake

import (
	"os"
	"path/filepath"
	"sort"
	"strings"

	"dixian/rule"
)

// Find sorts the files of a directory by the table that their name begins with:
// its key or its Chinese name, followed by ".", "_" or "-". Where several names
// fit, the longest counts. The paths of a table stand in byte order of their names,
// which is the order to load them in. Left are the names of everything else, in
// byte order, folders with a "/" behind.
//
// Source: data contract, "In a directory".
func Find(dir string, tables []*rule.Table) (found map[string][]string, left []string, err error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, nil, err
	}
	sort.Slice(entries, func(i, j int) bool { return entries[i].Name() < entries[j].Name() })
	found = map[string][]string{}
	for _, entry := range entries {
		name, path := entry.Name(), filepath.Join(dir, entry.Name())
		info, err := os.Stat(path) // a link counts as what it leads to
		if err == nil && info.IsDir() {
			left = append(left, name+"/")
			continue
		}
		if table := tableOf(name, tables); table != "" {
			found[table] = append(found[table], path)
		} else {
			left = append(left, name)
		}
	}
	return found, left, nil
}

// tableOf returns the key of the table that a file's name begins with, or "".
func tableOf(name string, tables []*rule.Table) string {
	best, longest := "", 0
	for _, t := range tables {
		for _, word := range [2]string{t.Name, t.Label} {
			rest, ok := strings.CutPrefix(name, word)
			if ok && len(word) > longest && rest != "" && strings.IndexByte("._-", rest[0]) >= 0 {
				best, longest = t.Name, len(word)
			}
		}
	}
	return best
}
