package screening

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"dixian/plan"
	"dixian/rule"
)

func explained(t *testing.T, dir, household string, opt ExplainOptions) string {
	t.Helper()
	o, err := Open(context.Background(), dir)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := o.Explain(&b, household, opt); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestExplainRefuses(t *testing.T) {
	dir := newCounty(t).screen("2025-06-30", "out")
	o, err := Open(context.Background(), dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, household, rule, want string }{
		{"a household that the registry does not have", "H9", "", `no household "H9" among the 3`},
		{"an empty code", "", "", "户编号"},
		{"a rule that the package does not have", "H1", "heavy_bill", "its rules are has_car, heavy_bills"},
		{"the finding about counties", "H1", "coverage_thin", "about counties"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var b bytes.Buffer
			err := o.Explain(&b, c.household, ExplainOptions{Rule: c.rule})
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%v; want %q", err, c.want)
			}
			if b.Len() > 0 {
				t.Errorf("something was written all the same:\n%s", &b)
			}
		})
	}
}

func TestExplain(t *testing.T) {
	c := newCounty(t)
	c.write("extracts/cars.csv", countyFiles["extracts/cars.csv"]+"贵A33333,"+sun+",1\n")
	dir := c.screen("2025-06-30", "out")
	for _, c := range []struct {
		name, household string
		opt             ExplainOptions
		want, never     []string
	}{
		{"an alert is a sum", "H1", ExplainOptions{}, []string{
			"【黄】医疗自付负担重", "heavy_bills", "近12个月医疗自付 2,000.50 元", "依据：监测办法（黔防〔2025〕1号） 3 第 2 段",
			"✓ 近12个月医疗自付 ≥ 医疗负担预警额 × 家庭人口数", "2,000.50 元 ≥ 1,000.00 元 × 2 人 = 2,000.00 元，高 0.50 元",
			"＝ 1,500.00 − 100.00 + 600.50", "2024-07-01 至 2025-06-30", "bills.csv:2", "bills.csv:3", "bills.csv:4",
			"没有算入：1 行不在这段时间内（bills.csv:5）",
		}, []string{"9,000.00"}},
		{"a parameter has its document and its status", "H1", ExplainOptions{}, []string{"burden ＝ 1,000.00 元　〔已核实〕黔防〔2025〕1号"}, nil},
		{"who is named is masked", "H1", ExplainOptions{}, []string{"点名：钱*（520123********0022，配偶）"}, []string{zhao, qian, "钱乙"}},
		{"unless asked otherwise", "H1", ExplainOptions{Unmasked: true}, []string{"点名：钱乙（" + qian + "，配偶）"}, []string{"********"}},
		{"an absence says how well the table covers the county", "H1", ExplainOptions{Rule: "uninsured"}, []string{
			"医保参保在修文县已覆盖（2025：应有 2 人，有 2 人，占 100.00 %，要求 60.00 %）", "enrolment.csv:3", "未参保",
		}, []string{"heavy_bills"}},
		{"a hit shows what may be read", "H1", ExplainOptions{Rule: "has_car"}, []string{"cars.csv:2", "贵A11111", "80,000.00"}, []string{"贵A22222", "cars.csv:3"}},
		{"a rule may be named by its label", "H1", ExplainOptions{Rule: "名下有车"}, []string{"贵A11111"}, nil},
		{"why not: how far from firing", "H2", ExplainOptions{}, []string{
			"预警 0 条", "✗ 医疗自付负担重", "1,900.00 元 < 1,000.00 元 × 2 人 = 2,000.00 元，还差 100.00 元",
		}, nil},
		{"why not: rows without an amount are named", "H2", ExplainOptions{}, []string{"bills.csv:6、7 没有数额，未计入"}, nil},
		{"why not: what could not be known, and why", "H2", ExplainOptions{}, []string{
			"不能判断的规则", "？ 未参加医保", "没有覆盖所问的时间（2025：应有 2 人，有 1 人，占 50.00 %，要求 60.00 %）",
		}, nil},
		{"a cell that could not be read is shown with what stood there", "H2", ExplainOptions{Rule: "heavy_bills"}, []string{
			"bills.csv:7「个人自付」读不出（“12x”", "2 行没有填，不计",
		}, nil},
		{"of cars without consent nothing is told", "H2", ExplainOptions{}, []string{"没有可以比对的机动车记录"}, []string{"贵A33333", "cars.csv"}},
		{"nor when the rule is asked for", "H2", ExplainOptions{Rule: "has_car"}, []string{"没有可以比对的机动车记录"}, []string{"贵A33333", "cars.csv"}},
		{"a household without members is not screened", "H3", ExplainOptions{}, []string{
			"不在筛查范围内", "0 人 ≤ 0", "户内没有成员　数据质量问题", "本户不在筛查范围内",
		}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := explained(t, dir, c.household, c.opt)
			for _, want := range c.want {
				if !strings.Contains(got, want) {
					t.Errorf("it does not say %q:\n%s", want, got)
				}
			}
			for _, never := range c.never {
				if strings.Contains(got, never) {
					t.Errorf("it says %q:\n%s", never, got)
				}
			}
		})
	}
}

