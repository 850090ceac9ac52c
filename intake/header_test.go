package intake

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"dixian/rule"
)

func TestHeadersThatAreRefused(t *testing.T) {
	for _, c := range []struct{ says, header, column, sentence string }{
		{"a required column is missing", "record_no,id_number,self_paid", "settle_date",
			"column settle_date (结算日期) is missing from the header; add it and load the file again"},
		{"two are missing", "结算单号,id_number", "settle_date", "columns settle_date (结算日期), self_paid (个人自付) are missing"},
		{"a key that is misspelt is no key", "record_No,id_number,settle_date,self_paid", "record_no", "record_no (结算单号) is missing"},
		{"one column twice by its key", "record_no,settle_date,self_paid,self_paid", "self_paid", `column self_paid (个人自付) stands twice in the header, as "self_paid" in place 3 and as "self_paid" in place 4`},
		{"one column by key and by Chinese name", "record_no,settle_date,self_paid,结算日期", "settle_date", "settle_date (结算日期) stands twice"},
		{"an optional column twice", "record_no,settle_date,self_paid,机构级别,hospital_level", "hospital_level", "stands twice"},
		{"semicolons are no separators", "record_no;settle_date;self_paid", "record_no", "are missing"},
		{"an empty file", "", "", "the file is empty"},
		{"blank lines only", "\n ,,\n", "", "the file is empty"},
	} {
		l, err := loadFiles(t, medical(), Options{Today: today}, c.header)
		f := refused(t, l, err)
		if f.Column != c.column || !strings.Contains(f.Error(), c.sentence) || f.File != "medical_settlement_a.csv" {
			t.Errorf("%s: %v (column %q)", c.says, err, f.Column)
		}
	}
	// The second file's refusal leaves nothing of the first.
	l, err := loadFiles(t, medical(), Options{Today: today}, "record_no,settle_date,self_paid\n1,2025-01-01,1\n", "record_no\n")
	if f := refused(t, l, err); f.File != "medical_settlement_b.csv" {
		t.Errorf("the refusal names %s", f.File)
	}
}

func TestHeadersInAnyOrderAndSpelling(t *testing.T) {
	for _, content := range []string{
		joined("record_no,id_number,settle_date,hospital_level,self_paid", "1,"+man+",2025-01-01,二级,12"),
		joined("个人自付,机构级别,结算日期,证件号码,结算单号", "12,二级,2025-01-01,"+man+",1"),
		joined(" self_paid ,\u3000机构级别,备注,settle_date,证件号码,,结算单号", "12,二级,x,2025-01-01,"+man+",y,1"),
		joined("record_no\tid_number\tsettle_date\thospital_level\tself_paid", "1\t"+man+"\t2025-01-01\t二级\t12"),
		joined(`"record_no","id_number","settle_date","hospital_level","self_paid"`, `"1","`+man+`","2025-01-01","二级","12"`),
	} {
		l := mustLoad(t, medical(), Options{Today: today}, content)
		if at(t, l, "record_no", 0) != "1" || at(t, l, "hospital_level", 0) != uint8(1) || at(t, l, "self_paid", 0) != int64(1200) {
			t.Errorf("%q is read wrongly", content)
		}
		if strings.Contains(content, "备注") {
			if want := []string{"备注", "(no name, column 6)"}; !slices.Equal(l.Files[0].Ignored, want) {
				t.Errorf("ignored %q, want %q", l.Files[0].Ignored, want)
			}
		}
	}
	// An optional key column may be missing: its cells are empty.
	l := mustLoad(t, medical(), Options{Today: today}, joined("record_no,settle_date,self_paid", "1,2025-01-01,1"))
	if at(t, l, "id_number", 0) != nil {
		t.Error("a column that is not there has a value")
	}
	// A system column is none of the files'.
	l = mustLoad(t, persons(), Options{Today: today}, joined(personHeader+",named_elsewhere", man+",,,,张三,H1,户主,,,,,是"))
	if !slices.Equal(l.Files[0].Ignored, []string{"named_elsewhere"}) || l.Column("named_elsewhere") != nil {
		t.Error("a system column is read from a file")
	}
}

func TestFind(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{
		"households.csv", "persons_520123.xlsx", "persons-520121.csv", "人_a.csv", "户.parquet", "医保结算-2025.csv", "medical_settlement.csv",
		"medical_settlementx.csv", "personsx.csv", "Persons.csv", "persons", "notes.txt", "~$households.xlsx", "x_households.csv", "everything_else.csv",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, "households_old"), 0o700); err != nil {
		t.Fatal(err)
	}
	longer := &rule.Table{Name: "everything_else", Label: "其他"}
	found, left, err := Find(dir, []*rule.Table{households(), persons(), medical(), everything(), longer})
	if err != nil {
		t.Fatal(err)
	}
	names := map[string][]string{}
	for table, paths := range found {
		for _, path := range paths {
			names[table] = append(names[table], filepath.Base(path))
		}
	}
	want := map[string][]string{
		"households":         {"households.csv", "户.parquet"},
		"persons":            {"persons-520121.csv", "persons_520123.xlsx", "人_a.csv"},
		"medical_settlement": {"medical_settlement.csv", "医保结算-2025.csv"},
		"everything_else":    {"everything_else.csv"},
	}
	if !reflect.DeepEqual(names, want) {
		t.Errorf("found %v, want %v", names, want)
	}
	if want := []string{"Persons.csv", "households_old/", "medical_settlementx.csv", "notes.txt", "persons", "personsx.csv", "x_households.csv", "~$households.xlsx"}; !slices.Equal(left, want) {
		t.Errorf("left %q, want %q", left, want)
	}
	if _, _, err := Find(filepath.Join(dir, "nowhere"), nil); err == nil {
		t.Error("a directory that is not there is searched")
	}
	if found, left, err := Find(t.TempDir(), nil); err != nil || len(found) > 0 || len(left) > 0 {
		t.Errorf("an empty directory: %v %v %v", found, left, err)
	}
}

func TestTheSameFileAgain(t *testing.T) {
	first := joined("no,text", "1,a", "2,b")
	second := joined("no,text", "1,c")
	l := mustLoad(t, everything(), Options{Today: today}, first, second, first)
	if l.Read != 3 || l.Duplicate != 1 || at(t, l, "text", 1) != "c" {
		t.Errorf("read %d, duplicate %d, text %v", l.Read, l.Duplicate, at(t, l, "text", 1))
	}
	again := l.Files[2]
	if again.SameAs != "everything_a.csv" || again.Rows != 0 || again.SHA256 != l.Files[0].SHA256 || len(again.SHA256) != 64 {
		t.Errorf("reported as %+v", again)
	}
	if l.Files[0].Rows != 2 || l.Files[0].Format != "csv" || l.Files[0].Encoding != "UTF-8" {
		t.Errorf("the first is reported as %+v", l.Files[0])
	}
}
