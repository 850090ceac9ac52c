package screening

import (
	"context"
	"slices"
	"testing"

	"dixian/division"
)

// 修文 has H1 and H4, of whom one has no number yet; 息烽 has H2, and nobody knows
// who is insured there.
func TestWhatARuleCannotSpeakOf(t *testing.T) {
	c := newCounty(t)
	c.write("registry/households.csv", countyFiles["registry/households.csv"]+"H4,520123106217,一般农户\n")
	c.write("registry/persons.csv", "id_number,provisional_no,name,household_code,relation,away,agreed\n"+
		zhao+",,赵甲,H1,户主,,是\n"+qian+",,钱乙,H1,配偶,,\n"+sun+",,孙丙,H2,户主,,\n"+li+",,李丁,H2,配偶,,\n,L1,周戊,H4,户主,,\n")
	o, err := Open(context.Background(), c.screen("2025-06-30", "out"))
	if err != nil {
		t.Fatal(err)
	}
	here, there := division.Code(520123_000000), division.Code(520122_000000)
	for _, workers := range []int{1, 3} {
		got, err := o.Province.Spoken(workers)
		if err != nil {
			t.Fatal(err)
		}
		for says, want := range map[string]Spoken{
			"who has no bills is no sick household, and the one without a number has bills that nobody can join": {here, "heavy_bills", 2, 1, 0, 1},
			"a member who is not insured is spoken of, a member without a number is not":                         {here, "uninsured", 2, 1, 0, 1},
			"little money is known to be little":                                                                 {there, "heavy_bills", 1, 0, 0, 0},
			"a table that does not cover the county says nothing about who is not in it":                         {there, "uninsured", 1, 0, 1, 0},
		} {
			if !slices.Contains(got, want) {
				t.Errorf("%s: not %+v\n%+v", says, want, got)
			}
		}
		if len(got) != 4 || got[0].County != there {
			t.Errorf("%d workers: %+v", workers, got)
		}
	}
}
