package storetest

import (
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"

	"dixian/access"
	"dixian/audit"
	"dixian/division"
)

var auditLog = []sentence{
	{"an entry that was changed is found", tampered("UPDATE audit_entries SET detail = 'nothing of note' WHERE seq = 3", 3)},
	{"an entry whose time was changed is found", tampered("UPDATE audit_entries SET at = at + 1 WHERE seq = 3", 3)},
	{"an entry that was changed and sealed anew is found by the next", tampered("UPDATE audit_entries SET hash = 'aa' WHERE seq = 3", 3)},
	{"an entry that was dropped is found", tampered("DELETE FROM audit_entries WHERE seq = 3", 3)},
	{"the first entry dropped is found", tampered("DELETE FROM audit_entries WHERE seq = 1", 1)},
	{"a gap that was closed by renumbering is found", tampered("DELETE FROM audit_entries WHERE seq = 3; UPDATE audit_entries SET seq = 3 WHERE seq = 4; UPDATE audit_entries SET seq = 4 WHERE seq = 5", 3)},
	{"the newest entry dropped is found", tampered("DELETE FROM audit_entries WHERE seq = 5", 5)},
	{"all entries dropped are found", tampered("DELETE FROM audit_entries", 1)},
	{"the newest entries dropped, and the log's end with them, are found", tampered("DELETE FROM audit_entries WHERE seq > 3; UPDATE audit_head SET seq = 3, hash = (SELECT hash FROM audit_entries WHERE seq = 3)", 3)},
	{"the log's end taken away is found", tampered("UPDATE audit_head SET seq = 0, hash = '', proof_sealed = ''", 0)},
	{"an end whose seal was forged is found", tampered("DELETE FROM audit_entries WHERE seq > 3; UPDATE audit_head SET seq = 3, hash = (SELECT hash FROM audit_entries WHERE seq = 3), proof_sealed = 'a' || proof_sealed", 3)},
	{"a log whose end was changed takes no entry that would cover it", func(t *testing.T, db Opened) {
		append5(t, db)
		db.Behind("UPDATE audit_head SET seq = 6")
		var broken *audit.Broken
		if err := db.Append(t.Context(), &audit.Entry{At: noon, Action: "x"}); !errors.As(err, &broken) {
			t.Fatalf("got %v", err)
		}
	}},
	{"an end that was kept earlier is in the log, and missed when it is not", func(t *testing.T, db Opened) {
		append5(t, db)
		kept := got(db.Head(t.Context()))(t)
		same(t, "number", kept.Seq, int64(5))
		append5(t, db)
		must(t, audit.Holds(t.Context(), db, kept))
		var broken *audit.Broken
		if err := audit.Holds(t.Context(), db, audit.Head{Seq: 11, Hash: "aa"}); !errors.As(err, &broken) {
			t.Fatalf("got %v", err)
		}
	}},
	{"an inserted entry is found", tampered("INSERT INTO audit_entries (seq, at, who, action, subject, detail, prev_hash, hash) SELECT 6, at, 'eve', action, subject, detail, prev_hash, hash FROM audit_entries WHERE seq = 5", 6)},
	{"an entry inserted before the first is found", tampered("INSERT INTO audit_entries (seq, at, who, action, subject, detail, prev_hash, hash) SELECT -1, at, who, action, subject, detail, prev_hash, hash FROM audit_entries WHERE seq = 1", 1)},
	{"two entries that changed places are found", tampered("UPDATE audit_entries SET seq = -3 WHERE seq = 3; UPDATE audit_entries SET seq = 3 WHERE seq = 4; UPDATE audit_entries SET seq = 4 WHERE seq = -3", 3)},
	{"a filter chooses by who, what, to what, when and where they have a role", func(t *testing.T, db Opened) {
		for login, at := range map[string]division.Code{"wang": 522631_000000, "li": 520121_000000} {
			must(t, db.CreateUser(t.Context(), &access.User{Login: login, Name: login, Grants: []access.Grant{{Role: "county_clerk", Division: at}}}, access.Credential{Hash: "-"}))
		}
		for i, e := range []audit.Entry{
			{User: "wang", Action: "setting.ask", Subject: "setting/1"},
			{User: "li", Action: "setting.approve", Subject: "setting/1"},
			{User: "li", Action: "settings", Subject: "setting/12"},
			{User: "-", Action: "backup", Subject: "database"},
		} {
			e.At = noon.AddDate(0, 0, i)
			must(t, db.Append(t.Context(), &e))
		}
		for _, c := range []struct {
			says string
			f    audit.Filter
			want []int64
		}{
			{"nobody's", audit.Filter{User: "zhao"}, nil},
			{"one person's, not another's", audit.Filter{User: "li"}, []int64{3, 2}},
			{"the system's own", audit.Filter{User: "-"}, []int64{4}},
			{"an action, not its family", audit.Filter{Action: "setting"}, nil},
			{"a family, not what only begins alike", audit.Filter{Action: "setting."}, []int64{2, 1}},
			{"a subject, not one that begins alike", audit.Filter{Subject: "setting/1"}, []int64{2, 1}},
			{"from a moment on", audit.Filter{From: noon.AddDate(0, 0, 2)}, []int64{4, 3}},
			{"before a moment", audit.Filter{To: noon.AddDate(0, 0, 1)}, []int64{1}},
			{"the people of a prefecture", audit.Filter{People: 522600_000000}, []int64{1}},
			{"several at once", audit.Filter{User: "li", Subject: "setting/1", Before: 4}, []int64{2}},
		} {
			c.f.Limit = 10
			var seqs []int64
			for _, e := range got(db.Page(t.Context(), c.f))(t) {
				seqs = append(seqs, e.Seq)
			}
			same(t, c.says, seqs, c.want)
		}
	}},
	{"an empty log holds", func(t *testing.T, db Opened) {
		same(t, "entries", got(audit.Verify(t.Context(), db))(t), int64(0))
		same(t, "page", len(got(db.Page(t.Context(), audit.Filter{Limit: 10}))(t)), 0)
	}},
	{"entries are numbered from 1 and come back as they were sealed", func(t *testing.T, db Opened) {
		append5(t, db)
		same(t, "entries", got(audit.Verify(t.Context(), db))(t), int64(5))
		page := got(db.Page(t.Context(), audit.Filter{Limit: 2}))(t)
		same(t, "newest", []int64{page[0].Seq, page[1].Seq}, []int64{5, 4})
		page = got(db.Page(t.Context(), audit.Filter{Before: 4, Limit: 10}))(t)
		same(t, "before 4", []int64{page[0].Seq, page[1].Seq, page[2].Seq}, []int64{3, 2, 1})
		if !page[0].At.Equal(noon) || page[0].Subject != "case/3" {
			t.Fatalf("%+v", page[0])
		}
	}},
	{"a walk stops where it is told to", func(t *testing.T, db Opened) {
		append5(t, db)
		n := 0
		fails(t, db.Entries(t.Context(), func(*audit.Entry) error {
			if n++; n == 2 {
				return errUndo
			}
			return nil
		}), errUndo)
		same(t, "seen", n, 2)
	}},
	{"a log longer than one reading is whole", func(t *testing.T, db Opened) {
		must(t, db.Atomically(t.Context(), append2000(db)))
		same(t, "entries", got(audit.Verify(t.Context(), db))(t), int64(2000))
	}},
	{"many who write at once make one chain", func(t *testing.T, db Opened) {
		var wg sync.WaitGroup
		seqs := make([]int64, 40)
		for i := range seqs {
			wg.Go(func() {
				e := &audit.Entry{At: noon, User: "a", Action: "x", Subject: fmt.Sprint("case/", i)}
				if err := db.Append(t.Context(), e); err != nil {
					t.Error(err)
				}
				seqs[i] = e.Seq
			})
		}
		wg.Wait()
		slices.Sort(seqs)
		same(t, "distinct numbers", len(slices.Compact(seqs)), 40)
		same(t, "entries", got(audit.Verify(t.Context(), db))(t), int64(40))
	}},
}

func append5(t *testing.T, db Opened) {
	t.Helper()
	for i := range 5 {
		must(t, db.Append(t.Context(), &audit.Entry{At: noon, User: "clerk", Action: "move.visit", Subject: fmt.Sprint("case/", i+1), Detail: "d"}))
	}
}

// tampered writes five entries, does something behind the store's back, and
// wants the first entry that no longer holds named.
func tampered(statement string, at int64) func(t *testing.T, db Opened) {
	return func(t *testing.T, db Opened) {
		append5(t, db)
		db.Behind(statement)
		_, err := audit.Verify(t.Context(), db)
		var broken *audit.Broken
		if !errors.As(err, &broken) || broken.Seq != at {
			t.Fatalf("got %v, want the break at entry %d", err, at)
		}
	}
}
