package intake

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"dixian/rule"
)

// This file has all the words that go back to the departments. What is wrong with
// a cell is found out in explain.go.

// Reasons about a cell whatever its type.
const (
	reasonEmpty        = "必填项是空的：补填后重新报送"
	reasonNobody       = "证件号码和临时编号都是空的：至少填一个"
	reasonQuotes       = "引号之后还有内容：单元格里的引号要写成两个"
	reasonExcelError   = "是Excel的错误值：改正公式，或粘贴为数值"
	reasonUncomputed   = "是没有计算结果的公式：在Excel中打开并保存一次，或粘贴为数值"
	reasonNotText      = "不是文字：这一格的字节不是UTF-8编码"
	reasonRoundedID    = "不是证件号码：表格把它存成了数字，后几位已经丢失；要先把整列设为“文本”格式，再录入号码"
	reasonRounded      = "16位以上的数字单元格，15位以后已经丢失：要先把整列设为“文本”格式，再录入"
	reasonNoChoice     = "不在可填的值之内：只能填"
	reasonDateCell     = "不是日期：这个数字不是Excel的日期（1900-01-01至2100-12-31）"
	reasonDivision12   = "不是行政区划代码：应为12位数字，这里有%d个字符"
	reasonNotVillage   = "行政区划代码要到村（居）一级：末三位不能是000"
	reasonNoCounty     = "行政区划代码的前六位%s不是省内现有的县（市、区）"
	reasonNotHeld      = "%s在“%s”表中没有：先补录，或改正编号"
	reasonTooLong      = "太长：最多%d个字符，这里有%d个"
	reasonCellCount    = "本行有%d个单元格，表头有%d个：多半是单元格里的逗号没有加引号，或少了一列"
	reasonStrange      = "%s：第%d个字符是%s"
	reasonHowWritten   = "%s：应写成%s"
	reasonOutside      = "%s：%s"
	reasonIntTooLong   = "最多9位数字，这里有%d位"
	reasonYearOutside  = "年份%d不在1900至2100之间"
	reasonNoMonth      = "没有%d月"
	reasonNoDay        = "%d年%d月没有%d日"
	reasonIDLength     = "不是证件号码：应为18位，这里有%d位"
	reasonBornEarly    = "不是证件号码：其中的出生日期早于1900年"
	reasonBornNever    = "不是证件号码：其中的出生日期不存在"
	reasonBornLate     = "不是证件号码：其中的出生日期晚于%s（装载日）"
	reasonCheck        = "：校验码不对，18位中至少有一位写错"
	reasonCapitals     = "（只有数字和大写字母，没有I、O、S、V、Z）"
	reasonCreditLength = "不是统一社会信用代码：应为18位，这里有%d位"
	reasonNamed        = "不在可填的值之内：只能填%s，或数字1至%d"
	reasonYear         = "不是年度：应写成1900至2100之间的四位数字，如2025"
	reasonWordAmong    = "“%s”不在可填的值之内：可以填%s，多个之间用“、”"
)

// noticeReasons are about good cells.
var noticeReasons = [...]string{
	converted:  "15位旧号，已按19××年出生换成18位：请核对",
	newVillage: "村（居）或乡镇代码不在区划表中（截止2023年6月30日）：已收下，请核对",
}

// what names, for each type, what the cell is not.
var notA = map[rule.Kind]string{
	rule.Money: "不是金额", rule.ID: "不是证件号码", rule.Date: "不是日期", rule.Month: "不是月份", rule.SchoolYear: "不是学年",
	rule.Int: "不是整数", rule.Decimal: "不是小数", rule.Credit: "不是统一社会信用代码", rule.Division: "不是行政区划代码", rule.Bool: "不是“是”或“否”",
}

// howWritten shows, for each type, what would be read.
var howWritten = map[rule.Kind]string{
	rule.Money:      "1234.50：小数点前最多12位，小数点后最多2位，千分位逗号要么全写、要么不写",
	rule.Date:       "2025-06-30、20250630或2025/6/30",
	rule.Month:      "2025-06、2025/6或202506",
	rule.SchoolYear: "2024-2025，后一年比前一年大1",
	rule.Int:        "最多9位的整数",
	rule.Decimal:    "12.5这样的数字",
	rule.Bool:       "是或否（也可以是1或0、true或false、Y或N）",
}

func cellCountReason(n, width int) string { return fmt.Sprintf(reasonCellCount, n, width) }

// oneOf lists the words that a cell may hold.
func oneOf(words []string) string { return strings.Join(words, "、") }

// glyph says in words what the first character of s is. Which digit it is stays
// unsaid: the cell may be masked.
func glyph(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	switch {
	case r == utf8.RuneError && size <= 1:
		return "乱码"
	case r == ' ':
		return "空格"
	case r == '\u00a0':
		return "不换行空格"
	case r == '\u3000':
		return "全角空格"
	case r == '\t':
		return "制表符"
	case r == '\n', r == '\r':
		return "换行"
	case r >= '0' && r <= '9':
		return "数字"
	case r >= '０' && r <= '９':
		return "全角数字"
	case r >= 'A' && r <= 'Z', r >= 'a' && r <= 'z':
		return "字母" + string(r)
	case r > '！' && r <= '～':
		return "全角的" + string(r)
	case !unicode.IsGraphic(r):
		return fmt.Sprintf("看不见的字符（U+%04X）", r)
	}
	return "“" + string(r) + "”"
}
