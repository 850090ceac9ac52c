package screening

import (
	"bytes"
	"context"
	"encoding/csv"
	"os"
	"slices"
	"strings"
	"testing"
)

func compared(t *testing.T, oldDir, newDir string) *Difference {
	t.Helper()
	d, err := Diff(context.Background(), oldDir, newDir)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range d.Changes {
		if len(c.Causes) == 0 {
			t.Errorf("%s %s of %s has no cause", c.Kind, c.Line().Rule, c.Line().Household)
		}
	}
	return d
}

func TestDiffRefuses(t *testing.T) {
	c := newCounty(t)
	run := c.screen("2025-06-30", "out")
	for _, test := range []struct {
		name, old, new string
		spoil          func()
		want           string
	}{
		{"a folder that is no run", c.path("plan"), run, nil, "is not the folder of a run"},
		{"the same on the other side", run, c.path("plan"), nil, "is not the folder of a run"},
		{"a run without its alerts", run, run, func() { os.Remove(run + "/alerts.csv") }, "is not the whole folder of a run"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if test.spoil != nil {
				test.spoil()
			}
			if _, err := Diff(context.Background(), test.old, test.new); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("%v; want %q", err, test.want)
			}
		})
	}
}

// with replaces a part of one of the county's files, which must be there.
func (c *county) with(name, old, now string) {
	c.t.Helper()
	content, err := os.ReadFile(c.path(name))
	if err != nil || !strings.Contains(string(content), old) {
		c.t.Fatalf("%s does not hold %q (%v)", name, old, err)
	}
	c.write(name, strings.Replace(string(content), old, now, 1))
}

