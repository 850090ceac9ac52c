package storetest

import (
	"fmt"
	"testing"

	"dixian/access"
	"dixian/registry"
)

var households = []sentence{
	{"a household that is not there is not found", func(t *testing.T, db Opened) {
		_, err := db.Household(t.Context(), "H1", false)
		fails(t, err, access.ErrNotFound)
		fails(t, db.Monitored(t.Context(), "H1", "x", false), access.ErrNotFound)
	}},
	{"a household that is there already is left alone", func(t *testing.T, db Opened) {
		_, _, err := db.Replace(t.Context(), []registry.Household{household("H1", village)})
		must(t, err)
		changed := household("H1", foreign)
		changed.Members = changed.Members[:1]
		added, kept, err := db.Replace(t.Context(), []registry.Household{changed, household("H2", village), household("H2", village)})
		must(t, err)
		same(t, "added and kept", []int{added, kept}, []int{1, 2})
		same(t, "household", *got(db.Household(t.Context(), "H1", true))(t), household("H1", village))
	}},
	{"one household that cannot be kept keeps all out", func(t *testing.T, db Opened) {
		bad := household("H2", village)
		bad.Address = "\x00"
		if _, _, err := db.Replace(t.Context(), []registry.Household{household("H1", village), bad}); err == nil {
			t.Fatal("a zero byte was taken")
		}
		_, err := db.Household(t.Context(), "H1", false)
		fails(t, err, access.ErrNotFound)
	}},
	{"numbers and phone are masked, provisional numbers whole", func(t *testing.T, db Opened) {
		_, _, err := db.Replace(t.Context(), []registry.Household{household("H1", village)})
		must(t, err)
		h := got(db.Household(t.Context(), "H1", false))(t)
		same(t, "shown", []string{h.Phone, h.Members[0].Number, h.Members[1].Number}, []string{"139********", "520123********0017", "LS0001"})
	}},
	{"unmasked, a household comes back as it was laid", func(t *testing.T, db Opened) {
		h := household("H1", village)
		h.Relocated, h.RelocationSite, h.ObjectType, h.RiskCleared, h.Address = true, "某安置点", "边缘易致贫户", true, `引号'"?\%`
		_, _, err := db.Replace(t.Context(), []registry.Household{h})
		must(t, err)
		same(t, "household", *got(db.Household(t.Context(), "H1", true))(t), h)
	}},
	{"a household may be empty, and without phone", func(t *testing.T, db Opened) {
		_, _, err := db.Replace(t.Context(), []registry.Household{{Code: "H1", Division: village}})
		must(t, err)
		h := got(db.Household(t.Context(), "H1", false))(t)
		same(t, "phone and members", []any{h.Phone, len(h.Members)}, []any{"", 0})
	}},
	{"a decision marks the household", func(t *testing.T, db Opened) {
		_, _, err := db.Replace(t.Context(), []registry.Household{household("H1", village), household("H2", village)})
		must(t, err)
		must(t, db.Monitored(t.Context(), "H1", "突发严重困难户", true))
		h, other := got(db.Household(t.Context(), "H1", false))(t), got(db.Household(t.Context(), "H2", false))(t)
		same(t, "marks", []any{h.ObjectType, h.RiskCleared, other.ObjectType}, []any{"突发严重困难户", true, ""})
	}},
	{"more households than one statement holds are laid at once", func(t *testing.T, db Opened) {
		var list []registry.Household
		for i := range 1203 {
			list = append(list, household(fmt.Sprintf("H%05d", i), village))
		}
		added, kept, err := db.Replace(t.Context(), list)
		must(t, err)
		same(t, "added and kept", []int{added, kept}, []int{1203, 0})
		same(t, "the last", *got(db.Household(t.Context(), "H01202", true))(t), list[1202])
	}},
}
