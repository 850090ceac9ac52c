package registry

// sound says what is wrong with a household after a change: numbers that stand
// twice, and heads. Whoever changes who lives in a household, or who is what to
// whom, leaves it with exactly one head; a wrong phone may be corrected in a
// household whose heads have been wrong before.
//
// Source: data contract, `persons` (exactly one 户主 a household).
func (w *work) sound(before, after *Household) {
	if after.EndedOn != 0 {
		return
	}
	seen := map[Who]bool{}
	for i := range after.Members {
		who := Who{Number: after.Members[i].Number, HasID: after.Members[i].HasID}
		if who.Number != "" && seen[who] {
			w.fault("persons", "%s 的号码在 %s 户出现了两次", after.Members[i].Name, after.Code)
		}
		seen[who] = true
	}
	if n := heads(after); n != 1 && (before == nil || heads(before) == 1 || !sameCircle(before, after)) {
		w.fault("relations", "%s 户变更后有 %d 个户主，要正好一个：请写明每个人和户主的关系", after.Code, n)
	}
}

func heads(h *Household) int {
	n := 0
	for i := range h.Members {
		if h.Members[i].Relation == HeadOf && h.Members[i].Belongs() {
			n++
		}
	}
	return n
}

// sameCircle says whether the same people belong to both, in the same relations.
func sameCircle(a, b *Household) bool {
	circle := func(h *Household) map[string]int {
		out := map[string]int{}
		for i := range h.Members {
			if p := &h.Members[i]; p.Belongs() {
				out[p.Name+"/"+p.Relation]++
			}
		}
		return out
	}
	x, y := circle(a), circle(b)
	if len(x) != len(y) {
		return false
	}
	for k, n := range x {
		if y[k] != n {
			return false
		}
	}
	return true
}
