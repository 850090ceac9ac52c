package main

import (
	"context"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/emmansun/gmsm/sm3"

	"dixian/access"
	"dixian/calendar"
	"dixian/casework"
	"dixian/division"
	"dixian/registry"
)

// heldAtOnce is how many households or cases one transaction takes.
const heldAtOnce = 10_000

// prepareLoad fills a registry, opens a case for every tenth household and signs
// users in: seven of ten cadres of a village each, two clerks of a town, one of a
// county. Nobody works in another's village, so that nobody writes what another
// has changed.
func prepareLoad(t *testing.T, at place, households, users int) []*loadUser {
	house, err := openHouse(t.Context(), at, "../../plans/guizhou", false)
	good(t, err)
	defer house.close()
	villages := division.Guizhou().Villages()
	villages = villages[:min(len(villages), max(users, households/20))]
	for first := 0; first < households; first += heldAtOnce {
		held := make([]registry.Household, min(heldAtOnce, households-first))
		for i := range held {
			held[i] = loadHousehold(first+i, villages)
		}
		_, _, err := house.db.Replace(t.Context(), held)
		good(t, err)
		good(t, openSome(t, house, held))
	}
	out := make([]*loadUser, users)
	for i := range out {
		at := i * len(villages) / users
		u := &loadUser{village: villages[at], draw: rand.New(rand.NewPCG(loadSeed, uint64(i))), token: fmt.Sprintf("load-%d", i)}
		for n := at; n < households; n += len(villages) {
			u.own = append(u.own, n)
		}
		good(t, signInLoad(t, house, u.token, loadGrant(i, villages[at])))
		out[i] = u
	}
	return out
}

// loadGrant is what the user of a number may do, in a village or around it.
func loadGrant(i int, village division.Code) access.Grant {
	switch i % 10 {
	case 5:
		if *loadSearches {
			return access.Grant{Role: "city", Division: village.Prefecture()}
		}
	case 6:
		if *loadSearches {
			return access.Grant{Role: "province", Division: village.Province()}
		}
	case 7, 8:
		return access.Grant{Role: "town_clerk", Division: village.Town()}
	case 9:
		return access.Grant{Role: "county_clerk", Division: village.County()}
	}
	return access.Grant{Role: "village_cadre", Division: village}
}

// signInLoad makes a user with an open session, without the second that passwords
// are made to take.
func signInLoad(t *testing.T, house *house, token string, grant access.Grant) error {
	u := &access.User{Login: token, Name: "李", Grants: []access.Grant{grant}}
	if err := house.db.CreateUser(t.Context(), u, access.Credential{}); err != nil {
		return err
	}
	now, sum := time.Now(), sm3.Sum([]byte(token))
	return house.db.CreateSession(t.Context(), access.Session{TokenHash: hex.EncodeToString(sum[:]), UserID: u.ID, CreatedAt: now, SeenAt: now})
}

// openSome opens a case for every tenth household.
func openSome(t *testing.T, house *house, held []registry.Household) error {
	today := house.casework.Today()
	return house.db.Atomically(t.Context(), func(ctx context.Context) error {
		for i := 0; i < len(held); i += 10 {
			c := loadedCase(&held[i], i/10, today)
			if err := house.db.CreateCase(ctx, c); err != nil {
				return err
			}
		}
		return nil
	})
}

// loadedCase is a household's n-th case: in time, past half or late, in one of four states.
func loadedCase(h *registry.Household, n int, today calendar.Date) *casework.Case {
	return &casework.Case{
		Household: h.Code, Division: h.Division, Head: h.Head(), Channel: casework.FromDepartments, Urgency: "黄",
		State: []string{"triage", "dispatched", "visited", "monitored"}[n%4], Round: 1,
		OpenedOn: today, T0: today, StateSince: today, DueOn: today + calendar.Date(n%9) - 2,
	}
}

var surnames, givenNames = []rune("王王王杨杨吴吴张李陈龙石陆潘韦罗"), []rune("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥")

// loadHousehold is the n-th household, of four persons with one surname.
func loadHousehold(n int, villages []division.Code) registry.Household {
	draw := rand.New(rand.NewPCG(loadSeed, uint64(n)))
	h := registry.Household{Code: loadCode(n), Division: villages[n%len(villages)], Kind: "脱贫户", Phone: loadPhone(n), Address: "某村某组"}
	surname := surnames[draw.IntN(len(surnames))]
	for p := range 4 {
		relation := "其他"
		if p == 0 {
			relation = "户主"
		}
		h.Members = append(h.Members, registry.Person{
			Number: loadNumber(n, p), HasID: true, Name: string([]rune{surname, givenNames[draw.IntN(len(givenNames))], givenNames[draw.IntN(len(givenNames))]}),
			Sex: "男", BirthDate: calendar.NewDate(1980, 1, 1) + calendar.Date(p), Relation: relation, Health: "健康", Status: "正常", LivingTogether: true,
		})
	}
	return h
}

// loadName is the name of the n-th household's head.
func loadName(n int) string { return loadHousehold(n, []division.Code{0}).Members[0].Name }

func loadPhone(n int) string { return fmt.Sprint(13_900_000_000 + n) }

func loadCode(n int) string { return fmt.Sprintf("H%08d", n) }

func loadNumber(n, person int) string { return fmt.Sprintf("5201%014d", n*4+person) }
