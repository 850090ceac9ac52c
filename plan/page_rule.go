package plan

import (
	"slices"
	"strings"
)

var raised = map[string]string{"alert": "预警", "hit": "比对线索", "finding": "数据质量问题"}

// ruleBlock writes a rule: what is looked at, what fires, how urgent, who is
// named, with which parameters.
func (p *page) ruleBlock(r *Rule) {
	about := r.About.Value
	p.title(anchor(about, r.Name), r.Label, r.Name)
	result := raised[r.Raises]
	if r.Risk != "" {
		result += " · 风险：" + escape(r.Risk)
	}
	if r.Urgency != "" {
		result += " · 等级：" + r.Urgency
	}
	p.line("- **结果**：%s", result)
	looked := escape(p.tableLabel(about)) + "（逐行）"
	if r.Everyone {
		looked += "，含不在筛查范围内的户"
	}
	if r.Visit {
		looked += "；监测户有此情形的按重点户走访"
	}
	p.line("- **看什么**：%s", looked)
	p.code("其中", p.gloss(r.Where.Value, about))
	p.code("发生条件", p.gloss(r.When.Value, about))
	p.code("升为红色", p.gloss(r.UrgentWhen.Value, about))
	p.code("加重看", p.gloss(r.WorsensBy.Value, about))
	p.named(r)
	direct, parameters := p.uses(about, r.Where.Value, r.When.Value, r.UrgentWhen.Value)
	p.parametersOf(parameters)
	p.links(direct)
	if r.Says.Value != "" {
		p.line("- **提示语**：%s", escape(p.sentence(r)))
	}
	p.cited(r.Cites)
	p.line("")
}

// named writes whom the rule names.
func (p *page) named(r *Rule) {
	switch {
	case r.Nameless:
		p.line("- **点名**：不点名")
	case r.Who.Value != "":
		p.code("点名", p.gloss(r.Who.Value, "persons"))
	case p.aboutPersons(r.About.Value):
		p.line("- **点名**：发生条件所涉及的人")
	default:
		p.line("- **点名**：不点名")
	}
}

// aboutPersons says whether the rows of a table are persons or belong to some.
func (g *glossary) aboutPersons(table string) bool {
	t := g.tables[table]
	return table == "persons" || t != nil && slices.ContainsFunc(t.BelongsTo, func(column string) bool {
		return t.Column(column).Type.Table == "persons"
	})
}

// sentence is `says` with the Chinese names in its braces.
func (p *page) sentence(r *Rule) string {
	var b strings.Builder
	rest := r.Says.Value
	for {
		before, after, open := strings.Cut(rest, "{")
		name, behind, closed := strings.Cut(after, "}")
		if !open || !closed {
			b.WriteString(rest)
			return b.String()
		}
		f := p.resolve(strings.Split(strings.TrimSpace(name), "."), r.About.Value)
		b.WriteString(before + "〔" + orName(f.label, name) + "〕")
		rest = behind
	}
}
