package archive

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

var columns = []Column{{"id", Integer}, {"open", Boolean}, {"words", Text}}

// saved writes an archive with one table.
func saved(t *testing.T, rows ...[]any) string {
	t.Helper()
	var out bytes.Buffer
	w := NewWriter(&out, Manifest{Program: "test"})
	err := w.Table("t", columns, func() ([]any, error) {
		if len(rows) == 0 {
			return nil, nil
		}
		row := rows[0]
		rows = rows[1:]
		return row, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.File("demo.json", []byte("{}")); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "a.zip")
	if err := os.WriteFile(path, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestWhatIsWrittenIsRead(t *testing.T) {
	long := strings.Repeat("字", 100_000)
	want := [][]any{{int64(1), true, "甲<\"\n"}, {int64(1<<62 + 1), false, ""}, {int64(-1), nil, nil}, {nil, true, long}, {int64(0), true, "\xff\x00"}}
	given := append([][]any{}, want...)
	given[1] = []any{int64(1<<62 + 1), int64(0), []byte("")} // as a driver may have it
	a, err := Open(saved(t, given...))
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	var got [][]any
	if err := a.Table("t", func(c []Column) error {
		if !reflect.DeepEqual(c, columns) {
			t.Error(c)
		}
		return nil
	}, func(row []any) error { got = append(got, row); return nil }); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%v", got)
	}
	if content, err := a.File("demo.json"); err != nil || string(content) != "{}" || a.WithKey {
		t.Error(string(content), err, a.WithKey)
	}
}

// Whatever byte of a backup is changed or missing, it does not pass as whole.
func TestADamagedArchiveIsSeen(t *testing.T) {
	whole, err := os.ReadFile(saved(t, []any{int64(1), true, "some words"}, []any{int64(2), true, "more words"}))
	if err != nil {
		t.Fatal(err)
	}
	passes := func(content []byte) bool {
		path := filepath.Join(t.TempDir(), "b.zip")
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		a, err := Open(path)
		if err != nil {
			return false
		}
		defer a.Close()
		err = a.Verify()
		if err != nil && !errors.Is(err, ErrDamaged) {
			t.Errorf("%v does not say that it is damaged", err)
		}
		return err == nil
	}
	if !passes(whole) {
		t.Fatal("the whole one does not pass")
	}
	for _, n := range []int{0, 1, len(whole) / 2, len(whole) - 1} {
		if passes(whole[:n]) {
			t.Errorf("cut off after %d bytes it passes", n)
		}
	}
	at := bytes.Index(whole, []byte("tables/t.jsonl")) + len("tables/t.jsonl")
	for i := at; i < at+40; i++ {
		changed := bytes.Clone(whole)
		changed[i] ^= 4
		if passes(changed) {
			t.Errorf("with byte %d changed it passes", i)
		}
	}
}

func TestAValueOfAnotherKindIsRefused(t *testing.T) {
	for kind, v := range map[Kind]any{Integer: "1", Boolean: "true", Text: int64(1), "real": 1.5} {
		if w, err := written(kind, v); err == nil {
			t.Errorf("%v as %s: %v", v, kind, w)
		}
	}
}
