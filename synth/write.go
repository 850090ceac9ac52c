package synth

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// Write writes a synthetic province to o.Out: registry/ with households, persons and
// authorisations, extracts/ with one file for each other table (several, where the
// format holds no more rows in one or dirt has split it). The folder appears under
// its name when all is written; after an error or a cancelled ctx nothing is left.
func Write(ctx context.Context, o Options) (Report, error) {
	if err := o.check(); err != nil {
		return Report{}, err
	}
	r, err := newRun(o)
	if err != nil {
		return Report{}, err
	}
	if err := vacant(o.Out); err != nil {
		return Report{}, err
	}
	out, err := filepath.Abs(o.Out)
	if err != nil {
		return Report{}, fmt.Errorf("synth: finding %s: %w", o.Out, err)
	}
	partial, err := os.MkdirTemp(filepath.Dir(out), "."+filepath.Base(out)+".partial-")
	if err != nil {
		return Report{}, fmt.Errorf("synth: making a folder beside %s: %w", o.Out, err)
	}
	defer os.RemoveAll(partial) // nothing is there any more after the rename
	report, err := r.write(ctx, partial, o.Progress)
	if err != nil {
		return Report{}, fmt.Errorf("synth: %w; nothing was left in %s", err, o.Out)
	}
	if err := publish(partial, out); err != nil {
		return Report{}, fmt.Errorf("synth: putting the finished files in place: %w", err)
	}
	return report, nil
}

// vacant refuses a folder that holds something.
func vacant(out string) error {
	entries, err := os.ReadDir(out)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return fmt.Errorf("synth: looking at %s: %w", out, err)
	case len(entries) > 0:
		return fmt.Errorf("synth: %s is not empty (it holds %s); name another folder or remove this one", out, entries[0].Name())
	}
	return nil
}

// publish gives the finished folder its name.
func publish(partial, out string) error {
	if err := os.Chmod(partial, 0o755); err != nil {
		return err
	}
	if err := os.Remove(out); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return os.Rename(partial, out)
}

// write writes all files below dir.
func (r *run) write(ctx context.Context, dir string, progress func(table string, rows int)) (Report, error) {
	started := time.Now()
	outlets, err := r.open(dir)
	if err != nil {
		return Report{}, err
	}
	defer func() {
		for _, o := range outlets {
			o.abandon()
		}
	}()
	report := Report{Tables: make([]TableReport, len(tables))}
	planted := map[string]*Planted{}
	err = r.each(ctx, func(b *block) error {
		report.Households += b.rows[tHouseholds].count()
		for t := range outlets {
			if err := outlets[t].put(b, tableID(t)); err != nil {
				return err
			}
			report.Tables[t].Rows += b.rows[t].count()
			if progress != nil {
				progress(tables[t].key, report.Tables[t].Rows)
			}
		}
		for p, n := range b.planted {
			count(planted, p, n)
		}
		return nil
	})
	if err != nil {
		return Report{}, err
	}
	for t, o := range outlets {
		if err := report.close(t, o); err != nil {
			return Report{}, err
		}
	}
	report.Persons = report.Tables[tPersons].Rows
	for _, p := range planted {
		report.Planted = append(report.Planted, *p)
	}
	slices.SortFunc(report.Planted, func(a, b Planted) int { return cmp.Compare(a.Rule, b.Rule) })
	report.Elapsed = time.Since(started)
	return report, nil
}

func count(planted map[string]*Planted, p plant, n int) {
	if planted[p.rule] == nil {
		planted[p.rule] = &Planted{Rule: p.rule}
	}
	if p.fires {
		planted[p.rule].Fires += n
	} else {
		planted[p.rule].Near += n
	}
}

// open makes the folders and an outlet for each table.
func (r *run) open(dir string) ([]*outlet, error) {
	outlets := make([]*outlet, len(tables))
	for t := range tables {
		folder := filepath.Join(dir, "extracts")
		if tables[t].registry {
			folder = filepath.Join(dir, "registry")
		}
		if err := os.MkdirAll(folder, 0o755); err != nil {
			return nil, fmt.Errorf("making %s: %w", folder, err)
		}
		outlets[t] = &outlet{run: r, table: tableID(t), folder: folder}
	}
	return outlets, nil
}

// close finishes a table's files and adds them to the report.
func (rep *Report) close(t int, o *outlet) error {
	files, bytes, err := o.close()
	if err != nil {
		return err
	}
	line := &rep.Tables[t]
	line.Table, line.Files, line.Bytes = tables[t].key, files, bytes
	rep.Rows += line.Rows
	rep.Bytes += bytes
	return nil
}
