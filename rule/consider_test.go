package rule

import (
	"testing"

	"cel.dev/cel-go/common/types"

	"dixian/calendar"
)

func TestDistance(t *testing.T) {
	day := func(y, m, d int) Val { return dateVal(calendar.NewDate(y, m, d)) }
	for _, c := range []struct {
		name string
		a, b Val
		want string // as Show writes it; empty: there is none
	}{
		{"an unknown has none", nil, types.Int(3), ""},
		{"words have none", types.String("甲"), types.String("乙"), ""},
		{"truths have none", types.True, types.False, ""},
		{"numbers", types.Int(3), types.Int(10), "7"},
		{"either way round", types.Int(10), types.Int(3), "7"},
		{"money to the fen", fenAmount(3_600_000), fenAmount(3_479_999), "1200.01"},
		{"days between dates", day(2025, 3, 1), day(2025, 2, 27), "2"},
		{"equal values", day(2025, 3, 1), day(2025, 3, 1), "0"},
	} {
		d, ok := Distance(c.a, c.b)
		if ok != (c.want != "") || ok && Show(d, true) != c.want {
			t.Errorf("%s: %s, %t; want %q", c.name, Show(d, true), ok, c.want)
		}
	}
}

func TestSame(t *testing.T) {
	for _, c := range []struct {
		name string
		a, b Val
		want bool
	}{
		{"unknown is like unknown", nil, nil, true},
		{"and like nothing else", nil, types.Int(0), false},
		{"equal money", fenAmount(5), fenAmount(5), true},
		{"a word and another", types.String("甲"), types.String("乙"), false},
	} {
		if got := Same(c.a, c.b); got != c.want {
			t.Errorf("%s: %t", c.name, got)
		}
	}
}
