package screening

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"golang.org/x/sync/errgroup"

	"dixian/calendar"
	"dixian/column"
	"dixian/intake"
	"dixian/panel"
	"dixian/plan"
	"dixian/rule"
)

// Options says what a run reads and how.
type Options struct {
	Registry, Extracts string // folders
	Plan               string // the package's folder
	Mapping            string // a mapping file; empty: none
	AsOf, Today        calendar.Date
	Unmasked, CheckAll bool
	MaxQuarantine      float64 // share of a table's rows that may be bad; above it the run fails
	WholeRegistry      bool    // read the registry's columns that no rule reads, too (names, addresses)
	Workers            int     // 0: as many as the machine has cores
	Interpreter        bool    // evaluate row by row instead of by kernels: slow, the same answers
	Progress           Progress

	// lean: what only explanations read is not kept, the columns that no rule reads
	// and where rows came from.
	lean bool
	// kept: as lean, but where rows came from is kept; for a saved panel.
	kept bool
}

// Progress hears how far a run is. Calls come from several goroutines.
type Progress interface {
	// Stage begins a stage; total is what Advance will add up to, 0 unknown.
	Stage(name string, total int64)
	// Advance adds work done in the stage: rows read, households screened.
	Advance(stage string, n int64)
}

type silent struct{}

func (silent) Stage(string, int64)   {}
func (silent) Advance(string, int64) {}

// TableCount is what became of a table's rows, as summary.json holds it.
type TableCount struct {
	Read        int `json:"read"`
	Accepted    int `json:"accepted"`
	Duplicate   int `json:"duplicate"`
	Quarantined int `json:"quarantined"`
	Unmatched   int `json:"unmatched"`
	Warnings    int `json:"warnings"`
}

// Input is a file that a run read.
type Input struct {
	Table   string   `json:"table"`
	Path    string   `json:"path"`
	SHA256  string   `json:"sha256"`
	Format  string   `json:"format"`
	Rows    int      `json:"rows"`
	Ignored []string `json:"ignored_columns,omitempty"` // unknown columns
	SameAs  string   `json:"same_as,omitempty"`         // repeats this file; changed nothing
}

// Intake is everything a run read.
type Intake struct {
	Panel  *panel.Panel
	Counts map[string]TableCount
	Inputs []Input             // by table in package order, then file
	Files  map[string][]string // base names by table, for origins
	Left   []string            // files whose name is no table's
}

// sinks receive bad rows and warnings while tables are read; nil members
// swallow them (a run that is opened again has told them before).
type sinks interface {
	table(t *rule.Table) (bad, warn func(intake.Problem) error, setAside func(intake.BadRow) error)
}

type noSinks struct{}

func (noSinks) table(*rule.Table) (bad, warn func(intake.Problem) error, setAside func(intake.BadRow) error) {
	drop := func(intake.Problem) error { return nil }
	return drop, drop, nil
}

// read loads every table and lays the panel.
func read(ctx context.Context, o Options, pkg *plan.Package, program *rule.Program, out sinks) (*Intake, error) {
	files, left, err := findFiles(o, program)
	if err != nil {
		return nil, err
	}
	l := &loader{
		options: o, program: program, reads: o.reads(program), files: files, out: out,
		panel: panel.NewBuilder(program), loaded: make([]*intake.Loaded, len(program.Tables)), households: make(chan struct{}), persons: make(chan struct{}),
	}
	if o.lean || o.kept {
		if l.keeps, err = keeps(program); err != nil {
			return nil, err
		}
	}
	if o.lean {
		l.panel.Narrow()
		if l.forgets, err = forgets(program); err != nil {
			return nil, err
		}
	}
	if o.Mapping != "" {
		if l.mappings, err = intake.LoadMapping(o.Mapping, program.Tables); err != nil {
			return nil, err
		}
	}
	o.Progress.Stage("read", 0)
	l.ahead = intake.NewAhead(ctx, l.waiting(), intake.Limits{})
	defer l.ahead.Close() // of files that nobody reads any more errors do not matter
	if err := l.all(ctx); err != nil {
		return nil, err
	}
	return l.whole(left)
}

