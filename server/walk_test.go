package server

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"dixian/access"
	"dixian/calendar"
	"dixian/casework"
	"dixian/division"
	"dixian/identity"
	"dixian/registry"
)

// walked is one operation of the OpenAPI document.
type walked struct {
	method, path string
	op           *huma.Operation
}

// operations are all that the document describes, sign-out last.
func operations(api *huma.OpenAPI) []walked {
	var out []walked
	for path, item := range api.Paths {
		for method, op := range map[string]*huma.Operation{"GET": item.Get, "POST": item.Post, "PATCH": item.Patch, "PUT": item.Put, "DELETE": item.Delete} {
			if op != nil {
				out = append(out, walked{method, path, op})
			}
		}
	}
	slices.SortFunc(out, func(a, b walked) int {
		if (a.op.OperationID == "logout") != (b.op.OperationID == "logout") {
			return map[bool]int{true: 1, false: -1}[a.op.OperationID == "logout"]
		}
		return strings.Compare(a.path+a.method, b.path+b.method)
	})
	return out
}

// roles are who may call the operation; ok is false where nobody need sign in.
func (o walked) roles() (roles []string, ok bool) {
	roles, ok = o.op.Extensions[rolesKey].([]string)
	return roles, ok
}

// about says whether the operation is about one case or household.
func (o walked) about() bool {
	return strings.HasPrefix(o.path, "/api/cases/{id}") || strings.HasPrefix(o.path, "/api/households/{code}") || strings.HasPrefix(o.path, "/api/changes/{id}") || strings.HasPrefix(o.path, "/api/batches/{id}") || strings.HasPrefix(o.path, "/api/settings/{id}") || strings.HasPrefix(o.path, "/api/questions/{id}")
}

// target is what a walk puts into paths.
type target struct {
	c        *casework.Case
	spare    int64           // a user nobody needs
	asked    map[int64]int64 // change requests by case
	batches  map[int64]int64
	settings map[int64]int64 // requests for parameters of the case's county
	photos   map[int64]int64 // of the case

	supervisions map[int64]int64 // of the case
	questions    map[int64]int64 // to the department of medical insurance
}

func (o walked) url(t target) string {
	id, code := fmt.Sprint(t.c.ID), t.c.Household
	switch {
	case strings.HasPrefix(o.path, "/api/users"):
		id = fmt.Sprint(t.spare)
	case strings.HasPrefix(o.path, "/api/batches"):
		id = fmt.Sprint(t.batches[t.c.ID])
	case strings.HasPrefix(o.path, "/api/changes"):
		id = fmt.Sprint(t.asked[t.c.ID])
	case strings.HasPrefix(o.path, "/api/settings"):
		id = fmt.Sprint(t.settings[t.c.ID])
	case strings.HasPrefix(o.path, "/api/questions"):
		id = fmt.Sprint(t.questions[t.c.ID])
	case strings.HasPrefix(o.path, "/api/screenings"):
		id = "1"
	case strings.HasPrefix(o.path, "/api/divisions"):
		code = t.c.Division.String()
	}
	return strings.NewReplacer("{id}", id, "{code}", code, "{kind}", "application", "{format}", "html", "{line}", "2", "{part}", "0", "{position}", "1", "{supervision}", fmt.Sprint(t.supervisions[t.c.ID]), "{photo}", fmt.Sprint(t.photos[t.c.ID])).Replace(o.path)
}

// body is the smallest that the document allows.
func (o walked) body(api *huma.OpenAPI) []byte {
	if o.op.RequestBody == nil || o.op.RequestBody.Content["application/json"] == nil {
		return nil
	}
	data, err := json.Marshal(smallest(api, o.op.RequestBody.Content["application/json"].Schema, ""))
	if err != nil {
		panic(err)
	}
	return data
}

