package rule

import (
	"fmt"
	"testing"
)

// Refused expressions have a place: the line from 1, the column from 0, in
// characters.
func TestRefusalsHaveAPlace(t *testing.T) {
	w := oneRow(t)
	w.fold("households", "top", "from", "persons", "newest", "id_number")
	w.formula("households", "half", "param.half * money")
	w.table("job", "job_month", "id_number:@persons! month:month! late=2 time=month")
	for _, c := range []struct{ sentence, table, source, want string }{
		{"the first line", "households", "monye > line", "1:0 households has no column, fact or rule monye"},
		{"behind Chinese characters a column is a character", "households", "words == '贵州省' && monye > line", "1:18 households has no column, fact or rule monye"},
		{"a later line", "households", "yes.or(false)\n  && days < heads", "2:10 cannot compare int (days) and int (persons)"},
		{"a name through a hop begins at its first word", "households", "yes && top.nmae", "1:7 persons has no column, fact or rule nmae"},
		{"a parameter begins at its first letter", "households", "yes && param.haf * money > line", "1:7 there is no parameter haf"},
		{"every name that is wrong", "households", "aa > bb", "1:0 households has no column, fact or rule aa; 1:5 households has no column, fact or rule bb"},
		{"everything that is wrong with known names", "households", "!no_yes || grade == 'E'", "1:0 negates what may be unknown; 1:17 \"E\" is not one of its words"},
		{"syntax", "households", "days >", "1:6 the expression ends too early"},
		{"a share of a product that holds one, behind a name", "households", "half * param.third > line", "1:5 multiplies by a second share"},
		{"a row and a value of its table", "households", "top == who", "1:4 cannot compare a row and a value"},
		{"sets", "households", "ills == ills", "1:5 compares values of type codes"},
		{"periods", "households", "last_months(3) == last_months(3)", "1:15 compares values of type period"},
		{"a word that is not written out", "households", "has(ills, words)", "1:3 asks a list for a word that is not written out"},
		{"a word that is not in the list of several", "households", "has(ills, '丁')", "1:3 \"丁\" is not one of its words"},
		{"words chosen between", "households", "(yes.or(true) ? 'A' : 'E') == grade", "1:27 cannot compare a word of a list and text"},
		{"months of a late table, outside `within:`", "job", "month.within(last_months(3))", "1:12 asks a column of a late table for the last months, which end with that table's newest month"},
		{"a minus before money", "households", "-money < line", "1:0 `-` does not take money"},
		{"an optional member", "households", "top.?id_number", "1:3 unsupported syntax '.?'"},
		{"a double negation is none", "households", "!!!no_yes", "1:0 negates what may be unknown"},
	} {
		e, issues := Compile(c.source, w.program.Table(c.table), w, nil)
		if e != nil {
			t.Errorf("%s: %s is not refused", c.sentence, c.source)
		}
		got := ""
		for _, i := range issues {
			if got != "" {
				got += "; "
			}
			got += fmt.Sprintf("%d:%d %s", i.Line, i.Column, i.What)
			if i.Cure == "" {
				t.Errorf("%s: no cure", c.sentence)
			}
		}
		if got != c.want {
			t.Errorf("%s: %s\n%s\nnot\n%s", c.sentence, c.source, got, c.want)
		}
	}
}

// FuzzCompile: whatever stands in an expression, it is an expression or refused
// at a place within it, with a cure.
func FuzzCompile(f *testing.F) {
	for _, seed := range []string{
		"days < more_days && !no_yes.or(false)", "known(no_days) ? no_days : 3 * days", "param.half * money > yuan(5000)",
		"day.age_on(as_of) >= 16", "grade in ['A', 'B'] || has(ills, '乙')", "month.within(last_months(3))", "words.part(1, 2).upper() == text(days)",
		"top.id_number == id", "[1].exists(x, x > 1)", "a.?b", "{'a': 1}", "`a`", "1.5e3", "((((", "'\\u0000'", "b''", "-9223372036854775808", "!!!yes", "x\n&&\ny", "as_of.x", "param", ".days", "days..x", "known()", "yuan(known(yes))", "",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, source string) {
		w := oneRow(t)
		w.fold("households", "top", "from", "persons", "newest", "id_number")
		e, issues := Compile(source, w.program.Households, w, nil)
		if (e == nil) == (len(issues) == 0) {
			t.Fatalf("%q: an expression and issues, or neither: %v", source, issues)
		}
		for _, i := range issues {
			if i.Line < 1 || i.Column < 0 || i.What == "" || i.Cure == "" {
				t.Errorf("%q: %+v", source, i)
			}
		}
		if e == nil {
			return
		}
		in := w.at("2025-06-30", 0)
		if v := in.eval(e, 0); v == nil && in.Err() == nil && !e.Optional {
			t.Errorf("%q is unknown, though the check says it never is", source)
		}
	})
}
