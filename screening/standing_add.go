package screening

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"dixian/calendar"
	"dixian/division"
	"dixian/intake"
	"dixian/panel"
	"dixian/panel/standing"
	"dixian/rule"
)

// Delivery is a batch that somebody delivers.
type Delivery struct {
	Table         string // its key or its Chinese name
	Files         []string
	Divisions     []string // that it covers, as codes of twelve digits; empty: the whole panel
	Mapping       string   // a mapping file; empty: none
	Today         calendar.Date
	MaxQuarantine float64 // share of its rows that may be bad; above it nothing is applied
	By            string  // who loads it
	At            time.Time
}

// StandingChange is what a batch or its withdrawal changed.
type StandingChange struct {
	Batch    standing.Batch
	Same     []string // files that a batch of the table brought before: they change nothing
	Touched  int      // households that were evaluated again
	Counties []string // of which the coverage changed, so that all their households were touched
	Lists    map[string]difference
	Alerted  int    // households with an alert now
	Folder   string // with the difference and the bad rows; empty: nothing changed
	Bad      string // the list of bad rows; empty: none
}

// Add applies a delivery and brings the results up to date. A delivery all of
// whose files were brought before changes nothing.
func (s *Standing) Add(ctx context.Context, d Delivery) (*StandingChange, error) {
	t, err := s.tableNamed(d.Table)
	if err != nil {
		return nil, err
	}
	for _, text := range d.Divisions {
		code, err := division.ParseCode(text)
		if err != nil {
			return nil, fmt.Errorf("--division: %w", err)
		}
		if !slices.ContainsFunc(s.Counties, func(c division.Code) bool { return c == code || code.Contains(c) || c.Contains(code) }) {
			return nil, fmt.Errorf("no household of the panel lives in %s; name divisions that the file covers, such as %s", text, s.Counties[0])
		}
	}
	bad := &badRows{dir: s.Dir}
	defer bad.discard()
	loaded, same, err := s.load(ctx, t, d, bad)
	if err != nil || loaded == nil {
		return &StandingChange{Same: same}, err
	}
	b := standing.Batch{
		Divisions: d.Divisions, By: d.By, At: d.At,
		Read: loaded.Read, Accepted: loaded.Accepted, Duplicate: loaded.Duplicate, Quarantined: loaded.Quarantined,
	}
	for _, f := range loaded.Files {
		b.Files = append(b.Files, standing.BatchFile{Name: filepath.Base(f.Path), SHA256: f.SHA256, Rows: f.Rows})
	}
	src := panel.Source{Table: t, Columns: slices.Clone(loaded.Columns), File: loaded.File, Line: loaded.Line}
	if src.File == nil {
		src.File = make([]uint16, len(src.Line))
	}
	kept := keepsFor(s.kernels)[t]
	for i, c := range t.Columns {
		if !kept[c.Name] {
			src.Columns[i] = nil
		}
	}
	c, err := s.Directory.Add(src, b)
	if err != nil {
		return nil, err
	}
	out, err := s.apply(c, bad)
	if out != nil {
		out.Same = same
	}
	return out, err
}

// Undo takes a batch back and brings the results up to date.
func (s *Standing) Undo(number int, at time.Time) (*StandingChange, error) {
	c, err := s.Directory.Undo(number, at)
	if err != nil {
		return nil, err
	}
	return s.apply(c, nil)
}

// tableNamed finds a table by key or Chinese name.
func (s *Standing) tableNamed(name string) (*rule.Table, error) {
	var names []string
	for _, t := range s.Program.Tables {
		if t.Name == name || t.Label == name {
			return t, nil
		}
		if t.Folder == "extracts" || t.Folder == "registry" {
			names = append(names, t.Name)
		}
	}
	return nil, fmt.Errorf("the plan package has no table %q; its tables are %s", name, strings.Join(names, ", "))
}

