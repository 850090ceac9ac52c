package registry

import "maps"

// BadRow is a row in quarantine, its cells whole.
type BadRow struct {
	Batch       int64
	Line        int // of the file
	State       string
	Column      string // first bad one; empty: the row as a whole
	Reason      string
	Cells       map[string]string // by column key, as they stand now; an empty cell has no key
	Came        map[string]string // as the file had them; nil: nothing was changed
	CorrectedBy string
}

// Filed is the row as its file had it.
func (r *BadRow) Filed() map[string]string {
	if r.Came != nil {
		return r.Came
	}
	return r.Cells
}

// Correct lays cells over the row and puts the columns of back to what the file had.
// The file's own row stays in Came for as long as anything differs from it.
func (r *BadRow) Correct(cells map[string]string, back []string) {
	filed := r.Filed()
	now := maps.Clone(r.Cells)
	if now == nil {
		now = map[string]string{}
	}
	put := func(column, value string) {
		if value == "" {
			delete(now, column)
			return
		}
		now[column] = value
	}
	for _, column := range back {
		put(column, filed[column])
	}
	for column, value := range cells {
		put(column, value)
	}
	if r.Cells, r.Came = now, filed; maps.Equal(now, filed) {
		r.Came = nil
	}
}
