package inbox

import (
	"slices"

	"dixian/access"
	"dixian/division"
)

// People finds who holds a role where.
type People struct {
	at map[division.Code][]holder
}

type holder struct{ login, role string }

// NewPeople takes everybody who may sign in and see cases.
func NewPeople(users []*access.User) *People {
	p := &People{map[division.Code][]holder{}}
	for _, u := range users {
		if u.Disabled {
			continue
		}
		for _, g := range u.Grants {
			if access.SeesCases(g.Role) {
				p.at[g.Division] = append(p.at[g.Division], holder{u.Login, g.Role})
			}
		}
	}
	return p
}

// Holding are the logins of those who hold one of the roles for a village,
// sorted, each once.
func (p *People) Holding(roles []string, village division.Code) []string {
	var out []string
	for _, code := range []division.Code{village, village.Town(), village.County(), village.Prefecture(), village.Province()} {
		for _, h := range p.at[code] {
			if slices.Contains(roles, h.role) {
				out = append(out, h.login)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
