package server

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"net/http"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"

	"dixian/casework"
	"dixian/document"
)

// kindsOf are the documents that the case's page offers.
func (l *life) kindsOf(role string) []string {
	l.t.Helper()
	l.look(role)
	out := []string{}
	for _, d := range l.view.Documents {
		out = append(out, d.Kind)
	}
	return out
}

func TestDocumentsOfTheDay(t *testing.T) {
	w := newWorld(t)
	w.screened()
	l := begin(t, w)
	for _, kind := range documentKinds {
		if r := l.paper("county_clerk", kind.name, kind.formats[0]); r.status != http.StatusNotFound || !strings.Contains(r.problem(t).Detail, "没有"+kind.label) {
			t.Errorf("%s of a clue at the desk: %s", kind.name, r)
		}
	}
	l.desk()
	for format, kind := range map[string]string{"docx": "archive", "odt": "visit"} {
		if r := l.paper("county_clerk", kind, format); r.status != http.StatusNotFound && r.status != http.StatusUnprocessableEntity {
			t.Errorf("%s as %s: %s", kind, format, r)
		}
	}
	if r := l.paper("village_cadre", "archive", "pdf"); r.status != http.StatusForbidden {
		t.Errorf("a village prints the whole file: %d", r.status)
	}
	if got := l.kindsOf("village_cadre"); slices.Contains(got, "archive") || !slices.Contains(got, "visit") {
		t.Errorf("a village is offered %v", got)
	}
	l.visit()
	l.compare()
	l.everyFormat("hits")
	if status, page := l.page("village_cadre", "hits"); status != http.StatusOK || !strings.Contains(page, "2025年7月7日以前（含当日）") || !strings.Contains(page, "不是结论") {
		l.t.Errorf("the notice of hits: %d %s", status, page)
	}
	late := &casework.Hit{CaseID: l.id, Rule: "has_property", Evidence: "{}", Status: casework.HitPending}
	must(t, w.db.SaveHit(t.Context(), late))
	if _, page := l.page("village_cadre", "hits"); !strings.Contains(page, "收到本单之日起 5 日内") || strings.Contains(page, "2025年7月7日以前") {
		l.t.Errorf("a notice with a hit that came later has the day of those told before: %s", page)
	}
	late.Status, late.Reason, late.SettledOn = casework.HitError, "不是本人", w.service.Today()
	must(t, w.db.SaveHit(t.Context(), late))
	l.meetingAndPoster()
	// 9 July: the poster hung from the 3rd to the 8th.
	if r := l.paper("county_clerk", "publicity", "pdf"); r.status != http.StatusNotFound {
		t.Errorf("a poster whose term is over: %d", r.status)
	}
	l.decision()
	want := []string{"application", "visit", "consent", "meeting", "approval", "announcement", "decision", "help_plan", "help_leaflet", "archive"}
	if got := l.kindsOf("county_clerk"); !slices.Equal(got, want) {
		t.Errorf("offered are %v", got)
	}
	for _, kind := range want[:len(want)-1] {
		l.everyFormat(kind)
	}
	whole := l.paper("county_head", "archive", "pdf")
	if whole.status != http.StatusOK || !bytes.HasPrefix(whole.body, []byte("%PDF-")) {
		t.Fatalf("the whole file: %s", whole)
	}
	file := textOfPDF(t, whole.body)
	for _, words := range []string{"入户日期2025年7月2日", "登记异议甲村干部他家在县城有房", "答复异议甲乡镇经办查无房产", "目录"} {
		if !strings.Contains(file, words) {
			t.Errorf("the whole file does not say %q: %s", words, file)
		}
	}
	var log auditPage
	w.as("auditor").get("/api/audit?limit=50", &log)
	if !slices.ContainsFunc(log.Entries, func(e entryView) bool {
		return e.Action == "document" && strings.HasPrefix(e.Detail, "archive pdf sha256:") && e.User == "county_head"
	}) {
		t.Error("the log does not say who printed the whole file, and which")
	}
	var looks looksView
	l.as("county_clerk").get("/api/households/"+l.view.Household.Code+"/looks", &looks)
	if !slices.ContainsFunc(looks.Looked, func(v lookView) bool { return v.What == "print" && v.Field == "archive" && v.User == "county_head" }) {
		t.Errorf("who looked does not say who printed: %+v", looks.Looked)
	}
}

// paper asks for a document.
func (l *life) paper(role, kind, format string) response {
	l.t.Helper()
	return l.as(role).do("GET", fmt.Sprintf("/api/cases/%d/documents/%s/%s", l.id, kind, format), nil)
}

