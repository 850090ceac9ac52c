package rule

import (
	"fmt"
	"strings"
)

// Schema tells what names mean. The plan package is one; tests make small ones.
type Schema interface {
	// Member finds a column, fact or rule about a table.
	Member(t *Table, name string) (Target, error)
	// Parent finds the table whose `one` is the given word among those that a row
	// of t belongs to; optional when a row may belong to none.
	Parent(t *Table, one string) (parent *Table, optional, found bool)
	// Param finds a parameter.
	Param(name string) (*Param, error)
	// Near names the members of t (nil: the parameters) closest to a misspelt one;
	// a name that is declared, but wrong, is closest to itself.
	Near(t *Table, name string) []string
}

// Target is what one name about a table stands for: exactly one of a column, a
// fact and a rule.
type Target struct {
	Column   int // -1: not a column
	Fact     *Fact
	Rule     *Rule
	Type     Type
	Optional bool
	Scaled   bool
}

// Hop is one step from a row to another.
type Hop struct {
	Parent *Table // to the row it belongs to
	Pick   *Fact  // to the row a pick chose
}

// Name is a resolved name of an expression.
type Name struct {
	Path   string
	Hops   []Hop
	Table  *Table // of the target
	Target Target
	Param  *Param
	AsOf   bool
	Row    bool // the name is a row itself (a parent or a pick), known or not

	// Maybe lists the prefixes of Path, and Path itself, that may be unknown.
	Maybe []string
}

// Type is the type of the value.
func (n *Name) Type() Type {
	switch {
	case n.AsOf:
		return Type{Kind: Date}
	case n.Param != nil:
		return n.Param.Type
	}
	return n.Target.Type
}

// resolve finds what a dotted path means in an expression about a row of t. Where
// it means nothing, missing is the word that the table of the returned name lacks
// (no table: the parameters), if it is the spelling of a word that is wrong.
func resolve(s Schema, t *Table, path []string) (n *Name, missing string, err error) {
	n = &Name{Path: strings.Join(path, "."), Table: t, Target: Target{Column: -1}}
	switch {
	case path[0] == "as_of" && len(path) == 1:
		n.AsOf = true
		return n, "", nil
	case path[0] == "as_of":
		return n, "", fmt.Errorf("as_of is a date; it has no %s", path[1])
	case path[0] == "param":
		if len(path) != 2 {
			return n, "", fmt.Errorf("a parameter is written param.name")
		}
		if n.Param, err = s.Param(path[1]); err != nil {
			n.Table = nil
		}
		return n, path[1], err
	}
	done := ""
	mark := func(word string, maybe bool) {
		if done != "" {
			done += "."
		}
		done += word
		if maybe {
			n.Maybe = append(n.Maybe, done)
		}
	}
	rest := path
	if p, optional, ok := s.Parent(n.Table, rest[0]); ok {
		if p != n.Table {
			n.Hops = append(n.Hops, Hop{Parent: p})
		}
		mark(rest[0], optional)
		n.Table, rest = p, rest[1:]
		if len(rest) == 0 {
			n.Row = true
			n.Target.Type = Type{Kind: Ref, Table: p.Name}
			return n, "", nil
		}
	}
	for {
		target, err := s.Member(n.Table, rest[0])
		if err != nil {
			return n, rest[0], err
		}
		mark(rest[0], target.Optional)
		rest = rest[1:]
		pick := target.Fact != nil && target.Fact.Form == PickForm
		if len(rest) == 0 {
			n.Target, n.Row = target, pick
			return n, "", nil
		}
		if !pick {
			return n, "", fmt.Errorf("%s is a value, not a row; it has no %s", done, rest[0])
		}
		n.Hops = append(n.Hops, Hop{Pick: target.Fact})
		n.Table = target.Fact.From
	}
}
