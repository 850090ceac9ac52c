package rule

import (
	"fmt"
	"reflect"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
	"cel.dev/cel-go/common/types/traits"

	"dixian/calendar"
	"dixian/identity"
	"dixian/money"
)

// The opaque types of the language as cel-go's checker sees them.
var (
	celMoney      = cel.OpaqueType("money")
	celShare      = cel.OpaqueType("share")
	celDate       = cel.OpaqueType("date")
	celMonth      = cel.OpaqueType("month")
	celSchoolYear = cel.OpaqueType("school_year")
	celID         = cel.OpaqueType("id18")
	celCodes      = cel.OpaqueType("codes")
	celRef        = cel.OpaqueType("reference")
	celDecimal    = cel.OpaqueType("decimal")
	celPeriod     = cel.OpaqueType("period")
)

// celType is the checker's type of a language type.
func (t Type) celType() *cel.Type {
	switch t.Kind {
	case Money:
		return celMoney
	case Share:
		return celShare
	case Int:
		return cel.IntType
	case Date:
		return celDate
	case Month:
		return celMonth
	case SchoolYear:
		return celSchoolYear
	case Codes:
		return celCodes
	case Bool:
		return cel.BoolType
	case ID:
		return celID
	case Ref:
		return celRef
	case Decimal:
		return celDecimal
	case Period:
		return celPeriod
	}
	return cel.StringType
}

// Runtime types carry the operator traits that the checker's opaque types lack.
var runtimeTypes = map[Kind]*types.Type{
	Money:      types.NewTypeValue("money", traits.ComparerType, traits.AdderType, traits.SubtractorType, traits.MultiplierType),
	Share:      types.NewTypeValue("share"),
	Date:       types.NewTypeValue("date", traits.ComparerType),
	Month:      types.NewTypeValue("month", traits.ComparerType),
	SchoolYear: types.NewTypeValue("school_year", traits.ComparerType),
	ID:         types.NewTypeValue("id18"),
	Codes:      types.NewTypeValue("codes"),
	Ref:        types.NewTypeValue("reference"),
	Period:     types.NewTypeValue("period"),
}

// ordinal is a value of one of the kinds that are a number without arithmetic:
// Date, Month, SchoolYear, ID, Share, Ref (a row).
type ordinal struct {
	kind Kind
	n    int64
}

func (o ordinal) ConvertToNative(t reflect.Type) (any, error) {
	return nil, fmt.Errorf("a %s does not become a %s", o.kind, t)
}

func (o ordinal) ConvertToType(t ref.Type) ref.Val {
	return types.NewErr("a %s does not become a %s", o.kind, t.TypeName())
}

func (o ordinal) Equal(other ref.Val) ref.Val {
	p, ok := other.(ordinal)
	return types.Bool(ok && p == o)
}

func (o ordinal) Compare(other ref.Val) ref.Val {
	p, ok := other.(ordinal)
	if !ok || p.kind != o.kind {
		return types.NewErr("a %s is not compared with a %T", o.kind, other)
	}
	switch {
	case o.n < p.n:
		return types.IntNegOne
	case o.n > p.n:
		return types.IntOne
	}
	return types.IntZero
}

func (o ordinal) Type() ref.Type { return runtimeTypes[o.kind] }
func (o ordinal) Value() any     { return o.n }

// String is the value as a file would hold it.
func (o ordinal) String() string {
	switch o.kind {
	case Date:
		return calendar.Date(o.n).String()
	case Month:
		return calendar.Month(o.n).String()
	case SchoolYear:
		return calendar.SchoolYear(o.n).String()
	case ID:
		return identity.ID(o.n).String()
	case Share:
		return money.Share(o.n).String()
	}
	return fmt.Sprint(o.n)
}

// amount is money in an expression: exact, in 1/10 000 fen.
type amount struct{ money.Exact }

func (a amount) ConvertToNative(t reflect.Type) (any, error) {
	return nil, fmt.Errorf("money does not become a %s", t)
}

func (a amount) ConvertToType(t ref.Type) ref.Val {
	return types.NewErr("money does not become a %s", t.TypeName())
}

func (a amount) Equal(other ref.Val) ref.Val {
	b, ok := other.(amount)
	return types.Bool(ok && a.Exact == b.Exact)
}

func (a amount) Compare(other ref.Val) ref.Val {
	b, ok := other.(amount)
	if !ok {
		return types.NewErr("money is not compared with a %T", other)
	}
	return types.Int(a.Cmp(b.Exact))
}

func (a amount) Add(other ref.Val) ref.Val      { return amount{a.Exact.Add(other.(amount).Exact)} }
func (a amount) Subtract(other ref.Val) ref.Val { return amount{a.Exact.Sub(other.(amount).Exact)} }

// Multiply takes an int or, for an amount of whole fen, a share. Money is the
// left factor: the operator's overloads dispatch on it.
func (a amount) Multiply(other ref.Val) ref.Val {
	switch b := other.(type) {
	case types.Int:
		return amount{a.TimesInt(int64(b))}
	case ordinal:
		fen, whole := a.Exact.Fen()
		if !whole {
			return types.NewErr("an amount that already holds a share is not multiplied by another share")
		}
		return amount{fen.Times(money.Share(b.n))}
	}
	return types.NewErr("money is not multiplied by a %T", other)
}

func (a amount) Type() ref.Type { return runtimeTypes[Money] }
func (a amount) Value() any     { return a.Exact }

// codeSet is a value of several codes.
type codeSet struct {
	set   int32
	codes []string
}

func (c codeSet) ConvertToNative(t reflect.Type) (any, error) {
	return nil, fmt.Errorf("codes do not become a %s", t)
}

func (c codeSet) ConvertToType(t ref.Type) ref.Val {
	return types.NewErr("codes do not become a %s", t.TypeName())
}

func (c codeSet) Equal(other ref.Val) ref.Val {
	d, ok := other.(codeSet)
	return types.Bool(ok && c.set == d.set)
}

func (c codeSet) Type() ref.Type { return runtimeTypes[Codes] }
func (c codeSet) Value() any     { return c.set }

// has says whether the word is one of the set.
func (c codeSet) has(word string) bool {
	for i, w := range c.codes {
		if w == word {
			return c.set&(1<<i) != 0
		}
	}
	return false
}

func (c codeSet) String() string {
	s := ""
	for i, w := range c.codes {
		if c.set&(1<<i) == 0 {
			continue
		}
		if s != "" {
			s += "、"
		}
		s += w
	}
	return s
}
