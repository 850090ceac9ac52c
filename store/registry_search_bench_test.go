package store

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"dixian/calendar"
	"dixian/division"
	"dixian/registry"
)

// aProvince is n households of 3 to 5 persons, spread over all counties, with
// names as unevenly spread as names are: every tenth of one surname.
func aProvince(n int) []registry.Household {
	draw := rand.New(rand.NewPCG(1, 2))
	villages := division.Guizhou().Villages()
	surnames, given := []rune("王王王杨杨吴吴张李陈龙石陆潘韦罗"), []rune("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥")
	list := make([]registry.Household, n)
	for i := range list {
		h := registry.Household{Code: fmt.Sprintf("H%08d", i), Division: villages[draw.IntN(len(villages))], Kind: "脱贫户", Phone: fmt.Sprint(13900000000 + i), Address: "某村某组"}
		surname := surnames[draw.IntN(len(surnames))]
		for p := range 3 + draw.IntN(3) {
			h.Members = append(h.Members, registry.Person{
				Number: fmt.Sprintf("5201%014d", i*5+p), HasID: true, Name: string([]rune{surname, given[draw.IntN(len(given))], given[draw.IntN(len(given))]}),
				Sex: "男", BirthDate: calendar.Date(p), Relation: "其他", Health: "健康", Status: "正常", LivingTogether: true,
			})
		}
		list[i] = h
	}
	return list
}

// BenchmarkSearch measures a page of twenty with its households, as the search
// box asks for one; -searched=700000 makes a province of it.
func BenchmarkSearch(b *testing.B) {
	dir := b.TempDir()
	keys, err := Keys(dir)
	if err != nil {
		b.Fatal(err)
	}
	db, err := Open(b.Context(), dir, keys)
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	list := aProvince(*searched)
	if _, _, err := db.Replace(b.Context(), list); err != nil {
		b.Fatal(err)
	}
	place := list[7].Division
	one, county, city, province := []division.Code{place}, []division.Code{place.County()}, []division.Code{place.Prefecture()}, []division.Code{place.Province()}
	for _, c := range []struct {
		what string
		find func(i int) ([]registry.Found, error)
	}{
		{"a surname in a village", func(int) ([]registry.Found, error) {
			return db.Search(b.Context(), registry.Query{Scope: one, Name: "王", Limit: 21})
		}},
		{"a surname in a county", func(int) ([]registry.Found, error) {
			return db.Search(b.Context(), registry.Query{Scope: county, Name: "王", Limit: 21})
		}},
		{"a surname in a prefecture", func(int) ([]registry.Found, error) {
			return db.Search(b.Context(), registry.Query{Scope: city, Name: "王", Limit: 21})
		}},
		{"a name in the province", func(i int) ([]registry.Found, error) {
			return db.Search(b.Context(), registry.Query{Scope: province, Name: list[i%len(list)].Members[0].Name, Limit: 21})
		}},
		{"a page deep in the province", func(i int) ([]registry.Found, error) {
			return db.Search(b.Context(), registry.Query{Scope: province, Name: "王", After: registry.Place{Key: "王子丑", Household: list[i%len(list)].Code}, Limit: 21})
		}},
		{"a code", func(i int) ([]registry.Found, error) {
			return db.Search(b.Context(), registry.Query{Scope: county, Code: list[i%len(list)].Code[:4], Limit: 21})
		}},
		{"a number", func(i int) ([]registry.Found, error) {
			return db.ByNumber(b.Context(), list[i%len(list)].Members[1].Number, province, 21)
		}},
		{"a phone", func(i int) ([]registry.Found, error) {
			return db.ByPhone(b.Context(), list[i%len(list)].Phone, province, 21)
		}},
	} {
		b.Run(c.what, func(b *testing.B) {
			var took []time.Duration
			for i := 0; b.Loop(); i++ {
				start := time.Now()
				hits, err := c.find(i * 7919)
				if err != nil {
					b.Fatal(err)
				}
				codes := make([]string, len(hits))
				for j, h := range hits {
					codes[j] = h.Household
				}
				if _, err := db.Households(b.Context(), codes, false); err != nil {
					b.Fatal(err)
				}
				if _, err := db.CasesOf(b.Context(), codes, true); err != nil {
					b.Fatal(err)
				}
				took = append(took, time.Since(start))
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "p95-ms")
		})
	}
}

var searched = flag.Int("searched", 200_000, "households of BenchmarkSearch")
