package store

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dixian/audit"
	"dixian/casework"
	"dixian/division"
	"dixian/registry"
	"dixian/store/pgserver"
)

// childVariable makes this test binary the program that gets killed: it works in
// the directory it names, and in the database that the other one names, if any.
const (
	childVariable    = "DIXIAN_TEST_CRASH"
	childURLVariable = "DIXIAN_TEST_CRASH_DATABASE"
)

func TestMain(m *testing.M) {
	if dir := os.Getenv(childVariable); dir != "" {
		if err := work(context.Background(), dir, os.Getenv(childURLVariable)); err != nil {
			fmt.Println("error", err)
			os.Exit(1)
		}
		return
	}
	code := m.Run()
	pgserver.Stop()
	os.Exit(code)
}

// work opens cases forever, one a transaction with its household, event and log
// entry, and says so only after each commit.
func work(ctx context.Context, dir, url string) error {
	keys, err := Keys(dir)
	if err != nil {
		return err
	}
	var db *DB
	if url == "" {
		db, err = Open(ctx, dir, keys)
	} else {
		db, err = OpenPostgres(ctx, url, dir)
	}
	if err != nil {
		return err
	}
	for {
		code := fmt.Sprint("H", time.Now().UnixNano())
		err := db.Atomically(ctx, func(ctx context.Context) error {
			if _, _, err := db.Replace(ctx, []registry.Household{{Code: code, Division: village, Phone: secretPhone}}); err != nil {
				return err
			}
			c := &casework.Case{Household: code, Division: village, State: "triage"}
			if err := db.CreateCase(ctx, c); err != nil {
				return err
			}
			if err := db.AddEvent(ctx, &casework.Event{CaseID: c.ID, At: time.Now(), Act: "open"}); err != nil {
				return err
			}
			return db.Append(ctx, &audit.Entry{At: time.Now(), User: "-", Action: "open", Subject: code})
		})
		if err != nil {
			return err
		}
		fmt.Println(code)
	}
}

// killedAfter starts the program in a directory, kills it after it has told of n
// commits, and gives what it told of.
func killedAfter(t *testing.T, dir, url string, n int) []string {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childVariable+"="+dir, childURLVariable+"="+url)
	out, err := cmd.StdoutPipe()
	ok(t, err)
	ok(t, cmd.Start())
	var told []string
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if strings.HasPrefix(lines.Text(), "error") {
			t.Fatal(lines.Text())
		}
		if told = append(told, lines.Text()); len(told) == n {
			ok(t, cmd.Process.Kill())
		}
	}
	_ = cmd.Wait()
	return told
}

func TestAKilledProgramLosesNothingItToldOf(t *testing.T) {
	dir := t.TempDir()
	var told []string
	for n := range 5 {
		told = append(told, killedAfter(t, dir, "", 7*n+3)...)
	}
	whole(t, opened(t, dir), told)
}

// A copy of the files of a running database is what a power cut leaves.
func TestFilesCopiedWhileOpenAreWhole(t *testing.T) {
	dir := t.TempDir()
	told := killedAfter(t, dir, "", 5)
	db := opened(t, dir)
	ok(t, db.Append(t.Context(), &audit.Entry{At: time.Now(), Action: "uncheckpointed"}))
	copied := t.TempDir()
	for _, name := range []string{File, File + "-wal", KeyFile} {
		content, err := os.ReadFile(filepath.Join(dir, name))
		ok(t, err)
		ok(t, os.WriteFile(filepath.Join(copied, name), content, 0o600))
	}
	again := opened(t, copied)
	n, err := audit.Verify(t.Context(), again)
	ok(t, err)
	if n < int64(len(told))+1 {
		t.Errorf("%d entries of %d are there", n, len(told)+1)
	}
}

// whole checks that each commit that was told of is there, each once and with
// all its parts, and that the chain holds.
func whole(t *testing.T, db *DB, told []string) {
	t.Helper()
	entries, err := audit.Verify(t.Context(), db)
	ok(t, err)
	open, err := db.OpenCases(t.Context())
	ok(t, err)
	if int(entries) != len(open) || len(open) < len(told) {
		t.Errorf("%d entries, %d cases, %d told of", entries, len(open), len(told))
	}
	for _, code := range told {
		c := open[code]
		if c == nil {
			t.Errorf("%s was told of and is not there", code)
			continue
		}
		if events, err := db.Events(t.Context(), c.ID); err != nil || len(events) != 1 {
			t.Errorf("%s has %d events: %v", code, len(events), err)
		}
		if h, err := db.Household(t.Context(), code, true); err != nil || h.Phone != secretPhone {
			t.Errorf("%s: %v", code, err)
		}
	}
	if n, err := db.CountCases(t.Context(), casework.Filter{Scope: []division.Code{village}}); err != nil || n != len(open) {
		t.Errorf("%d cases counted, %d read: %v", n, len(open), err)
	}
}
