package plan

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

func files(pairs ...string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for i := 0; i < len(pairs); i += 2 {
		fsys[pairs[i]] = &fstest.MapFile{Data: []byte(pairs[i+1])}
	}
	return fsys
}

func TestRefusedFolders(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "plan.txt")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ sentence, dir, want string }{
		{"a folder that is not there", filepath.Join(dir, "none"), "give the folder it lies in with --plan"},
		{"a file", file, "is a file; name the folder that holds its *.yaml files"},
		{"a folder without items", dir, "has no *.yaml file; name the folder that holds them"},
	} {
		_, err := Load(c.dir)
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), c.dir) {
			t.Errorf("%s: %v", c.sentence, err)
		}
		if _, ok := AsProblems(err); ok {
			t.Errorf("%s is no problem of a package's items", c.sentence)
		}
	}
}

func TestRefusedAcrossFiles(t *testing.T) {
	_, err := LoadFS(files(
		"b.yaml", "- document: plan\n",
		"a/x.yaml", "- document: plan\n- document: Q\n",
		"a-b/x.yaml", "- document: plan\n",
		"a/y.yml", "- document: z\n",
	), "p")
	want := strings.Join([]string{
		"a/x.yaml:1:13: a second document `plan`; the first is at a-b/x.yaml:1:13; give one of them another name",
		"a/x.yaml:2:13: \"Q\" is no name for a document; use small letters a–z, digits and _, a letter first",
		"a/y.yml:1:1: only *.yaml files are read; call it a/y.yaml",
		"b.yaml:1:13: a second document `plan`; the first is at a-b/x.yaml:1:13; give one of them another name",
	}, "\n")
	if err == nil || err.Error() != want {
		t.Errorf("got:\n%v\nwant:\n%s", err, want)
	}
	if ps, ok := AsProblems(err); !ok || len(ps) != 4 || ps[0].Pos != (Pos{"a/x.yaml", 1, 13}) {
		t.Errorf("problems: %v", ps)
	}
}

func TestFilesAreReadInByteOrder(t *testing.T) {
	p, err := LoadFS(files(
		"z.yaml", "- document: d\n",
		"a/x.yaml", "- document: b\n",
		"a-b/x.yaml", "- document: a\n",
		"notes.md", "no item",
		"a/y.yaml", "- document: c\n",
	), "p")
	if err != nil {
		t.Fatal(err)
	}
	var names string
	for _, d := range p.Documents {
		names += d.Name
	}
	if names != "abcd" || p.Dir != "p" {
		t.Errorf("read %q from %q", names, p.Dir)
	}
}

func TestHash(t *testing.T) {
	hash := func(fsys fs.FS) string {
		t.Helper()
		p, err := LoadFS(fsys, "p")
		if err != nil {
			t.Fatal(err)
		}
		return p.Hash
	}
	const a, b = "- document: a\n", "- document: b\n"
	first := hash(files("x.yaml", a, "y.yaml", b))
	if len(first) != 64 {
		t.Errorf("the hash is %q", first)
	}
	for sentence, fsys := range map[string]fstest.MapFS{
		"another name of a file":     files("x.yaml", a, "z.yaml", b),
		"another byte in a file":     files("x.yaml", a, "y.yaml", b+"#\n"),
		"the same items in one file": files("x.yaml", a+b),
		"the bytes the other way":    files("x.yaml", b, "y.yaml", a),
	} {
		if hash(fsys) == first {
			t.Errorf("%s does not change the hash", sentence)
		}
	}
	if hash(files("y.yaml", b, "x.yaml", a, "notes.md", "x")) != first {
		t.Error("a file that is not read changes the hash")
	}
}

func TestProblemsAsErrors(t *testing.T) {
	ps := Problems{
		{Pos{"b", 1, 1}, "first written", "do this"},
		{Pos{"a", 2, 1}, "x", ""},
		{Pos{"a", 1, 9}, "y", "do that"},
		{Pos{"b", 1, 1}, "second written", "do this"},
	}
	want := "a:1:9: y; do that\na:2:1: x\nb:1:1: first written; do this\nb:1:1: second written; do this"
	if err := ps.Err(); err == nil || err.Error() != want {
		t.Errorf("got:\n%v", err)
	}
	if err := (Problems{}).Err(); err != nil {
		t.Errorf("no problem is no error: %v", err)
	}
}

// FuzzLoad: no bytes make the loader panic, and every problem has a place in the
// file and a cure.
func FuzzLoad(f *testing.F) {
	f.Add([]byte(registry[1:]))
	f.Add([]byte("- fact: x\n  is: |2\n\n     a\n   b\n- rule: !x\n"))
	f.Add([]byte("- test: x\n  people: {P1: {born: [a]}}\n  given: {a: [{b: c}]}\n  expect: {who: {a: [b]}, facts: {P1.a: 1}}\n"))
	f.Add([]byte("- fact: x\n  is: a ? b : c\n- &a {b: *a}\n--- x\n"))
	f.Add([]byte("- parameter: x\n  type: share\n  values: [{division: 1}]\r\n- ? [a]\n  : {b, c}\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := ParseItems("a.yaml", data)
		if (p == nil) != (err != nil) {
			t.Fatal("a package and an error, or neither")
		}
		problems, _ := AsProblems(err)
		lines := strings.Count(string(data), "\n") + 1
		for _, x := range problems {
			if x.Pos.File != "a.yaml" || x.Pos.Line < 1 || x.Pos.Line > lines || x.Pos.Column < 1 || x.What == "" || x.Cure == "" {
				t.Errorf("the problem %q of a file with %d lines", x.Error(), lines)
			}
		}
	})
}

// loadPackage reads a package that must be right.
func loadPackage(t *testing.T, dir string) *Package {
	t.Helper()
	p, err := Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestGuizhouLoads(t *testing.T) {
	p := loadPackage(t, guizhou)
	if p.Screening == nil || len(p.Tables) == 0 || len(p.Rules) == 0 || len(p.Parameters) == 0 || len(p.Facts) == 0 || len(p.Tests) == 0 {
		t.Error("a kind of items is missing")
	}
	for _, r := range p.Rules {
		if len(r.Cites) == 0 {
			t.Errorf("%v: the rule %s says not where it comes from", r.Pos, r.Name)
		}
	}
}

// What the program carries is the release's folder, and a name that is not there is
// not taken for it.
func TestTheBuiltInPackage(t *testing.T) {
	carried, err := Load(BuiltIn)
	if err != nil {
		t.Fatal(err)
	}
	folder, err := Load("../plans/guizhou")
	if err != nil {
		t.Fatal(err)
	}
	if carried.Hash != folder.Hash || carried.Dir != BuiltIn {
		t.Errorf("%s has %s, the folder %s", carried.Dir, carried.Hash, folder.Hash)
	}
	if path, err := Path(BuiltIn); path != BuiltIn || err != nil {
		t.Errorf("%s %v", path, err)
	}
	if _, err := Load("builtin:hunan"); !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), "built in") {
		t.Errorf("another: %v", err)
	}
}
