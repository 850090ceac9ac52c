package screening

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"runtime"
	"slices"
	"strings"

	"dixian/calendar"
	"dixian/rule"
)

// Deciding is a row that a rule's answer rests on, told so that it can be kept
// beside the answer and held against a later screening's. Numbers are masked and
// names left out; Key and Print are digests of what is not masked.
type Deciding struct {
	Table    string   `json:"table"`
	Key      string   `json:"key"`                // of its natural key: the same row, from whatever file
	Print    string   `json:"print"`              // of what the rules read of it
	Who      string   `json:"who,omitempty"`      // masked number; empty: it is about the household
	Relation string   `json:"relation,omitempty"` // of the person to the head
	Cells    []Cell   `json:"cells,omitempty"`
	From     RowPlace `json:"from"`
}

// Cell is a cell that the rules read, as a clerk reads it.
type Cell struct {
	Column string `json:"column"`
	Text   string `json:"text"`
}

// RowPlace is where a row came from.
type RowPlace struct {
	File string `json:"file"` // base name of what was read
	Line int    `json:"line"`
}

// Earlier is what is kept of a screening so that the next one of its place can say
// why an answer differs.
type Earlier struct {
	AsOf       calendar.Date
	Parameters []UsedValue
}

// Witness answers what decided the lines of a screening that is still in memory,
// and what they would be under an earlier screening's parameters and day.
type Witness struct {
	o   *Opened
	now *world
}

// Witness reads the screening's rows one household at a time; it is not safe for
// several goroutines.
func (s *Screened) Witness() *Witness {
	v := s.province
	o := &Opened{Record: &Record{}, Package: v.Package, Program: v.Panel.Program, Intake: s.intake, Province: v}
	return &Witness{o: o, now: &world{panel: v.Panel, params: v.params, in: rule.NewInterpreter(v.run), asOf: v.AsOf, at: -1}}
}

// at is what the screening reads of a household for a rule; h is -1 where its
// registry has none.
func (w *Witness) at(household, name string) *reading {
	r := &reading{o: w.o, world: w.now, h: -1, rule: w.o.Program.Rule(name)}
	if h, ok := w.now.stand(household); ok && r.rule != nil {
		r.h = h
		f, _ := w.now.in.Firing(r.rule)
		r.rows = f.Rows
	}
	return r
}

// Deciding are the rows on which a rule's answer for a household rests. Where the
// rule does not fire, those of its table are looked at that fired in the earlier
// screening; of a rule about households the household itself.
func (w *Witness) Deciding(household, name string, fired []Deciding) []Deciding {
	r := w.at(household, name)
	if r.h < 0 {
		return nil
	}
	if len(r.rows) == 0 {
		from, to := w.now.in.RowsOf(r.rule.About)
		for row := from; row < to; row++ {
			at := place{r.rule.About, row}
			if r.rule.About == w.o.Program.Households || slices.ContainsFunc(fired, func(d Deciding) bool { return d.Table == at.table.Name && d.Key == r.keyOf(at) }) {
				r.rows = append(r.rows, row)
			}
		}
	}
	read := newDecisive(w.now.in, w.o.Program)
	read.rule(r.rule, r.rows)
	return r.deciding(read.rows)
}

// All are the household's rows of all tables that a rule looks at.
func (w *Witness) All(household, name string) []Deciding {
	r := w.at(household, name)
	if r.h < 0 {
		return nil
	}
	return r.deciding(r.all(r.tables()))
}

// Screened says whether the household is looked at.
func (w *Witness) Screened(household string) bool {
	_, ok := w.now.stand(household)
	return ok && w.now.in.Screened()
}

func (r *reading) deciding(rows []place) []Deciding {
	var out []Deciding
	for _, at := range rows {
		if at.table.Compared || at.table.Folder == "system" {
			continue
		}
		out = append(out, r.tellDeciding(at))
	}
	return out
}

func (r *reading) tellDeciding(at place) Deciding {
	e, reads := r.explainer(), r.o.reads(at.table)
	d := Deciding{Table: at.table.Name, Key: r.keyOf(at), From: r.from(at)}
	person := at.row
	if at.table != r.o.Program.Persons {
		person = r.world.in.Parent(at.table, r.o.Program.Persons, at.row)
	}
	if person >= 0 {
		_, d.Who = number(r.world.panel, person)
		if i := r.o.Program.Persons.ColumnIndex("relation"); i >= 0 {
			d.Relation = e.cellText(r.o.Program.Persons, i, person)
		}
	}
	print := sha256.New()
	for i, c := range at.table.Columns {
		if c.System || !reads[c.Name] && !c.Key {
			continue
		}
		v := r.world.in.Cell(at.table, i, at.row)
		fmt.Fprintf(print, "%s=%s\n", c.Name, rule.AppendJSON(nil, v, true))
		if v == nil || c.Mask != "" || c.Type.Kind == rule.Ref || c.Type.Stored() == rule.ID {
			continue
		}
		d.Cells = append(d.Cells, Cell{c.Name, e.cellText(at.table, i, at.row)})
	}
	d.Print = digest(print.Sum(nil))
	return d
}

