package registry

// correct changes fields of the household or of one member. A field that is
// neither as the asker saw it nor as it shall be has been changed by somebody
// else: the request is stale.
func (w *work) correct(h *Household) {
	if len(w.r.Form.Fields) == 0 {
		w.fault("fields", "请写明更正哪一项")
	}
	if w.r.Form.Member == nil {
		w.correctHousehold(h)
		return
	}
	m := w.member(h)
	if m == nil {
		return
	}
	for _, f := range w.r.Form.Fields {
		old := m.Cells()[f.Field]
		switch {
		case f.Field == "status" && (f.New == Dead || f.New == Gone):
			w.fault("fields", "死亡、迁出请办死亡登记或迁出登记")
		case old != f.Old && old != f.New:
			w.conflict(h, Difference{Member: m.Name, Number: m.Number, HasID: m.HasID, Field: f.Field, Old: f.Old, New: old})
		case f.Field == "id_number" && w.numberTaken(f.New, h.Code):
		default:
			m.Set(f.Field, f.New, w.today)
		}
	}
	w.relate()
}

func (w *work) correctHousehold(h *Household) {
	for _, f := range w.r.Form.Fields {
		old := h.Cells()[f.Field]
		switch {
		case old != f.Old && old != f.New:
			w.conflict(h, Difference{Field: f.Field, Old: f.Old, New: old})
		default:
			from := h.Division.County()
			if h.Set(f.Field, f.New); h.Division.County() != from {
				w.fault("fields", "不能把一户改到外县：外迁请办迁出，在办的案件请办移交")
			}
		}
	}
}

func (w *work) conflict(h *Household, d Difference) {
	if w.stale == nil {
		w.stale = &Stale{Household: h.Code, Seen: w.r.Form.Seen[h.Code], Now: h.Version}
	}
	w.stale.Differences = append(w.stale.Differences, d)
}

// identify gives somebody with a provisional number an ID number.
func (w *work) identify(h *Household) {
	m := w.member(h)
	if m == nil {
		return
	}
	number := ""
	for _, f := range w.r.Form.Fields {
		if f.Field == "id_number" {
			number = f.New
		}
	}
	switch {
	case m.HasID:
		w.fault("member", "%s 已经有证件号码，改号码请办更正", m.Name)
	case number == "":
		w.fault("fields", "请填写证件号码")
	case w.numberTaken(number, ""):
	default:
		m.Set("id_number", number, w.today)
	}
}

// numberTaken finds that somebody else has an ID number already.
func (w *work) numberTaken(number, but string) bool {
	for _, code := range w.elsewhere[number] {
		if code != but {
			w.fault("fields", "这个证件号码已经登记在 %s 户", code)
			return true
		}
	}
	return false
}
