package identity

import "testing"

func TestDisabilityNoMatches(t *testing.T) {
	id, _, err := Parse("11010519491231002X", today)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		what, no        string
		category, grade int
		want            bool
	}{
		{"nothing", "", 4, 3, false},
		{"the ID alone", "11010519491231002X", 4, 3, false},
		{"without the grade", "11010519491231002X4", 4, 3, false},
		{"another category", "11010519491231002X33", 4, 3, false},
		{"another grade", "11010519491231002X42", 4, 3, false},
		{"another person", "11010519491231003843", 4, 3, false},
		{"a space in it", "11010519491231002 43", 4, 3, false},
		{"category and grade unknown", "11010519491231002X00", 0, 0, false},
		{"ID, category and grade", "11010519491231002X43", 4, 3, true},
		{"a small x", "11010519491231002x43", 4, 3, true},
		{"a reissue", "11010519491231002X43B1", 4, 3, true},
		{"a second reissue", "11010519491231002X43B12", 4, 3, true},
	} {
		if got := DisabilityNoMatches(c.no, id, c.category, c.grade); got != c.want {
			t.Errorf("%s: %q: %v, want %v", c.what, c.no, got, c.want)
		}
	}
}
