package screening

import (
	"slices"

	"dixian/calendar"
	"dixian/division"
	"dixian/panel"
	"dixian/rule"
)

// side is one of the two runs.
type side uint8

// The two sides of a difference.
const (
	before side = iota
	after
)

// The parts that make a result; each can be taken from either run.
const (
	rowsPart = iota
	paramPart
	coveragePart
	packagePart
	datePart
	parts
)

// mixture says from which run each part is taken.
type mixture [parts]side

// allAfter is the later run itself.
var allAfter = mixture{after, after, after, after, after}

// worlds evaluates households under any mixture of two runs.
type worlds struct {
	d       *Difference
	opened  [2]*Opened
	built   map[mixture]*world
	differs []int // parts that differ between the runs
	tied    bool  // the packages' tables differ: rows and package go together
}

// world is a mixture ready to be evaluated.
type world struct {
	panel  *panel.Panel
	params *params
	in     *rule.Interpreter
	asOf   calendar.Date
	at     int // the household where the interpreter stands; -1 none
}

func newWorlds(d *Difference) *worlds {
	w := &worlds{d: d, opened: [2]*Opened{d.OldRows, d.NewRows}, built: map[mixture]*world{}, differs: []int{rowsPart}}
	o, n := d.OldRows, d.NewRows
	if !slices.Equal(d.Old.Parameters, d.New.Parameters) {
		w.differs = append(w.differs, paramPart)
	}
	w.differs = append(w.differs, coveragePart)
	if o.Program != n.Program {
		w.differs = append(w.differs, packagePart)
		w.tied = !sameTables(o.Program, n.Program)
	}
	if o.Province.AsOf != n.Province.AsOf {
		w.differs = append(w.differs, datePart)
	}
	return w
}

// sameTables says whether rows of one package can be evaluated by another.
func sameTables(a, b *rule.Program) bool {
	return slices.EqualFunc(a.Tables, b.Tables, func(s, t *rule.Table) bool {
		return s.Name == t.Name && slices.Equal(s.BelongsTo, t.BelongsTo) && slices.EqualFunc(s.Columns, t.Columns, func(c, d *rule.Column) bool {
			return c.Name == d.Name && c.Type.Kind == d.Type.Kind && slices.Equal(c.Type.Codes, d.Type.Codes)
		})
	})
}

// of builds a mixture once.
func (w *worlds) of(m mixture) (*world, error) {
	if b := w.built[m]; b != nil {
		return b, nil
	}
	program := w.opened[m[packagePart]]
	p := *w.opened[m[rowsPart]].Province.Panel
	p.Program = program.Program
	b := &world{panel: &p, asOf: w.opened[m[datePart]].Province.AsOf, at: -1}
	var err error
	if b.params, err = w.opened[m[paramPart]].Record.params(program.Package, b.asOf, b.panel); err != nil {
		return nil, err
	}
	seen := newBorrowed(w.opened[m[coveragePart]].Province, b.panel)
	run, err := rule.NewRun(program.Program, &p.Data, b.asOf, seen, b.params.household)
	if err != nil {
		return nil, err
	}
	b.in = rule.NewInterpreter(run)
	w.built[m] = b
	return b, nil
}

// stand moves a world to a household; ok is false where its registry has none.
func (b *world) stand(code string) (h int, ok bool) {
	h, ok = b.panel.Household(code)
	if ok && b.at != h {
		b.in.Household(h)
		b.at = h
	}
	return h, ok
}

// result is what a rule gives for a household in a world; nil where it does not
// fire.
func (b *world) result(code, name string) (*Line, error) {
	h, ok := b.stand(code)
	r := b.panel.Program.Rule(name)
	if !ok || r == nil {
		return nil, nil
	}
	f, fired := b.in.Firing(r)
	if err := b.in.Err(); err != nil || !fired {
		return nil, err
	}
	e := &evidence{in: b.in, program: b.panel.Program, params: b.params, house: h}
	l := &Line{
		Division: b.panel.Division[h].String(), Household: code, Rule: name, Risk: risk(r),
		AsOf: b.asOf.String(), Members: members(b.panel, f.Who, false), Evidence: string(e.of(nil, f)),
	}
	if r.Raises == rule.Alert {
		l.Urgency = f.Urgency()
	}
	return l, b.in.Err()
}

// borrowed is the coverage that one run measured, asked about households of
// another: by county.
type borrowed struct {
	from  *coverage
	panel *panel.Panel          // whose households are asked about
	first map[division.Code]int // a household of each county of the run that measured
}

func newBorrowed(from *Province, p *panel.Panel) *borrowed {
	b := &borrowed{from: from.coverage, panel: p, first: map[division.Code]int{}}
	for h, c := range from.Panel.County {
		if _, ok := b.first[from.Panel.Counties[c]]; !ok {
			b.first[from.Panel.Counties[c]] = h
		}
	}
	return b
}

// there translates a table and a household.
func (b *borrowed) there(t *rule.Table, h int) (*rule.Table, int, bool) {
	other := b.from.panel.Program.Table(t.Name)
	g, ok := b.first[b.panel.Counties[b.panel.County[h]]]
	return other, g, ok && other != nil
}

// Covers answers as the run that measured would have.
func (b *borrowed) Covers(t *rule.Table, h int, from, to int32) bool {
	other, g, ok := b.there(t, h)
	return ok && b.from.Covers(other, g, from, to)
}

// Newest answers as the run that measured would have.
func (b *borrowed) Newest(t *rule.Table, h int) (calendar.Month, bool) {
	other, g, ok := b.there(t, h)
	if !ok {
		return 0, false
	}
	return b.from.Newest(other, g)
}
