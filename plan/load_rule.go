package plan

// rule reads a rule. Alerts have a risk and an urgency, others may not grade.
func (m *record) rule(item Item) *Rule {
	r := &Rule{
		Item:       item,
		Raises:     m.Enum("raises"),
		Risk:       m.String("risk"),
		Urgency:    m.Enum("urgency"),
		About:      m.nameOf("about"),
		Where:      m.Expr("where"),
		When:       m.Expr("when"),
		Who:        m.Expr("who"),
		UrgentWhen: m.Expr("urgent_when"),
		WorsensBy:  m.Expr("worsens_by"),
		Says:       m.Expr("says"),
		Nameless:   m.Flag("nameless"),
		Everyone:   m.Flag("everyone"),
		Visit:      m.Flag("visit"),
	}
	switch r.Raises {
	case "alert":
		for _, key := range keys("risk urgency") {
			if !m.has(key) {
				m.add(r.Pos, "the alert has no `"+key+"`", "add it")
			}
		}
	case "hit", "finding":
		for _, key := range keys("urgency urgent_when worsens_by") {
			if m.has(key) {
				m.add(m.keyPos(key), "only alerts have `"+key+"`, this is a "+r.Raises, "take it away")
			}
		}
	}
	if r.Everyone && r.Raises != "finding" {
		m.refuse("everyone", "only a finding may be about everyone: alerts and hits are about the screened households", "take `everyone` away")
	}
	if r.Visit && r.Raises != "finding" {
		m.refuse("visit", "only a finding says `visit`: whoever an alert is about is visited anyway", "take `visit` away")
	}
	if r.Nameless && m.has("who") {
		m.refuse("nameless", "`nameless` says that nobody is named, `who` names persons", "keep one of the two")
	}
	return r
}
