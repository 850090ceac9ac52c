package intake

import (
	"testing"

	"dixian/rule"
)

func TestKindOf(t *testing.T) {
	of := func(typ rule.Type) *rule.Column { return &rule.Column{Name: "c", Type: typ} }
	for _, c := range []struct {
		says   string
		column *rule.Column
		cell   string
		want   Kind
	}{
		{"a row with a cell too many has no column", nil, "x", KindCells},
		{"an empty cell is left out, whatever its column", of(rule.Type{Kind: rule.ID}), "", KindMissing},
		{"a number of a person", of(rule.Type{Kind: rule.ID}), "5226", KindID},
		{"an amount", of(rule.Type{Kind: rule.Money}), "1,2O4.50", KindMoney},
		{"a count", of(rule.Type{Kind: rule.Int}), "三", KindNumber},
		{"a number with names is a word", of(rule.Type{Kind: rule.Int, Names: []string{"一级"}}), "特级", KindWord},
		{"a day", of(rule.Type{Kind: rule.Date}), "2026/13/02", KindDate},
		{"a school year", of(rule.Type{Kind: rule.SchoolYear}), "2024", KindDate},
		{"a code", of(rule.Type{Kind: rule.Code, Codes: []string{"一级"}}), "县级", KindWord},
		{"yes or no", of(rule.Type{Kind: rule.Bool}), "也许", KindWord},
		{"a division", of(rule.Type{Kind: rule.Division}), "52", KindDivision},
		{"a company's code", of(rule.Type{Kind: rule.Credit}), "9", KindCredit},
		{"a household that is not there", of(rule.Type{Kind: rule.Ref, Table: "households", Key: rule.Text}), "H9", KindNotHeld},
		{"a text", of(rule.Type{Kind: rule.Text}), "长", KindText},
	} {
		if got := KindOf(c.column, c.cell); got != c.want {
			t.Errorf("%s: %s", c.says, got)
		}
	}
}
