package intake

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"

	"pgregory.net/rapid"
)

// readAll reads rows as strings, with their lines.
func readAll(r *csvReader) (rows [][]string, lines []int, err error) {
	for {
		line, cells, n, err := r.next()
		if err == io.EOF {
			return rows, lines, nil
		}
		if err != nil {
			return rows, lines, err
		}
		row := make([]string, 0, n)
		for _, c := range cells {
			s := string(c.text)
			if c.form == brokenQuotes {
				s = "broken " + s
			}
			row = append(row, s)
		}
		rows, lines = append(rows, row), append(lines, line)
	}
}

func csvOf(content string, limits Limits) *csvReader {
	return newCSVReader(strings.NewReader(content), limits.withDefaults())
}

func TestCSVRows(t *testing.T) {
	for _, c := range []struct {
		says, content string
		want          [][]string
		lines         []int
	}{
		{"nothing", "", nil, nil},
		{"no line break at the end", "a,b", [][]string{{"a", "b"}}, []int{1}},
		{"both kinds of line ends", "a\r\nb\nc\r\n", [][]string{{"a"}, {"b"}, {"c"}}, []int{1, 2, 3}},
		{"a carriage return within a line is a character", "a\rb,c\r", [][]string{{"a\rb", "c"}}, []int{1}},
		{"empty cells", ",\n\n,,", [][]string{{"", ""}, {""}, {"", "", ""}}, []int{1, 2, 3}},
		{"quotes", `"a,b","c ""d""",""` + "\n", [][]string{{"a,b", `c "d"`, ""}}, []int{1}},
		{"line breaks in quotes", "\"a\nb\r\n\",c\nd", [][]string{{"a\nb\r\n", "c"}, {"d"}}, []int{1, 4}},
		{"a mark within a cell is a character", `a"b,"",c"` + "\n" + ` "x,y"`, [][]string{{`a"b`, "", `c"`}, {` "x`, `y"`}}, []int{1, 2}},
		{"only quotes", `""""`, [][]string{{`"`}}, []int{1}},
		{"quotes at the end of the file", `a,"b"`, [][]string{{"a", "b"}}, []int{1}},
		{"something after the closing mark", `"a"b,c` + "\n" + `"a" ,"b"x"y` + "\n", [][]string{{`broken "a"b`, "c"}, {`broken "a" `, `broken "b"x"y`}}, []int{1, 2}},
	} {
		rows, lines, err := readAll(csvOf(c.content, Limits{}))
		if err != nil || !reflect.DeepEqual(rows, c.want) || !reflect.DeepEqual(lines, c.lines) {
			t.Errorf("%s: %q at %v, %v", c.says, rows, lines, err)
		}
		// The same, a byte at a time.
		slow := newCSVReader(iotest.OneByteReader(strings.NewReader(c.content)), Limits{}.withDefaults())
		slow.buf = make([]byte, 1)
		if again, _, err := readAll(slow); err != nil || !reflect.DeepEqual(again, c.want) {
			t.Errorf("%s, a byte at a time: %q, %v", c.says, again, err)
		}
	}
}

func TestCSVFilesThatAreRefused(t *testing.T) {
	small := Limits{Cell: 100, Row: 1 << 20, Columns: 10}
	for _, c := range []struct{ says, content, sentence string }{
		{"a file that ends inside quotes", "a,b\n1,\"x\ny\n", "line 2 opens a quotation mark that the file never closes"},
		{"and the mark stands lines below the row's first", "a,b\n\"\n\n\",\"x\ny\n", "line 4 opens a quotation mark"},
		{"doubled marks close nothing", `"a""`, "line 1 opens"},
		{"a cell that is too long", "a,b\n1," + strings.Repeat("x", 101), "line 2: cell 2 has more than 100 bytes"},
		{"a quoted cell that is too long", "a,b\n1,\"" + strings.Repeat("x", 101) + `"`, "line 2: cell 2 has more than 100 bytes"},
		{"a row that is too long", "a,b\n" + strings.Repeat("x,", 600_000), "line 2 begins a row of more than 1048576 bytes"},
		{"a row in quotes that is too long", "a,b\n\"" + strings.Repeat("x\n", 600_000), "line 2 begins a row of more than"},
	} {
		_, _, err := readAll(csvOf(c.content, small))
		if err == nil || !strings.Contains(err.Error(), c.sentence) {
			t.Errorf("%s: %v", c.says, err)
		}
	}
	if _, _, err := readAll(newCSVReader(iotest.TimeoutReader(iotest.OneByteReader(strings.NewReader("a,b\n1,2\n"))), Limits{}.withDefaults())); err == nil {
		t.Error("a reader that fails is read to its end")
	}
	_, cells, n, err := csvOf(strings.Repeat(",", 1000), small).next()
	if err != nil || n != 1001 || len(cells) != 10 {
		t.Errorf("a wide row: %d cells of %d, %v", len(cells), n, err)
	}
	if l, err := loadFiles(t, everything(), Options{Today: today, Limits: small}, "no"+strings.Repeat(",", 20)); err == nil || l != nil || !strings.Contains(err.Error(), "21 cells, more than 10") {
		t.Errorf("a wide header: %v", err)
	}
}

