package standing

import (
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"dixian/column"
	"dixian/panel"
	"dixian/panel/standing/mapped"
	"dixian/rule"
)

// New is a directory made of a panel, not yet written: see Create. The panel knows
// the origins of its rows. keeps says which columns stay; batches are those that
// brought the rows, one of each table, numbered from 1.
func New(p *panel.Panel, keeps func(*rule.Table, *rule.Column) bool, m Manifest) (*Change, error) {
	if !mapped.LittleEndian() {
		return nil, errors.New("saved panels are kept in the order of bytes of little-endian machines, and this one is not; screen from the files instead")
	}
	id := make([]byte, 8)
	if _, err := rand.Read(id); err != nil {
		return nil, err
	}
	m.ID, m.Households, m.Version, m.Next = hex.EncodeToString(id), p.Households, 1, len(m.Batches)+1
	for _, c := range p.Counties {
		m.Counties = append(m.Counties, c.String())
	}
	m.Tables = make([]*TableFiles, len(p.Tables))
	d := &Directory{Manifest: &m, Program: p.Program, Village: p.Division, County: p.County, Counties: p.Counties, tables: make([]*table, len(p.Tables))}
	houses, persons := p.Program.Households, p.Program.Persons
	ids, ok := column.Plain(p.Tables[persons.Index].Columns[persons.ColumnIndex("id_number")]).(*column.Long)
	codes, ok2 := column.Plain(p.Tables[houses.Index].Columns[houses.ColumnIndex("household_code")]).(*column.Text)
	if !ok || !ok2 {
		return nil, errors.New("the registry has no codes or no ID numbers; a panel of it cannot be kept")
	}
	d.names = names{ids, codes}
	d.none = make([]uint32, p.Households+1)
	c := &Change{After: d, changed: map[int]bool{}}
	for _, rows := range p.Tables {
		if rows == nil || rows.Table.Folder == "system" {
			continue
		}
		number := slices.IndexFunc(m.Batches, func(b Batch) bool { return b.Table == rows.Table.Name }) + 1
		shown := d.segment(p, rows, uint16(number), keeps)
		c.replace(rows.Table, &table{shown: shown, hidden: emptyHidden(rows.Table, shown, d.none)})
	}
	return c, nil
}

// segment takes a panel's rows of a table.
func (d *Directory) segment(p *panel.Panel, rows *rule.Rows, batch uint16, keeps func(*rule.Table, *rule.Column) bool) *Segment {
	t := rows.Table
	n := int(rows.Start[len(rows.Start)-1])
	s := &Segment{Table: t, Start: rows.Start, Person: rows.Person, Columns: make([]column.Column, len(t.Columns)), Refs: make([]*Refs, len(t.Columns))}
	if s.Person == nil && t != p.Program.Households && t != p.Program.Persons {
		s.Person = make([]int32, n)
		for i := range s.Person {
			s.Person[i] = -1
		}
	}
	s.Batch, s.File, s.Line = make([]uint16, n), make([]uint16, n), make([]uint32, n)
	for row := range n {
		at := p.Origin(t, row)
		s.Batch[row], s.File[row], s.Line[row] = batch, at.File, at.Line
	}
	kept := rule.Rows{Table: t, Columns: slices.Clone(rows.Columns)}
	for i, c := range t.Columns {
		if !keeps(t, c) {
			kept.Columns[i] = nil
		}
	}
	d.keep(s, &kept)
	return s
}

// Create writes a new directory, whole or not at all. What stands at dir is left
// alone: an empty folder is taken, and anything else refused. beside, if given,
// writes further files of version 1 to the folder.
func (c *Change) Create(dir string, keys Keys, beside func(folder string) (json.RawMessage, error)) error {
	dir = filepath.Clean(dir)
	if entries, err := os.ReadDir(dir); err == nil && len(entries) > 0 {
		return fmt.Errorf("%s holds something already; name a new folder for the panel, or an empty one", dir)
	} else if err != nil && !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("the folder %s cannot be used: %w", dir, err)
	}
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
		return fmt.Errorf("the folder for %s cannot be made: %w", dir, err)
	}
	part, err := os.MkdirTemp(filepath.Dir(dir), "."+filepath.Base(dir)+".part-") // mode 0700
	if err != nil {
		return fmt.Errorf("the panel %s cannot be written: %w", dir, err)
	}
	defer os.RemoveAll(part) // nothing is left of it once it is moved
	c.After.seal = &sealer{keys, c.After.Manifest.ID}
	if err := c.write(part, beside); err != nil {
		return fmt.Errorf("the panel %s cannot be written, nothing was left there: %w", dir, err)
	}
	if err := os.Remove(dir); err != nil && !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("the folder %s cannot be used: %w", dir, err)
	}
	return os.Rename(part, dir)
}

