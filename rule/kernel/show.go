package kernel

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"dixian/rule"
)

// Outline writes the order of evaluation: the facts level by level, those first
// that coverage is measured by, then the rules; and which columns all of it
// demands of each table.
func (p *Plan) Outline(w io.Writer) error {
	return p.write(w, func(b *bufio.Writer, name string, _ show) { fmt.Fprintf(b, " %s", strings.ReplaceAll(name, " ", ":")) })
}

// Kernels writes the same with the kernels of every fact and rule: calls from the
// inside out, → from one row to another or from one step of a fold to the next.
func (p *Plan) Kernels(w io.Writer) error {
	return p.write(w, func(b *bufio.Writer, name string, k show) { fmt.Fprintf(b, "\n  %-34s %s", name, k.show()) })
}

// show is what every kernel can do: say itself.
type show interface{ show() string }

func (p *Plan) write(w io.Writer, item func(b *bufio.Writer, name string, k show)) error {
	b := bufio.NewWriter(w)
	first := p.measuring()
	for _, phase := range []struct {
		title string
		holds bool
	}{{"To measure coverage", true}, {"To screen", false}} {
		fmt.Fprintln(b, phase.title)
		for level := 0; ; level++ {
			facts := p.factsAt(level)
			if len(facts) == 0 {
				break
			}
			facts = slices.DeleteFunc(facts, func(f *rule.Fact) bool { return first[f] != phase.holds })
			if len(facts) == 0 {
				continue
			}
			fmt.Fprintf(b, " level %d:", level)
			for _, f := range facts {
				item(b, f.About.Name+"."+f.Name, p.facts[f.Index])
			}
			fmt.Fprintln(b)
		}
		if phase.holds {
			p.writeCoverage(b, item)
		}
	}
	fmt.Fprint(b, " rules:")
	for i, r := range p.Program.Rules {
		item(b, r.Raises.String()+" "+r.About.Name+"."+r.Name, p.rules[i])
	}
	fmt.Fprintln(b, "\nColumns demanded")
	for _, t := range p.Program.Tables {
		var names []string
		for _, c := range t.Columns {
			if p.columns[t][c.Name] {
				names = append(names, c.Name)
			}
		}
		if len(names) > 0 {
			fmt.Fprintf(b, "  %-24s %s\n", t.Name, strings.Join(names, " "))
		}
	}
	return b.Flush()
}

// writeCoverage writes whom coverage expects, and which rows count.
func (p *Plan) writeCoverage(b *bufio.Writer, item func(b *bufio.Writer, name string, k show)) {
	fmt.Fprint(b, " coverage:")
	for _, c := range p.Program.Coverages {
		for _, part := range []struct {
			name string
			is   *rule.Expr
		}{{"expected", c.Expected}, {"present", c.Present}, {"present of", c.PresentOf}, {"floor of", c.FloorOf}} {
			if part.is != nil {
				item(b, c.Table.Name+" "+part.name, p.holds[p.conditions[part.is]])
			}
		}
	}
	if p.Program.Screened != nil {
		item(b, "households screened", p.holds[p.conditions[p.Program.Screened]])
	}
	fmt.Fprintln(b)
}

func (p *Plan) factsAt(level int) (out []*rule.Fact) {
	for _, f := range p.Program.Facts {
		if f.Level == level {
			out = append(out, f)
		}
	}
	return out
}

// measuring are the facts that coverage is measured by, directly or not.
func (p *Plan) measuring() map[*rule.Fact]bool {
	out := map[*rule.Fact]bool{}
	visit := func(f *rule.Fact) bool { out[f] = true; return true }
	for _, c := range p.Program.Coverages {
		for _, e := range []*rule.Expr{c.Expected, c.Present, c.PresentOf, c.FloorOf} {
			if e != nil {
				e.Facts(visit)
			}
		}
	}
	if p.Program.Screened != nil && len(p.Program.Coverages) > 0 {
		p.Program.Screened.Facts(visit)
	}
	return out
}
