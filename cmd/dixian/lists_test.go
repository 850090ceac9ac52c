package main

import (
	"context"
	"flag"
	"slices"
	"testing"

	"dixian/access"
	"dixian/casework"
	"dixian/division"
	"dixian/registry"
)

// What `make lists` sets: the folder that a browser then looks at.
var (
	listsInto  = flag.String("lists.into", "", "empty folder that gets a county with many cases")
	listsCases = flag.Int("lists.cases", 100_000, "cases, each of a household of its own")
)

// listsToken is the session of the county's clerk; web/e2e/lists.ts sends it.
const listsToken = "lists"

// TestLists leaves a county with many cases and a clerk who is signed in, for the
// browser that measures the work list over them.
func TestLists(t *testing.T) {
	if *listsInto == "" {
		t.Skip("no -lists.into names a folder")
	}
	house, err := openHouse(t.Context(), place{Data: *listsInto}, "../../plans/guizhou", false)
	good(t, err)
	defer house.close()
	county := division.Code(522631_000_000)
	villages := slices.DeleteFunc(division.Guizhou().Villages(), func(v division.Code) bool { return v.County() != county })
	for first := 0; first < *listsCases; first += heldAtOnce {
		held := make([]registry.Household, min(heldAtOnce, *listsCases-first))
		for i := range held {
			held[i] = loadHousehold(first+i, villages)
		}
		_, _, err := house.db.Replace(t.Context(), held)
		good(t, err)
		good(t, house.db.Atomically(t.Context(), func(ctx context.Context) error {
			for i := range held {
				if err := openListed(ctx, house, &held[i], first+i); err != nil {
					return err
				}
			}
			return nil
		}))
	}
	good(t, signInLoad(t, house, listsToken, access.Grant{Role: "county_clerk", Division: county}))
}

// openListed opens the case of a household, which an alert speaks for.
func openListed(ctx context.Context, house *house, h *registry.Household, n int) error {
	c := loadedCase(h, n, house.casework.Today())
	if err := house.db.CreateCase(ctx, c); err != nil {
		return err
	}
	return house.db.SaveAlert(ctx, &casework.Alert{
		CaseID: c.ID, Household: h.Code, Rule: "income_below_after_rigid", Risk: "支出", Urgency: c.Urgency, Evidence: "{}", RaisedOn: c.OpenedOn,
	})
}
