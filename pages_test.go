package dixian_test

import (
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var link = regexp.MustCompile(`\]\(([^)#\s]+)(#[^)]*)?\)`)

func TestLinksLeadSomewhere(t *testing.T) {
	err := eachFile(".md", func(page string, content []byte) error {
		for _, m := range link.FindAllStringSubmatch(string(content), -1) {
			if strings.Contains(m[1], "://") {
				continue
			}
			if _, err := os.Stat(path.Join(path.Dir(page), m[1])); err != nil {
				t.Errorf("%s links to %s, which is not there", page, m[1])
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// blocks are the fenced blocks of a page, without comments: they may be in
// another language.
func blocks(t *testing.T, page string) []string {
	t.Helper()
	content, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for i, part := range strings.Split(string(content), "\n```") {
		if i%2 == 1 {
			found = append(found, comment.ReplaceAllString(part, ""))
		}
	}
	return found
}

var comment = regexp.MustCompile(`(?m)\s+#.*$|(required|必需|without it .*|没有它.*)$`)

func TestBothReadmesShowTheSame(t *testing.T) {
	english, chinese := blocks(t, "README.md"), blocks(t, "README.zh-CN.md")
	if len(english) != len(chinese) {
		t.Fatalf("README.md has %d blocks, README.zh-CN.md %d; show the same in both", len(english), len(chinese))
	}
	for i := range english {
		if english[i] != chinese[i] {
			t.Errorf("block %d differs:\n%s\n---\n%s", i+1, english[i], chinese[i])
		}
	}
}

// A target of the Makefile that a page names must be there.
func TestPagesNameTargetsThatExist(t *testing.T) {
	makefile, err := os.ReadFile("Makefile")
	if err != nil {
		t.Fatal(err)
	}
	var targets []string
	for _, m := range regexp.MustCompile(`(?m)^([a-z0-9-]+):`).FindAllStringSubmatch(string(makefile), -1) {
		targets = append(targets, m[1])
	}
	for _, page := range []string{"README.md", "README.zh-CN.md", "CONTRIBUTING.md"} {
		content, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile("(?m)(?:^|`)make ([a-z0-9-]+)").FindAllStringSubmatch(string(content), -1) {
			if !slices.Contains(targets, m[1]) {
				t.Errorf("%s speaks of make %s, which the Makefile does not have", page, m[1])
			}
		}
	}
}
