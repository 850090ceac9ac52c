package server

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"dixian/access"
	"dixian/audit"
	"dixian/calendar"
)

// What each of the three administrators is for is refused to the two others.
func TestTheThreeAdministratorsAreApart(t *testing.T) {
	w := newWorld(t)
	pages := map[string]string{"/api/users": "sysadmin", "/api/backups": "sysadmin", "/api/keys": "secadmin", "/api/audit": "auditor"}
	for _, role := range []string{"sysadmin", "secadmin", "auditor"} {
		w.user(role, someVillage)
		c := w.as(role)
		for path, whose := range pages {
			want := http.StatusForbidden
			if whose == role {
				want = http.StatusOK
			}
			if r := c.do("GET", path, nil); r.status != want {
				t.Errorf("%s asks %s: %s", role, path, r)
			}
		}
		if r := c.do("GET", "/api/cases", nil); r.status != http.StatusForbidden {
			t.Errorf("%s sees cases: %s", role, r)
		}
	}
}

func TestTheKeysAreToldWithoutTheirSecrets(t *testing.T) {
	w := newWorld(t)
	w.user("secadmin", someVillage)
	c := w.as("secadmin")
	var seen keysView
	if c.get("/api/keys", &seen); len(seen.Keys) != 0 || len(seen.Rotations) != 0 {
		t.Errorf("a server that is told of no keys: %+v", seen)
	}
	w.server.Keys = func() KeyState { ids, file := w.db.KeyIDs(); return KeyState{ids, file} }
	must(t, w.db.Append(context.Background(), &audit.Entry{At: w.clock(), User: "-", Action: audit.RotateKeysAction, Subject: "keys", Detail: "new key, 7 values"}))
	c.get("/api/keys", &seen)
	if len(seen.Keys) != 1 || !seen.Keys[0].Current || len(seen.Keys[0].ID) != 8 || len(seen.Rotations) != 1 || !seen.Rotations[0].At.Equal(w.clock()) {
		t.Errorf("%+v", seen)
	}
}

func TestABackupThatIsMissingOrOldIsOverdue(t *testing.T) {
	w := newWorld(t)
	w.user("sysadmin", someVillage)
	c := w.as("sysadmin")
	told := func() (v backupsView) { c.get("/api/backups", &v); return v }
	if v := told(); !v.Overdue || v.Age != -1 || len(v.Backups) != 0 {
		t.Errorf("there never was one: %+v", v)
	}
	must(t, w.db.Append(context.Background(), &audit.Entry{At: w.clock(), User: "-", Action: audit.BackupAction, Subject: "database", Detail: "by hand"}))
	if v := told(); !v.Overdue || len(v.Backups) != 0 {
		t.Errorf("an entry that tells of no backup counts: %+v", v)
	}
	for _, c := range []struct {
		says    string
		before  time.Duration
		age     int
		overdue bool
	}{
		{"nine days ago", 9 * 24 * time.Hour, 9, true},
		{"eight days less an hour ago", 8*24*time.Hour - time.Hour, 7, false},
		{"an hour ago", time.Hour, 0, false},
	} {
		must(t, w.db.Append(context.Background(), audit.Backup{At: w.clock().Add(-c.before), Seq: 5, WithKey: true}.Entry()))
		if v := told(); v.Age != c.age || v.Overdue != c.overdue || v.Backups[0].Seq != 5 || !v.Backups[0].WithKey {
			t.Errorf("%s: %+v", c.says, v)
		}
	}
}

func TestTheLogIsAskedByWhoWhatAndWhen(t *testing.T) {
	w := newWorld(t)
	w.user("auditor", someVillage)
	w.userAs("clerk", "county_clerk", home)
	w.userAs("other", "county_clerk", foreign)
	w.as("clerk")
	w.as("other")
	c := w.as("auditor")
	for query, told := range map[string]string{"from=soon": "日期要写成", "from=2025-07-02&to=2025-07-01": "止的日期在起的日期之前", "under=52": ""} {
		if r := c.do("GET", "/api/audit?"+query, nil); r.status != http.StatusUnprocessableEntity || !strings.Contains(r.problem(t).says(), told) {
			t.Errorf("%s: %s", query, r)
		}
	}
	for query, who := range map[string]string{
		"user=clerk": "clerk", "action=sign_in&under=" + home.String(): "clerk", "under=" + foreign.String(): "other", "user=clerk&from=2025-07-01&to=2025-07-01": "clerk",
	} {
		var page auditPage
		if c.get("/api/audit?"+query, &page); len(page.Entries) != 1 || page.Entries[0].User != who || page.Entries[0].Action != "sign_in" {
			t.Errorf("%s: %+v", query, page.Entries)
		}
	}
	var page auditPage
	if c.get("/api/audit?to=2025-06-30", &page); len(page.Entries) != 0 {
		t.Errorf("before the first: %+v", page.Entries)
	}
}

func TestWhoIsLockedOutIsShown(t *testing.T) {
	w := newWorld(t)
	w.user("sysadmin", someVillage)
	locked := w.userAs("clerk", "county_clerk", home)
	admin := w.as("sysadmin")
	until := func() (v *time.Time) {
		var list usersList
		admin.get("/api/users", &list)
		for _, u := range list.Users {
			if u.ID == locked.ID {
				v = u.Locked
			} else if u.Locked != nil {
				t.Errorf("another is locked: %+v", u)
			}
		}
		return v
	}
	if until() != nil {
		t.Error("locked before a wrong password")
	}
	for range access.MaxFailures {
		w.client().do("POST", "/api/login", map[string]any{"login": "clerk", "password": "wrong-password-9"})
	}
	if v := until(); v == nil || !v.Equal(w.clock().Add(access.LockedFor)) {
		t.Errorf("after %d wrong passwords: %v", access.MaxFailures, v)
	}
	w.mu.Lock()
	w.now = w.now.Add(access.LockedFor)
	w.mu.Unlock()
	if v := until(); v != nil {
		t.Errorf("when the time is over: %v", v)
	}
}

func TestHolidaysAreTheNotices(t *testing.T) {
	w := newWorld(t)
	w.user("village_cadre", someVillage)
	c := w.as("village_cadre")
	var v holidaysView
	if c.get("/api/holidays?year=1999", &v); v.Known || v.Notice != "" || len(v.Holidays) != 0 {
		t.Errorf("a year without a notice: %+v", v)
	}
	if c.get("/api/holidays", &v); v.Year != 2025 || !v.Known || v.Notice != "国办发明电〔2024〕12号" || v.Missing != 0 {
		t.Errorf("%+v", v)
	}
	last := v.Holidays[len(v.Holidays)-1]
	if last.First != "2025-10-01" || last.Last != "2025-10-08" || last.Days != 8 || len(last.Worked) != 2 {
		t.Errorf("%+v", last)
	}
	for _, c := range []struct {
		says  string
		today calendar.Date
		want  int
	}{
		{"October", calendar.NewDate(2026, 10, 31), 0},
		{"1 November", calendar.NewDate(2026, 11, 1), 2027},
		{"a year nobody knows", calendar.NewDate(2031, 1, 2), 2031},
		{"November before a year that is known", calendar.NewDate(2025, 11, 1), 0},
	} {
		if got := missingYear(c.today); got != c.want {
			t.Errorf("%s: %d", c.says, got)
		}
	}
}
