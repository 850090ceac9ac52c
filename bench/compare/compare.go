package compare

import (
	"fmt"
	"io"
	"maps"
	"slices"
)

// shown is how many differences of one rule are printed.
const shown = 3

// Difference is what two directories say differently about one line.
type Difference struct {
	File string // alerts, hits, findings, counts, quarantine
	Rule string // the rule, or the table that is counted
	Key  string // household or county
	A, B string // what each side says, "" when it has no such line
}

// Directories compares two result directories. The differences come ordered by
// file, rule and key; none means that the two agree.
func Directories(a, b string) ([]Difference, error) {
	var all []Difference
	inA, inB := resultFiles(a), resultFiles(b)
	for _, name := range []string{"alerts", "hits", "findings"} {
		linesA, err := readLines(inA[name])
		if err != nil {
			return nil, err
		}
		linesB, err := readLines(inB[name])
		if err != nil {
			return nil, err
		}
		rules := maps.Clone(linesA)
		maps.Copy(rules, linesB)
		for _, rule := range slices.Sorted(maps.Keys(rules)) {
			all = append(all, differences(name, rule, says(linesA[rule]), says(linesB[rule]))...)
		}
	}
	for name, read := range map[string]func(string) (map[string]string, error){"counts": readCounts, "quarantine": readBadColumns} {
		numbersA, err := read(a)
		if err != nil {
			return nil, err
		}
		numbersB, err := read(b)
		if err != nil {
			return nil, err
		}
		if numbersA != nil && numbersB != nil {
			all = append(all, differences(name, "rows", numbersA, numbersB)...)
		}
	}
	slices.SortStableFunc(all, func(x, y Difference) int { return order(x.File) - order(y.File) })
	return all, nil
}

func order(file string) int {
	return slices.Index([]string{"alerts", "hits", "findings", "counts", "quarantine"}, file)
}

func says(lines map[string]line) map[string]string {
	texts := map[string]string{}
	for key, l := range lines {
		texts[key] = l.says
	}
	return texts
}

func differences(file, rule string, a, b map[string]string) []Difference {
	keys := maps.Clone(a)
	if keys == nil {
		keys = map[string]string{}
	}
	maps.Copy(keys, b)
	var all []Difference
	for _, key := range slices.Sorted(maps.Keys(keys)) {
		if a[key] != b[key] {
			all = append(all, Difference{File: file, Rule: rule, Key: key, A: a[key], B: b[key]})
		}
	}
	return all
}

// Print writes the differences, the first few of each rule, and how many there
// are.
func Print(w io.Writer, a, b string, all []Difference) {
	counted := map[string]int{}
	for _, d := range all {
		of := d.File + " " + d.Rule
		if counted[of]++; counted[of] > shown {
			continue
		}
		fmt.Fprintf(w, "%s, %s\n  %s: %s\n  %s: %s\n", of, d.Key, a, told(d.A), b, told(d.B))
	}
	for _, of := range slices.Sorted(maps.Keys(counted)) {
		fmt.Fprintf(w, "%s: %d differences\n", of, counted[of])
	}
}

func told(says string) string {
	if says == "" {
		return "nothing"
	}
	return says
}
