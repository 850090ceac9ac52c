package plan

import (
	"testing"

	"dixian/calendar"
	"dixian/division"
	"dixian/rule"
)

// Approved values lie over the package's, the narrowest division first, then the
// latest approval; a level below never does less for families.
func TestApprovedValuesLieOverThePackages(t *testing.T) {
	const (
		province = division.Code(520000_000000)
		city     = division.Code(522600_000000)
		county   = division.Code(522631_000000)
	)
	from, to := calendar.NewDate(2025, 1, 1), calendar.NewDate(2026, 1, 1)
	own := &Parameter{Safer: "down", parsed: []Value{{Division: province, From: from, N: 50}}}
	own.Name, own.Type = "limit", rule.Type{Kind: rule.Int}
	for _, c := range []struct {
		says     string
		approved []Value
		at       division.Code
		on       calendar.Date
		want     int64
	}{
		{"before its first day it does not hold", []Value{{Division: county, From: to, N: 30}}, county, to - 1, 50},
		{"on its last day it holds no more", []Value{{Division: county, From: from, To: to, N: 30}}, county, to, 50},
		{"on the day before it does", []Value{{Division: county, From: from, To: to, N: 30}}, county, to - 1, 30},
		{"a neighbour's does not hold", []Value{{Division: 522601_000000, From: from, N: 30}}, county, from, 50},
		{"a county's does not hold in its city", []Value{{Division: county, From: from, N: 30}}, city, from, 50},
		{"over the package's of the same division", []Value{{Division: province, From: from, N: 60}}, county, from, 60},
		{"the county's goes before the city's", []Value{{Division: county, From: from, N: 30}, {Division: city, From: from, N: 40}}, county, from, 30},
		{"the later approval of one county goes before the earlier", []Value{{Division: county, From: from, N: 30}, {Division: county, From: from, N: 35}}, county, from, 35},
		{"one that a level above has overtaken is passed over", []Value{{Division: county, From: from, N: 45}, {Division: province, From: from, N: 40}}, county, from, 40},
	} {
		pkg := (&Package{Parameters: []*Parameter{own}}).With(map[string][]Value{"limit": c.approved})
		if got, ok := pkg.Parameter("limit").At(c.at, c.on); !ok || got.N != c.want {
			t.Errorf("%s: %d, %t; want %d", c.says, got.N, ok, c.want)
		}
	}
	if got, _ := own.At(county, from); got.N != 50 {
		t.Errorf("the package itself has changed: %d", got.N)
	}
}
