package standing

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dixian/identity"
	"dixian/panel"
)

// saved is a small panel on disk.
func saved(t *testing.T) (dir string, d *Directory, keys Keys) {
	t.Helper()
	p := program(t)
	dir, keys = filepath.Join(t.TempDir(), "panel"), keysOf(t)
	d = create(t, p, dir, keys,
		source(p, "bill", "N1 P1 100", "N2 P3 200", "N3 P9 300"),
		source(p, "post", "P1 A somebody", "P4 B nobody"),
		source(p, "loan", "N1 P8 H2 5", "N2 P4 - 7"))
	t.Cleanup(func() { d.Close() })
	return dir, d, keys
}

func TestWhatIsNotOpened(t *testing.T) {
	for _, c := range []struct {
		says string
		does func(t *testing.T, dir string)
		want string
	}{
		{"a folder without a panel", func(t *testing.T, dir string) { remove(t, dir, manifestName) }, "is not a saved panel"},
		{"a panel.json of something else", func(t *testing.T, dir string) { overwrite(t, dir, manifestName, []byte("{}\n")) }, "written by something else"},
		{"a newer format", func(t *testing.T, dir string) {
			edit(t, dir, manifestName, func(b []byte) []byte {
				return bytes.Replace(b, []byte("dixian panel 1 "), []byte("dixian panel 2 "), 1)
			})
		}, "of format 2, and this program knows format 1"},
		{"a changed panel.json", func(t *testing.T, dir string) {
			edit(t, dir, manifestName, func(b []byte) []byte { return bytes.Replace(b, []byte(`"Next"`), []byte(`"Nexx"`), 1) })
		}, "panel.json was damaged or cut"},
		{"a cut panel.json", func(t *testing.T, dir string) {
			edit(t, dir, manifestName, func(b []byte) []byte { return b[:len(b)/2] })
		}, "panel.json was damaged or cut"},
		{"an empty panel.json", func(t *testing.T, dir string) { overwrite(t, dir, manifestName, nil) }, "written by something else"},
		{"columns that are missing", func(t *testing.T, dir string) { remove(t, dir, "bill-1.columns") }, "bill-1.columns was damaged or cut"},
		{"columns that are cut", func(t *testing.T, dir string) {
			edit(t, dir, "bill-1.columns", func(b []byte) []byte { return b[:len(b)-1] })
		}, "bill-1.columns was damaged or cut"},
		{"a bit that tipped over", func(t *testing.T, dir string) {
			edit(t, dir, "bill-1.columns", func(b []byte) []byte { b[len(b)-2] ^= 1; return b })
		}, "bill-1.columns was damaged or cut"},
		{"a sealed file that is cut", func(t *testing.T, dir string) {
			edit(t, dir, "persons-1.sealed", func(b []byte) []byte { return b[:len(b)-4] })
		}, "persons-1.sealed was damaged or cut"},
		{"a sealed file that is missing", func(t *testing.T, dir string) { remove(t, dir, "persons-1.sealed") }, "persons-1.sealed was damaged or cut"},
	} {
		t.Run(c.says, func(t *testing.T) {
			dir, d, keys := saved(t)
			c.does(t, dir)
			again, err := Open(dir, d.Program, "hash", keys)
			if err == nil {
				again.Close()
				t.Fatal("it was opened")
			}
			if !strings.Contains(err.Error(), c.want) {
				t.Errorf("the error says %q, not %q", err, c.want)
			}
		})
	}
	t.Run("a panel of another package", func(t *testing.T) {
		dir, d, keys := saved(t)
		if _, err := Open(dir, d.Program, "other", keys); err == nil || !strings.Contains(err.Error(), "built for another plan package") {
			t.Error(err)
		}
	})
	t.Run("other keys", func(t *testing.T) {
		dir, d, _ := saved(t)
		if _, err := Open(dir, d.Program, "hash", keysOf(t)); err == nil || !strings.Contains(err.Error(), "name the keys the panel was built with") {
			t.Error(err)
		}
	})
}