// all reads every table. What is held against households comes after them; the
// others are read meanwhile, and their rows wait for persons before they are laid.
// What is wrong with the registry ends the run and is told before anything else.
func (l *loader) all(ctx context.Context) error {
	others, stop := context.WithCancel(ctx)
	defer stop()
	var g errgroup.Group
	g.SetLimit(l.options.Workers)
	var registry error
	g.Go(func() error {
		defer close(l.persons)
		registry = l.lay(ctx, l.program.Households)
		close(l.households)
		if registry == nil {
			registry = l.lay(ctx, l.program.Persons)
		}
		if registry != nil {
			stop()
		}
		return registry
	})
	for _, t := range l.largestFirst() {
		g.Go(func() error { return l.lay(others, t) })
	}
	err := g.Wait()
	return cmp.Or(registry, err)
}

// reads are the columns to read: those of the rules, and on demand the whole
// registry.
func (o Options) reads(program *rule.Program) map[*rule.Table]map[string]bool {
	reads := program.Reads()
	if !o.WholeRegistry {
		return reads
	}
	for _, t := range []*rule.Table{program.Households, program.Persons} {
		reads[t] = map[string]bool{}
		for _, c := range t.Columns {
			reads[t][c.Name] = true
		}
	}
	return reads
}

func findFiles(o Options, program *rule.Program) (map[string][]string, []string, error) {
	files := map[string][]string{}
	var left []string
	for _, from := range []struct{ dir, folder string }{{o.Registry, "registry"}, {o.Extracts, "extracts"}} {
		var tables []*rule.Table
		for _, t := range program.Tables {
			if t.Folder == from.folder {
				tables = append(tables, t)
			}
		}
		found, others, err := intake.Find(from.dir, tables)
		if err != nil {
			return nil, nil, err
		}
		for name, paths := range found {
			files[name] = paths
		}
		for _, name := range others {
			left = append(left, filepath.Join(from.dir, name))
		}
	}
	missing := &MissingTables{Dir: o.Registry}
	for _, t := range []*rule.Table{program.Households, program.Persons} {
		if len(files[t.Name]) == 0 {
			missing.Tables = append(missing.Tables, t)
		}
	}
	if len(missing.Tables) > 0 {
		return nil, nil, missing
	}
	return files, left, nil
}

// loader reads tables, several at once.
type loader struct {
	options  Options
	program  *rule.Program
	reads    map[*rule.Table]map[string]bool
	mappings map[string]*intake.Mapping
	files    map[string][]string
	keeps    map[*rule.Table]map[string]bool // nil: all columns
	forgets  map[*rule.Table][]bool          // nil: none
	out      sinks
	ahead    *intake.Ahead
	panel    *panel.Builder
	loaded   []*intake.Loaded // by table; what is in the panel without its columns
	// Closed when they are laid, or cannot be.
	households, persons chan struct{}
}

// waiting are files in the order in which tables wait for others: their survey fills
// the time of a processor that waits with them.
func (l *loader) waiting() []string {
	files := slices.Clone(l.files[l.program.Persons.Name])
	for _, t := range l.largestFirst() {
		files = append(files, l.files[t.Name]...)
	}
	return files
}

// largestFirst are the tables beside households and persons: what takes most
// memory while it is read comes when little is held yet.
func (l *loader) largestFirst() (tables []*rule.Table) {
	size := map[*rule.Table]int64{}
	for _, t := range l.program.Tables {
		if t == l.program.Households || t == l.program.Persons || t.Folder == "system" {
			continue
		}
		tables = append(tables, t)
		for _, path := range l.files[t.Name] {
			if info, err := os.Stat(path); err == nil { // who reads it says what is wrong
				size[t] += info.Size()
			}
		}
	}
	slices.SortStableFunc(tables, func(a, b *rule.Table) int { return cmp.Compare(size[b], size[a]) })
	return tables
}

// lay reads a table and lays its rows in the panel.
func (l *loader) lay(ctx context.Context, t *rule.Table) error {
	if len(l.files[t.Name]) == 0 {
		return nil
	}
	if t.Strict && t != l.program.Households || slices.ContainsFunc(t.Columns, func(c *rule.Column) bool { return l.byRow(t, c.Name) }) {
		<-l.households
		if l.loaded[l.program.Households.Index] == nil {
			return nil // the error is told by who read them
		}
	}
	loaded, err := l.load(ctx, t)
	if err != nil {
		return err
	}
	l.loaded[t.Index] = loaded
	s := source(loaded)
	if l.options.lean {
		s.Forget = l.forgets[t]
	}
	loaded.Columns, loaded.File, loaded.Line, loaded.NamedElsewhere = nil, nil, nil, column.Bits{}
	if t != l.program.Households && t != l.program.Persons {
		<-l.persons
		if l.loaded[l.program.Persons.Index] == nil {
			return nil // the error is told by who read them
		}
	}
	return l.panel.Lay(s)
}