func smallest(api *huma.OpenAPI, s *huma.Schema, name string) any {
	if s.Ref != "" {
		return smallest(api, api.Components.Schemas.SchemaFromRef(s.Ref), name)
	}
	switch s.Type {
	case huma.TypeObject:
		out := map[string]any{}
		for _, required := range s.Required {
			out[required] = smallest(api, s.Properties[required], required)
		}
		return out
	case huma.TypeArray:
		return []any{}
	case huma.TypeInteger:
		return 1
	case huma.TypeBoolean:
		return false
	}
	switch {
	case len(s.Enum) > 0:
		return s.Enum[0]
	case strings.Contains(s.Pattern, "[0-9]{12}"):
		return home.String()
	case s.Format == "date-time":
		return "2025-06-30T08:00:00+08:00"
	case s.ContentEncoding == "base64":
		return "eA=="
	}
	switch name {
	case "signed_on", "told_on", "said_on", "from", "due_on":
		return "2025-06-30"
	case "field":
		return "phone"
	}
	return "x"
}

// conforms holds every answer against the document.
type conforms struct {
	compiler *jsonschema.Compiler
	schemas  map[string]*jsonschema.Schema
}

func newConforms(t *testing.T, s *Server) *conforms {
	data, err := json.Marshal(s.OpenAPI())
	must(t, err)
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	must(t, err)
	c := &conforms{jsonschema.NewCompiler(), map[string]*jsonschema.Schema{}}
	must(t, c.compiler.AddResource("api.json", doc))
	return c
}

func (c *conforms) check(t *testing.T, o walked, r response) error {
	kind, _, _ := strings.Cut(r.header.Get("Content-Type"), ";")
	status := fmt.Sprint(r.status)
	answer := o.op.Responses[status]
	if answer == nil {
		status, answer = "default", o.op.Responses["default"]
	}
	switch {
	case answer == nil:
		return fmt.Errorf("%d is not in the document", r.status)
	case len(answer.Content) == 0 && len(r.body) == 0:
		return nil
	case answer.Content[kind] == nil:
		return fmt.Errorf("%q for %s is not in the document", kind, status)
	case !strings.Contains(kind, "json"):
		return nil
	}
	escape := strings.NewReplacer("~", "~0", "/", "~1", "{", "%7B", "}", "%7D", "+", "%2B")
	at := "api.json#/paths/" + escape.Replace(o.path) + "/" + strings.ToLower(o.method) + "/responses/" + status + "/content/" + escape.Replace(kind) + "/schema"
	if c.schemas[at] == nil {
		s, err := c.compiler.Compile(at)
		must(t, err)
		c.schemas[at] = s
	}
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(r.body))
	if err != nil {
		return err
	}
	return c.schemas[at].Validate(v)
}

var (
	eighteen = regexp.MustCompile(`[0-9]{17}[0-9Xx]`)
	phone    = regexp.MustCompile(`(?:^|[^0-9a-f])1[0-9]{10}(?:[^0-9a-f]|$)`)
)

// leak finds what no answer may hold: a whole ID number, a whole phone.
func leak(body []byte) string {
	for _, number := range eighteen.FindAllString(string(body), -1) {
		if _, _, err := identity.Parse(number, asOf); err == nil {
			return number
		}
	}
	return phone.FindString(string(body))
}

