package server

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"dixian/intake"
)

// refusals are the sentences with which the intake refuses a file, as its sources
// have them, with something in every gap.
func refusals(t *testing.T) []string {
	t.Helper()
	paths, err := filepath.Glob("../intake/*.go")
	must(t, err)
	var out []string
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		must(t, err)
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || len(call.Args) == 0 {
				return true
			}
			name := ""
			if f, ok := call.Fun.(*ast.Ident); ok {
				name = f.Name
			}
			if text := sentenceOf(call.Args[0]); text != "" && (name == "refuse" || name == "damaged") {
				if name == "damaged" {
					text += "; open it in its program, save it anew, or ask for it again"
				}
				out = append(out, text)
			}
			return true
		})
	}
	return out
}

var verb = regexp.MustCompile(`%[a-z]`)

// sentenceOf is a text literal, the first part of several, or a format.
func sentenceOf(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.BasicLit:
		text, err := strconv.Unquote(e.Value)
		if err != nil || strings.HasPrefix(text, "%s;") {
			return "" // damaged's own
		}
		return verb.ReplaceAllStringFunc(text, func(v string) string {
			return map[string]string{"%d": "7"}[v] + map[string]string{"%s": "x", "%q": `"x"`}[v]
		})
	case *ast.BinaryExpr:
		if first := sentenceOf(e.X); first != "" {
			return first + "7" + sentenceOf(e.Y)
		}
	case *ast.CallExpr:
		if len(e.Args) > 0 {
			return sentenceOf(e.Args[0])
		}
	}
	return ""
}

// english finds words that a clerk should not have to read; formats and programs
// are called what they are called.
var (
	english = regexp.MustCompile(`[A-Za-z]{4,}`)
	called  = strings.NewReplacer(".xlsx", "", ".parquet", "", "Excel", "", "“Unicode 文本”", "")
)

func TestEveryRefusalOfAFileIsToldInChinese(t *testing.T) {
	all := refusals(t)
	if len(all) < 30 {
		t.Fatalf("only %d sentences were found in the intake; this test no longer reads it", len(all))
	}
	for _, reason := range all {
		says := complain(reason)
		if says == "" {
			t.Errorf("%q has no Chinese in complaints", reason)
		}
		if word := english.FindString(called.Replace(says)); word != "" || strings.Contains(says, "$") {
			t.Errorf("%q: a clerk reads %q", reason, says)
		}
	}
}

func TestARefusedFileInWords(t *testing.T) {
	w := newWorld(t)
	for _, c := range []struct {
		err  intake.FileError
		says string
	}{
		{intake.FileError{File: "medical_settlement.csv", Column: "settle_date", Reason: "column settle_date (结算日期) is missing from the header; add it and load the file again"},
			"文件 medical_settlement.csv 不能用，这次没有加载。表头缺少这些列：settle_date（结算日期）；请补上再传"},
		{intake.FileError{File: "x.csv", Column: "a", Reason: "columns a (甲), b (乙) are missing from the header; add them and load the file again"}, "表头缺少这些列：a（甲）、b（乙）；请补上再传"},
		{intake.FileError{File: "x.csv", Column: "a", Reason: `column a (甲) stands twice in the header, as "甲" in place 2 and as "a" in place 5; take one away and load the file again`},
			"表头里 a（甲） 出现了两次（第 2 列 甲，第 5 列 a）；去掉一列再传"},
		{intake.FileError{File: "x.csv", Reason: "line 48213 opens a quotation mark that the file never closes: it is cut off"}, "第 48213 行的引号没有成对"},
		{intake.FileError{File: "x.csv", Reason: "something new"}, "文件损坏或不完整"},
		{intake.FileError{File: "medical_settlement.csv", Column: "settle_date", Reason: "something new"}, "列：文件损坏或不完整"},
	} {
		if got := w.server.refusedFile(&c.err); !strings.Contains(got, c.says) {
			t.Errorf("%q: %q, want %q", c.err.Reason, got, c.says)
		}
	}
	if got := w.server.columnLabel("medical_settlement.csv", "settle_date"); got == "settle_date" {
		t.Error("the column is told by its key")
	}
}

// What a county is told when the files it uploads are of no use.
func TestUselessFilesFailInChinese(t *testing.T) {
	w := newWorld(t)
	w.user("county_clerk", someVillage)
	c := w.as("county_clerk")
	for says, data := range map[string][]byte{
		"表头缺少这些列":    []byte("record_no,hospital\n1,x\n"),
		"文件是空的":      {},
		"Unicode 文本": {0xff, 0xfe, 'a', 0},
	} {
		p := parcel{"registry/households.csv": data, "registry/persons.csv": []byte("x\n")}
		job := c.wait(c.upload(p, "2025-06-30"))
		if job.State != "failed" || !strings.Contains(job.Message, says) || !strings.Contains(job.Message, "households.csv") {
			t.Errorf("%s: %q", says, job.Message)
		}
		for _, word := range []string{"header", "line", "file", "missing", fmt.Sprint(os.PathSeparator) + "tmp"} {
			if strings.Contains(job.Message, word) {
				t.Errorf("%s: a clerk reads %q", says, job.Message)
			}
		}
	}
}

// Without households or persons there is nobody to screen: the clerk is told
// which of the two to add, by its name.
func TestMissingRegistryFilesAreNamed(t *testing.T) {
	w := newWorld(t)
	w.user("county_clerk", someVillage)
	c := w.as("county_clerk")
	all := files(t)
	households, persons, bills := all["registry/households.csv"], all["registry/persons.csv"], all["extracts/medical_settlement.csv"]
	for _, says := range []struct {
		what   string
		parcel parcel
		want   string
		not    string
	}{
		{"households only", parcel{"registry/households.csv": households}, "（persons）", "（households）"},
		{"persons only", parcel{"registry/persons.csv": persons}, "（households）", "（persons）"},
		{"neither", parcel{"extracts/medical_settlement.csv": bills}, "户（households）、人（persons）", "/"},
	} {
		t.Run(says.what, func(t *testing.T) {
			job := c.wait(c.upload(says.parcel, "2025-06-30"))
			if job.State != "failed" || !strings.HasPrefix(job.Message, "缺登记文件：") || !strings.Contains(job.Message, says.want) || strings.Contains(job.Message, says.not) {
				t.Errorf("%s: %q", job.State, job.Message)
			}
		})
	}
}
