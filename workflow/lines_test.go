package workflow

import (
	"slices"
	"strings"
	"testing"

	"dixian/money"
	"dixian/rule"
)

// income is a question in lines as the visit form asks it.
var income = &rule.Ask{
	Column: &rule.Column{Name: "income", Label: "收入", Type: rule.Type{Kind: rule.Money}}, Unsure: true,
	Lines: &rule.Lines{Who: true, Asks: []*rule.LineAsk{
		{Column: &rule.Column{Name: "item", Label: "项目", Required: true, Type: rule.Type{Kind: rule.Code, Codes: []string{"种植", "养殖"}}}},
		{Column: &rule.Column{Name: "amount", Label: "毛收入", Required: true, Type: rule.Type{Kind: rule.Money}}},
		{Column: &rule.Column{Name: "cost", Label: "开支", Type: rule.Type{Kind: rule.Money}}, Less: true},
		{Column: &rule.Column{Name: "words", Label: "说明", Max: 4, Type: rule.Type{Kind: rule.Text}}},
	}},
}

var family = map[string]string{"5226****1": "甲一", "5226****2": "乙二"}

func TestLinesThatAreRefused(t *testing.T) {
	for says, c := range map[string]struct{ answer, at, want string }{
		"a sum instead of lines":               {"18600", "income", "要逐条填写"},
		"one line that is no list":             {`{"item":"种植"}`, "income", "要逐条填写"},
		"a number that is no text":             {`[{"item":"种植","amount":300}]`, "income", "要逐条填写"},
		"something behind the list":            {`[] []`, "income", "要逐条填写"},
		"more lines than a family has":         {"[" + strings.Repeat(`{"item":"种植","amount":"1"},`, mostLines) + `{"item":"种植","amount":"1"}]`, "income", "最多 60 条"},
		"a line that lacks what it must tell":  {`[{"item":"种植","amount":"1"},{"item":"养殖","amount":" "}]`, "income/1/amount", "第 2 条：请填写“毛收入”"},
		"an empty line":                        {`[null]`, "income/0/item", "请填写“项目”"},
		"a word that is no choice":             {`[{"item":"炒股","amount":"1"}]`, "income/0/item", "没有“炒股”这一项"},
		"an amount in words":                   {`[{"item":"种植","amount":"两万"}]`, "income/0/amount", "“两万”不是金额"},
		"an amount below zero":                 {`[{"item":"种植","amount":"-5"}]`, "income/0/amount", "不能小于零"},
		"a cost below zero, which would add":   {`[{"item":"种植","amount":"5","cost":"-5"}]`, "income/0/cost", "不能小于零"},
		"an amount that no family has":         {`[{"item":"种植","amount":"100000000.01"}]`, "income/0/amount", "超过一亿元"},
		"a cost that no family has":            {`[{"item":"种植","amount":"1","cost":"100000000.01"}]`, "income/0/cost", "超过一亿元"},
		"a text that is too long":              {`[{"item":"种植","amount":"1","words":"一二三四五"}]`, "income/0/words", "最多 4 个字"},
		"somebody of another household":        {`[{"who":"5226****9","item":"种植","amount":"1"}]`, "income/0/who", "不在这一户"},
		"something that the line does not ask": {`[{"item":"种植","amount":"1","score":"9"}]`, "income/0/score", "不问“score”这一项"},
	} {
		t.Run(says, func(t *testing.T) {
			_, faults := ReadLines(income, c.answer, family)
			if !slices.ContainsFunc(faults, func(f Fault) bool { return f.Field == c.at && strings.Contains(f.Says, c.want) }) {
				t.Errorf("nothing says %q at %s: %v", c.want, c.at, faults)
			}
		})
	}
}

func TestARequiredQuestionNeedsALine(t *testing.T) {
	column := *income.Column
	column.Required = true
	if _, faults := ReadLines(&rule.Ask{Column: &column, Lines: income.Lines}, "[]", family); len(faults) != 1 {
		t.Errorf("no line is no answer: %v", faults)
	}
}

func TestLinesAddUp(t *testing.T) {
	const answer = `[{"who":"5226****2","name":"forged","item":" 种植 ","amount":"1200.50","cost":"200"},{"item":"养殖","amount":"3000","words":""}]`
	lines, faults := ReadLines(income, answer, family)
	if len(faults) != 0 || lines.Sum != money.Fen(400050) {
		t.Fatalf("1200.50 - 200 + 3000 is 4000.50: %s %v", lines.Sum, faults)
	}
	m := &rule.Move{Name: "visit", Asks: []*rule.Ask{income}}
	kept := Kept(m, map[string]string{"income": " " + answer, "note": " 好 "}, family)
	if kept["note"] != "好" || strings.Contains(kept["income"], "forged") {
		t.Errorf("the name is the register's: %v", kept)
	}
	want := "乙二 · 种植 · 毛收入 1200.50 元 · 开支 200.00 元\n全家 · 养殖 · 毛收入 3000.00 元\n合计 4000.50 元"
	if got := Says(income, kept["income"]); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	for _, as := range []string{"", Unsure, "18600"} {
		if got := Says(income, as); got != as {
			t.Errorf("%q is shown as it is, not as %q", as, got)
		}
	}
}
