package document

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"
)

// read has a PDF read by another program, as whoever gets it will: without its
// page numbers and blanks.
func read(t *testing.T, file []byte) string {
	t.Helper()
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Fatal("pdftotext is not installed; these tests need it (on Debian: apt-get install poppler-utils, or make needs)")
	}
	path := filepath.Join(t.TempDir(), "a.pdf")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	text, err := exec.Command(tool, "-layout", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	return withoutBlanks(regexp.MustCompile(`— \d+ —`).ReplaceAllString(string(text), ""))
}

func withoutBlanks(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '_' || r == '＿' {
			return -1
		}
		return r
	}, s)
}

// said are all the words of a sheet.
func said(s *Sheet) []string {
	words := []string{s.Title, s.To, s.Sign, s.Foot}
	for _, b := range s.Blocks {
		words = append(words, b.Heading, b.Text)
		for _, i := range b.Form {
			words = append(words, i.Label, i.Answer)
		}
		if b.Table != nil {
			words = append(words, b.Table.Head...)
			for _, r := range b.Table.Rows {
				words = append(words, r...)
			}
		}
	}
	return append(words, s.Lines...)
}

func TestEveryPDFSaysWhatItsSheetSays(t *testing.T) {
	for name, kind := range kinds(t) {
		t.Run(name, func(t *testing.T) {
			s := mustSheet(t, kind)
			var first, again bytes.Buffer
			for _, b := range []*bytes.Buffer{&first, &again} {
				if err := s.Write(b, PDF); err != nil {
					t.Fatal(err)
				}
			}
			if !bytes.Equal(first.Bytes(), again.Bytes()) {
				t.Error("the same sheet gave other bytes")
			}
			if !bytes.Contains(first.Bytes(), []byte("/FontFile2")) {
				t.Error("the PDF does not carry its font")
			}
			got := letters(read(t, first.Bytes()))
			for _, w := range said(s) {
				for r, n := range letters(withoutBlanks(w)) {
					if got[r] < n {
						t.Errorf("%q of %q is missing", r, w)
					}
				}
			}
			if text := read(t, first.Bytes()); !strings.Contains(text, withoutBlanks(s.Title)) {
				t.Errorf("the title is torn: %s", text)
			}
		})
	}
}

// letters counts characters: cells of a row stand side by side, so that words
// are not found as they were written.
func letters(s string) map[rune]int {
	n := map[rune]int{}
	for _, r := range s {
		n[r]++
	}
	return n
}

func TestRareCharacters(t *testing.T) {
	s := &Sheet{Title: "甲", Blocks: paragraphs("姓𬭚的人")}
	var b bytes.Buffer
	if err := s.Write(&b, PDF); err != nil {
		t.Fatal(err)
	}
	text := read(t, b.Bytes())
	if !strings.Contains(text, "姓〓的人") || !strings.Contains(text, "手写补上") {
		t.Errorf("a character without a shape is not told: %s", text)
	}
}

func TestLongTablesGoOn(t *testing.T) {
	s := &Sheet{Title: "长表", Blocks: []Block{{Table: &Table{Head: []string{"序号", "内容"}, Shares: []int{1, 6}}}}}
	for i := range 120 {
		s.Blocks[0].Table.Rows = append(s.Blocks[0].Table.Rows, []string{fmt.Sprint(i + 1), strings.Repeat("内", i%50)})
	}
	s.Blocks[0].Table.Rows[60][1] = strings.Repeat("很长的一格。", 400)
	var b bytes.Buffer
	if err := s.Write(&b, PDF); err != nil {
		t.Fatal(err)
	}
	text := read(t, b.Bytes())
	if n := strings.Count(text, "序号"); n < 5 {
		t.Errorf("the head stands on %d pages", n)
	}
	if got := letters(text); got['长'] != 400+1 || got['内'] < 120*20 {
		t.Errorf("words are lost: %d of 401", got['长'])
	}
}

