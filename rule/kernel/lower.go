package kernel

import (
	"slices"

	"dixian/rule"
)

// lowered is an expression as a kernel: of the four the one that its type has.
type lowered struct {
	typ    rule.Type
	scaled bool // money in 1/10 000 fen
	word   string
	bare   bool // a word or number that stands in the text

	truth  condition
	number number
	text   text
	period period
}

// lower turns a checked expression into kernels.
func (c *compiler) lower(e *rule.Expr) lowered {
	c.expr = e
	return c.node(e, e.Shape())
}

// node lowers a part of an expression; see remembered.
func (c *compiler) node(e *rule.Expr, n *rule.Node) lowered {
	if c.remember != nil {
		return c.remembered(e, n)
	}
	return c.fresh(e, n)
}

// fresh is the table of contents: every construct of the language and where it is
// lowered.
func (c *compiler) fresh(e *rule.Expr, n *rule.Node) lowered {
	switch n.Op {
	case rule.NameOp:
		return c.name(e, n.Name)
	case rule.LiteralOp:
		return c.literal(n)
	case "known":
		return c.known(e, n.Parts[0])
	case "@in":
		return c.in(e, n)
	}
	parts := make([]lowered, len(n.Parts))
	for i, p := range n.Parts {
		parts[i] = c.node(e, p)
	}
	switch n.Op {
	case "_&&_":
		return truthOf(allOf(c.truths(parts)))
	case "_||_":
		return truthOf(someOf(c.truths(parts)))
	case "!_":
		return truthOf(not{c.truth(parts[0])})
	case "_==_", "_!=_":
		return c.equality(n.Op, parts[0], parts[1])
	case "_<_", "_<=_", "_>_", "_>=_":
		a, b := c.alike(parts[0], parts[1])
		return truthOf(compare{n.Op, c.number(a), c.number(b), a.scaled})
	case "or":
		return c.or(parts[0], parts[1])
	case "_?_:_":
		return c.choice(parts[0], parts[1], parts[2])
	case "_+_", "_-_":
		a, b := c.alike(parts[0], parts[1])
		return lowered{typ: a.typ, scaled: a.scaled, number: arithmetic{op: n.Op, a: c.number(a), b: c.number(b), money: a.typ.Kind == rule.Money, scaled: a.scaled}}
	case "_*_":
		return c.product(parts[0], parts[1])
	case "-_":
		return lowered{typ: parts[0].typ, number: negative{c.number(parts[0])}}
	}
	if rule.IsPeriod(n.Op) {
		return lowered{typ: rule.Type{Kind: rule.Period}, period: makePeriod{n.Op, c.numbers(parts)}}
	}
	return c.function(n, parts)
}

func truthOf(k condition) lowered { return lowered{typ: rule.Type{Kind: rule.Bool}, truth: k} }

// truth, number and text are the kernel of an expression that must be one.
func (c *compiler) truth(x lowered) condition {
	if x.truth == nil {
		c.refuse("%s is no condition", x.typ)
		return fixed(false)
	}
	return x.truth
}

func (c *compiler) number(x lowered) number {
	if x.number == nil {
		c.refuse("%s is no number", x.typ)
		return literal(0)
	}
	return x.number
}

func (c *compiler) words(x lowered) text {
	switch {
	case x.text != nil:
		return x.text
	case x.number != nil && x.typ.Kind == rule.Code:
		return codeText{x.number, x.typ.Codes}
	}
	c.refuse("%s is no text", x.typ)
	return word("")
}

func (c *compiler) truths(parts []lowered) []condition {
	out := make([]condition, len(parts))
	for i, p := range parts {
		out[i] = c.truth(p)
	}
	return out
}

func (c *compiler) numbers(parts []lowered) []number {
	out := make([]number, len(parts))
	for i, p := range parts {
		out[i] = c.number(p)
	}
	return out
}

func (c *compiler) literal(n *rule.Node) lowered {
	if i, ok := rule.Number(n.Value); ok {
		return lowered{typ: rule.Type{Kind: rule.Int}, number: literal(i), bare: true}
	}
	if w, ok := n.Value.Value().(string); ok {
		return lowered{typ: rule.Type{Kind: rule.Text}, text: word(w), word: w, bare: true}
	}
	return truthOf(fixed(rule.Same(n.Value, rule.Truth(true))))
}

// alike brings two values to one form: a word of the text to its place in the
// other side's list, money to one scale.
func (c *compiler) alike(a, b lowered) (lowered, lowered) {
	switch {
	case a.typ.Kind == rule.Code && b.typ.Kind != rule.Code:
		b = c.code(b, a.typ)
	case b.typ.Kind == rule.Code && a.typ.Kind != rule.Code:
		a = c.code(a, b.typ)
	case a.typ.Kind == rule.Money && a.scaled != b.scaled:
		if a.scaled {
			b = lowered{typ: b.typ, scaled: true, number: scaleUp{c.number(b)}}
		} else {
			a = lowered{typ: a.typ, scaled: true, number: scaleUp{c.number(a)}}
		}
	}
	return a, b
}