// everyFormat reads a document in all three.
func (l *life) everyFormat(kind string) {
	l.t.Helper()
	for format, begins := range map[document.Format]string{document.HTML: "<!doctype html>", document.PDF: "%PDF-", document.DOCX: "PK"} {
		r := l.paper("town_clerk", kind, string(format))
		if r.status != http.StatusOK || !bytes.HasPrefix(bytes.ToLower(r.body), bytes.ToLower([]byte(begins))) || r.header.Get("Content-Type") != mediaTypes[format] {
			l.t.Errorf("%s as %s: %d %s %.60q", kind, format, r.status, r.header.Get("Content-Type"), r.body)
		}
		if name := r.header.Get("Content-Disposition"); strings.HasPrefix(name, "attachment") != (format == document.DOCX) || !strings.HasSuffix(name, "."+string(format)) {
			l.t.Errorf("%s as %s is called %q", kind, format, name)
		}
		if format == document.PDF {
			l.readBack(kind, textOfPDF(l.t, r.body))
		}
		if format == document.DOCX {
			l.readBack(kind, textOfDOCX(l.t, r.body))
			if _, err := zip.NewReader(bytes.NewReader(r.body), int64(len(r.body))); err != nil {
				l.t.Errorf("%s: %v", kind, err)
			}
		}
	}
}

// readBack holds a document's text, as another program reads it, against the family:
// its head is named, a day is a day, and nothing looks like a number of theirs.
func (l *life) readBack(kind, text string) {
	l.t.Helper()
	h := l.whole(&casework.Case{Household: l.view.Household.Code})
	says := []string{h.Head()}
	switch kind {
	case "visit":
		says = append(says, "入户日期2025年7月2日", "甲子一", "医药费自付多")
	case "decision", "announcement":
		says = append(says, "2025年7月9日", "黎平县人民政府", "盖章处")
	case "meeting":
		says = append(says, "评议日期2025年7月3日", "应到30人", "实到25人", "同意24票")
	case "approval":
		says = append(says, "突发严重困难户", "盖章、日期2025年7月9日")
	}
	for _, word := range says {
		if !strings.Contains(text, word) {
			l.t.Errorf("%s does not say %q: %s", kind, word, text)
		}
	}
	if leak([]byte(text)) != "" || strings.Contains(text, "**") {
		l.t.Errorf("%s holds a number, or a place where one was starred out: %s", kind, text)
	}
	if kind == "announcement" {
		for _, p := range h.Members {
			if p.Name != h.Head() && strings.Contains(text, p.Name) {
				l.t.Errorf("the board names %s", p.Name)
			}
		}
	}
}

func textOfPDF(t *testing.T, file []byte) string {
	t.Helper()
	read := exec.Command("pdftotext", "-layout", "-", "-")
	read.Stdin = bytes.NewReader(file)
	text, err := read.Output()
	must(t, err)
	return strings.Join(strings.Fields(string(text)), "")
}

func textOfDOCX(t *testing.T, file []byte) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	must(t, err)
	part, err := z.Open("word/document.xml")
	must(t, err)
	text, err := io.ReadAll(part)
	must(t, err)
	return strings.Join(strings.Fields(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(string(text), "")), "")
}

// Below the county and in the village no document tells what the page does not.
func TestDocumentsAreSoftened(t *testing.T) {
	w := newWorld(t)
	w.screened()
	held := w.cases(home)[0]
	w.sensitive(held)
	for _, role := range []string{"village_cadre", "town_clerk", "county_clerk"} {
		w.user(role, held.Division)
		file, err := w.service.File(t.Context(), system, held.ID)
		must(t, err)
		u, err := w.db.UserByLogin(t.Context(), role)
		must(t, err)
		h := w.whole(held)
		kind, err := w.server.paper(u, file, h).history()
		must(t, err)
		var b bytes.Buffer
		must(t, write(&b, kind, document.HTML))
		for _, word := range []string{"孩子转学没人管", "有民生诉求", "热线信访交办", "家长反映", "信访件"} {
			if told := strings.Contains(b.String(), word); told != (role == "county_clerk") {
				t.Errorf("%s: %q is told: %t", role, word, told)
			}
		}
	}
}

func TestLeafletOfAVillage(t *testing.T) {
	w := newWorld(t)
	w.user("village_cadre", someVillage)
	c := w.as("village_cadre")
	for _, code := range []string{foreign.String(), someVillage.Town().String(), "520121100999", "999999999999"} {
		if r := c.do("GET", "/api/divisions/"+code+"/leaflet/html", nil); r.status != http.StatusNotFound {
			t.Errorf("a leaflet for %s: %s", code, r)
		}
	}
	r := c.do("GET", "/api/divisions/"+someVillage.String()+"/leaflet/html", nil)
	if r.status != http.StatusOK || !strings.Contains(string(r.body), "3 天内有两个人上门") || !strings.Contains(string(r.body), "最多 15 天") {
		t.Errorf("the leaflet: %s", r)
	}
}
