package rule

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/types"
)

// checker is the second pass over an expression: what CEL's types cannot say.
// Units meet only their like, literals of codes exist in their list, and where a
// value may be unknown nobody negates it without saying what unknown means.
type checker struct {
	expr   *Expr
	schema Schema
	info   *ast.SourceInfo
	names  map[int64]*Name
	issues []Issue
}

// value is what the check knows of a node.
type value struct {
	typ       Type
	maybe     bool   // may be unknown
	scaled    bool   // money that holds a share
	literal   bool   // a bare number takes the other side's unit
	word      string // of a text literal
	row       bool   // a row itself, not a value of it
	whenTrue  map[string]bool
	whenFalse map[string]bool
}

// fail notes what is wrong at a node; of a dotted name, at its first letter.
func (c *checker) fail(e ast.Expr, what, cure string) value {
	for e.Kind() == ast.SelectKind {
		e = e.AsSelect().Operand()
	}
	loc := c.info.GetStartLocation(e.ID())
	c.issues = append(c.issues, Issue{Line: loc.Line(), Column: loc.Column(), What: what, Cure: cure})
	return value{}
}

// collect resolves every dotted name of the parsed expression and refuses
// literals the language does not have.
func (c *checker) collect(e ast.Expr) {
	switch e.Kind() {
	case ast.IdentKind, ast.SelectKind:
		path, ok := dotted(e)
		if !ok {
			c.fail(e, "a member of a computed value", "name the value as a fact first, then use its name")
			return
		}
		name := strings.Join(path, ".")
		if c.expr.byPath[name] != nil {
			return
		}
		n, missing, err := resolve(c.schema, c.expr.About, path)
		if err != nil {
			c.fail(e, err.Error(), c.spelling(n.Table, missing))
			return
		}
		c.expr.byPath[name] = n
		c.expr.Names = append(c.expr.Names, n)
	case ast.CallKind:
		call := e.AsCall()
		if call.IsMemberFunction() {
			if comprehensions[call.FunctionName()] {
				c.fail(e, "the language has no "+call.FunctionName()+" over rows or lists", "make a fold: a fact with `from:`")
				return
			}
			c.collect(call.Target())
		}
		for _, a := range call.Args() {
			c.collect(a)
		}
	case ast.ListKind:
		for _, a := range e.AsList().Elements() {
			c.collect(a)
		}
	case ast.LiteralKind:
		what := ""
		switch e.AsLiteral().(type) {
		case types.Int, types.String, types.Bool:
			return
		case types.Double:
			what = "numbers with a decimal point"
		case types.Uint:
			what = "numbers with a u"
		case types.Bytes:
			what = "bytes"
		case types.Null:
			what = "null; whether x is known asks known(x)"
		}
		c.fail(e, "the language has no "+what, "use whole numbers, words in quotes, true and false; shares are parameters, money is yuan(5000)")
	default:
		c.fail(e, "the language has no maps, structs or comprehensions", "make a fold: a fact with `from:`")
	}
}

// comprehensions are CEL's macros over lists.
var comprehensions = map[string]bool{"all": true, "exists": true, "exists_one": true, "map": true, "filter": true}

// spelling is the cure for a name that table t (nil: the parameters) lacks.
func (c *checker) spelling(t *Table, missing string) string {
	near := c.schema.Near(t, missing)
	switch {
	case missing == "" || len(near) == 0:
		return "declare it, or correct the spelling"
	case slices.Contains(near, missing):
		return "mend its definition first"
	}
	return "did you mean " + strings.Join(near, " or ") + "?"
}

// dotted reads a chain of names a.b.c.
func dotted(e ast.Expr) ([]string, bool) {
	switch e.Kind() {
	case ast.IdentKind:
		return strings.Split(e.AsIdent(), "."), true
	case ast.SelectKind:
		path, ok := dotted(e.AsSelect().Operand())
		return append(path, e.AsSelect().FieldName()), ok && !e.AsSelect().IsTestOnly()
	}
	return nil, false
}