func (r *reading) from(at place) RowPlace {
	o := r.o.Province.Panel.Origin(at.table, at.row)
	return RowPlace{r.o.Intake.Files[at.table.Name][o.File], int(o.Line)}
}

// keyOf is a digest of a row's natural key in its household.
func (r *reading) keyOf(at place) string {
	h := sha256.New()
	fmt.Fprintf(h, "%s %s\n", r.world.panel.Code(r.h), at.table.Name)
	for i, c := range at.table.Columns {
		if !c.Key && !slices.Contains(at.table.FallbackKey, c.Name) {
			continue
		}
		v := r.world.in.Cell(at.table, i, at.row)
		fmt.Fprintf(h, "%s=%s\n", c.Name, rule.AppendJSON(nil, v, true))
		if c.Key && at.table.FallbackKey != nil && v != nil {
			break // the key proper is given: the other is not asked
		}
	}
	return digest(h.Sum(nil))
}

// digest is enough of a hash to tell rows of one household apart.
func digest(sum []byte) string { return hex.EncodeToString(sum[:12]) }

// SetBack is this screening's data under parts of an earlier one: its parameter
// values, its day, or both.
type SetBack struct{ world *world }

// SetBack measures coverage anew, as the earlier screening would have on these rows.
func (w *Witness) SetBack(e Earlier, parameters, day bool) (*SetBack, error) {
	v := w.o.Province
	b := &world{panel: v.Panel, params: v.params, asOf: v.AsOf, at: -1}
	if day {
		b.asOf = e.AsOf
	}
	var err error
	if parameters {
		b.params, err = (&Record{Parameters: e.Parameters}).params(v.Package, b.asOf, v.Panel)
	} else {
		b.params, err = bindParams(v.Package, b.asOf, nil, v.Panel)
	}
	if err != nil {
		return nil, err
	}
	covered, err := measure(v.Panel, b.asOf, b.params, runtime.GOMAXPROCS(0))
	if err != nil {
		return nil, err
	}
	run, err := rule.NewRun(v.Panel.Program, &v.Panel.Data, b.asOf, covered, b.params.household)
	if err != nil {
		return nil, err
	}
	b.in = rule.NewInterpreter(run)
	return &SetBack{b}, nil
}

// Line is what a rule gives for a household there; nil where it does not fire.
func (b *SetBack) Line(household, name string) (*Line, error) { return b.world.result(household, name) }

// SameResult says whether two lines tell the same, their dates aside; nil is no line.
func SameResult(a, b *Line) bool {
	if a == nil || b == nil {
		return a == b
	}
	return sameResult(a, b)
}

// DifferingValues are the keys of two lines' evidence whose values differ.
func DifferingValues(a, b *Line) []ValueChange {
	was, is := map[string]json.RawMessage{}, map[string]json.RawMessage{}
	if json.Unmarshal([]byte(a.Evidence), &was) != nil || json.Unmarshal([]byte(b.Evidence), &is) != nil {
		return nil
	}
	var out []ValueChange
	for _, key := range differingKeys(was, is) {
		if strings.ContainsAny(string(was[key])+string(is[key]), "[{") {
			continue // rows; they are told as rows
		}
		out = append(out, ValueChange{key, string(was[key]), string(is[key])})
	}
	return out
}

// ValueChange is a value in two screenings: of evidence in JSON, of a parameter as
// it was used; empty: it is not there.
type ValueChange struct {
	Name string `json:"name"`
	Was  string `json:"was"`
	Is   string `json:"is"`
}

// ParametersOf are the parameters that a rule, its facts and the coverage of their
// tables read.
func ParametersOf(p *rule.Program, r *rule.Rule) []string {
	t := &telling{side: [2]*reading{nil, {o: &Opened{Program: p}, rule: r}}}
	var out []string
	for _, x := range t.paramsRead() {
		out = append(out, x.Name)
	}
	return out
}

// CoverageOf are the tables whose missing rows a rule may read.
func CoverageOf(r *rule.Rule) []string {
	var out []string
	for _, f := range factsBelow(r) {
		if f.From != nil && (f.Coverage == rule.CoverageRequired || f.From.Late > 0) && !slices.Contains(out, f.From.Name) {
			out = append(out, f.From.Name)
		}
	}
	return out
}

// Definition is a digest of what a package says of a rule and of all it reads.
func Definition(r *rule.Rule) string {
	h := sha256.New()
	all := definitions(r)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		fmt.Fprintf(h, "%s: %s\n", name, all[name])
	}
	return digest(h.Sum(nil))
}
