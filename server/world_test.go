package server

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"dixian/access"
	"dixian/calendar"
	"dixian/casework"
	"dixian/division"
	"dixian/export"
	"dixian/inbox"
	"dixian/plan"
	"dixian/rule"
	"dixian/screening"
	"dixian/setting"
	"dixian/store"
	"dixian/store/pgserver"
	"dixian/synth"
)

// The county of the tests, and another that is none of its business.
const (
	home    = division.Code(522631_000000)
	foreign = division.Code(520121_000000)
)

// zone is the province's.
var zone = time.FixedZone("Asia/Shanghai", 8*60*60)

// asOf is the day the synthetic files are made for; a world begins the day after.
var asOf = calendar.NewDate(2025, 6, 30)

// input is two synthetic counties, written once for all tests.
var input = sync.OnceValues(func() (string, error) {
	dir := filepath.Join(scratch, "province")
	_, err := synth.Write(context.Background(), synth.Options{Households: 600, Seed: 7, AsOf: asOf, Out: dir, Counties: []string{home.Six(), foreign.Six()}})
	return dir, err
})

var program = sync.OnceValues(func() (*rule.Program, error) {
	pkg, err := guizhou()
	if err != nil {
		return nil, err
	}
	return plan.Check(pkg)
})

var guizhou = sync.OnceValues(func() (*plan.Package, error) { return plan.Load("../plans/guizhou") })

// world is a running server over a real store.
type world struct {
	t       *testing.T
	db      *store.DB
	desk    *access.Desk
	service *casework.Service
	inbox   *inbox.Service
	server  *Server
	http    *httptest.Server
	log     *bytes.Buffer

	mu  sync.Mutex
	now time.Time
}

func newWorld(t *testing.T) *world {
	t.Helper()
	return newWorldIn(t, inSQLite)
}

// stores are where a world may be kept.
var stores = map[string]func(t *testing.T, dir string) *store.DB{"SQLite": inSQLite, "PostgreSQL": inPostgres}

func inSQLite(t *testing.T, dir string) *store.DB {
	t.Helper()
	keys, err := store.Keys(dir)
	must(t, err)
	db, err := store.Open(context.Background(), dir, keys)
	must(t, err)
	return db
}

func inPostgres(t *testing.T, dir string) *store.DB {
	t.Helper()
	db, err := store.OpenPostgres(context.Background(), pgserver.Database(t), dir)
	must(t, err)
	return db
}

func newWorldIn(t *testing.T, open func(t *testing.T, dir string) *store.DB) *world {
	t.Helper()
	dir := t.TempDir()
	pkg, err := guizhou()
	must(t, err)
	p, err := program()
	must(t, err)
	w := &world{t: t, now: time.Date(2025, 7, 1, 9, 0, 0, 0, zone), log: &bytes.Buffer{}}
	w.db = open(t, dir)
	t.Cleanup(func() { must(t, w.db.Close()) })
	w.desk = &access.Desk{Store: w.db, Now: w.clock, Owners: p.Owners()}
	w.service = &casework.Service{Store: w.db, Registry: w.db, Audit: w.db, Package: pkg, Program: p, Now: w.clock}
	settings := &setting.Service{Store: w.db, Audit: w.db, Package: pkg, Program: p, Now: w.clock}
	w.service.InForce = settings.Current
	w.inbox = &inbox.Service{Store: w.db, Users: w.db, Source: w.service.Waits(), Now: w.clock}
	w.server, err = New(Config{
		Casework: w.service, Settings: settings, Inbox: w.inbox, National: w.db, Periods: w.db, Desk: w.desk, Exports: &export.Service{Store: w.db, Audit: w.db, Now: w.clock}, Uploads: filepath.Join(dir, "uploads"),
		Log:      slog.New(slog.NewJSONHandler(&synced{w: w.log}, nil)),
		Sessions: func(ctx context.Context) (int, error) { return w.db.CountSessions(ctx, w.clock()) },
	})
	must(t, err)
	t.Cleanup(w.server.Close)
	w.http = httptest.NewServer(w.server)
	t.Cleanup(w.http.Close)
	return w
}

// synced is a writer for many goroutines.
type synced struct {
	mu sync.Mutex
	w  io.Writer
}

func (s *synced) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.w.Write(p)
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (w *world) clock() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.now
}

// later lets days pass, and with them every session.
func (w *world) later(days int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.now = w.now.AddDate(0, 0, days)
}

// system is who loads the files of a whole province.
var system = &access.User{Login: "-", Name: "system", Grants: []access.Grant{{Role: "county_clerk", Division: home}, {Role: "county_clerk", Division: foreign}}}

// screened lays the registry of both counties and receives a screening of them.
func (w *world) screened() {
	w.t.Helper()
	dir, err := input()
	must(w.t, err)
	ctx := context.Background()
	got, err := screening.Evaluate(ctx, screening.Options{
		Registry: filepath.Join(dir, "registry"), Extracts: filepath.Join(dir, "extracts"), AsOf: asOf, Today: w.service.Today(), MaxQuarantine: 0.2, WholeRegistry: true,
	}, w.service.Package, w.service.Program, nil)
	must(w.t, err)
	_, _, err = w.db.Replace(ctx, Households(got.Panel))
	must(w.t, err)
	text, err := got.JSON()
	must(w.t, err)
	_, err = w.service.Receive(ctx, system, &casework.Run{AsOf: asOf, Package: w.service.Package.Hash, Summary: text, Spoken: got.Spoken}, got.Result, got.Coverage, []division.Code{home, foreign})
	must(w.t, err)
}

