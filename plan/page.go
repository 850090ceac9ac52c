package plan

import (
	"bufio"
	"fmt"
	"io"
	"path"
	"slices"
)

// WritePage writes the package as a page of Markdown that a clerk can read: the
// folders in order, in each its rules, facts, parameters, tables and worked
// cases, every name in an expression followed by its Chinese label. The same
// package gives the same bytes.
func WritePage(w io.Writer, p *Package) error {
	page := &page{Writer: bufio.NewWriter(w), Package: p, glossary: newGlossary(p)}
	page.head()
	for _, folder := range page.folders() {
		page.folder(folder)
	}
	return page.Flush()
}

// page writes; what fails is kept by the buffer until Flush.
type page struct {
	*bufio.Writer
	*Package
	*glossary
}

func (p *page) line(format string, args ...any) { fmt.Fprintf(p.Writer, format+"\n", args...) }

func (p *page) head() {
	p.line("# 规则包说明\n")
	p.line("本页由规则包生成，请勿手工修改。内容指纹（SHA-256）：`%s`。\n", p.Hash)
	p.line("共有规则 %d 条、计算指标 %d 项、参数 %d 个、数据表 %d 张、检验案例 %d 个。\n", len(p.Rules), len(p.Facts), len(p.Parameters), len(p.Tables), len(p.Tests))
	p.line("## 怎样读表达式\n")
	p.line("名称后面的〔 〕是它的中文名，“甲·乙”指甲这一行的乙。凡是不知道的，都不算符合条件。\n")
	p.line("| 写法 | 读作 |")
	p.line("|---|---|")
	for _, sign := range signs {
		p.line("| `%s` | %s |", escapeBars(sign[0]), sign[1])
	}
	p.line("")
	if p.Screening != nil {
		p.line("## 筛查范围\n")
		p.line("预警和比对线索只针对这些户：%s。\n", orName(p.Screening.Label, p.Screening.Name))
		p.code("条件", p.gloss(p.Screening.Where.Value, "households"))
		p.cited(p.Screening.Cites)
		p.line("")
	}
	if len(p.Documents) > 0 {
		p.line("## 依据文件\n")
		p.line("| 文件 | 键名 | 文号 | 日期 | 出处 |")
		p.line("|---|---|---|---|---|")
		for _, d := range p.Documents {
			p.line("| %s | `%s` | %s | %s | %s |", escape(orName(d.Label, d.Name)), d.Name, escape(d.Number), escape(d.Issued), escape(d.Source))
		}
		p.line("")
	}
}

// signs are the operators and functions of the language, as they are read.
var signs = [][2]string{
	{"a && b", "a 并且 b"},
	{"a || b", "a 或者 b"},
	{"!a", "不是 a"},
	{"== · != · < · <= · > · >=", "等于 · 不等于 · 小于 · 不大于 · 大于 · 不小于"},
	{"x in ['甲', '乙']", "x 是甲、乙之一"},
	{"a ? b : c", "a 成立则为 b，否则为 c"},
	{"known(x)", "x 已知"},
	{"x.or(y)", "x；不知道时按 y"},
	{"has(x, '甲')", "x 的各项中有甲"},
	{"yuan(n)", "n 元"},
	{"d.age_on(e)", "出生于 d 的人在 e 那天的周岁"},
	{"d.days_to(e)", "从 d 到 e 的天数"},
	{"d.plus_months(n)", "d 之后 n 个月的那天（负数为之前）"},
	{"last_months(n)", "最近 n 个月"},
	{"months_ago(a, b)", "a 个月前到 b 个月前"},
	{"since_months(n)", "最近 n 个月，以及其后到截止日的月份"},
	{"year_of(d) · years(d, e)", "d 所在的年度 · d 到 e 的各年度"},
	{"this_school_year()", "本学年"},
	{"until(d)", "截至 d"},
	{"day_before(期间)", "该期间开始的前一天"},
}

// folders are the folders of the package's items, in byte order.
func (p *page) folders() []string {
	var list []string
	for _, items := range [][]Pos{
		positions(p.Rules), positions(p.Facts), positions(p.Parameters), positions(p.Tables), positions(p.Tests),
	} {
		for _, pos := range items {
			list = append(list, path.Dir(pos.File))
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// placed is any kind of item.
type placed interface{ place() Pos }

func (i *Item) place() Pos { return i.Pos }

func positions[T placed](items []T) []Pos {
	var list []Pos
	for _, item := range items {
		list = append(list, item.place())
	}
	return list
}

// in gives the items that stand in a folder, in file order.
func in[T placed](items []T, folder string) []T {
	var list []T
	for _, item := range items {
		if path.Dir(item.place().File) == folder {
			list = append(list, item)
		}
	}
	return list
}

func (p *page) folder(name string) {
	title := name
	if name == "." {
		title = "包根目录"
	}
	p.line("## %s\n", escape(title))
	for _, r := range in(p.Rules, name) {
		p.ruleBlock(r)
	}
	for _, f := range in(p.Facts, name) {
		p.factBlock(f)
	}
	for _, x := range in(p.Parameters, name) {
		p.parameterBlock(x)
	}
	for _, t := range in(p.Tables, name) {
		p.tableBlock(t)
	}
	p.cases(in(p.Tests, name))
}

// cases lists worked cases.
func (p *page) cases(tests []*Test) {
	if len(tests) == 0 {
		return
	}
	p.line("### 检验案例\n")
	for _, t := range tests {
		p.line("- %s（`%s`）", escape(orName(t.Label, t.Name)), t.Name)
	}
	p.line("")
}
