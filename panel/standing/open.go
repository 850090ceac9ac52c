package standing

import (
	"errors"
	"fmt"
	"path/filepath"

	"golang.org/x/sync/errgroup"

	"dixian/column"
	"dixian/division"
	"dixian/panel/standing/mapped"
	"dixian/rule"
)

// Directory is a saved panel that is open. It is read by many at once, and
// changed by one.
type Directory struct {
	Dir      string
	Manifest *Manifest
	Program  *rule.Program
	Village  []division.Code // of each household
	County   []int32         // of each household: place in Counties
	Counties []division.Code

	tables []*table // by table in the order of the program; nil: no rows ever
	none   []uint32 // where households begin in a segment without rows
	names  names
	seal   *sealer
	files  []*mapped.File
}

// table is a table's rows.
type table struct {
	shown  *Segment
	hidden *Segment // laid like shown, with Sets
	hiders [][]int  // sets of batches
}

// Opening is a directory that is being opened: its files are held against their
// checksums, and what is sealed is opened, while somebody reads the plan package. It
// ends with For or Drop.
type Opening struct {
	Manifest *Manifest

	d    *Directory // without its tables
	all  []tableFiles
	done chan struct{}
	err  error // once done
}

// tableFiles are what one table's files hold; nil: nothing.
type tableFiles struct{ shown, hidden *segmentFiles }

// segmentFiles are a segment's sections, and those that were sealed.
type segmentFiles struct{ clear, sealed *sections }

// Begin begins to open the panel of a directory. A directory that is something else
// or has a newer format is refused. The keys are those it was built with.
func Begin(dir string, keys Keys) (*Opening, error) {
	if !mapped.LittleEndian() {
		return nil, errors.New("saved panels are kept in the order of bytes of little-endian machines, and this one is not; screen from the files instead")
	}
	m, err := readManifest(dir)
	if err != nil {
		return nil, err
	}
	d := &Directory{Dir: dir, Manifest: m, tables: make([]*table, len(m.Tables)), seal: &sealer{keys, m.ID}}
	o := &Opening{Manifest: m, d: d, all: make([]tableFiles, len(m.Tables)), done: make(chan struct{})}
	go func() {
		defer close(o.done)
		o.err = o.read()
	}()
	return o, nil
}

// read reads all files.
func (o *Opening) read() error {
	var g errgroup.Group
	g.SetLimit(workers)
	for i, of := range o.Manifest.Tables {
		if of == nil {
			continue
		}
		g.Go(func() (err error) {
			if o.all[i].shown, err = o.d.readSegment(of.Table, &of.Shown, of.Sealed); err == nil && of.Hidden != nil {
				o.all[i].hidden, err = o.d.readSegment(of.Table, of.Hidden, of.SealedH)
			}
			return err
		})
	}
	err := g.Wait()
	for _, t := range o.all {
		for _, s := range []*segmentFiles{t.shown, t.hidden} {
			if s != nil {
				o.d.files = append(o.d.files, s.clear.file)
			}
		}
	}
	return err
}

// Drop ends an opening that nobody goes on with.
func (o *Opening) Drop() error {
	<-o.done
	return o.d.Close()
}

// For is the directory for a plan package, by its fingerprint. One that was damaged
// or cut, or was built for another package, is refused.
func (o *Opening) For(program *rule.Program, packageHash string) (*Directory, error) {
	d, m := o.d, o.Manifest
	if m.PackageHash != packageHash {
		return nil, errors.Join(fmt.Errorf("%s was built for another plan package (%.12s, not %.12s); put that package back, or build the panel again with `dixian panel build`", d.Dir, m.PackageHash, packageHash), o.Drop())
	}
	if len(m.Tables) != len(program.Tables) {
		return nil, errors.Join(damaged(d.Dir, manifestName, "it does not name the package's tables"), o.Drop())
	}
	d.Program = program
	<-o.done
	err := o.err
	if err == nil {
		err = d.load(o.all)
	}
	if err != nil {
		return nil, errors.Join(err, d.Close())
	}
	return d, nil
}

// Open is Begin and For at once.
func Open(dir string, program *rule.Program, packageHash string, keys Keys) (*Directory, error) {
	o, err := Begin(dir, keys)
	if err != nil {
		return nil, err
	}
	return o.For(program, packageHash)
}

// Close gives the memory of the directory back. No panel made from it may be read
// any more.
func (d *Directory) Close() error {
	var errs []error
	for _, f := range d.files {
		errs = append(errs, f.Close())
	}
	d.files = nil
	return errors.Join(errs...)
}

func (d *Directory) load(all []tableFiles) error {
	d.none = make([]uint32, d.Manifest.Households+1)
	var g errgroup.Group
	g.SetLimit(workers)
	for i, of := range d.Manifest.Tables {
		if of != nil {
			g.Go(func() (err error) {
				d.tables[i], err = d.loadTable(d.Program.Tables[i], of, all[i])
				return err
			})
		}
	}
	if err := g.Wait(); err != nil {
		return err
	}
	return d.registry()
}

func (d *Directory) loadTable(t *rule.Table, of *TableFiles, files tableFiles) (*table, error) {
	out := &table{hiders: of.Hiders}
	var err error
	if out.shown, err = d.loadSegment(t, files.shown); err != nil {
		return nil, err
	}
	out.hidden = emptyHidden(t, out.shown, d.none)
	if files.hidden != nil {
		if out.hidden, err = d.loadSegment(t, files.hidden); err != nil {
			return nil, err
		}
		for _, set := range out.hidden.Sets {
			if int(set) >= len(of.Hiders) {
				return nil, damaged(d.Dir, of.Hidden.Name, "a row is hidden by nothing")
			}
		}
	}
	return out, nil
}

