package intake

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"dixian/rule"
)

var (
	man   = idOf("1990-01-01", 1)
	woman = idOf("1992-02-02", 2)
)

const personHeader = "id_number,provisional_no,birth_date,sex,name,household_code,relation,education,health,living_together,status"

// finds knows H1 and H2, as rows 4 and 2.
func finds(table string) func(key []byte) int32 {
	return func(key []byte) int32 {
		switch {
		case table == "households" && string(key) == "H1":
			return 4
		case table == "households" && string(key) == "H2":
			return 2
		}
		return -1
	}
}

func TestRowsThatGoToQuarantine(t *testing.T) {
	for _, c := range []struct {
		says, row    string
		column       string
		value, cause string
	}{
		{"a required cell that is empty", man + ",,,,,H1,户主,,,,", "name", "", "必填项是空的"},
		{"a required cell of spaces only", man + ",,,, \u3000,H1,户主,,,,", "name", "", "必填项是空的"},
		{"a required cell that is not on its list", man + ",,,,张三,H1,弟,,,,", "relation", "弟", "只能填户主、配偶、子、女"},
		{"a household that households does not hold", man + ",,,,张三,H9,户主,,,,", "household_code", "H9", "没有"},
		{"the first bad column in the page's order, not the file's", man + ",,,,,H9,弟,,,,", "name", "", "必填项是空的"},
		{"a bad ID", wrongCheck(man) + ",,,,张三,H1,户主,,,,", "id_number", "520123********00", "校验码不对"},
		{"a bad ID even with a provisional number", wrongCheck(man) + ",T1,1990-01-01,男,张三,H1,户主,,,,", "id_number", "520123********", "校验码不对"},
		{"an ID that Excel made a number of", "5.22125E+17,,,,张三,H1,户主,,,,", "id_number", "5.2********", "先把整列设为“文本”"},
		{"neither ID nor provisional number", ",,1990-01-01,男,张三,H1,户主,,,,", "id_number", "", "证件号码和临时编号都是空的"},
		{"neither, and nothing of what an ID would tell", ",,,,张三,H1,户主,,,,", "id_number", "", "证件号码和临时编号都是空的"},
		{"no ID and no birth date", ",T1,,男,张三,H1,户主,,,,", "birth_date", "", "必填项是空的"},
		{"no ID and a birth date that is none", ",T1,1990-02-30,男,张三,H1,户主,,,,", "birth_date", "1990-02-30", "没有30日"},
		{"no ID and no sex", ",T1,1990-01-01,,张三,H1,户主,,,,", "sex", "", "必填项是空的"},
		{"a provisional number of 21 characters", "," + strings.Repeat("长", 21) + ",1990-01-01,男,张三,H1,户主,,,,", "provisional_no", strings.Repeat("长", 21), "最多20个字符，这里有21个"},
		{"fewer cells than the header", man + ",,,,张三,H1,户主,,,", "", "", "本行有10个单元格，表头有11个"},
		{"more cells than the header", man + ",,,,张三,H1,户主,,,,,", "", "", "本行有12个单元格，表头有11个"},
		{"something after the closing quotation mark", man + ",,,,\"张\"三,H1,户主,,,,", "name", "\"***", "引号之后还有内容"},
	} {
		var h heard
		opt := h.options()
		opt.Find = finds
		good := woman + ",,,,李四,H1,配偶,,,,"
		l := mustLoad(t, persons(), opt, joined(personHeader, c.row, good))
		if l.Quarantined != 1 || l.Accepted != 1 || len(h.bad) != 1 {
			t.Errorf("%s: %d quarantined, %d accepted", c.says, l.Quarantined, l.Accepted)
			continue
		}
		p := h.bad[0]
		if p.Table != "persons" || p.File != "persons_a.csv" || p.Line != 2 || p.Column != c.column || !strings.HasPrefix(p.Value, c.value) || !strings.Contains(p.Reason, c.cause) {
			t.Errorf("%s: told as %+v", c.says, p)
		}
		if c.value == "" && p.Value != "" {
			t.Errorf("%s: value %q", c.says, p.Value)
		}
		if strings.Contains(fmt.Sprint(h.bad, h.rows), man) {
			t.Errorf("%s: an ID number is shown", c.says)
		}
	}
}

