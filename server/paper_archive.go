package server

import (
	"bytes"

	"dixian/calendar"
	"dixian/casework"
	"dixian/document"
)

// archive writes everything that there is on paper of the case as one PDF.
func (p *paper) archive(b *bytes.Buffer) error {
	f, err := p.family()
	if err != nil {
		return err
	}
	a := document.Archive{
		Family: f, Number: p.c.ID, Round: p.c.Round, From: p.c.OpenedOn, To: p.c.ClearedOn,
		By: p.u.Name, On: p.s.Casework.Today(),
	}
	for _, part := range p.parts() {
		kind, err := part.sheet(p, part.decision)
		if err != nil {
			return err
		}
		sheet, err := kind.Sheet()
		if err != nil {
			return unprintable(err)
		}
		a.Parts = append(a.Parts, document.Part{Name: part.name, On: part.on, Sheet: sheet})
	}
	return a.Write(b)
}

// filed is one document of the whole file.
type filed struct {
	name     string
	on       calendar.Date
	decision document.Decision
	sheet    func(*paper, document.Decision) (sheeted, error)
}

// parts are the documents that came to be, in the order of the case's way.
func (p *paper) parts() []filed {
	parts := []filed{{"申请书", p.c.OpenedOn, document.Entry, (*paper).application}}
	if n := len(p.file.Authorisations); n > 0 {
		parts = append(parts, filed{"承诺授权书", p.file.Authorisations[n-1].SignedOn, document.Entry, (*paper).consent})
	}
	for _, d := range []document.Decision{document.Entry, document.Clearing} {
		for _, made := range []struct {
			name, entry, clearing string
			sheet                 func(*paper, document.Decision) (sheeted, error)
		}{
			{"入户核查表", "visit", "clear_visit", (*paper).visit},
			{"评议记录", "hold_meeting", "clear_hold_meeting", (*paper).meeting},
			{"公示", "post", "clear_post", (*paper).publicity},
			{"审批表", "prepare_decision", "prepare_clearing", (*paper).approval},
			{"公告", "approve", "clear", (*paper).announcement},
			{"办理结果告知书", "approve", "clear", (*paper).decision},
		} {
			if e := p.latest(about(d, made.entry, made.clearing)); e != nil {
				parts = append(parts, filed{made.name + "（" + d.String() + "）", e.Day, d, made.sheet})
			}
		}
	}
	for _, e := range p.file.Events {
		if p.refuses(e.Act) {
			name := "不予纳入告知书"
			if casework.Upholds(e.Act) {
				name = "复核结果告知书"
			}
			parts = append(parts, filed{name, e.Day, document.Entry, func(p *paper, _ document.Decision) (sheeted, error) { return p.refusalOf(&e) }})
		}
	}
	if p.helped() {
		parts = append(parts, filed{"帮扶计划", p.c.IdentifiedOn, document.Entry, (*paper).helpPlan})
	}
	return append(parts, filed{"办理经过", 0, document.Entry, func(p *paper, _ document.Decision) (sheeted, error) { return p.history() }})
}
