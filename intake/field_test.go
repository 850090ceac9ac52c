package intake

import (
	"strings"
	"testing"

	"dixian/calendar"
	"dixian/column"
	"dixian/division"
	"dixian/identity"
)

// loadCell loads one row of the table everything with one cell beside its key.
func loadCell(t *testing.T, name, cell string) (*Loaded, []Problem) {
	t.Helper()
	var h heard
	l, err := FromRows(everything(), []map[string]string{{"no": "1", name: cell}}, h.options())
	if err != nil {
		t.Fatal(err)
	}
	checkCounts(t, l)
	return l, h.warnings
}

func TestCellsThatAreNoValues(t *testing.T) {
	for _, c := range []struct{ column, cell, reason string }{
		{"money", "1,2O4.50", "不是金额：第4个字符是字母O"},
		{"money", "１２", "不是金额：第1个字符是全角数字"},
		{"money", "12 000", "不是金额：第3个字符是空格"},
		{"money", "12元", "不是金额：第3个字符是“元”"},
		{"money", "1,2345", "千分位"},
		{"money", "1.234", "小数点后最多2位"},
		{"money", "1234567890123", "最多12位"},
		{"money", "+5", "第1个字符是“+”"},
		{"money", ".5", "应写成"},
		{"money", "null", "不是金额：第1个字符是字母n"},
		{"money", "-", "应写成"},
		{"money", "无", "第1个字符是“无”"},
		{"int", "1234567890", "最多9位数字，这里有10位"},
		{"int", "1.0", "第2个字符是“.”"},
		{"int", "+1", "第1个字符是“+”"},
		{"int", "--1", "应写成"},
		{"year", "25", "不是年度"},
		{"year", "1899", "不是年度"},
		{"year", "2101", "不是年度"},
		{"year", "2025年", "不是年度"},
		{"grade", "五级", "不在可填的值之内：只能填一级、二级、三级、四级，或数字1至4"},
		{"grade", "0", "只能填"},
		{"grade", "5", "只能填"},
		{"date", "2025-02-30", "不是日期：2025年2月没有30日"},
		{"date", "2025-13-01", "不是日期：没有13月"},
		{"date", "1899-12-31", "年份1899不在1900至2100之间"},
		{"date", "20251301", "没有13月"},
		{"date", "2025.06.30", "不是日期"},
		{"date", "2025年6月30日", "第5个字符是“年”"},
		{"date", "06/30/2025", "应写成2025-06-30"},
		{"date", "25-06-30", "不是日期"},
		{"date", "2025-06", "应写成"},
		{"date", "5.22125E+17", "字母E"},
		{"month", "2025-13", "不是月份：没有13月"},
		{"month", "20256", "不是月份"},
		{"month", "2025-06-30", "不是月份"},
		{"month", "1899-01", "年份1899"},
		{"school_year", "2024-2026", "不是学年：应写成2024-2025，后一年比前一年大1"},
		{"school_year", "2024/2025", "第5个字符是“/”"},
		{"school_year", "2024", "不是学年"},
		{"code", "四级", "不在可填的值之内：只能填一级、二级、三级"},
		{"code", "一级 甲等", "只能填"},
		{"code", "1", "只能填"},
		{"codes", "健康、感冒", "“感冒”不在可填的值之内"},
		{"codes", "健康,残疾", "“健康,残疾”"},
		{"codes", "健康、", "“”"},
		{"bool", "有", "不是“是”或“否”"},
		{"bool", "yes", "是或否"},
		{"bool", "2", "是或否"},
		{"short", "五个汉字了", "太长：最多4个字符，这里有5个"},
		{"id", "52012319900101", "应为18位，这里有14位"},
		{"id", "520123199O0101001X", "第10个字符是字母O"},
		{"id", "520123199002300012", "出生日期不存在"},
		{"id", "520123189912310018", "早于1900年"},
		{"id", "520123203001010018", "晚于2025-06-30"},
		{"id", wrongCheck(idOf("1990-01-01", 1)), "校验码不对"},
		{"id", "X20123199001010018", "第1个字符是字母X"},
		{"id", "52012319900101001XX", "应为18位，这里有19位，第18个字符是字母X"},
		{"id", "5.22125E+17", "先把整列设为“文本”"},
		{"id", "520123900230001", "出生日期不存在"},
		{"person", "5.22125E+17", "先把整列设为“文本”"},
		{"division", "52012310120", "应为12位数字，这里有11个字符"},
		{"division", "5201231012O1", "字母O"},
		{"division", "520123101000", "村（居）一级"},
		{"division", "529999101201", "前六位529999"},
		{"division", "520222101201", "前六位520222"}, // 盘县, now 盘州市
		{"credit", "91520123MA6DLQ8T4", "这里有17位"},
		{"credit", "91520123ma6dlq8t4k", "第9个字符是字母m"},
		{"credit", "91520123MA6DLQOT4K", "没有I、O、S、V、Z"},
		{"credit", "91520123MA6DLQ8T40", "校验码不对"},
		{"decimal", "12.5㎡", "第5个字符是“㎡”"},
		{"decimal", "1.2.3", "不是小数"},
		{"decimal", ".5", "不是小数"},
		{"decimal", "1,5", "不是小数"},
	} {
		l, warnings := loadCell(t, c.column, c.cell)
		if l.Accepted != 1 {
			t.Errorf("%s %q: the row went to quarantine, but the column is optional", c.column, c.cell)
			continue
		}
		if v := at(t, l, c.column, 0); v != nil {
			t.Errorf("%s %q is read as %v", c.column, c.cell, v)
			continue
		}
		if len(warnings) != 1 || l.Warnings != 1 {
			t.Errorf("%s %q: %d warnings", c.column, c.cell, len(warnings))
			continue
		}
		if !strings.Contains(warnings[0].Reason, c.reason) || warnings[0].Column != c.column {
			t.Errorf("%s %q: reason %q, want one with %q", c.column, c.cell, warnings[0].Reason, c.reason)
		}
	}
}

