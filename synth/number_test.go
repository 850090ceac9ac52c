package synth

import (
	"testing"

	"dixian/calendar"
	"dixian/identity"
)

func TestNumbersAreValidAndUnique(t *testing.T) {
	counties, err := places(Options{Households: countyCapacity / 2, AsOf: june, Counties: []string{"520123"}, Seed: 3})
	if err != nil {
		t.Fatal(err)
	}
	seen := map[identity.ID]bool{}
	note := func(id identity.ID) {
		if seen[id] {
			t.Fatalf("%s was given out twice", id.Masked())
		}
		seen[id] = true
	}
	for i := range counties {
		c := &counties[i]
		for h := range c.households {
			day, order := c.born(h, 1987)
			note(c.number(day, order, true))
			if h%townspeopleEvery == 0 {
				note(c.strangerID(h / townspeopleEvery))
			}
			if c.exactly(h) {
				for _, day := range []calendar.Date{june - 90, calendar.NewDate(1987, 3, 1), calendar.NewDate(2024, 2, 29)} {
					note(c.exact(h, day, true))
					note(c.exact(h, day, false))
				}
			}
		}
	}
	for id := range seen {
		if got, _, err := identity.Parse(id.String(), june); err != nil || got != id {
			t.Fatalf("%s: %v", id.Masked(), err)
		}
	}
}

func TestPeopleOfAHouseholdDifferInYearOrSex(t *testing.T) {
	counties := must(places(Options{Households: 600, AsOf: june, Seed: 1}))
	var f family
	f.begin(newEra(june), &counties[0], 5, 1)
	seen := map[identity.ID]bool{}
	for range 12 {
		id, born := f.newID(2025, true)
		if seen[id] || born > june || id.BirthDate() != born || !id.Male() {
			t.Fatalf("%s, born %s, is no new boy born by %s", id.Masked(), born, june)
		}
		seen[id] = true
	}
}

func TestDayOf(t *testing.T) {
	for _, test := range []struct {
		what string
		year int
		day  int
		want calendar.Date
	}{
		{"the first day", 2024, 0, calendar.NewDate(2024, 1, 1)},
		{"28 February of a leap year", 2024, 58, calendar.NewDate(2024, 2, 28)},
		{"the day after, which is not 29 February", 2024, 59, calendar.NewDate(2024, 3, 1)},
		{"the last day of a leap year", 2024, 364, calendar.NewDate(2024, 12, 31)},
		{"the last day of a common year", 2023, 364, calendar.NewDate(2023, 12, 31)},
	} {
		if got := dayOf(test.year, test.day); got != test.want {
			t.Errorf("%s: got %s, want %s", test.what, got, test.want)
		}
	}
}

func TestCreditCodesAreValidAndUnique(t *testing.T) {
	seen := map[string]bool{}
	for kind := range authorities {
		for n := range 3000 {
			code := string(appendCreditCode(nil, kind, [6]byte([]byte("522731")), n*3331))
			if err := identity.CheckCreditCode(code); err != nil || seen[code] {
				t.Fatalf("%s: %v, given out before: %t", code, err, seen[code])
			}
			seen[code] = true
		}
	}
}