func TestBadCellsThatLeaveTheRow(t *testing.T) {
	var h heard
	opt := h.options()
	opt.Find = finds
	l := mustLoad(t, persons(), opt, joined(personHeader, man+",,,,张三,H1,户主,大专以上,健康、感冒,也许,失踪"))
	if l.Accepted != 1 || l.Warnings != 4 || len(h.warnings) != 4 {
		t.Fatalf("%d accepted, %d warnings", l.Accepted, l.Warnings)
	}
	// Where an empty cell means a word, one that cannot be read means it too.
	for i, want := range []struct {
		column string
		value  any
	}{{"education", nil}, {"health", nil}, {"living_together", uint8(1)}, {"status", uint8(0)}} {
		if h.warnings[i].Column != want.column || h.warnings[i].Line != 2 || at(t, l, want.column, 0) != want.value {
			t.Errorf("%s: %+v, read as %v", want.column, h.warnings[i], at(t, l, want.column, 0))
		}
	}
	if l = mustLoad(t, persons(), opt, joined(personHeader, man+",,,,张三,H1,户主,,,,")); at(t, l, "living_together", 0) != uint8(1) || at(t, l, "status", 0) != uint8(0) || at(t, l, "education", 0) != nil {
		t.Error("an empty cell does not mean what the contract says")
	}
}

func TestWarningsOfColumnsThatNothingReads(t *testing.T) {
	content := joined("no,int,code,id,text", "1,x,x,520123900101001,")
	for _, c := range []struct {
		checkAll bool
		columns  string
	}{
		{false, "[code id]"}, // a conversion is always listed
		{true, "[int code id]"},
	} {
		var h heard
		opt := h.options()
		opt.CheckAll = c.checkAll
		opt.Read = func(column string) bool { return column == "code" }
		l := mustLoad(t, everything(), opt, content)
		var columns []string
		for _, w := range h.warnings {
			columns = append(columns, w.Column)
		}
		if fmt.Sprint(columns) != c.columns || l.Warnings != len(columns) || at(t, l, "int", 0) != nil {
			t.Errorf("check all %v: warnings about %v, %d counted", c.checkAll, columns, l.Warnings)
		}
	}
}

func TestAColumnWhoseBadCellsMakeBadRows(t *testing.T) {
	var h heard
	opt := h.options()
	strict := everything()
	strict.Column("date").Strict = true
	l := mustLoad(t, strict, opt, joined("no,date", "1,2025-02-30", "2,", "3,2025-02-28"))
	if l.Quarantined != 1 || l.Accepted != 2 || h.bad[0].Column != "date" || at(t, l, "date", 0) != nil {
		t.Errorf("%d quarantined, %d accepted", l.Quarantined, l.Accepted)
	}
}

func TestNoRowIsSpoiltByWhatAnIDReplaces(t *testing.T) {
	var h heard
	l := mustLoad(t, persons(), h.options(), joined(personHeader, man+","+strings.Repeat("9", 30)+",gestern,女,张三,H1,户主,,,,", woman+",,,,李四,H1,配偶,,,,"))
	if l.Accepted != 2 || l.Warnings != 0 {
		t.Fatalf("%d accepted, %v", l.Accepted, h.warnings)
	}
	if at(t, l, "provisional_no", 0) != nil || at(t, l, "sex", 0) != uint8(0) || at(t, l, "sex", 1) != uint8(1) {
		t.Error("sex does not come from the ID, or the provisional number is kept")
	}
	if got := at(t, l, "birth_date", 0); got != at(t, mustLoad(t, everything(), h.options(), "no,date\n1,1990-01-01\n"), "date", 0) {
		t.Errorf("the birth date is %v", got)
	}
}

func TestWhatIsNoRow(t *testing.T) {
	var h heard
	l := mustLoad(t, everything(), h.options(), "\n , \n\"no\",text\n\n,\n\u3000,\u00a0 \n,,,\n1,a\n\"\",\"\"\n  \n2,b")
	if l.Read != 2 || l.Accepted != 2 || l.Line[0] != 8 || l.Line[1] != 11 {
		t.Errorf("%d rows read, lines %v", l.Read, l.Line)
	}
}

