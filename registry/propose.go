package registry

import (
	"context"
	"encoding/json"
	"slices"

	"dixian/access"
	"dixian/calendar"
	"dixian/division"
)

// Proposal is what became of a file of the registry.
type Proposal struct {
	Added    int // households of a county that the registry knew nothing of: a first load lays them
	Same     int // households that the file has as the registry has them
	Proposed int // change requests
	Known    int // changes that somebody has asked for already and that wait
}

// Propose compares households from a file, whole and with their members' numbers,
// with the registry. In a county that the registry knows nothing of they are laid;
// anywhere else every difference becomes a change request, and nothing is written
// into a household. The file is whole for the villages it names: who lives there
// and is not in it is proposed to have left.
//
// Source: data contract ("a registry file is a proposal whose differences become
// change requests").
func (s *Service) Propose(ctx context.Context, u *access.User, batch int64, reason string, households []Household) (*Proposal, error) {
	byCounty := map[division.Code][]Household{}
	for _, h := range households {
		byCounty[h.Division.County()] = append(byCounty[h.Division.County()], h)
	}
	counties := make([]division.Code, 0, len(byCounty))
	for c := range byCounty {
		counties = append(counties, c)
	}
	slices.Sort(counties)
	out := &Proposal{}
	err := s.Store.Atomically(ctx, func(ctx context.Context) error {
		for _, county := range counties {
			if err := s.proposeCounty(ctx, u, county, batch, reason, byCounty[county], out); err != nil {
				return err
			}
		}
		return nil
	})
	return out, err
}

func (s *Service) proposeCounty(ctx context.Context, u *access.User, county division.Code, batch int64, reason string, file []Household, out *Proposal) error {
	held, err := s.Store.HouseholdsIn(ctx, county)
	if err != nil {
		return err
	}
	if len(held) == 0 {
		added, _, err := s.Store.Replace(ctx, file)
		out.Added += added
		return err
	}
	var ids []string
	for i := range file {
		for j := range file[i].Members {
			if file[i].Members[j].HasID {
				ids = append(ids, file[i].Members[j].Number)
			}
		}
	}
	holders, err := s.Store.Holders(ctx, ids)
	if err != nil {
		return err
	}
	p := newProposing(file, held, holders, s.today())
	p.all()
	waiting, err := s.Store.Requests(ctx, RequestFilter{Scope: []division.Code{county}, State: Pending})
	if err != nil {
		return err
	}
	known := map[string]bool{}
	for _, r := range waiting {
		known[r.content()] = true
	}
	var fresh []*Request
	for _, r := range p.requests {
		if known[r.content()] {
			out.Known++
			continue
		}
		r.State, r.Batch, r.Reason, r.AskedBy, r.AskedName, r.AskedAt = Pending, batch, reason, u.Login, u.Name, s.Now()
		fresh = append(fresh, r)
	}
	out.Same += p.same
	out.Proposed += len(fresh)
	return s.Store.CreateRequests(ctx, fresh)
}

// content tells requests apart by what they would do.
func (r *Request) content() string {
	form := r.Form
	form.Seen = nil
	text, _ := json.Marshal(form) // of plain fields: it cannot fail
	return r.Kind + "\x00" + r.Household + "\x00" + r.Other + "\x00" + string(text)
}

// proposing is a file being compared with the registry.
type proposing struct {
	file     []Household
	held     map[string]*Household
	holders  map[string][]string // ID number → households of the registry
	inFile   map[Who]string      // who → household of the file, by number alone
	villages map[division.Code]bool
	today    calendar.Date
	requests []*Request
	same     int
}

func newProposing(file []Household, held []*Household, holders map[string][]string, today calendar.Date) *proposing {
	p := &proposing{file: file, held: map[string]*Household{}, holders: holders, inFile: map[Who]string{}, villages: map[division.Code]bool{}, today: today}
	for _, h := range held {
		p.held[h.Code] = h
	}
	for i := range file {
		p.villages[file[i].Division] = true
		for j := range file[i].Members {
			if m := &file[i].Members[j]; m.HasID {
				p.inFile[Who{Number: m.Number, HasID: true}] = file[i].Code
			}
		}
	}
	return p
}

// all goes through the file, then through who is missing in it.
func (p *proposing) all() {
	named := map[string]bool{}
	for i := range p.file {
		f := &p.file[i]
		named[f.Code] = true
		h := p.held[f.Code]
		n := len(p.requests)
		switch {
		case h == nil:
			p.enrol(f)
		case h.EndedOn != 0: // it does not come back by a file; somebody has to say how
		default:
			p.household(h, f)
			p.members(h, f)
		}
		if len(p.requests) == n {
			p.same++
		}
	}
	for _, code := range sortedCodes(p.held) {
		if h := p.held[code]; !named[code] && h.EndedOn == 0 && p.villages[h.Division] && !p.elsewhere(h) {
			p.ask(h, Leave, "leave/文件里没有", Form{})
		}
	}
}

// elsewhere says whether the file has somebody of a household in another one.
func (p *proposing) elsewhere(h *Household) bool {
	return slices.ContainsFunc(h.Members, func(m Person) bool {
		return m.HasID && m.Belongs() && p.inFile[Who{Number: m.Number, HasID: true}] != ""
	})
}

func (p *proposing) ask(h *Household, kind, group string, form Form) *Request {
	form.Seen = map[string]int{h.Code: h.Version}
	r := &Request{Kind: kind, Household: h.Code, Division: h.Division, On: p.today, Form: form, Group: group}
	p.requests = append(p.requests, r)
	return r
}

// enrol proposes a household that the registry does not know, with who of it
// belongs to it.
func (p *proposing) enrol(f *Household) {
	founded := *f
	founded.Members = nil
	form := Form{Founded: &founded}
	for _, m := range f.Members {
		if m.Belongs() {
			form.Persons = append(form.Persons, m)
		}
	}
	r := p.ask(f, Enrol, "enrol", form)
	r.Form.Seen = nil
}