// code is a word of the text as a place in a list.
func (c *compiler) code(x lowered, t rule.Type) lowered {
	place := slices.Index(t.Codes, x.word)
	if !x.bare || place < 0 {
		c.refuse("a word of a list meets another text")
	}
	return lowered{typ: t, number: codeWord{literal(place), x.word}}
}

func (c *compiler) equality(op string, a, b lowered) lowered {
	turn := op == "_!=_"
	a, b = c.alike(a, b)
	switch {
	case a.truth != nil && b.truth != nil:
		return truthOf(sameAs(a.truth, b.truth, turn))
	case a.text != nil:
		return truthOf(sameText{a.text, c.words(b), turn})
	}
	return truthOf(compare{op, c.number(a), c.number(b), a.scaled})
}

func (c *compiler) in(e *rule.Expr, n *rule.Node) lowered {
	x := c.node(e, n.Parts[0])
	var numbers []number
	var words []string
	var truths []condition
	for _, item := range n.Parts[1].Parts {
		_, l := c.alike(x, c.literal(item))
		numbers, words, truths = append(numbers, l.number), append(words, l.word), append(truths, l.truth)
	}
	switch {
	case x.text != nil:
		return truthOf(amongTexts{x.text, words})
	case x.truth != nil:
		return c.inTruths(x.truth, truths)
	}
	return truthOf(newAmong(c.number(x), numbers))
}

// inTruths is c in [true, false]: one of several equalities.
func (c *compiler) inTruths(x condition, list []condition) lowered {
	parts := []condition{allOf([]condition{x, not{x}})} // of an empty list: never, unknown where x is
	for _, l := range list {
		parts = append(parts, sameAs(x, l, false))
	}
	return truthOf(someOf(parts))
}

func (c *compiler) or(a, b lowered) lowered {
	a, b = c.alike(a, b)
	switch {
	case a.truth != nil && b.truth != nil:
		return truthOf(otherwise{a.truth, b.truth})
	case a.text != nil:
		return lowered{typ: a.typ, text: chooseText{nil, a.text, c.words(b)}}
	case a.period != nil && b.period != nil:
		return lowered{typ: a.typ, period: choosePeriod{nil, a.period, b.period}}
	}
	return lowered{typ: a.typ, scaled: a.scaled, number: orElse{c.number(a), c.number(b), a.scaled}}
}

func (c *compiler) choice(by, a, b lowered) lowered {
	t := c.truth(by)
	a, b = c.alike(a, b)
	switch {
	case a.truth != nil && b.truth != nil:
		return truthOf(chosen{t, a.truth, b.truth})
	case a.text != nil:
		return lowered{typ: a.typ, text: chooseText{t, a.text, c.words(b)}}
	case a.period != nil && b.period != nil:
		return lowered{typ: a.typ, period: choosePeriod{t, a.period, b.period}}
	}
	return lowered{typ: a.typ, scaled: a.scaled, number: choice{t, c.number(a), c.number(b), a.scaled}}
}

// product is int × int, money × int or money × share; money goes to the left.
func (c *compiler) product(a, b lowered) lowered {
	if b.typ.Kind == rule.Money {
		a, b = b, a
	}
	share := b.typ.Kind == rule.Share
	k := arithmetic{op: "_*_", a: c.number(a), b: c.number(b), money: a.typ.Kind == rule.Money, scaled: a.scaled, share: share}
	typ := a.typ
	if typ.Kind == rule.Int && typ.Unit == "" {
		typ = b.typ
	}
	return lowered{typ: typ, scaled: a.scaled || share, number: k}
}

var (
	ints  = rule.Type{Kind: rule.Int}
	dates = rule.Type{Kind: rule.Date}
	texts = rule.Type{Kind: rule.Text}
)

func (c *compiler) function(n *rule.Node, parts []lowered) lowered {
	switch n.Op {
	case "age_on", "days_to", "year":
		return lowered{typ: ints, number: overDates{n.Op, c.numbers(parts), dateFunctions[n.Op]}}
	case "plus_months", "birth_date":
		return lowered{typ: dates, number: overDates{n.Op, c.numbers(parts), dateFunctions[n.Op]}}
	case "male":
		return truthOf(isMale{overDates{n.Op, c.numbers(parts), dateFunctions[n.Op]}})
	case "yuan":
		return lowered{typ: rule.Type{Kind: rule.Money}, number: yuan{c.number(parts[0])}}
	case "within":
		return truthOf(within{c.number(parts[0]), parts[0].typ.Kind, parts[1].period})
	case "day_before":
		return lowered{typ: dates, number: dayBefore{parts[0].period}}
	case "has":
		return truthOf(hasCode{c.number(parts[0]), slices.Index(parts[0].typ.Codes, parts[1].word)})
	case "text":
		return lowered{typ: texts, text: numberText{c.number(parts[0]), parts[0].typ.Kind == rule.ID}}
	case "part":
		return lowered{typ: texts, text: partText{c.words(parts[0]), c.number(parts[1]), c.number(parts[2])}}
	case "upper":
		return lowered{typ: texts, text: upperText{c.words(parts[0])}}
	case "county":
		return lowered{typ: texts, text: countyText{c.words(parts[0])}}
	}
	c.refuse("%s has no kernel", n.Op)
	return truthOf(fixed(false))
}
