package main

import (
	"bytes"
	"flag"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"dixian/store/pgserver"
)

// What `make load` sets; without it a load of seconds is measured, to see that
// every kind of request is answered and counted.
var (
	loadHouseholds = flag.Int("load.households", 2_000, "households of four persons in the registry")
	loadUsers      = flag.Int("load.users", 20, "signed-in users")
	loadThink      = flag.Duration("load.think", 100*time.Millisecond, "mean time between an answer and the user's next request; drawn from 0.6 to 1.4 of it")
	loadWindow     = flag.Duration("load.window", 2*time.Second, "how long is measured")
	loadBars       = flag.Bool("load.bars", false, "fail where a percentile is above its bar")
	loadSearches   = flag.Bool("load.searches", false, "everybody only searches, two of ten in a prefecture or the province, and each way of searching is measured")
)

// loadSeed draws users' acts, households and names.
const loadSeed = 5

// measured is one answered request.
type measured struct {
	kind string
	took time.Duration
}

// bars are the longest times for p50, p95 and p99.
var bars = map[bool][3]time.Duration{ // by: it writes
	false: {50 * time.Millisecond, 150 * time.Millisecond, 300 * time.Millisecond},
	true:  {100 * time.Millisecond, 300 * time.Millisecond, 500 * time.Millisecond},
}

// searchBar is the longest time for the p95 of each way of searching, where all do
// nothing else.
var searchBar = []time.Duration{time.Hour, 50 * time.Millisecond, time.Hour}

// TestLoad measures how long signed-in users wait for the real server over
// PostgreSQL, while client, server and database share this machine. Households,
// cases and sessions are there before; the first sixth of the window is not
// counted.
func TestLoad(t *testing.T) {
	if *loadBars {
		pgserver.AsInstalled()
	}
	at := place{Data: t.TempDir(), Database: pgserver.Database(t)}
	users := prepareLoad(t, at, *loadHouseholds, *loadUsers)
	pgserver.Exec(t, at.Database, "VACUUM ANALYZE") // a database of years knows its sizes
	url, stop := serveLoad(t, at)
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: len(users)}}
	var all []measured
	var lock sync.Mutex
	var group sync.WaitGroup
	begin := time.Now().Add(*loadWindow / 6)
	end := begin.Add(*loadWindow)
	for _, u := range users {
		u.url, u.client = url, client
		group.Go(func() {
			got := u.work(t, begin, end)
			lock.Lock()
			defer lock.Unlock()
			all = append(all, got...)
		})
	}
	group.Wait()
	cpu := stop()
	t.Logf("%d users, %d households of four, %v, seed %d: %d requests, %.0f a second", len(users), *loadHouseholds, *loadWindow, loadSeed, len(all), float64(len(all))/loadWindow.Seconds())
	t.Logf("the server, without database and client, took %.1f ms of CPU for a counted request", cpu.Seconds()*1000/float64(max(1, len(all))))
	if *loadSearches {
		for _, way := range searchWays {
			tell(t, way.name, only(all, func(m measured) bool { return m.kind == way.name }), searchBar)
		}
		tell(t, "all", only(all, func(measured) bool { return true }), searchBar)
		return
	}
	for _, kind := range []string{kindList, kindCase, kindSearch, kindOpen, kindMeasure} {
		tell(t, kind, only(all, func(m measured) bool { return m.kind == kind }), nil)
	}
	for _, writes := range []bool{false, true} {
		bar := bars[writes]
		tell(t, map[bool]string{false: "all reads", true: "all writes"}[writes], only(all, func(m measured) bool { return m.writes() == writes }), bar[:])
	}
}

func (m measured) writes() bool { return m.kind == kindOpen || m.kind == kindMeasure }

func only(all []measured, which func(measured) bool) []time.Duration {
	var out []time.Duration
	for _, m := range all {
		if which(m) {
			out = append(out, m.took)
		}
	}
	slices.Sort(out)
	return out
}

// tell prints the percentiles of sorted times, and holds them against their bar
// where one is asked for.
func tell(t *testing.T, what string, took []time.Duration, bar []time.Duration) {
	if len(took) == 0 {
		t.Errorf("%s: not one was measured", what)
		return
	}
	var line strings.Builder
	for i, share := range []int{50, 95, 99} {
		at := took[len(took)*share/100]
		fmt.Fprintf(&line, "  p%d %7.1f ms", share, float64(at.Microseconds())/1000)
		if *loadBars && bar != nil && at > bar[i] {
			t.Errorf("%s: p%d is %v, above %v", what, share, at, bar[i])
		}
	}
	t.Logf("%-15s %6d %s", what, len(took), line.String())
}

// serveLoad runs the binary until the test ends or stop, which tells how much CPU
// it took, from its start on.
func serveLoad(t *testing.T, at place) (url string, stop func() time.Duration) {
	url, _, stop = serveBinary(t, at)
	return url, stop
}

// serveBinary is serveLoad with the process's number.
func serveBinary(t *testing.T, at place) (url string, pid int, stop func() time.Duration) {
	var says bytes.Buffer
	cmd := exec.Command(binary, "serve", "--data", at.Data, "--listen", "127.0.0.1:0", "--plan", "../../plans/guizhou")
	cmd.Env = append(os.Environ(), databaseVariable+"="+at.Database)
	cmd.Stderr = &says
	out, err := cmd.StdoutPipe()
	good(t, err)
	good(t, cmd.Start())
	stop = sync.OnceValue(func() time.Duration {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		return cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	})
	t.Cleanup(func() {
		stop()
		if t.Failed() {
			t.Logf("the server said last: %s", says.Bytes()[max(0, says.Len()-2000):])
		}
	})
	var port int
	if _, err := fmt.Fscanf(out, "Dixian serves on http://127.0.0.1:%d", &port); err != nil {
		stop()
		t.Fatalf("the server does not start: %v\n%s", err, says.String())
	}
	return fmt.Sprintf("http://127.0.0.1:%d", port), cmd.Process.Pid, stop
}
