package server

import (
	"encoding/csv"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"dixian/casework/exchange"
	"dixian/registry"
)

// exported is a list as two persons take it away: its headings and rows as a CSV,
// without what stands above and below them.
func (w *world) exported(list string, filter map[string]string) [][]string {
	w.t.Helper()
	clerk, head := w.as("county_clerk"), w.as("county_head")
	v := clerk.asked(list, map[string]any{"filter": filter, "whole": true, "reason": "录入国家系统"})
	if r := head.do("POST", fmt.Sprintf("/api/exports/%d/approve", v.ID), map[string]any{"version": v.Version}); r.status != http.StatusOK {
		w.t.Fatalf("approved: %s", r)
	}
	rows := clerk.taken(v)
	for len(rows) > 0 && len(rows[0]) < 3 {
		rows = rows[1:]
	}
	return rows[:len(rows)-1]
}

func csvOf(t *testing.T, rows [][]string) []byte {
	t.Helper()
	var text strings.Builder
	must(t, csv.NewWriter(&text).WriteAll(rows))
	return []byte(text.String())
}

func (w *world) counted() nationalView {
	w.t.Helper()
	var v nationalView
	w.as("county_clerk").get("/api/national", &v)
	return v
}

func (w *world) differences(query string) []nationalDifference {
	w.t.Helper()
	var list nationalDifferences
	w.as("county_clerk").get("/api/national/differences?limit=200&"+query, &list)
	return list.Differences
}

// settle settles differences and gives the answer.
func (w *world) settle(side, reason string, request int64, of ...nationalDifference) response {
	w.t.Helper()
	var list []map[string]any
	for _, d := range of {
		list = append(list, map[string]any{"id": d.ID, "version": d.Version})
	}
	return w.as("county_clerk").do("POST", "/api/national/settle", map[string]any{"differences": list, "side": side, "reason": reason, "request": request})
}

func hasItem(i dueInbox, kind string) bool {
	for _, g := range i.Groups {
		for _, item := range g.Items {
			if item.Kind == kind {
				return true
			}
		}
	}
	return false
}

// What is exported and taken back is the same, under the national system's field
// names too; a changed copy differs where it was changed, and every difference is
// settled by a person.
func TestReconciliation(t *testing.T) {
	w := newWorld(t)
	w.screened()
	for _, role := range []string{"county_clerk", "county_head", "village_cadre"} {
		w.user(role, someVillage)
	}
	clerk := w.as("county_clerk")
	households, persons := w.exported("national_households", nil), w.exported("national_persons", map[string]string{"headings": exchange.FieldNames})
	for name, x := range map[string]struct {
		rows   [][]string
		source string
	}{"national_households.csv": {households, ""}, "国家系统人员名单_县.csv": {persons, exchange.FieldNames}} {
		b := clerk.delivered(parcel{name: csvOf(t, x.rows)})
		if job := clerk.loaded(b, map[string]any{"source": x.source}); job.State != "done" || job.Result.Tables[0].Quarantined != 0 || job.Result.Tables[0].Accepted == 0 {
			t.Fatalf("%s: %+v", name, job)
		}
	}
	if v := w.counted(); v.Open != 0 || len(v.Counts) != 0 || len(v.Lists) != 2 || v.Lists[0].Batch == 0 || v.Lists[1].Rows == 0 {
		t.Fatalf("our own lists differ from us: %+v", v)
	}
	// Their list says otherwise of three households: one is not there, one is another kind, one is monitored.
	rows := households
	at := map[string]int{}
	for i, name := range rows[0] {
		at[name] = i
	}
	gone, kind, monitored := rows[1][0], "", ""
	for _, row := range rows[2:] {
		switch {
		case kind == "" && row[at["户类型"]] == "脱贫户":
			kind, row[at["户类型"]] = row[0], "一般农户"
		case monitored == "" && row[at["监测对象类别"]] == "":
			monitored, row[at["监测对象类别"]] = row[0], "脱贫不稳定户"
		}
	}
	changed := clerk.delivered(parcel{"national_households.csv": csvOf(t, append(rows[:1:1], rows[2:]...))})
	if job := clerk.loaded(changed, nil); job.State != "done" || !strings.Contains(job.Message, "3 处不一样") {
		t.Fatalf("%+v", job)
	}
	found := map[string]nationalDifference{}
	for _, d := range w.differences("state=open") {
		found[d.Household] = d
	}
	if len(found) != 3 || found[gone].Kind != "only_here" || found[kind].Theirs != "一般农户" || !found[kind].Alone || !found[monitored].ByCase {
		t.Fatalf("%+v", found)
	}
	var waits dueInbox
	if clerk.get("/api/inbox", &waits); !hasItem(waits, "difference") {
		t.Error("open differences do not wait for the county")
	}
	for says, c := range map[string]struct {
		side, reason string
		request      int64
		of           nationalDifference
		want         string
	}{
		"without a reason":                     {"ours", "", 0, found[gone], "理由"},
		"monitoring as a change of registry":   {"theirs", "看过", 0, found[monitored], "案件"},
		"a field of the registry by a case":    {"case", "看过", 0, found[kind], "不归案件"},
		"by a request that there is not":       {"theirs", "看过", 99999, found[kind], "变更申请"},
		"two differences with one request":     {"theirs", "看过", 1, found[kind], ""},
		"who is only here, theirs being right": {"theirs", "看过", 0, found[gone], "案件"},
	} {
		of := []nationalDifference{c.of}
		if says == "two differences with one request" {
			of = append(of, found[gone])
			c.want = "一次只能"
		}
		if r := w.settle(c.side, c.reason, c.request, of...); r.status != http.StatusUnprocessableEntity || !strings.Contains(string(r.body), c.want) {
			t.Errorf("%s: %s", says, r)
		}
	}
	if r := w.settle("ours", "两人看过档案", 0, found[gone], found[monitored]); r.status != http.StatusOK {
		t.Fatalf("%s", r)
	}
	if r := w.settle("theirs", "档案写的是一般农户", 0, found[kind]); r.status != http.StatusOK {
		t.Fatalf("%s", r)
	}
	if r := w.settle("ours", "又想了想", 0, found[kind]); r.status != http.StatusConflict {
		t.Errorf("a settlement of what is settled, unseen: %s", r)
	}
	v := w.counted()
	if v.Open != 0 || v.ToType != 2 || v.AskedFor != 1 {
		t.Fatalf("%+v", v)
	}
	asked := w.differences("state=settled&side=theirs")[0]
	var detail changeDetail
	w.as("county_head").get(fmt.Sprintf("/api/changes/%d", asked.Request), &detail)
	change := detail.Change
	if change.Household != kind || change.Kind != registry.Correct || change.State != registry.Pending {
		t.Fatalf("%+v", change)
	}
	if r := w.as("county_head").do("POST", fmt.Sprintf("/api/changes/%d/approve", change.ID), map[string]any{"version": change.Version}); r.status != http.StatusOK {
		t.Fatalf("%s", r)
	}
	// The change is made here: the household is one of neither list, and comparing again agrees.
	if job := clerk.wait(clerk.do("POST", "/api/national/compare", nil)); job.State != "done" {
		t.Fatalf("%+v", job)
	}
	if d := w.differences("state=agreed"); len(d) != 1 || d[0].Household != kind {
		t.Errorf("agreed: %+v", d)
	}
	// A list that is taken back differs in nothing, and no screening takes it.
	b := batchView{}
	clerk.get(fmt.Sprintf("/api/batches/%d", changed.ID), &b)
	r := clerk.do("POST", fmt.Sprintf("/api/batches/%d/undo", b.ID), map[string]any{"version": b.Version, "reason": "导错了"})
	if r.status != http.StatusOK || !strings.Contains(string(r.body), `"again":[`) {
		t.Errorf("%s", r)
	}
	if r := w.as("village_cadre").do("GET", "/api/national/differences", nil); r.status != http.StatusForbidden {
		t.Errorf("a village reads: %s", r)
	}
	if left := w.differences("state=settled"); len(left) != 0 {
		t.Errorf("after the first list counts again: %+v", left)
	}
}

