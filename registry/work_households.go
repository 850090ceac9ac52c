package registry

import "slices"

// founded is the household that the request wants to be new, or nil and a fault.
func (w *work) founded() *Household {
	f := w.r.Form.Founded
	switch {
	case f == nil || f.Code == "":
		w.fault("code", "请写明新户的户编号")
	case w.held[f.Code] != nil:
		w.fault("code", "户编号 %s 已经有了，请换一个", f.Code)
	default:
		return f
	}
	return nil
}

// split founds a household of some members of another. The household that keeps
// its code keeps its cases.
func (w *work) split(h *Household) {
	f := w.founded()
	if f == nil {
		return
	}
	if len(w.r.Form.Leave) == 0 {
		w.fault("members", "请选分出去的人")
		return
	}
	founded := *h
	founded.Code, founded.Version, founded.Members, founded.ObjectType, founded.RiskCleared = f.Code, 0, nil, "", false
	for _, c := range w.r.Form.Fields {
		founded.Set(c.Field, c.New)
	}
	if founded.Division.County() != h.Division.County() {
		w.fault("fields", "新户要在同一个县")
	}
	w.held[founded.Code] = &founded
	for _, who := range w.r.Form.Leave {
		w.move(h, &founded, who)
	}
	w.relate()
	if !slices.ContainsFunc(h.Members, func(p Person) bool { return p.Belongs() }) {
		w.fault("members", "不能所有人都分出去；整户改编号请办更正")
	}
	w.links = append(w.links, Link{From: h.Code, To: founded.Code, Kind: Split, On: w.r.On, Request: w.r.ID})
}

// merge lets all who belong to the other household join this one. An open case of
// the other goes along.
func (w *work) merge(h *Household) {
	other := w.other()
	if other == nil {
		return
	}
	switch {
	case other.Code == h.Code:
		w.fault("other", "并户要两户")
		return
	case other.Division.County() != h.Division.County():
		w.fault("other", "两户不在同一个县，不能并户")
		return
	}
	var come []Who
	for i := range other.Members {
		if other.Members[i].Belongs() {
			come = append(come, WhoIs(&other.Members[i]))
		}
	}
	for _, who := range come {
		w.move(other, h, who)
	}
	w.relate()
	other.EndedOn, other.EndedHow = w.r.On, Merge
	w.links = append(w.links, Link{From: other.Code, To: h.Code, Kind: Merge, On: w.r.On, Request: w.r.ID})
	w.rehoused = append(w.rehoused, Rehousing{From: other.Code, To: h.Code})
}

// leave lets everybody go and ends the household.
func (w *work) leave(h *Household) {
	for i := range h.Members {
		if h.Members[i].Belongs() {
			h.Members[i].Status = Gone
		}
	}
	h.EndedOn, h.EndedHow = w.r.On, Leave
}

// enrol adds a household that the registry did not know.
func (w *work) enrol() {
	f := w.founded()
	if f == nil {
		return
	}
	if len(w.r.Form.Persons) == 0 {
		w.fault("persons", "新登记的户要至少有一个人")
		return
	}
	h := *f
	h.Version, h.Members, h.ObjectType, h.RiskCleared, h.EndedOn = 0, nil, "", false, 0
	w.held[h.Code] = &h
	for _, p := range w.r.Form.Persons {
		w.add(&h, p)
	}
}
