package server

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"dixian/casework"
)

// posted sends a farmer's form as a phone does: without a header of ours.
func (w *world) posted(path string, fields url.Values, files map[string][]byte) (int, string) {
	w.t.Helper()
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	for name, values := range fields {
		for _, v := range values {
			must(w.t, m.WriteField(name, v))
		}
	}
	for name, data := range files {
		part, err := m.CreateFormFile(name, "a.jpg")
		must(w.t, err)
		_, err = part.Write(data)
		must(w.t, err)
	}
	must(w.t, m.Close())
	resp, err := http.Post(w.http.URL+path, m.FormDataContentType(), &b)
	must(w.t, err)
	defer resp.Body.Close()
	var body bytes.Buffer
	_, err = body.ReadFrom(resp.Body)
	must(w.t, err)
	return resp.StatusCode, body.String()
}

// onPoster makes the code of a village and gives the path of its page.
func (w *world) onPoster(c *client, village string) string {
	w.t.Helper()
	var v villageCodeView
	c.do("POST", "/api/divisions/"+village+"/declare-code", struct{}{}).into(w.t, &v)
	at := strings.Index(v.URL, "/d/")
	if at < 0 || len(v.URL[at:]) < 3+16 {
		w.t.Fatalf("the code leads to %q", v.URL)
	}
	return v.URL[at:]
}

func aFamily() url.Values {
	return url.Values{"troubles": {casework.Troubles[0]}, "words": {"住院花了很多，打我电话 13900007777"}, "name": {"子甲丙"}, "no_number": {"1"}, "phone": {"139 0000 7777"}, "self": {"1"}, "consent": {"1"}}
}

func TestFarmersPagesRefuse(t *testing.T) {
	w := newWorld(t)
	w.screened()
	village := w.cases(home)[0].Division
	w.user("town_clerk", village)
	w.user("village_cadre", village)
	clerk := w.as("town_clerk")
	if r := clerk.do("GET", "/api/divisions/"+village.String()+"/poster/png", nil); r.status != http.StatusNotFound {
		t.Errorf("a poster without a code: %s", r)
	}
	if r := w.as("village_cadre").do("POST", "/api/divisions/"+village.String()+"/declare-code", struct{}{}); r.status != http.StatusForbidden {
		t.Errorf("a village renews its code: %s", r)
	}
	old := w.onPoster(clerk, village.String())
	page := w.onPoster(clerk, village.String())
	for path, want := range map[string]int{"/d/nothing": http.StatusNotFound, old: http.StatusGone, page: http.StatusOK} {
		if r := w.client().do("GET", path, nil); r.status != want || !strings.Contains(string(r.body), "12317") {
			t.Errorf("%s: %s", path, r)
		}
	}
	for says, c := range map[string]struct {
		change func(url.Values)
		words  string
	}{
		"without consent":                     {func(v url.Values) { v.Del("consent") }, "请勾上同意"},
		"without a number and without saying": {func(v url.Values) { v.Del("no_number") }, "证件不在手边"},
		"without a name":                      {func(v url.Values) { v.Set("name", " ") }, "请写上姓名"},
	} {
		fields := aFamily()
		c.change(fields)
		status, body := w.posted(page, fields, nil)
		if status != http.StatusUnprocessableEntity || !strings.Contains(body, c.words) || !strings.Contains(body, "住院花了很多") {
			t.Errorf("%s: %d %s", says, status, body)
		}
	}
	if status, body := w.posted(page, aFamily(), map[string][]byte{"photos": []byte("<svg onload=alert(1)>")}); status != http.StatusUnprocessableEntity || !strings.Contains(body, "不是照片也不是录音") {
		t.Errorf("a drawing with a script: %d", status)
	}
	if status, body := w.posted("/d/receipt", url.Values{"receipt": {"0000000000"}}, nil); status != http.StatusNotFound || !strings.Contains(body, "没有这个回执号") {
		t.Errorf("a receipt nobody has: %d %s", status, body)
	}
}

var shownReceipt = regexp.MustCompile(`[0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{4}`)

