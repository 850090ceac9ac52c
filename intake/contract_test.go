package intake

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dixian/calendar"
	"dixian/column"
	"dixian/identity"
	"dixian/rule"
)

// The tests speak of these tables of the contract, written out by hand.

func text() rule.Type            { return rule.Type{Kind: rule.Text} }
func word(w ...string) rule.Type { return rule.Type{Kind: rule.Code, Codes: w} }
func of(k rule.Kind) rule.Type   { return rule.Type{Kind: k} }
func person() rule.Type {
	return rule.Type{Kind: rule.Ref, Table: "persons", Key: rule.ID}
}
func household() rule.Type {
	return rule.Type{Kind: rule.Ref, Table: "households", Key: rule.Text}
}

func households() *rule.Table {
	return &rule.Table{Name: "households", Label: "户", Columns: []*rule.Column{
		{Name: "household_code", Label: "户编号", Type: text(), Key: true, Required: true, Max: 32},
		{Name: "division_code", Label: "行政区划代码", Type: of(rule.Division), Required: true},
		{Name: "group_name", Label: "村民组", Type: text()},
		{Name: "kind", Label: "户类型", Type: word("脱贫户", "一般农户"), Required: true},
		{Name: "relocated", Label: "是否易地搬迁户", Type: of(rule.Bool)},
		{Name: "phone", Label: "联系电话", Type: text(), Mask: "phone"},
	}}
}

func persons() *rule.Table {
	return &rule.Table{
		Name: "persons", Label: "人", Strict: true, BelongsTo: []string{"household_code"},
		FallbackKey: []string{"household_code", "provisional_no"},
		Columns: []*rule.Column{
			{Name: "id_number", Label: "证件号码", Type: of(rule.ID), Key: true, Mask: "id"},
			{Name: "provisional_no", Label: "临时编号", Type: text(), Max: 20, OnlyWithout: "id_number"},
			{Name: "birth_date", Label: "出生日期", Type: of(rule.Date), OnlyWithout: "id_number", Derive: "birth_date"},
			{Name: "sex", Label: "性别", Type: word("男", "女"), OnlyWithout: "id_number", Derive: "sex"},
			{Name: "name", Label: "姓名", Type: text(), Required: true, Mask: "name"},
			{Name: "household_code", Label: "户编号", Type: household(), Required: true},
			{Name: "relation", Label: "与户主关系", Type: word("户主", "配偶", "子", "女"), Required: true},
			{Name: "education", Label: "文化程度", Type: word("小学", "初中", "高中")},
			{Name: "health", Label: "健康状况", Type: rule.Type{Kind: rule.Codes, Codes: []string{"健康", "长期慢性病", "患有大病", "残疾"}}},
			{Name: "living_together", Label: "是否共同生活", Type: of(rule.Bool), Empty: "是"},
			{Name: "status", Label: "人口状态", Type: word("正常", "死亡", "迁出"), Empty: "正常"},
			{Name: "named_elsewhere", Type: of(rule.Bool), System: true},
		}}
}

func medical() *rule.Table {
	return &rule.Table{Name: "medical_settlement", Label: "医保结算", BelongsTo: []string{"id_number"}, Columns: []*rule.Column{
		{Name: "record_no", Label: "结算单号", Type: text(), Key: true, Required: true},
		{Name: "id_number", Label: "证件号码", Type: person(), Key: true},
		{Name: "settle_date", Label: "结算日期", Type: of(rule.Date), Required: true},
		{Name: "hospital_level", Label: "机构级别", Type: word("一级", "二级", "三级")},
		{Name: "self_paid", Label: "个人自付", Type: of(rule.Money), Required: true},
	}}
}

// everything has an optional column of each type beside its key.
func everything() *rule.Table {
	return &rule.Table{Name: "everything", Label: "各种类型", Columns: []*rule.Column{
		{Name: "no", Label: "编号", Type: text(), Key: true, Required: true},
		{Name: "money", Label: "金额", Type: of(rule.Money)},
		{Name: "int", Label: "天数", Type: rule.Type{Kind: rule.Int, Unit: "days"}},
		{Name: "year", Label: "年度", Type: rule.Type{Kind: rule.Int, Unit: "year"}},
		{Name: "grade", Label: "等级", Type: rule.Type{Kind: rule.Int, Names: []string{"一级", "二级", "三级", "四级"}}},
		{Name: "date", Label: "日期", Type: of(rule.Date)},
		{Name: "month", Label: "月份", Type: of(rule.Month)},
		{Name: "school_year", Label: "学年", Type: of(rule.SchoolYear)},
		{Name: "code", Label: "级别", Type: word("一级", "二级", "三级")},
		{Name: "codes", Label: "状况", Type: rule.Type{Kind: rule.Codes, Codes: []string{"健康", "长期慢性病", "残疾"}}},
		{Name: "bool", Label: "是否", Type: of(rule.Bool)},
		{Name: "text", Label: "内容", Type: text()},
		{Name: "short", Label: "短文", Type: text(), Max: 4},
		{Name: "id", Label: "证件号码", Type: of(rule.ID), Mask: "id"},
		{Name: "division", Label: "区划", Type: of(rule.Division)},
		{Name: "credit", Label: "信用代码", Type: of(rule.Credit)},
		{Name: "decimal", Label: "面积", Type: of(rule.Decimal)},
		{Name: "person", Label: "人", Type: person()},
		{Name: "household", Label: "户", Type: household()},
	}}
}

