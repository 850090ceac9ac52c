package kernel

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"dixian/column"
	"dixian/rule"
)

// small is a world of two households with two visits each, of which only the
// columns that a test fills are known.
func small(t *testing.T) *world {
	w := newWorld(nil)
	w.county, w.village = []int32{0, 0}, []int32{0, 0}
	w.params = [][]int64{{100}, {5000}, {2}, {30}}
	w.data = &rule.Data{Households: 2, Tables: make([]*rule.Rows, len(w.program.Tables))}
	for name, start := range map[string][]uint32{"households": {0, 1, 2}, "persons": {0, 0, 0}, "visits": {0, 2, 4}} {
		table := w.program.Table(name)
		w.data.Tables[table.Index] = &rule.Rows{Table: table, Columns: make([]column.Column, len(table.Columns)), Start: start}
	}
	return w
}

// fill sets a column of numbers.
func (w *world) fill(table, name string, values ...int64) {
	t := w.program.Table(table)
	c := t.Column(name).Type.NewColumn()
	for _, v := range values {
		switch c := c.(type) {
		case *column.Long:
			c.Append(v)
		case *column.Word:
			c.Append(int32(v))
		case *column.Byte:
			c.Append(uint8(v))
		}
	}
	w.data.Tables[t.Index].Columns[t.ColumnIndex(name)] = c
}

func (w *world) must(t *testing.T, source, about string) *rule.Expr {
	t.Helper()
	e, issues := rule.Compile(source, w.program.Table(about), w, nil)
	if len(issues) > 0 {
		t.Fatalf("%s: %v", source, issues)
	}
	return e
}

// fact adds a fact.
func (w *world) fact(name, about string, f rule.Fact) *rule.Fact {
	f.Name, f.About, f.Index = name, w.program.Table(about), len(w.program.Facts)
	if f.Form == rule.FormulaForm {
		f.Type, f.Optional, f.Scaled, f.Newest, f.Per = f.Is.Type, f.Is.Optional, f.Is.Scaled, -1, -1
	}
	w.program.Facts = append(w.program.Facts, &f)
	w.facts[about+"."+name] = &f
	return &f
}

func TestCompileRefuses(t *testing.T) {
	for _, c := range []struct {
		what string
		add  func(t *testing.T, w *world)
		want []string
	}{
		{"an alert about alerts", func(t *testing.T, w *world) {
			w.program.Rules = append(w.program.Rules, &rule.Rule{Name: "more", Raises: rule.Alert, About: w.program.Table("alerts"), When: w.must(t, "urgency == '红'", "alerts")})
		}, []string{"rule more", "urgency == '红'", "an alert about alerts"}},
		{"the newest of the alerts", func(t *testing.T, w *world) {
			w.fact("last", "households", rule.Fact{Form: rule.PickForm, From: w.program.Table("alerts"), Picks: true, Newest: 1, Per: -1})
		}, []string{"fact households.last", "alerts have no newest one"}},
		{"a fact that is a period", func(t *testing.T, w *world) {
			w.fact("spring", "households", rule.Fact{Is: w.must(t, "last_months(3)", "households")})
		}, []string{"fact households.spring", "last_months(3)", "a period is no value of a row"}},
	} {
		t.Run(c.what, func(t *testing.T) {
			w := small(t)
			c.add(t, w)
			_, err := Compile(w.program)
			if err == nil {
				t.Fatal("it was compiled")
			}
			for _, want := range c.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("%v\ndoes not say %q", err, want)
				}
			}
		})
	}
}