// cases are the cases of a division.
func (w *world) cases(under division.Code) []*casework.Case {
	w.t.Helper()
	cases, err := w.db.Cases(context.Background(), casework.Filter{Scope: []division.Code{under}})
	must(w.t, err)
	if len(cases) == 0 {
		w.t.Fatalf("no case in %s", under)
	}
	return cases
}

// place is where a role of the tests sits: around a village of the home county.
func placeOf(role string, village division.Code) division.Code {
	switch role {
	case "village_cadre", "village_team":
		return village
	case "town_clerk", "town_head":
		return village.Town()
	case "county_clerk", "county_head", "department", "evaluator", "analyst":
		return village.County()
	case "city":
		return village.Prefecture()
	}
	return village.Province()
}

// password of everybody in the tests.
const password = "correct-horse-2025"

// user makes a user of a role around a village, who has changed the one-time
// password already; the login is the role's.
func (w *world) user(role string, village division.Code) *access.User {
	w.t.Helper()
	return w.userAs(role, role, placeOf(role, village))
}

// userAs makes a user of a role in a place; a department is that of medical insurance.
func (w *world) userAs(login, role string, at division.Code) *access.User {
	w.t.Helper()
	g := access.Grant{Role: role, Division: at}
	if role == access.Department {
		g.Owner = "医保"
	}
	return w.userWith(login, g)
}

func (w *world) userWith(login string, grants ...access.Grant) *access.User {
	w.t.Helper()
	ctx := context.Background()
	u := &access.User{Login: login, Name: "甲" + roleLabels[grants[0].Role], Grants: grants}
	oneTime, err := w.desk.CreateUser(ctx, nil, u)
	must(w.t, err)
	token, _, err := w.desk.SignIn(ctx, login, oneTime, "")
	must(w.t, err)
	_, err = w.desk.ChangePassword(ctx, token, oneTime, password)
	must(w.t, err)
	return u
}

// client is a browser: it keeps its session's cookie.
type client struct {
	w    *world
	http *http.Client
}

func (w *world) client() *client {
	jar, err := cookiejar.New(nil)
	must(w.t, err)
	return &client{w, &http.Client{Jar: jar}}
}

// as is a client that has signed in.
func (w *world) as(login string) *client {
	w.t.Helper()
	c := w.client()
	if r := c.do("POST", "/api/login", map[string]any{"login": login, "password": password}); r.status != 200 {
		w.t.Fatalf("sign-in of %s: %s", login, r)
	}
	return c
}

// response is what came back.
type response struct {
	status int
	header http.Header
	body   []byte
}

func (r response) String() string { return http.StatusText(r.status) + " " + string(r.body) }

// into reads the JSON of the response.
func (r response) into(t *testing.T, v any) {
	t.Helper()
	if err := json.Unmarshal(r.body, v); err != nil {
		t.Fatalf("%v in %s", err, r)
	}
}

// problem reads the response as a problem.
func (r response) problem(t *testing.T) Problem {
	t.Helper()
	if got := r.header.Get("Content-Type"); got != "application/problem+json" {
		t.Fatalf("content type %q of %s", got, r)
	}
	var p Problem
	r.into(t, &p)
	return p
}

func (c *client) do(method, path string, v any) response {
	c.w.t.Helper()
	var body io.Reader
	if v != nil {
		data, err := json.Marshal(v)
		must(c.w.t, err)
		body = bytes.NewReader(data)
	}
	return c.send(method, path, "application/json", body)
}

func (c *client) send(method, path, contentType string, body io.Reader) response {
	c.w.t.Helper()
	req, err := http.NewRequest(method, c.w.http.URL+path, body)
	must(c.w.t, err)
	if body != nil {
		req.Header.Set("Content-Type", contentType)
	}
	if changes(method) {
		req.Header.Set(csrfHeader, "1")
	}
	resp, err := c.http.Do(req)
	must(c.w.t, err)
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	must(c.w.t, err)
	return response{resp.StatusCode, resp.Header, data}
}

// get reads a JSON answer, which must be one.
func (c *client) get(path string, v any) {
	c.w.t.Helper()
	r := c.do("GET", path, nil)
	if r.status != http.StatusOK {
		c.w.t.Fatalf("GET %s: %s", path, r)
	}
	r.into(c.w.t, v)
}

// inState finds a case of a division in a state.
func (w *world) inState(under division.Code, state string) *casework.Case {
	w.t.Helper()
	cases := w.cases(under)
	i := slices.IndexFunc(cases, func(c *casework.Case) bool { return c.State == state })
	if i < 0 {
		w.t.Fatalf("no case in %s is in %s", under, state)
	}
	return cases[i]
}

func (p Problem) says() string {
	var all []string
	for _, f := range p.Errors {
		all = append(all, f.Field+": "+f.Says)
	}
	return strings.Join(append([]string{p.Detail}, all...), "\n")
}
