package registry

import "errors"

// ErrDeliveryOver is why a file is not loaded whose delivery does not count any more.
var ErrDeliveryOver = errors.New("和它一起上传的文件已经被新批次替换或撤销，请把这几个文件一起重新上传")

// together says whether two batches are one delivery: files of a table that comes
// whole, uploaded together.
func together(a, b *Batch) bool {
	return a.ID == b.ID || a.Delivery != 0 && a.Delivery == b.Delivery
}

// same says whether two batches are of one table and division.
func same(a, b *Batch) bool { return a.Table == b.Table && a.Division == b.Division }

// Replaced are the batches whose place a batch of a table that comes whole takes:
// all that count of its table and division, but not the files that were uploaded
// together with it, nor rows corrected from them. A file that comes after its
// delivery was replaced or taken back is refused: alone it would be half a table.
//
// Source: data contract, "A table is delivered whole".
func Replaced(b *Batch, others []*Batch) ([]*Batch, error) {
	var out []*Batch
	own := map[int64]bool{b.ID: true}
	for _, o := range others {
		if o.ID != b.ID && same(o, b) && together(o, b) {
			if o.State == BatchReplaced || o.State == BatchUndone {
				return nil, ErrDeliveryOver
			}
			own[o.ID] = true
		}
	}
	own = withCorrections(own, others)
	for _, o := range others {
		if same(o, b) && o.State == BatchLoaded && !own[o.ID] {
			out = append(out, o)
		}
	}
	return out, nil
}

// withCorrections adds the batches of rows that were corrected from those, and from
// these again.
func withCorrections(batches map[int64]bool, others []*Batch) map[int64]bool {
	for more := true; more; {
		more = false
		for _, o := range others {
			if o.Parent != 0 && batches[o.Parent] && !batches[o.ID] {
				batches[o.ID], more = true, true
			}
		}
	}
	return batches
}

// TakenBack is what taking back a loaded batch does to the other batches of its
// table and division: the files that are one delivery with it and all rows corrected
// from them go along, and, of a table that comes whole, the delivery that it had
// replaced counts again, with its corrected rows. Nothing counts again where the
// batch is itself a correction.
//
// Source: data contract, "A table is delivered whole": a delivery that never
// counted has replaced nothing.
func TakenBack(b *Batch, whole bool, others []*Batch) (along, again []*Batch) {
	gone := map[int64]bool{b.ID: true}
	var newest *Batch
	for _, o := range others {
		switch {
		case o.ID == b.ID || !same(o, b):
		case b.Parent == 0 && together(o, b):
			gone[o.ID] = true
		case o.State == BatchReplaced && o.Parent == 0 && (newest == nil || o.LoadedAt.After(newest.LoadedAt)):
			newest = o
		}
	}
	gone = withCorrections(gone, others)
	for _, o := range others {
		if o.ID != b.ID && gone[o.ID] && o.State == BatchLoaded {
			along = append(along, o)
		}
	}
	if !whole || b.Parent != 0 || newest == nil {
		return along, nil
	}
	back := map[int64]bool{}
	for _, o := range others {
		if same(o, newest) && together(o, newest) {
			back[o.ID] = true
		}
	}
	back = withCorrections(back, others)
	for _, o := range others {
		if back[o.ID] && o.State == BatchReplaced {
			again = append(again, o)
		}
	}
	return along, again
}
