package screening

import (
	"bufio"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"

	"golang.org/x/sync/errgroup"

	"dixian/intake"
	"dixian/rule"
)

// writer lays a result in a folder beside the one it is for, and moves it there
// when it is whole.
type writer struct {
	out, dir string
	program  *rule.Program
	unmasked bool

	mu    sync.Mutex
	files map[string]*problemFile // lists of bad rows and warnings under way, by name
	bad   map[*rule.Table]*intake.BadRows
	kept  bool
}

// csvFile is a CSV file under way.
type csvFile struct {
	file *os.File
	buf  *bufio.Writer
	csv  *csv.Writer
}

func createCSV(path string, header ...string) (*csvFile, error) {
	f, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	c := &csvFile{file: f, buf: bufio.NewWriterSize(f, 1<<16)}
	c.csv = csv.NewWriter(c.buf)
	return c, c.csv.Write(header)
}

func (c *csvFile) close() error {
	c.csv.Flush()
	return errors.Join(c.csv.Error(), c.buf.Flush(), c.file.Close())
}

func newWriter(out string, program *rule.Program) (*writer, error) {
	out = filepath.Clean(out)
	entries, err := os.ReadDir(out)
	switch {
	case errors.Is(err, os.ErrNotExist):
	case err != nil:
		return nil, fmt.Errorf("the result folder %s cannot be used: %w", out, err)
	case len(entries) > 0:
		if _, err := os.Stat(filepath.Join(out, "run.json")); err != nil {
			return nil, fmt.Errorf("%s holds something that is not a run; name an empty folder or one of an earlier run", out)
		}
		if other, err := foreign(out, program); err != nil {
			return nil, fmt.Errorf("the result folder %s cannot be read: %w", out, err)
		} else if other != "" {
			return nil, fmt.Errorf("%s holds %s, which no run has written; move it elsewhere, or name another folder: an earlier run is replaced whole", out, other)
		}
	}
	if err := os.MkdirAll(filepath.Dir(out), 0o755); err != nil {
		return nil, fmt.Errorf("the folder for %s cannot be made: %w", out, err)
	}
	dir, err := os.MkdirTemp(filepath.Dir(out), "."+filepath.Base(out)+".part-")
	if err != nil {
		return nil, fmt.Errorf("the result folder %s cannot be written: %w", out, err)
	}
	return &writer{out: out, dir: dir, program: program, files: map[string]*problemFile{}, bad: map[*rule.Table]*intake.BadRows{}}, nil
}

