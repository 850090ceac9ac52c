package intake

import (
	"context"
	"os"
	"path/filepath"
	"reflect"
	"testing"
)

// TestAheadChangesNothing loads files that were surveyed ahead, that were not, and
// that are not asked for, and files that are refused: what a load says is the same.
func TestAheadChangesNothing(t *testing.T) {
	dir := t.TempDir()
	write := func(name, content string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	good, same := write("a.csv", "no,int\n1,2\n2,x\n"), write("b.csv", "no,int\n1,2\n2,x\n")
	gb, nul := write("c.csv", "no,text\n3,\xd6\xd0\n"), write("d.csv", "no,int\n1,\x00\n")
	empty, gone := write("e.csv", ""), filepath.Join(dir, "f.csv")
	all := []string{good, same, gb, nul, empty, gone, dir, good}
	for _, files := range [][]string{{good, gb}, {good, same, good}, {nul}, {empty}, {gone}, {dir}, {good, nul}} {
		for _, first := range [][]string{all, {gb}, {}} {
			want, wantErr := Load(context.Background(), everything(), files, Options{Today: today})
			a := NewAhead(context.Background(), first, Limits{})
			if len(first) > 1 { // else Load and survey race
				a.done.Wait()
			}
			have, err := Load(context.Background(), everything(), files, Options{Today: today, Ahead: a})
			if err := a.Close(); err != nil {
				t.Error(err)
			}
			if (err == nil) != (wantErr == nil) || err != nil && err.Error() != wantErr.Error() {
				t.Fatalf("%v: %v, without it %v", files, err, wantErr)
			}
			if err == nil && (!reflect.DeepEqual(have.Files, want.Files) || have.Read != want.Read || have.Len() != want.Len()) {
				t.Errorf("%v: %+v, without it %+v", files, have.Files, want.Files)
			}
		}
	}
}

// TestAFileThatChangesAfterItsSurveyIsRefused writes to a file between the two.
func TestAFileThatChangesAfterItsSurveyIsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.csv")
	if err := os.WriteFile(path, []byte("no,int\n1,2\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	a := NewAhead(context.Background(), []string{path}, Limits{})
	a.done.Wait()
	f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteString("2,3\n"); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	l, err := Load(context.Background(), everything(), []string{path}, Options{Today: today, Ahead: a})
	if refused(t, l, err).Error() != "a.csv: "+changedMeanwhile().Error() {
		t.Error(err)
	}
	if err := a.Close(); err != nil {
		t.Error(err)
	}
}