// The real package: whatever fires or does not, every household can be explained,
// and no ID number stands there in clear.
func TestExplainEveryWorkedCase(t *testing.T) {
	pkg, program := openGuizhou(t)
	traces := rule.NewTracer(nil)
	for _, test := range pkg.Tests {
		c := &workedCase{pkg: pkg, program: program, test: test}
		if err := c.work(casesByName(pkg.Tests)); err != nil {
			t.Fatal(err)
		}
		p := c.province.Panel
		o := &Opened{traces: traces, Dir: t.TempDir(), Record: &Record{}, Package: pkg, Program: program, Province: c.province, Intake: &Intake{Files: onePerTable(program)}}
		for h := range p.Households {
			var b bytes.Buffer
			if err := o.Explain(&b, p.Code(h), ExplainOptions{}); err != nil {
				t.Errorf("%s, %s: %v", test.Name, p.Code(h), err)
			}
			for name, id := range c.people {
				if strings.Contains(b.String(), id.String()) {
					t.Errorf("%s, %s: the number of %s stands there in clear:\n%s", test.Name, p.Code(h), name, &b)
				}
			}
		}
	}
}

func casesByName(tests []*plan.Test) map[string]*plan.Test {
	out := map[string]*plan.Test{}
	for _, t := range tests {
		out[t.Name] = t
	}
	return out
}

// onePerTable names a file for the rows of worked cases, which come from none.
func onePerTable(p *rule.Program) map[string][]string {
	out := map[string][]string{}
	for _, t := range p.Tables {
		out[t.Name] = []string{t.Name}
	}
	return out
}

// The trace of an expression ends in the value that the interpreter gives, at
// every row of every worked case.
func TestTraceAgreesWithInterpreter(t *testing.T) {
	pkg, program := openGuizhou(t)
	compared, traces := 0, rule.NewTracer(nil)
	for _, test := range pkg.Tests {
		c := &workedCase{pkg: pkg, program: program, test: test}
		if err := c.work(casesByName(pkg.Tests)); err != nil {
			t.Fatal(err)
		}
		in := rule.NewInterpreter(c.province.run)
		tracer := traces.On(in)
		for h := range c.province.Panel.Households {
			in.Household(h)
			for _, r := range program.Rules {
				for _, x := range exprsBelow(r) {
					from, to := in.RowsOf(x.About)
					for row := from; row < to; row++ {
						n, err := tracer.Trace(x, row)
						if err != nil {
							t.Fatalf("%s: %v", test.Name, err)
						}
						compared++
						if want := in.Eval(x, row); !rule.Same(n.Value, want) {
							t.Errorf("%s: %s at %s: traced %s, evaluated %s", test.Name, x.Source, x.About.Name, rule.Show(n.Value, true), rule.Show(want, true))
						}
					}
				}
			}
		}
	}
	if compared < 1000 {
		t.Errorf("only %d expressions were compared", compared)
	}
}
