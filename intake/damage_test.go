package intake

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// bigFile writes a file that begins so and goes on with a block, many times.
func bigFile(t *testing.T, beginning string, block []byte, times int) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "everything.csv")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.WriteString(beginning); err != nil {
		t.Fatal(err)
	}
	for range times {
		if _, err := f.Write(block); err != nil {
			t.Fatal(err)
		}
	}
	return path
}

func TestFilesOfOneLineInBoundedMemory(t *testing.T) {
	block := []byte(strings.Repeat("x,", 1<<19))
	for _, c := range []struct{ says, beginning, sentence string }{
		{"no line break at all", "no,text,", "line 1 is longer than 16777216 bytes"},
		{"after a header", "no,text\n", "line 2 is longer than 16777216 bytes"},
		{"in quotes", "no,text\n\"", "line 2 is longer than 16777216 bytes"},
	} {
		path := bigFile(t, c.beginning, block, 200)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		start := time.Now()
		l, err := Load(context.Background(), everything(), []string{path}, Options{Today: today})
		if refused(t, l, err); !strings.Contains(err.Error(), c.sentence) {
			t.Errorf("%s: %v", c.says, err)
		}
		runtime.ReadMemStats(&after)
		if used := after.TotalAlloc - before.TotalAlloc; used > 32<<20 {
			t.Errorf("%s: %d bytes were allocated on the way", c.says, used)
		}
		t.Logf("%s: %v", c.says, time.Since(start))
	}
}

// A mark that is never closed swallows whole lines; the row they make has a limit.
func TestAQuotedRowWithoutEnd(t *testing.T) {
	path := bigFile(t, "no,text\n1,\"", []byte(strings.Repeat("x,y\n", 1<<16)), 200)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	l, err := Load(context.Background(), everything(), []string{path}, Options{Today: today})
	if refused(t, l, err); !strings.Contains(err.Error(), "line 2 begins a row of more than 16777216 bytes, which no row is; a quotation mark may be missing") {
		t.Error(err)
	}
	runtime.ReadMemStats(&after)
	if used := after.TotalAlloc - before.TotalAlloc; used > 128<<20 {
		t.Errorf("%d bytes were allocated on the way", used)
	}
}

func TestAFileThatChangesIsRefused(t *testing.T) {
	path := bigFile(t, "no,int\n", []byte("1,x\n"), 10)
	opt := Options{Today: today, Warn: func(Problem) error {
		f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
		if err != nil {
			return err
		}
		defer f.Close()
		_, err = f.WriteString("2,3\n")
		return err
	}}
	l, err := Load(context.Background(), everything(), []string{path}, opt)
	if refused(t, l, err); !strings.Contains(err.Error(), "changed while it was read") {
		t.Error(err)
	}
}
