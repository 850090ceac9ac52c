package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"mime/multipart"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"sync"
	"testing"
	"time"

	"dixian/access"
	"dixian/audit"
	"dixian/casework"
	"dixian/division"
	"dixian/registry"
	"dixian/store/pgserver"
)

// killsVariable says how often the server is killed; `make chaos` says 200.
const killsVariable = "DIXIAN_CHAOS"

// longestLife is how long a server lives at most before it is killed.
const longestLife = 2 * time.Second

var chaosVillage = division.Code(522631_100_201)

// chaos is a server that is killed again and again while a clerk opens cases and
// loads files, and what the clerk was told.
type chaos struct {
	t       *testing.T
	at      place
	url     string
	token   string
	next    int // household
	files   int
	opened  map[string]int64 // households whose case was confirmed
	staged  map[int64]int    // batches that were confirmed, with their version, not loaded yet
	loaded  map[int64]bool   // batches whose loading was confirmed
	restart int
}

// TestChaos kills the server at random moments. What was confirmed is there
// afterwards, once, with its entry in the log; what was interrupted can be started
// again.
func TestChaos(t *testing.T) {
	kills := 5
	if text := os.Getenv(killsVariable); text != "" {
		var err error
		kills, err = strconv.Atoi(text)
		good(t, err)
	}
	for name, at := range map[string]place{"sqlite": {Data: t.TempDir()}, "postgres": {Data: t.TempDir(), Database: pgserver.Database(t)}} {
		t.Run(name, func(t *testing.T) {
			c := &chaos{t: t, at: at, opened: map[string]int64{}, staged: map[int64]int{}, loaded: map[int64]bool{}}
			c.prepare(500 * kills)
			for range kills {
				c.live()
			}
			c.whole()
			t.Logf("%d kills; confirmed: %d cases, %d batches loaded, %d staged, %d of them loaded after a restart", kills, len(c.opened), len(c.loaded), len(c.staged), c.restart)
		})
	}
}

// prepare makes households, a clerk and the clerk's session.
func (c *chaos) prepare(households int) {
	house, err := openHouse(c.t.Context(), c.at, "../../plans/guizhou", false)
	good(c.t, err)
	defer house.close()
	var hs []registry.Household
	for i := range households {
		code := fmt.Sprint("H", i)
		hs = append(hs, registry.Household{Code: code, Division: chaosVillage})
	}
	_, _, err = house.db.Replace(c.t.Context(), hs)
	good(c.t, err)
	oneTime, err := house.desk.CreateUser(c.t.Context(), nil, &access.User{Login: "clerk", Name: "李", Grants: []access.Grant{{Role: "county_clerk", Division: chaosVillage.County()}}})
	good(c.t, err)
	token, _, err := house.desk.SignIn(c.t.Context(), "clerk", oneTime, "")
	good(c.t, err)
	c.token, err = house.desk.ChangePassword(c.t.Context(), token, oneTime, "tA7%x-pQzz")
	good(c.t, err)
}

// live runs the server until it is killed at a random moment.
func (c *chaos) live() {
	args := []string{"serve", "--data", c.at.Data, "--listen", "127.0.0.1:0", "--plan", "../../plans/guizhou"}
	cmd := exec.Command(binary, args...)
	cmd.Env = append(os.Environ(), databaseVariable+"="+c.at.Database)
	var said bytes.Buffer
	cmd.Stderr = &said
	out, err := cmd.StdoutPipe()
	good(c.t, err)
	good(c.t, cmd.Start())
	var port int
	if _, err := fmt.Fscanf(out, "Dixian serves on http://127.0.0.1:%d", &port); err != nil {
		_ = cmd.Wait()
		c.t.Fatalf("the server does not start again: %v: %s", err, said.String())
	}
	c.url = fmt.Sprintf("http://127.0.0.1:%d", port)
	time.AfterFunc(time.Duration(rand.Int64N(int64(longestLife))), func() { _ = cmd.Process.Kill() })
	var clerks sync.WaitGroup
	clerks.Go(c.openCases)
	clerks.Go(c.loadFiles)
	clerks.Wait()
	_ = cmd.Wait()
}

// openCases opens one case after the other until the server is gone.
func (c *chaos) openCases() {
	for ; ; c.next++ {
		code := fmt.Sprint("H", c.next)
		var made struct {
			Case struct{ ID int64 } `json:"case"`
		}
		err := c.post("/api/cases", "application/json", said(map[string]any{"household": code, "channel": casework.FromCadre, "says": "屋顶漏雨"}), http.StatusCreated, &made)
		if err != nil {
			c.next++ // it may be there or not; nobody was told
			return
		}
		c.opened[code] = made.Case.ID
	}
}