func TestSeparator(t *testing.T) {
	for content, want := range map[string]byte{
		"a,b\tc": ',', "a\tb\tc,d": '\t', "a": ',', "": ',', " ,\t\t\n\na\tb\n,,,,": '\t', "a,b\n\t\t\t": ',',
	} {
		r := csvOf(content, Limits{})
		if err := r.findSeparator(); err != nil || r.separator != want {
			t.Errorf("%q: %q, %v", content, r.separator, err)
		}
	}
}

// encoding/csv is the twin on whatever it writes and, with quotes of our own
// making, on whatever is well-formed.
func TestCSVTwin(t *testing.T) {
	cell := rapid.StringOf(rapid.SampledFrom([]rune("ab贵, \t\"\n\r;é")))
	rapid.Check(t, func(t *rapid.T) {
		rows := rapid.SliceOf(rapid.SliceOfN(cell, 1, 6)).Draw(t, "rows")
		separator := rapid.SampledFrom([]rune{',', '\t'}).Draw(t, "separator")
		end := rapid.SampledFrom([]string{"\n", "\r\n"}).Draw(t, "line end")
		quoteAll := rapid.Bool().Draw(t, "quote all")
		var out bytes.Buffer
		for _, row := range rows {
			for i, c := range row {
				if i > 0 {
					out.WriteRune(separator)
				}
				if quoteAll || strings.ContainsAny(c, "\"\n\r"+string(separator)) || len(row) == 1 && c == "" {
					c = `"` + strings.ReplaceAll(c, `"`, `""`) + `"`
				}
				out.WriteString(c)
			}
			out.WriteString(end)
		}
		twin := csv.NewReader(bytes.NewReader(out.Bytes()))
		twin.Comma, twin.FieldsPerRecord = separator, -1
		want, err := twin.ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		r := newCSVReader(iotest.HalfReader(bytes.NewReader(out.Bytes())), Limits{}.withDefaults())
		r.separator = byte(separator)
		r.buf = make([]byte, rapid.IntRange(1, 50).Draw(t, "buffer"))
		got, _, err := readAll(r)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range got { // the twin makes one character of two at line ends
			for i := range row {
				row[i] = strings.ReplaceAll(row[i], "\r\n", "\n")
			}
		}
		if fmt.Sprintf("%q", got) != fmt.Sprintf("%q", want) {
			t.Fatalf("%q is read as\n%q, want\n%q", out.String(), got, want)
		}
	})
}

// FuzzCSV: whatever the bytes, the load ends with a refusal or with counts that add
// up, and every problem names a line of the file.
func FuzzCSV(f *testing.F) {
	f.Add([]byte(personHeader + "\n" + man + ",,,,张三,H1,户主,,,,\n"))
	f.Add([]byte("\xEF\xBB\xBF证件号码\t姓名\t户编号\t与户主关系\n\"a\"b\t\"\n\"\"\"\t\t\n"))
	f.Add([]byte("name,household_code,relation\n\"张\",\"H1,户主\n"))
	f.Add([]byte(gb18030(f, "姓名,户编号,与户主关系,证件号码\n张三,H1,户主,5.2E+17\n")))
	f.Add([]byte("name,household_code,relation\n\x00"))
	f.Fuzz(func(t *testing.T, content []byte) {
		var h heard
		opt := h.options()
		opt.Find = finds
		l, err := loadBytes(persons(), content, opt)
		if err != nil {
			if l != nil || err.Error() == "" {
				t.Fatal("a refusal left something")
			}
			return
		}
		checkCounts(t, l)
		if l.Quarantined != len(h.bad) || l.Quarantined != len(h.rows) || l.Warnings != len(h.warnings) {
			t.Fatalf("%d quarantined, told of %d", l.Quarantined, len(h.bad))
		}
		lines := bytes.Count(content, newline) + 1
		for _, p := range append(h.bad, h.warnings...) {
			if p.Line < 1 || p.Line > lines || p.Reason == "" {
				t.Fatalf("of %d lines: %+v", lines, p)
			}
		}
	})
}
