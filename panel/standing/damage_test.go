package standing

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestDamage tips bits, cuts and lengthens the files of a panel: it is refused, or
// what was damaged is padding and the panel is what it was.
func TestDamage(t *testing.T) {
	dir, d, keys := saved(t)
	want := shown(d.Panel())
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.SampledFrom(entries).Draw(t, "file").Name()
		path := filepath.Join(dir, name)
		good, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		bad := append([]byte(nil), good...)
		switch at := rapid.IntRange(0, len(bad)-1).Draw(t, "at"); rapid.IntRange(0, 2).Draw(t, "damage") {
		case 0:
			bad[at] ^= 1 << rapid.IntRange(0, 7).Draw(t, "bit")
		case 1:
			bad = bad[:at]
		case 2:
			bad = append(bad, rapid.SliceOfN(rapid.Byte(), 1, 9).Draw(t, "more")...)
		}
		put := func(b []byte) {
			if err := os.WriteFile(path+".new", b, 0o600); err != nil {
				t.Fatal(err)
			}
			if err := os.Rename(path+".new", path); err != nil {
				t.Fatal(err)
			}
		}
		put(bad)
		defer put(good)
		again, err := Open(dir, d.Program, "hash", keys)
		if err != nil {
			if !strings.Contains(err.Error(), dir) {
				t.Errorf("the error does not name the folder: %v", err)
			}
			return
		}
		defer again.Close()
		if got := shown(again.Panel()); got != want {
			t.Errorf("%s was damaged, opened, and gives\n%s", name, got)
		}
	})
}
