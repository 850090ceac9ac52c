// Package pgserver runs a PostgreSQL server for tests.
//
// The first test that asks starts it: a data directory of its own among the
// temporary files, a socket in it and no port. Every test gets an empty database.
// The server ends with Stop, and with the process if that dies. Where PostgreSQL
// is not installed the test fails and says how to install it: a store that was
// not tested does not pass.
package pgserver

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

const missing = "PostgreSQL is not installed; the tests of its store need it: scripts/needs installs it, or `apt-get install postgresql` as root, or put initdb and postgres into PATH"

// server is the one server of this process.
type server struct {
	dir   string
	ended chan struct{} // closed when postgres has ended
	stop  func()
	said  bytes.Buffer // what postgres wrote, for whom it does not start
}

var (
	running   *server
	databases atomic.Int64
	started   = sync.OnceValue(func() (err error) { running, err = start(); return err })
)

// asInstalled leaves the server as a county would have it.
var asInstalled bool

// AsInstalled has the server of this process, if none runs yet, wait for the disk,
// keep its statistics fresh and take the memory that PostgreSQL takes by default:
// for who measures.
func AsInstalled() { asInstalled = true }

// Database gives the URL of an empty database.
func Database(t testing.TB) string {
	t.Helper()
	if err := started(); err != nil {
		t.Fatal(err)
	}
	name := fmt.Sprintf("t%d", databases.Add(1))
	if err := running.run("CREATE DATABASE " + name); err != nil {
		t.Fatal(err)
	}
	return running.url(name)
}

// Exec runs statements in a database, as its administrator would.
func Exec(t testing.TB, url, statements string) {
	t.Helper()
	if err := exec1(url, statements); err != nil {
		t.Fatal(err)
	}
}

// Stop ends the server, if one was started, and deletes its files. A package
// that uses databases calls it at the end of its TestMain.
func Stop() {
	if running == nil {
		return
	}
	running.stop()
	<-running.ended
	os.RemoveAll(running.dir)
	running = nil
}

// start makes a data directory and waits until a server on it answers.
func start() (*server, error) {
	initdb, postgres, err := programs()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "dixian-pg-")
	if err != nil {
		return nil, err
	}
	s := &server{dir: dir, ended: make(chan struct{})}
	if err := giveAway(dir); err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	data := filepath.Join(dir, "data")
	if out, err := as(exec.Command(initdb, "-D", data, "-U", "dixian", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync", "--no-instructions"), dir).CombinedOutput(); err != nil {
		return nil, errors.Join(fmt.Errorf("initdb: %w: %s", err, out), os.RemoveAll(dir))
	}
	args := []string{"-D", data, "-k", dir, "-c", "listen_addresses=", "-c", "max_connections=200"}
	if !asInstalled {
		// Tests kill programs, not the machine: nothing is lost without fsync.
		args = append(args, "-c", "fsync=off", "-c", "shared_buffers=64MB", "-c", "autovacuum=off")
	}
	cmd := as(exec.Command(postgres, args...), dir)
	cmd.Stdout, cmd.Stderr = &s.said, &s.said
	if err := s.launch(cmd); err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	for deadline := time.Now().Add(30 * time.Second); ; {
		err := s.run("SELECT 1")
		if err == nil {
			return s, nil
		}
		select {
		case <-s.ended:
			return nil, errors.Join(fmt.Errorf("postgres does not start: %s", s.said.String()), os.RemoveAll(dir))
		case <-time.After(20 * time.Millisecond):
		}
		if time.Now().After(deadline) {
			s.stop()
			<-s.ended
			return nil, errors.Join(fmt.Errorf("postgres does not answer: %w: %s", err, s.said.String()), os.RemoveAll(dir))
		}
	}
}

// programs finds initdb and postgres, in PATH or where Debian puts them; of
// several versions the newest.
func programs() (initdb, postgres string, err error) {
	if found, err := exec.LookPath("initdb"); err == nil {
		if found, err = filepath.EvalSymlinks(found); err == nil {
			return found, filepath.Join(filepath.Dir(found), "postgres"), nil
		}
	}
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if err != nil || len(found) == 0 {
		return "", "", errors.New(missing)
	}
	newest := slices.Max(found)
	return newest, filepath.Join(filepath.Dir(newest), "postgres"), nil
}

func (s *server) url(database string) string {
	return (&url.URL{Scheme: "postgres", User: url.User("dixian"), Path: "/" + database, RawQuery: url.Values{"host": {s.dir}}.Encode()}).String()
}

func (s *server) run(statement string) error { return exec1(s.url("postgres"), statement) }

func exec1(url, statement string) error {
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	conn, err := pgx.Connect(ctx, url)
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	_, err = conn.PgConn().Exec(ctx, statement).ReadAll()
	return err
}