// A farmer declares, gets a receipt, and the town sees it and says which household
// it is.
func TestAFarmerDeclares(t *testing.T) {
	w := newWorld(t)
	w.screened()
	held := w.inState(home, "triage")
	w.user("town_clerk", held.Division)
	w.user("village_cadre", held.Division)
	clerk := w.as("town_clerk")
	page := w.onPoster(clerk, held.Division.String())
	var photo bytes.Buffer
	must(t, jpeg.Encode(&photo, image.NewGray(image.Rect(0, 0, 8, 8)), nil))
	seen := photo.Len()
	photo.WriteString("GPS 26.2N 109.1E")
	status, body := w.posted(page, aFamily(), map[string][]byte{"photos": photo.Bytes()})
	code := shownReceipt.FindString(body)
	if status != http.StatusOK || code == "" || !strings.Contains(body, "7 月 4 日") || strings.Contains(body, "子甲丙") || strings.Contains(body, "7777") {
		t.Fatalf("the receipt: %d %s", status, body)
	}
	var waiting declarationList
	clerk.get("/api/declarations?state=waiting", &waiting)
	if len(waiting.Declarations) != 1 || waiting.Declarations[0].Phone != "139****7777" || strings.Contains(waiting.Declarations[0].Words, "13900007777") || len(waiting.Declarations[0].Files) != 1 {
		t.Fatalf("the town sees %+v", waiting)
	}
	d := waiting.Declarations[0]
	if r := w.as("village_cadre").do("GET", d.Files[0], nil); r.status != http.StatusNotFound {
		t.Errorf("the village sees a photo that waits for the town: %d", r.status)
	}
	if r := clerk.do("GET", d.Files[0], nil); r.status != http.StatusOK || !bytes.Equal(r.body, photo.Bytes()[:seen]) || r.header.Get("Content-Type") != "image/jpeg" {
		t.Errorf("the photo: %d %s", r.status, r.header.Get("Content-Type"))
	}
	w.userAs("elsewhere", "county_clerk", foreign)
	elsewhere := w.as("elsewhere")
	for _, r := range []response{elsewhere.do("GET", d.Files[0], nil), elsewhere.do("POST", fmt.Sprintf("/api/declarations/%d/household", d.ID), map[string]any{"version": d.Version, "household": held.Household})} {
		if r.status != http.StatusNotFound {
			t.Errorf("another town: %s", r)
		}
	}
	r := clerk.do("POST", fmt.Sprintf("/api/declarations/%d/household", d.ID), map[string]any{"version": d.Version, "household": held.Household})
	if r.status != http.StatusOK {
		t.Fatalf("saying which household: %s", r)
	}
	var v caseView
	clerk.get(fmt.Sprintf("/api/cases/%d", held.ID), &v)
	if v.Case.State != "dispatched" || v.Case.Channel != casework.FromHousehold {
		t.Errorf("the clue at the desk is %s from %s", v.Case.State, v.Case.Channel)
	}
	var own declarationList
	w.as("village_cadre").get(fmt.Sprintf("/api/cases/%d/declarations", held.ID), &own)
	if len(own.Declarations) != 1 || !strings.Contains(own.Declarations[0].Words, "住院花了很多") {
		t.Errorf("the village reads %+v", own)
	}
	if status, body := w.posted("/d/receipt", url.Values{"receipt": {strings.ToLower(code)}}, nil); status != http.StatusOK || !strings.Contains(body, code) || strings.Contains(body, "子甲丙") {
		t.Errorf("the receipt later: %d %s", status, body)
	}
	for _, secret := range []string{"子甲丙", "13900007777", "139 0000 7777", code, strings.ReplaceAll(code, "-", ""), strings.TrimPrefix(page, "/d/")} {
		if strings.Contains(w.log.String(), secret) {
			t.Errorf("the log holds %s", secret)
		}
	}
}

func TestOfficialsWriteForFamilies(t *testing.T) {
	w := newWorld(t)
	w.screened()
	held := w.inState(home, "triage")
	w.user("village_cadre", held.Division)
	c := w.as("village_cadre")
	said := func(change string, to any) map[string]any {
		b := map[string]any{"village": held.Division.String(), "household": held.Household, "way": casework.ByPhone, "self": true, "name": "子甲丙", "troubles": []string{casework.Troubles[1]}, "words": "孩子学费", "consent": true}
		b[change] = to
		return b
	}
	for says, b := range map[string]map[string]any{
		"by a poster": said("way", casework.ByCode), "without consent": said("consent", false), "for another without a name": said("self", false),
	} {
		if r := c.do("POST", "/api/declarations", b); r.status != http.StatusUnprocessableEntity {
			t.Errorf("%s: %s", says, r)
		}
	}
	if r := c.do("POST", "/api/declarations", said("village", foreign.String())); r.status != http.StatusNotFound {
		t.Errorf("for another county: %s", r)
	}
	var v declarationView
	c.do("POST", "/api/declarations", said("way", casework.BySpeech)).into(t, &v)
	if v.Case != held.ID || !shownReceipt.MatchString(v.Receipt) || !strings.Contains(v.ReceiptShown, "7 月 4 日") {
		t.Errorf("it became %+v", v)
	}
	var log auditPage
	w.user("auditor", held.Division)
	w.as("auditor").get("/api/audit?verify=1", &log)
	if log.Verified == nil || !log.Verified.OK {
		t.Errorf("the log: %+v", log.Verified)
	}
}

func TestPosters(t *testing.T) {
	w := newWorld(t)
	w.user("town_clerk", someVillage)
	c := w.as("town_clerk")
	w.onPoster(c, someVillage.String())
	for format, begins := range map[string]string{"png": "\x89PNG", "svg": "<svg ", "pdf": "%PDF-"} {
		if r := c.do("GET", "/api/divisions/"+someVillage.String()+"/poster/"+format, nil); r.status != http.StatusOK || !bytes.HasPrefix(r.body, []byte(begins)) {
			t.Errorf("%s: %d %.20q", format, r.status, r.body)
		}
	}
	if r := c.do("GET", "/api/divisions/"+foreign.String()+"/poster/png", nil); r.status != http.StatusNotFound {
		t.Errorf("a poster of another county: %s", r)
	}
}

