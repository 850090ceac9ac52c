package store

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"dixian/audit"
	"dixian/registry"
	"dixian/store/keyring"
	"dixian/store/pgserver"
)

func TestOpenPostgresRefuses(t *testing.T) {
	refused := func(t *testing.T, url, dir string, want ...string) {
		t.Helper()
		db, err := OpenPostgres(t.Context(), url, dir)
		if err == nil {
			db.Close()
			t.Fatal("it was opened")
		}
		for _, w := range want {
			if !strings.Contains(err.Error(), w) {
				t.Errorf("%q does not say %q", err, w)
			}
		}
		if strings.Contains(err.Error(), "geheim") {
			t.Errorf("it tells the password: %s", err)
		}
	}
	t.Run("a schema that a newer program wrote", func(t *testing.T) {
		url, dir := pgserver.Database(t), t.TempDir()
		openedAt(t, url, dir)
		pgserver.Exec(t, url, "INSERT INTO goose_db_version (version_id, is_applied) VALUES (99, TRUE)")
		refused(t, url, dir, "step 99, which this program does not know (its last is "+newestSchema(t), "run the newer dixian")
	})
	t.Run("a database whose key file is elsewhere", func(t *testing.T) {
		url, empty := pgserver.Database(t), t.TempDir()
		openedAt(t, url, t.TempDir())
		refused(t, url, empty, "put its key file there")
		if _, err := os.Stat(filepath.Join(empty, KeyFile)); err == nil {
			t.Error("a new key file was left")
		}
	})
	t.Run("keys of another database", func(t *testing.T) {
		url, dir := pgserver.Database(t), t.TempDir()
		openedAt(t, url, t.TempDir())
		other, err := keyring.New()
		ok(t, err)
		ok(t, other.WriteFile(filepath.Join(dir, KeyFile)))
		refused(t, url, dir, "the keys are not this database's")
	})
	t.Run("a server that is not there", func(t *testing.T) {
		refused(t, "postgres://dixian:geheim@127.0.0.1:1/dixian", t.TempDir(), "database dixian on 127.0.0.1:1", "--database")
	})
	t.Run("a database that is not there", func(t *testing.T) {
		refused(t, strings.Replace(pgserver.Database(t), "/t", "/missing", 1), t.TempDir(), "missing")
	})
	t.Run("no address", func(t *testing.T) {
		refused(t, "postgres://dixian:geheim@127.0.0.1:port/dixian", t.TempDir(), "--database")
	})
}

// A database made by its administrator speaks whatever language; what is sorted
// and compared must not depend on it.
func TestPostgresComparesTextsByteByByte(t *testing.T) {
	db := openedAt(t, pgserver.Database(t), t.TempDir())
	var other []string
	err := db.read.NewRaw("SELECT table_name || '.' || column_name FROM information_schema.columns WHERE table_schema = current_schema() AND data_type = 'text' AND table_name NOT LIKE 'goose%' AND collation_name IS DISTINCT FROM 'C'").Scan(t.Context(), &other)
	ok(t, err)
	if len(other) > 0 {
		t.Errorf("%v compare by the server's language", other)
	}
}

func TestPostgresConnectionsAreSetUp(t *testing.T) {
	url := pgserver.Database(t)
	db := openedAt(t, url, t.TempDir())
	if _, err := db.read.ExecContext(t.Context(), "DELETE FROM users"); err == nil || !strings.Contains(err.Error(), "read-only") {
		t.Errorf("a reading connection writes: %v", err)
	}
	var commit string
	ok(t, db.write.QueryRowContext(t.Context(), "SHOW synchronous_commit").Scan(&commit))
	if commit != "on" {
		t.Errorf("synchronous_commit is %s", commit)
	}
}

// Two servers on one database: their writers stand in one line.
func TestTwoServersMakeOneChain(t *testing.T) {
	url, dir := pgserver.Database(t), t.TempDir()
	servers := []*DB{openedAt(t, url, dir), openedAt(t, url, dir)}
	var wg sync.WaitGroup
	for i := range 40 {
		wg.Go(func() {
			db := servers[i%2]
			err := db.Atomically(t.Context(), func(ctx context.Context) error {
				// In opposite orders, which would deadlock writers who do not stand in line.
				codes := []string{"A", "B"}
				if i%2 == 1 {
					codes = []string{"B", "A"}
				}
				for _, code := range codes {
					if _, _, err := db.Replace(ctx, []registry.Household{{Code: code, Division: village}}); err != nil {
						return err
					}
					if err := db.Monitored(ctx, code, fmt.Sprint(i), false); err != nil {
						return err
					}
				}
				return db.Append(ctx, &audit.Entry{At: time.Now(), User: "a", Action: "x"})
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if n, err := audit.Verify(t.Context(), servers[0]); n != 40 || err != nil {
		t.Errorf("%d entries: %v", n, err)
	}
}

func TestServersThatStartAtOnceMakeOneSchema(t *testing.T) {
	url, dir := pgserver.Database(t), t.TempDir()
	_, err := Keys(dir)
	ok(t, err)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			db, err := OpenPostgres(t.Context(), url, dir)
			if err != nil {
				t.Error(err)
				return
			}
			db.Close()
		})
	}
	wg.Wait()
}

func TestWorkThatOneServerDoesAlone(t *testing.T) {
	url, dir := pgserver.Database(t), t.TempDir()
	one, two := openedAt(t, url, dir), openedAt(t, url, dir)
	release, held, err := one.Alone(t.Context(), "screening")
	if err != nil || !held {
		t.Fatal(held, err)
	}
	if _, held, err := two.Alone(t.Context(), "screening"); held || err != nil {
		t.Errorf("two servers have it: %v", err)
	}
	other, held, err := two.Alone(t.Context(), "reminders")
	if err != nil || !held {
		t.Fatal("other work waits for it:", err)
	}
	other()
	release()
	release, held, err = two.Alone(t.Context(), "screening")
	if err != nil || !held {
		t.Fatal("it was not given back:", err)
	}
	release()
}

// The lock of a server that died is free at once.
func TestADeadServersWorkIsFree(t *testing.T) {
	url, dir := pgserver.Database(t), t.TempDir()
	dead := openedAt(t, url, dir)
	if _, held, err := dead.Alone(t.Context(), "screening"); err != nil || !held {
		t.Fatal(held, err)
	}
	pgserver.Exec(t, url, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()")
	alive := openedAt(t, url, dir)
	for deadline := time.Now().Add(10 * time.Second); ; {
		release, held, err := alive.Alone(t.Context(), "screening")
		ok(t, err)
		if held {
			release()
			return
		}
		if time.Now().After(deadline) {
			t.Fatal("it is held still")
		}
	}
}

func TestPostgresRotate(t *testing.T) {
	url, dir := pgserver.Database(t), t.TempDir()
	server, command := openedAt(t, url, dir), openedAt(t, url, dir)
	c := fill(t, server, 1203)
	old := server.ring().Current()
	n, err := command.Rotate(t.Context())
	ok(t, err)
	if want := 3*1203 + 5 + 1; n != want {
		t.Errorf("%d values were sealed anew, not %d", n, want)
	}
	left(t, command, old, 0)
	readable(t, server, c)
	ok(t, server.Append(t.Context(), &audit.Entry{At: time.Now(), Action: "x"}))
	if n, err := audit.Verify(t.Context(), command); n != 1 || err != nil {
		t.Error(n, err)
	}
}

func TestAKilledProgramLosesNothingInPostgres(t *testing.T) {
	url, dir := pgserver.Database(t), t.TempDir()
	var told []string
	for n := range 5 {
		told = append(told, killedAfter(t, dir, url, 7*n+3)...)
	}
	whole(t, openedAt(t, url, dir), told)
}

func BenchmarkWritersInLine(b *testing.B) {
	dir := b.TempDir()
	db, err := OpenPostgres(b.Context(), pgserver.Database(b), dir)
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	b.SetParallelism(8)
	b.RunParallel(func(p *testing.PB) {
		for p.Next() {
			if err := db.Append(context.Background(), &audit.Entry{At: time.Now(), Action: "x"}); err != nil {
				b.Error(err)
			}
		}
	})
}
