package intake

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/transform"
	"pgregory.net/rapid"
)

func gb18030(t rapid.TB, s string) string {
	t.Helper()
	out, err := simplifiedchinese.GB18030.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestFilesThatAreNoText(t *testing.T) {
	good := "no,text\n1,贵州\n"
	for _, c := range []struct{ says, content, sentence string }{
		{"a NUL byte", "no,text\n1,a\n2,b\x00c\n", "line 3: a NUL byte"},
		{"a NUL byte in quotes", "no,text\n1,\"\n\x00\"\n", "line 3: a NUL byte"},
		{"UTF-16", "\xFF\xFEn\x00o\x00", "UTF-16"},
		{"text in neither encoding", good + "2,\xFF\n", "line 3: bytes that are text neither in UTF-8 nor in GB18030"},
		{"GB18030 that is cut off", gb18030(t, good+"2,贵")[:len(gb18030(t, good+"2,贵"))-1], "bytes that are text neither"},
		{"a mark of UTF-8 before something else", "\xEF\xBB\xBF" + gb18030(t, good), "line 2: bytes that are not UTF-8, though the file begins with the mark"},
		{"an old workbook", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "old .xls workbook"},
		{"an encrypted Parquet file", "PARE....", "encrypted"},
	} {
		l, err := loadFiles(t, everything(), Options{Today: today}, c.content)
		if refused(t, l, err); !strings.Contains(err.Error(), c.sentence) {
			t.Errorf("%s: %v", c.says, err)
		}
	}
}

func TestEncodings(t *testing.T) {
	content := joined("编号,内容", "1,贵州省", "2,𠀀㐀é€ — 四字节", "3,\"a，\"\"b\"\"\n二\"")
	want := mustLoad(t, everything(), Options{Today: today}, content)
	for _, c := range []struct{ says, content, encoding string }{
		{"with the mark of UTF-8", "\xEF\xBB\xBF" + content, "UTF-8"},
		{"GB18030", gb18030(t, content), "GB18030"},
		{"with two characters at line ends", strings.ReplaceAll(content, "\n", "\r\n"), "UTF-8"},
		{"ASCII but for one character far behind", content + strings.Repeat("9,x\n", 100_000) + "10,贵\n", "UTF-8"},
		{"GB18030 but for one character far behind", gb18030(t, content+strings.Repeat("9,x\n", 100_000)+"10,贵\n"), "GB18030"},
	} {
		l := mustLoad(t, everything(), Options{Today: today}, c.content)
		if l.Files[0].Encoding != c.encoding {
			t.Errorf("%s: taken for %s", c.says, l.Files[0].Encoding)
		}
		for row := range want.Len() {
			got, want := at(t, l, "text", row), at(t, want, "text", row)
			if strings.Contains(c.content, "\r") {
				got = strings.ReplaceAll(got.(string), "\r\n", "\n")
			}
			if got != want {
				t.Errorf("%s: row %d is %q, want %q", c.says, row, got, want)
			}
		}
	}
}

// The walk says what is GB18030, the decoder what it means; the library's decoder
// is the twin of both where it knows the character.
func TestGB18030Twin(t *testing.T) {
	library := simplifiedchinese.GB18030.NewDecoder()
	unknown := 0
	agree := func(b []byte) {
		var s gbState
		good := s.check(b) && !s.begun()
		theirs, err := library.Bytes(b)
		ours, _, err2 := transform.Bytes(gbDecoder{}, b)
		if err != nil || err2 != nil {
			t.Fatal(err, err2)
		}
		replaced := bytes.ContainsRune(ours, utf8.RuneError) && !bytes.Equal(b, []byte("\x84\x31\xA4\x37"))
		if good == replaced {
			t.Errorf("% X: the walk says %v, the decoder makes %q", b, good, ours)
		}
		if known := !bytes.ContainsRune(theirs, utf8.RuneError); known && !bytes.Equal(ours, theirs) {
			t.Errorf("% X is %q, to the library %q", b, ours, theirs)
		} else if !known && good && len(b) == 2 {
			unknown++
		}
	}
	for a := 0x81; a < 0xFF; a++ {
		for b := 0x40; b < 0x100; b++ {
			agree([]byte{byte(a), byte(b)})
		}
	}
	for a := 0x81; a < 0xFF; a++ {
		for b := 0x30; b < 0x3A; b++ {
			for c := 0x81; c < 0xFF; c += 7 {
				agree([]byte{byte(a), byte(b), byte(c), 0x30})
				agree([]byte{byte(a), byte(b), byte(c), 0x39})
			}
		}
	}
	for _, b := range []string{"\x81", "\x81\x30", "\x81\x30\x81", "\xFF", "\x81\x7F", "\x81\x30\x20\x30", "\x84\x31\xA4\x39", "\x84\x31\xA5\x30", "\xE3\x32\x9A\x35", "\xE3\x32\x9A\x36"} {
		agree([]byte(b))
	}
	// The three areas of the user's own characters but A3A0, and those of 2022.
	if want := 564 + 658 + 672 - 1 + len(moved2022); unknown != want {
		t.Errorf("%d pairs are known to us alone, want %d", unknown, want)
	}
	for pair, want := range map[string]rune{"\xAA\xA1": 0xE000, "\xAF\xFE": 0xE233, "\xF8\xA1": 0xE234, "\xFE\xFE": 0xE4C5, "\xA1\x40": 0xE4C6, "\xA7\xA0": 0xE765, "\xFE\x59": '龴'} {
		if got, _, _ := transform.String(gbDecoder{}, pair); got != string(want) {
			t.Errorf("% X is %+q, want %+q", pair, got, want)
		}
	}
}

// Twin: the same bytes looked at as a whole.
func TestTextInChunksTwin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var content []byte
		for range rapid.IntRange(0, 30).Draw(t, "parts") {
			content = append(content, rapid.SampledFrom([]string{"a", "\n", "é", "贵", "𠀀", "\x81", "\xB9\xF3", "\x81\x30\x81\x30", "\xE8", "\x80"}).Draw(t, "part")...)
		}
		check := &textCheck{file: bytes.NewReader(content), line: 1, limit: 1 << 20, utf8OK: true}
		rest, line := content, 0
		var err error
		for err == nil {
			n := rapid.IntRange(0, len(rest)).Draw(t, "chunk")
			end := n == len(rest)
			err = check.chunk(rest[:n], end)
			rest = rest[n:]
			if end {
				break
			}
		}
		if !utf8.Valid(content) {
			for i := 0; i < len(content); {
				r, size := utf8.DecodeRune(content[i:])
				if r == utf8.RuneError && size <= 1 {
					line = 1 + bytes.Count(content[:i], newline)
					break
				}
				i += size
			}
		}
		var gb gbState
		isGB := gb.check(content) && !gb.begun()
		if (err == nil) != (utf8.Valid(content) || isGB) {
			t.Fatalf("%q: %v", content, err)
		}
		if err == nil && check.utf8OK != utf8.Valid(content) {
			t.Fatalf("%q: UTF-8 %v", content, check.utf8OK)
		}
		// A character begun in an earlier chunk is blamed on this one's first line.
		if !check.utf8OK && (check.utf8At < line || check.utf8At > line+1) {
			t.Fatalf("%q: line %d, want %d", content, check.utf8At, line)
		}
	})
}

func TestSurveyOfSlowReaders(t *testing.T) {
	content := "no,text\n1,贵州\n"
	for _, r := range []*strings.Reader{strings.NewReader(content)} {
		s, err := surveyFile(context.Background(), iotest.OneByteReader(r), r, "x.csv", Limits{}.withDefaults())
		if err != nil || s.size != int64(len(content)) || s.encoding != "UTF-8" {
			t.Errorf("%+v %v", s, err)
		}
	}
	if _, err := surveyFile(context.Background(), iotest.ErrReader(iotest.ErrTimeout), nil, "x.csv", Limits{}.withDefaults()); err == nil {
		t.Error("a reader that fails is read")
	}
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := surveyFile(cancelled, strings.NewReader(content), nil, "x.csv", Limits{}.withDefaults()); err != context.Canceled {
		t.Errorf("cancelled: %v", err)
	}
}
