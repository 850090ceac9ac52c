package plan

import (
	"testing"

	"dixian/calendar"
	"dixian/division"
)

// A value is looked up by the narrowest division in which one is in force; there
// is no default.
func TestParameterInForce(t *testing.T) {
	p := edited(t, wrong{items: `
- parameter: p
  type: money
  values:
    - {division: "520123105000", from: 2023-01-01, to: 2024-01-01, value: 4, status: example}
    - {division: "520000000000", from: 2021-01-01, to: 2022-01-01, value: 1, status: example}
    - {division: "520000000000", from: 2022-01-01, value: 2, status: verified, number: 国开发〔2020〕6号}
    - {division: "520123000000", from: 2022-06-01, to: 2025-01-01, value: 3.5, status: example}
`})
	if _, err := Check(p); err != nil {
		t.Fatal(err)
	}
	var item *Parameter
	for _, x := range p.Parameters {
		if x.Name == "p" {
			item = x
		}
	}
	for _, c := range []struct{ sentence, village, day, want string }{
		{"before any value", "520123105201", "2020-12-31", ""},
		{"on its first day", "520123105201", "2021-01-01", "1.00"},
		{"on its last day", "520123105201", "2021-12-31", "1.00"},
		{"on the day that it ends, the next begins", "520123105201", "2022-01-01", "2.00"},
		{"before the county has its own", "520123105201", "2022-05-31", "2.00"},
		{"the county's goes before the province's", "520123105201", "2022-06-01", "3.50"},
		{"the town's goes before the county's", "520123105201", "2023-01-01", "4.00"},
		{"another town has the county's", "520123106201", "2023-01-01", "3.50"},
		{"another county has the province's", "520115101201", "2023-01-01", "2.00"},
		{"when the town's ends, the county's returns", "520123105201", "2024-01-01", "3.50"},
		{"when the county's ends, the province's returns", "520123105201", "2025-01-01", "2.00"},
		{"an open value holds for good", "520123105201", "2099-12-31", "2.00"},
		{"in the county itself", "520123000000", "2023-06-01", "3.50"},
		{"in another province", "530101101201", "2023-06-01", ""},
	} {
		code, err := division.ParseCode(c.village)
		if err != nil {
			t.Fatal(err)
		}
		day, err := calendar.ParseDate(c.day)
		if err != nil {
			t.Fatal(err)
		}
		v, ok := item.At(code, day)
		got := ""
		if ok {
			got = FormatValue(item.Type, v.N)
		}
		if got != c.want {
			t.Errorf("%s: %q, not %q", c.sentence, got, c.want)
		}
	}
	county, _ := division.ParseCode("520123000000")
	town, _ := division.ParseCode("520123105000")
	if !item.Narrower(county) || item.Narrower(town) {
		t.Error("the county has a value below it, the other town has none")
	}
}