// loadFiles loads what is left from before, and then one file after the other,
// until the server is gone.
func (c *chaos) loadFiles() {
	for id, version := range c.staged {
		if c.load(id, version) != nil {
			return
		}
		c.restart++
	}
	for {
		c.files++ // the same file twice would be refused
		var body bytes.Buffer
		form := multipart.NewWriter(&body)
		part, err := form.CreateFormFile("files", "income.csv")
		good(c.t, err)
		fmt.Fprintf(part, "household_code,year,wage_income\nH1,2024,%d\nH2,2024,200\n", c.files)
		good(c.t, form.Close())
		var made struct {
			Batches []struct {
				ID      int64 `json:"id"`
				Version int   `json:"version"`
			} `json:"batches"`
		}
		if c.post("/api/batches", form.FormDataContentType(), &body, http.StatusCreated, &made) != nil {
			return
		}
		b := made.Batches[0]
		c.staged[b.ID] = b.Version
		if c.load(b.ID, b.Version) != nil {
			return
		}
	}
}

// load loads a batch and waits until it is told how it ended. A batch that an
// interrupted load had finished unheard is loaded already: that is no error.
func (c *chaos) load(id int64, version int) error {
	var started struct {
		Job struct {
			ID, State, Message string
		} `json:"job"`
	}
	err := c.post(fmt.Sprintf("/api/batches/%d/load", id), "application/json", said(map[string]any{"version": version}), http.StatusAccepted, &started)
	var refused refusedError
	if errors.As(err, &refused) && refused.status == http.StatusConflict {
		delete(c.staged, id)
		c.loaded[id] = true // whole() looks whether it is true
		return nil
	}
	for job := started.Job; err == nil; {
		switch job.State {
		case "done":
			delete(c.staged, id)
			c.loaded[id] = true
			return nil
		case "failed":
			c.t.Errorf("loading batch %d: %s", id, job.Message)
			return errors.New(job.Message)
		}
		err = c.get("/api/jobs/"+started.Job.ID, &job)
	}
	return err
}

func said(v any) io.Reader {
	text, _ := json.Marshal(v) // texts and numbers: cannot fail
	return bytes.NewReader(text)
}

func (c *chaos) get(path string, into any) error {
	req, err := http.NewRequest(http.MethodGet, c.url+path, nil)
	good(c.t, err)
	return c.send(req, http.StatusOK, into)
}

func (c *chaos) post(path, contentType string, body io.Reader, want int, into any) error {
	req, err := http.NewRequest(http.MethodPost, c.url+path, body)
	good(c.t, err)
	req.Header.Set("Content-Type", contentType)
	req.Header.Set("X-Dixian", "1")
	return c.send(req, want, into)
}

// refusedError is an answer that is not the expected one.
type refusedError struct {
	status int
	text   string
}

func (e refusedError) Error() string { return fmt.Sprintf("%d %s", e.status, e.text) }

// send fails the test on a wrong answer, but for a conflict; an error means that
// the server has gone.
func (c *chaos) send(req *http.Request, want int, into any) error {
	req.AddCookie(&http.Cookie{Name: "dixian_session", Value: c.token})
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	if resp.StatusCode != want {
		if resp.StatusCode != http.StatusConflict {
			c.t.Errorf("%s: %d %.300s", req.URL.Path, resp.StatusCode, text)
		}
		return refusedError{resp.StatusCode, string(text)}
	}
	return json.Unmarshal(text, into)
}

// whole holds the database against what was confirmed.
func (c *chaos) whole() {
	t := c.t
	db, err := c.at.open(t.Context())
	good(t, err)
	defer db.Close()
	if _, err := audit.Verify(t.Context(), db); err != nil {
		t.Error(err)
	}
	told := map[string]int{}
	good(t, db.Entries(t.Context(), func(e *audit.Entry) error { told[e.Action+" "+e.Subject]++; return nil }))
	open, err := db.OpenCases(t.Context())
	good(t, err)
	if n, err := db.CountCases(t.Context(), casework.Filter{Scope: []division.Code{chaosVillage}}); err != nil || n != len(open) {
		t.Errorf("%d households have %d cases: %v", len(open), n, err)
	}
	for code, id := range c.opened {
		if open[code] == nil || open[code].ID != id {
			t.Errorf("the case of %s was confirmed and is not there", code)
		}
	}
	for code, held := range open {
		events, err := db.Events(t.Context(), held.ID)
		if err != nil || len(events) != 1 || told[fmt.Sprintf("case.open case/%d", held.ID)] != 1 {
			t.Errorf("%s was opened with %d events and %d entries: %v", code, len(events), told[fmt.Sprintf("case.open case/%d", held.ID)], err)
		}
	}
	for id := range c.loaded {
		b, err := db.Batch(t.Context(), id, registry.Whole(casework.Everywhere))
		if err != nil || b.State != registry.BatchLoaded && b.State != registry.BatchReplaced || b.Accepted != 2 || told[fmt.Sprintf("batch.load batch/%d", id)] != 1 {
			t.Errorf("batch %d was loaded: %+v, %v", id, b, err)
		}
	}
	for id := range c.staged {
		if _, err := db.Batch(t.Context(), id, registry.Whole(casework.Everywhere)); err != nil {
			t.Errorf("batch %d was confirmed: %v", id, err)
		}
	}
	if len(c.opened) == 0 || len(c.loaded) == 0 {
		t.Errorf("%d cases and %d batches show nothing", len(c.opened), len(c.loaded))
	}
}
