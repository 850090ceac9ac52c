package registry_test

import (
	"fmt"
	"testing"
	"time"

	"dixian/registry"
)

func TestTakenBack(t *testing.T) {
	batch := func(id, parent int64, state string, day int) *registry.Batch {
		return &registry.Batch{ID: id, Parent: parent, State: state, Table: "vehicle", Division: neighbour, LoadedAt: time.Date(2025, 7, day, 9, 0, 0, 0, time.UTC)}
	}
	elsewhere := batch(9, 0, registry.BatchReplaced, 8)
	elsewhere.Division = neighbour.County()
	otherTable := batch(8, 0, registry.BatchReplaced, 8)
	otherTable.Table = "business"
	replaced := []*registry.Batch{batch(1, 0, registry.BatchReplaced, 1), batch(2, 0, registry.BatchReplaced, 3), batch(3, 2, registry.BatchReplaced, 4), batch(4, 0, registry.BatchUndone, 5), elsewhere, otherTable}
	delivery := func(n int64, b *registry.Batch) *registry.Batch {
		b.Delivery = n
		return b
	}
	two := []*registry.Batch{delivery(1, batch(1, 0, registry.BatchReplaced, 1)), delivery(1, batch(2, 0, registry.BatchReplaced, 1)), batch(3, 2, registry.BatchReplaced, 2), batch(4, 3, registry.BatchReplaced, 2)}
	for _, c := range []struct {
		says         string
		b            *registry.Batch
		whole        bool
		others       []*registry.Batch
		along, again []int64
	}{
		{"a first delivery leaves nothing behind", batch(5, 0, registry.BatchLoaded, 6), true, nil, nil, nil},
		{"of a table that comes by rows nothing was replaced", batch(5, 0, registry.BatchLoaded, 6), false, replaced, nil, nil},
		{"the last one counts again, with its corrected rows, not the one before nor what was taken back", batch(5, 0, registry.BatchLoaded, 6), true, replaced, nil, []int64{2, 3}},
		{"its own corrected rows go along", batch(5, 0, registry.BatchLoaded, 6), true, append([]*registry.Batch{batch(6, 5, registry.BatchLoaded, 7)}, replaced...), []int64{6}, []int64{2, 3}},
		{"a row corrected twice goes along", batch(5, 0, registry.BatchLoaded, 6), true, []*registry.Batch{batch(6, 5, registry.BatchLoaded, 7), batch(7, 6, registry.BatchLoaded, 8)}, []int64{6, 7}, nil},
		{"files uploaded together go together", delivery(5, batch(5, 0, registry.BatchLoaded, 6)), true, []*registry.Batch{delivery(5, batch(6, 0, registry.BatchLoaded, 6)), delivery(5, batch(7, 0, registry.BatchStaged, 6)), batch(8, 6, registry.BatchLoaded, 7)}, []int64{6, 8}, nil},
		{"files uploaded together come back together, with corrected rows", batch(5, 0, registry.BatchLoaded, 6), true, two, nil, []int64{1, 2, 3, 4}},
		{"corrected rows taken back bring nothing back", batch(6, 5, registry.BatchLoaded, 7), true, append([]*registry.Batch{batch(5, 0, registry.BatchLoaded, 6)}, replaced...), nil, nil},
	} {
		t.Run(c.says, func(t *testing.T) {
			along, again := registry.TakenBack(c.b, c.whole, c.others)
			if numbers(along) != fmt.Sprint(c.along) || numbers(again) != fmt.Sprint(c.again) {
				t.Errorf("along %s, again %s", numbers(along), numbers(again))
			}
		})
	}
}

// What comes whole takes the place of all that counts, but not of its own other files.
func TestReplaced(t *testing.T) {
	batch := func(id, parent, delivery int64, state string) *registry.Batch {
		return &registry.Batch{ID: id, Parent: parent, Delivery: delivery, State: state, Table: "vehicle", Division: neighbour}
	}
	other := batch(9, 0, 0, registry.BatchLoaded)
	other.Table = "business"
	for _, c := range []struct {
		says   string
		b      *registry.Batch
		others []*registry.Batch
		want   []int64
		err    error
	}{
		{"a file whose delivery was replaced comes too late", batch(2, 0, 1, registry.BatchStaged), []*registry.Batch{batch(1, 0, 1, registry.BatchReplaced)}, nil, registry.ErrDeliveryOver},
		{"or was taken back", batch(2, 0, 1, registry.BatchStaged), []*registry.Batch{batch(1, 0, 1, registry.BatchUndone)}, nil, registry.ErrDeliveryOver},
		{"the one before, with its corrected rows; what does not count stays as it is", batch(5, 0, 0, registry.BatchStaged), []*registry.Batch{batch(1, 0, 0, registry.BatchLoaded), batch(2, 1, 0, registry.BatchLoaded), batch(3, 0, 0, registry.BatchStaged), batch(4, 0, 0, registry.BatchUndone), other}, []int64{1, 2}, nil},
		{"not the file uploaded with it, nor rows corrected from that", batch(5, 0, 4, registry.BatchStaged), []*registry.Batch{batch(4, 0, 4, registry.BatchLoaded), batch(6, 4, 0, registry.BatchLoaded), batch(1, 0, 0, registry.BatchLoaded)}, []int64{1}, nil},
	} {
		t.Run(c.says, func(t *testing.T) {
			got, err := registry.Replaced(c.b, c.others)
			if err != c.err || numbers(got) != fmt.Sprint(c.want) {
				t.Errorf("%s, %v", numbers(got), err)
			}
		})
	}
}

func numbers(batches []*registry.Batch) string {
	var out []int64
	for _, b := range batches {
		out = append(out, b.ID)
	}
	return fmt.Sprint(out)
}