// Everything of the API, by everybody, about the own division and a foreign one.
func TestEveryRouteForEveryRole(t *testing.T) {
	w := newWorld(t)
	w.screened()
	own, other := w.cases(home)[0], w.cases(foreign)[0]
	w.sensitive(own)
	spare := w.userAs("spare", "analyst", own.Division.County())
	asked := map[int64]int64{own.ID: w.askedChange(own), other.ID: w.askedChange(other)}
	batches := map[int64]int64{own.ID: w.aBatch(own), other.ID: w.aBatch(other)}
	settings := map[int64]int64{own.ID: w.aSetting(own.Division.County()), other.ID: w.aSetting(other.Division.County())}
	photos := map[int64]int64{own.ID: w.aPhoto(own), other.ID: w.aPhoto(other)}
	supervisions := map[int64]int64{own.ID: w.aSupervision(own), other.ID: w.aSupervision(other)}
	questions := map[int64]int64{own.ID: w.aQuestion(own), other.ID: w.aQuestion(other)}
	api, schemas := w.server.OpenAPI(), newConforms(t, w.server)
	for _, o := range operations(api) {
		roles, signedIn := o.roles()
		r := w.client().send(o.method, o.url(target{own, spare.ID, asked, batches, settings, photos, supervisions, questions}), "application/json", bytes.NewReader(o.body(api)))
		if signedIn && r.status != http.StatusUnauthorized {
			t.Errorf("%s %s without a session: %s", o.method, o.path, r)
		}
		if signedIn && roles == nil {
			t.Errorf("%s %s does not say who may call it", o.method, o.path)
		}
	}
	// Beside one person of each role the department of another owner, for whom the own
	// county's files are as foreign as another county's, and one that names none.
	w.userWith("department_water", access.Grant{Role: access.Department, Division: own.Division.County(), Owner: "水务"})
	nameless := w.userWith("department_none", access.Grant{Role: access.Department, Division: own.Division.County(), Owner: "水务"})
	nameless.Grants[0].Owner, nameless.MustChange = "", false
	must(t, w.db.UpdateUser(context.Background(), nameless))
	for _, login := range append(slices.Clone(access.Roles), "department_water", "department_none") {
		role, _, _ := strings.Cut(login, "_water")
		if role, _, _ = strings.Cut(role, "_none"); role == login {
			w.user(role, own.Division)
		}
		c := w.as(login)
		for _, o := range operations(api) {
			for where, held := range map[string]*casework.Case{"own": own, "foreign": other} {
				if where == "foreign" && !o.about() {
					continue
				}
				if where == "own" && login != role && o.about() {
					where = "another department's"
				}
				t.Run(fmt.Sprintf("%s %s %s %s", login, o.method, o.path, where), func(t *testing.T) {
					r := c.send(o.method, o.url(target{held, spare.ID, asked, batches, settings, photos, supervisions, questions}), "application/json", bytes.NewReader(o.body(api)))
					walk{w, o, role, where, held}.check(t, r)
					if err := schemas.check(t, o, r); err != nil {
						t.Errorf("not as the document says: %v\n%s", err, r)
					}
				})
			}
		}
	}
	if !strings.Contains(w.log.String(), `"status":403`) || strings.Contains(w.log.String(), `"level":"ERROR"`) {
		t.Errorf("the log tells of errors:\n%.2000s", w.log)
	}
}

// walk is one step of the walk.
type walk struct {
	w           *world
	o           walked
	role, where string
	held        *casework.Case
}

func (s walk) check(t *testing.T, r response) {
	roles, signedIn := s.o.roles()
	may := len(roles) == 0 || slices.Contains(roles, s.role)
	switch {
	case r.status >= http.StatusInternalServerError:
		t.Errorf("an error of ours: %s", r)
	case signedIn && !may && (r.status != http.StatusForbidden || r.problem(t).Code != "forbidden"):
		t.Errorf("a role that may not: %s", r)
	case signedIn && may && r.status == http.StatusUnauthorized && s.o.op.OperationID != "change-password":
		t.Errorf("signed in, and: %s", r)
	case may && s.where != "own" && s.role != "province" && r.status != http.StatusNotFound:
		t.Errorf("a foreign division, or another department's: %s", r)
	case may && s.where == "own" && s.o.method == "GET" && s.o.about() && r.status != http.StatusOK:
		t.Errorf("the own division: %s", r)
	}
	if r.status >= http.StatusBadRequest && r.problem(t).Detail == "" {
		t.Errorf("a problem without a sentence: %s", r)
	}
	if number := leak(r.body); number != "" && s.o.op.OperationID != "unmask" {
		t.Errorf("the answer holds %s", number)
	}
	if r.status < http.StatusBadRequest && (strings.HasPrefix(s.o.path, "/api/cases") || strings.HasPrefix(s.o.path, "/api/households") || strings.HasPrefix(s.o.path, "/api/changes")) {
		s.soft(t, string(r.body))
	}
	for _, word := range petitioned {
		if r.status < http.StatusBadRequest && slices.Contains(belowCounty, s.role) && strings.Contains(string(r.body), word) {
			t.Errorf("below the county %q is told: %s", word, r)
		}
	}
}

