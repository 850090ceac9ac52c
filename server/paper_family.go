package server

import (
	"slices"
	"strconv"
	"strings"

	"dixian/calendar"
	"dixian/casework"
	"dixian/document"
	"dixian/money"
	"dixian/registry"
	"dixian/rule"
	"dixian/workflow"
)

// application is the family's own request; with its words where it declared.
func (p *paper) application(document.Decision) (sheeted, error) {
	f, err := p.family()
	a := document.Application{Family: f}
	for _, e := range p.file.Events {
		for _, channel := range []string{casework.FromHousehold, casework.FromProxy} {
			if says, ok := strings.CutPrefix(e.Reason, channel+"："); ok && e.Act == "open" {
				a.Troubles, a.On = document.Starred(says), e.Day
				if channel == casework.FromProxy {
					a.Proxy = e.Name
				}
				return a, err
			}
		}
	}
	return a, err
}

// consent is the form to sign, with who has signed already.
func (p *paper) consent(document.Decision) (sheeted, error) {
	f, err := p.family()
	c := document.Consent{Family: f}
	for _, t := range p.s.Casework.Program.Tables {
		if t.Compared {
			c.Compared = append(c.Compared, label(t.Label, t.Name))
		}
	}
	for _, a := range p.file.Authorisations {
		c.Signed = append(c.Signed, document.Signature{Name: a.Name, Way: a.Way, On: a.SignedOn})
		if a.ValidTo != 0 && (c.ValidTo == 0 || a.ValidTo < c.ValidTo) {
			c.ValidTo = a.ValidTo
		}
	}
	return c, err
}

// visit is the form of a visit, with the answers of the latest one.
func (p *paper) visit(d document.Decision) (sheeted, error) {
	head, err := document.Named(p.h.Head())
	if err != nil {
		return nil, unprintable(err)
	}
	move := about(d, "visit", "clear_visit")
	v := document.Visit{Village: p.c.Division, Head: head, Group: p.h.Group, Size: living(p.h)}
	answers := map[string]string{}
	if e := p.latest(move); e != nil {
		answers = e.Form
	}
	m := p.s.flow.Move(move)
	if m == nil {
		return nil, casework.ErrNotFound
	}
	for _, a := range m.Asks {
		if n := len(v.Sections); n == 0 || v.Sections[n-1].Title != a.Section {
			v.Sections = append(v.Sections, document.Section{Title: a.Section})
		}
		section := &v.Sections[len(v.Sections)-1]
		says, _ := p.who.softenWords(onPaper(a, answers[a.Name]))
		section.Items = append(section.Items, document.Item{Label: label(a.Label, a.Name), Answer: says})
	}
	return v, nil
}

// onPaper is an answer as it stands on paper: a day in words, an amount in yuan.
func onPaper(a *rule.Ask, answer string) string {
	if a.Lines != nil {
		return workflow.Says(a, answer)
	}
	switch a.Type.Kind {
	case rule.Date:
		if d, err := calendar.ParseDate(answer); err == nil {
			return document.Written(d)
		}
	case rule.Money:
		if fen, err := money.Parse(answer); err == nil {
			return fen.String() + " 元"
		}
	}
	return answer
}

// living counts who lives in the household.
func living(h *registry.Household) int {
	n := 0
	for _, p := range h.Members {
		if p.LivingTogether && (p.Status == "正常" || p.Status == "") {
			n++
		}
	}
	return max(1, n)
}

// helpPlan is what village and town mean to do.
func (p *paper) helpPlan(document.Decision) (sheeted, error) {
	f, err := p.family()
	plan := document.HelpPlan{Family: f, ObjectType: p.c.ObjectType, MainRisk: p.c.MainRisk, Help: p.help(), On: p.c.IdentifiedOn}
	if e := p.latest("visit"); e != nil {
		plan.Wishes, _ = p.who.softenWords(e.Form["asks_for"])
	}
	return plan, err
}

// helpLeaflet tells the family who helps with what.
func (p *paper) helpLeaflet(document.Decision) (sheeted, error) {
	f, err := p.family()
	return document.HelpLeaflet{Family: f, Help: p.help()}, err
}

func (p *paper) help() []document.Help {
	var all []document.Help
	for _, m := range p.file.Measures {
		h := document.Help{Class: m.Class, Kind: m.Kind, Owner: m.Owner, Person: m.Person, From: m.From, To: m.To}
		if m.Fen != 0 {
			h.Yuan = money.Fen(m.Fen).String()
		}
		all = append(all, h)
	}
	return all
}

// history is what was done step by step, and what the comparison brought, in the
// words that the reader may see.
func (p *paper) history() (sheeted, error) {
	f, err := p.family()
	h := document.History{Family: f}
	for i, v := range p.s.events(p.file, p.who) {
		why, _ := p.who.softenWords(v.Reason)
		h.Steps = append(h.Steps, document.Step{On: p.file.Events[i].Day, Act: v.ActLabel, Who: v.Name, Why: why})
	}
	for _, hit := range p.file.Hits {
		_, name := p.s.ruleFor(p.who, hit.Rule)
		h.Hits = append(h.Hits, document.Finding{What: name, Result: hitLabels[hit.Status], Why: p.who.withoutPetition(hit.Reason), On: hit.SettledOn})
	}
	return h, err
}

// number is an answer that counts persons; none is 0.
func number(form map[string]string, name string) int {
	n, err := strconv.Atoi(strings.TrimSpace(form[name]))
	if err != nil {
		return 0
	}
	return n
}

// affirmed says whether a yes-or-no answer is yes.
func affirmed(form map[string]string, name string) bool {
	return slices.Contains([]string{"是", "true", "1"}, form[name])
}
