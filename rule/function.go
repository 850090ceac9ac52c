package rule

import (
	"strconv"
	"strings"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/env"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"

	"dixian/calendar"
	"dixian/division"
	"dixian/identity"
	"dixian/money"
)

// asOfFunctions are written without the as-of date and get it as a last
// argument before the check, so that a checked package serves every date.
var asOfFunctions = map[string]bool{
	"last_months": true, "months_ago": true, "since_months": true, "years": true,
	"year_of": true, "this_school_year": true, "until": true,
}

// standard is what the language takes of CEL's own library: logic, equality,
// membership, and arithmetic and comparison of ints and strings.
func standard() *env.LibrarySubset {
	pick := func(name string, overloads ...string) *env.Function {
		f := env.NewFunction(name)
		for _, id := range overloads {
			f.Overloads = append(f.Overloads, &env.Overload{ID: id})
		}
		return f
	}
	return &env.LibrarySubset{
		DisableMacros: true,
		IncludeFunctions: []*env.Function{
			pick("_&&_"), pick("_||_"), pick("!_"), pick("_?_:_"), pick("_==_"), pick("_!=_"),
			pick("@in", "in_list"),
			pick("_<_", "less_int64"), pick("_<=_", "less_equals_int64"),
			pick("_>_", "greater_int64"), pick("_>=_", "greater_equals_int64"),
			pick("_+_", "add_int64"), pick("_-_", "subtract_int64"), pick("_*_", "multiply_int64"), pick("-_", "negate_int64"),
		},
	}
}

// language is the environment every expression starts from.
func language() (*cel.Env, error) {
	t := cel.TypeParamType("T")
	opts := []cel.EnvOption{
		cel.StdLib(cel.StdLibSubset(standard())), cel.ClearMacros(),
		cel.Function("known", cel.Overload("known_any", []*cel.Type{t}, cel.BoolType, cel.OverloadIsNonStrict(),
			cel.UnaryBinding(func(v ref.Val) ref.Val {
				if types.IsError(v) {
					return v
				}
				return types.Bool(!types.IsUnknown(v))
			}))),
		cel.Function("or", cel.MemberOverload("any_or", []*cel.Type{t, t}, t, cel.OverloadIsNonStrict(),
			cel.BinaryBinding(func(a, b ref.Val) ref.Val {
				if types.IsUnknown(a) {
					return b
				}
				return a
			}))),
		cel.Function("yuan", unary("yuan_int", cel.IntType, celMoney, func(v ref.Val) ref.Val {
			return amount{money.Fen(v.(types.Int) * 100).Exact()}
		})),
		cel.Function("text", unary("text_int", cel.IntType, cel.StringType, func(v ref.Val) ref.Val {
			return types.String(strconv.FormatInt(int64(v.(types.Int)), 10))
		}), cel.MemberOverload("id_text", []*cel.Type{celID}, cel.StringType, cel.UnaryBinding(func(v ref.Val) ref.Val {
			return types.String(idOf(v).String())
		}))),
		cel.Function("has", cel.Overload("has_codes", []*cel.Type{celCodes, cel.StringType}, cel.BoolType,
			cel.BinaryBinding(func(set, word ref.Val) ref.Val {
				return types.Bool(set.(codeSet).has(string(word.(types.String))))
			}))),
	}
	opts = append(opts, comparisons()...)
	opts = append(opts, amounts()...)
	opts = append(opts, dates()...)
	opts = append(opts, texts()...)
	opts = append(opts, periods()...)
	return cel.NewCustomEnv(opts...)
}

func unary(id string, arg, result *cel.Type, f func(ref.Val) ref.Val) cel.FunctionOpt {
	return cel.Overload(id, []*cel.Type{arg}, result, cel.UnaryBinding(f))
}

func member(id string, args []*cel.Type, result *cel.Type, f func(...ref.Val) ref.Val) cel.FunctionOpt {
	switch len(args) {
	case 1:
		return cel.MemberOverload(id, args, result, cel.UnaryBinding(func(a ref.Val) ref.Val { return f(a) }))
	case 2:
		return cel.MemberOverload(id, args, result, cel.BinaryBinding(func(a, b ref.Val) ref.Val { return f(a, b) }))
	}
	return cel.MemberOverload(id, args, result, cel.FunctionBinding(f))
}

// comparisons declares the order of the opaque types. The operators take no
// binding here: at run time the values' own Compare answers.
func comparisons() []cel.EnvOption {
	var opts []cel.EnvOption
	for _, op := range []struct{ sign, name string }{{"_<_", "less"}, {"_<=_", "less_equals"}, {"_>_", "greater"}, {"_>=_", "greater_equals"}} {
		for _, t := range []*cel.Type{celMoney, celDate, celMonth, celSchoolYear} {
			opts = append(opts, cel.Function(op.sign, cel.Overload(op.name+"_"+t.TypeName(), []*cel.Type{t, t}, cel.BoolType)))
		}
	}
	return opts
}

