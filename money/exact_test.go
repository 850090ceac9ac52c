package money

import (
	"math"
	"math/big"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// wide is e as a big integer of 1/10 000 fen.
func wide(e Exact) *big.Int {
	n := new(big.Int).Lsh(big.NewInt(e.hi), 64)
	return n.Add(n, new(big.Int).SetUint64(e.lo))
}

// saturated is n held between the ends of the range.
func saturated(n *big.Int) *big.Int {
	if lowest := wide(minExact); n.Cmp(lowest) < 0 {
		return lowest
	}
	if highest := wide(maxExact); n.Cmp(highest) > 0 {
		return highest
	}
	return n
}

// anyExact draws amounts of every size, the ends and the seams between words too.
var anyExact = rapid.Custom(func(t *rapid.T) Exact {
	seam := []int64{0, -1, 1, math.MaxInt64, math.MinInt64}
	hi := rapid.OneOf(rapid.SampledFrom(seam), rapid.Int64(), rapid.Int64Range(-5, 5)).Draw(t, "hi")
	lo := rapid.OneOf(rapid.SampledFrom([]uint64{0, 1, math.MaxUint64}), rapid.Uint64()).Draw(t, "lo")
	return Exact{hi, lo}
})

func TestExactAgainstBig(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := anyExact.Draw(t, "a"), anyExact.Draw(t, "b")
		n := rapid.OneOf(rapid.Int64(), rapid.SampledFrom([]int64{0, 1, -1, math.MinInt64, math.MaxInt64})).Draw(t, "n")
		for _, c := range []struct {
			what string
			got  Exact
			want *big.Int
		}{
			{"a + b", a.Add(b), new(big.Int).Add(wide(a), wide(b))},
			{"a - b", a.Sub(b), new(big.Int).Sub(wide(a), wide(b))},
			{"a × n", a.TimesInt(n), new(big.Int).Mul(wide(a), big.NewInt(n))},
		} {
			if wide(c.got).Cmp(saturated(c.want)) != 0 {
				t.Fatalf("%s = %s, want %s", c.what, wide(c.got), saturated(c.want))
			}
		}
		if a.Cmp(b) != wide(a).Cmp(wide(b)) {
			t.Fatalf("%s against %s: %d", wide(a), wide(b), a.Cmp(b))
		}
		if (a == b) != (a.Cmp(b) == 0) {
			t.Fatal("== and Cmp differ")
		}
	})
}

func TestFenTimesShareNeverSaturates(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f, s, n := rapid.Int64().Draw(t, "fen"), rapid.Int32().Draw(t, "share"), rapid.Int32().Draw(t, "n")
		product := Fen(f).Times(Share(s)).TimesInt(int64(n))
		want := new(big.Int).Mul(big.NewInt(f), new(big.Int).Mul(big.NewInt(int64(s)), big.NewInt(int64(n))))
		if wide(product).Cmp(want) != 0 {
			t.Fatalf("%d × %d × %d = %s", f, s, n, wide(product))
		}
	})
}

func TestFenThereAndBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := Fen(rapid.OneOf(rapid.Int64(), rapid.SampledFrom([]int64{math.MinInt64, math.MaxInt64, 0})).Draw(t, "fen"))
		if got, whole := f.Exact().Fen(); !whole || got != f {
			t.Fatalf("%d comes back as %d, %v", int64(f), int64(got), whole)
		}
	})
	if f, whole := Fen(1).Times(1).Fen(); whole {
		t.Errorf("1/10 000 fen was given as %d whole fen", f)
	}
	if f, whole := Fen(math.MaxInt64).Exact().Add(Fen(1).Exact()).Fen(); whole {
		t.Errorf("more than a Fen holds was given as %d", f)
	}
	if f, whole := maxExact.Fen(); whole {
		t.Errorf("the largest amount was given as %d", f)
	}
	if f, whole := Fen(math.MinInt64).Exact().Sub(Fen(1).Exact()).Fen(); whole {
		t.Errorf("less than a Fen holds was given as %d", f)
	}
}

func TestExactIsWrittenInYuan(t *testing.T) {
	for want, e := range map[string]Exact{
		"0.00":     {},
		"0.50":     Fen(100).Times(5000),
		"-0.50":    Fen(-100).Times(5000),
		"6000.00":  Fen(600000).Exact(),
		"0.000001": Fen(1).Times(1),
		"-0.00001": Fen(-1).Times(10),
		"3.336333": Fen(1001).Times(3333),
		"0.3333":   Fen(100).Times(3333),
		"12.345":   Fen(2469).Times(5000),
		"170141183460469231731687303715884.105727":  maxExact,
		"-170141183460469231731687303715884.105728": minExact,
	} {
		if got := e.String(); got != want {
			t.Errorf("%s is written %s, want %s", wide(e), got, want)
		}
	}
}

func TestExactLosesNothingInWriting(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := anyExact.Draw(t, "e")
		whole, decimals, _ := strings.Cut(e.String(), ".")
		for len(decimals) < 6 {
			decimals += "0"
		}
		back, ok := new(big.Int).SetString(whole+decimals, 10)
		if !ok || back.Cmp(wide(e)) != 0 {
			t.Fatalf("%s is written %s", wide(e), e)
		}
	})
}

func TestThresholdsDecideToTheLastPlace(t *testing.T) {
	income := Fen(1164200) // 11 642.00 yuan
	threshold := income.Times(5000)
	for _, c := range []struct {
		what string
		paid Fen
		want int
	}{
		{"a fen below half the income", 582099, -1},
		{"exactly half the income", 582100, 0},
		{"a fen above half the income", 582101, 1},
	} {
		if got := c.paid.Exact().Cmp(threshold); got != c.want {
			t.Errorf("%s: %d, want %d", c.what, got, c.want)
		}
	}
	if third := Fen(100).Times(3333); third.TimesInt(3).Cmp(Fen(100).Exact()) != -1 {
		t.Error("three times 0.3333 of a yuan must stay below a yuan")
	}
}