// TestRunFails: what the interpreter calls an error of a household fails here too,
// and says whose it is; where nothing asks for it, nothing fails.
func TestRunFails(t *testing.T) {
	for _, c := range []struct {
		what, source string
		fails        bool
	}{
		{"three numbers that pass 64 bits", "number * number * number > 0", true},
		{"the same where something else has decided", "cash < yuan(0) && number * number * number > 0", false},
		{"two that do not", "number * number > 0", false},
		{"a share of more fen than 64 bits hold", "(cash + cash) * param.share > cash", true},
		{"a share of as many as they hold", "cash * param.share > cash", false},
	} {
		t.Run(c.what, func(t *testing.T) {
			w := small(t)
			w.fill("households", "number", 2, math.MaxInt32)
			w.fill("households", "cash", 100, math.MaxInt64)
			is := w.must(t, c.source, "households")
			w.fact("asked", "households", rule.Fact{Is: is})
			slow, fast, err := w.bind()
			if err != nil {
				t.Fatal(err)
			}
			in, f := rule.NewInterpreter(slow), fast.NewFrame()
			in.Household(1)
			in.Fact(w.program.Facts[0], 1)
			f.Move(0, 2)
			f.Value(w.program.Facts[0], 1)
			if got := in.Err() != nil; got != c.fails {
				t.Errorf("the interpreter says %v", in.Err())
			}
			var failure *Failure
			if got := errors.As(f.Err(), &failure); got != c.fails {
				t.Fatalf("the kernels say %v", f.Err())
			}
			if c.fails && failure.Household != 1 {
				t.Errorf("household %d is blamed", failure.Household)
			}
		})
	}
}

// TestNothingWraps holds money that passes 64 bits against the amounts it is made
// of.
func TestNothingWraps(t *testing.T) {
	w := small(t)
	w.fill("visits", "cash", math.MaxInt64, 1, math.MaxInt64, math.MaxInt64)
	w.fill("households", "cash", math.MaxInt64, math.MinInt64)
	visits := w.program.Table("visits")
	cash := w.must(t, "cash", "visits")
	sum := w.fact("sum", "households", rule.Fact{Form: rule.FoldForm, From: visits, Aggregate: rule.Sum, Arg: cash, Type: cash.Type, Newest: -1, Per: -1})
	want := map[string][]string{
		"sum":                          {"92233720368547758.08", "184467440737095516.14"},
		"sum > cash":                   {"是", "是"},
		"sum - cash == yuan(0)":        {"否", "否"},
		"cash * param.share * 3":       {"138350580552821637.105", "-138350580552821637.12"},
		"sum + sum - cash - cash":      {"0.02", "553402322211286548.44"},
		"cash * 2 > sum":               {"是", "否"},
		"(sum > cash) ? sum : cash":    {"92233720368547758.08", "184467440737095516.14"},
		"cash * param.share * 2 < sum": {"是", "是"},
	}
	for source := range want {
		if source != sum.Name {
			w.fact(source, "households", rule.Fact{Is: w.must(t, source, "households")})
		}
	}
	slow, fast, err := w.bind()
	if err != nil {
		t.Fatal(err)
	}
	in, f := rule.NewInterpreter(slow), fast.NewFrame()
	f.Move(0, 2)
	for _, fact := range w.program.Facts {
		var got []string
		for h := range 2 {
			in.Household(h)
			v := f.Value(fact, h)
			if !rule.Same(v, in.Fact(fact, h)) {
				t.Errorf("%s of household %d is %s, and %s for the interpreter", fact.Name, h, rule.Show(v, true), rule.Show(in.Fact(fact, h), true))
			}
			got = append(got, rule.Show(v, true))
		}
		if !slices.Equal(got, want[fact.Name]) {
			t.Errorf("%s is %v, not %v", fact.Name, got, want[fact.Name])
		}
	}
	if f.Err() != nil || in.Err() != nil {
		t.Error(f.Err(), in.Err())
	}
}

// TestShow pins how kernels are shown.
func TestShow(t *testing.T) {
	w := small(t)
	visits := w.program.Table("visits")
	w.fact("top", "households", rule.Fact{Form: rule.PickForm, From: visits, Where: w.must(t, "no_day <= as_of", "visits"), Picks: true, Newest: visits.ColumnIndex("no_day"), Per: -1,
		Type: rule.Type{Kind: rule.Ref, Table: "visits"}, Optional: true})
	w.program.Rules = append(w.program.Rules, &rule.Rule{Name: "due", Raises: rule.Finding, About: w.program.Households,
		When: w.must(t, "known(top) && top.grade in ['乙', '丙'] && top.cash >= param.share * param.line || no_yes == false", "households")})
	plan, err := Compile(w.program)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := plan.Kernels(&b); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"households.top                     visits → where upto(no_day, as_of) → newest by no_day",
		"finding households.due             some(all(known(top), among(top→grade: 乙, 丙), from(top→cash×10⁴, multiply(param.line, param.share))), not(no_yes))",
		"visits                   cash no_day grade",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%s\ndoes not hold %q", b.String(), want)
		}
	}
}
