package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"dixian/access"
	"dixian/division"
	"dixian/registry"
	"dixian/store/pgserver"
)

// What `make bench-files` sets; without it a file of some thousand rows is measured.
var (
	filesHouseholds = flag.Int("files.households", 1_000, "households of four persons, each a row that goes out and comes in")
	filesPostgres   = flag.Bool("files.postgres", false, "over PostgreSQL instead of SQLite")
	filesBar        = flag.Int64("files.mib", 300, "memory in MiB that the server may take at most")
)

// TestFiles takes the persons of a register away as CSV and as XLSX, and delivers a
// file of as many rows, from a real server that does nothing else. It measures time
// and the server's highest resident memory, which must stay below the bar whatever
// the length of the list.
func TestFiles(t *testing.T) {
	at := place{Data: t.TempDir()}
	if *filesPostgres {
		pgserver.AsInstalled()
		at.Database = pgserver.Database(t)
	}
	prepareFiles(t, at, *filesHouseholds)
	if *filesPostgres {
		pgserver.Exec(t, at.Database, "VACUUM ANALYZE") // a database of years knows its sizes
	}
	rows := *filesHouseholds * 4
	for _, format := range []string{"csv", "xlsx"} {
		f := serveFiles(t, at)
		asks, agrees := f.as("clerk"), f.as("head")
		asked := asks.post("/api/exports", map[string]any{"list": "persons", "format": format, "reason": "核对"})
		agrees.post(fmt.Sprintf("/api/exports/%v/approve", asked["id"]), map[string]any{"version": asked["version"]})
		began := time.Now()
		resp := asks.do("GET", fmt.Sprintf("/api/exports/%v/file", asked["id"]), "", nil)
		first, n := time.Duration(0), int64(0)
		var tail []byte
		for buffer := make([]byte, 256<<10); ; {
			read, err := resp.Body.Read(buffer)
			if n == 0 && read > 0 {
				first = time.Since(began)
			}
			n += int64(read)
			tail = append(tail, buffer[:read]...)
			tail = tail[max(0, len(tail)-200):]
			if err == io.EOF {
				break
			}
			good(t, err)
		}
		resp.Body.Close()
		if end := fmt.Sprintf("共 %d 行", rows); format == "csv" && !bytes.Contains(tail, []byte(end)) {
			t.Errorf("the file does not end with %s: %s", end, tail)
		}
		f.tell(fmt.Sprintf("%d rows out as %s", rows, format), time.Since(began), n, first)
		f.stop() // a folder has one server
	}
	f := serveFiles(t, at)
	asks := f.as("clerk")
	file, size := deliveredFile(t, rows)
	began := time.Now()
	var staged struct{ Batches []struct{ ID, Version int64 } }
	answered(t, asks.deliver(file), &staged)
	uploaded := time.Since(began)
	job := asks.post(fmt.Sprintf("/api/batches/%d/load", staged.Batches[0].ID), map[string]any{"version": staged.Batches[0].Version})["job"].(map[string]any)
	follow := bufio.NewScanner(asks.do("GET", fmt.Sprintf("/api/jobs/%v/events", job["id"]), "", nil).Body)
	follow.Buffer(nil, 1<<20)
	last := ""
	for follow.Scan() {
		if text, ok := strings.CutPrefix(follow.Text(), "data: "); ok {
			last = text
		}
	}
	if !strings.Contains(last, `"state":"done"`) {
		t.Errorf("the load ended with %s", last)
	}
	batch := map[string]any{}
	answered(t, asks.do("GET", fmt.Sprintf("/api/batches/%d", staged.Batches[0].ID), "", nil), &batch)
	if fmt.Sprint(batch["accepted"]) != fmt.Sprint(float64(rows)) {
		t.Errorf("%v rows of %d were accepted", batch["accepted"], rows)
	}
	f.tell(fmt.Sprintf("%d rows in as csv", rows), time.Since(began), size, uploaded)
}

// prepareFiles lays households into one county, with two people who may ask and
// agree.
func prepareFiles(t *testing.T, at place, households int) {
	house, err := openHouse(t.Context(), at, "../../plans/guizhou", false)
	good(t, err)
	defer house.close()
	county := division.Guizhou().Villages()[0].County()
	var villages []division.Code
	for _, v := range division.Guizhou().Villages() {
		if county.Contains(v) {
			villages = append(villages, v)
		}
	}
	for first := 0; first < households; first += heldAtOnce {
		held := make([]registry.Household, min(heldAtOnce, households-first))
		for i := range held {
			held[i] = loadHousehold(first+i, villages)
		}
		_, _, err := house.db.Replace(t.Context(), held)
		good(t, err)
	}
	good(t, signInLoad(t, house, "clerk", access.Grant{Role: "county_clerk", Division: county}))
	good(t, signInLoad(t, house, "head", access.Grant{Role: "county_head", Division: county}))
}