// A masked list shows nobody's number, a whole one is written down among the looks
// at each household, and who waits for another person waits in that one's inbox.
func TestNationalExports(t *testing.T) {
	w := newWorld(t)
	w.screened()
	for _, role := range []string{"county_clerk", "county_head", "town_clerk"} {
		w.user(role, someVillage)
	}
	clerk, head := w.as("county_clerk"), w.as("county_head")
	if r := w.as("town_clerk").askExport("national_persons", nil); r.status != http.StatusForbidden {
		t.Errorf("by a town: %s", r)
	}
	if r := clerk.askExport("national_persons", map[string]any{"filter": map[string]string{"headings": "某系统"}, "reason": "录入"}); r.status != http.StatusUnprocessableEntity || !strings.Contains(string(r.body), "没有存过") {
		t.Errorf("under headings that nobody saved: %s", r)
	}
	if v := clerk.asked("national_persons", map[string]any{"whole": true, "reason": "录入国家系统"}); v.State != "pending" {
		t.Fatalf("numbers whole by one alone: %+v", v)
	}
	var waits dueInbox
	if head.get("/api/inbox", &waits); !hasItem(waits, "export") {
		t.Error("the export does not wait for its approval")
	}
	if clerk.get("/api/inbox", &waits); hasItem(waits, "export") {
		t.Error("the export waits for who asked for it")
	}
	text := string(csvOf(t, clerk.taken(clerk.asked("national_persons", nil))))
	if leak([]byte(text)) != "" || !strings.Contains(text, "********") {
		t.Errorf("a masked list holds %s", leak([]byte(text)))
	}
	rows := w.exported("national_households", map[string]string{"monitored": "1", "headings": exchange.FieldNames})
	if rows[0][0] != "AAC001" {
		t.Errorf("headings: %v", rows[0])
	}
	for _, row := range rows[1:] {
		if row[4] == "" {
			t.Errorf("not monitored: %v", row)
		}
	}
	looks, err := w.db.Looks(t.Context(), rows[1][0], 5)
	if err != nil || len(looks) != 1 || looks[0].Field != "export" {
		t.Errorf("looks: %+v %v", looks, err)
	}
	for _, list := range []string{"national_income", "national_measures"} {
		v := clerk.asked(list, nil)
		if got := clerk.taken(v); len(got) < 3 {
			t.Errorf("%s: %v", list, got)
		}
	}
}

func TestAListOfTheNationalSystemIsNotScreened(t *testing.T) {
	w := newWorld(t)
	w.user("county_clerk", someVillage)
	contentType, body := parcel{"national_households.csv": []byte("户编号,行政区划代码\nH1,522631100201\n")}.form(t, "2025-06-30")
	r := w.as("county_clerk").send("POST", uploadPath, contentType, body)
	if r.status != http.StatusUnprocessableEntity || !strings.Contains(string(r.body), "不参加筛查") {
		t.Errorf("%s", r)
	}
	w.nothingLeft()
}
