package plan

import (
	"bytes"
	"errors"
	"os"
	"strings"
	"testing"
)

type brokenPipe struct{}

func (brokenPipe) Write([]byte) (int, error) { return 0, errors.New("no space left") }

func TestPageThatCannotBeWritten(t *testing.T) {
	if err := WritePage(brokenPipe{}, &Package{}); err == nil || err.Error() != "no space left" {
		t.Errorf("a full disk is %v", err)
	}
}

func TestGloss(t *testing.T) {
	p := loadPackage(t, "testdata/page")
	g := newGlossary(p)
	for _, c := range []struct{ sentence, table, expression, want string }{
		{"a name that is nothing stays as it is", "households", "nobody && water.nothing", "nobody && water.nothing"},
		{"words in strings are no names", "households", "kind == 'kind' || kind == \"dry\"", "kind〔户类型〕 == 'kind' || kind〔户类型〕 == \"dry\""},
		{"functions and methods are no names", "persons", "known(birth_date) && birth_date.age_on(as_of) > 1", "known(birth_date〔出生日期〕) && birth_date〔出生日期〕.age_on(as_of〔截止日〕) > 1"},
		{"a column of a picked row", "households", "water.quality", "water.quality〔最新评价·水质〕"},
		{"a fact of the parent row", "persons", "household.members", "household.members〔户·成员数〕"},
		{"a parent through a reference", "persons", "household_code.kind", "household_code.kind〔户编号·户类型〕"},
		{"a parameter", "households", "param.outage_days * 2", "param.outage_days〔停水天数〕 * 2"},
		{"a parameter that is not there", "households", "param.none", "param.none"},
		{"a table that is not there", "ledgers", "dry", "dry"},
	} {
		if got := g.gloss(c.expression, c.table); got != c.want {
			t.Errorf("%s: %s, want %s", c.sentence, got, c.want)
		}
	}
}

// TestPage holds the page of a small package to every byte.
func TestPage(t *testing.T) {
	var got bytes.Buffer
	p := loadPackage(t, "testdata/page")
	if err := WritePage(&got, p); err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile("testdata/page.md")
	if err != nil {
		t.Fatal(err)
	}
	gotLines, wantLines := strings.Split(got.String(), "\n"), strings.Split(string(want), "\n")
	for i := range min(len(gotLines), len(wantLines)) {
		if gotLines[i] != wantLines[i] {
			t.Fatalf("testdata/page.md line %d is\n%s\nthe page has\n%s", i+1, wantLines[i], gotLines[i])
		}
	}
	if len(gotLines) != len(wantLines) {
		t.Fatalf("the page has %d lines, testdata/page.md %d", len(gotLines), len(wantLines))
	}
}

// TestPageOfGuizhou: the page speaks of every item, and knows the Chinese name
// of every name in every expression.
func TestPageOfGuizhou(t *testing.T) {
	p := loadPackage(t, guizhou)
	var buf bytes.Buffer
	if err := WritePage(&buf, p); err != nil {
		t.Fatal(err)
	}
	text := buf.String()
	g := newGlossary(p)
	check := func(item Item, table string, expressions ...Text) {
		if item.Label == "" {
			t.Errorf("%v: %s has no label", item.Pos, item.Name)
		}
		if !strings.Contains(text, "`"+item.Name+"`") {
			t.Errorf("the page does not speak of %s", item.Name)
		}
		for _, e := range expressions {
			for _, f := range g.find(e.Value, table) {
				if f.label == "" {
					t.Errorf("%v: the name %s means nothing here", e.At(0), f.path)
				}
			}
		}
	}
	for _, r := range p.Rules {
		check(r.Item, r.About.Value, r.Where, r.When, r.UrgentWhen)
		check(r.Item, "persons", r.Who)
	}
	for _, f := range p.Facts {
		check(f.Item, f.About.Value, f.Is)
		check(f.Item, f.From.Value, f.Within, f.Where, f.AggArg)
	}
	for _, x := range p.Parameters {
		check(x.Item, "")
	}
	for _, table := range p.Tables {
		check(table.Item, table.Table.Name)
		for _, c := range table.Columns {
			if c.Label == "" {
				t.Errorf("%v: the column %s has no label", table.ColumnPos[c.Name], c.Name)
			}
		}
	}
	for _, x := range p.Tests {
		if x.Label == "" || !strings.Contains(text, "`"+x.Name+"`") {
			t.Errorf("%v: the test %s has no label or is not on the page", x.Pos, x.Name)
		}
	}
	if strings.Contains(text, "%!") {
		t.Error("a line of the page is badly formed")
	}
}