func TestStrangersAreSlowedDown(t *testing.T) {
	w := newWorld(t)
	for i := range receiptsPerHour + 1 {
		status, _ := w.posted("/d/receipt", url.Values{"receipt": {"0000000000"}}, nil)
		if slow := status == http.StatusTooManyRequests; slow != (i == receiptsPerHour) {
			t.Fatalf("look %d: %d", i+1, status)
		}
	}
}

func TestWhatWaitsAndWasDismissedIsTheTowns(t *testing.T) {
	w := newWorld(t)
	w.screened()
	village := w.cases(home)[0].Division
	w.user("town_clerk", village)
	w.user("village_cadre", village)
	clerk, cadre := w.as("town_clerk"), w.as("village_cadre")
	if status, body := w.posted(w.onPoster(clerk, village.String()), aFamily(), nil); status != http.StatusOK {
		t.Fatalf("%d %s", status, body)
	}
	for _, state := range []string{"waiting", "dismissed"} {
		if r := cadre.do("GET", "/api/declarations?state="+state, nil); r.status != http.StatusForbidden {
			t.Errorf("a village reads what is %s: %s", state, r)
		}
	}
	var list declarationList
	clerk.get("/api/declarations?state=waiting&under="+foreign.String(), &list)
	if len(list.Declarations) != 0 {
		t.Errorf("elsewhere there are %+v", list)
	}
	clerk.get("/api/declarations?state=waiting&under="+village.String(), &list)
	if len(list.Declarations) != 1 {
		t.Fatalf("the town sees %+v", list)
	}
	d := list.Declarations[0]
	act := fmt.Sprintf("/api/declarations/%d/", d.ID)
	if r := cadre.do("POST", act+"dismiss", map[string]any{"version": d.Version, "reason": "广告"}); r.status != http.StatusForbidden {
		t.Errorf("a village dismisses: %s", r)
	}
	if r := clerk.do("POST", act+"dismiss", map[string]any{"version": d.Version, "reason": ""}); r.status != http.StatusUnprocessableEntity {
		t.Errorf("without a reason: %s", r)
	}
	clerk.do("POST", act+"dismiss", map[string]any{"version": d.Version, "reason": "广告"}).into(t, &d)
	clerk.get("/api/declarations?state=dismissed", &list)
	if len(list.Declarations) != 1 || list.Declarations[0].DismissedFor != "广告" || d.DismissedBy == "" {
		t.Errorf("dismissed are %+v", list)
	}
	clerk.do("POST", act+"household", map[string]any{"version": d.Version, "household": w.cases(home)[0].Household}).into(t, &d)
	cadre.get("/api/declarations", &list)
	if d.Case == 0 || len(list.Declarations) != 1 || list.Declarations[0].Case != d.Case {
		t.Errorf("the village sees %+v", list)
	}
}

// What one address may send in an hour is counted for it alone, and forgotten with
// the hour; who is turned away is told that nothing has arrived and whom to call.
func TestAnAddressIsTurnedAwayForAnHour(t *testing.T) {
	w := newWorld(t)
	w.screened()
	village := w.cases(home)[0].Division
	w.user("town_clerk", village)
	page := w.onPoster(w.as("town_clerk"), village.String())
	from := func(address, path string) (int, string) {
		r, err := http.NewRequest("POST", w.http.URL+path, strings.NewReader("receipt=0000000000"))
		must(t, err)
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("X-Forwarded-For", "198.51.100.1, "+address) // only the last is the proxy's own word
		resp, err := http.DefaultClient.Do(r)
		must(t, err)
		defer resp.Body.Close()
		body, err := io.ReadAll(resp.Body)
		must(t, err)
		return resp.StatusCode, string(body)
	}
	for path, most := range map[string]int{page: declarationsPerHour, "/d/receipt": receiptsPerHour, "/d/nothing": codesPerHour} {
		for n := range most {
			if status, _ := from("203.0.113.7", path); status == http.StatusTooManyRequests {
				t.Fatalf("%s: the %dth is too many, %d are allowed", path, n+1, most)
			}
		}
		status, body := from("203.0.113.7", path)
		if status != http.StatusTooManyRequests || !strings.Contains(body, "请歇一歇") || !strings.Contains(body, "12317") {
			t.Errorf("%s: one more than %d gave %d", path, most, status)
		}
		if status, _ := from("203.0.113.8", path); status == http.StatusTooManyRequests {
			t.Errorf("%s: another address is turned away", path)
		}
	}
	if _, body := from("203.0.113.7", page); !strings.Contains(body, "您的还没有收到") {
		t.Error("it is not told that nothing has arrived")
	}
	w.later(1)
	if status, _ := from("203.0.113.7", page); status == http.StatusTooManyRequests {
		t.Error("it is turned away a day later")
	}
}
