package server

import (
	"bytes"
	"slices"

	"dixian/access"
	"dixian/calendar"
	"dixian/casework"
	"dixian/document"
	"dixian/registry"
)

// sheeted is a document that checks itself and says its words.
type sheeted interface {
	Sheet() (*document.Sheet, error)
}

// paper makes documents of one case for one reader.
type paper struct {
	s    *Server
	u    *access.User
	who  reader
	file *casework.File
	c    *casework.Case
	h    *registry.Household
}

func (s *Server) paper(u *access.User, file *casework.File, h *registry.Household) *paper {
	return &paper{s, u, s.readerFor(u, file.Case.Division), file, file.Case, h}
}

// documentKind is one kind of document: when there is one, who may have it.
type documentKind struct {
	name, label string
	may         []string
	formats     []string
	when        func(p *paper) bool
	sheet       func(p *paper, d document.Decision) (sheeted, error) // nil: the whole file
}

var (
	allFormats = []string{"html", "pdf", "docx"}
	wholeFile  = []string{"pdf"}
)

// The states in which something is about to happen, so that paper for it is
// taken along.
var (
	visiting        = []string{"dispatched", "visited", "comparing", "clear_applied", "clear_visited"}
	convening       = []string{"comparing", "clear_visited"}
	entryPosting    = []string{"meeting", "publicity", "town_review", "county_decision"}
	clearingPosting = []string{"clear_meeting", "clear_publicity", "clear_town_review", "clear_county_decision"}
	deciding        = []string{"town_review", "county_decision", "clear_town_review", "clear_county_decision"}
	atTheDesk       = []string{"triage", "asked_back", "settled", "attached"}
)

// documentKinds are the documents of a case in the order of its way. The whole
// file holds what the comparison brought and what every level wrote, and is
// printed by the town and above.
//
// Source: casework contract, "Documents".
var documentKinds = []documentKind{
	{"application", "申请书", caseRoles, allFormats, func(p *paper) bool { return !p.in(atTheDesk) }, (*paper).application},
	{"visit", "入户核查表", caseRoles, allFormats, func(p *paper) bool { return p.in(visiting) || p.did("visit", "clear_visit") }, (*paper).visit},
	{"consent", "承诺授权书", caseRoles, allFormats, func(p *paper) bool { return p.in(visiting) || len(p.file.Authorisations) > 0 }, (*paper).consent},
	{"hits", "比对命中告知单", caseRoles, allFormats, func(p *paper) bool { return p.in(casework.HitStates()) && len(p.file.Hits) > 0 }, (*paper).hitsNotice},
	{"meeting", "评议记录", caseRoles, allFormats, func(p *paper) bool { return p.in(convening) || p.did("hold_meeting", "clear_hold_meeting") }, (*paper).meeting},
	{"publicity", "公示", caseRoles, allFormats, func(p *paper) bool {
		return (p.in(entryPosting) || p.in(clearingPosting)) && p.hangs(document.Posted)
	}, (*paper).publicity},
	{"approval", "审批表", caseRoles, allFormats, func(p *paper) bool { return p.in(deciding) || p.c.IdentifiedOn != 0 }, (*paper).approval},
	{"announcement", "公告", caseRoles, allFormats, func(p *paper) bool { return p.in([]string{"monitored", "cleared"}) && p.hangs(document.Announced) }, (*paper).announcement},
	{"decision", "办理结果告知书", caseRoles, allFormats, func(p *paper) bool { return p.c.IdentifiedOn != 0 }, (*paper).decision},
	{"refusal", "不予纳入告知书", caseRoles, allFormats, func(p *paper) bool { return p.refused() != nil }, (*paper).refusal},
	{"help_plan", "帮扶计划", caseRoles, allFormats, func(p *paper) bool { return p.helped() }, (*paper).helpPlan},
	{"help_leaflet", "帮扶明白纸", caseRoles, allFormats, func(p *paper) bool { return p.helped() }, (*paper).helpLeaflet},
	{"archive", "一户一档", unmasking, wholeFile, func(p *paper) bool { return !p.in(atTheDesk) }, nil},
}

// has says whether there is such a document now and the reader may have it.
func (p *paper) has(k documentKind) bool {
	return k.when(p) && slices.ContainsFunc(p.u.RolesFor(p.c.Division), func(r string) bool { return slices.Contains(k.may, r) })
}

func (p *paper) in(states []string) bool { return slices.Contains(states, p.c.State) }

func (p *paper) helped() bool { return p.c.IdentifiedOn != 0 || len(p.file.Measures) > 0 }

// did says whether one of the moves was made.
func (p *paper) did(moves ...string) bool { return p.latest(moves...) != nil }

// latest is the newest event of one of the moves, or nil.
func (p *paper) latest(moves ...string) *casework.Event {
	for _, e := range slices.Backward(p.file.Events) {
		if slices.Contains(moves, e.Act) {
			return &e
		}
	}
	return nil
}

// now is what the case is about at its state: clearing from the application for it
// until it is decided, else taking in.
func (p *paper) now() document.Decision {
	if slices.Contains([]string{"clear_applied", "clear_visited", "cleared", "watch"}, p.c.State) || p.in(clearingPosting) {
		return document.Clearing
	}
	return document.Entry
}

// about is the one of two moves that belongs to a decision.
func about(d document.Decision, entry, clearing string) string {
	if d == document.Clearing {
		return clearing
	}
	return entry
}

// write writes a document in a format.
func (p *paper) write(b *bytes.Buffer, k documentKind, f document.Format) error {
	kind, err := k.sheet(p, p.now())
	if err != nil {
		return err
	}
	return write(b, kind, f)
}

func write(b *bytes.Buffer, kind sheeted, f document.Format) error {
	sheet, err := kind.Sheet()
	if err != nil {
		return unprintable(err)
	}
	return sheet.Write(b, f)
}

// family is the household as paper has it; who is dead or has moved out is not of
// it. Its documents go to the family and the file, so that the head is named.
func (p *paper) family() (document.Family, error) {
	head, err := document.Named(p.h.Head())
	if err != nil {
		return document.Family{}, unprintable(err)
	}
	f := document.Family{Village: p.c.Division, Head: head, Group: p.h.Group, Kind: p.h.Kind}
	today := p.s.Casework.Today()
	for _, m := range p.h.Members {
		if !m.Belongs() {
			continue
		}
		age := -1
		if m.BirthDate != 0 {
			age = calendar.Age(m.BirthDate, today)
		}
		f.Members = append(f.Members, document.Member{
			Name: m.Name, Relation: m.Relation, Sex: m.Sex, Age: age, Labour: m.Labor,
			Adult: m.Adult(today), Living: m.LivingTogether && (m.Status == "正常" || m.Status == ""),
		})
	}
	return f, nil
}
