package registry

// TakenBack is what taking back a loaded batch does to the other batches of its
// table and division: its corrected rows go along, and, of a table that comes
// whole, the one that it had replaced counts again, with its corrected rows.
// Nothing counts again where the batch is itself a correction.
//
// Source: data contract, "A table is delivered whole": a delivery that never
// counted has replaced nothing.
func TakenBack(b *Batch, whole bool, others []*Batch) (along, again []*Batch) {
	var newest *Batch
	for _, o := range others {
		switch {
		case o.ID == b.ID || o.Table != b.Table || o.Division != b.Division:
		case o.State == BatchLoaded && o.Parent == b.ID:
			along = append(along, o)
		case o.State == BatchReplaced && o.Parent == 0 && (newest == nil || o.LoadedAt.After(newest.LoadedAt)):
			newest = o
		}
	}
	if !whole || b.Parent != 0 || newest == nil {
		return along, nil
	}
	again = []*Batch{newest}
	for _, o := range others {
		if o.State == BatchReplaced && o.Parent == newest.ID {
			again = append(again, o)
		}
	}
	return along, again
}
