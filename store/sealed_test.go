package store

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/uptrace/bun"

	"dixian/calendar"
	"dixian/casework"
	"dixian/casework/period"
	"dixian/division"
	"dixian/registry"
)

// Synthetic numbers that must not be found in a file.
const (
	secretNumber = "520123197003120017"
	secretMasked = "520123********0017"
	secretPhone  = "13900001111"
	village      = division.Code(520123_100_201)
)

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// fill lays n households, and on the first one a case with every value that is
// sealed.
func fill(t *testing.T, db *DB, n int) *casework.Case {
	t.Helper()
	var list []registry.Household
	for i := range n {
		list = append(list, registry.Household{
			Code: fmt.Sprintf("H%04d", i), Division: village, Phone: secretPhone,
			Members: []registry.Person{{Number: secretNumber, HasID: true, Name: "甲", BirthDate: calendar.NewDate(1970, 3, 12)}, {Number: "LS1"}},
		})
	}
	_, _, err := db.Replace(t.Context(), list)
	ok(t, err)
	c := &casework.Case{Household: "H0000", Division: village, State: "triage"}
	ok(t, db.CreateCase(t.Context(), c))
	ok(t, db.SaveAlert(t.Context(), &casework.Alert{CaseID: c.ID, Rule: "r", Members: secretMasked, Evidence: `{"人":"` + secretMasked + `"}`}))
	ok(t, db.SaveHit(t.Context(), &casework.Hit{CaseID: c.ID, Rule: "r", Members: secretMasked, Evidence: `{"人":"` + secretMasked + `"}`}))
	ok(t, db.AddAuthorisation(t.Context(), &casework.Authorisation{CaseID: c.ID, Number: secretMasked}))
	return c
}

// readable checks that everything fill laid is still there to read.
func readable(t *testing.T, db *DB, c *casework.Case) {
	t.Helper()
	h, err := db.Household(t.Context(), "H0000", true)
	ok(t, err)
	got, err := db.Case(t.Context(), c.ID, []division.Code{village})
	ok(t, err)
	hits, err := db.Hits(t.Context(), c.ID)
	ok(t, err)
	signed, err := db.Authorisations(t.Context(), c.ID)
	ok(t, err)
	for what, s := range map[string][2]string{
		"number": {h.Members[0].Number, secretNumber}, "phone": {h.Phone, secretPhone}, "provisional": {h.Members[1].Number, "LS1"},
		"alert": {got.Alerts[0].Members, secretMasked}, "evidence": {got.Alerts[0].Evidence, `{"人":"` + secretMasked + `"}`},
		"hit": {hits[0].Members, secretMasked}, "hit's evidence": {hits[0].Evidence, `{"人":"` + secretMasked + `"}`}, "signer": {signed[0].Number, secretMasked},
	} {
		if s[0] != s[1] {
			t.Errorf("%s reads %q, not %q", what, s[0], s[1])
		}
	}
}

// A masked number and the birth date beside it are the whole number, so neither
// may stand in a file.
func TestNumbersAndPhonesNeverStandInAFile(t *testing.T) {
	dir := t.TempDir()
	db := opened(t, dir)
	c := fill(t, db, 3)
	readable(t, db, c)
	look := func(when string) {
		names, err := filepath.Glob(filepath.Join(dir, "*"))
		ok(t, err)
		for _, name := range names {
			content, err := os.ReadFile(name)
			ok(t, err)
			for _, secret := range []string{secretNumber, secretMasked, secretPhone, secretNumber[14:] + "\"", "LS1"} {
				if bytes.Contains(content, []byte(secret)) {
					t.Errorf("%s, %s holds %s", when, filepath.Base(name), secret)
				}
			}
			if filepath.Base(name) == File+"-wal" && !bytes.Contains(content, []byte("H0000")) {
				t.Errorf("%s, the households are not where this test looks", when)
			}
		}
	}
	look("while open")
	ok(t, db.Close())
	look("after closing")
}

// A value moved to another column or row's place by somebody with the file is
// refused, and says whose it is.
func TestAMovedValueIsRefused(t *testing.T) {
	db := opened(t, t.TempDir())
	fill(t, db, 1)
	_, err := db.write.ExecContext(t.Context(), "UPDATE households SET phone_sealed = (SELECT MIN(number_sealed) FROM persons)")
	ok(t, err)
	if _, err := db.Household(t.Context(), "H0000", false); err == nil {
		t.Fatal("it was read")
	}
}

