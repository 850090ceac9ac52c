// Package dixian_test guards the house: which package may import which, what
// packages are called and how they explain themselves, and that the pages of the
// repository agree with it. docs/architecture.md shows the house these tests keep.
package dixian_test

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"testing"
)

// floors are the house, lowest first: a package imports only from lower floors.
// A folder below one of these (money/glyph) stands on its floor.
var floors = map[string]int{
	"plans":    1,
	"division": 1, "identity": 1, "calendar": 1, "money": 1, "column": 1, "photo": 1, "sheet": 1,
	"rule":   2,
	"plan":   3,
	"intake": 4, "panel": 4, "workflow": 4, "document": 4, "access": 4, "audit": 4,
	"screening": 5, "registry": 5, "ledger": 5, "setting": 5, "inbox": 5, "export": 5,
	"casework": 6, "indicator": 6,
	"server": 7, "web": 7,
	"cmd": 8,
}

// sides are the packages beside the house, with the highest floor they know.
// Nobody but cmd opens their door, and tests.
var sides = map[string]int{"store": 6, "synth": 1}

// ground packages may import each other; the compiler refuses a circle.
const ground = 1

// owners are libraries that one package keeps to itself, so that the rest of the
// house does not come to depend on how it is done.
var owners = map[string]string{
	"cel.dev/cel-go":                    "rule",
	"github.com/alecthomas/kong":        "cmd",
	"github.com/coreos/go-oidc/v3":      "access",
	"golang.org/x/oauth2":               "access",
	"github.com/schollz/progressbar/v3": "cmd",
}

// mayImport says why a package of the house may not import another; empty if it
// may. Both are paths below the module, such as "cmd/dixian".
func mayImport(from, to string, inTest bool) string {
	from, to = top(from), top(to)
	if highest, aside := sides[to]; aside {
		if from == "cmd" || from == to || inTest {
			return ""
		}
		return fmt.Sprintf("%s stands beside the house (it knows floors up to %d); only cmd wires it in", to, highest)
	}
	floor, high := floors[to], floors[from]-1
	if highest, aside := sides[from]; aside {
		high = highest
	}
	if from == to || floor <= high || floor == ground && floors[from] == ground {
		return ""
	}
	return fmt.Sprintf("%s is on floor %d, and %s imports from floors up to %d; let the lower one say what it needs as an interface, or move the code down", to, floor, from, high)
}

func top(folder string) string {
	first, _, _ := strings.Cut(folder, "/")
	return first
}

func TestMayImport(t *testing.T) {
	for _, c := range []struct {
		from, to string
		inTest   bool
		may      bool
		says     string
	}{
		{"rule", "plan", false, false, "the interpreter does not know the package language's files"},
		{"intake", "panel", false, false, "neighbours on a floor do not know each other"},
		{"panel", "screening", true, false, "not even a test looks up"},
		{"division", "rule", false, false, "the ground floor stands on nothing"},
		{"screening", "synth", false, false, "the product does not know the synthetic province"},
		{"synth", "rule", false, false, "the synthetic province does not know what will be made of it"},
		{"screening", "intake", false, true, "a run reads files"},
		{"cmd/dixian", "division", false, true, "a floor may be skipped"},
		{"division", "calendar", false, true, "the ground floor is one room"},
		{"identity", "money/glyph", false, true, "and so are the folders below it"},
		{"screening", "synth", true, true, "a test may ask for a province"},
		{"cmd/dixian", "synth", false, true, "the wiring is in cmd"},
		{"synth", "money", false, true, "the synthetic province counts money as we do"},
	} {
		t.Run(c.says, func(t *testing.T) {
			if why := mayImport(c.from, c.to, c.inTest); (why == "") != c.may {
				t.Errorf("%s → %s: %q", c.from, c.to, why)
			}
		})
	}
}

func TestEveryPackageHasItsFloor(t *testing.T) {
	for _, p := range packages(t) {
		if p.folder == "." || p.folder == "bench" || strings.HasPrefix(p.folder, "bench/") {
			continue
		}
		if floors[top(p.folder)] == 0 && sides[top(p.folder)] == 0 {
			t.Errorf("%s: no floor; say in house_test.go and docs/architecture.md where it stands", p.folder)
		}
	}
}

func TestImportsGoDown(t *testing.T) {
	for _, p := range packages(t) {
		for _, f := range p.files {
			for _, path := range f.imports {
				to, ours := strings.CutPrefix(path, "dixian/")
				if !ours || p.folder == "." || top(p.folder) == "bench" {
					continue
				}
				if why := mayImport(p.folder, to, f.test); why != "" {
					t.Errorf("%s imports %s: %s", f.path, path, why)
				}
			}
		}
	}
}

// The twin is a second opinion only as long as it has not read the first.
func TestTheTwinKnowsNothingOfTheProduct(t *testing.T) {
	for _, p := range packages(t) {
		for _, f := range p.files {
			for _, path := range f.imports {
				if top(p.folder) == "bench" && strings.HasPrefix(path, "dixian/") && !strings.HasPrefix(path, "dixian/bench/") {
					t.Errorf("%s imports %s: bench/ works the contract out by itself", f.path, path)
				}
			}
		}
	}
}

func TestLibrariesStayWithTheirOwner(t *testing.T) {
	for _, p := range packages(t) {
		for _, f := range p.files {
			for library, owner := range owners {
				if top(p.folder) == owner || top(p.folder) == "bench" {
					continue
				}
				if slices.ContainsFunc(f.imports, func(path string) bool { return path == library || strings.HasPrefix(path, library+"/") }) {
					t.Errorf("%s imports %s, which is %s's alone; ask %s for what you need", f.path, library, owner, owner)
				}
			}
		}
	}
}

// forbidden names say nothing about what is inside.
var forbidden = []string{"base", "common", "core", "helper", "helpers", "lib", "manager", "misc", "shared", "util", "utils"}

func TestPackagesAreNamedForThingsOfTheField(t *testing.T) {
	for _, p := range packages(t) {
		if slices.Contains(forbidden, p.name) || slices.Contains(forbidden, path.Base(p.folder)) {
			t.Errorf("%s: package %s names no thing; call it for what it is about", p.folder, p.name)
		}
	}
}

func TestEveryPackageExplainsItself(t *testing.T) {
	for _, p := range packages(t) {
		begins := "Package " + p.name + " "
		if p.name == "main" {
			begins = "Command " + path.Base(p.folder) + " "
		}
		switch docs := p.docs(); {
		case len(docs) == 0:
			t.Errorf("%s: no package comment; explain its nouns in a comment that begins %q", p.folder, begins)
		case len(docs) > 1:
			t.Errorf("%s: %d package comments; keep one", p.folder, len(docs))
		case !strings.HasPrefix(docs[0], begins):
			t.Errorf("%s: the package comment begins %.30q, not %q", p.folder, docs[0], begins)
		}
	}
}

// longestFile is far above the median of some hundred lines: a file beyond it
// holds more than one idea.
const longestFile = 900

func TestNoFileIsTooLong(t *testing.T) {
	for _, p := range packages(t) {
		for _, f := range p.files {
			if f.lines > longestFile {
				t.Errorf("%s has %d lines, more than %d; give each idea a file", f.path, f.lines, longestFile)
			}
		}
	}
}
