package main

import (
	"bufio"
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/csv"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"io"
	"math/big"
	"mime/multipart"
	"net"
	"net/http"
	"net/http/cookiejar"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"dixian/access"
	"dixian/store"
	"dixian/store/pgserver"
)

const walkCounty, walkTown = "522631000000", "522631001000"

// TestAStrangersFirstDay walks with the program alone, in a folder without the plan
// package or anything else, from an empty data folder to a county at work, its keys
// changed, backed up and restored: what README and administrator's guide promise.
func TestAStrangersFirstDay(t *testing.T) {
	for name, database := range map[string]func(*testing.T) string{
		"sqlite": func(*testing.T) string { return "" }, "postgres": func(t *testing.T) string { return pgserver.Database(t) },
	} {
		t.Run(name, func(t *testing.T) {
			s := &stranger{t: t, folder: t.TempDir(), at: place{Data: "data", Database: database(t)}, files: province(t, 150, "--counties", "522631")}
			s.certify(1)
			s.serve()
			s.nobody()
			admin := s.administrator()
			clerk := s.staff(admin)
			s.mistypes(admin)
			s.tokens(clerk)
			s.uploads(clerk)
			s.beside(clerk)
			s.renews()
			s.stops(clerk)
			s.restores()
			s.telling()
		})
	}
}

// stranger is who runs the program for the first time, and all it has written.
type stranger struct {
	t      *testing.T
	folder string // where the program is run
	files  string // a synthetic county
	at     place
	url    string
	server *exec.Cmd
	first  string // the administrator's one-time password
	logs   written
	metric string
}

// written is what a process wrote until now.
type written struct {
	mu   sync.Mutex
	text strings.Builder
}

func (w *written) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.text.Write(p)
}

func (w *written) String() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.text.String()
}

// certify makes a certificate for this machine, with a number.
func (s *stranger) certify(number int64) {
	s.t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	good(s.t, err)
	c := &x509.Certificate{
		SerialNumber: big.NewInt(number), Subject: pkix.Name{CommonName: "dixian"}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().AddDate(0, 0, 90), IsCA: true, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, c, c, &key.PublicKey, key)
	good(s.t, err)
	held, err := x509.MarshalPKCS8PrivateKey(key)
	good(s.t, err)
	good(s.t, os.WriteFile(filepath.Join(s.folder, "cert.pem"), pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), 0o600))
	good(s.t, os.WriteFile(filepath.Join(s.folder, "key.pem"), pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: held}), 0o600))
}

// command is the program with the stranger's data.
func (s *stranger) command(args ...string) *exec.Cmd {
	c := exec.Command(binary, args...)
	c.Dir = s.folder
	c.Env = append(os.Environ(), databaseVariable+"="+s.at.Database)
	return c
}

// does runs a command that must work and gives what it says.
func (s *stranger) does(args ...string) string {
	s.t.Helper()
	out, err := s.command(args...).CombinedOutput()
	if err != nil {
		s.t.Fatalf("%s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return string(out)
}

// refuses runs a command that must fail with a sentence.
func (s *stranger) refuses(want string, args ...string) {
	s.t.Helper()
	if out, err := s.command(args...).CombinedOutput(); err == nil || !strings.Contains(string(out), want) {
		s.t.Errorf("%s: %v; it does not say %q:\n%s", strings.Join(args, " "), err, want, out)
	}
}

func (s *stranger) serve() {
	s.t.Helper()
	c := s.command("serve", "--data", s.at.Data, "--listen", "127.0.0.1:0", "--tls-cert", "cert.pem", "--tls-key", "key.pem")
	said, err := c.StdoutPipe()
	good(s.t, err)
	c.Stderr = &s.logs
	good(s.t, c.Start())
	s.server = c
	s.t.Cleanup(func() { _ = c.Process.Kill() })
	var text strings.Builder
	for buffer := make([]byte, 4096); !strings.Contains(text.String(), "Ctrl-C"); {
		n, err := said.Read(buffer)
		text.Write(buffer[:n])
		if err != nil {
			_ = c.Wait()
			s.t.Fatalf("it does not serve: %s %s", text.String(), s.logs.String())
		}
	}
	s.url = regexp.MustCompile(`https://\S+`).FindString(text.String())
	if found := regexp.MustCompile(`password  (\S+)`).FindStringSubmatch(text.String()); found != nil {
		s.first = found[1]
	}
}

// visitor is somebody at a browser of their own, or a program with a token.
type visitor struct {
	*stranger
	client *http.Client
	token  string
}

func (s *stranger) anybody() *visitor {
	s.t.Helper()
	trusted := x509.NewCertPool()
	text, err := os.ReadFile(filepath.Join(s.folder, "cert.pem"))
	good(s.t, err)
	trusted.AppendCertsFromPEM(text)
	jar, err := cookiejar.New(nil)
	good(s.t, err)
	return &visitor{s, &http.Client{Jar: jar, Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: trusted}}}, ""}
}

