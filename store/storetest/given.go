package storetest

import (
	"errors"
	"reflect"
	"testing"
	"time"

	"dixian/access"
	"dixian/calendar"
	"dixian/casework"
	"dixian/division"
	"dixian/registry"
)

// Places: two villages of one town, one of another, one of another county.
const (
	province  division.Code = 520000_000000
	county    division.Code = 520123_000000
	town      division.Code = 520123_100_000
	village   division.Code = 520123_100_201
	neighbour division.Code = 520123_100_202
	otherTown division.Code = 520123_101_201
	foreign   division.Code = 520222_100_201
)

// A synthetic ID number and phone.
const (
	number = "520123197003120017"
	phone  = "13900001111"
)

var (
	everywhere = []division.Code{casework.Everywhere}
	day        = calendar.NewDate(2025, 6, 30)
	noon       = time.Date(2025, 6, 30, 12, 0, 0, 123456789, time.UTC)
	errUndo    = errors.New("undo")
)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func got[T any](v T, err error) func(t *testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		must(t, err)
		return v
	}
}

func fails(t *testing.T, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Fatalf("got %v, want %v", err, want)
	}
}

func same(t *testing.T, what string, got, want any) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("%s:\n got %+v\nwant %+v", what, got, want)
	}
}

// household is one household with a head and a child without ID number.
func household(code string, at division.Code) registry.Household {
	return registry.Household{
		Code: code, Division: at, Version: 1, Group: "三组", Kind: "脱贫户", Phone: phone, Address: "村口",
		Members: []registry.Person{
			{Number: number, HasID: true, Name: "甲一", Sex: "男", BirthDate: calendar.NewDate(1970, 3, 12), Relation: "户主", Health: "健康", Labor: "普通劳动力", Status: "正常", LivingTogether: true},
			{Number: "LS0001", Name: "甲二", Sex: "女", BirthDate: calendar.NewDate(2024, 5, 1), Relation: "之女", Status: "正常", LivingTogether: true},
		},
	}
}

// given lays a household and an open case of it.
func given(t *testing.T, db Opened, code string, at division.Code, change func(c *casework.Case)) *casework.Case {
	t.Helper()
	_, _, err := db.Replace(t.Context(), []registry.Household{household(code, at)})
	must(t, err)
	c := &casework.Case{
		Household: code, Division: at, Head: "甲一", Channel: casework.FromDepartments, Urgency: "黄", State: "triage", Round: 1,
		OpenedOn: day, StateSince: day, DueOn: day + 5,
	}
	if change != nil {
		change(c)
	}
	must(t, db.CreateCase(t.Context(), c))
	return c
}

func user(login string) *access.User {
	return &access.User{
		Login: login, Name: "某某", CreatedAt: noon,
		Grants: []access.Grant{{Role: "village_cadre", Division: village}, {Role: "village_team", Division: neighbour}},
	}
}
