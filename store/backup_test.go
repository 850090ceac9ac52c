package store

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"dixian/access"
	"dixian/audit"
	"dixian/store/archive"
	"dixian/store/keyring"
	"dixian/store/pgserver"
)

// engines are where a backup may come from and go to.
var engines = map[string]func(t *testing.T, dir string) (*DB, Target){
	"SQLite": func(t *testing.T, dir string) (*DB, Target) {
		return opened(t, dir), Target{Dir: dir, Path: filepath.Join(dir, File)}
	},
	"PostgreSQL": func(t *testing.T, dir string) (*DB, Target) {
		url := pgserver.Database(t)
		return openedAt(t, url, dir), Target{Dir: dir, URL: url}
	},
}

// backedUp is a database's backup.
func backedUp(t *testing.T, db *DB) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "backup.zip")
	f, err := os.Create(path)
	ok(t, err)
	_, err = db.Backup(t.Context(), f, archive.Manifest{At: time.Now()}, nil)
	ok(t, errors.Join(err, f.Close()))
	return path
}

func archived(t *testing.T, path string) *archive.Reader {
	t.Helper()
	a, err := archive.Open(path)
	ok(t, err)
	t.Cleanup(func() { a.Close() })
	return a
}

// sums are the tables' digests in a backup, but for what a restore adds.
func sums(m archive.Manifest) map[string]string {
	out := map[string]string{}
	for _, t := range m.Tables {
		if t.Name != "audit_entries" && t.Name != "audit_head" {
			out[t.Name] = fmt.Sprint(t.Rows)
		}
	}
	return out
}

func TestBackupsGoFromAnyDatabaseToAny(t *testing.T) {
	for from, begin := range engines {
		db, _ := begin(t, t.TempDir())
		c := fill(t, db, 1203)
		ok(t, db.CreateUser(t.Context(), &access.User{Login: "wang", Name: "王", CreatedAt: time.Now()}, access.Credential{Hash: "x"}))
		ok(t, db.Append(t.Context(), &audit.Entry{At: time.Now(), User: "a", Action: "x"}))
		a := archived(t, backedUp(t, db))
		ok(t, a.Verify())
		for to := range engines {
			t.Run(from+" to "+to, func(t *testing.T) {
				dir := t.TempDir()
				target := Target{Dir: dir, Path: filepath.Join(dir, File), Keys: db.ring()}
				if to == "PostgreSQL" {
					target.URL = pgserver.Database(t)
				}
				ok(t, Restore(t.Context(), target, a, time.Now()))
				if err := Restore(t.Context(), target, a, time.Now()); !errors.Is(err, ErrNotEmpty) {
					t.Errorf("over a database in use: %v", err)
				}
				again, err := target.connect(t.Context())
				ok(t, err)
				defer again.Close()
				readable(t, again, c)
				if n, err := audit.Verify(t.Context(), again); n != 2 || err != nil {
					t.Errorf("%d entries: %v", n, err)
				}
				if got, want := sums(archived(t, backedUp(t, again)).Manifest), sums(a.Manifest); !maps.Equal(got, want) {
					t.Errorf("%v is not %v", got, want)
				}
				// A key that the database counts goes on behind those that came.
				ok(t, again.CreateUser(t.Context(), &access.User{Login: "li", Name: "李", CreatedAt: time.Now()}, access.Credential{Hash: "x"}))
			})
		}
	}
}

func TestARestoreReplacesARunningDatabaseAsAWhole(t *testing.T) {
	for name, begin := range engines {
		t.Run(name, func(t *testing.T) {
			db, target := begin(t, t.TempDir())
			target.Keys, target.Replace = db.ring(), true
			ok(t, db.Append(t.Context(), &audit.Entry{At: time.Now(), User: "a", Action: "before"}))
			a := archived(t, backedUp(t, db))
			ok(t, db.Append(t.Context(), &audit.Entry{At: time.Now(), User: "a", Action: "after"}))
			ok(t, Restore(t.Context(), target, a, time.Now()))
			page, err := db.Page(t.Context(), audit.Filter{Limit: 9})
			ok(t, err)
			if len(page) != 2 || page[0].Action != "restore" || !strings.Contains(page[0].Detail, "in place of a log that ended with 2:") || page[1].Action != "before" {
				t.Errorf("%+v", page[0])
			}
			ok(t, db.Append(t.Context(), &audit.Entry{At: time.Now(), User: "a", Action: "goes on"}))
		})
	}
}

func TestRestoreRefuses(t *testing.T) {
	for name, begin := range engines {
		t.Run(name, func(t *testing.T) {
			db, target := begin(t, t.TempDir())
			fill(t, db, 3)
			ok(t, db.Append(t.Context(), &audit.Entry{At: time.Now(), User: "a", Action: "x"}))
			path := backedUp(t, db)
			whole := archived(t, path)
			other, err := keyring.New()
			ok(t, err)
			newer, between, cut := *whole, *whole, *whole
			newer.Schema = append(slices.Clone(whole.Schema), 999)
			between.Schema = slices.Sorted(slices.Values(append(slices.Clone(whole.Schema), 5)))
			cut.Audit = audit.Head{Seq: 2, Hash: whole.Audit.Hash}
			for says, c := range map[string]struct {
				from *archive.Reader
				keys *keyring.Ring
				want string
			}{
				"keys of another database":        {whole, other, "not this database's"},
				"a schema of a newer program":     {&newer, db.ring(), "newer dixian"},
				"a newer step with an old number": {&between, db.ring(), "step 5, which"},
				"a log that is shorter than said": {&cut, db.ring(), "not any more"},
			} {
				target.Keys, target.Replace = c.keys, true
				if err := Restore(t.Context(), target, c.from, time.Now()); err == nil || !strings.Contains(err.Error(), c.want) {
					t.Errorf("%s: %v", says, err)
				}
				if n, err := audit.Verify(t.Context(), db); n != 1 || err != nil {
					t.Errorf("%s: it left %d entries: %v", says, n, err)
				}
			}
		})
	}
}

// A backup is one moment, whatever is written while it is made.
func TestABackupIsOneMoment(t *testing.T) {
	for name, begin := range engines {
		t.Run(name, func(t *testing.T) {
			db, _ := begin(t, t.TempDir())
			var stop atomic.Bool
			ended := beside(func() error {
				for !stop.Load() {
					if err := db.Append(context.Background(), &audit.Entry{At: time.Now(), User: "a", Action: "x"}); err != nil {
						return err
					}
				}
				return nil
			})
			for range 3 {
				a := archived(t, backedUp(t, db))
				for _, table := range a.Tables {
					if table.Name == "audit_entries" && table.Rows != a.Audit.Seq {
						t.Errorf("%d entries, and the end is number %d", table.Rows, a.Audit.Seq)
					}
				}
			}
			stop.Store(true)
			ok(t, <-ended)
		})
	}
}

// beside runs do beside the test.
func beside(do func() error) chan error {
	ended := make(chan error, 1)
	go func() { ended <- do() }()
	return ended
}

func TestEveryTableIsBackedUp(t *testing.T) {
	db := openedAt(t, pgserver.Database(t), t.TempDir())
	var there []string
	ok(t, db.read.NewRaw("SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema() AND table_name NOT LIKE 'goose%'").Scan(t.Context(), &there))
	named := []string{leftOut}
	for _, table := range archived(t, backedUp(t, db)).Tables {
		named = append(named, table.Name)
	}
	slices.Sort(there)
	slices.Sort(named)
	if !slices.Equal(there, named) {
		t.Errorf("the database has %v, a backup %v", there, named)
	}
}