// foreign finds a file in a run's folder that the run did not write.
func foreign(dir string, program *rule.Program) (string, error) {
	own := map[string]bool{"quarantine": true}
	for _, name := range []string{"alerts.csv", "hits.csv", "findings.csv", "warnings.csv", "summary.json", "run.json"} {
		own[name] = true
	}
	for _, t := range program.Tables {
		own[filepath.Join("quarantine", t.Name+".csv")] = true
		own[filepath.Join("quarantine", t.Name+".xlsx")] = true
	}
	found := ""
	err := filepath.WalkDir(dir, func(path string, _ os.DirEntry, err error) error {
		if err != nil || path == dir {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err == nil && !own[name] && found == "" {
			found = name
		}
		return err
	})
	return found, err
}

// discard removes a result that was not published.
func (w *writer) discard() {
	if w.kept {
		return
	}
	for _, f := range w.files {
		f.file.Close() // the error does not matter: the file goes
	}
	os.RemoveAll(w.dir)
}

// problemFile is a list of bad rows or warnings under way.
type problemFile struct {
	file *os.File
	buf  *bufio.Writer
	out  *intake.ProblemWriter
}

func (f *problemFile) close() error {
	return errors.Join(f.out.Flush(), f.buf.Flush(), f.file.Close())
}

// problems opens a list of a table once.
func (w *writer) problems(folder string, t *rule.Table, list func(io.Writer) *intake.ProblemWriter) (*intake.ProblemWriter, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	name := filepath.Join(folder, t.Name+".csv")
	if f := w.files[name]; f != nil {
		return f.out, nil
	}
	path := filepath.Join(w.dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return nil, w.full(err)
	}
	file, err := os.Create(path)
	if err != nil {
		return nil, w.full(err)
	}
	f := &problemFile{file: file, buf: bufio.NewWriterSize(file, 1<<16)}
	f.out = list(f.buf)
	w.files[name] = f
	return f.out, nil
}

// table is where a table's bad rows and warnings go. One table is read by one
// goroutine, so its lists have one writer.
func (w *writer) table(t *rule.Table) (bad, warn func(intake.Problem) error, setAside func(intake.BadRow) error) {
	to := func(folder string, list func(io.Writer) *intake.ProblemWriter) func(intake.Problem) error {
		return func(p intake.Problem) error {
			out, err := w.problems(folder, t, list)
			if err != nil {
				return err
			}
			return w.full(out.Write(p))
		}
	}
	rows := &intake.BadRows{Masked: !w.unmasked}
	w.mu.Lock()
	w.bad[t] = rows
	w.mu.Unlock()
	return to("quarantine", intake.NewQuarantineCSV), to("warnings", intake.NewWarningsCSV), rows.Add
}

// workbooks writes the bad rows of each table as a workbook to send back.
func (w *writer) workbooks() error {
	for _, t := range w.program.Tables {
		rows := w.bad[t]
		if rows == nil || len(rows.Rows) == 0 {
			continue
		}
		f, err := os.Create(filepath.Join(w.dir, "quarantine", t.Name+".xlsx"))
		if err != nil {
			return err
		}
		if err := errors.Join(intake.WriteQuarantineXLSX(f, t, rows), f.Close()); err != nil {
			return err
		}
	}
	return nil
}

// finish closes the lists of bad rows and writes the workbooks.
func (w *writer) finish() error {
	for _, f := range w.files {
		if err := f.close(); err != nil {
			return w.full(err)
		}
	}
	clear(w.files)
	return w.full(w.workbooks())
}

// lines writes the three lists and closes what was open, with the warnings of
// all tables joined in the package's order.
func (w *writer) lines(r *Result) error {
	if err := w.finish(); err != nil {
		return err
	}
	if err := w.joinWarnings(); err != nil {
		return w.full(err)
	}
	var g errgroup.Group
	for _, list := range []struct {
		name  string
		lines []Line
	}{{"alerts.csv", r.Alerts}, {"hits.csv", r.Hits}, {"findings.csv", r.Findings}} {
		g.Go(func() error { return w.list(list.name, list.lines) })
	}
	return w.full(g.Wait())
}

func (w *writer) list(name string, lines []Line) error {
	f, err := createCSV(filepath.Join(w.dir, name), "division_code", "household_code", "rule", "risk", "urgency", "as_of", "members_hit", "evidence")
	if err != nil {
		return err
	}
	f.csv.Flush()
	for _, l := range lines {
		row := appendRow(f.buf.AvailableBuffer(), l.Division, l.Household, l.Rule, l.Risk, l.Urgency, l.AsOf, l.Members, l.Evidence)
		if _, err := f.buf.Write(row); err != nil {
			return errors.Join(err, f.file.Close())
		}
	}
	return f.close()
}

// joinWarnings makes one list of the tables' warnings, in the package's order.
func (w *writer) joinWarnings() error {
	all, err := createCSV(filepath.Join(w.dir, "warnings.csv"), "table", "file", "line", "column", "value", "reason")
	if err != nil {
		return err
	}
	all.csv.Flush()
	for _, t := range w.program.Tables {
		if err := appendBody(all.buf, filepath.Join(w.dir, "warnings", t.Name+".csv")); err != nil {
			return errors.Join(err, all.file.Close())
		}
	}
	return errors.Join(all.close(), os.RemoveAll(filepath.Join(w.dir, "warnings")))
}

// appendBody copies a CSV file without its header; one that is not there has
// nothing to copy.
func appendBody(to io.Writer, path string) error {
	f, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer f.Close()
	r := bufio.NewReader(f)
	if _, err := r.ReadString('\n'); err != nil {
		return err
	}
	_, err = io.Copy(to, r)
	return err
}

func (w *writer) json(name string, v any) error {
	data, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return err
	}
	return w.full(os.WriteFile(filepath.Join(w.dir, name), append(data, '\n'), 0o644))
}

// full puts a failed write into words.
func (w *writer) full(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("the result cannot be written beside %s, nothing was changed there: %w", w.out, err)
}

// explain adds where the bad rows of a failed run can be read: they are kept in
// a folder of their own, the run's result is not.
func (w *writer) explain(err error) error {
	var bad *TooManyBad
	if !errors.As(err, &bad) {
		return err
	}
	if e := w.finish(); e != nil {
		return errors.Join(err, e)
	}
	kept := w.out + ".quarantine"
	for n := 2; ; n++ { // a clerk may be mending the last one: it is never replaced
		if _, e := os.Lstat(kept); errors.Is(e, os.ErrNotExist) {
			break
		}
		kept = fmt.Sprintf("%s.quarantine-%d", w.out, n)
	}
	if e := os.Rename(filepath.Join(w.dir, "quarantine"), kept); e != nil {
		return errors.Join(err, e)
	}
	return fmt.Errorf("%w\nthe bad rows are listed in %s", err, kept)
}

// publish moves the whole result into place.
func (w *writer) publish() error {
	old := w.dir + ".old"
	err := os.Rename(w.out, old)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return w.full(err)
	}
	had := err == nil
	if err := os.Chmod(w.dir, 0o755); err != nil {
		return w.full(err)
	}
	if err := os.Rename(w.dir, w.out); err != nil {
		if had {
			err = errors.Join(err, os.Rename(old, w.out))
		}
		return w.full(err)
	}
	w.kept = true
	return os.RemoveAll(old)
}

// fileHash is the SHA-256 of a file, in hex.
func fileHash(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

func fileHashes(paths []string) ([]string, error) {
	out := make([]string, len(paths))
	for i, path := range paths {
		var err error
		if out[i], err = fileHash(path); err != nil {
			return nil, err
		}
	}
	return out, nil
}
