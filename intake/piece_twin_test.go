package intake

import (
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"pgregory.net/rapid"

	"dixian/column"
	"dixian/rule"
)

// sameBothWays loads a file row by row and in pieces of some size, and streams it
// both ways, and demands the same columns, lines, counts, words and refusal.
func sameBothWays(t rapid.TB, table *rule.Table, content []byte, opt Options, size, workers int) {
	t.Helper()
	load := func(rowByRow bool, loadBytes func(*rule.Table, []byte, Options) (*Loaded, error)) (*Loaded, heard, error) {
		var h heard
		told := h.options()
		o := opt
		o.Today, o.Bad, o.Warn, o.SetAside = told.Today, told.Bad, told.Warn, told.SetAside
		o.rowByRow, o.piece, o.streamed, o.Workers = rowByRow, size, size%7+1, workers
		l, err := loadBytes(table, content, o)
		return l, h, err
	}
	want, wantHeard, wantErr := load(true, loadBytes)
	for _, way := range []struct {
		name     string
		rowByRow bool
		load     func(*rule.Table, []byte, Options) (*Loaded, error)
	}{{"in pieces", false, loadBytes}, {"streamed in pieces", false, streamBytes}, {"streamed row by row", true, streamBytes}} {
		got, gotHeard, gotErr := load(way.rowByRow, way.load)
		if fmt.Sprint(gotErr) != fmt.Sprint(wantErr) {
			t.Fatalf("%q %s of %d: %v, row by row: %v", content, way.name, size, gotErr, wantErr)
		}
		if !reflect.DeepEqual(gotHeard, wantHeard) {
			t.Fatalf("%q %s of %d tells\n%+v, row by row\n%+v", content, way.name, size, gotHeard, wantHeard)
		}
		if wantErr != nil {
			continue
		}
		for i := range want.Columns {
			if got, want := cellsOf(got, i), cellsOf(want, i); !slices.Equal(got, want) {
				t.Fatalf("%q %s of %d: column %s\n%v, row by row\n%v", content, way.name, size, table.Columns[i].Name, got, want)
			}
		}
		rest := *want
		got.Columns, rest.Columns = nil, nil
		if !reflect.DeepEqual(got, &rest) && fmt.Sprintf("%+v", *got) != fmt.Sprintf("%+v", rest) {
			t.Fatalf("%q %s of %d:\n%+v, row by row\n%+v", content, way.name, size, *got, rest)
		}
	}
}

// cellsOf is a column as loaded, nil if it was not kept.
func cellsOf(l *Loaded, i int) (cells []any) {
	if l.Columns[i] == nil {
		return nil
	}
	for row := range l.Len() {
		var v any
		if stored, known := storedAny(l, i, row); known {
			v = stored
		}
		cells = append(cells, v)
	}
	return cells
}

// words are what cells are made of: good ones of every type, and others.
var words = []string{
	"", "", "", man, woman, man[:17] + "0", "520123900101001", idOf("2031-01-01", 1), "5.2E+17", "T1", "2025-06-30", "20250630", "2025/6/3", "2025-02-30", "2025-06",
	"2025", "2024-2025", "1", "0", "7", "-3", "12.50", "1,2", "1,234.00", "1 2", "一级", "三级", "是", "否", "TRUE", "y", "男", "女", "户主", "子", "H1", "H2", "H9", "张三", "正常", "死亡", "健康", "健康、残疾",
	"520123001001", "520123999299", "520123001", "91520000000000000X", "3.5", "贵州省贵阳市", "五个字的短", " ", "　", "\u00a0", "\"", "a\"b", "\r", "\n",
}

// drawRow makes the cells of a row, most of which its columns can hold.
func drawRow(t *rapid.T, columns []*rule.Column) []string {
	var cells []string
	for _, c := range columns {
		cell := rapid.SampledFrom(words).Draw(t, "word")
		if good := goodCell(c); rapid.IntRange(0, 9).Draw(t, "good") > 0 {
			cell = rapid.SampledFrom(good).Draw(t, "cell")
		}
		switch rapid.IntRange(0, 30).Draw(t, "spelling") {
		case 0:
			cell = " " + cell
		case 1:
			cell += "\u3000"
		case 2:
			cell = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
		case 3:
			cell = "\u00a0" + cell + " "
		}
		cells = append(cells, cell)
	}
	switch rapid.IntRange(0, 20).Draw(t, "row") {
	case 0:
		return cells[:len(cells)-1]
	case 1:
		return append(cells, "x")
	case 2:
		return []string{""}
	case 3:
		return make([]string, len(cells))
	}
	return cells
}

