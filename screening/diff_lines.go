package screening

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"dixian/identity"
)

// lists are the results that runs are compared by.
var lists = []string{"alerts", "hits", "findings"}

// changes matches the results of two runs, by household and rule.
func changes(oldDir, newDir string) ([]Change, error) {
	var out []Change
	for _, list := range lists {
		before, err := readLines(oldDir, list)
		if err != nil {
			return nil, err
		}
		after, err := readLines(newDir, list)
		if err != nil {
			return nil, err
		}
		out = append(out, match(list, hidden(before), hidden(after))...)
	}
	slices.SortStableFunc(out, func(a, b Change) int { return compareLines(*a.Line(), *b.Line()) })
	return out, nil
}

// match pairs the lines of a list.
func match(list string, before, after []Line) []Change {
	var out []Change
	old := map[string]*Line{}
	for i := range before {
		old[key(before[i])] = &before[i]
	}
	for i := range after {
		l := &after[i]
		was := old[key(*l)]
		delete(old, key(*l))
		switch {
		case was == nil:
			out = append(out, Change{Kind: Appeared, List: list, New: l})
		case !sameResult(was, l):
			out = append(out, Change{Kind: Altered, List: list, Old: was, New: l})
		}
	}
	for i := range before {
		if old[key(before[i])] != nil {
			out = append(out, Change{Kind: Disappeared, List: list, Old: &before[i]})
		}
	}
	return out
}

// key says which results are of one thing: a household and a rule; a county, a
// table and a period.
func key(l Line) string {
	if l.Household != "" {
		return l.Household + "\x00" + l.Rule
	}
	var thin struct{ Table, Period string }
	_ = json.Unmarshal([]byte(l.Evidence), &thin) // what cannot be read is a thing of its own
	return l.Division + "\x00" + l.Rule + "\x00" + thin.Table + "\x00" + thin.Period
}

// sameResult leaves the date aside: every line has its run's.
func sameResult(a, b *Line) bool {
	return a.Urgency == b.Urgency && a.Members == b.Members && a.Evidence == b.Evidence && a.Division == b.Division
}

// readLines reads one list of a run.
func readLines(dir, list string) ([]Line, error) {
	path := filepath.Join(dir, list+".csv")
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("%s is not the whole folder of a run: %w", dir, err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.FieldsPerRecord = 8
	var out []Line
	for n := 0; ; n++ {
		rec, err := r.Read()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%s cannot be read as a run wrote it: %w", path, err)
		}
		if n > 0 {
			out = append(out, Line{rec[0], rec[1], rec[2], rec[3], rec[4], rec[5], rec[6], rec[7]})
		}
	}
}

// hidden hides the ID numbers of lines that a run may have written unmasked.
func hidden(lines []Line) []Line {
	for i := range lines {
		lines[i].Members, lines[i].Evidence = maskNumbers(lines[i].Members), maskNumbers(lines[i].Evidence)
	}
	return lines
}

// maskNumbers hides every ID number that a run of digits begins with, as results
// do.
func maskNumbers(s string) string {
	var b strings.Builder
	for s != "" {
		n := strings.IndexFunc(s, func(r rune) bool { return r >= '0' && r <= '9' })
		if n < 0 {
			n = len(s)
		}
		b.WriteString(s[:n])
		s = s[n:]
		n = strings.IndexFunc(s, func(r rune) bool { return (r < '0' || r > '9') && r != 'X' && r != 'x' })
		if n < 0 {
			n = len(s)
		}
		if n >= 18 {
			if _, _, err := identity.Parse(s[:18], 1<<30); err == nil {
				b.WriteString(identity.MaskID(s[:18]))
				s, n = s[18:], n-18
			}
		}
		b.WriteString(s[:n])
		s = s[n:]
	}
	return b.String()
}