func TestLinesOfRowsWithLineBreaks(t *testing.T) {
	var h heard
	l := mustLoad(t, everything(), h.options(), "no,text\r\n1,\"a\r\nb\r\n\r\nc\"\r\n2,d\r\n,\"e\n\nf\"\n3,g\n")
	if want := []uint32{2, 6, 10}; !reflect.DeepEqual(l.Line, want) {
		t.Errorf("lines %v, want %v", l.Line, want)
	}
	if h.bad[0].Line != 7 {
		t.Errorf("the bad row is told with line %d", h.bad[0].Line)
	}
	if at(t, l, "text", 0) != "a\r\nb\r\n\r\nc" {
		t.Errorf("the text is %q", at(t, l, "text", 0))
	}
}

func TestHundredPercentBadRows(t *testing.T) {
	var h heard
	var content strings.Builder
	content.WriteString("record_no,id_number,settle_date,self_paid\n")
	for i := range 5000 {
		fmt.Fprintf(&content, "R%d,%s,2025-01-01,1O0\n", i, man)
	}
	l := mustLoad(t, medical(), h.options(), content.String())
	if l.Read != 5000 || l.Quarantined != 5000 || l.Accepted != 0 || len(h.bad) != 5000 || l.Len() != 0 {
		t.Errorf("read %d, quarantined %d, told %d", l.Read, l.Quarantined, len(h.bad))
	}
}

func TestWhatIsMasked(t *testing.T) {
	table := persons()
	table.Columns = append(table.Columns, &rule.Column{Name: "phone", Label: "联系电话", Type: text(), Mask: "phone"})
	row := map[string]string{"id_number": man, "name": "欧阳修", "household_code": "H9", "relation": "户主", "phone": "13912345678"}
	for _, unmasked := range []bool{false, true} {
		var h heard
		opt := h.options()
		opt.Find, opt.Unmasked = finds, unmasked
		if _, err := FromRows(table, []map[string]string{row}, opt); err != nil {
			t.Fatal(err)
		}
		r := h.rows[0]
		got := []string{r.Cells[0], r.Cells[4], r.Cells[5], r.Cells[len(r.Cells)-1]}
		want := []string{man[:6] + "********" + man[14:], "欧**", "H9", "139********"}
		if unmasked {
			want = []string{man, "欧阳修", "H9", "13912345678"}
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("unmasked %v: shown as %q", unmasked, got)
		}
	}
	// A reference to a person is an ID, whether or not the package says so.
	var h heard
	mustLoad(t, medical(), h.options(), joined("record_no,id_number,settle_date,self_paid", "1,"+wrongCheck(man)+",2025-01-01,1"))
	if v := h.bad[0].Value; v != man[:6]+"********"+wrongCheck(man)[14:] {
		t.Errorf("the ID of a settlement is shown as %q", v)
	}
}

func TestLongValuesAreCut(t *testing.T) {
	var h heard
	mustLoad(t, everything(), h.options(), joined("no,money", "1,"+strings.Repeat("长", 5000)))
	if n := len([]rune(h.warnings[0].Value)); n != longestValue+1 {
		t.Errorf("%d characters are shown", n)
	}
}

func TestASinkThatFailsEndsTheLoad(t *testing.T) {
	full := fmt.Errorf("no space left")
	for _, sink := range []func(*Options){
		func(o *Options) { o.Bad = func(Problem) error { return full } },
		func(o *Options) { o.SetAside = func(BadRow) error { return full } },
		func(o *Options) { o.Warn = func(Problem) error { return full } },
	} {
		opt := Options{Today: today}
		sink(&opt)
		if _, err := loadFiles(t, everything(), opt, joined("no,int", "1,x", ",2")); err != full {
			t.Errorf("the load ended with %v", err)
		}
	}
	if _, err := FromRows(everything(), nil, Options{}); err == nil || !strings.Contains(err.Error(), "Today") {
		t.Errorf("no day of loading: %v", err)
	}
	if _, err := FromRows(persons(), []map[string]string{{"named_elsewhere": "1"}}, Options{Today: today}); err == nil || !strings.Contains(err.Error(), "named_elsewhere") {
		t.Errorf("a system column is taken from a row: %v", err)
	}
}
