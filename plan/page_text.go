package plan

import "strings"

var (
	markdown = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", "&lt;", ">", "&gt;", "|", `\|`, "#", `\#`, "\n", " ")
	bars     = strings.NewReplacer("|", `\|`)
)

// escape makes a text mean itself in Markdown, on one line.
func escape(s string) string { return markdown.Replace(s) }

// escapeBars makes code stand in the cell of a table.
func escapeBars(s string) string { return bars.Replace(s) }

// code writes a list entry with an expression: on its line, or as a block below.
func (p *page) code(title, expression string) {
	switch {
	case expression == "":
	case strings.ContainsAny(expression, "\n`"):
		fence := "```"
		for strings.Contains(expression, fence) {
			fence += "`"
		}
		p.line("- **%s**：\n\n  %s\n  %s\n  %s\n", title, fence, strings.ReplaceAll(expression, "\n", "\n  "), fence)
	default:
		p.line("- **%s**：`%s`", title, expression)
	}
}

// cited writes where an item comes from.
func (p *page) cited(cites []Cite) {
	if len(cites) == 0 {
		return
	}
	var list []string
	for _, c := range cites {
		place := c.Document.Value
		for _, d := range p.Documents {
			if d.Name == place {
				place = orName(d.Label, d.Name)
				break
			}
		}
		place = escape(place)
		if c.Section.Value != "" {
			place += " " + escape(c.Section.Value)
		}
		if c.Paragraph.Value != "" {
			place += " 第 " + escape(c.Paragraph.Value) + " 段"
		}
		list = append(list, place)
	}
	p.line("- **依据**：%s", strings.Join(list, "；"))
}

// title writes the heading of an item that others link to.
func (p *page) title(anchor, label, name string) {
	p.line("### <a id=\"%s\"></a>%s `%s`\n", anchor, escape(orName(label, name)), name)
}

// anchor is what links to a fact or rule name.
func anchor(table, name string) string { return table + "." + name }

// links writes the facts and rules that an item rests on.
func (p *page) links(meanings []meaning) {
	var list []string
	for _, m := range meanings {
		switch {
		case m.fact != nil:
			list = append(list, "["+escape(orName(m.fact.Label, m.fact.Name))+"](#"+anchor(m.fact.About.Value, m.fact.Name)+")")
		case m.rule != nil:
			list = append(list, "["+escape(orName(m.rule.Label, m.rule.Name))+"](#"+anchor(m.rule.About.Value, m.rule.Name)+")")
		}
	}
	if len(list) > 0 {
		p.line("- **用到**：%s", strings.Join(list, "、"))
	}
}

// tableLabel is the Chinese name of a table.
func (g *glossary) tableLabel(name string) string {
	if t := g.tables[name]; t != nil {
		return orName(t.Table.Label, name)
	}
	return name
}