var today = calendar.NewDate(2025, 6, 30)

// idOf is a made-up ID number: the nth of those born that day, odd for men.
func idOf(birth string, n int) string {
	d, err := calendar.ParseDate(birth)
	if err != nil {
		panic(err)
	}
	y, m, day := d.YMD()
	return identity.ID(((520123*10000+y)*10000+m*100+day)*1000 + n).String()
}

// heard collects what a load tells.
type heard struct {
	bad, warnings []Problem
	rows          []BadRow
}

func (h *heard) options() Options {
	return Options{
		Today:    today,
		Bad:      func(p Problem) error { h.bad = append(h.bad, p); return nil },
		Warn:     func(p Problem) error { h.warnings = append(h.warnings, p); return nil },
		SetAside: func(r BadRow) error { h.rows = append(h.rows, r); return nil },
	}
}

// loadFiles writes files of a table, named in order, and loads them.
func loadFiles(t *testing.T, table *rule.Table, opt Options, contents ...string) (*Loaded, error) {
	t.Helper()
	dir := t.TempDir()
	var paths []string
	for i, content := range contents {
		path := filepath.Join(dir, table.Name+"_"+string(rune('a'+i))+".csv")
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	return Load(context.Background(), table, paths, opt)
}

// mustLoad loads files that are not refused, and checks that the counts add up.
func mustLoad(t *testing.T, table *rule.Table, opt Options, contents ...string) *Loaded {
	t.Helper()
	l, err := loadFiles(t, table, opt, contents...)
	if err != nil {
		t.Fatal(err)
	}
	checkCounts(t, l)
	return l
}

func checkCounts(t testing.TB, l *Loaded) {
	t.Helper()
	if l.Read != l.Accepted+l.Duplicate+l.Quarantined {
		t.Fatalf("read %d ≠ accepted %d + duplicate %d + quarantined %d", l.Read, l.Accepted, l.Duplicate, l.Quarantined)
	}
	for i, c := range l.Columns {
		if c != nil && c.Len() != l.Accepted {
			t.Fatalf("column %s has %d rows, accepted are %d", l.Table.Columns[i].Name, c.Len(), l.Accepted)
		}
	}
	if len(l.File) != l.Accepted || len(l.Line) != l.Accepted || l.NamedElsewhere.Len() != l.Accepted {
		t.Fatalf("%d files, %d lines, %d marks for %d accepted rows", len(l.File), len(l.Line), l.NamedElsewhere.Len(), l.Accepted)
	}
}

// refused returns the refusal of a load, which must be one.
func refused(t *testing.T, l *Loaded, err error) *FileError {
	t.Helper()
	var f *FileError
	if !errors.As(err, &f) {
		t.Fatalf("not refused: %v", err)
	}
	if l != nil {
		t.Fatal("a refused file left something loaded")
	}
	if f.File == "" || !strings.HasPrefix(err.Error(), f.File+": ") {
		t.Fatalf("the refusal does not name the file: %v", err)
	}
	return f
}

// value is what a row has in a column: nil if unknown.
func at(t testing.TB, l *Loaded, name string, row int) any {
	t.Helper()
	i := l.Table.ColumnIndex(name)
	if i < 0 || l.Columns[i] == nil {
		t.Fatalf("no column %s", name)
	}
	v, known := storedAny(l, i, row)
	if !known {
		return nil
	}
	return v
}

// storedAny is what a row has in the column at place i, and whether it is known.
func storedAny(l *Loaded, i, row int) (any, bool) {
	switch c := l.Columns[i].(type) {
	case *column.Long:
		return c.At(row)
	case *column.Word:
		return c.At(row)
	case *column.Byte:
		return c.At(row)
	case *column.Text:
		return c.At(row)
	}
	return nil, false
}

func joined(lines ...string) string { return strings.Join(lines, "\n") + "\n" }