func TestWhatIsNotChanged(t *testing.T) {
	_, d, keys := saved(t)
	p := d.Program
	for _, c := range []struct {
		says string
		does func() error
		want string
	}{
		{"a file of persons is no batch", func() error { _, err := d.Add(source(p, "persons", "P9 - H1"), Batch{}); return err }, "build another panel"},
		{"nor one of households", func() error { _, err := d.Add(source(p, "households", "H9 520123001201"), Batch{}); return err }, "build another panel"},
		{"the persons are not taken back", func() error { _, err := d.Undo(2, time.Now()); return err }, "build another panel"},
		{"a batch that never was", func() error { _, err := d.Undo(77, time.Now()); return err }, "there is no batch 77"},
		{"a division that is none", func() error { _, err := d.Add(source(p, "loan"), Batch{Divisions: []string{"5201"}}); return err }, "5201"},
	} {
		t.Run(c.says, func(t *testing.T) {
			if err := c.does(); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("the error is %v, not %q", err, c.want)
			}
		})
	}
	t.Run("a folder that holds something", func(t *testing.T) {
		built, err := panel.Build(p, registry(p))
		if err != nil {
			t.Fatal(err)
		}
		c, err := New(built, everything, Manifest{})
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Create(d.Dir, keys, nil); err == nil || !strings.Contains(err.Error(), "holds something already") {
			t.Error(err)
		}
	})
	t.Run("a change under which another was saved", func(t *testing.T) {
		a, err := d.Undo(3, time.Now())
		if err != nil {
			t.Fatal(err)
		}
		b, err := d.Undo(4, time.Now())
		if err != nil {
			t.Fatal(err)
		}
		if err := a.Save(nil); err != nil {
			t.Fatal(err)
		}
		if err := b.Save(nil); err == nil || !strings.Contains(err.Error(), "changed by somebody else") {
			t.Error(err)
		}
		if _, err := a.After.Undo(3, time.Now()); err == nil || !strings.Contains(err.Error(), "already") {
			t.Error(err)
		}
		a.After.Close()
	})
}

// TestAFailedSaveLeavesEverything fails while results are written, and after a
// rest of another attempt.
func TestAFailedSaveLeavesEverything(t *testing.T) {
	dir, d, keys := saved(t)
	before := listing(t, dir)
	c, err := d.Undo(3, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Save(func(string) (json.RawMessage, error) { return nil, os.ErrPermission }); err == nil || !strings.Contains(err.Error(), "is as it was") {
		t.Error(err)
	}
	if after := listing(t, dir); after != before {
		t.Errorf("the folder holds\n%s\nand held\n%s", after, before)
	}
	overwrite(t, dir, "bill-2.columns", []byte("a rest"))
	if err := c.Save(nil); err != nil {
		t.Fatal(err)
	}
	if again, err := Open(dir, d.Program, "hash", keys); err != nil {
		t.Error(err)
	} else {
		again.Close()
	}
	if strings.Contains(listing(t, dir), "bill-1.columns") {
		t.Error("the bills of before are still there")
	}
}

// TestNumbersAreSealed looks for ID numbers and the texts that hold one in every
// file in clear.
func TestNumbersAreSealed(t *testing.T) {
	dir, d, _ := saved(t)
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		b, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		for n := 1; n <= 9; n++ {
			if bytes.Contains(b, bytesOf([]int64{person(n)})) || bytes.Contains(b, []byte(identity.ID(person(n)).String())) {
				t.Errorf("%s holds the number of person %d", e.Name(), n)
			}
		}
		if bytes.Contains(b, []byte("somebody")) {
			t.Errorf("%s holds what stands in a masked column", e.Name())
		}
		if info, err := e.Info(); err != nil || info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s can be read by others", e.Name())
		}
	}
	if s := shown(d.Panel()); !strings.Contains(s, "somebody") || !strings.Contains(s, identity.ID(person(8)).String()) {
		t.Errorf("the panel has lost what is sealed:\n%s", s)
	}
}

func edit(t *testing.T, dir, name string, change func([]byte) []byte) {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	overwrite(t, dir, name, change(b))
}

// overwrite puts another file in the place of one that may be mapped.
func overwrite(t *testing.T, dir, name string, b []byte) {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path+".new", b, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(path+".new", path); err != nil {
		t.Fatal(err)
	}
}

func remove(t *testing.T, dir, name string) {
	t.Helper()
	if err := os.Remove(filepath.Join(dir, name)); err != nil {
		t.Fatal(err)
	}
}

func listing(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return strings.Join(out, " ")
}
