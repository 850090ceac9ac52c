package rule

import (
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// A condition can be read in three ways where something in it is unknown:
//
//   - Kleene's three values, as cel-go and SQL do: an unknown decides nothing;
//   - two values, as the contract says: a comparison with an unknown is false;
//   - one bitmap a condition, as columns do: the rows of which it is true.
//
// The second and third are one and the same, and differ from the first where
// somebody negates. The discipline of the check is there so that all of them
// agree. The twins below are slow and obvious.

// node is an expression as a tree. Leaves have a text and no kids.
type node struct {
	op   string // column, literal, ! && || == != < <= > >= + - * known or ?: in
	text string
	kids []*node
}

func (n *node) String() string {
	k := func(i int) string {
		s := n.kids[i].String()
		if len(n.kids[i].kids) > 0 {
			s = "(" + s + ")"
		}
		return s
	}
	switch {
	case len(n.kids) == 0:
		return n.text
	case n.op == "!":
		return "!" + k(0)
	case n.op == "known":
		return "known(" + n.kids[0].String() + ")"
	case n.op == "or":
		return k(0) + ".or(" + n.kids[1].String() + ")"
	case n.op == "?:":
		return k(0) + " ? " + k(1) + " : " + k(2)
	case n.op == "in":
		return k(0) + " in " + n.text
	}
	return k(0) + " " + n.op + " " + k(1)
}

// known is a value or nothing: a bool, a number (days or 1/100 yuan) or a word.
type known struct {
	is bool
	b  bool
	n  int64
	s  string
}

type oneOfRows map[string]string // column to text as a test row has it; empty: unknown

// leaf is the value of a column or a literal.
func (r oneOfRows) leaf(text string) known {
	s, column := r[text]
	if !column {
		s = strings.Trim(strings.TrimSuffix(strings.TrimPrefix(text, "yuan("), ")"), "'")
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if strings.HasPrefix(text, "yuan(") || strings.HasPrefix(text, "money") {
		n *= 100
	}
	b := s == "true" || s == "yes"
	if err != nil && column && s == "" {
		return known{}
	}
	return known{true, b, n, s}
}

func compared(op string, a, b known) bool {
	c := 0
	switch {
	case a.s != "" && (a.s < "0" || a.s > "9"): // words
		c = strings.Compare(a.s, b.s)
	case a.n < b.n:
		c = -1
	case a.n > b.n:
		c = 1
	}
	switch op {
	case "==":
		return c == 0
	case "!=":
		return c != 0
	case "<":
		return c < 0
	case "<=":
		return c <= 0
	case ">":
		return c > 0
	}
	return c >= 0
}

// kleene evaluates with three values.
func (r oneOfRows) kleene(n *node) known {
	if len(n.kids) == 0 {
		return r.leaf(n.text)
	}
	v := make([]known, len(n.kids))
	for i, k := range n.kids {
		v[i] = r.kleene(k)
	}
	truth := func(b bool) known { return known{is: true, b: b, s: strconv.FormatBool(b)} }
	switch n.op {
	case "known":
		return truth(v[0].is)
	case "or":
		if v[0].is {
			return v[0]
		}
		return v[1]
	case "&&", "||":
		decides := n.op == "||"
		if v[0].is && v[0].b == decides || v[1].is && v[1].b == decides {
			return truth(decides)
		}
		if v[0].is && v[1].is {
			return truth(!decides)
		}
		return known{}
	case "?:":
		switch {
		case !v[0].is:
			return known{}
		case v[0].b:
			return v[1]
		}
		return v[2]
	}
	for _, x := range v {
		if !x.is {
			return known{}
		}
	}
	switch n.op {
	case "!":
		return truth(!v[0].b)
	case "in":
		return truth(strings.Contains(n.text, "'"+v[0].s+"'"))
	case "+":
		return known{is: true, n: v[0].n + v[1].n}
	case "-":
		return known{is: true, n: v[0].n - v[1].n}
	case "*":
		return known{is: true, n: v[0].n * v[1].n}
	}
	if isBool(n.kids[0]) {
		return truth((v[0].b == v[1].b) == (n.op == "=="))
	}
	return truth(compared(n.op, v[0], v[1]))
}

func isBool(n *node) bool {
	switch n.op {
	case "column", "literal":
		return strings.HasPrefix(n.text, "bool") || n.text == "true" || n.text == "false"
	case "or":
		return isBool(n.kids[0])
	case "?:":
		return isBool(n.kids[1])
	case "+", "-", "*":
		return false
	}
	return true
}

// holds evaluates with two values: what rests on an unknown is false, and ! is
// the other value. `== false` asks whether the opposite holds.
func (r oneOfRows) holds(n *node) bool {
	switch {
	case n.op == "&&":
		return r.holds(n.kids[0]) && r.holds(n.kids[1])
	case n.op == "||":
		return r.holds(n.kids[0]) || r.holds(n.kids[1])
	case n.op == "!":
		return !r.holds(n.kids[0])
	case n.op == "?:":
		if r.holds(n.kids[0]) {
			return r.holds(n.kids[1])
		}
		return r.holds(n.kids[2])
	case n.op == "known" && isBool(n.kids[0]):
		return r.holds(n.kids[0]) || r.opposite(n.kids[0])
	case n.op == "or":
		return r.holds(n.kids[0]) || !r.opposite(n.kids[0]) && r.holds(n.kids[1])
	case n.op == "==" && isBool(n.kids[0]):
		a, b := n.kids[0], n.kids[1]
		return r.holds(a) && r.holds(b) || r.opposite(a) && r.opposite(b)
	case n.op == "!=" && isBool(n.kids[0]):
		a, b := n.kids[0], n.kids[1]
		return r.holds(a) && r.opposite(b) || r.opposite(a) && r.holds(b)
	}
	v := r.kleene(n) // a column, a comparison of values
	return v.is && v.b
}

// opposite is the rows of which a condition is known not to hold.
func (r oneOfRows) opposite(n *node) bool {
	switch {
	case n.op == "&&":
		return r.opposite(n.kids[0]) || r.opposite(n.kids[1])
	case n.op == "||":
		return r.opposite(n.kids[0]) && r.opposite(n.kids[1])
	case n.op == "!":
		return r.holds(n.kids[0])
	case n.op == "known":
		return !r.holds(n)
	case n.op == "?:":
		if r.holds(n.kids[0]) {
			return r.opposite(n.kids[1])
		}
		return r.opposite(n.kids[2])
	case n.op == "or":
		return r.opposite(n.kids[0]) || !r.holds(n.kids[0]) && r.opposite(n.kids[1])
	case (n.op == "==" || n.op == "!=") && isBool(n.kids[0]):
		a, b := n.kids[0], n.kids[1]
		if n.op == "!=" {
			return r.holds(a) && r.holds(b) || r.opposite(a) && r.opposite(b)
		}
		return r.holds(a) && r.opposite(b) || r.opposite(a) && r.holds(b)
	}
	v := r.kleene(n)
	return v.is && !v.b
}

const readingColumns = "bool1:bool! bool2:bool bool3:bool days1:int/days! days2:int/days days3:int/days money1:money! money2:money word1:A|B|C! word2:A|B|C"

// draw makes expressions of one kind: bool, days, money or word.
func draw(t *rapid.T, kind string, depth int) *node {
	leaf := func() *node {
		column := map[string][]string{"bool": {"1", "2", "3"}, "days": {"1", "2", "3"}, "money": {"1", "2"}, "word": {"1", "2"}}[kind]
		literal := map[string][]string{"bool": {"true", "false"}, "days": {"0", "1", "3"}, "money": {"yuan(0)", "yuan(2)"}, "word": {"'A'", "'C'"}}[kind]
		if rapid.IntRange(0, 4).Draw(t, "leaf") == 0 {
			return &node{op: "literal", text: rapid.SampledFrom(literal).Draw(t, "literal")}
		}
		return &node{op: "column", text: kind + rapid.SampledFrom(column).Draw(t, "column")}
	}
	if depth == 0 {
		return leaf()
	}
	sub := func(kind string) *node { return draw(t, kind, depth-1) }
	column := func(kind string) *node {
		n := draw(t, kind, 0)
		for n.op == "literal" {
			n = draw(t, kind, 0)
		}
		return n
	}
	ops := map[string][]string{
		"bool":  {"&&", "||", "&&", "||", "!", "known", "or", "?:", "==", "in", "<", "<", "compare", "guard", "guard", "is"},
		"days":  {"+", "-", "or", "?:", "leaf"},
		"money": {"+", "-", "*", "or", "leaf"},
		"word":  {"or", "leaf", "leaf"},
	}[kind]
	values := func() string { return rapid.SampledFrom([]string{"days", "days", "money", "word"}).Draw(t, "kind") }
	switch op := rapid.SampledFrom(ops).Draw(t, "op"); op {
	case "leaf":
		return leaf()
	case "!":
		return &node{op: op, kids: []*node{sub("bool")}}
	case "known":
		return &node{op: op, kids: []*node{column(rapid.SampledFrom([]string{"bool", "days", "money", "word"}).Draw(t, "kind"))}}
	case "?:":
		return &node{op: op, kids: []*node{sub("bool"), sub(kind), sub(kind)}}
	case "<":
		k := rapid.SampledFrom([]string{"days", "money"}).Draw(t, "kind")
		return &node{op: rapid.SampledFrom([]string{"<", "<=", ">", ">="}).Draw(t, "sign"), kids: []*node{sub(k), sub(k)}}
	case "compare":
		k := values()
		return &node{op: rapid.SampledFrom([]string{"==", "!="}).Draw(t, "sign"), kids: []*node{sub(k), sub(k)}}
	case "in":
		return &node{op: op, text: rapid.SampledFrom([]string{"['A']", "['A', 'C']"}).Draw(t, "words"), kids: []*node{column("word")}}
	case "is":
		return &node{op: "==", kids: []*node{sub("bool"), {op: "literal", text: rapid.SampledFrom([]string{"true", "false"}).Draw(t, "truth")}}}
	case "guard": // known(x) && … or !known(x) || …, over something that speaks of x
		x := column(rapid.SampledFrom([]string{"bool", "days", "word"}).Draw(t, "kind"))
		about := &node{op: "!", kids: []*node{x}}
		if !isBool(x) {
			about = &node{op: "!=", kids: []*node{x, draw(t, strings.TrimRight(x.text, "123"), 0)}}
		}
		asks := &node{op: "known", kids: []*node{x}}
		if rapid.Bool().Draw(t, "and") {
			return &node{op: "&&", kids: []*node{asks, about}}
		}
		return &node{op: "||", kids: []*node{{op: "!", kids: []*node{asks}}, about}}
	case "*":
		return &node{op: op, kids: []*node{sub("money"), {op: "literal", text: "3"}}}
	default: // && || == or + -
		return &node{op: op, kids: []*node{sub(kind), sub(kind)}}
	}
}

func drawRow(t *rapid.T) (oneOfRows, string) {
	row, cells := oneOfRows{}, ""
	for column := range strings.FieldsSeq(readingColumns) {
		name, kind, _ := strings.Cut(column, ":")
		values := []string{"yes", "no"}
		switch {
		case strings.Contains(kind, "|"):
			values = []string{"A", "B", "C"}
		case !strings.HasPrefix(kind, "bool"):
			values = []string{"0", "1", "2", "3"}
		}
		if !strings.HasSuffix(kind, "!") {
			values = append(values, "", "")
		}
		row[name] = rapid.SampledFrom(values).Draw(t, name)
		cells += " " + name + "=" + row[name]
	}
	return row, cells
}

// The readings agree on every expression that the check lets through; among
// those it refuses are some on which they do not.
func TestTheReadingsAgree(t *testing.T) {
	evaluated, refused, apart := 0, 0, 0
	rapid.Check(t, func(rt *rapid.T) {
		w := newWorld(t)
		w.more("households", readingColumns)
		var rows []oneOfRows
		for i := range 20 {
			row, cells := drawRow(rt)
			rows = append(rows, row)
			w.row("households", "household_code=H"+strconv.Itoa(i)+cells)
		}
		for range 14 {
			n := draw(rt, "bool", rapid.IntRange(1, 4).Draw(rt, "depth"))
			e, issues := Compile(n.String(), w.program.Households, w, nil)
			if e == nil {
				refused++
				for _, issue := range issues {
					if !strings.Contains(issue.What, "unknown") && !strings.Contains(issue.What, "always known") && !strings.Contains(issue.What, "a word of a list and text") {
						rt.Fatalf("%s is refused: %s", n, issue.What)
					}
				}
				for _, row := range rows {
					if v := row.kleene(n); (v.is && v.b) != row.holds(n) {
						apart++
					}
				}
				continue
			}
			in := w.at("2025-06-30", 0)
			for h, row := range rows {
				in.Household(h)
				evaluated++
				v, want := in.eval(e, h), row.kleene(n)
				if err := in.Err(); err != nil {
					rt.Fatal(err)
				}
				if (v != nil) != want.is || want.is && v != Truth(want.b) {
					rt.Fatalf("%s of %v: cel-go says %s, Kleene %v", n, row, show(v), want)
				}
				if (v == Truth(true)) != row.holds(n) {
					rt.Fatalf("%s of %v: %s with three values, %v with two", n, row, show(v), row.holds(n))
				}
				if v == nil && !e.Optional {
					rt.Fatalf("%s of %v is unknown, though the check says it never is", n, row)
				}
			}
		}
	})
	t.Logf("%d evaluations agree; of %d refused expressions %d readings are apart", evaluated, refused, apart)
	if evaluated < 10000 {
		t.Errorf("only %d evaluations: the drawn expressions are mostly refused", evaluated)
	}
	if apart == 0 {
		t.Error("the readings agree without the discipline too: the test cannot see what it is for")
	}
}