// goodCell is what a column may hold; of a key few different things.
func goodCell(c *rule.Column) []string {
	switch c.Type.Stored() {
	case rule.ID:
		return []string{man, woman, man, "", idOf("2001-05-05", 4), idOf("2020-02-29", 2)}
	case rule.Date:
		return []string{"2025-06-30", "2024-02-29", "2001-01-01", ""}
	case rule.Month:
		return []string{"2025-06", "202501"}
	case rule.SchoolYear:
		return []string{"2024-2025"}
	case rule.Money:
		return []string{"12", "0.5", "1234.56", "-3", "99999999.99"}
	case rule.Code, rule.Codes:
		return append([]string{""}, c.Type.Codes...)
	case rule.Bool:
		return []string{"是", "否", "1", "N", ""}
	case rule.Division:
		return []string{"520123001001", "520123999299"}
	case rule.Int:
		return []string{"2025", "1", "一级", "2", ""}
	}
	return []string{"H1", "H2", "H1", "A17", "贵州", ""}
}

func TestPiecesTwin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		table := rapid.SampledFrom([]*rule.Table{persons(), medical(), everything(), households()}).Draw(t, "table")
		var columns []*rule.Column
		var names []string
		for _, c := range table.Columns {
			if !c.System && (c.Required || rapid.IntRange(0, 4).Draw(t, c.Name) > 0) {
				columns, names = append(columns, c), append(names, c.Name)
			}
		}
		separator := rapid.SampledFrom([]string{",", "\t"}).Draw(t, "separator")
		end := rapid.SampledFrom([]string{"\n", "\r\n"}).Draw(t, "line end")
		content := strings.Join(names, separator) + end
		for range rapid.IntRange(0, 40).Draw(t, "rows") {
			content += strings.Join(drawRow(t, columns), separator) + end
		}
		if rapid.IntRange(0, 3).Draw(t, "last line") == 0 {
			content = strings.TrimSuffix(content, end)
		}
		if rapid.IntRange(0, 3).Draw(t, "quotes") > 0 { // most pieces of most files have none
			content = strings.ReplaceAll(content, `"`, "")
		}
		switch rapid.IntRange(0, 5).Draw(t, "encoding") {
		case 0:
			content = "\uFEFF" + content
		case 1:
			content = gb18030(t, content)
		}
		byRow := rapid.Bool().Draw(t, "by row")
		opt := Options{Find: finds, CheckAll: rapid.Bool().Draw(t, "check all"), Unplaced: rapid.Bool().Draw(t, "unplaced"), ByRow: func(string) bool { return byRow }}
		if rapid.Bool().Draw(t, "some") {
			wanted := rapid.SliceOfDistinct(rapid.SampledFrom(append(names, "-")), rapid.ID[string]).Draw(t, "kept and read")
			opt.Keep = func(c string) bool { return slices.Contains(wanted, c) }
			opt.Read = opt.Keep
		}
		if rapid.Bool().Draw(t, "mapping") {
			opt.Mapping = &Mapping{Codes: map[string]map[string]string{"hospital_level": {"1": "一级"}, "relation": {"01": "户主"}, "text": {"A17": " B"}}}
		}
		if rapid.IntRange(0, 9).Draw(t, "short cells") == 0 {
			opt.Limits = Limits{Cell: 20, Columns: 20}
		}
		size := rapid.SampledFrom([]int{1, 7, 64, 300, 1 << 20}).Draw(t, "size")
		sameBothWays(t, table, []byte(content), opt, size, rapid.IntRange(1, 3).Draw(t, "workers"))
	})
}

// FuzzPieces: whatever the bytes, both readers say the same.
func FuzzPieces(f *testing.F) {
	for _, content := range []string{
		personHeader + "\n" + man + ",,,,张三,H1,户主,,,,\n" + woman + ",,,,李四,H1,配偶,,,,",
		"\uFEFF证件号码\t姓名\t户编号\t与户主关系\n\"a\"b\t\"\n\"\"\"\t\t\n",
		"name,household_code,relation\n\"张\",\"H1,户主\n",
		"id_number,name,household_code,relation\r\n" + man + ",\"张\n三\",H1,户主\r\n\r\n ,,,\r\nx",
	} {
		f.Add([]byte(content), uint8(7))
	}
	f.Fuzz(func(t *testing.T, content []byte, size uint8) {
		sameBothWays(t, persons(), content, Options{Find: finds}, int(size)+1, 2)
	})
}