// load reads a delivery; nil if all of it was brought before.
func (s *Standing) load(ctx context.Context, t *rule.Table, d Delivery, bad *badRows) (*intake.Loaded, []string, error) {
	var mapping *intake.Mapping
	if d.Mapping != "" {
		all, err := intake.LoadMapping(d.Mapping, s.Program.Tables)
		if err != nil {
			return nil, nil, err
		}
		mapping = all[t.Name]
	}
	// Few files come again: they are read while their hashes are made.
	var hashes []string
	var g errgroup.Group
	g.Go(func() (err error) {
		hashes, err = fileHashes(d.Files)
		return err
	})
	loaded, failed := s.loadFiles(ctx, t, d.Files, mapping, d.Today, bad)
	if err := g.Wait(); err != nil {
		return nil, nil, err
	}
	var files, same []string
	for i, path := range d.Files {
		if b := s.Manifest.Holding(t.Name, hashes[i]); b != nil {
			same = append(same, fmt.Sprintf("%s holds the same as a file of batch %d and changed nothing", filepath.Base(path), b.Number))
		} else {
			files = append(files, path)
		}
	}
	if len(same) > 0 {
		bad.forget()
		if len(files) == 0 {
			return nil, same, nil
		}
		loaded, failed = s.loadFiles(ctx, t, files, mapping, d.Today, bad)
	}
	if failed != nil {
		return nil, nil, failed
	}
	if loaded.Read > 0 && float64(loaded.Quarantined) > d.MaxQuarantine*float64(loaded.Read) {
		err := &TooManyBad{Table: t, Bad: loaded.Quarantined, Read: loaded.Read, Limit: d.MaxQuarantine}
		kept, failed := bad.keep()
		if failed != nil {
			return nil, nil, failed
		}
		return nil, nil, fmt.Errorf("%w\nnothing was applied; the bad rows are listed in %s", err, kept)
	}
	return loaded, same, nil
}

// loadFiles reads files of a table.
func (s *Standing) loadFiles(ctx context.Context, t *rule.Table, files []string, mapping *intake.Mapping, today calendar.Date, bad *badRows) (*intake.Loaded, error) {
	reads, kept := s.Program.Reads()[t], keepsFor(s.kernels)[t]
	return intake.Load(ctx, t, files, intake.Options{
		Today: today, Mapping: mapping, Bad: bad.add,
		Read: func(c string) bool { return reads[c] },
		Keep: func(c string) bool { return kept[c] },
	})
}

// apply evaluates what a change touches, writes it and takes it over.
func (s *Standing) apply(c *standing.Change, bad *badRows) (*StandingChange, error) {
	out := &StandingChange{Touched: len(c.Touched), Lists: map[string]difference{}, Folder: fmt.Sprintf("changes-%d", c.After.Manifest.Version)}
	before, err := s.coverage()
	if err != nil {
		return nil, err
	}
	if err := s.forgetUnread(c, c.Touched, before); err != nil {
		return nil, err
	}
	folder := filepath.Join(s.Dir, out.Folder)
	err = os.Mkdir(folder, 0o700)
	if os.IsExist(err) { // left by somebody who was stopped: nothing names it
		if err = os.RemoveAll(folder); err == nil {
			err = os.Mkdir(folder, 0o700)
		}
	}
	if err != nil {
		return nil, err
	}
	var w *reckoned
	err = c.Save(func(dir string) (json.RawMessage, error) { // while its rows are written
		var err error
		if w, err = s.reckon(c, before, out); err != nil {
			return nil, err
		}
		if bad != nil && bad.n > 0 {
			out.Bad = filepath.Join(out.Folder, "quarantine.csv")
			if err := bad.moveTo(filepath.Join(dir, out.Bad)); err != nil {
				return nil, err
			}
		}
		return s.writeResults(dir, c.After.Manifest.Version, w, out)
	})
	if err != nil {
		os.RemoveAll(folder) // the change did not happen; a rest of it is overwritten by the next
		return nil, err
	}
	out.Batch, out.Alerted = *c.Batch, w.kept.Alerted
	return out, s.takeOver(c.After, w.kept)
}

// takeOver goes on with the directory as it is now and removes the results of
// before.
func (s *Standing) takeOver(now *standing.Directory, kept standingKept) error {
	old := s.kept.Results
	s.Directory, s.kept = now, kept
	for name, f := range old {
		if kept.Results[name].Name != f.Name {
			if err := os.Remove(filepath.Join(s.Dir, f.Name)); err != nil {
				return err
			}
		}
	}
	return nil
}
