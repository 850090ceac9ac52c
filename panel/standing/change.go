package standing

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"dixian/division"
	"dixian/panel"
	"dixian/rule"
)

// Change is a directory as a batch or its withdrawal makes it, not yet written.
type Change struct {
	After   *Directory // shares what did not change with the one before
	Batch   *Batch     // of After's manifest
	Touched []int32    // households with a new, replaced, withdrawn or returned row, rising

	before  *Directory
	changed map[int]bool // tables
}

// Add is the directory with one more batch of a table. src holds its accepted rows
// as they were read; batch says the rest (its number, and what became of its
// rows, are filled in). Rows of earlier batches of the same natural key are
// hidden by it; of a table that is delivered whole, all earlier rows of the
// divisions it covers.
//
// Source: the extracts contract, "A table is delivered whole … or by rows".
func (d *Directory) Add(src panel.Source, batch Batch) (*Change, error) {
	t := src.Table
	if t == d.Program.Households || t == d.Program.Persons {
		return nil, fmt.Errorf("%s is the registry's own in a standing panel: a file of it is a proposal, not a batch; build another panel from the new registry with `dixian panel build`", t.Name)
	}
	if t.Folder == "system" {
		return nil, fmt.Errorf("%s is filled by the engine, not by files", t.Name)
	}
	if d.Manifest.Next > math.MaxUint16 {
		return nil, fmt.Errorf("%s holds %d batches, and more are not told apart; build the panel again with `dixian panel build`", d.Dir, math.MaxUint16)
	}
	c := d.begin()
	m := c.After.Manifest
	batch.Number, batch.Table, batch.Owner, batch.Whole = m.Next, t.Name, t.Owner, t.Whole
	m.Next++
	var g errgroup.Group
	var arrived *Segment
	g.Go(func() (err error) {
		arrived, err = d.lay(src)
		return err
	})
	k := newKeys(src)
	var gone, older Rows
	if old := d.tables[t.Index]; old != nil && !k.namesOwner() {
		gone, older = d.names.replaced(k, old.shown, nil), d.names.replaced(k, old.hidden, nil)
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	for i := range arrived.Batch {
		arrived.Batch[i] = uint16(batch.Number)
	}
	batch.Unmatched = len(src.Line) - arrived.Len()
	m.Batches = append(m.Batches, batch)
	c.Batch = &m.Batches[len(m.Batches)-1]

	old := d.table(t, arrived)
	owners := part{arrived, nil}.households()
	if gone == nil {
		gone, older = d.names.replaced(k, old.shown, owners), d.names.replaced(k, old.hidden, owners)
	}
	if t.Whole {
		in, err := d.within(batch.Divisions)
		if err != nil {
			return nil, err
		}
		for _, s := range []struct {
			of   *Segment
			rows Rows
		}{{old.shown, gone}, {old.hidden, older}} {
			for h, yes := range in {
				if from, to := s.of.Of(h); yes {
					for row := from; row < to; row++ {
						s.rows.Add(row)
					}
				}
			}
		}
	}
	c.Touched = union(owners, old.shown.householdsOf(gone))
	now := &table{hiders: slices.Clone(old.hiders)}
	g.Go(func() error {
		now.shown = d.names.combine(t, part{old.shown, not(gone, old.shown.Len())}, part{arrived, nil})
		return nil
	})
	leaving := *old.shown
	leaving.Sets = fillSets(old.shown.Len(), now.set([]int{batch.Number}))
	hidden := *old.hidden
	hidden.Sets = slices.Clone(old.hidden.Sets)
	for row := range hidden.Sets {
		if older.Has(row) {
			hidden.Sets[row] = now.set(append(slices.Clone(old.hiders[hidden.Sets[row]]), batch.Number))
		}
	}
	now.hidden = d.names.combine(t, part{&hidden, nil}, part{&leaving, gone})
	_ = g.Wait() // it does not fail
	c.replace(t, now)
	return c, now.check()
}

// Undo is the directory without a batch: its rows go, and rows come back that
// nothing else hides.
func (d *Directory) Undo(number int, at time.Time) (*Change, error) {
	c := d.begin()
	b, err := c.After.Manifest.Batch(number)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", d.Dir, err)
	}
	t := d.Program.Table(b.Table)
	switch {
	case !b.Live():
		return nil, fmt.Errorf("batch %d (%s) of %s was taken back on %s already", number, b.Table, d.Dir, b.Undone.Format("2006-01-02 15:04"))
	case t == d.Program.Households || t == d.Program.Persons:
		return nil, fmt.Errorf("batch %d is the registry's %s, which a standing panel rests on; build another panel with `dixian panel build`", number, b.Table)
	}
	b.Undone, c.Batch = &at, b
	old := d.table(t, nil)
	now := &table{}
	hidden := *old.hidden
	hidden.Sets = slices.Clone(old.hidden.Sets)
	without := make([]uint16, len(old.hiders)) // a set without the batch, by set
	free := uint16(math.MaxUint16)
	for i, set := range old.hiders {
		if rest := slices.DeleteFunc(slices.Clone(set), func(n int) bool { return n == number }); len(rest) > 0 {
			without[i] = now.set(rest)
		} else {
			without[i] = free
		}
	}
	stay, back := NewRows(hidden.Len()), NewRows(hidden.Len())
	for row, set := range hidden.Sets {
		switch {
		case int(hidden.Batch[row]) == number:
		case without[set] == free:
			back.Add(row)
		default:
			hidden.Sets[row] = without[set]
			stay.Add(row)
		}
	}
	gone := NewRows(old.shown.Len())
	for row, n := range old.shown.Batch {
		if int(n) == number {
			gone.Add(row)
		}
	}
	c.Touched = union(old.shown.householdsOf(gone), hidden.householdsOf(back))
	now.shown = d.names.combine(t, part{old.shown, not(gone, old.shown.Len())}, part{&hidden, back})
	now.hidden = d.names.combine(t, part{&hidden, stay})
	c.replace(t, now)
	return c, now.check()
}

