package intake

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dixian/rule"
)

func TestMappingsThatAreRefused(t *testing.T) {
	for _, c := range []struct{ says, file, sentence string }{
		{"a table that is not there", "medical:\n  headers: {}\n", `line 1: there is no table "medical"`},
		{"a column that is not there", "persons:\n  headers:\n    身份证: idnumber\n", `line 3: table persons has no column "idnumber"`},
		{"a system column", "persons:\n  headers: {a: named_elsewhere}\n", `no column "named_elsewhere"`},
		{"a header twice", "persons:\n  headers:\n    a: name\n    a: relation\n", "line 4: \"a\" stands twice"},
		{"codes of a column that is not there", "persons:\n  codes: {kind: {a: b}}\n", `no column "kind"`},
		{"codes of a text", "persons:\n  codes:\n    name: {a: b}\n", "column name (姓名) is of type text and has no list of words"},
		{"a word that is not on the list", "persons:\n  codes:\n    relation: {'1': 本人}\n", `line 3: column relation (与户主关系) has no word "本人"`},
		{"another key", "persons:\n  header: {}\n", "headers and codes, not \"header\""},
		{"a list", "- persons\n", "must be a map"},
		{"no YAML", "persons: [", "yaml"},
	} {
		_, err := parseMapping([]byte(c.file), []*rule.Table{persons()})
		if err == nil || !strings.Contains(err.Error(), c.sentence) {
			t.Errorf("%s: %v", c.says, err)
		}
	}
	if _, err := LoadMapping(filepath.Join(t.TempDir(), "none.yaml"), nil); err == nil {
		t.Error("a file that is not there is read")
	}
}

func TestMapping(t *testing.T) {
	path := filepath.Join(t.TempDir(), "mapping.json")
	file := `{"everything": {
		"headers": {"序号": "no", "天": "int", "内容": "", "文": "text"},
		"codes": {"code": {"1": "一级", "3": "三级"}, "codes": {"A": "健康", "B": "残疾"}, "bool": {"有": "是", "on": "否"}, "grade": {"甲": "1"}}}}`
	if err := os.WriteFile(path, []byte(file), 0o600); err != nil {
		t.Fatal(err)
	}
	mappings, err := LoadMapping(path, []*rule.Table{everything()})
	if err != nil {
		t.Fatal(err)
	}
	var h heard
	opt := h.options()
	opt.Mapping = mappings["everything"]
	l := mustLoad(t, everything(), opt, joined("序号,天,内容,文,code,codes,bool,grade",
		"1,5,x,y,3,A、B,有,甲", "2,5,x,y,二级,健康,on,4", "3,5,x,y,2,C,是,乙"))
	for _, c := range []struct {
		row    int
		column string
		want   any
	}{
		{0, "no", "1"}, {0, "int", int32(5)}, {0, "text", "y"}, {0, "code", uint8(2)}, {0, "codes", int32(5)}, {0, "bool", uint8(1)}, {0, "grade", int32(1)},
		{1, "code", uint8(1)}, {1, "codes", int32(1)}, {1, "bool", uint8(0)}, {1, "grade", int32(4)},
		{2, "code", nil}, {2, "codes", nil}, {2, "bool", uint8(1)}, {2, "grade", nil},
	} {
		if got := at(t, l, c.column, c.row); got != c.want {
			t.Errorf("row %d, %s: %v, want %v", c.row, c.column, got, c.want)
		}
	}
	if len(h.warnings) != 3 || len(l.Files[0].Ignored) != 1 {
		t.Errorf("%d warnings, ignored %v", len(h.warnings), l.Files[0].Ignored)
	}
	if empty, err := parseMapping(nil, nil); err != nil || len(empty) > 0 {
		t.Errorf("an empty file: %v", err)
	}
}