// byRow says whether a reference is read as the household's row: where only rows that
// lead to a household stay, so that nobody asks what the others said.
func (l *loader) byRow(t *rule.Table, column string) bool {
	c := t.Column(column)
	return l.options.lean && c.Type.Kind == rule.Ref && c.Type.Table == l.program.Households.Name &&
		(t.Strict || len(t.BelongsTo) == 1 && t.BelongsTo[0] == column)
}

func (l *loader) load(ctx context.Context, t *rule.Table) (*intake.Loaded, error) {
	bad, warn, setAside := l.out.table(t)
	var rows int64
	loaded, err := intake.Load(ctx, t, l.files[t.Name], intake.Options{
		Today: l.options.Today, Unmasked: l.options.Unmasked, CheckAll: l.options.CheckAll,
		Read: func(c string) bool { return l.reads[t][c] }, Find: l.panel.Find,
		Keep:     func(c string) bool { return l.keeps == nil || l.keeps[t][c] },
		Unplaced: l.options.lean, ByRow: func(c string) bool { return l.byRow(t, c) },
		Bad: bad, Warn: warn, SetAside: setAside, Mapping: l.mappings[t.Name], Workers: l.options.Workers, Ahead: l.ahead,
		Progress: func(_ string, n, _ int64) {
			l.options.Progress.Advance("read", n-rows)
			rows = n
		},
	})
	if err != nil {
		return nil, err
	}
	l.options.Progress.Advance("read", int64(loaded.Read)-rows)
	if share := l.options.MaxQuarantine; loaded.Read > 0 && float64(loaded.Quarantined) > share*float64(loaded.Read) {
		return nil, &TooManyBad{Table: t, Bad: loaded.Quarantined, Read: loaded.Read, Limit: share}
	}
	return loaded, nil
}

// TooManyBad fails a run in which a table is mostly dirt: its answers would be
// about the dirt.
type TooManyBad struct {
	Table     *rule.Table
	Bad, Read int
	Limit     float64
}

func (e *TooManyBad) Error() string {
	return fmt.Sprintf("%s (%s): %d of %d rows are bad, more than the %.4g %% a run allows; see the quarantine list, send the file back, or raise --max-quarantine",
		e.Table.Name, e.Table.Label, e.Bad, e.Read, e.Limit*100)
}

// whole closes the panel and counts.
func (l *loader) whole(left []string) (*Intake, error) {
	in := &Intake{Counts: map[string]TableCount{}, Files: map[string][]string{}, Left: left}
	for i, t := range l.program.Tables {
		loaded := l.loaded[i]
		if loaded == nil {
			continue
		}
		for _, f := range loaded.Files {
			in.Inputs = append(in.Inputs, Input{t.Name, f.Path, f.SHA256, f.Format, f.Rows, f.Ignored, f.SameAs})
			in.Files[t.Name] = append(in.Files[t.Name], filepath.Base(f.Path))
		}
	}
	var err error
	if in.Panel, err = l.panel.Panel(); err != nil {
		return nil, err
	}
	for i, t := range l.program.Tables {
		if t.Folder == "system" {
			continue
		}
		count := TableCount{}
		if loaded := l.loaded[i]; loaded != nil {
			count = TableCount{loaded.Read, loaded.Accepted, loaded.Duplicate, loaded.Quarantined, in.Panel.Unmatched[i], loaded.Warnings}
		}
		in.Counts[t.Name] = count
	}
	return in, nil
}

// source hands a table's columns over, system columns included.
func source(l *intake.Loaded) panel.Source {
	columns := slices.Clone(l.Columns)
	if i := l.Table.ColumnIndex("named_elsewhere"); i >= 0 {
		named := new(column.Byte)
		for row := range l.Len() {
			b := uint8(0)
			if l.NamedElsewhere.Get(row) {
				b = 1
			}
			named.Append(b)
		}
		columns[i] = named
	}
	return panel.Source{Table: l.Table, Columns: columns, File: l.File, Line: l.Line}
}
