package mapped

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestRefused(t *testing.T) {
	words := make([]uint64, 4)
	b := Bytes(words)
	for _, c := range []struct {
		says string
		of   func() error
	}{
		{"seven bytes are no 64-bit number", func() error { _, err := Slice[int64](b[:7]); return err }},
		{"three bytes are no 16-bit numbers", func() error { _, err := Slice[uint16](b[:3]); return err }},
		{"a number does not begin at an odd place", func() error { _, err := Slice[uint32](b[1:5]); return err }},
		{"a folder is not mapped", func() error { _, err := Open(t.TempDir()); return err }},
		{"a folder is not read", func() error { _, err := Read(t.TempDir()); return err }},
		{"a file that is not there is not mapped", func() error { _, err := Open(filepath.Join(t.TempDir(), "x")); return err }},
	} {
		t.Run(c.says, func(t *testing.T) {
			if c.of() == nil {
				t.Error("not refused")
			}
		})
	}
}

func TestViews(t *testing.T) {
	if !LittleEndian() {
		t.Fatal("files of a saved panel are written in another order of bytes")
	}
	n := []int32{1, -2, 1 << 20}
	back, err := Slice[int32](Bytes(n))
	if err != nil || !slices.Equal(n, back) {
		t.Errorf("%v came back as %v, %v", n, back, err)
	}
	if empty, err := Slice[uint64](nil); err != nil || empty != nil {
		t.Errorf("nothing became %v, %v", empty, err)
	}
}

// TestTwins maps and reads the same files.
func TestTwins(t *testing.T) {
	for _, size := range []int{0, 1, 8, 4095, 4096, 100_001} {
		path := filepath.Join(t.TempDir(), "f")
		want := make([]byte, size)
		for i := range want {
			want[i] = byte(i * 31)
		}
		if err := os.WriteFile(path, want, 0o600); err != nil {
			t.Fatal(err)
		}
		a, err := Open(path)
		if err != nil {
			t.Fatal(err)
		}
		b, err := Read(path)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(a.Bytes, want) || !bytes.Equal(b.Bytes, want) {
			t.Errorf("%d bytes came back otherwise", size)
		}
		for _, f := range []*File{a, b} {
			if err := f.Close(); err != nil {
				t.Error(err)
			}
			if err := f.Close(); err != nil {
				t.Error("closed twice:", err)
			}
		}
	}
}