func TestHouseholdsAreFoundByNumberAndPhone(t *testing.T) {
	db := opened(t, t.TempDir())
	fill(t, db, 2)
	mine, other := []division.Code{village}, []division.Code{village + 1}
	for _, c := range []struct {
		says string
		find func() ([]string, error)
		want int
	}{
		{"a number outside the scope", func() ([]string, error) { return db.HouseholdsByNumber(t.Context(), secretNumber, other) }, 0},
		{"a phone outside the scope", func() ([]string, error) { return db.HouseholdsByPhone(t.Context(), secretPhone, nil) }, 0},
		{"a masked number", func() ([]string, error) { return db.HouseholdsByNumber(t.Context(), secretMasked, mine) }, 0},
		{"the phone as a number", func() ([]string, error) { return db.HouseholdsByNumber(t.Context(), secretPhone, mine) }, 0},
		{"nothing", func() ([]string, error) { return db.HouseholdsByNumber(t.Context(), "", mine) }, 0},
		{"a number", func() ([]string, error) { return db.HouseholdsByNumber(t.Context(), secretNumber, mine) }, 2},
		{"a provisional number", func() ([]string, error) { return db.HouseholdsByNumber(t.Context(), "LS1", mine) }, 2},
		{"a phone", func() ([]string, error) { return db.HouseholdsByPhone(t.Context(), secretPhone, mine) }, 2},
	} {
		got, err := c.find()
		ok(t, err)
		if len(got) != c.want {
			t.Errorf("%s finds %v", c.says, got)
		}
	}
}

func TestRotate(t *testing.T) {
	dir := t.TempDir()
	db := opened(t, dir)
	c := fill(t, db, 1203)
	old := db.ring().Current()
	n, err := db.Rotate(t.Context())
	ok(t, err)
	// Phone and two numbers a household, the case's five, the log's end.
	if want := 3*1203 + 5 + 1; n != want {
		t.Errorf("%d values were sealed anew, not %d", n, want)
	}
	left(t, db, old, 0)
	readable(t, db, c)
	if codes, err := db.HouseholdsByNumber(t.Context(), secretNumber, []division.Code{village}); len(codes) != 1203 {
		t.Errorf("%d households are found by the new index: %v", len(codes), err)
	}
	if n, err := db.Reseal(t.Context()); n != 0 || err != nil {
		t.Errorf("again: %d %v", n, err)
	}
	ok(t, db.Close())
	readable(t, opened(t, dir), c)
}

func TestRotateIsTakenUpAfterAnInterruption(t *testing.T) {
	dir := t.TempDir()
	db := opened(t, dir)
	c := fill(t, db, 3)
	old := db.ring().Current()
	ring, err := db.ring().Added()
	ok(t, err)
	ok(t, ring.WriteFile(filepath.Join(dir, KeyFile))) // and here the program died
	ok(t, db.Close())

	db = opened(t, dir)
	readable(t, db, c)
	n, err := db.Reseal(t.Context())
	ok(t, err)
	if n != 3*3+5+1 {
		t.Errorf("%d values were sealed anew", n)
	}
	left(t, db, old, 0)
	readable(t, db, c)
}

func TestAServerFollowsARotationBesideIt(t *testing.T) {
	dir := t.TempDir()
	server := opened(t, dir)
	c := fill(t, server, 3)
	command := opened(t, dir)
	_, err := command.Rotate(t.Context())
	ok(t, err)
	if codes, err := server.HouseholdsByPhone(t.Context(), secretPhone, []division.Code{village}); len(codes) != 3 {
		t.Errorf("%v %v", codes, err)
	}
	readable(t, server, c)
}

// left counts values under a key.
func left(t *testing.T, db *DB, key string, want int) {
	t.Helper()
	for _, c := range sealedEverywhere() {
		n, err := db.read.NewSelect().Table(c.table).Where("? LIKE ?", bun.Ident(c.sealed), key+".%").Count(t.Context())
		ok(t, err)
		if int(n) != want {
			t.Errorf("%s: %d values are sealed with the old key", c.place, n)
		}
	}
}

func TestEverySealedColumnIsRotated(t *testing.T) {
	db := opened(t, t.TempDir())
	var tables []string
	ok(t, db.read.NewRaw("SELECT name FROM sqlite_master WHERE type = 'table'").Scan(t.Context(), &tables))
	listed := map[string]bool{}
	for _, c := range sealedEverywhere() {
		listed[c.table+"."+c.sealed] = true
	}
	for _, table := range tables {
		var columns []string
		ok(t, db.read.NewRaw("SELECT name FROM pragma_table_info(?)", table).Scan(t.Context(), &columns))
		for _, column := range columns {
			if len(column) > 7 && column[len(column)-7:] == "_sealed" && !listed[table+"."+column] {
				t.Errorf("%s.%s is not among sealedColumns: a rotation would leave it", table, column)
			}
		}
	}
}

// What a locked period keeps outlives the keys it was sealed with: the copies are
// sealed anew, and their digest is that of the day.
func TestALockedPeriodOutlivesItsKeys(t *testing.T) {
	db := opened(t, t.TempDir())
	fill(t, db, 3)
	p := &period.Period{State: period.Agreed, Division: village.County(), Day: 1}
	ok(t, db.CreatePeriod(t.Context(), p))
	ok(t, db.Freeze(t.Context(), p))
	before, err := db.Digest(t.Context(), p.ID)
	ok(t, err)
	old := db.ring().Current()
	_, err = db.Rotate(t.Context())
	ok(t, err)
	left(t, db, old, 0)
	after, err := db.Digest(t.Context(), p.ID)
	if err != nil || after != before {
		t.Errorf("the digest was %s and is %s: %v", before, after, err)
	}
}