func TestArchive(t *testing.T) {
	a := Archive{Family: family(t), Number: 12, Round: 1, From: day, By: "庚某", On: day + 30}
	for _, name := range []string{"申请书", "核查表", "承诺授权书", "评议记录", "办理经过"} {
		a.Parts = append(a.Parts, Part{name, day, mustSheet(t, kinds(t)[name])})
	}
	var b bytes.Buffer
	if err := a.Write(&b); err != nil {
		t.Fatal(err)
	}
	text := read(t, b.Bytes())
	if !strings.Contains(text, "目录") || !strings.Contains(text, "庚某于2025年7月3日打印") {
		t.Error("cover or index is missing")
	}
	// The index names the page on which each document begins.
	pages := pagesOf(t, b.Bytes())
	for i, p := range a.Parts {
		line := regexp.MustCompile(fmt.Sprintf(`(?m)^\s*%d\s+%s\s+\S+\s+(\d+)\s*$`, i+1, p.Name)).FindStringSubmatch(pages[1])
		if line == nil {
			t.Fatalf("%s is not in the index:\n%s", p.Name, pages[1])
		}
		var on int
		fmt.Sscan(line[1], &on)
		if !strings.Contains(withoutBlanks(pages[on-1]), withoutBlanks(p.Sheet.Title)) {
			t.Errorf("%s does not begin on page %d", p.Name, on)
		}
	}
	if !bytes.Contains(b.Bytes(), []byte("/Outlines")) {
		t.Error("the PDF has no bookmarks")
	}
}

func pagesOf(t *testing.T, file []byte) []string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a.pdf")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	text, err := exec.Command("pdftotext", "-layout", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(string(text), "\f")
}

func TestEveryDOCXSaysWhatItsSheetSays(t *testing.T) {
	for name, kind := range kinds(t) {
		t.Run(name, func(t *testing.T) {
			s := mustSheet(t, kind)
			var b bytes.Buffer
			if err := s.Write(&b, DOCX); err != nil {
				t.Fatal(err)
			}
			z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
			if err != nil {
				t.Fatal(err)
			}
			parts := map[string]string{}
			for _, f := range z.File {
				r, err := f.Open()
				if err != nil {
					t.Fatal(err)
				}
				content, err := io.ReadAll(r)
				if err != nil {
					t.Fatal(err)
				}
				parts[f.Name] = string(content)
				if strings.HasSuffix(f.Name, ".png") {
					continue
				}
				if err := wellFormed(content); err != nil {
					t.Errorf("%s: %v", f.Name, err)
				}
			}
			for _, target := range regexp.MustCompile(`Target="([^"]+)"`).FindAllStringSubmatch(parts["word/_rels/document.xml.rels"], -1) {
				if _, ok := parts["word/"+target[1]]; !ok {
					t.Errorf("the part %s is missing", target[1])
				}
			}
			for _, style := range regexp.MustCompile(`(?:pStyle|tblStyle) w:val="(\w+)"`).FindAllStringSubmatch(parts["word/document.xml"], -1) {
				if !strings.Contains(parts["word/styles.xml"], `w:styleId="`+style[1]+`"`) {
					t.Errorf("the style %s is missing", style[1])
				}
			}
			text := withoutBlanks(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(parts["word/document.xml"], ""))
			for _, w := range said(s) {
				if !strings.Contains(text, withoutBlanks(w)) {
					t.Errorf("%q is missing", w)
				}
			}
		})
	}
}

func wellFormed(content []byte) error {
	d := xml.NewDecoder(bytes.NewReader(content))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

func TestLinesBreakAsPrintersDo(t *testing.T) {
	wide := func(r rune) float64 {
		if r < 0x2E80 {
			return 0.5
		}
		return 1
	}
	for _, c := range []struct {
		says          string
		text          string
		width, indent float64
		want          []string
	}{
		{"nothing is one empty line", "", 5, 0, []string{""}},
		{"five characters a line", "一二三四五六七", 5, 0, []string{"一二三四五", "六七"}},
		{"the first is indented", "一二三四五六七", 5, 2, []string{"一二三", "四五六七"}},
		{"no line begins with a full stop", "一二三四五。六", 5, 0, []string{"一二三四", "五。六"}},
		{"none ends with an opening bracket", "一二三四（五）", 5, 0, []string{"一二三四", "（五）"}},
		{"a number stays whole", "一二三四2025年", 5, 0, []string{"一二三四", "2025年"}},
		{"a word longer than a line is cut", "aaaaaaaaaaaaaaa", 5, 0, []string{"aaaaaaaaaa", "aaaaa"}},
		{"a break in the text is one on paper", "一\n二", 5, 2, []string{"一", "二"}},
		{"blanks at a break are dropped", "一二三四五 六", 5, 0, []string{"一二三四五", "六"}},
	} {
		t.Run(c.says, func(t *testing.T) {
			if got := breakLines(c.text, c.width, c.indent, wide); fmt.Sprint(got) != fmt.Sprint(c.want) {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}
