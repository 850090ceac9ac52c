package dixian_test

import (
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// clause is one sentence of the casework contract that must hold, in our own words:
// where it is held in the code, how it is taken out there, and the tests that fail
// then. A clause that no test can hold says why.
type clause struct {
	says string
	out  change
	held []string // "folder.TestName", "folder.TestName/row", or "file.test.ts: name"
	why  string   // no test can hold it
}

// change takes a safeguard out: text of a file that stands there once, and what is
// put in its place.
type change struct{ file, from, to string }

// held is a clause with its safeguard and the tests that hold it.
func held(says, file, from, to string, tests ...string) clause {
	return clause{says: says, out: change{file, from, to}, held: tests}
}

// part is a heading of the contract with its clauses.
type part struct {
	title   string
	clauses []clause
}

// contract is the whole of it, in the contract's order.
var contract = []part{
	{"Words", wordClauses}, {"States", stateClauses}, {"The desk", deskClauses}, {"The visit form", visitClauses}, {"Authorisation", consentClauses},
	{"Hits", hitClauses}, {"Measures and visits", measureClauses}, {"Declaration by a farmer", declarationClauses}, {"Documents", documentClauses},
	{"Who may see and do what", roleClauses}, {"Keys", keyClauses}, {"Inbox and messages", inboxClauses}, {"The national system", nationalClauses},
	{"Kept how long", keptClauses}, {"Never", neverClauses},
}

const safeguardsPage = "docs/safeguards.md"

var update = flag.Bool("update", false, "write "+safeguardsPage)

// Every clause names a safeguard that stands in the code and tests that there are.
func TestEveryClauseIsHeldByATest(t *testing.T) {
	tests := testsOfTheRepository(t)
	said := map[string]bool{}
	for _, p := range contract {
		for _, c := range p.clauses {
			if said[c.says] {
				t.Errorf("%s: %q stands there twice", p.title, c.says)
			}
			said[c.says] = true
			for _, problem := range c.problems(tests) {
				t.Errorf("%s: %q: %s", p.title, c.says, problem)
			}
		}
	}
}

func (c clause) problems(tests map[string]bool) (out []string) {
	if c.why != "" {
		return nil
	}
	if len(c.held) == 0 {
		out = append(out, "no test is named")
	}
	for _, name := range c.held {
		if !tests[name] {
			out = append(out, "there is no test "+name)
		}
	}
	text, err := os.ReadFile(c.out.file)
	switch n := strings.Count(string(text), c.out.from); {
	case err != nil:
		out = append(out, err.Error())
	case n != 1 || c.out.from == "":
		out = append(out, fmt.Sprintf("its safeguard, %q, stands %d times in %s and not once; say where it is now", c.out.from, n, c.out.file))
	}
	return out
}

// The page that shows the table is the table.
func TestTheSafeguardsPageIsTheTable(t *testing.T) {
	var b strings.Builder
	b.WriteString(safeguardsHead)
	for _, p := range contract {
		fmt.Fprintf(&b, "\n## %s\n\n| holds | safeguard | test |\n|---|---|---|\n", p.title)
		for _, c := range p.clauses {
			where, tests := "`"+c.out.file+"`", "`"+strings.Join(c.held, "`<br>`")+"`"
			if c.why != "" {
				where, tests = "–", c.why
			}
			fmt.Fprintf(&b, "| %s | %s | %s |\n", c.says, where, tests)
		}
	}
	if *update {
		if err := os.WriteFile(safeguardsPage, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if page, err := os.ReadFile(safeguardsPage); err != nil || string(page) != b.String() {
		t.Errorf("%s is not what the table says (%v); write it anew: go test . -run TestTheSafeguardsPage -update", safeguardsPage, err)
	}
}

const safeguardsHead = `# Safeguards

What the casework contract says must, may only, or must never be, sentence by sentence in our words; the file that sees to it; and the tests that
fail when it is taken out there. The table is Go (` + "`safeguards_*_test.go`" + `), where each row also says which text to take out. ` + "`make test`" + ` fails when a named
test or safeguard is gone; ` + "`make safeguards`" + ` takes each of them out of a copy of the repository, one by one, and fails where no test turns red.
`

var vitestName = regexp.MustCompile(`(?m)^\s*it(?:\.each\([^\n]*\))?\(\s*["` + "`" + `]([^"` + "`" + `]+)["` + "`" + `]`)

// testsOfTheRepository are the names that a clause may name: Go tests by folder,
// with every text of their folder's tests as a row, and those of the pages by file.
func testsOfTheRepository(t *testing.T) map[string]bool {
	t.Helper()
	found, rows := map[string]bool{}, map[string][]string{}
	functions := map[string][]string{}
	err := eachFile("_test.go", func(at string, source []byte) error {
		file, err := parser.ParseFile(token.NewFileSet(), at, source, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		folder := path.Dir(at)
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncDecl:
				if n.Recv == nil && strings.HasPrefix(n.Name.Name, "Test") {
					functions[folder] = append(functions[folder], n.Name.Name)
				}
			case *ast.BasicLit:
				if text, err := strconv.Unquote(n.Value); n.Kind == token.STRING && err == nil {
					rows[folder] = append(rows[folder], text)
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for folder, names := range functions {
		for _, name := range names {
			found[folder+"."+name] = true
			for _, row := range rows[folder] {
				found[folder+"."+name+"/"+row] = true
			}
		}
	}
	err = eachFile(".test.ts", func(at string, source []byte) error {
		for _, m := range vitestName.FindAllStringSubmatch(string(source), -1) {
			found[at+": "+m[1]] = true
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// Each safeguard is taken out of a copy of the repository, and one of its tests turns
// red. DIXIAN_SAFEGUARDS is a pattern of the clauses to take, "." all of them.
// What only a browser holds needs pages that are built, and is left to people.
func TestEverySafeguardTakenOutTurnsATestRed(t *testing.T) {
	chosen := os.Getenv("DIXIAN_SAFEGUARDS")
	if chosen == "" {
		return // an hour and more: make safeguards
	}
	pattern := regexp.MustCompile(chosen)
	dir := copyOfTheRepository(t)
	for _, p := range contract {
		for _, c := range p.clauses {
			if c.why != "" || strings.HasPrefix(c.held[0], "web/e2e/") || !pattern.MatchString(p.title+": "+c.says) {
				continue
			}
			t.Run(c.says, func(t *testing.T) { c.takenOut(t, dir) })
		}
	}
}

func (c clause) takenOut(t *testing.T, dir string) {
	for _, name := range c.held { // most of these answers come out of go test's cache
		if said, failed := runOne(dir, name); failed {
			t.Fatalf("%s is red as it is, which proves nothing:\n%s", name, said)
		}
	}
	at := path.Join(dir, c.out.file)
	text, err := os.ReadFile(at)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := os.WriteFile(at, text, 0o644); err != nil {
			t.Fatal(err)
		}
	}()
	if err := os.WriteFile(at, []byte(strings.Replace(string(text), c.out.from, c.out.to, 1)), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, name := range c.held {
		said, failed := runOne(dir, name)
		switch {
		case strings.Contains(said, "[build failed]") || strings.Contains(said, "[setup failed]"):
			t.Fatalf("what is left does not compile, which proves nothing:\n%s", said)
		case failed:
			return
		}
	}
	t.Errorf("none of %v turns red", c.held)
}

// runOne runs a named test in the copy.
func runOne(dir, name string) (said string, failed bool) {
	var cmd *exec.Cmd
	switch file, row, _ := strings.Cut(name, ": "); {
	case strings.HasPrefix(name, "web/"):
		cmd = exec.Command("npx", "vitest", "run", strings.TrimPrefix(file, "web/"), "-t", row)
		cmd.Dir = path.Join(dir, "web")
	default:
		folder, test, _ := strings.Cut(name, ".")
		test, _, _ = strings.Cut(test, "/")
		cmd = exec.Command("go", "test", "-trimpath", "-vet=off", "./"+folder, "-run", "^"+test+"$")
		cmd.Dir = dir
	}
	out, err := cmd.CombinedOutput()
	return string(out), err != nil
}

// copyOfTheRepository is what the tests read, in a folder of its own.
func copyOfTheRepository(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	err := eachFile("", func(at string, content []byte) error {
		to := path.Join(dir, at)
		if err := os.MkdirAll(path.Dir(to), 0o755); err != nil {
			return err
		}
		return os.WriteFile(to, content, 0o644)
	})
	if err != nil {
		t.Fatal(err)
	}
	here, err := os.Getwd()
	if err == nil {
		err = os.Symlink(path.Join(here, "web/node_modules"), path.Join(dir, "web/node_modules"))
	}
	if err != nil {
		t.Fatal(err)
	}
	return dir
}