// readSegment maps a segment's file and opens its sealed one, if it has one.
func (d *Directory) readSegment(table string, of, secret *File) (*segmentFiles, error) {
	f, err := openSections(d.Dir, of)
	if err != nil {
		return nil, err
	}
	sealed := &sections{dir: d.Dir, of: &File{Name: "the sealed file of " + of.Name}, at: map[string][]byte{}}
	if secret != nil {
		sealed.of = secret
		if sealed.at, err = d.seal.open(d.Dir, secret, table); err != nil {
			return nil, errors.Join(err, f.file.Close())
		}
	}
	return &segmentFiles{f, sealed}, nil
}

func (d *Directory) loadSegment(t *rule.Table, of *segmentFiles) (*Segment, error) {
	f, sealed := of.clear, of.sealed
	s := &Segment{Table: t, Columns: make([]column.Column, len(t.Columns)), Refs: make([]*Refs, len(t.Columns))}
	s.Start = read[uint32](f, "start", d.Manifest.Households+1)
	n := int(s.Start[len(s.Start)-1])
	for h := range d.Manifest.Households {
		if s.Start[h] > s.Start[h+1] {
			f.fail("start", "does not rise")
			n = 0
			break
		}
	}
	s.Batch, s.File, s.Line = read[uint16](f, "batch", n), read[uint16](f, "file", n), read[uint32](f, "line", n)
	if f.has("person") {
		s.Person = read[int32](f, "person", n)
		if s.Person == nil {
			s.Person = []int32{}
		}
		if !d.owned(s.Person) {
			f.fail("person", "names somebody who is not there")
		}
	}
	if f.has("sets") {
		s.Sets = read[uint16](f, "sets", n)
	}
	for i, c := range t.Columns {
		if f.err != nil || !f.has(c.Name+" known") {
			continue
		}
		known := column.BitsOf(read[uint64](f, c.Name+" known", (n+63)/64), n)
		if !f.has(c.Name + " odd") {
			s.Columns[i] = loadValues(c, c.Name, n, known, f, sealed, sealedColumn(c))
			continue
		}
		r := &Refs{Known: known, Odd: read[uint32](f, c.Name+" odd", -1), Value: c.Type.NewColumn()}
		if k := len(r.Odd); k > 0 {
			r.Value = loadValues(c, c.Name, k, column.BitsOf(make([]uint64, (k+63)/64), k), f, sealed, toPersons(c))
			if int(r.Odd[k-1]) >= n {
				f.fail(c.Name+" odd", "names rows that are not there")
			}
		}
		s.Refs[i] = r
	}
	return s, errors.Join(f.err, sealed.err)
}

// owned says whether all rows belong to a person of the registry, or to none.
func (d *Directory) owned(person []int32) bool {
	persons := uint32(0)
	if of := d.Manifest.Tables[d.Program.Persons.Index]; of != nil {
		persons = uint32(of.Rows)
	}
	last := uint32(0) // and one more: none is 0, and what is below none beyond all
	for _, p := range person {
		last = max(last, uint32(p)+1)
	}
	return last <= persons
}

// loadValues lays a column over its values.
func loadValues(c *rule.Column, name string, n int, known column.Bits, clear, sealed *sections, secret bool) column.Column {
	from := clear
	if secret {
		from = sealed
	}
	switch c.Type.NewColumn().(type) {
	case *column.Long:
		return column.NumbersOf(read[int64](from, name+" values", n), known)
	case *column.Word:
		return column.NumbersOf(read[int32](from, name+" values", n), known)
	case *column.Byte:
		return column.NumbersOf(read[uint8](from, name+" values", n), known)
	}
	arena, ends := read[uint8](from, name+" arena", -1), read[uint64](from, name+" ends", n)
	last := uint64(0)
	for _, e := range ends {
		if e < last {
			from.fail(name+" ends", "does not rise")
			return column.TextOf(nil, make([]uint64, n), known)
		}
		last = e
	}
	if last > uint64(len(arena)) {
		from.fail(name+" arena", "is too short")
		return column.TextOf(nil, make([]uint64, n), known)
	}
	return column.TextOf(arena, ends, known)
}

// registry takes what the households and persons say of all others.
func (d *Directory) registry() error {
	p := d.Program
	house, person := d.tables[p.Households.Index], d.tables[p.Persons.Index]
	if house == nil || person == nil {
		return damaged(d.Dir, manifestName, "it names no households or no persons")
	}
	villages, ok := house.shown.Columns[p.Households.ColumnIndex("division_code")].(*column.Text)
	codes, ok2 := house.shown.Columns[p.Households.ColumnIndex("household_code")].(*column.Text)
	ids, ok3 := person.shown.Columns[p.Persons.ColumnIndex("id_number")].(*column.Long)
	if !ok || !ok2 || !ok3 || ids.Len() != d.Manifest.Tables[p.Persons.Index].Rows {
		return damaged(d.Dir, filepath.Base(house.shown.Table.Name), "its codes are missing")
	}
	d.names = names{ids, codes}
	d.Village, d.County = make([]division.Code, villages.Len()), make([]int32, villages.Len())
	last := ""
	for h := range d.Village {
		if b := villages.Bytes(h); string(b) != last {
			code, err := division.ParseCodeBytes(b)
			if err != nil {
				return damaged(d.Dir, manifestName, err.Error())
			}
			last, d.Village[h] = string(b), code
			if n := len(d.Counties); n == 0 || d.Counties[n-1] != code.County() {
				d.Counties = append(d.Counties, code.County())
			}
		} else {
			d.Village[h] = d.Village[h-1]
		}
		d.County[h] = int32(len(d.Counties) - 1)
	}
	return nil
}