// check types a node; known holds the paths known where it stands.
func (c *checker) check(e ast.Expr, known map[string]bool) value {
	switch e.Kind() {
	case ast.LiteralKind:
		switch l := e.AsLiteral().(type) {
		case types.Int:
			return value{typ: Type{Kind: Int}, literal: true}
		case types.Bool:
			return value{typ: Type{Kind: Bool}}
		case types.String:
			return value{typ: Type{Kind: Text}, literal: true, word: string(l)}
		}
	case ast.IdentKind, ast.SelectKind:
		path, _ := dotted(e)
		n := c.expr.byPath[strings.Join(path, ".")]
		if n == nil {
			if path[0] == "as_of" {
				return value{typ: Type{Kind: Date}}
			}
			return c.fail(e, "unresolved name "+strings.Join(path, "."), "declare it")
		}
		v := value{typ: n.Type(), scaled: n.Target.Scaled, row: n.Row}
		for _, p := range n.Maybe {
			v.maybe = v.maybe || !known[p]
		}
		return v
	case ast.ListKind:
		return c.fail(e, "a list stands only to the right of `in`", "write x in ['甲', '乙']")
	case ast.CallKind:
		return c.call(e, known)
	}
	return value{}
}

func (c *checker) call(e ast.Expr, known map[string]bool) value {
	call := e.AsCall()
	fn, args := call.FunctionName(), call.Args()
	if call.IsMemberFunction() {
		args = append([]ast.Expr{call.Target()}, args...)
	}
	switch fn {
	case "_&&_", "_||_":
		return c.junction(fn == "_&&_", args, known)
	case "_?_:_":
		return c.choice(e, args, known)
	case "known":
		return c.known(e, args[0], known)
	case "@in":
		return c.in(e, args, known)
	}
	vals := make([]value, len(args))
	for i, a := range args {
		vals[i] = c.check(a, known)
	}
	switch fn {
	case "!_":
		if vals[0].maybe {
			return c.fail(e, "negates what may be unknown", "write `x == false` (known not), `!x.or(false)` (not known to be) or `known(x) && …`")
		}
		return value{typ: Type{Kind: Bool}, whenTrue: vals[0].whenFalse, whenFalse: vals[0].whenTrue}
	case "or":
		v := c.same(e, vals[0], vals[1], "exchange")
		v.maybe = vals[1].maybe
		return v
	case "_==_", "_!=_":
		v := c.same(e, vals[0], vals[1], "compare")
		if how := unequal[v.typ.Kind]; how != "" {
			return c.fail(e, "compares values of type "+v.typ.String(), how)
		}
		if fn == "_!=_" && v.maybe {
			return c.fail(e, "says != of what may be unknown", "write `known(x) && x != y`, or `x.or(…) != y`")
		}
		return value{typ: Type{Kind: Bool}, maybe: v.maybe}
	case "_<_", "_<=_", "_>_", "_>=_":
		v := c.same(e, vals[0], vals[1], "compare")
		return value{typ: Type{Kind: Bool}, maybe: v.maybe}
	case "_+_", "_-_":
		v := c.same(e, vals[0], vals[1], "add")
		v.literal = vals[0].literal && vals[1].literal
		v.scaled = vals[0].scaled || vals[1].scaled
		return v
	case "-_":
		return vals[0]
	case "_*_":
		return c.product(e, args, vals)
	}
	return c.function(e, fn, vals)
}

// unequal are the types without ==, and what to do instead.
var unequal = map[Kind]string{
	Codes:   "ask for one word at a time: has(x, '甲')",
	Decimal: "it is only shown; make it an int, money or a share to compute with it",
	Period:  "ask whether a date lies in it: x.within(…)",
}

// junction is && and ||: what the left part makes known holds to its right.
func (c *checker) junction(and bool, args []ast.Expr, known map[string]bool) value {
	v := value{typ: Type{Kind: Bool}}
	gained := map[string]bool{}
	for _, a := range args {
		w := c.check(a, union(known, gained))
		v.maybe = v.maybe || w.maybe
		if and {
			maps.Copy(gained, w.whenTrue)
		} else {
			maps.Copy(gained, w.whenFalse)
		}
	}
	if and {
		v.whenTrue = gained
	} else {
		v.whenFalse = gained
	}
	return v
}

func (c *checker) choice(e ast.Expr, args []ast.Expr, known map[string]bool) value {
	cond := c.check(args[0], known)
	if cond.maybe {
		return c.fail(args[0], "chooses by what may be unknown", "make the condition known first: `known(x) ? … : …` or `x.or(false) ? … : …`")
	}
	yes := c.check(args[1], union(known, cond.whenTrue))
	no := c.check(args[2], union(known, cond.whenFalse))
	v := c.same(e, yes, no, "choose between")
	v.scaled = yes.scaled || no.scaled
	v.maybe = yes.maybe || no.maybe
	return v
}