func TestDiff(t *testing.T) {
	const bills, enrolment, persons = "extracts/bills.csv", "extracts/enrolment.csv", "registry/persons.csv"
	for _, test := range []struct {
		name            string
		asOf            string // of the later run; empty: as the earlier one
		change          func(c *county)
		kind            Kind
		household, rule string
		cause           Why
		detail, never   []string
	}{
		{
			"a new bill raises an alert", "", func(c *county) { c.with(bills, "R7,", "R8,"+sun+",2025-06-01,150\nR7,") },
			Appeared, "H2", "heavy_bills", ByRow, []string{"新增 医保结算 bills.csv:8 R8", "150.00", "近12个月医疗自付：1,900.00 元 → 2,050.00 元", "上次没有触发：", "还差 100.00 元"}, []string{sun},
		},
		{
			"a corrected bill", "", func(c *county) { c.with(bills, "2025-02-06,1900", "2025-02-06,2000") },
			Appeared, "H2", "heavy_bills", ByRow, []string{"改动 医保结算 bills.csv:8 R7", "个人自付 1,900.00 → 2,000.00"}, nil,
		},
		{
			"a bill that is no longer delivered", "", func(c *county) { c.with(bills, "R2,"+qian+",2025-03-03,600.50\n", "") },
			Disappeared, "H1", "heavy_bills", ByRow, []string{"不再有 上次的 医保结算 bills.csv:3 R2", "本次没有触发：", "还差 600.00 元"}, nil,
		},
		{
			"a larger sum makes the alert red", "", func(c *county) { c.with(bills, "2025-03-03,600.50", "2025-03-03,5600.50") },
			Altered, "H1", "heavy_bills", ByRow, []string{"紧急程度：黄 → 红", "近12个月医疗自付：2000.50 → 7000.50"}, nil,
		},
		{
			"a parameter", "", func(c *county) { c.with("plan/plan.yaml", "value: 1000", "value: 950") },
			Appeared, "H2", "heavy_bills", ByParameter, []string{"burden：1,000.00 元（黔防〔2025〕1号） → 950.00 元"}, nil,
		},
		{
			"a rule of the package", "", func(c *county) {
				c.with("plan/plan.yaml", "  when: paid >= param.burden * members", "  when: paid >= param.burden * members * 2")
			},
			Disappeared, "H1", "heavy_bills", ByPackage, []string{"规则 heavy_bills when：paid >= param.burden * members → paid >= param.burden * members * 2"}, nil,
		},
		{
			"a file that now covers the county", "", func(c *county) { c.with(enrolment, "2025,未参保\n", "2025,未参保\n"+li+",2025,未参保\n") },
			Appeared, "H2", "uninsured", ByCoverage, []string{"医保参保：上次", "应有 2 人，有 1 人", "在息烽县已覆盖（2025：应有 2 人，有 2 人"}, []string{li},
		},
		{
			"a bill that leaves the period", "2025-07-01", nil,
			Disappeared, "H1", "heavy_bills", ByDate, []string{"2025-06-30 → 2025-07-01", "不再算入 医保结算 bills.csv:2 R1 2024-07-01"}, nil,
		},
		{
			"a household that left the registry", "", func(c *county) {
				c.with("registry/households.csv", "H1,520123106217,脱贫户\n", "")
				c.with(persons, zhao+",赵甲,H1,户主,,是\n"+qian+",钱乙,H1,配偶,,\n", "")
			}, Disappeared, "H1", "heavy_bills", ByRegistry, []string{"本次的登记表里没有本户；上次 households.csv:2"}, nil,
		},
		{
			"a household whose members all moved away", "", func(c *county) {
				c.with(persons, "户主,,是", "户主,是,是")
				c.with(persons, qian+",钱乙,H1,配偶,", qian+",钱乙,H1,配偶,是")
			}, Disappeared, "H1", "uninsured", ByRegistry, []string{"在筛查范围内：是 → 否", "是否迁出 否 → 是"}, nil,
		},
		{
			"a person who moved away takes her bills along", "", func(c *county) { c.with(persons, qian+",钱乙,H1,配偶,", qian+",钱乙,H1,配偶,是") },
			Altered, "H1", "heavy_bills", ByRow, []string{"改动 人 钱*（520123********0022，配偶） persons.csv:3：是否迁出 否 → 是", "家庭人口数：2 → 1"}, []string{"钱乙"},
		},
		{
			"a consent withdrawn takes the hit along, and nothing is told of the car", "", func(c *county) { c.with(persons, "户主,,是", "户主,,否") },
			Disappeared, "H1", "has_car", ByRow, []string{"是否同意比对 是 → 否"}, []string{"贵A", "80,000", "cars.csv"},
		},
		{
			"coverage itself", "", func(c *county) { c.with(enrolment, "2025,未参保\n", "2025,未参保\n"+li+",2025,未参保\n") },
			Disappeared, "", "coverage_thin", ByCoverage, []string{"医保参保 2025：上次 没有覆盖（应有 2，有 1，要求 0.6）；本次 已覆盖（应有 2，有 2，要求 0.6）"}, nil,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := newCounty(t)
			before := c.screen("2025-06-30", "out")
			later := c.copyTo("later")
			if test.change != nil {
				test.change(later)
			}
			asOf := test.asOf
			if asOf == "" {
				asOf = "2025-06-30"
			}
			d := compared(t, before, later.screen(asOf, "out"))
			checkChange(t, d, test.kind, test.household, test.rule, test.cause, test.detail, test.never)
		})
	}
}

func checkChange(t *testing.T, d *Difference, kind Kind, household, rule string, cause Why, detail, never []string) {
	t.Helper()
	i := slices.IndexFunc(d.Changes, func(c Change) bool { return c.Line().Household == household && c.Line().Rule == rule })
	if i < 0 {
		t.Fatalf("no change of %s for %q among %d", rule, household, len(d.Changes))
	}
	c := d.Changes[i]
	if c.Kind != kind || c.Cause() != cause {
		t.Errorf("it is %s by %s; want %s by %s", c.Kind, c.Cause(), kind, cause)
	}
	told := strings.Join(c.Detail(), "\n")
	for _, want := range detail {
		if !strings.Contains(told, want) {
			t.Errorf("it does not say %q:\n%s", want, told)
		}
	}
	for _, s := range never {
		if strings.Contains(told, s) {
			t.Errorf("it says %q:\n%s", s, told)
		}
	}
}