func (u *visitor) send(method, path, kind string, body io.Reader) (int, []byte) {
	u.t.Helper()
	req, err := http.NewRequest(method, u.url+path, body)
	good(u.t, err)
	req.Header.Set("X-Dixian", "1")
	if kind != "" {
		req.Header.Set("Content-Type", kind)
	}
	if u.token != "" {
		req.Header.Set("Authorization", "Bearer "+u.token)
	}
	resp, err := u.client.Do(req)
	if err != nil {
		u.t.Fatalf("%s %s: %v\n%s", method, path, err, u.logs.String())
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	good(u.t, err)
	return resp.StatusCode, text
}

// asks sends JSON, expects a status and reads the answer.
func (u *visitor) asks(method, path string, body any, want int, into any) {
	u.t.Helper()
	kind, text := "", []byte(nil)
	if body != nil {
		var err error
		text, err = json.Marshal(body)
		good(u.t, err)
		kind = "application/json"
	}
	status, answer := u.send(method, path, kind, bytes.NewReader(text))
	if status != want {
		u.t.Fatalf("%s %s: %d, not %d: %s", method, path, status, want, answer)
	}
	if into != nil {
		good(u.t, json.Unmarshal(answer, into))
	}
}

type told map[string]any

func (s *stranger) signedIn(login, password, code string) *visitor {
	s.t.Helper()
	u := s.anybody()
	u.asks("POST", "/api/login", told{"login": login, "password": password, "code": code}, http.StatusOK, nil)
	return u
}

const walkPassword = "tA7%x-pQzz-9"

// nobody looks from outside: well or not, no more.
func (s *stranger) nobody() {
	u := s.anybody()
	for _, path := range []string{"/api/health", "/api/ready"} {
		status, text := u.send("GET", path, "", nil)
		if held := regexp.MustCompile(`"\$schema":"[^"]*",?`).ReplaceAllString(string(text), ""); status != http.StatusOK || strings.TrimSpace(held) != `{"status":"ok"}` {
			s.t.Errorf("%s: %d %s", path, status, text)
		}
	}
	for _, path := range []string{"/api/users", "/api/cases", "/api/me"} {
		u.asks("GET", path, nil, http.StatusUnauthorized, nil)
	}
}

// administrator signs in with what the first start printed, changes the password and
// proves the phone, and can do nothing before.
func (s *stranger) administrator() *visitor {
	if s.first == "" {
		s.t.Fatal("no one-time password was printed")
	}
	u := s.signedIn("admin", s.first, "")
	u.asks("GET", "/api/users", nil, http.StatusForbidden, nil)
	u.asks("POST", "/api/password", told{"old": s.first, "new": "admin"}, http.StatusUnprocessableEntity, nil)
	u.asks("POST", "/api/password", told{"old": s.first, "new": walkPassword}, http.StatusNoContent, nil)
	u.asks("GET", "/api/users", nil, http.StatusForbidden, nil)
	var begun struct{ Secret string }
	u.asks("POST", "/api/second-factor", told{"password": walkPassword}, http.StatusOK, &begun)
	code, err := access.CodeOf(begun.Secret, time.Now())
	good(s.t, err)
	var on struct{ Recovery []string }
	u.asks("POST", "/api/second-factor/confirm", told{"code": code}, http.StatusOK, &on)
	u.asks("GET", "/api/users", nil, http.StatusOK, nil)
	s.anybody().asks("POST", "/api/login", told{"login": "admin", "password": s.first}, http.StatusUnauthorized, nil)
	s.anybody().asks("POST", "/api/login", told{"login": "admin", "password": walkPassword}, http.StatusUnauthorized, nil)
	s.signedIn("admin", walkPassword, on.Recovery[0])
	s.anybody().asks("POST", "/api/login", told{"login": "admin", "password": walkPassword, "code": on.Recovery[0]}, http.StatusUnauthorized, nil)
	return u
}

// sheet is the template of users, filled in.
func (u *visitor) sheet(rows ...[]string) io.Reader {
	u.t.Helper()
	status, text := u.send("GET", "/api/users/template", "", nil)
	if status != http.StatusOK {
		u.t.Fatalf("the template: %d", status)
	}
	f, err := excelize.OpenReader(bytes.NewReader(text))
	good(u.t, err)
	defer f.Close()
	for i, row := range rows {
		good(u.t, f.SetSheetRow(f.GetSheetName(0), fmt.Sprintf("A%d", i+2), &row))
	}
	var out bytes.Buffer
	good(u.t, f.Write(&out))
	return &out
}

const workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

type sheetSeen struct {
	Users []struct {
		Login, Name string
		Grants      []struct{ Role, Division string }
	}
	Faults []struct {
		Row            int
		Column, Reason string
	}
}

// staff makes the county's people of an Excel sheet: a dirty one makes nobody.
func (s *stranger) staff(admin *visitor) *visitor {
	clerk, head, town := []string{"jingban", "甲", "县级经办", walkCounty}, []string{"lingdao", "乙", "县级领导", walkCounty}, []string{"xiangzhen", "丙", "乡镇经办", walkTown}
	for wrong, c := range map[string]struct {
		rows [][]string
		at   int
	}{
		"a role that is none":  {[][]string{clerk, {"x1", "丁", "皇帝", walkCounty}}, 3},
		"a place that is none": {[][]string{clerk, {"x1", "丁", "县级经办", "522631"}}, 3},
		"the same row twice":   {[][]string{clerk, head, clerk}, 4},
		"one that there is":    {[][]string{{"admin", "丁", "县级经办", walkCounty}, clerk}, 2},
		"no name":              {[][]string{{"x1", "", "县级经办", walkCounty}}, 2},
	} {
		status, text := admin.send("POST", "/api/users/sheet", workbook, admin.sheet(c.rows...))
		var seen sheetSeen
		if err := json.Unmarshal(text, &seen); status != http.StatusOK || err != nil || len(seen.Faults) == 0 || seen.Faults[0].Row != c.at || seen.Faults[0].Reason == "" {
			s.t.Errorf("%s: %d %s", wrong, status, text)
		}
	}
	var seen sheetSeen
	status, text := admin.send("POST", "/api/users/sheet", workbook, admin.sheet(clerk, head, town))
	if err := json.Unmarshal(text, &seen); status != http.StatusOK || err != nil || len(seen.Faults) > 0 || len(seen.Users) != 3 {
		s.t.Fatalf("a good sheet: %d %s", status, text)
	}
	var made struct {
		Made []struct {
			User            struct{ Login string } `json:"user"`
			OneTimePassword string                 `json:"one_time_password"`
		} `json:"made"`
	}
	status, text = admin.send("POST", "/api/users/many", workbook, admin.sheet(clerk, head, town))
	if err := json.Unmarshal(text, &made); status != http.StatusCreated || err != nil || len(made.Made) != 3 {
		s.t.Fatalf("a good sheet: %d %s", status, text)
	}
	var first *visitor
	for _, m := range made.Made {
		u := s.signedIn(m.User.Login, m.OneTimePassword, "")
		u.asks("GET", "/api/cases", nil, http.StatusForbidden, nil)
		u.asks("POST", "/api/password", told{"old": m.OneTimePassword, "new": walkPassword}, http.StatusNoContent, nil)
		u.asks("GET", "/api/cases", nil, http.StatusOK, nil)
		u.asks("GET", "/api/users", nil, http.StatusForbidden, nil)
		if first == nil {
			first = u
		}
	}
	admin.asks("GET", "/api/cases", nil, http.StatusForbidden, nil)
	return first
}

// mistypes locks an account, which the administrator opens.
func (s *stranger) mistypes(admin *visitor) {
	for range 5 {
		s.anybody().asks("POST", "/api/login", told{"login": "lingdao", "password": "wrong-wrong-9"}, http.StatusUnauthorized, nil)
	}
	status, text := s.anybody().send("POST", "/api/login", "application/json", strings.NewReader(`{"login":"lingdao","password":"`+walkPassword+`"}`))
	if status == http.StatusOK || !strings.Contains(string(text), "锁") {
		s.t.Errorf("after five wrong passwords: %d %s", status, text)
	}
	if list := s.does("user", "list", "--data", s.at.Data); !strings.Contains(list, "locked until") {
		s.t.Errorf("the list does not tell of the lock:\n%s", list)
	}
	s.does("user", "unlock", "--data", s.at.Data, "lingdao")
	s.signedIn("lingdao", walkPassword, "")
}

// tokens lets a program in, and out again.
func (s *stranger) tokens(clerk *visitor) {
	var made struct {
		Token struct{ ID int64 }
		Text  string
	}
	clerk.asks("POST", "/api/tokens", told{"name": "报表", "days": 0, "writes": false, "grants": []told{}}, http.StatusUnprocessableEntity, nil)
	clerk.asks("POST", "/api/tokens", told{"name": "报表", "days": 30, "writes": false, "grants": []told{}}, http.StatusCreated, &made)
	program := s.anybody()
	program.token = made.Text
	program.asks("GET", "/api/cases", nil, http.StatusOK, nil)
	program.asks("POST", "/api/cases", told{"household": "x", "channel": "干部排查", "says": "x"}, http.StatusForbidden, nil)
	program.asks("POST", "/api/password", told{"old": walkPassword, "new": walkPassword + "1"}, http.StatusForbidden, nil)
	clerk.asks("DELETE", fmt.Sprintf("/api/tokens/%d", made.Token.ID), nil, http.StatusNoContent, nil)
	program.asks("GET", "/api/cases", nil, http.StatusUnauthorized, nil)
}

type jobSeen struct {
	ID, State, Message string
	Result             map[string]any
}

// follow reads a job's events to its end, and calls seen at each.
func (u *visitor) follow(id string, seen func(jobSeen)) (last jobSeen) {
	u.t.Helper()
	resp, err := u.client.Get(u.url + "/api/jobs/" + id + "/events")
	good(u.t, err)
	defer resp.Body.Close()
	for lines := bufio.NewScanner(resp.Body); lines.Scan(); {
		if data, is := bytes.CutPrefix(lines.Bytes(), []byte("data:")); is {
			good(u.t, json.Unmarshal(data, &last))
			seen(last)
		}
	}
	return last
}

// uploaded sends the county's files to be screened and gives the job.
func (u *visitor) uploaded() string {
	u.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for _, folder := range []string{"registry", "extracts"} {
		entries, err := os.ReadDir(filepath.Join(u.files, folder))
		good(u.t, err)
		for _, e := range entries {
			data, err := os.ReadFile(filepath.Join(u.files, folder, e.Name()))
			good(u.t, err)
			part, err := form.CreateFormFile("files", e.Name())
			good(u.t, err)
			_, err = part.Write(data)
			good(u.t, err)
		}
	}
	good(u.t, form.WriteField("as_of", asOf))
	good(u.t, form.Close())
	status, text := u.send("POST", "/api/screenings", form.FormDataContentType(), &body)
	var started struct{ Job jobSeen }
	if err := json.Unmarshal(text, &started); status != http.StatusAccepted || err != nil {
		u.t.Fatalf("the upload: %d %s", status, text)
	}
	return started.Job.ID
}

// uploads stops a screening that runs, which leaves nothing, and then lets one end.
func (s *stranger) uploads(clerk *visitor) {
	var runs struct{ Runs []any }
	count := func() int {
		clerk.asks("GET", "/api/screenings", nil, http.StatusOK, &runs)
		return len(runs.Runs)
	}
	id, stopped := clerk.uploaded(), false
	last := clerk.follow(id, func(j jobSeen) {
		if !stopped && j.State == "running" {
			clerk.asks("POST", "/api/jobs/"+id+"/cancel", nil, http.StatusOK, nil)
			stopped = true
		}
	})
	var list struct{ Total int }
	clerk.asks("GET", "/api/cases", nil, http.StatusOK, &list)
	if !stopped || last.State != "failed" || count() != 0 || list.Total != 0 {
		s.t.Errorf("stopped: %+v; there are %d screenings and %d cases", last, count(), list.Total)
	}
	last = clerk.follow(clerk.uploaded(), func(jobSeen) {})
	clerk.asks("GET", "/api/cases", nil, http.StatusOK, &list)
	if last.State != "done" || count() != 1 || list.Total == 0 || last.Result["opened"] != float64(list.Total) {
		s.t.Fatalf("screened: %+v; there are %d screenings and %d cases", last, count(), list.Total)
	}
}

// beside runs the commands of the guide while somebody works.
func (s *stranger) beside(clerk *visitor) {
	var list struct {
		Cases []struct{ ID int64 }
	}
	clerk.asks("GET", "/api/cases?limit=50", nil, http.StatusOK, &list)
	var over atomic.Bool
	var looked int
	var work sync.WaitGroup
	work.Go(func() {
		for !over.Load() {
			if status, text := clerk.send("GET", fmt.Sprintf("/api/cases/%d", list.Cases[looked%len(list.Cases)].ID), "", nil); status != http.StatusOK {
				s.t.Errorf("while the keys changed: %d %s", status, text)
				return
			}
			looked++
		}
	})
	s.does("keys", "rotate", "--data", s.at.Data)
	s.does("backup", "--data", s.at.Data, "without.zip")
	s.does("backup", "--data", s.at.Data, "--with-key", "with.zip")
	s.does("keys", "rotate", "--data", s.at.Data)
	s.does("purge", "--data", s.at.Data)
	s.does("audit", "verify", "--data", s.at.Data)
	over.Store(true)
	work.Wait()
	if looked == 0 {
		s.t.Error("nobody worked meanwhile")
	}
	_, text := clerk.send("GET", "/metrics", "", nil)
	s.metric = string(text)
	if !strings.Contains(s.metric, "dixian_requests_total") {
		s.t.Errorf("no metrics: %s", s.metric)
	}
}

// renews puts another certificate into the files; a broken one changes nothing.
func (s *stranger) renews() {
	number := func() int64 {
		c, err := tls.Dial("tcp", strings.TrimPrefix(s.url, "https://"), &tls.Config{InsecureSkipVerify: true})
		good(s.t, err)
		defer c.Close()
		return c.ConnectionState().PeerCertificates[0].SerialNumber.Int64()
	}
	read := func() int { return strings.Count(s.logs.String(), "certificate") }
	renewed := func(want int64) {
		s.t.Helper()
		before := read()
		good(s.t, s.server.Process.Signal(syscall.SIGHUP))
		for deadline := time.Now().Add(20 * time.Second); read() == before && time.Now().Before(deadline); {
			time.Sleep(10 * time.Millisecond)
		}
		if got := number(); got != want {
			s.t.Errorf("certificate %d, not %d", got, want)
		}
	}
	s.certify(2)
	if number() != 1 {
		s.t.Error("it was read before it was asked for")
	}
	renewed(2)
	good(s.t, os.WriteFile(filepath.Join(s.folder, "cert.pem"), []byte("half a file"), 0o600))
	renewed(2)
	s.certify(3)
	renewed(3)
}

// stops ends the server while a screening runs and somebody follows it: it ends by
// itself, and at once.
func (s *stranger) stops(clerk *visitor) {
	resp, err := clerk.client.Get(s.url + "/api/jobs/" + clerk.uploaded() + "/events")
	good(s.t, err)
	defer resp.Body.Close()
	good(s.t, s.server.Process.Signal(syscall.SIGTERM))
	ended := make(chan error, 1)
	go func() { ended <- s.server.Wait() }()
	select {
	case err := <-ended:
		good(s.t, err)
	case <-time.After(30 * time.Second):
		s.t.Fatal("it does not stop")
	}
}

// restores makes the system anew elsewhere, and loses a key on the way.
func (s *stranger) restores() {
	key := filepath.Join(s.folder, "data", store.KeyFile)
	good(s.t, os.Rename(key, key+".lost"))
	s.refuses("put its key file", "serve", "--data", s.at.Data)
	good(s.t, os.Rename(key+".lost", key))
	s.refuses("no plan package in nowhere", "serve", "--data", s.at.Data, "--plan", "nowhere")
	if s.at.Database != "" {
		s.at.Database = pgserver.Database(s.t)
	}
	s.refuses("put the keys.json", "restore", "--data", "elsewhere", "without.zip")
	s.does("restore", "--data", "elsewhere", "with.zip")
	s.at.Data = "elsewhere"
	s.does("keys", "rotate", "--data", s.at.Data)
	s.does("audit", "verify", "--data", s.at.Data)

	// The keys may come from the environment, and are not in the folder then.
	inFolder := filepath.Join(s.folder, "elsewhere", store.KeyFile)
	text, err := os.ReadFile(inFolder)
	good(s.t, err)
	good(s.t, os.Remove(inFolder))
	s.t.Setenv(store.KeysVariable, string(text))
	s.refuses("the keys come from "+store.KeysVariable, "keys", "rotate", "--data", s.at.Data)
	s.serve()
	clerk := s.signedIn("jingban", walkPassword, "")
	var list struct {
		Total int
		Cases []struct{ Household string }
	}
	clerk.asks("GET", "/api/cases?limit=1", nil, http.StatusOK, &list)
	if list.Total == 0 {
		s.t.Fatal("the restored system has no cases")
	}
	clerk.asks("GET", "/api/households/"+list.Cases[0].Household, nil, http.StatusOK, nil)
	if _, err := os.Stat(inFolder); err == nil {
		s.t.Error("the environment's keys were written into the folder")
	}
	s.stops(clerk)
}

// telling looks for persons in all that the servers wrote, and for lines that no
// program can read.
func (s *stranger) telling() {
	if len(s.logs.String()) < 1000 {
		s.t.Errorf("the log shows nothing: %s", s.logs.String())
	}
	for line := range strings.Lines(s.logs.String()) {
		if entry := map[string]any{}; json.Unmarshal([]byte(line), &entry) != nil || entry["level"] == nil {
			s.t.Errorf("not an entry: %s", line)
		} else if entry["level"] == "ERROR" && !strings.Contains(line, "certificate") {
			s.t.Errorf("an error: %s", line)
		}
	}
	for file, columns := range map[string][]string{"persons.csv": {"id_number", "name"}, "households.csv": {"phone", "address"}} {
		f, err := os.Open(filepath.Join(s.files, "registry", file))
		good(s.t, err)
		rows, err := csv.NewReader(f).ReadAll()
		good(s.t, err)
		f.Close()
		for i, column := range rows[0] {
			for _, row := range rows[1:] {
				for _, wanted := range columns {
					if column == wanted && row[i] != "" && strings.Contains(s.logs.String()+s.metric, row[i]) {
						s.t.Fatalf("the log or the metrics tell the %s %s", column, row[i])
					}
				}
			}
		}
	}
}
