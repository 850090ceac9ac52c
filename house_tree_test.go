package dixian_test

import (
	"bytes"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// packageSource is what the house tests know of a package.
type packageSource struct {
	folder string // below the module, with slashes; "." is the root
	name   string
	files  []fileSource
}

type fileSource struct {
	path    string
	test    bool
	doc     string // the comment above the package clause
	lines   int
	imports []string
}

// packages reads the sources of this repository, bench/ included, once.
func packages(t *testing.T) []*packageSource {
	t.Helper()
	found, err := readTree()
	if err != nil {
		t.Fatal(err)
	}
	return found
}

var readTree = sync.OnceValues(func() ([]*packageSource, error) {
	byFolder := map[string]*packageSource{}
	var all []*packageSource
	err := eachFile(".go", func(at string, source []byte) error {
		file, err := parser.ParseFile(token.NewFileSet(), at, source, parser.ImportsOnly|parser.ParseComments)
		if err != nil {
			return err
		}
		folder := path.Dir(at)
		p := byFolder[folder]
		if p == nil {
			p = &packageSource{folder: folder}
			byFolder[folder], all = p, append(all, p)
		}
		f := fileSource{path: at, test: strings.HasSuffix(at, "_test.go"), doc: file.Doc.Text(), lines: bytes.Count(source, []byte("\n"))}
		for _, i := range file.Imports {
			imported, err := strconv.Unquote(i.Path.Value)
			if err != nil {
				return err
			}
			f.imports = append(f.imports, imported)
		}
		if p.name == "" || !f.test {
			p.name = file.Name.Name
		}
		p.files = append(p.files, f)
		return nil
	})
	return all, err
})

// docs are the package comments, of tests only where there is nothing else.
func (p *packageSource) docs() []string {
	var product, tests []string
	for _, f := range p.files {
		switch {
		case f.doc == "":
		case f.test:
			tests = append(tests, f.doc)
		default:
			product = append(product, f.doc)
		}
	}
	if slices.ContainsFunc(p.files, func(f fileSource) bool { return !f.test }) {
		return product
	}
	return tests
}

// eachFile visits the repository's own files of an ending, in order of path.
// What is built, downloaded or laid for tests is not its own.
func eachFile(ending string, visit func(path string, content []byte) error) error {
	return fs.WalkDir(os.DirFS("."), ".", func(at string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := entry.Name()
		if entry.IsDir() {
			if name != "." && strings.HasPrefix(name, ".") || slices.Contains([]string{"testdata", "node_modules", "bin", "run"}, name) {
				return fs.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(name, ending) {
			return nil
		}
		content, err := os.ReadFile(at)
		if err != nil {
			return err
		}
		return visit(at, content)
	})
}
