package plan

import (
	"strconv"
	"strings"

	"dixian/rule"
)

var (
	folderWords = map[string]string{"registry": "登记册", "extracts": "部门数据", "national": "国家系统名单", "system": "系统生成"}
	kindWords   = map[rule.Kind]string{
		rule.Money: "金额（元）", rule.Share: "比例", rule.Int: "整数", rule.Date: "日期", rule.Month: "月份", rule.SchoolYear: "学年",
		rule.Bool: "是/否", rule.Text: "文本", rule.ID: "身份证号", rule.Division: "行政区划代码", rule.Credit: "统一社会信用代码", rule.Decimal: "小数",
	}
)

// tableBlock writes a table with its columns (◆ key, † required).
func (p *page) tableBlock(t *Table) {
	p.line("### 数据表：%s `%s`\n", escape(orName(t.Table.Label, t.Table.Name)), t.Table.Name)
	p.line("- **来源**：%s", strings.Join(p.origin(t), " · "))
	if t.Time != "" {
		p.line("- **时间**：`%s`", p.gloss(t.Time, t.Table.Name))
	}
	if t.Coverage != nil {
		p.coverageLines(t)
	}
	p.cited(t.Cites)
	p.line("\n| 列 | 键名 | 类型 | 说明 |")
	p.line("|---|---|---|---|")
	for _, c := range t.Columns {
		mark := ""
		if c.Key {
			mark += "◆"
		}
		if c.Required {
			mark += "†"
		}
		p.line("| %s%s | `%s` | %s | %s |", escape(orName(c.Label, c.Name)), mark, c.Name, p.typeWord(c), strings.Join(p.remarks(t, c), "；"))
	}
	p.line("\n◆ 自然键 · † 必填\n")
}

// origin is where a table comes from and how its rows are treated.
func (p *page) origin(t *Table) []string {
	list := []string{folderWords[t.Folder]}
	if t.Owner != "" {
		list = append(list, "提供单位："+escape(t.Owner))
	}
	if t.Folder != "system" {
		if t.Whole {
			list = append(list, "整表更新")
		} else {
			list = append(list, "按行更新")
		}
	}
	if t.Complete {
		list = append(list, "完整（表中没有即为没有）")
	}
	if t.Compared {
		list = append(list, "只对已授权的户读取")
	}
	if t.Late > 0 {
		list = append(list, "最多可迟 "+strconv.Itoa(t.Late)+" 个月")
	}
	return list
}

func (p *page) coverageLines(t *Table) {
	c := t.Coverage
	of := c.Of.Value
	p.code("应有记录的"+escape(p.tableLabel(of)), p.gloss(c.Expected.Value, of))
	p.code("算作有记录的行", p.gloss(c.Present.Value, t.Table.Name))
	p.code("算作有记录的"+escape(p.tableLabel(of)), p.gloss(c.PresentOf.Value, of))
	if c.SeenWithin > 0 {
		p.line("- **且**：此前 %d 个月内有过记录", c.SeenWithin)
	}
	if c.Floor.Value != "" {
		p.line("- **应有数不少于**：`%s` × 符合 `%s` 的%s数", p.gloss(c.Floor.Value, of), p.gloss(c.FloorOf.Value, of), escape(p.tableLabel(of)))
	}
	p.code("期间", p.gloss(c.Within.Value, t.Table.Name))
	p.code("覆盖比例不低于", p.gloss(c.Share.Value, of))
}

// typeWord is a column's type in Chinese.
func (p *page) typeWord(c *rule.Column) string {
	t := c.Type
	word := kindWords[t.Kind]
	switch {
	case t.Kind == rule.Ref:
		word = "指向" + escape(p.tableLabel(t.Table))
	case t.Kind == rule.Code:
		word = "选一：" + escape(strings.Join(t.Codes, " · "))
	case t.Kind == rule.Codes:
		word = "可多选（用、分开）：" + escape(strings.Join(t.Codes, " · "))
	case t.Unit == "year":
		word = "年度"
	case t.Unit != "":
		word += "（" + unitWord(string(t.Unit)) + "）"
	}
	if len(t.Names) > 0 {
		word += "：1 起依次为 " + escape(strings.Join(t.Names, " · "))
	}
	if c.Max > 0 {
		word += "，不超过 " + strconv.Itoa(c.Max) + " 字"
	}
	return word
}

// remarks are what else there is to know of a column.
func (p *page) remarks(t *Table, c *rule.Column) []string {
	var list []string
	if c.System {
		list = append(list, "由系统填写")
	}
	if c.Empty != "" {
		list = append(list, "空即"+escape(c.Empty))
	}
	if c.OnlyWithout != "" {
		without := t.Column(c.OnlyWithout)
		label := c.OnlyWithout
		if without != nil {
			label = orName(without.Label, without.Name)
		}
		list = append(list, "仅在没有"+escape(label)+"时读取")
	}
	if c.Mask != "" {
		list = append(list, "对外遮盖")
	}
	return list
}
