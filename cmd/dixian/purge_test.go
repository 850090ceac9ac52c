package main

import (
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"dixian/audit"
	"dixian/division"
	"dixian/inbox"
	"dixian/registry"
	"dixian/store/pgserver"
)

func TestPurgeRefuses(t *testing.T) {
	for want, c := range map[string]purgeCmd{
		"--raw-days":      {keeping: keeping{0, 180}},
		"--message-days":  {keeping: keeping{30, 0}},
		"has no database": {keeping: keeping{30, 180}}, // and makes none of a mistyped folder
	} {
		c.place = place{Data: filepath.Join(t.TempDir(), "nothing")}
		if err := c.Run(t.Context()); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", want, err)
		}
	}
}

// What is old enough goes while a server runs, in both databases, and nothing else.
func TestPurge(t *testing.T) {
	for name, url := range map[string]func(*testing.T) string{
		"sqlite":   func(*testing.T) string { return "" },
		"postgres": func(t *testing.T) string { return pgserver.Database(t) },
	} {
		t.Run(name, func(t *testing.T) {
			at := place{Data: t.TempDir(), Database: url(t)}
			server, err := openHouse(t.Context(), at, "../../plans/guizhou", false)
			good(t, err)
			defer server.close()
			_, _, err = server.db.Replace(t.Context(), []registry.Household{{Code: "H", Division: 522631_100_201, Phone: "13900000000"}})
			good(t, err)
			good(t, server.firstAdministrator(t.Context()))
			kept := map[string]bool{}
			for _, b := range []struct {
				what  string
				state string
				days  int
				raw   bool // the file stays
				rows  bool // the accepted rows stay
			}{
				{"loaded and old: its rows count", registry.BatchLoaded, 31, false, true},
				{"undone and old", registry.BatchUndone, 31, false, false},
				{"staged and old", registry.BatchStaged, 31, false, false},
				{"loaded and young", registry.BatchLoaded, 29, true, true},
				{"undone and young", registry.BatchUndone, 29, true, true},
			} {
				batch := &registry.Batch{State: b.state, Table: "income", Division: division.Code(522631_000000), Source: b.what, UploadedAt: time.Now().AddDate(0, 0, -b.days)}
				good(t, server.db.CreateBatch(t.Context(), batch))
				good(t, server.db.AddPart(t.Context(), batch.ID, registry.RawPart, 0, []byte("x")))
				good(t, server.db.AddPart(t.Context(), batch.ID, registry.RowsPart, 0, []byte("y")))
				good(t, server.db.AddBadRows(t.Context(), []registry.BadRow{{Batch: batch.ID, Line: 2, Cells: map[string]string{"year": "z"}}}))
				kept[b.what+" file"], kept[b.what+" rows"], kept[b.what+" bad rows"] = b.raw, b.rows, b.raw
			}
			now := time.Now()
			for key, days := range map[string]int{"old": 181, "young": 179} {
				good(t, server.db.AddMessages(t.Context(), []*inbox.Message{{Key: key, To: "cun", Kind: inbox.Digest, At: now.AddDate(0, 0, -days)}}))
			}
			before := tableRows(t, at)

			for range 2 { // the second finds nothing left
				good(t, (&purgeCmd{place: at, keeping: keeping{30, 180}}).Run(t.Context()))
			}

			batches, err := server.db.Batches(t.Context(), registry.BatchFilter{Scope: registry.Whole(520000_000000), Limit: 9})
			good(t, err)
			found := map[string]bool{}
			for _, b := range batches {
				for part, word := range map[string]string{registry.RawPart: " file", registry.RowsPart: " rows"} {
					found[b.Source+word] = false
					good(t, server.db.Parts(t.Context(), b.ID, part, func([]byte) error { found[b.Source+word] = true; return nil }))
				}
				bad, err := server.db.BadRows(t.Context(), b.ID, 0, 9)
				good(t, err)
				found[b.Source+" bad rows"] = len(bad) == 1
			}
			for _, what := range slices.Sorted(maps.Keys(kept)) {
				if found[what] != kept[what] {
					t.Errorf("%s: there is %t, there should be %t", what, found[what], kept[what])
				}
			}
			if held, err := server.db.Messages(t.Context(), inbox.Filter{To: "cun"}); err != nil || len(held) != 1 || held[0].Key != "young" {
				t.Errorf("messages: %v %v", held, err)
			}
			entries, err := server.db.Page(t.Context(), audit.Filter{Limit: 3})
			if err != nil || len(entries) < 2 || entries[0].Subject != "messages" || entries[1].Subject != "batches" || entries[1].Detail != "3 older than 30 days" || len(entries) > 2 && entries[2].Action == "purge" {
				t.Errorf("the log does not tell of it, once: %v %v", entries, err)
			}
			after := tableRows(t, at)
			for table, n := range map[string]int64{"batch_parts": -5, "quarantine": -3, "messages": -1, "audit_entries": +2} {
				before[table] += n
			}
			if !maps.Equal(before, after) {
				t.Errorf("rows of the tables: there should be %v, there are %v", before, after)
			}
			// A file that came back behind the purge's back is told, not overlooked.
			good(t, server.db.AddPart(t.Context(), batches[len(batches)-1].ID, registry.RawPart, 1, []byte("x")))
			if err := (&purgeCmd{place: at, keeping: keeping{30, 180}}).Run(t.Context()); err == nil || !strings.Contains(err.Error(), "still there") {
				t.Errorf("what is left is not told: %v", err)
			}
		})
	}
}

// tableRows counts the rows of every table, as a backup of the place has them.
func tableRows(t *testing.T, at place) map[string]int64 {
	t.Helper()
	db, err := at.beside(t.Context())
	good(t, err)
	defer db.Close()
	m, err := writeBackup(t.Context(), db, filepath.Join(t.TempDir(), "b.zip"), nil)
	good(t, err)
	rows := map[string]int64{}
	for _, table := range m.Tables {
		rows[table.Name] = table.Rows
	}
	return rows
}

// A server deletes what is old by itself, once a day; a demo keeps everything.
func TestAServerPurgesEachDay(t *testing.T) {
	for says, c := range map[string]struct {
		keeping *keeping
		left    int
	}{"a server": {&keeping{30, 180}, 0}, "a demo": {nil, 1}} {
		t.Run(says, func(t *testing.T) {
			h, err := openHouse(t.Context(), place{Data: t.TempDir()}, "../../plans/guizhou", false)
			good(t, err)
			defer h.close()
			h.keeping = c.keeping
			old := func() int {
				left, err := h.db.Kept(t.Context(), time.Now())
				good(t, err)
				return left.Files
			}
			upload := func() {
				batch := &registry.Batch{State: registry.BatchLoaded, Table: "income", Division: division.Code(522631_000000), UploadedAt: time.Now().AddDate(0, 0, -31)}
				good(t, h.db.CreateBatch(t.Context(), batch))
				good(t, h.db.AddPart(t.Context(), batch.ID, registry.RawPart, 0, []byte("x")))
			}
			upload()
			good(t, h.checkAll(t.Context()))
			if got := old(); got != c.left {
				t.Errorf("there are %d old files", got)
			}
			upload()
			good(t, h.checkAll(t.Context()))
			if got := old(); got != c.left+1 {
				t.Errorf("the same day again: there are %d old files", got)
			}
			h.clock.lead(1)
			good(t, h.checkAll(t.Context()))
			if got := old(); got != c.left*2 {
				t.Errorf("the next day: there are %d old files", got)
			}
		})
	}
}
