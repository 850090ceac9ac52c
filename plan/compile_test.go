package plan

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// wrong is a package with one thing wrong: the small package of testdata/check
// with a file of further items, or with some of its own text replaced.
type wrong struct {
	sentence string
	edit     [2]string // what is replaced in the package's own files, and by what
	items    string    // of case.yaml
	want     []string
}

// edited loads the small package with the edit.
func edited(t *testing.T, c wrong) *Package {
	t.Helper()
	fsys := files()
	for _, name := range []string{"tables.yaml", "items.yaml"} {
		data, err := os.ReadFile(filepath.Join("testdata/check", name))
		if err != nil {
			t.Fatal(err)
		}
		text := string(data)
		if c.edit[0] != "" {
			text = strings.Replace(text, c.edit[0], c.edit[1], 1)
		}
		fsys[name] = files(name, text)[name]
	}
	if c.items != "" {
		fsys["case.yaml"] = files("case.yaml", strings.TrimPrefix(c.items, "\n"))["case.yaml"]
	}
	p, err := LoadFS(fsys, "p")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func checkWrong(t *testing.T, cases []wrong) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.sentence, func(t *testing.T) {
			program, err := Check(edited(t, c))
			if err == nil {
				t.Fatal("not refused")
			}
			if program != nil {
				t.Error("a program came back beside the problems")
			}
			if got, want := err.Error(), strings.Join(c.want, "\n"); got != want {
				t.Errorf("got:\n%s\nwant:\n%s", got, want)
			}
		})
	}
}

// The small package itself is right, so that each edit below is what is refused.
func TestTheSmallPackageIsRight(t *testing.T) {
	program, err := Check(edited(t, wrong{}))
	if err != nil {
		t.Fatal(err)
	}
	if len(program.Tables) != 7 || len(program.Facts) != 7 || len(program.Rules) != 2 || len(program.Params) != 4 || len(program.Coverages) != 2 {
		t.Errorf("%d tables, %d facts, %d rules, %d parameters, %d coverages", len(program.Tables), len(program.Facts), len(program.Rules), len(program.Params), len(program.Coverages))
	}
}