// petitioned are words that only the petition of sensitive has, wherever it is told.
var petitioned = []string{"孩子转学没人管", "家长反映", "信访局来件", "信访件"}

// soft are the words that those below the county, and the village, do not see.
func (s walk) soft(t *testing.T, body string) {
	below, village := slices.Contains(belowCounty, s.role), slices.Contains(villageRoles, s.role)
	for _, word := range []string{"有民生诉求", "petition", "热线信访交办", "12345", "孩子转学没人管", "信访", "家长反映"} {
		if below && strings.Contains(body, word) {
			t.Errorf("below the county %q is not told: %s", word, body)
		}
	}
	for _, word := range []string{"收监", "精神"} {
		if village && strings.Contains(body, word) {
			t.Errorf("the village is not told %q: %s", word, body)
		}
	}
	if s.o.op.OperationID != "get-case" || s.where == "foreign" {
		return
	}
	// What is hidden from some must be there for others, or this test finds nothing.
	for word, told := range map[string]bool{"有民生诉求": !below, "孩子转学没人管": !below, "信访局来件": !below, "家长反映": !below, "收监": !village, "精神": !village, assigned: below, "需照料": village} {
		if told != strings.Contains(body, word) {
			t.Errorf("%q is told: %t", word, !told)
		}
	}
}

// askedChange keeps a change request that a village is not told the words of, about
// the household of a case.
func (w *world) askedChange(c *casework.Case) int64 {
	w.t.Helper()
	h := w.whole(c)
	who := registry.WhoIs(&h.Members[0])
	r := &registry.Request{
		Kind: registry.Correct, State: registry.Pending, Household: h.Code, Division: h.Division, Reason: "已收监", AskedBy: "-", On: asOf, Batch: 1, Group: "correct/persons/status/正常→收监",
		Form: registry.Form{Member: &who, Fields: []registry.Change{{Field: "status", Old: h.Members[0].Status, New: "收监"}, {Field: "id_number", Old: who.Number, New: who.Number}}},
	}
	must(w.t, w.db.CreateRequests(context.Background(), []*registry.Request{r}))
	return r.ID
}

// aBatch keeps a delivered file for the town of a case, with a row in quarantine.
func (w *world) aBatch(c *casework.Case) int64 {
	w.t.Helper()
	ctx := context.Background()
	b := &registry.Batch{State: registry.BatchLoaded, Table: "medical_settlement", Division: c.Division.Town(), File: "医保结算.csv"}
	must(w.t, w.db.CreateBatch(ctx, b))
	must(w.t, w.db.AddPart(ctx, b.ID, registry.RawPart, 0, []byte("证件号码,联系人\n"+w.whole(c).Members[0].Number+",13900001111\n")))
	must(w.t, w.db.AddBadRows(ctx, []registry.BadRow{{Batch: b.ID, Line: 2, State: registry.RowSetAside, Column: "id_number", Cells: map[string]string{"id_number": w.whole(c).Members[0].Number, "hospital": "13900001111"}}}))
	return b.ID
}

// aPhoto keeps a photo of a case's visit.
func (w *world) aPhoto(c *casework.Case) int64 {
	w.t.Helper()
	p := &casework.Photo{CaseID: c.ID, Of: casework.PhotoVisit, Once: "0123456789ABCDEF", Day: asOf, Data: []byte{0xff, 0xd8}}
	_, err := w.db.AddPhoto(context.Background(), p)
	must(w.t, err)
	return p.ID
}

