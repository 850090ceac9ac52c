package server

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"dixian/casework"
)

// says posts a short form as a phone does.
func (w *world) says(path string, fields url.Values) (int, string) {
	w.t.Helper()
	resp, err := http.PostForm(w.http.URL+path, fields)
	must(w.t, err)
	defer resp.Body.Close()
	var body bytes.Buffer
	_, err = body.ReadFrom(resp.Body)
	must(w.t, err)
	return resp.StatusCode, body.String()
}

// hung lets a case of the county hang on its village's board, and gives the path of
// the village's page.
func (w *world) hung() (*casework.Case, string) {
	w.t.Helper()
	c := w.inState(home, "triage")
	c.State, c.DueOn, c.PostedOn, c.MainRisk = "publicity", w.service.Today()+6, w.service.Today(), "因病"
	must(w.t, w.db.SaveCase(context.Background(), c))
	w.user("town_clerk", c.Division)
	w.user("village_cadre", c.Division)
	return c, w.onPoster(w.as("town_clerk"), c.Division.String())
}

// The page of a board shows of a posting what its notice shows, as long as it hangs;
// an objection made there stands in the case, and no one's name with it.
func TestAVillagerObjectsOnThePage(t *testing.T) {
	w := newWorld(t)
	w.screened()
	c, page := w.hung()
	board := string(w.client().do("GET", page+"/board", nil).body)
	if !strings.Contains(board, "noindex") || !strings.Contains(board, "拟纳入") || !strings.Contains(board, c.Head) {
		t.Fatalf("the board: %s", board)
	}
	h, err := w.db.Household(context.Background(), c.Household, true)
	must(t, err)
	secrets := []string{c.Household, h.Phone, "因病", "因学", "因残", "预警"}
	for _, p := range h.Members {
		secrets = append(secrets, p.Number)
		if p.Name != c.Head {
			secrets = append(secrets, p.Name)
		}
	}
	for _, secret := range secrets {
		if secret != "" && strings.Contains(board, secret) {
			t.Errorf("the board tells %q", secret)
		}
	}
	if status, body := w.says(page+"/board", url.Values{"says": {"他家有车"}}); status != http.StatusUnprocessableEntity || !strings.Contains(body, "请选是哪一户") || !strings.Contains(body, "他家有车") {
		t.Errorf("an objection to nobody: %d %s", status, body)
	}
	status, body := w.says(page+"/board", url.Values{"case": {fmt.Sprint(c.ID)}, "says": {"他家有车"}})
	if status != http.StatusOK || !strings.Contains(body, "意见已经收到") {
		t.Fatalf("%d %s", status, body)
	}
	var file caseView
	w.as("town_clerk").get(fmt.Sprintf("/api/cases/%d", c.ID), &file)
	if len(file.Objections) != 1 || file.Objections[0].Says != "他家有车" || file.Clock.Light != "paused" || file.Events[len(file.Events)-1].Name != "村民（网页）" {
		t.Errorf("the case: %+v, %+v", file.Objections, file.Events[len(file.Events)-1])
	}
}

func TestAPostingIsGoneFromThePageWithItsTerm(t *testing.T) {
	w := newWorld(t)
	w.screened()
	c, page := w.hung()
	w.later(6)
	if board := string(w.client().do("GET", page+"/board", nil).body); strings.Contains(board, c.Head) || !strings.Contains(board, "没有正在公示") {
		t.Errorf("six days later: %s", board)
	}
	if status, body := w.says(page+"/board", url.Values{"case": {fmt.Sprint(c.ID)}, "says": {"他家有车"}}); status != http.StatusUnprocessableEntity || !strings.Contains(body, "公示已经结束") {
		t.Errorf("an objection after it: %d %s", status, body)
	}
}

// A complaint from the page is told its number and its last day, and stands in the
// register of the level above.
func TestAVillagerComplainsOnThePage(t *testing.T) {
	w := newWorld(t)
	w.screened()
	_, page := w.hung()
	form := string(w.client().do("GET", page+"/complaint", nil).body)
	once := regexp.MustCompile(`name="once" value="([0-9A-Z]{16})"`).FindStringSubmatch(form)
	if once == nil {
		t.Fatalf("the form: %s", form)
	}
	fields := url.Values{"once": {once[1]}, "kind": {"人员"}, "level": {"村里"}, "says": {"让我交了钱才给登记"}, "phone": {"13900007777"}}
	if status, body := w.says(page+"/complaint", fields); status != http.StatusUnprocessableEntity || !strings.Contains(body, "请写明是谁") || !strings.Contains(body, "让我交了钱") {
		t.Errorf("about nobody: %d %s", status, body)
	}
	fields.Set("about", "村里的会计")
	for range 2 {
		if status, body := w.says(page+"/complaint", fields); status != http.StatusOK || !strings.Contains(body, "投诉已经收到") || !strings.Contains(body, "最迟") || strings.Contains(body, "会计") {
			t.Fatalf("%d %s", status, body)
		}
	}
	var seen complaintList
	w.as("town_clerk").get("/api/complaints", &seen)
	if len(seen.Complaints) != 1 || seen.Complaints[0].About != "村里的会计" || seen.Complaints[0].ReceivedBy != "-" || strings.Contains(seen.Complaints[0].Phone, "00007777") {
		t.Errorf("the register: %+v", seen.Complaints)
	}
	for i := range declarationsPerHour {
		if status, _ := w.says(page+"/complaint", url.Values{}); status == http.StatusTooManyRequests {
			return
		} else if i == declarationsPerHour-1 {
			t.Error("nobody is ever turned away")
		}
	}
}
