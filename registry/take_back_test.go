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

func numbers(batches []*registry.Batch) string {
	var out []int64
	for _, b := range batches {
		out = append(out, b.ID)
	}
	return fmt.Sprint(out)
}
