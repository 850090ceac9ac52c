package document

import (
	"dixian/division"
	"errors"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// forbidden on every sheet: what is somebody's number.
var forbidden = regexp.MustCompile(`[0-9０-９*]{6,}`)

// onBoards are words that no public page may hold: the risks, and what families
// are never called to their faces.
var onBoards = []string{
	"因病", "因残", "因学", "因灾", "残疾", "大病", "疾病", "病", "重残", "收监", "辍学", "低保", "身份证", "证件", "电话", "手机", "账号", "银行卡", "住址",
	"收入", "贫困", "返贫", "致贫", "监测对象", "清退", "疑似",
}

// sheeted is a kind of document.
type sheeted interface{ Sheet() (*Sheet, error) }

func family(t *testing.T) Family {
	return Family{Village: village, Head: head(t, "甲子明"), Group: "二组", Kind: "脱贫户", Members: []Member{
		{Name: "甲子明", Relation: "户主", Sex: "男", Age: 43, Labour: "普通劳动力", Adult: true, Living: true},
		{Name: "乙小花", Relation: "配偶", Sex: "女", Age: 41, Labour: "弱劳动力或半劳动力", Adult: true, Living: true},
		{Name: "甲乙", Relation: "子", Sex: "男", Age: 12, Labour: "无劳动力", Living: true},
	}}
}

// aLongNumber is what a hand may write into free words.
const aLongNumber = "口述，电话 138-0013-8000，卡号 6222 0200 1234 5678"

// kinds are every kind of document, as full as it can be.
func kinds(t *testing.T) map[string]sheeted {
	f := family(t)
	help := []Help{{"就业帮扶", "开发式", "人社", "丙某", day, day + 200, "1200.50"}, {"健康帮扶", "保障式", "医保", "丁某", day, 0, ""}}
	all := map[string]sheeted{
		"核查表":       Visit{village, head(t, "甲子明"), "二组", 4, []Section{{"收入", []Item{{"工资性收入", "12000.50"}, {"怎么知道的", aLongNumber}}}}},
		"申请书":       Application{Family: f, Troubles: "家里有人住院，自己付的钱多了，孩子要上学。", Proxy: "戊某", On: day},
		"申请书，空白":    Application{Family: f},
		"承诺授权书":     Consent{f, []string{"机动车", "不动产", "市场主体", "财政供养"}, day + 365, []Signature{{"乙小花", "纸质", day}}},
		"评议记录":      Meeting{Family: f, Decision: Entry, HeldOn: day, Entitled: 30, Attended: 24, Agreed: 22, Against: 2, Recused: true, Minutes: "逐户说明情况，同意上报。"},
		"评议记录，空白":   Meeting{Family: f, Decision: Clearing},
		"审批表":       Approval{Family: f, Decision: Entry, ObjectType: "突发严重困难户", MainRisk: "因病", Meeting: Opinion{"同意", "", day}, Town: Opinion{"已抽查，属实", "己某", day + 7}},
		"告知书，纳入":    Letter{f, Entry, day, 10},
		"告知书，风险消除":  Letter{f, Clearing, day, 10},
		"申报明白纸":     DeclareLeaflet{village, "https://example.invalid/d/ABCD", 3, 15, 5},
		"申报明白纸，没有码": DeclareLeaflet{Village: village, VisitDays: 3, WholeDays: 15, PostedDays: 5},
		"帮扶明白纸":     HelpLeaflet{f, help},
		"帮扶计划":      HelpPlan{Family: f, ObjectType: "突发严重困难户", MainRisk: "因病", Wishes: aLongNumber, Help: help, On: day},
		"报送反馈函": ErrorLetter{
			County: village.County(), Department: "医保", Month: day, On: day, AnswerBy: day + 10, DueOn: day, Missing: []string{"参保"},
			Arrived: []Arrival{{"医保结算", "522631199003076619.csv", 100, 95, 2, 3}},
			Errors:  []ErrorGroup{{"医保结算", "证件号码", "证件号码", 3, []int{1048213, 1048377, 1051902}, "不是证件号码：" + aLongNumber}},
		},
		"告知表": Disclosure{village, "甲子明", []Recorded{
			{"一、登记", []string{"项目", "内容"}, []int{5, 13}, [][]string{{"健康状况", "健康"}, {"证件号码", "有记录"}}},
			{"三、预警", []string{"日期", "金额"}, nil, [][]string{{"2025-06-30", "1234567.80"}, {"2025-06-30", aLongNumber}}}, {Heading: "八、谁看过"},
		}, 15, "庚某", day},
		"办理经过": History{f, []Step{{day, "入户核查", "庚某", aLongNumber}}, []Finding{{"名下有机动车", "属实但豁免", "谋生唯一工具", day}}},
	}
	for _, d := range []Decision{Entry, Clearing} {
		for stage, name := range map[Stage]string{Posted: "公示", Announced: "公告"} {
			n := notice(t)
			n.Stage, n.Decision = stage, d
			all[name+d.String()] = n
			n.Head = Numbered(9)
			all[name+d.String()+"，编号"] = n
		}
	}
	for _, g := range Grounds {
		all["告知书，"+g] = Refusal{Village: village, Head: head(t, "甲子明"), Ground: g, WouldChange: "家里有人住院，自己付的钱多了", On: day}
	}
	all["告知书，乡镇"] = Refusal{Village: village, Head: head(t, "甲子明"), By: ByTown, Ground: Grounds[0], WouldChange: "家里有人住院", On: day}
	all["告知书，无风险"] = Refusal{Village: village, Head: head(t, "甲子明"), By: WithoutRisk, WouldChange: "家里有人住院", On: day}
	all["告知书，复核"] = Refusal{Village: village, Head: head(t, "甲子明"), By: OnReview, Reason: "入户所见属实", Watched: true, On: day}
	return all
}

func TestNoSheetHoldsANumber(t *testing.T) {
	for name, kind := range kinds(t) {
		text := bodyOf(t, kind)
		text = strings.ReplaceAll(text, "***", "") // what was starred out
		text = strings.ReplaceAll(text, "**", "")
		text = regexp.MustCompile(`base64,[^"]*`).ReplaceAllString(text, "")
		if found := forbidden.FindString(text); found != "" {
			t.Errorf("%s: %q looks like somebody's number", name, found)
		}
	}
}

func TestNoBoardHoldsTheRisk(t *testing.T) {
	boards := 0
	for name, kind := range kinds(t) {
		if !strings.HasPrefix(name, "公") {
			continue
		}
		boards++
		text := bodyOf(t, kind)
		for _, word := range onBoards {
			if strings.Contains(text, word) {
				t.Errorf("%s: %q is not for a board", name, word)
			}
		}
	}
	if boards != 8 {
		t.Errorf("%d boards were looked at", boards)
	}
}

func TestLettersRefuse(t *testing.T) {
	whole := Refusal{Village: village, Head: head(t, "甲子明"), Ground: Grounds[0], WouldChange: "家里有人住院", On: day}
	for _, c := range []struct {
		says   string
		change func(*Refusal)
	}{
		{"a reason of one's own", func(r *Refusal) { r.Ground = "不讲卫生" }},
		{"a letter that does not say what would change it", func(r *Refusal) { r.WouldChange = "" }},
		{"a phone number in the words", func(r *Refusal) { r.WouldChange = "打 13800138000" }},
		{"a town's reason of its own", func(r *Refusal) { r.By, r.Ground = ByTown, "" }},
		{"a closed declaration that does not say what would change it", func(r *Refusal) { r.By, r.Ground, r.WouldChange = WithoutRisk, "", "" }},
		{"a review that does not say why", func(r *Refusal) { r.By, r.Ground, r.WouldChange = OnReview, "", "" }},
		{"a phone number in a review's words", func(r *Refusal) { r.By, r.Reason = OnReview, "打 13800138000" }},
		{"a letter without a date", func(r *Refusal) { r.On = 0 }},
		{"a letter to nobody", func(r *Refusal) { r.Head = Head{} }},
	} {
		t.Run(c.says, func(t *testing.T) {
			r := whole
			c.change(&r)
			if _, err := r.Sheet(); err == nil {
				t.Error("it was printed")
			}
		})
	}
	town := whole.Village.Town()
	nameOf := func(code division.Code) string { name, _ := division.Guizhou().Name(code); return name }
	for by, reviewed := range map[Refused]string{
		ByCounty: "黔东南苗族侗族自治州人民政府申请复核", ByTown: nameOf(village.County()) + "人民政府申请复核", WithoutRisk: nameOf(village.County()) + "人民政府申请复核",
	} {
		r := whole
		r.By = by
		if text := bodyOf(t, r); !strings.Contains(text, "30 日") || !strings.Contains(text, reviewed) || !strings.Contains(text, "没有办理过此事的人") || !strings.Contains(text, "家里有人住院") {
			t.Errorf("the letter %d does not say how to have the decision reviewed, by %s: %s", by, reviewed, text)
		}
		if text := bodyOf(t, r); by != ByCounty && !strings.Contains(text, nameOf(town)) {
			t.Errorf("the letter %d is not the town's: %s", by, text)
		}
	}
	r := whole
	r.By, r.Reason, r.Watched = OnReview, "入户所见属实", true
	if text := bodyOf(t, r); strings.Contains(text, "申请复核。") || !strings.Contains(text, "入户所见属实") || !strings.Contains(text, "照常上门回访") {
		t.Errorf("what a review kept is not reviewed again: %s", text)
	}
}

func TestErrorLettersRefuse(t *testing.T) {
	whole := ErrorLetter{
		County: village.County(), Department: "医保", Month: day, On: day, AnswerBy: day + 10,
		Arrived: []Arrival{{"医保结算", "a.csv", 100, 97, 1, 2}},
		Errors:  []ErrorGroup{{"医保结算", "个人自付", "金额", 2, []int{5}, "不是金额：第4个字符是字母O"}},
	}
	for _, c := range []struct {
		says   string
		change func(*ErrorLetter)
	}{
		{"a letter from a village", func(l *ErrorLetter) { l.County = village }},
		{"a letter to no department", func(l *ErrorLetter) { l.Department = "" }},
		{"a letter about no month", func(l *ErrorLetter) { l.Month = 0 }},
		{"a letter about nothing", func(l *ErrorLetter) { l.Arrived = nil }},
		{"an answer due before the letter", func(l *ErrorLetter) { l.AnswerBy = day - 1 }},
		{"more lines than rows", func(l *ErrorLetter) { l.Errors[0].Lines = []int{1, 2, 3} }},
	} {
		t.Run(c.says, func(t *testing.T) {
			l := whole
			l.Errors = slices.Clone(whole.Errors)
			c.change(&l)
			if _, err := l.Sheet(); err == nil {
				t.Error("it was printed")
			}
		})
	}
	if text := bodyOf(t, whole); !strings.Contains(text, "共 100 行，其中 2 行有错") || !strings.Contains(text, "5 等") {
		t.Errorf("the letter does not say how much is wrong, and where: %s", text)
	}
	late := whole
	late.Arrived, late.Errors, late.Missing, late.DueOn = nil, nil, []string{"医保结算"}, day-2
	if text := bodyOf(t, late); !strings.Contains(text, "催报函") || !strings.Contains(text, "没有收到：医保结算") {
		t.Error("what has not come is not asked for")
	}
}

func TestFormsRefuse(t *testing.T) {
	nobody, stranger, unnamed := family(t), family(t), family(t)
	nobody.Members, stranger.Village, unnamed.Members = nil, village.County(), []Member{{Name: ""}}
	children := family(t)
	children.Members = children.Members[2:]
	numbered := family(t)
	numbered.Group = "522631199003076619"
	for says, kind := range map[string]sheeted{
		"an application of nobody":           Application{Family: nobody},
		"an application from a county":       Application{Family: stranger},
		"a member without a name":            Application{Family: unnamed},
		"a group that is a number":           Application{Family: numbered},
		"a phone number in the troubles":     Application{Family: family(t), Troubles: aLongNumber},
		"a consent to nothing in particular": Consent{Family: family(t)},
		"a consent where nobody may sign":    Consent{Family: children, Compared: []string{"机动车"}},
		"a meeting about nothing":            Meeting{Family: family(t)},
		"a number in the minutes":            Meeting{Family: family(t), Decision: Entry, HeldOn: day, Minutes: aLongNumber},
		"an approval of nothing":             Approval{Family: family(t)},
		"a number in an opinion":             Approval{Family: family(t), Decision: Entry, Town: Opinion{Says: aLongNumber}},
		"a letter without a day":             Letter{Family: family(t), Decision: Entry},
		"a letter without a decision":        Letter{Family: family(t), On: day},
		"a leaflet for a county":             DeclareLeaflet{Village: village.County()},
		"a visit that is nobody's":           Visit{Village: village},
		"a list of help for nobody":          HelpLeaflet{},
		"a plan for nobody":                  HelpPlan{},
		"a history of nobody":                History{},
	} {
		if _, err := kind.Sheet(); err == nil {
			t.Errorf("%s was printed", says)
		}
	}
	if err := (Archive{Family: family(t)}).Write(io.Discard); err == nil {
		t.Error("an archive without a document was printed")
	}
	if err := mustSheet(t, kinds(t)["申请书"]).Write(io.Discard, "odt"); err == nil {
		t.Error("an unknown format was written")
	}
}

func TestWordsAreNotMarkup(t *testing.T) {
	text := bodyOf(t, Visit{village, head(t, "甲<b>子"), "二组", 4, []Section{{"", []Item{{"请求", "<script>alert(1)</script>"}}}}})
	if strings.Contains(text, "<script") || strings.Contains(text, "<b>") {
		t.Error("an answer became markup")
	}
}

// The page carries one style sheet, and the policy allows this one and no other.
func TestStyleIsCarriedByteForByte(t *testing.T) {
	var b strings.Builder
	if err := mustSheet(t, notice(t)).Write(&b, HTML); err != nil {
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

func mustSheet(t *testing.T, kind sheeted) *Sheet {
	t.Helper()
	s, err := kind.Sheet()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func bodyOf(t *testing.T, kind sheeted) string {
	t.Helper()
	var b strings.Builder
	if err := mustSheet(t, kind).Write(&b, HTML); err != nil {
		t.Fatal(err)
	}
	_, body, _ := strings.Cut(b.String(), "<body>")
	return body
}

var errFull = errors.New("the disk is full")

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestAFullDiskIsTold(t *testing.T) {
	for _, f := range []Format{HTML, PDF, DOCX} {
		if err := mustSheet(t, notice(t)).Write(full{}, f); !errors.Is(err, errFull) {
			t.Errorf("%s: %v", f, err)
		}
	}
}
