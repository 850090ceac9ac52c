// Package mutant changes a plan package's rules, one condition at a time.
//
// A mutant is a copy of the package in which one rule's `where` or `when` says
// something else: a comparison turned round, a true for a false, an && for an ||,
// a word fewer. A comparison of product and twin that does not notice a mutant
// proves nothing about that condition.
package mutant

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// Mutant is one changed line of a package.
type Mutant struct {
	Rule     string
	File     string // relative to the package
	Line     int    // from 1
	Old, New string // the line
}

// String shows the change.
func (m Mutant) String() string {
	return fmt.Sprintf("%s (%s:%d): %s → %s", m.Rule, m.File, m.Line, strings.TrimSpace(m.Old), strings.TrimSpace(m.New))
}

// change is one way to say something else.
type change struct {
	from *regexp.Regexp
	to   string
}

// changes are tried in this order on each condition; each is applied where it
// first fits.
var changes = []change{
	{regexp.MustCompile(` < `), " >= "},
	{regexp.MustCompile(` <= `), " > "},
	{regexp.MustCompile(` >= `), " < "},
	{regexp.MustCompile(` > `), " <= "},
	{regexp.MustCompile(`== false`), "== true"},
	{regexp.MustCompile(`== true`), "== false"},
	{regexp.MustCompile(`== 0`), "> 0"},
	{regexp.MustCompile(`== '[^']*'`), "in []"},
	{regexp.MustCompile(`\['[^']*', `), "["},
	{regexp.MustCompile(`\.or\(true\)`), ".or(false)"},
	{regexp.MustCompile(`\.or\(false\)`), ".or(true)"},
	{regexp.MustCompile(` && `), " || "},
	{regexp.MustCompile(` \|\| `), " && "},
	{regexp.MustCompile(`!known\(`), "known("},
	{regexp.MustCompile(`^(\s+(?:when|where): )([a-z_]+)$`), `$1"!$2"`},
	{regexp.MustCompile(`^(\s+(?:when|where): )([a-z_]+)$`), "$1$2 == false"},
	{regexp.MustCompile(`^(\s+when: )([a-z(][^|#"]*)$`), "$1$2 && 1 > 2"}, // where the language refuses the others
}

var (
	itemLine = regexp.MustCompile(`^- (\w+): ([a-z0-9_]+)`)
	condLine = regexp.MustCompile(`^\s+(when|where): `)
)

// Of lists the mutants of a package's rules, in byte order of their files.
func Of(dir string) ([]Mutant, error) {
	var out []Mutant
	err := filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) != ".yaml" {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		file, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		rule := ""
		for i, line := range strings.Split(string(data), "\n") {
			if m := itemLine.FindStringSubmatch(line); m != nil {
				rule = ""
				if m[1] == "rule" {
					rule = m[2]
				}
			}
			if rule != "" && condLine.MatchString(line) {
				out = append(out, mutate(rule, file, i+1, line)...)
			}
		}
		return nil
	})
	return out, err
}

func mutate(rule, file string, number int, line string) (out []Mutant) {
	for _, c := range changes {
		at := c.from.FindStringIndex(line)
		if at == nil {
			continue
		}
		changed := line[:at[0]] + c.from.ReplaceAllString(line[at[0]:at[1]], c.to) + line[at[1]:]
		out = append(out, Mutant{rule, file, number, line, changed})
	}
	return out
}

// Write lays the package with the mutant's line into a new folder.
func (m Mutant) Write(from, to string) error {
	if err := os.RemoveAll(to); err != nil {
		return err
	}
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		return err
	}
	path := filepath.Join(to, m.File)
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	lines := strings.Split(string(data), "\n")
	if lines[m.Line-1] != m.Old {
		return fmt.Errorf("%s:%d has changed since the mutants were listed", path, m.Line)
	}
	lines[m.Line-1] = m.New
	return os.WriteFile(path, []byte(strings.Join(lines, "\n")), 0o644)
}

// Rules are the rules that have mutants, in order.
func Rules(mutants []Mutant) []string {
	var out []string
	for _, m := range mutants {
		if !slices.Contains(out, m.Rule) {
			out = append(out, m.Rule)
		}
	}
	return out
}
