package document

import (
	"io"
	"regexp"
	"strings"
	"testing"
)

// forbidden on every page: what is somebody's number.
var forbidden = regexp.MustCompile(`[0-9０-９*]{6,}`)

// onBoards are words that no public page may hold: the risks, and what families
// are never called to their faces.
var onBoards = []string{
	"因病", "因残", "因学", "因灾", "残疾", "大病", "疾病", "病", "重残", "收监", "辍学", "低保", "身份证", "证件", "电话", "手机", "账号", "银行卡", "住址",
	"收入", "贫困", "返贫", "致贫", "监测对象", "清退", "疑似",
}

// pages are every kind of page, as full as it can be.
func pages(t *testing.T) map[string]func(io.Writer) error {
	all := map[string]func(io.Writer) error{}
	for _, d := range []Decision{Entry, Clearing} {
		for stage, name := range map[Stage]string{Posted: "公示", Announced: "公告"} {
			n := notice(t)
			n.Stage, n.Decision = stage, d
			all[name+d.String()] = n.Write
			n.Head = Numbered(9)
			all[name+d.String()+"，编号"] = n.Write
		}
	}
	for _, g := range Grounds {
		all["告知书，"+g] = Refusal{village, head(t, "甲子明"), g, "家里有人住院，自己付的钱多了", day}.Write
	}
	all["核查表"] = Visit{village, head(t, "甲子明"), "二组", 4, []Section{
		{"收入", []Item{{"工资性收入", "12000.50"}, {"怎么知道的", "口述，电话 138-0013-8000，卡号 6222 0200 1234 5678"}}},
	}}.Write
	return all
}

func TestNoPageHoldsANumber(t *testing.T) {
	for name, write := range pages(t) {
		text := bodyOf(t, write)
		if name == "核查表" {
			text = strings.ReplaceAll(text, "***", "") // what was starred out
			text = strings.ReplaceAll(text, "**", "")
		}
		if found := forbidden.FindString(text); found != "" {
			t.Errorf("%s: %q looks like somebody's number", name, found)
		}
	}
}

func TestNoBoardHoldsTheRisk(t *testing.T) {
	for name, write := range pages(t) {
		if !strings.HasPrefix(name, "公") {
			continue
		}
		text := bodyOf(t, write)
		for _, word := range onBoards {
			if strings.Contains(text, word) {
				t.Errorf("%s: %q is not for a board", name, word)
			}
		}
	}
}

func TestLettersRefuse(t *testing.T) {
	whole := Refusal{village, head(t, "甲子明"), Grounds[0], "家里有人住院", day}
	for _, c := range []struct {
		says   string
		change func(*Refusal)
	}{
		{"a reason of one's own", func(r *Refusal) { r.Ground = "不讲卫生" }},
		{"a letter that does not say what would change it", func(r *Refusal) { r.WouldChange = "" }},
		{"a phone number in the words", func(r *Refusal) { r.WouldChange = "打 13800138000" }},
		{"a letter without a date", func(r *Refusal) { r.On = 0 }},
		{"a letter to nobody", func(r *Refusal) { r.Head = Head{} }},
	} {
		t.Run(c.says, func(t *testing.T) {
			r := whole
			c.change(&r)
			if err := r.Write(io.Discard); err == nil {
				t.Error("it was printed")
			}
		})
	}
	if text := bodyOf(t, whole.Write); !strings.Contains(text, "30 日") || !strings.Contains(text, "黔东南苗族侗族自治州人民政府") {
		t.Error("the letter does not say how to have the decision reviewed")
	}
}

func TestWordsAreNotMarkup(t *testing.T) {
	text := bodyOf(t, Visit{village, head(t, "甲<b>子"), "二组", 4, []Section{{"", []Item{{"请求", "<script>alert(1)</script>"}}}}}.Write)
	if strings.Contains(text, "<script") || strings.Contains(text, "<b>") {
		t.Error("an answer became markup")
	}
}

// The page carries one style sheet, and the policy allows this one and no other.
func TestStyleIsCarriedByteForByte(t *testing.T) {
	var b strings.Builder
	if err := notice(t).Write(&b); err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(b.String(), "<style>")
	got, _, _ := strings.Cut(rest, "</style>")
	if got != css {
		t.Errorf("the page carries another style sheet:\n%s", got)
	}
	if strings.Contains(b.String(), "style=") || strings.Contains(b.String(), "http") {
		t.Error("the page has inline styles or names another host")
	}
}

func bodyOf(t *testing.T, write func(io.Writer) error) string {
	t.Helper()
	var b strings.Builder
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	_, body, _ := strings.Cut(b.String(), "<body>")
	return body
}