func TestDiffOfEqualRuns(t *testing.T) {
	c := newCounty(t)
	masked := c.screen("2025-06-30", "masked")
	clear := c.screen("2025-06-30", "clear", func(o *Options) { o.Unmasked = true })
	for _, pair := range [][2]string{{masked, masked}, {masked, clear}, {clear, masked}} {
		d := compared(t, pair[0], pair[1])
		if len(d.Changes) != 0 {
			t.Errorf("%v differ: %s", pair, strings.Join(d.Changes[0].Detail(), "\n"))
		}
		var b bytes.Buffer
		if err := d.Write(&b, 0); err != nil || !strings.Contains(b.String(), "完全一样") {
			t.Errorf("%v: %s", err, &b)
		}
	}
}

// The package is usually changed where it lies: the earlier run's is gone then.
func TestDiffAfterThePackageWasChangedInPlace(t *testing.T) {
	for _, test := range []struct {
		name, old, now  string
		kind            Kind
		household, rule string
		cause           Why
	}{
		{"a parameter", "value: 1000", "value: 950", Appeared, "H2", "heavy_bills", ByParameter},
		{"a rule", "  when: paid >= param.burden * members", "  when: paid >= param.burden * members * 2", Disappeared, "H1", "heavy_bills", ByPackage},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := newCounty(t)
			before := c.screen("2025-06-30", "before")
			c.with("plan/plan.yaml", test.old, test.now)
			d := compared(t, before, c.screen("2025-06-30", "after"))
			if len(d.Notes) != 1 || !strings.Contains(d.Notes[0], "规则包") {
				t.Errorf("notes: %v", d.Notes)
			}
			checkChange(t, d, test.kind, test.household, test.rule, test.cause, nil, nil)
		})
	}
}

// A run whose inputs are gone is compared by its results alone, and says so.
func TestDiffWithoutTheInputs(t *testing.T) {
	c := newCounty(t)
	before := c.screen("2025-06-30", "before")
	c.with("extracts/bills.csv", "2025-02-06,1900", "2025-02-06,2000")
	d := compared(t, before, c.screen("2025-06-30", "after"))
	if len(d.Notes) != 2 || !strings.Contains(d.Notes[0], "bills.csv") || !strings.Contains(d.Notes[1], "不能说明") {
		t.Errorf("notes: %v", d.Notes)
	}
	checkChange(t, d, Appeared, "H2", "heavy_bills", Unexplained, nil, nil)
}

func TestDiffCSV(t *testing.T) {
	c := newCounty(t)
	c.with("registry/households.csv", "H2,", "52012210020100002,")
	c.with("registry/persons.csv", "孙丙,H2", "孙丙,52012210020100002")
	c.with("registry/persons.csv", "李丁,H2", "李丁,52012210020100002")
	before := c.screen("2025-06-30", "out")
	later := c.copyTo("later")
	later.with("extracts/bills.csv", "2025-02-06,1900", "2025-02-06,2000")
	d := compared(t, before, later.screen("2025-06-30", "out"))
	var b bytes.Buffer
	if err := d.WriteCSV(&b); err != nil {
		t.Fatal(err)
	}
	text, ok := strings.CutPrefix(b.String(), "\ufeff")
	if !ok {
		t.Error("there is no byte order mark: Excel would not read it as UTF-8")
	}
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil || len(rows) != 2 {
		t.Fatalf("%v: %d rows", err, len(rows))
	}
	want := []string{"新增", "数据行", `="520122100201"`, `="52012210020100002"`, "heavy_bills", "", "黄", ""}
	if !slices.Equal(rows[1][:8], want) {
		t.Errorf("%q; want %q", rows[1][:8], want)
	}
}

func TestMaskNumbers(t *testing.T) {
	for in, want := range map[string]string{
		zhao:                           "520123********0019",
		`{"a":"` + qian + `42","b":7}`: `{"a":"520123********002242","b":7}`,
		"123456789012345678":           "123456789012345678",
		"LS001;2025-06-30":             "LS001;2025-06-30",
	} {
		if got := maskNumbers(in); got != want {
			t.Errorf("%s: %s; want %s", in, got, want)
		}
	}
}
