package registry

import (
	"fmt"
	"slices"

	"dixian/calendar"
	"dixian/workflow"
)

// work is a request being worked out on copies of the households it touches.
type work struct {
	r         *Request
	today     calendar.Date
	held      map[string]*Household // as they become
	elsewhere map[string][]string   // ID number of who comes in → households that have it
	stays     []Stay
	links     []Link
	rehoused  []Rehousing
	faults    []workflow.Fault
	stale     *Stale
}

func (w *work) fault(field, says string, args ...any) {
	w.faults = append(w.faults, workflow.Fault{Field: field, Says: fmt.Sprintf(says, args...)})
}

// home and other are the request's two households; nil with a fault where one is
// not there or has ended.
func (w *work) home() *Household { return w.living("household", w.r.Household) }

func (w *work) other() *Household { return w.living("other", w.r.Other) }

func (w *work) living(field, code string) *Household {
	h := w.held[code]
	switch {
	case h == nil:
		w.fault(field, "没有户编号为 %s 的户", code)
		return nil
	case h.EndedOn != 0:
		w.fault(field, "%s 这一户已经%s，不能再改", code, labelOf(h.EndedHow))
		return nil
	}
	return h
}

func labelOf(kind string) string {
	for _, k := range Kinds {
		if k.Key == kind {
			return k.Label
		}
	}
	return kind
}

// do works the request out. What stands in its way is in faults and stale.
func (w *work) do() {
	if w.r.Kind == Enrol {
		w.enrol()
		return
	}
	h := w.home()
	if h == nil {
		return
	}
	switch w.r.Kind {
	case Birth:
		w.birth(h)
	case Death:
		w.death(h)
	case MarryIn, MoveIn:
		w.comeIn(h)
	case MarryOut, MoveOut:
		w.goOut(h)
	case Correct:
		w.correct(h)
	case Identify:
		w.identify(h)
	case Split:
		w.split(h)
	case Merge:
		w.merge(h)
	case NewHead:
		w.relate()
	case Leave:
		w.leave(h)
	default:
		w.fault("kind", "没有“%s”这种变更", w.r.Kind)
	}
}

func (w *work) birth(h *Household) {
	if len(w.r.Form.Persons) != 1 {
		w.fault("persons", "出生登记填一个人")
		return
	}
	p := w.r.Form.Persons[0]
	if p.BirthDate != w.r.On {
		w.fault("on", "出生登记的日期要和出生日期一致")
	}
	w.add(h, p)
	w.relate()
}

func (w *work) death(h *Household) {
	if m := w.member(h); m != nil {
		if m.Status == Dead {
			w.fault("member", "%s 已经登记为死亡", m.Name)
			return
		}
		m.Status = Dead
		w.relate()
		w.endIfEmpty(h)
	}
}

// member is whom the request is about; nil with a fault without.
func (w *work) member(h *Household) *Person {
	if w.r.Form.Member == nil {
		w.fault("member", "请选是哪一个人")
		return nil
	}
	i := h.find(*w.r.Form.Member)
	if i < 0 {
		w.fault("member", "%s 不在这一户", w.r.Form.Member.Name)
		return nil
	}
	return &h.Members[i]
}

func (w *work) comeIn(h *Household) {
	if len(w.r.Form.Persons) == 0 {
		w.fault("persons", "请填写%s的人", labelOf(w.r.Kind))
	}
	for _, p := range w.r.Form.Persons {
		w.add(h, p)
	}
	w.relate()
}

// add puts a person who comes from outside into a household. Who is still
// registered in another one is asked for from there; who has moved out of it is
// taken over.
func (w *work) add(h *Household, p Person) {
	if slices.ContainsFunc(h.Members, func(m Person) bool { return sameNumber(&m, &p) && m.Belongs() }) {
		w.fault("persons", "%s 已经在这一户", p.Name)
		return
	}
	if p.HasID {
		for _, code := range w.elsewhere[p.Number] {
			from := w.held[code]
			if from == nil || !w.takeOver(h, from, &p) {
				return
			}
		}
	}
	if p.Status == "" {
		p.Status = "正常"
	}
	p.Since, p.SinceHow = w.r.On, w.r.Kind
	h.Members = append(h.Members, p)
}

// takeOver takes who has moved out off the household that still lists them.
func (w *work) takeOver(h, from *Household, p *Person) bool {
	i := from.find(WhoIs(p))
	if i < 0 {
		return true
	}
	m := from.Members[i]
	switch {
	case m.Status == Dead:
		w.fault("persons", "%s 在 %s 户登记为死亡，先更正那边", p.Name, from.Code)
		return false
	case m.Status != Gone:
		w.fault("persons", "%s 还在 %s 户，一个人只能在一户：请从那一户办迁出、婚出，写明去向", p.Name, from.Code)
		return false
	}
	w.remove(from, i, h.Code, w.r.On)
	return true
}

// remove takes a person off a household; the stay remains.
func (w *work) remove(from *Household, i int, to string, on calendar.Date) Person {
	p := from.Members[i]
	w.stays = append(w.stays, Stay{
		Household: from.Code, Number: p.Number, HasID: p.HasID, Name: p.Name, Relation: p.Relation, Since: p.Since, SinceHow: p.SinceHow,
		Until: on, UntilHow: w.r.Kind, MovedTo: to, Request: w.r.ID,
	})
	from.Members = slices.Delete(from.Members, i, i+1)
	return p
}

// goOut lets people leave for another household of the register, or out of it;
// then they stay listed as moved out.
func (w *work) goOut(h *Household) {
	var to *Household
	if w.r.Other != "" {
		if to = w.other(); to == nil {
			return
		}
		if to.Division.County() != h.Division.County() {
			w.fault("other", "去的户在外县：这里办迁出，那边办迁入")
			return
		}
	}
	if len(w.r.Form.Leave) == 0 {
		w.fault("members", "请选%s的人", labelOf(w.r.Kind))
	}
	for _, who := range w.r.Form.Leave {
		w.move(h, to, who)
	}
	w.relate()
	w.endIfEmpty(h)
}

// move moves somebody to another household; nil: out of the register.
func (w *work) move(from, to *Household, who Who) {
	i := from.find(who)
	switch {
	case i < 0:
		w.fault("members", "%s 不在 %s 户", who.Name, from.Code)
	case !from.Members[i].Belongs():
		w.fault("members", "%s 已经登记为%s", who.Name, from.Members[i].Status)
	case to == nil:
		from.Members[i].Status = Gone
	default:
		p := w.remove(from, i, to.Code, w.r.On)
		p.Since, p.SinceHow = w.r.On, w.r.Kind
		to.Members = append(to.Members, p)
	}
}

// relate sets relations to the head wherever the persons are now.
func (w *work) relate() {
	if w.r.Kind == NewHead && len(w.r.Form.Relations) == 0 {
		w.fault("relations", "请选新户主，并写明其他人和新户主的关系")
	}
	for _, rel := range w.r.Form.Relations {
		found := false
		for _, h := range w.held {
			if i := h.find(rel.Who); i >= 0 && h.EndedOn == 0 {
				h.Members[i].Relation, found = rel.Relation, true
			}
		}
		if !found {
			w.fault("relations", "%s 不在这一户", rel.Who.Name)
		}
	}
}

// endIfEmpty ends a household that nobody belongs to.
func (w *work) endIfEmpty(h *Household) {
	if !slices.ContainsFunc(h.Members, func(p Person) bool { return p.Belongs() }) {
		h.EndedOn, h.EndedHow = w.r.On, w.r.Kind
	}
}