func (c *checker) known(e, arg ast.Expr, known map[string]bool) value {
	v := value{typ: Type{Kind: Bool}, whenTrue: map[string]bool{}}
	path, ok := dotted(arg)
	if !ok {
		c.check(arg, known)
		return v
	}
	n := c.expr.byPath[strings.Join(path, ".")]
	if n == nil || len(n.Maybe) == 0 {
		return c.fail(e, strings.Join(path, ".")+" is always known", "leave known(…) away")
	}
	for _, p := range n.Maybe {
		v.whenTrue[p] = true
	}
	return v
}

func (c *checker) in(e ast.Expr, args []ast.Expr, known map[string]bool) value {
	x := c.check(args[0], known)
	if args[1].Kind() != ast.ListKind {
		return c.fail(e, "the right side of `in` is not a list", "write x in ['甲', '乙']")
	}
	for _, item := range args[1].AsList().Elements() {
		if item.Kind() != ast.LiteralKind {
			return c.fail(item, "a list of something else than words and numbers", "write the words out")
		}
		c.same(item, x, c.check(item, known), "compare")
	}
	return value{typ: Type{Kind: Bool}, maybe: x.maybe}
}

// same demands two values of one type: units alike, words of one list.
func (c *checker) same(e ast.Expr, a, b value, doing string) value {
	v := value{typ: a.typ, maybe: a.maybe || b.maybe, scaled: a.scaled || b.scaled}
	v.literal = a.literal && b.literal && a.typ.Kind == Int // which of two words it is, nobody knows
	if a.literal && !b.literal {
		a, b = b, a
		v.typ = a.typ
	}
	switch {
	case a.typ.Kind == Invalid || b.typ.Kind == Invalid:
		return value{}
	case a.row != b.row:
		return c.fail(e, fmt.Sprintf("cannot %s a row and a value", doing), "name a column of the row: "+c.expr.About.One+".column")
	case a.typ.Kind == Code && b.literal && b.typ.Kind == Text:
		if a.typ.CodeIndex(b.word) < 0 {
			return c.fail(e, fmt.Sprintf("%q is not one of its words", b.word), "its words are "+strings.Join(a.typ.Codes, " · "))
		}
	case a.typ.Kind == Code && b.typ.Kind == Code:
		if !slices.Equal(a.typ.Codes, b.typ.Codes) {
			return c.fail(e, "cannot "+doing+" words of two lists", "compare with a word in quotes")
		}
	case a.typ.Kind == Code || b.typ.Kind == Code:
		if a.typ.Kind == Code {
			a, b = b, a
		}
		return c.fail(e, fmt.Sprintf("cannot %s a word of a list and %s", doing, a.typ), "compare with a word in quotes")
	case a.typ.Kind == Int && b.typ.Kind == Int:
		if !a.literal && !b.literal && a.typ.Unit != b.typ.Unit {
			return c.fail(e, fmt.Sprintf("cannot %s %s and %s", doing, a.typ, b.typ), "bring both to one unit")
		}
	case a.typ.Kind == Ref || b.typ.Kind == Ref:
		if a.typ.Table != b.typ.Table {
			return c.fail(e, fmt.Sprintf("cannot %s %s and %s", doing, a.typ, b.typ), "compare references to the same table")
		}
	case a.typ.celType().String() != b.typ.celType().String():
		return c.fail(e, fmt.Sprintf("cannot %s %s and %s", doing, a.typ, b.typ), "both sides must be of one type")
	}
	return v
}

// product is money × int, money × share, or int × int; money goes to the left.
func (c *checker) product(e ast.Expr, args []ast.Expr, v []value) value {
	if v[1].typ.Kind == Money {
		fac := ast.NewExprFactory()
		e.SetKindCase(fac.NewCall(e.ID(), "_*_", args[1], args[0]))
		v[0], v[1] = v[1], v[0]
	}
	out := value{typ: v[0].typ, maybe: v[0].maybe || v[1].maybe, scaled: v[0].scaled, literal: v[0].literal && v[1].literal}
	switch {
	case v[0].typ.Kind == Money && v[1].typ.Kind == Share:
		if v[0].scaled {
			return c.fail(e, "multiplies by a second share", "make the first product a fact with its own rounding, or use one share")
		}
		out.scaled = true
	case v[0].typ.Kind == Int && v[0].typ.Unit == "":
		out.typ = v[1].typ
	case v[0].typ.Kind == Int && v[1].typ.Unit != "":
		return c.fail(e, fmt.Sprintf("cannot multiply %s by %s", v[0].typ, v[1].typ), "one of them must be a bare number")
	}
	return out
}

