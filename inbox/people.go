package inbox

import (
	"slices"

	"dixian/access"
	"dixian/calendar"
	"dixian/division"
)

// People finds who holds a role where.
type People struct {
	at        map[division.Code][]holder
	concerned map[string][]string // household → logins of who belongs to it
}

type holder struct{ login, role, of string }

// NewPeople takes everybody who may sign in and see cases, and departments, with the roles they
// have on a day in the place of somebody who is away.
func NewPeople(users []*access.User, delegations []access.Delegation, day calendar.Date) *People {
	p := &People{at: map[division.Code][]holder{}}
	named := map[string]*access.User{}
	for _, u := range users {
		named[u.Login] = u
		if u.Disabled {
			continue
		}
		for _, g := range u.Grants {
			p.add(u.Login, g)
		}
	}
	for _, d := range delegations {
		if from, to := named[d.From], named[d.To]; from != nil && to != nil && d.Holds(day, from, to) {
			p.add(to.Login, d.Grant)
		}
	}
	return p
}

func (p *People) add(login string, g access.Grant) {
	if access.SeesCases(g.Role) || g.Role == access.Department && g.Owner != "" {
		p.at[g.Division] = append(p.at[g.Division], holder{login, g.Role, g.Owner})
	}
}

// Apart lets nobody be told of the household to which they belong.
//
// Source: casework contract, "a clue that concerns themselves".
func (p *People) Apart(concerned map[string][]string) *People {
	p.concerned = concerned
	return p
}

// toTell are those who hold one of the roles for a village and do not belong to the
// household that it is about.
func (p *People) toTell(roles []string, of string, village division.Code, household string) []string {
	return slices.DeleteFunc(p.Holding(roles, of, village), func(login string) bool { return slices.Contains(p.concerned[household], login) })
}

// Holding are the logins of those who hold one of the roles for a village, of the
// department where it is one that is told, sorted, each once.
func (p *People) Holding(roles []string, of string, village division.Code) []string {
	var out []string
	for _, code := range []division.Code{village, village.Town(), village.County(), village.Prefecture(), village.Province()} {
		for _, h := range p.at[code] {
			if slices.Contains(roles, h.role) && h.of == departmentOf(h.role, of) {
				out = append(out, h.login)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// departmentOf is the department that who holds a role must be of to be told; other
// roles are of none.
func departmentOf(role, of string) string {
	if role == access.Department {
		return of
	}
	return ""
}