// Forget takes rows of a table out of the directory for good, shown or hidden
// ones: such as must not be kept.
func (c *Change) Forget(t *rule.Table, shown, hidden Rows) {
	d := c.After
	old := d.tables[t.Index]
	now := &table{hiders: old.hiders}
	now.shown = d.names.combine(t, part{old.shown, not(shown, old.shown.Len())})
	now.hidden = d.names.combine(t, part{old.hidden, not(hidden, old.hidden.Len())})
	c.replace(t, now)
}

func (d *Directory) begin() *Change {
	after := *d
	after.Manifest, after.tables, after.files = d.Manifest.clone(), slices.Clone(d.tables), nil
	after.Manifest.Version++
	return &Change{After: &after, before: d, changed: map[int]bool{}}
}

func (c *Change) replace(t *rule.Table, now *table) {
	now.shown.Sets = nil
	c.After.tables[t.Index] = now
	c.changed[t.Index] = true
}

// table is a table's rows; one that had none so far has the columns of like.
func (d *Directory) table(t *rule.Table, like *Segment) *table {
	if old := d.tables[t.Index]; old != nil {
		return old
	}
	return &table{shown: empty(t, like, d.none), hidden: emptyHidden(t, like, d.none)}
}

// set is the place of a set of batches, made if it is new.
func (t *table) set(batches []int) uint16 {
	slices.Sort(batches)
	for i, s := range t.hiders {
		if slices.Equal(s, batches) {
			return uint16(min(i, math.MaxUint16))
		}
	}
	t.hiders = append(t.hiders, batches)
	return uint16(min(len(t.hiders)-1, math.MaxUint16))
}

func (t *table) check() error {
	if len(t.hiders) >= math.MaxUint16 {
		return errors.New("the batches of this table hide each other in more ways than are told apart; build the panel again with `dixian panel build`")
	}
	return nil
}

func fillSets(n int, set uint16) []uint16 {
	out := make([]uint16, n)
	for i := range out {
		out[i] = set
	}
	return out
}

// not are the other rows of n.
func not(rows Rows, n int) Rows {
	if rows.None() {
		return nil
	}
	out := NewRows(n)
	for i := range out {
		out[i] = ^rows[i]
	}
	if n&63 != 0 {
		out[len(out)-1] &= 1<<(n&63) - 1
	}
	return out
}

// within says of every household whether it lies in one of the divisions; none
// given, all do.
func (d *Directory) within(divisions []string) ([]bool, error) {
	out := make([]bool, len(d.Village))
	if len(divisions) == 0 {
		for h := range out {
			out[h] = true
		}
		return out, nil
	}
	for _, text := range divisions {
		code, err := division.ParseCode(text)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", text, err)
		}
		for h, v := range d.Village {
			out[h] = out[h] || v == code || code.Contains(v)
		}
	}
	return out, nil
}