// wrongCheck changes the check character.
func wrongCheck(id string) string {
	last := byte('0')
	if id[17] == last {
		last = '1'
	}
	return id[:17] + string(last)
}

func TestCellsAndWhatTheyMean(t *testing.T) {
	man := idOf("1990-01-01", 1)
	packed, _, err := identity.Parse(man, today)
	if err != nil {
		t.Fatal(err)
	}
	village := division.Guizhou().Villages()[0].String()
	day := func(s string) int32 {
		d, err := calendar.ParseDate(s)
		if err != nil {
			t.Fatal(err)
		}
		return int32(d)
	}
	for _, c := range []struct {
		column, cell string
		want         any
	}{
		{"money", "1204.5", int64(120450)},
		{"money", "1,204,000.05", int64(120400005)},
		{"money", "-3", int64(-300)},
		{"money", "\u3000 \u00a012 ", int64(1200)},
		{"money", "", nil},
		{"money", " \u3000", nil},
		{"int", "-12", int32(-12)},
		{"int", "999999999", int32(999999999)},
		{"year", "2025", int32(2025)},
		{"grade", "二级", int32(2)},
		{"grade", "2", int32(2)},
		{"date", "2025-06-30", day("2025-06-30")},
		{"date", "2025/6/3", day("2025-06-03")},
		{"date", "20250630", day("2025-06-30")},
		{"date", "2025-06-30 08:00:00", day("2025-06-30")},
		{"date", "2025-06-30T08:00", day("2025-06-30")},
		{"month", "2025-6", int32(2025*12 + 5)},
		{"month", "202506", int32(2025*12 + 5)},
		{"school_year", "2024-2025", int32(2024)},
		{"code", "三级", uint8(2)},
		{"codes", "残疾", int32(4)},
		{"codes", "残疾、健康、残疾", int32(5)},
		{"bool", "是", uint8(1)},
		{"bool", "否", uint8(0)},
		{"bool", "TRUE", uint8(1)},
		{"bool", "False", uint8(0)},
		{"bool", "y", uint8(1)},
		{"bool", "N", uint8(0)},
		{"bool", "0", uint8(0)},
		{"bool", "", nil},
		{"text", "null", "null"},
		{"text", " a \u3000", "a"},
		{"short", "四个汉字", "四个汉字"},
		{"id", man, int64(packed)},
		{"person", man, int64(packed)},
		{"division", village, village},
		{"credit", "91520123MA6DLQ8T4K", nil},
		{"decimal", "-12.50", "-12.50"},
		{"household", strings.Repeat("长", 40), strings.Repeat("长", 40)},
	} {
		l, warnings := loadCell(t, c.column, c.cell)
		if c.column == "credit" {
			continue // below
		}
		if got := at(t, l, c.column, 0); got != c.want || len(warnings) > 0 {
			t.Errorf("%s %q is %v with %d warnings, want %v", c.column, c.cell, got, len(warnings), c.want)
		}
	}
	for check := range "0123456789ABCDEFGHJKLMNPQRTUWXY" {
		code := "91520123MA6DLQ8T4" + "0123456789ABCDEFGHJKLMNPQRTUWXY"[check:check+1]
		l, _ := loadCell(t, "credit", code)
		if good := identity.CheckCreditCode(code) == nil; good != (at(t, l, "credit", 0) == code) {
			t.Errorf("credit %s: good %v, read as %v", code, good, at(t, l, "credit", 0))
		}
	}
}

func TestGoodCellsThatAreListed(t *testing.T) {
	l, warnings := loadCell(t, "id", "520123900101001")
	want, _, _ := identity.Parse("520123900101001", today)
	if at(t, l, "id", 0) != int64(want) || len(warnings) != 1 || !strings.Contains(warnings[0].Reason, "换成18位") {
		t.Errorf("a number of 15 digits: %v, %v", at(t, l, "id", 0), warnings)
	}
	if warnings[0].Value != "52012**********" {
		t.Errorf("its value is shown as %q", warnings[0].Value)
	}
	l, warnings = loadCell(t, "division", "520123999299")
	if at(t, l, "division", 0) != "520123999299" || len(warnings) != 1 || !strings.Contains(warnings[0].Reason, "不在区划表中") {
		t.Errorf("a village that the table does not know: %v, %v", at(t, l, "division", 0), warnings)
	}
	if l.Warnings != 1 {
		t.Errorf("%d warnings counted", l.Warnings)
	}
}

func TestLowercaseXIsX(t *testing.T) {
	for n := 1; n < 200; n++ {
		id := idOf("1990-01-01", n)
		if id[17] != 'X' {
			continue
		}
		l, _ := loadCell(t, "id", strings.ToLower(id))
		if got := identity.ID(l.Column("id").(*column.Long).Values[0]).String(); got != id {
			t.Errorf("%s reads as %s", strings.ToLower(id), got)
		}
		return
	}
	t.Fatal("no number with X found")
}