// Save writes the change beside what stands in the directory and then puts the new
// panel.json in place: until then, and if anything fails, the directory is what it
// was. beside, which may read After, writes further files meanwhile. Files that nothing names any more are removed. Then After takes the place of
// the directory before, which must not be used any more.
func (c *Change) Save(beside func(folder string) (json.RawMessage, error)) error {
	dir := c.before.Dir
	now, err := readManifest(dir)
	if err != nil {
		return err
	}
	if now.ID != c.before.Manifest.ID || now.Version != c.before.Manifest.Version {
		return fmt.Errorf("%s was changed by somebody else meanwhile (version %d, not %d); do it again", dir, now.Version, c.before.Manifest.Version)
	}
	if err := c.write(dir, beside); err != nil {
		return errors.Join(fmt.Errorf("%s is as it was, the change cannot be written: %w", dir, err), sweep(dir, now))
	}
	c.After.files, c.before.files = c.before.files, nil // what did not change is still read there
	return sweep(dir, c.After.Manifest)
}

// write writes what changed and what comes beside it, and panel.json last.
func (c *Change) write(dir string, beside func(string) (json.RawMessage, error)) error {
	d := c.After
	m := d.Manifest
	m.Key = d.seal.keys.Current()
	if err := sweepVersion(dir, m.Version); err != nil { // left by somebody who was stopped
		return err
	}
	var g errgroup.Group
	g.SetLimit(workers)
	if beside != nil {
		g.Go(func() (err error) {
			m.Kept, err = beside(dir)
			return err
		})
	}
	for i := range c.changed {
		g.Go(func() (err error) {
			m.Tables[i], err = d.tables[i].write(dir, m.Version, d.seal)
			return err
		})
	}
	if err := g.Wait(); err != nil {
		return err
	}
	text, err := m.text()
	if err != nil {
		return err
	}
	part := filepath.Join(dir, manifestName+".part")
	if err := os.WriteFile(part, text, 0o600); err != nil {
		return err
	}
	return os.Rename(part, filepath.Join(dir, manifestName))
}

// write writes the table's files of a version.
func (t *table) write(dir string, version int, seal *sealer) (*TableFiles, error) {
	name := fmt.Sprintf("%s-%d", t.shown.Table.Name, version)
	of := &TableFiles{Table: t.shown.Table.Name, Rows: t.shown.Len(), Hiders: t.hiders}
	var err error
	if of.Shown, of.Sealed, err = t.shown.write(dir, name, seal); err != nil {
		return nil, err
	}
	if t.hidden.Len() > 0 {
		var hidden File
		if hidden, of.SealedH, err = t.hidden.write(dir, name+"-hidden", seal); err != nil {
			return nil, err
		}
		of.Hidden = &hidden
	}
	return of, nil
}

// sweep removes files of tables that the manifest does not name.
func sweep(dir string, m *Manifest) error {
	named := map[string]bool{}
	for _, t := range m.Tables {
		if t == nil {
			continue
		}
		for _, f := range []*File{&t.Shown, t.Hidden, t.Sealed, t.SealedH} {
			if f != nil {
				named[f.Name] = true
			}
		}
	}
	return removeIf(dir, func(name string) bool {
		return (strings.HasSuffix(name, ".columns") || strings.HasSuffix(name, ".sealed")) && !named[name]
	})
}

// sweepVersion removes files of tables of a version that is about to be written.
func sweepVersion(dir string, version int) error {
	mark := fmt.Sprintf("-%d", version)
	return removeIf(dir, func(name string) bool {
		stem, found := strings.CutSuffix(name, ".columns")
		if !found {
			if stem, found = strings.CutSuffix(name, ".sealed"); !found {
				return false
			}
		}
		return strings.HasSuffix(strings.TrimSuffix(stem, "-hidden"), mark)
	})
}

func removeIf(dir string, goes func(name string) bool) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	var errs []error
	for _, e := range entries {
		if goes(e.Name()) {
			errs = append(errs, os.Remove(filepath.Join(dir, e.Name())))
		}
	}
	return errors.Join(errs...)
}