// deliveredFile is a file of settlements, and how long it is.
func deliveredFile(t *testing.T, rows int) (path string, size int64) {
	path = filepath.Join(t.TempDir(), "医保结算.csv")
	file, err := os.Create(path)
	good(t, err)
	defer file.Close()
	out := bufio.NewWriter(file)
	fmt.Fprintln(out, "结算单号,证件号码,结算日期,医疗机构,机构级别,病种,总费用,政策范围内费用,基本医保支付,大病保险支付,医疗救助支付,个人自付")
	for i := range rows {
		fmt.Fprintf(out, "J%08d,%s,2025-02-%02d,县人民医院,二级,肺炎,%d.00,%d.00,%d.00,0.00,0.00,%d.50\n", i, filesNumber(i), i%28+1, 2000+i%700, 1800+i%500, 1200+i%300, 300+i%90)
	}
	good(t, out.Flush())
	info, err := file.Stat()
	good(t, err)
	return path, info.Size()
}

// filesNumber is the n-th ID number, of nobody: born 1985-01-01 and later, with its
// check digit.
func filesNumber(n int) string {
	body := fmt.Sprintf("522631%s%03d", time.Date(1985, 1, 1+n/1000%9000, 0, 0, 0, 0, time.UTC).Format("20060102"), n%1000)
	sum := 0
	for i, weight := range []int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2} {
		sum += int(body[i]-'0') * weight
	}
	return body + string("10X98765432"[sum%11])
}

// filesServer is a real server; filesUser is somebody signed in to it.
type filesServer struct {
	t    *testing.T
	url  string
	pid  int
	stop func() time.Duration
}

type filesUser struct {
	*filesServer
	token string
}

func serveFiles(t *testing.T, at place) *filesServer {
	url, pid, stop := serveBinary(t, at)
	return &filesServer{t, url, pid, stop}
}

func (f *filesServer) as(login string) filesUser { return filesUser{f, login} }

func (u filesUser) do(method, path, kind string, body io.Reader) *http.Response {
	u.t.Helper()
	req, err := http.NewRequest(method, u.url+path, body)
	good(u.t, err)
	req.AddCookie(&http.Cookie{Name: "dixian_session", Value: u.token})
	req.Header.Set("X-Dixian", "1")
	if kind != "" {
		req.Header.Set("Content-Type", kind)
	}
	resp, err := http.DefaultClient.Do(req)
	good(u.t, err)
	if resp.StatusCode >= 300 {
		says, _ := io.ReadAll(resp.Body)
		u.t.Fatalf("%s %s: %d %s", method, path, resp.StatusCode, says)
	}
	return resp
}

func (u filesUser) post(path string, body map[string]any) map[string]any {
	u.t.Helper()
	data, err := json.Marshal(body)
	good(u.t, err)
	out := map[string]any{}
	answered(u.t, u.do("POST", path, "application/json", bytes.NewReader(data)), &out)
	return out
}

// deliver sends a file as a browser does, without holding it.
func (u filesUser) deliver(path string) *http.Response {
	u.t.Helper()
	file, err := os.Open(path)
	good(u.t, err)
	defer file.Close()
	read, write := io.Pipe()
	form := multipart.NewWriter(write)
	go func() {
		part, err := form.CreateFormFile("files", filepath.Base(path))
		if err == nil {
			_, err = io.Copy(part, file)
		}
		write.CloseWithError(errors.Join(err, form.Close()))
	}()
	return u.do("POST", "/api/batches", form.FormDataContentType(), read)
}

func answered(t *testing.T, resp *http.Response, into any) {
	t.Helper()
	defer resp.Body.Close()
	good(t, json.NewDecoder(resp.Body).Decode(into))
}

// tell prints what was measured and holds the memory against its bar.
func (f *filesServer) tell(what string, took time.Duration, bytes int64, first time.Duration) {
	f.t.Helper()
	peak := peakMiB(f.t, f.pid)
	f.t.Logf("%s: %.1f s, %.0f MB, first answer after %.2f s, the server's peak %d MiB", what, took.Seconds(), float64(bytes)/1e6, first.Seconds(), peak)
	if peak > *filesBar {
		f.t.Errorf("%s: %d MiB, above %d", what, peak, *filesBar)
	}
}

// peakMiB is the most memory that a process has held.
func peakMiB(t *testing.T, pid int) int64 {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		t.Skipf("this system does not tell a process's memory: %v", err)
	}
	_, rest, _ := strings.Cut(string(status), "VmHWM:")
	kib, err := strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
	good(t, err)
	return kib / 1024
}
