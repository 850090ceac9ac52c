package registry

import "slices"

// listed are fields with words of a list: a group of them is equal only if both
// words are.
var listed = []string{"kind", "relocated", "education", "health", "labor", "living_together", "status", "relation", "sex"}

func groupOf(kind, table, field, old, now string) string {
	key := kind + "/" + table + "/" + field
	if slices.Contains(listed, field) {
		key += "/" + old + "→" + now
	}
	return key
}

// household proposes the fields in which the file differs. An empty cell is
// unknown and proposes nothing; neither does 否 for relocated, which an empty cell
// reads as.
func (p *proposing) household(h, f *Household) {
	old, now := h.Cells(), f.Cells()
	for _, field := range HouseholdFields {
		if now[field] == "" || now[field] == old[field] || field == "relocated" && !f.Relocated {
			continue
		}
		p.ask(h, Correct, groupOf(Correct, "households", field, old[field], now[field]), Form{Fields: []Change{{field, old[field], now[field]}}})
	}
}

// members proposes who came, who left, and what differs of who stayed.
func (p *proposing) members(h, f *Household) {
	pairs, went, came := match(h.Members, f.Members)
	var relations []Relation
	dead := -1 // the request of a head who died: it has to say who comes after
	newHead := false
	for _, pair := range pairs {
		old, now := &h.Members[pair[0]], &f.Members[pair[1]]
		if ended := p.ended(h, old, now); ended >= 0 {
			if old.Relation == HeadOf {
				dead = ended
			}
			continue
		}
		if old.Belongs() && now.Relation != old.Relation {
			relations = append(relations, Relation{WhoIs(old), now.Relation})
			newHead = newHead || now.Relation == HeadOf || old.Relation == HeadOf
		}
		p.fields(h, old, now)
	}
	for _, i := range came {
		p.came(h, &f.Members[i])
	}
	for _, i := range went {
		p.went(h, &h.Members[i])
	}
	switch {
	case dead >= 0:
		p.requests[dead].Form.Relations = relations
	case newHead:
		p.ask(h, NewHead, "new_head", Form{Relations: relations})
	default:
		for _, rel := range relations {
			who := rel.Who
			old := h.Members[h.find(who)].Relation
			p.ask(h, Correct, groupOf(Correct, "persons", "relation", old, rel.Relation), Form{Member: &who, Fields: []Change{{"relation", old, rel.Relation}}})
		}
	}
}

// ended proposes that somebody died or moved out, as the file says; it gives the
// place of the request, -1 without one.
func (p *proposing) ended(h *Household, old, now *Person) int {
	who := WhoIs(old)
	switch {
	case now.Belongs():
		return -1
	case !old.Belongs():
		return -1
	case now.Status == Dead:
		p.ask(h, Death, "death", Form{Member: &who})
	default:
		p.ask(h, MoveOut, "move_out", Form{Leave: []Who{who}})
	}
	return len(p.requests) - 1
}

// fields proposes what differs of a person. Who got an ID number has its birth
// date and sex from it.
func (p *proposing) fields(h *Household, old, now *Person) {
	who := WhoIs(old)
	if now.HasID && !old.HasID {
		p.ask(h, Identify, "identify", Form{Member: &who, Fields: []Change{{"id_number", "", now.Number}}})
	}
	a, b := old.Cells(), now.Cells()
	for _, field := range PersonFields {
		fromID := now.HasID && (field == "birth_date" || field == "sex" || field == "provisional_no") || field == "id_number" && !old.HasID
		if fromID || field == "relation" || b[field] == "" || a[field] == b[field] || !now.Belongs() {
			continue
		}
		p.ask(h, Correct, groupOf(Correct, "persons", field, a[field], b[field]), Form{Member: &who, Fields: []Change{{field, a[field], b[field]}}})
	}
}

// bornMonths is how old somebody may be for a file to be read as telling of a
// birth and not of a move.
const bornMonths = 12

// came proposes who is new in a household: from another one, born, or moved in.
func (p *proposing) came(h *Household, now *Person) {
	if !now.Belongs() {
		return
	}
	if now.HasID {
		for _, code := range p.holders[now.Number] {
			from := p.held[code]
			if from == nil || code == h.Code {
				continue
			}
			who := Who{now.Number, true, now.Name}
			if i := from.find(who); i >= 0 && from.Members[i].Belongs() {
				r := p.ask(from, MoveOut, "move_out/到本县另一户", Form{Leave: []Who{who}, Relations: []Relation{{who, now.Relation}}})
				r.Other = h.Code
				r.Form.Seen[h.Code] = h.Version
				return
			}
		}
	}
	kind := MoveIn
	if now.BirthDate > p.today.AddMonths(-bornMonths) {
		kind = Birth
	}
	r := p.ask(h, kind, kind, Form{Persons: []Person{*now}})
	if kind == Birth {
		r.On = now.BirthDate
	}
}

// went proposes who is not in the file any more. Who is in another household of it
// is proposed there.
func (p *proposing) went(h *Household, old *Person) {
	if !old.Belongs() || old.HasID && p.inFile[Who{Number: old.Number, HasID: true}] != "" {
		return
	}
	p.ask(h, MoveOut, "move_out/文件里没有", Form{Leave: []Who{WhoIs(old)}})
}
