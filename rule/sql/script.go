package sql

import (
	"fmt"
	"io"
	"strings"

	"dixian/rule"
)

// Write prints the inputs and then the statements that evaluate the program at
// as_of(). It refuses a program with a construct that has no SQL.
func Write(w io.Writer, p *rule.Program) error {
	c := &compiler{program: p, done: map[string]bool{}}
	c.inputs()
	c.out.WriteString(prelude)
	c.screened()
	for _, f := range p.Facts {
		c.fact(f)
	}
	for _, r := range p.Rules {
		c.rule(r)
	}
	c.alerts()
	c.raised("hits", rule.Hit)
	c.raised("findings", rule.Finding)
	c.named()
	if len(c.refusals) > 0 {
		return fmt.Errorf("this package has no SQL:\n%s", strings.Join(c.refusals, "\n"))
	}
	_, err := io.WriteString(w, c.out.String())
	return err
}

// compiler writes each statement after those it reads.
type compiler struct {
	program  *rule.Program
	out      strings.Builder
	done     map[string]bool // relations written, or under way
	item     string          // what is being lowered, for refusals
	refusals []string
}

func (c *compiler) refuse(format string, args ...any) string {
	c.refusals = append(c.refusals, c.item+": "+fmt.Sprintf(format, args...))
	return "NULL"
}

// create writes one table, unless it is there; body is asked for only then, so
// that what it reads comes first.
func (c *compiler) create(name, comment string, body func() string) {
	if c.done[name] {
		return
	}
	c.done[name] = true
	outer := c.item
	c.item = name
	text := body()
	c.item = outer
	if comment != "" {
		comment = "-- " + strings.ReplaceAll(comment, "\n", " ") + "\n"
	}
	fmt.Fprintf(&c.out, "%sCREATE TABLE %s AS\n%s;\n\n", comment, ident(name), text)
}

// ident is a quoted name.
func ident(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

// quoted is a text in SQL.
func quoted(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }
