package store

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/uptrace/bun"

	"dixian/audit"
	"dixian/store/keyring"
)

func TestOpenRefuses(t *testing.T) {
	refused := func(t *testing.T, dir string, keys *keyring.Ring, want string) {
		t.Helper()
		db, err := Open(t.Context(), dir, keys)
		if err == nil {
			db.Close()
			t.Fatal("it was opened")
		}
		if !strings.Contains(err.Error(), want) {
			t.Fatalf("%q does not say %q", err, want)
		}
	}
	// A step may be newer than this program and yet have a number below its last.
	for steps, want := range map[string]string{
		"(99, TRUE)":            "the database has had the schema's step 99, which this program does not know (its last is " + newestSchema(t) + "); run the newer dixian",
		"(5, TRUE)":             "the schema's step 5, which",
		"(12, TRUE), (5, TRUE)": "the schema's steps 5, 12, which",
	} {
		t.Run("a schema that a newer program wrote: "+steps, func(t *testing.T) {
			dir := t.TempDir()
			db := opened(t, dir)
			if _, err := db.write.ExecContext(t.Context(), "INSERT INTO goose_db_version (version_id, is_applied) VALUES "+steps); err != nil {
				t.Fatal(err)
			}
			refused(t, dir, db.ring(), want)
		})
	}
	t.Run("keys of another database", func(t *testing.T) {
		dir := t.TempDir()
		opened(t, dir)
		other, err := keyring.New()
		if err != nil {
			t.Fatal(err)
		}
		refused(t, dir, other, "the keys are not this database's")
	})
	t.Run("a file that is no database", func(t *testing.T) {
		dir := t.TempDir()
		keys, err := Keys(dir)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, File), []byte(strings.Repeat("no database ", 1000)), 0o600); err != nil {
			t.Fatal(err)
		}
		refused(t, dir, keys, File)
	})
	t.Run("a directory that cannot be made", func(t *testing.T) {
		file := filepath.Join(t.TempDir(), "file")
		if err := os.WriteFile(file, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		ring, _ := keyring.New()
		refused(t, filepath.Join(file, "data"), ring, "not a directory")
	})
}

// newestSchema is the number of the last migration.
func newestSchema(t *testing.T) string {
	t.Helper()
	all, err := steps(sqliteEngine)
	ok(t, err)
	return fmt.Sprint(all[len(all)-1].Version)
}

// A step that lands after a higher one is taken by databases that had the higher one.
func TestAStepThatLandedLateIsTaken(t *testing.T) {
	for name, begin := range engines {
		t.Run(name, func(t *testing.T) {
			db, target := begin(t, t.TempDir())
			ok(t, db.Append(t.Context(), &audit.Entry{Action: "before"}))
			for _, undo := range []string{"DROP TABLE photos", "DELETE FROM goose_db_version WHERE version_id = 29"} {
				if _, err := db.write.ExecContext(t.Context(), undo); err != nil {
					t.Fatal(err)
				}
			}
			_, err := target.beside(t)
			if err == nil || !strings.Contains(err.Error(), "step 29, which this program would take") {
				t.Fatalf("beside a server: %v", err)
			}
			held, err := db.migrate(t.Context())
			ok(t, err)
			if slices.Contains(held, 29) || !slices.Contains(held, 30) {
				t.Fatalf("it had %v", held)
			}
			if n, err := db.write.NewRaw("SELECT 1 FROM photos").Exec(t.Context()); err != nil {
				t.Error(n, err)
			}
			target.Keys, target.Replace = db.ring(), true
			ok(t, Restore(t.Context(), target, archived(t, backedUp(t, db)), time.Now()))
			if n, err := audit.Verify(t.Context(), db); n != 2 || err != nil {
				t.Error(n, err)
			}
		})
	}
}

func TestKeysRefuseADatabaseWithoutItsKeyFile(t *testing.T) {
	dir := t.TempDir()
	opened(t, dir)
	if err := os.Remove(filepath.Join(dir, KeyFile)); err != nil {
		t.Fatal(err)
	}
	if _, err := Keys(dir); err == nil || !strings.Contains(err.Error(), "put its key file back") {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, KeyFile)); err == nil {
		t.Error("a new key file was left")
	}
}

func TestKeysFromTheEnvironment(t *testing.T) {
	ring, err := keyring.New()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	t.Setenv(KeysVariable, string(ring.Text()))
	keys, err := Keys(dir)
	if err != nil || keys.Current() != ring.Current() {
		t.Fatal(keys, err)
	}
	db := openedWith(t, dir, keys)
	if _, err := os.Stat(filepath.Join(dir, KeyFile)); err == nil {
		t.Error("the environment's keys were written to a file")
	}
	if _, err := db.Rotate(t.Context()); err != ErrKeysFromEnvironment {
		t.Errorf("rotating them: %v", err)
	}
	t.Setenv(KeysVariable, "{")
	if _, err := Keys(dir); err == nil || !strings.Contains(err.Error(), KeysVariable) {
		t.Error(err)
	}
}

func TestOpenMakesWhatIsNotThere(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "数据 100% a?b#c", "dixian")
	db := opened(t, dir)
	for path, mode := range map[string]os.FileMode{dir: 0o700, filepath.Join(dir, File): 0o600, filepath.Join(dir, File+"-wal"): 0o600, filepath.Join(dir, KeyFile): 0o600} {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode().Perm() != mode {
			t.Errorf("%s has mode %o, not %o", path, info.Mode().Perm(), mode)
		}
	}
	if err := db.Append(t.Context(), &audit.Entry{Action: "x"}); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	again := opened(t, dir)
	if n, err := audit.Verify(t.Context(), again); n != 1 || err != nil {
		t.Fatal(n, err)
	}
}

func TestConnectionsAreSetUp(t *testing.T) {
	db := opened(t, t.TempDir())
	for pragma, want := range map[string]string{"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "busy_timeout": "10000"} {
		for what, conn := range map[string]*bun.DB{"writing": db.write, "reading": db.read} {
			var got string
			if err := conn.DB.QueryRowContext(t.Context(), "PRAGMA "+pragma).Scan(&got); err != nil {
				t.Fatal(err)
			}
			if got != want {
				t.Errorf("%s: %s is %s, not %s", what, pragma, got, want)
			}
		}
	}
	if _, err := db.read.ExecContext(t.Context(), "DELETE FROM users"); err == nil {
		t.Error("a reading connection writes")
	}
}

// beside opens a target as a command does that runs beside its server.
func (to Target) beside(t *testing.T) (*DB, error) {
	if to.URL != "" {
		return OpenPostgresBeside(t.Context(), to.URL, to.Dir)
	}
	keys, err := Keys(to.Dir)
	ok(t, err)
	return OpenBeside(t.Context(), to.Dir, keys)
}
