package casework_test

import (
	"errors"
	"testing"

	"dixian/access"
	"dixian/casework"
)

// A complaint is seen and answered by the levels above the one complained of, in
// their own places, never by who it is about.
func TestWhoSeesAComplaint(t *testing.T) {
	o := anOffice(t)
	countyChief := who("li", "county_head", county)
	aboveTown := who("zhen-shang", "county_clerk", county)
	complaint := func(level int, login, about string) *casework.Complaint {
		t.Helper()
		c := &casework.Complaint{
			Division: village, Kind: "人员", AboutLogin: login, AboutLevel: level,
			ComplaintWords: casework.ComplaintWords{About: about, Says: "拖着不来", Name: "丙某", Phone: "13900001111"},
		}
		must(t, o.Complain(t.Context(), cadre, c))
		return c
	}
	ofVillage, ofTown, ofCounty := complaint(1, "cun", "村干部"), complaint(2, "zhen", "镇经办"), complaint(3, "li", "li")
	for says, x := range map[string]struct {
		u    *access.User
		want []int64
	}{
		"the village sees none, the one it took down neither": {cadre, nil},
		"the town sees what is about its villages":            {townClerk, []int64{ofVillage.ID}},
		"another town nothing":                                {stranger, nil},
		"the county what is about towns too":                  {aboveTown, []int64{ofVillage.ID, ofTown.ID}},
		"its head likewise, and nothing about the county":     {countyChief, []int64{ofVillage.ID, ofTown.ID}},
		"the city all":          {city, []int64{ofVillage.ID, ofTown.ID, ofCounty.ID}},
		"an administrator none": {sysadmin, nil},
		"who it is about, wherever that person stands": {&access.User{Login: "zhen", Name: "升任", Grants: []access.Grant{{Role: "county_clerk", Division: county}}}, []int64{ofVillage.ID}},
		"nor under the name":                           {&access.User{Login: "x", Name: "镇经办", Grants: []access.Grant{{Role: "county_clerk", Division: county}}}, []int64{ofVillage.ID}},
	} {
		t.Run(says, func(t *testing.T) {
			seen, err := o.Complaints(t.Context(), x.u)
			must(t, err)
			var got []int64
			for _, c := range seen {
				got = append(got, c.ID)
			}
			if len(got) != len(x.want) {
				t.Fatalf("%v, want %v", got, x.want)
			}
			for i := range got {
				if got[i] != x.want[i] {
					t.Fatalf("%v, want %v", got, x.want)
				}
			}
			for _, c := range []*casework.Complaint{ofVillage, ofTown, ofCounty} {
				hidden := true
				for _, id := range x.want {
					hidden = hidden && id != c.ID
				}
				if !hidden {
					continue
				}
				if _, err := o.AnswerComplaint(t.Context(), x.u, c.ID, c.Version, "查过了"); !errors.Is(err, casework.ErrNotFound) {
					t.Errorf("who does not see it answers it: %v", err)
				}
			}
		})
	}
}

// A complaint is answered once, in words, within its working days.
func TestAnsweringAComplaint(t *testing.T) {
	o := anOffice(t)
	good := func() *casework.Complaint {
		return &casework.Complaint{Division: village, Kind: "拖延", AboutLevel: 1, ComplaintWords: casework.ComplaintWords{Says: "申报二十天没人来"}}
	}
	for says, x := range map[string]struct {
		change func(c *casework.Complaint)
		want   string
	}{
		"of another kind":             {func(c *casework.Complaint) { c.Kind = "别的" }, "投诉的是"},
		"of no level":                 {func(c *casework.Complaint) { c.AboutLevel = 0 }, "请选被投诉的"},
		"of a level nobody is above":  {func(c *casework.Complaint) { c.AboutLevel = 5 }, "请选被投诉的"},
		"without words":               {func(c *casework.Complaint) { c.Says = " " }, "请写明投诉的事情"},
		"about a person nobody names": {func(c *casework.Complaint) { c.Kind = "人员" }, "请写明是谁"},
	} {
		t.Run(says, func(t *testing.T) {
			o.t = t
			c := good()
			x.change(c)
			o.says(o.Complain(t.Context(), cadre, c), x.want)
		})
	}
	o.t = t
	away := good()
	away.Division = 520222_100_201
	if err := o.Complain(t.Context(), cadre, away); !errors.Is(err, casework.ErrNotFound) {
		t.Errorf("about a place that is none of the clerk's business: %v", err)
	}
	c := good()
	must(t, o.Complain(t.Context(), cadre, c))
	if c.DueOn.String() != "2025-06-30" || c.ReceivedBy != "cun" {
		t.Fatalf("fifteen working days from Monday 9 June: %+v", c)
	}
	_, err := o.AnswerComplaint(t.Context(), townClerk, c.ID, c.Version, " ")
	o.says(err, "怎么处理")
	_, err = o.AnswerComplaint(t.Context(), townClerk, c.ID, c.Version+1, "查过了")
	if !errors.Is(err, casework.ErrStale) {
		t.Fatalf("stale: %v", err)
	}
	got, err := o.AnswerComplaint(t.Context(), townClerk, c.ID, c.Version, "已上门，当面道歉")
	must(t, err)
	if got.AnsweredBy != "zhen" || got.AnsweredOn != o.Today() {
		t.Fatalf("%+v", got)
	}
	_, err = o.AnswerComplaint(t.Context(), townClerk, c.ID, got.Version, "再答")
	o.says(err, "已经答复")
}
