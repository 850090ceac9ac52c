package access

import (
	"errors"
	"fmt"
	"testing"

	"dixian/division"
)

const (
	county  division.Code = 520123_000_000
	village division.Code = 520123_100_201
)

func TestWhatAUserSees(t *testing.T) {
	for says, c := range map[string]struct {
		grants []Grant
		scope  string
		sees   bool // village
	}{
		"nobody":                                 {nil, "[]", false},
		"a system administrator of the province": {[]Grant{{Role: "sysadmin", Division: county.Province()}}, "[]", false},
		"an auditor":                             {[]Grant{{Role: "auditor", Division: county}}, "[]", false},
		"an analyst sees no cases":               {[]Grant{{Role: "analyst", Division: county}}, "[]", false},
		"a department sees no cases":             {[]Grant{{Role: "department", Division: county}}, "[]", false},
		"an evaluator sees no cases":             {[]Grant{{Role: "evaluator", Division: county}}, "[]", false},
		"a cadre of the next village":            {[]Grant{{Role: "village_cadre", Division: village + 1}}, "[520123100202]", false},
		"a cadre of the village":                 {[]Grant{{Role: "village_cadre", Division: village}}, "[520123100201]", true},
		"two roles in one place count once":      {[]Grant{{Role: "county_clerk", Division: county}, {Role: "county_head", Division: county}}, "[520123000000]", true},
		"an analyst who is a village cadre, too": {[]Grant{{Role: "analyst", Division: county}, {Role: "village_cadre", Division: village}}, "[520123100201]", true},
		"the city above":                         {[]Grant{{Role: "city", Division: county.Prefecture()}}, "[520100000000]", true},
	} {
		u := &User{Grants: c.grants}
		if u.Scope() == nil {
			t.Errorf("%s: the scope is nil", says)
		}
		if got := fmt.Sprint(u.Scope()); got != c.scope || u.Sees(village) != c.sees {
			t.Errorf("%s: %s, sees %v", says, got, u.Sees(village))
		}
	}
}

func TestRolesFor(t *testing.T) {
	u := &User{Grants: []Grant{{Role: "village_cadre", Division: village}, {Role: "analyst", Division: county}, {Role: "village_cadre", Division: village + 1}}}
	for code, want := range map[division.Code]string{
		village: "[village_cadre analyst]", village + 2: "[analyst]", county: "[analyst]", county.Prefecture(): "[]", 520222_100_201: "[]",
	} {
		if got := fmt.Sprint(u.RolesFor(code)); got != want {
			t.Errorf("%s: %s, not %s", code, got, want)
		}
	}
}

func TestCheckGrants(t *testing.T) {
	for says, c := range map[string]struct {
		grants []Grant
		want   error
	}{
		"system and security":          {[]Grant{{Role: "sysadmin", Division: county}, {Role: "secadmin", Division: county}}, ErrApart},
		"security and audit":           {[]Grant{{Role: "secadmin", Division: county}, {Role: "auditor", Division: village}}, ErrApart},
		"audit and a village":          {[]Grant{{Role: "auditor", Division: county}, {Role: "village_cadre", Division: village}}, ErrApart},
		"all three":                    {[]Grant{{Role: "sysadmin", Division: county}, {Role: "secadmin", Division: county}, {Role: "auditor", Division: county}}, ErrApart},
		"one of them for two counties": {[]Grant{{Role: "sysadmin", Division: county}, {Role: "sysadmin", Division: county + 1_000_000}}, nil},
		"clerk and head":               {[]Grant{{Role: "county_clerk", Division: county}, {Role: "county_head", Division: county}}, nil},
		"none":                         {nil, nil},
	} {
		if err := CheckGrants(c.grants); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", says, err)
		}
	}
}
