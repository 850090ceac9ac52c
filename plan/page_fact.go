package plan

import (
	"strings"
)

var coverageWords = map[string]string{
	"required": "表未覆盖该县该期间时，结果为未知",
	"assumed":  "没有记录即视为没有发生",
}

// factBlock writes a fact in its form: a formula, a fold or a pick.
func (p *page) factBlock(f *Fact) {
	p.title(anchor(f.About.Value, f.Name), f.Label, f.Name)
	p.line("- **属于**：%s", escape(p.tableLabel(f.About.Value)))
	if f.Unit != "" {
		p.line("- **单位**：%s", unitWord(f.Unit))
	}
	var direct []meaning
	var parameters []*Parameter
	if f.Is.Value != "" {
		p.code("公式", p.gloss(f.Is.Value, f.About.Value))
		direct, parameters = p.uses(f.About.Value, f.Is.Value)
	} else {
		from := f.From.Value
		p.line("- **取自**：%s", escape(p.tableLabel(from)))
		p.code("期间", p.gloss(f.Within.Value, from))
		p.code("其中", p.gloss(f.Where.Value, from))
		p.picked(f)
		p.aggregated(f)
		if f.Coverage != "" {
			p.line("- **缺数据时**：%s", coverageWords[f.Coverage])
		}
		direct, parameters = p.uses(from, f.Within.Value, f.Where.Value, f.AggArg.Value)
	}
	p.parametersOf(parameters)
	p.links(direct)
	p.cited(f.Cites)
	p.line("")
}

// picked writes which rows are kept.
func (p *page) picked(f *Fact) {
	switch {
	case f.Pick == nil:
	case f.Pick.Only:
		p.line("- **选取**：唯一的一行")
	default:
		which := "`" + p.gloss(f.Pick.Newest.Value, f.From.Value) + "` 最新的一行"
		if f.Pick.Per.Value != "" {
			which = "每个 `" + p.gloss(f.Pick.Per.Value, f.From.Value) + "` 取 " + which
		}
		p.line("- **选取**：%s", which)
	}
}

// aggregated writes how one value comes of many rows.
func (p *page) aggregated(f *Fact) {
	arg := f.AggArg.Value
	switch column, distinct := strings.CutPrefix(arg, "distinct "); {
	case f.Agg == "":
	case f.Agg == "count" && distinct:
		p.code("计数，不重复的", p.gloss(column, f.From.Value))
	case f.Agg == "count":
		p.line("- **计数**：行数")
	default:
		title := map[string]string{"any": "任一行符合", "sum": "求和", "min": "取最小", "max": "取最大"}[f.Agg]
		p.code(title, p.gloss(arg, f.From.Value))
	}
}