// amounts declares the arithmetic of money. At run time money must be the left
// factor (its value does the multiplying): the check turns the others round.
func amounts() []cel.EnvOption {
	return []cel.EnvOption{
		cel.Function("_+_", cel.Overload("add_money", []*cel.Type{celMoney, celMoney}, celMoney)),
		cel.Function("_-_", cel.Overload("subtract_money", []*cel.Type{celMoney, celMoney}, celMoney)),
		cel.Function("_*_",
			cel.Overload("multiply_money_int", []*cel.Type{celMoney, cel.IntType}, celMoney),
			cel.Overload("multiply_money_share", []*cel.Type{celMoney, celShare}, celMoney),
			cel.Overload("multiply_int_money", []*cel.Type{cel.IntType, celMoney}, celMoney),
			cel.Overload("multiply_share_money", []*cel.Type{celShare, celMoney}, celMoney)),
	}
}

func dates() []cel.EnvOption {
	opts := []cel.EnvOption{
		cel.Function("age_on", member("date_age_on", []*cel.Type{celDate, celDate}, cel.IntType, func(v ...ref.Val) ref.Val {
			return types.Int(calendar.Age(dateOf(v[0]), dateOf(v[1])))
		})),
		cel.Function("days_to", member("date_days_to", []*cel.Type{celDate, celDate}, cel.IntType, func(v ...ref.Val) ref.Val {
			return types.Int(dateOf(v[1]) - dateOf(v[0]))
		})),
		cel.Function("plus_months", member("date_plus_months", []*cel.Type{celDate, cel.IntType}, celDate, func(v ...ref.Val) ref.Val {
			return dateVal(dateOf(v[0]).AddMonths(int(v[1].(types.Int))))
		})),
		cel.Function("year", member("date_year", []*cel.Type{celDate}, cel.IntType, func(v ...ref.Val) ref.Val {
			return types.Int(dateOf(v[0]).Year())
		})),
		cel.Function("birth_date", member("id_birth_date", []*cel.Type{celID}, celDate, func(v ...ref.Val) ref.Val {
			return dateVal(idOf(v[0]).BirthDate())
		})),
		cel.Function("male", member("id_male", []*cel.Type{celID}, cel.BoolType, func(v ...ref.Val) ref.Val {
			return types.Bool(idOf(v[0]).Male())
		})),
	}
	for _, t := range []*cel.Type{celDate, celMonth, celSchoolYear, cel.IntType} {
		opts = append(opts, cel.Function("within", member(t.TypeName()+"_within", []*cel.Type{t, celPeriod}, cel.BoolType, within)))
	}
	return opts
}

// within says whether a date, month, school year or year lies in a span.
func within(v ...ref.Val) ref.Val {
	s := v[1].(span).Span
	kind, n := Int, int32(0)
	switch x := v[0].(type) {
	case ordinal:
		kind, n = x.kind, int32(x.n)
	case types.Int:
		n = int32(x)
	}
	from, to := s.Within(kind)
	return types.Bool(from <= n && n <= to)
}

func texts() []cel.EnvOption {
	return []cel.EnvOption{
		cel.Function("part", member("text_part", []*cel.Type{cel.StringType, cel.IntType, cel.IntType}, cel.StringType, func(v ...ref.Val) ref.Val {
			return types.String(part(string(v[0].(types.String)), int(v[1].(types.Int)), int(v[2].(types.Int))))
		})),
		cel.Function("upper", member("text_upper", []*cel.Type{cel.StringType}, cel.StringType, func(v ...ref.Val) ref.Val {
			return types.String(strings.ToUpper(string(v[0].(types.String))))
		})),
		cel.Function("county", member("text_county", []*cel.Type{cel.StringType}, cel.StringType, func(v ...ref.Val) ref.Val {
			return types.String(division.CurrentCounty(part(string(v[0].(types.String)), 1, 6)))
		})),
	}
}

// part returns length characters of s from the first (counted from 1); what s
// does not have is left out.
func part(s string, first, length int) string {
	from, to := Part([]byte(s), first, length)
	return s[from:to]
}

func periods() []cel.EnvOption {
	fn := func(name string, args ...*cel.Type) cel.EnvOption {
		bind := func(v ...ref.Val) ref.Val {
			n := make([]int64, len(v)-1)
			for i := range n {
				n[i], _ = Number(v[i])
			}
			return span{NewSpan(name, dateOf(v[len(n)]), n...)}
		}
		id := "period_" + name
		args = append(args, celDate)
		switch len(args) {
		case 1:
			return cel.Function(name, cel.Overload(id, args, celPeriod, cel.UnaryBinding(func(a ref.Val) ref.Val { return bind(a) })))
		case 2:
			return cel.Function(name, cel.Overload(id, args, celPeriod, cel.BinaryBinding(func(a, b ref.Val) ref.Val { return bind(a, b) })))
		}
		return cel.Function(name, cel.Overload(id, args, celPeriod, cel.FunctionBinding(bind)))
	}
	return []cel.EnvOption{
		fn("last_months", cel.IntType), fn("months_ago", cel.IntType, cel.IntType), fn("since_months", cel.IntType),
		fn("years", celDate, celDate), fn("year_of", celDate), fn("this_school_year"), fn("until", celDate),
		cel.Function("day_before", unary("day_before_period", celPeriod, celDate, func(v ref.Val) ref.Val {
			from, _ := v.(span).Days()
			return dateVal(from - 1)
		})),
	}
}

func dateOf(v ref.Val) calendar.Date  { return calendar.Date(v.(ordinal).n) }
func dateVal(d calendar.Date) ref.Val { return ordinal{Date, int64(d)} }
func idOf(v ref.Val) identity.ID      { return identity.ID(v.(ordinal).n) }
