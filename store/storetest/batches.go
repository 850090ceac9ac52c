package storetest

import (
	"testing"
	"time"

	"dixian/access"
	"dixian/division"
	"dixian/registry"
)

// delivered keeps a batch with a raw part of two pieces and one bad row.
func delivered(t *testing.T, db Opened, at division.Code, state string, on time.Time) *registry.Batch {
	t.Helper()
	b := &registry.Batch{State: state, Table: "income", Owner: "农业农村", Division: at, From: day, To: day, File: "income.csv", SHA256: "ab", Bytes: 9, UploadedBy: "a", UploadedAt: on}
	must(t, db.CreateBatch(t.Context(), b))
	for part, data := range []string{"号码,", number} {
		must(t, db.AddPart(t.Context(), b.ID, registry.RawPart, part, []byte(data)))
	}
	must(t, db.AddPart(t.Context(), b.ID, registry.RowsPart, 0, []byte("rows\x00\xff")))
	must(t, db.AddBadRows(t.Context(), []registry.BadRow{{Batch: b.ID, Line: 7, State: registry.RowSetAside, Column: "year", Reason: "x", Cells: map[string]string{"id_number": number}}}))
	return b
}

func whole(t *testing.T, db Opened, batch int64, kind string) string {
	t.Helper()
	out := ""
	must(t, db.Parts(t.Context(), batch, kind, func(data []byte) error { out += string(data); return nil }))
	return out
}

var batches = []sentence{
	{"a batch elsewhere is not found", func(t *testing.T, db Opened) {
		b := delivered(t, db, county, registry.BatchStaged, noon)
		for _, scope := range [][]registry.Reach{nil, registry.Whole(foreign.County()), {{Division: county, Tables: []string{"vehicle"}}}, {{Division: foreign.County(), Tables: []string{"income"}}}, {{Division: county, Tables: []string{}}}} {
			_, err := db.Batch(t.Context(), b.ID, scope)
			fails(t, err, access.ErrNotFound)
			same(t, "listed", len(got(db.Batches(t.Context(), registry.BatchFilter{Scope: scope}))(t)), 0)
		}
		fails(t, db.SaveBadRow(t.Context(), registry.BadRow{Batch: b.ID, Line: 8}), access.ErrNotFound)
	}},
	{"a department finds batches of its own tables, and who has more besides finds both", func(t *testing.T, db Opened) {
		income := delivered(t, db, county, registry.BatchStaged, noon)
		elsewhere := delivered(t, db, foreign.County(), registry.BatchStaged, noon)
		for _, c := range []struct {
			scope []registry.Reach
			want  []int64
		}{
			{[]registry.Reach{{Division: county, Tables: []string{"vehicle", "income"}}}, []int64{income.ID}},
			{[]registry.Reach{{Division: county, Tables: []string{"income"}}, {Division: foreign.County()}}, []int64{elsewhere.ID, income.ID}},
		} {
			var ids []int64
			for _, b := range got(db.Batches(t.Context(), registry.BatchFilter{Scope: c.scope}))(t) {
				ids = append(ids, b.ID)
			}
			same(t, "found", ids, c.want)
			same(t, "alone", got(db.Batch(t.Context(), income.ID, c.scope))(t).ID, income.ID)
		}
	}},
	{"a batch comes back as it was, its file in order, whatever is in it", func(t *testing.T, db Opened) {
		b := delivered(t, db, county, registry.BatchStaged, noon)
		held := got(db.Batch(t.Context(), b.ID, registry.Whole(county)))(t)
		held.UploadedAt = held.UploadedAt.UTC()
		same(t, "batch", *held, *b)
		same(t, "file", whole(t, db, b.ID, registry.RawPart), "号码,"+number)
		same(t, "rows", whole(t, db, b.ID, registry.RowsPart), "rows\x00\xff")
		held.State, held.Accepted = registry.BatchLoaded, 5
		must(t, db.SaveBatch(t.Context(), held))
		again := got(db.Batches(t.Context(), registry.BatchFilter{Scope: registry.Whole(everywhere...), State: registry.BatchLoaded, Table: "income", SHA256: "ab", Before: b.ID + 1, Limit: 3}))(t)
		same(t, "saved", []any{len(again), again[0].Accepted, again[0].Version}, []any{1, 5, 2})
		rows := got(db.BadRows(t.Context(), b.ID, 6, 10))(t)
		same(t, "bad rows", []any{len(rows), rows[0].Cells["id_number"], len(got(db.BadRows(t.Context(), b.ID, 7, 10))(t))}, []any{1, number, 0})
		rows[0].State, rows[0].CorrectedBy = registry.RowCorrected, "b"
		must(t, db.SaveBadRow(t.Context(), rows[0]))
		mended := got(db.BadRows(t.Context(), b.ID, 0, 1))(t)[0]
		same(t, "corrected", []any{mended.CorrectedBy, mended.Came == nil}, []any{"b", true})
		mended.Correct(map[string]string{"id_number": "x"}, nil)
		must(t, db.SaveBadRow(t.Context(), mended))
		mended = got(db.BadRows(t.Context(), b.ID, 0, 1))(t)[0]
		same(t, "what the file had is kept beside what stands now", []any{mended.Cells["id_number"], mended.Came["id_number"]}, []any{"x", number})
	}},
	{"old files go, with their bad rows, and the rows of what does not count; what counts keeps its rows", func(t *testing.T, db Opened) {
		counts, undone := delivered(t, db, county, registry.BatchLoaded, noon), delivered(t, db, county, registry.BatchUndone, noon)
		young := delivered(t, db, county, registry.BatchLoaded, noon.AddDate(0, 0, 20))
		now := noon.AddDate(0, 0, 31)
		same(t, "purged", got(db.Purge(t.Context(), now.AddDate(0, 0, -30), now))(t), []int64{counts.ID, undone.ID})
		same(t, "left", []string{
			whole(t, db, counts.ID, registry.RawPart), whole(t, db, counts.ID, registry.RowsPart), whole(t, db, undone.ID, registry.RawPart), whole(t, db, undone.ID, registry.RowsPart),
		}, []string{"", "rows\x00\xff", "", ""})
		same(t, "young", whole(t, db, young.ID, registry.RawPart), "号码,"+number)
		same(t, "bad rows", []int{len(got(db.BadRows(t.Context(), counts.ID, 0, 9))(t)), len(got(db.BadRows(t.Context(), young.ID, 0, 9))(t))}, []int{0, 1})
		same(t, "again", len(got(db.Purge(t.Context(), now.AddDate(0, 0, -30), now))(t)), 0)
	}},
	{"a mapping is saved for a county, and replaced", func(t *testing.T, db Opened) {
		m := registry.Mapping{Division: county, Source: "医保局", Table: "income", Headers: map[string]string{"年": "year"}, Codes: map[string]map[string]string{}, SavedBy: "a", SavedAt: noon}
		must(t, db.SaveMapping(t.Context(), m))
		m.Headers = map[string]string{"年份": "year", "备注": ""}
		must(t, db.SaveMapping(t.Context(), m))
		held := got(db.Mappings(t.Context(), county))(t)
		same(t, "mapping", []any{len(held), held[0].Headers, len(got(db.Mappings(t.Context(), foreign.County()))(t))}, []any{1, m.Headers, 0})
	}},
}
