package server

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"dixian/casework"
	"dixian/division"
	"dixian/screening"
)

// Findings are those of the newest screening of each place, in the own scope; their
// counts are the totals of the lists behind them.
func TestFindingsOfTheData(t *testing.T) {
	w, clerk := county(t)
	village := w.cases(home)[0].Division
	w.user("province", village)
	w.user("town_clerk", village)
	w.user("village_cadre", village)
	page := func(c *client, pairs ...string) lineList {
		t.Helper()
		q := url.Values{}
		for i := 0; i < len(pairs); i += 2 {
			q.Set(pairs[i], pairs[i+1])
		}
		var l lineList
		c.get(findingsPath+"?"+q.Encode(), &l)
		return l
	}
	all := page(clerk)
	if all.Total == 0 || len(all.Rules) < 3 || len(all.Tables) < 2 {
		t.Fatalf("%+v", all)
	}
	for _, r := range all.Rules {
		if got := page(clerk, "rule", r.Rule); got.Total != r.Count || got.Findings[0].Rule != r.Rule || got.Findings[0].Label != r.Label {
			t.Errorf("%s: %d, the list has %d", r.Rule, r.Count, got.Total)
		}
	}
	owners := map[string]int{}
	for _, x := range all.Tables {
		if got := page(clerk, "table", x.Table); got.Total != x.Count || got.Findings[0].Table != x.Table {
			t.Errorf("%s: %d, the list has %d", x.Table, x.Count, got.Total)
		}
		owners[x.Owner] += x.Count
	}
	for owner, n := range owners {
		if owner != "" {
			if got := page(clerk, "owner", owner); got.Total != n {
				t.Errorf("%s: %d, the list has %d", owner, n, got.Total)
			}
		}
	}
	seen := 0
	for after, pages := "", 0; pages < 1000; pages++ {
		some := page(clerk, "limit", "7", "after", after)
		for _, f := range some.Findings {
			if seen++; !strings.HasPrefix(f.Division, home.Six()) || f.AsOf != asOf.String() || f.Household == "" && len(f.Items) == 0 {
				t.Errorf("%+v", f)
			}
		}
		if after = fmt.Sprint(some.Next); some.Next == 0 {
			break
		}
	}
	if seen != all.Total {
		t.Errorf("pages have %d of %d", seen, all.Total)
	}
	if whole := page(w.as("province")); whole.Total <= all.Total {
		t.Errorf("the province: %d", whole.Total)
	}
	if town := page(w.as("town_clerk")); town.Total > all.Total {
		t.Errorf("the town: %d", town.Total)
	}
	if none := page(clerk, "under", foreign.String()); none.Total+len(none.Findings)+len(none.Rules) != 0 {
		t.Errorf("another county's: %+v", none)
	}
	if none := page(clerk, "owner", "没有这个部门"); none.Total+len(none.Findings) != 0 {
		t.Errorf("a department that is none: %+v", none)
	}
	if r := w.as("village_cadre").do("GET", findingsPath, nil); r.status != http.StatusForbidden {
		t.Errorf("the village: %s", r)
	}

	// A newer screening of the county replaces what the older one found there, and
	// nothing elsewhere.
	elsewhere := page(w.as("province")).Total - all.Total
	line := screening.Line{Division: village.String(), Household: w.cases(home)[0].Household, Rule: "no_id", Evidence: "{}"}
	user := *system
	user.Grants = user.Grants[:1]
	_, err := w.service.Receive(context.Background(), &user, &casework.Run{AsOf: asOf + 1}, &screening.Result{Findings: []screening.Line{line}}, nil, []division.Code{home})
	must(t, err)
	if got := page(clerk); got.Total != 1 || got.Findings[0].Household != line.Household || got.Findings[0].AsOf != (asOf+1).String() {
		t.Errorf("after a newer screening: %+v", got)
	}
	if got := page(w.as("province")); got.Total != elsewhere+1 {
		t.Errorf("elsewhere: %d, not %d", got.Total, elsewhere+1)
	}
}