func TestLexicon(t *testing.T) {
	for _, list := range [][]string{
		{"是"}, {"出生", "婚入", "迁入", "释放", "退役", "死亡", "婚出", "迁出", "收监", "参军"}, {"1", "0", "是", "否", "true", "false", "Y", "N"},
		{"户主", "配偶", "子", "女", "儿媳", "女婿", "孙子女", "外孙子女", "父母", "岳父母或公婆", "祖父母", "兄弟姐妹", "其他"},
	} {
		numbers := map[string]int64{}
		for i, w := range list {
			numbers[w] = int64(i) + 5
		}
		x := newLexicon(numbers)
		if x == nil {
			t.Fatalf("%v: no two of %d words may share a place", list, len(list))
		}
		for _, w := range append(slices.Clone(list), words...) {
			if w == "" {
				continue
			}
			want, is := numbers[w]
			if n, ok := x.find([]byte(w)); ok != is || is && n != want {
				t.Errorf("%v: %q is %d, %v", list, w, n, ok)
			}
		}
	}
	many := map[string]int64{}
	for i := range 300 {
		many[fmt.Sprint(i)] = int64(i)
	}
	if newLexicon(many) != nil {
		t.Error("300 words have a place each of 256")
	}
}

// A source that fails in the middle is refused alike, behind the rows before.
func TestPiecesOfAFileThatCannotBeReadOn(t *testing.T) {
	content := joined("record_no,id_number,settle_date,self_paid", "1,"+man+",2025-01-01,1", "2,"+man+",soon,1", "3,"+man+",2025-01-01,1")
	for _, rowByRow := range []bool{true, false} {
		var h heard
		opt := h.options()
		opt.rowByRow, opt.piece = rowByRow, 16
		b, err := newBuilder(medical(), opt)
		if err != nil {
			t.Fatal(err)
		}
		if err := b.begin(FileReport{}); err != nil {
			t.Fatal(err)
		}
		src := io.MultiReader(strings.NewReader(content), iotest.ErrReader(io.ErrClosedPipe))
		err = b.loadCSV(t.Context(), src, survey{encoding: encodingUTF8}, func() {})
		if err == nil || !strings.Contains(err.Error(), "cannot be read after line 5") {
			t.Errorf("row by row %v: %v", rowByRow, err)
		}
		if len(h.bad) != 1 || h.bad[0].Line != 3 || b.out.Read != 3 {
			t.Errorf("row by row %v: %d read, bad %v", rowByRow, b.out.Read, h.bad)
		}
	}
}

// TestByRowTwin: references that are stored by row keep and replace the rows that
// references stored by key do, and lead where those lead.
func TestByRowTwin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		table := rapid.SampledFrom([]*rule.Table{persons(), everything()}).Draw(t, "table")
		var names []string
		var columns []*rule.Column
		for _, c := range table.Columns {
			if !c.System {
				columns, names = append(columns, c), append(names, c.Name)
			}
		}
		content := strings.Join(names, ",") + "\n"
		for range rapid.IntRange(0, 40).Draw(t, "rows") {
			content += strings.ReplaceAll(strings.Join(drawRow(t, columns), ","), "\n", "") + "\n"
		}
		load := func(byRow bool) (*Loaded, heard, error) {
			var h heard
			opt := h.options()
			opt.Find, opt.ByRow, opt.piece = finds, func(string) bool { return byRow }, 64
			l, err := loadBytes(table, []byte(content), opt)
			return l, h, err
		}
		byKey, told, err := load(false)
		byRow, toldByRow, errByRow := load(true)
		if fmt.Sprint(err) != fmt.Sprint(errByRow) || !reflect.DeepEqual(told, toldByRow) {
			t.Fatalf("%q tells %v %v, by row %v %v", content, told, err, toldByRow, errByRow)
		}
		if err != nil {
			return
		}
		if fmt.Sprint(byKey.Line, byKey.Duplicate, byKey.NamedElsewhere) != fmt.Sprint(byRow.Line, byRow.Duplicate, byRow.NamedElsewhere) {
			t.Fatalf("%q keeps the rows %v, by row %v", content, byKey, byRow)
		}
		for i, c := range table.Columns {
			if c.Type.Kind != rule.Ref {
				continue
			}
			find, strays := finds(c.Type.Table), map[string]int32{}
			for row := range byKey.Len() {
				key, known := stored(byKey.Columns[i], row)
				n, knownByRow := byRow.Columns[i].(*column.Word).At(row)
				if known != knownByRow {
					t.Fatalf("%q: row %d of %s is known: %v", content, row, c.Name, known)
				}
				if !known {
					continue
				}
				text := string(key.keyText(c.Type.Stored()))
				if want := find([]byte(text)); want >= 0 && n != want {
					t.Fatalf("%q: %s leads to %d, not %d", content, text, n, want)
				} else if want < 0 {
					if before, seen := strays[text]; n > -2 || seen && before != n {
						t.Fatalf("%q: %s leads nowhere and is %d, before %d", content, text, n, before)
					}
					strays[text] = n
				}
			}
			numbers := map[int32]bool{}
			for _, n := range strays {
				if numbers[n] {
					t.Fatalf("%q: two keys are %d", content, n)
				}
				numbers[n] = true
			}
		}
	})
}