// results are the types of the functions that keep unknown unknown.
var results = map[string]Type{
	"age_on": {Kind: Int, Unit: "years"}, "days_to": {Kind: Int, Unit: "days"}, "year": {Kind: Int, Unit: "year"},
	"plus_months": {Kind: Date}, "birth_date": {Kind: Date}, "day_before": {Kind: Date},
	"male": {Kind: Bool}, "within": {Kind: Bool}, "has": {Kind: Bool},
	"part": {Kind: Text}, "upper": {Kind: Text}, "county": {Kind: Text}, "text": {Kind: Text},
	"yuan": {Kind: Money}, "last_months": {Kind: Period}, "months_ago": {Kind: Period}, "since_months": {Kind: Period},
	"years": {Kind: Period}, "year_of": {Kind: Period}, "this_school_year": {Kind: Period}, "until": {Kind: Period},
}

func (c *checker) function(e ast.Expr, fn string, args []value) value {
	v := value{typ: results[fn]}
	for _, a := range args {
		v.maybe = v.maybe || a.maybe
	}
	if v.typ.Kind == Invalid {
		return c.fail(e, "there is no function "+fn, "use a function of the language page")
	}
	switch {
	case fn == "has" && !args[1].literal:
		return c.fail(e, "asks a list for a word that is not written out", "write has(x, '甲')")
	case fn == "has" && args[0].typ.CodeIndex(args[1].word) < 0:
		return c.fail(e, fmt.Sprintf("%q is not one of its words", args[1].word), "its words are "+strings.Join(args[0].typ.Codes, " · "))
	case fn == "yuan" && tooMuch(e):
		return c.fail(e, "an amount that no column can hold", "an amount has at most twelve digits before the point")
	case fn == "yuan" && !args[0].literal:
		return c.fail(e, "makes money of a number that is not written out", "multiply instead: yuan(1) * x")
	case fn == "plus_months" && !args[1].literal && args[1].typ.Unit != "" && args[1].typ.Unit != "months":
		return c.fail(e, "adds "+args[1].typ.String()+" as months", "bring it to months")
	case fn == "within" && args[0].typ.Kind == Int && args[0].typ.Unit != "year":
		return c.fail(e, "asks whether "+args[0].typ.String()+" lies in a period", "only dates, months, years and school years do")
	case fn == "within" && c.late(e.AsCall()):
		return c.fail(e, "asks a column of a late table for the last months, which end with that table's newest month", "say it in `within:` of a fact about the table's rows")
	}
	return v
}

// late says whether a call of `within` asks the time column of a late table for
// a period that ends with the table's newest covered month: only a fact's own
// `within` knows that month.
func (c *checker) late(call ast.CallExpr) bool {
	path, ok := dotted(call.Target())
	n := c.expr.byPath[strings.Join(path, ".")]
	if !ok || n == nil || n.Table.Late == 0 || n.Target.Column < 0 || n.Table.Columns[n.Target.Column].Name != n.Table.Time {
		return false
	}
	period := call.Args()[0]
	return period.Kind() == ast.CallKind && anchored[period.AsCall().FunctionName()]
}

// anchored are the periods that end with a late table's newest covered month.
var anchored = map[string]bool{"last_months": true, "months_ago": true, "since_months": true}

func union(a, b map[string]bool) map[string]bool {
	if len(b) == 0 {
		return a
	}
	out := maps.Clone(b)
	for k := range a {
		out[k] = true
	}
	return out
}

// tooMuch says whether yuan(n) is written with more yuan than a money column holds.
func tooMuch(e ast.Expr) bool {
	arg := e.AsCall().Args()[0]
	if arg.Kind() != ast.LiteralKind {
		return false
	}
	n, ok := arg.AsLiteral().(types.Int)
	return ok && (n > maxYuan || n < -maxYuan)
}

// maxYuan is the largest amount of the data contract: twelve digits.
const maxYuan = 999_999_999_999
