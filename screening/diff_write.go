package screening

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"dixian/division"
)

// english are the words beside the Chinese ones in headings.
var english = map[string]string{
	string(Appeared): "new", string(Disappeared): "gone", string(Altered): "changed",
	string(ByRegistry): "registry", string(ByRow): "row", string(ByParameter): "parameter", string(ByCoverage): "coverage",
	string(ByPackage): "package", string(ByDate): "as-of date", string(ByProgram): "program", string(Unexplained): "not explained",
	"alerts": "预警", "hits": "比对命中", "findings": "数据质量问题",
}

// Cause is the first, most specific cause of the change.
func (c Change) Cause() Why { return c.Causes[0].Why }

// Detail is everything that is told of the change, a sentence each.
func (c Change) Detail() []string {
	var out []string
	for _, cause := range c.Causes {
		for _, s := range cause.Detail {
			out = append(out, string(cause.Why)+"："+s)
		}
	}
	return append(out, c.rest()...)
}

// rest is what is told beside the causes.
func (c Change) rest() []string {
	var out []string
	if c.Otherwise != "" {
		out = append(out, c.Otherwise)
	}
	if len(c.Values) > 0 {
		out = append(out, "数值："+strings.Join(c.Values, "；"))
	}
	return out
}

// Write tells the difference on a terminal: what was compared, the counts by
// rule and by cause, then at most limit changes one by one (0: all).
func (d *Difference) Write(w io.Writer, limit int) error {
	p := newPage(w)
	p.line(0, "对比　%s（截止日 %s）→ %s（截止日 %s）", d.OldDir, d.Old.AsOf, d.NewDir, d.New.AsOf)
	d.differingInputs(p)
	for _, note := range d.Notes {
		p.line(0, "注意：%s", note)
	}
	if len(d.Changes) == 0 {
		p.line(0, "两次的结果完全一样。")
		return p.w.Flush()
	}
	names := d.labels()
	p.blank()
	p.line(0, "按规则汇总")
	p.table(1, d.count("规则", func(c Change) string {
		return english[c.List] + "　" + labelOr(names[c.Line().Rule], c.Line().Rule) + "　" + c.Line().Rule
	}), countColumns)
	p.blank()
	p.line(0, "按主要原因汇总")
	p.table(1, d.count("原因", func(c Change) string { return string(c.Cause()) + " " + english[string(c.Cause())] }), countColumns)
	shown := 0
	for _, kind := range []Kind{Appeared, Disappeared, Altered} {
		of := d.of(kind)
		if len(of) == 0 {
			continue
		}
		p.blank()
		p.line(0, "%s %s　%d 条", kind, english[string(kind)], len(of))
		for i, c := range of {
			if limit > 0 && shown == limit {
				p.line(1, "……还有 %d 条；用 --csv 写出全部，或 --limit 0 全部显示", len(of)-i)
				break
			}
			shown++
			d.writeChange(p, c, names)
		}
	}
	return p.w.Flush()
}

var countColumns = map[int]bool{1: true, 2: true, 3: true}

func (d *Difference) of(kind Kind) []Change {
	return slices.DeleteFunc(slices.Clone(d.Changes), func(c Change) bool { return c.Kind != kind })
}

// count counts the changes of each kind by a word of theirs, the most first.
func (d *Difference) count(head string, by func(Change) string) [][]string {
	type row struct {
		word string
		n    [3]int
	}
	var rows []*row
	for _, c := range d.Changes {
		word := by(c)
		i := slices.IndexFunc(rows, func(r *row) bool { return r.word == word })
		if i < 0 {
			i, rows = len(rows), append(rows, &row{word: word})
		}
		rows[i].n[kindRank[c.Kind]]++
	}
	slices.SortStableFunc(rows, func(a, b *row) int { return cmp.Compare(b.n[0]+b.n[1]+b.n[2], a.n[0]+a.n[1]+a.n[2]) })
	out := [][]string{{head, "新增 new", "消失 gone", "变化 changed"}}
	for _, r := range rows {
		out = append(out, []string{r.word, strconv.Itoa(r.n[0]), strconv.Itoa(r.n[1]), strconv.Itoa(r.n[2])})
	}
	return out
}

func (d *Difference) writeChange(p *page, c Change, names map[string]string) {
	l := c.Line()
	urgency := l.Urgency
	if c.Kind == Altered && c.Old.Urgency != c.New.Urgency {
		urgency = c.Old.Urgency + "→" + c.New.Urgency
	}
	if urgency != "" {
		urgency = "【" + urgency + "】"
	}
	who := l.Household
	if who == "" {
		who = l.Division
	}
	p.line(1, "%s　%s%s　%s　%s　%s", who, urgency, labelOr(names[l.Rule], l.Rule), l.Rule, placeName(l.Division), l.Members)
	for _, cause := range c.Causes {
		for i, s := range cause.Detail {
			if i == shownDetails {
				p.line(3, "%s：另有 %d 项", cause.Why, len(cause.Detail)-i)
				break
			}
			p.line(3, "%s：%s", cause.Why, s)
		}
		if len(cause.Detail) == 0 {
			p.line(3, "%s", cause.Why)
		}
	}
	for _, s := range c.rest() {
		p.line(3, "%s", s)
	}
}

// shownDetails is how many sentences of a cause are told on a terminal.
const shownDetails = 6

// placeName is the village, or the county, of a code, without the province.
func placeName(code string) string {
	c, err := division.ParseCode(code)
	if err != nil {
		return code
	}
	return strings.TrimPrefix(division.Guizhou().FullName(c), division.Guizhou().FullName(c.Province()))
}

// differingInputs tells in a line each what differs between the runs as wholes.
func (d *Difference) differingInputs(p *page) {
	if d.Old.PackageHash != d.New.PackageHash {
		p.line(0, "规则包不同：%s → %s", short(d.Old.PackageHash), short(d.New.PackageHash))
	}
	was := map[string]UsedValue{}
	for _, v := range d.Old.Parameters {
		was[v.Name+" "+v.Division] = v
	}
	for _, v := range d.New.Parameters {
		if old, ok := was[v.Name+" "+v.Division]; !ok || old.Value != v.Value {
			p.line(0, "参数不同：%s（%s）%s → %s", v.Name, v.Division, orDash(old.Value), v.Value)
		}
	}
	tables := map[string]int{}
	files := map[string]bool{}
	for _, in := range d.Old.Inputs {
		files[in.Table+in.SHA256] = true
	}
	for _, in := range d.New.Inputs {
		if !files[in.Table+in.SHA256] {
			tables[in.Table]++
		}
	}
	var list []string
	for _, in := range d.New.Inputs {
		if tables[in.Table] > 0 && !slices.Contains(list, in.Table) {
			list = append(list, in.Table)
		}
	}
	if len(list) > 0 {
		p.line(0, "有新文件的表：%s", strings.Join(list, "、"))
	} else {
		p.line(0, "输入文件：%s", fmt.Sprintf("%d 个，都与上次相同", len(d.New.Inputs)))
	}
}