// aQuestion asks the department of medical insurance about a case.
func (w *world) aQuestion(c *casework.Case) int64 {
	w.t.Helper()
	q := &casework.Question{CaseID: c.ID, Owner: "医保", Asks: "请核对", AskedName: "甲", AskedOn: asOf}
	must(w.t, w.db.SaveQuestion(context.Background(), q))
	return q.ID
}

// aSupervision keeps a province's order about a case.
func (w *world) aSupervision(c *casework.Case) int64 {
	w.t.Helper()
	v := &casework.Supervision{CaseID: c.ID, Level: 5, OrderedBy: "-", OrderedAs: "省", OrderedOn: asOf, DueOn: asOf + 9, Reason: "两个月没有进展"}
	must(w.t, w.db.SaveSupervision(context.Background(), v))
	return v.ID
}

// sensitive makes a case hold all that some may not see.
func (w *world) sensitive(c *casework.Case) {
	w.t.Helper()
	ctx := context.Background()
	for name, evidence := range map[string]string{
		"petition":       `{"petition":[{"record_no":"X1","id_number":null,"received_on":"2025-06-01","channel":"12345","topic":"教育"}]}`,
		"earner_lost":    `{"persons":[{"id_number":"522631********4931","death":false,"last_change.event":"收监","decided_on":"2025-05-01"}]}`,
		"new_disability": `{"disability":[{"id_number":"522631********4931","person.member":true,"issued_on":"2025-01-03","grade":2,"category":6}]}`,
	} {
		must(w.t, w.db.SaveAlert(ctx, &casework.Alert{CaseID: c.ID, Rule: name, Risk: w.server.words.rules[name].Risk, Urgency: "黄", Evidence: evidence, FirstRun: 1, LastRun: 1, RaisedOn: asOf}))
	}
	whole, err := w.db.Case(ctx, c.ID, []division.Code{casework.Everywhere})
	must(w.t, err)
	whole.Channel = casework.FromHotline
	must(w.t, w.db.SaveCase(ctx, whole))
	must(w.t, w.db.AddEvent(ctx, &casework.Event{CaseID: c.ID, At: w.clock(), Day: w.service.Today(), User: "-", Act: "open", Reason: casework.FromHotline + "：孩子转学没人管"}))
	must(w.t, w.db.AddEvent(ctx, &casework.Event{CaseID: c.ID, At: w.clock(), Day: calendar.NewDate(2025, 7, 1), User: "-", Act: "alert", Reason: "petition"}))
	// What a county writes of it: at the desk in its own words, later with the channel's.
	for _, e := range []casework.Event{
		{Act: "ask_department", From: "triage", To: "asked_back", Reason: "家长反映的事，请核", Form: map[string]string{"department": "信访局"}},
		{Act: "answer", From: "asked_back", To: "triage", Reason: "家长反映属实"},
		{Act: "dispatch", From: "triage", To: "dispatched", Reason: "家长反映孩子没书读，请入户"},
		{Act: "settle_alerts", Reason: "已回复家长反映"},
		{Act: "prepare_decision", From: "county_decision", To: "county_decision", Form: map[string]string{"opinion": "信访局来件已核实"}},
		{Act: casework.Reopened, From: "settled", To: "triage", Reason: "信访件没有答复，重办"},
		{Act: "pause", Reason: "本户意愿：12345 来件后本户要求等"},
		{Act: "hit", Reason: "信访件里说车已卖", Form: map[string]string{"rule": "vehicle", "department": "12345 转来"}},
	} {
		e.CaseID, e.At, e.Day, e.User, e.Name = c.ID, w.clock(), w.service.Today(), "xian", "县里经办"
		must(w.t, w.db.AddEvent(ctx, &e))
	}
	must(w.t, w.db.SaveSupervision(ctx, &casework.Supervision{CaseID: c.ID, Level: 4, OrderedBy: "-", OrderedAs: "市", OrderedOn: asOf, DueOn: asOf + 9, Reason: "信访件没有回音", Answer: "信访局来件已办"}))
}
