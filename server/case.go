package server

import (
	"context"

	"dixian/access"
	"dixian/calendar"
	"dixian/casework"
	"dixian/registry"
)

// caseView is everything about a case that its reader may see.
type caseView struct {
	Case           caseRow             `json:"case"`
	Household      householdView       `json:"household"`
	Why            []whyView           `json:"why"`
	Next           []nextView          `json:"next" doc:"what the reader may do now"`
	Clock          clockView           `json:"clock"`
	Events         []eventView         `json:"events"`
	Authorisations []authorisationView `json:"authorisations"`
	Adults         []adultView         `json:"adults"`
	Hits           []hitView           `json:"hits"`
	Measures       []measureView       `json:"measures"`
	Objections     []objectionView     `json:"objections"`
	Questions      []questionAsked     `json:"questions" doc:"what departments were asked about it, with their answers"`
	Supervisions   []supervisionView   `json:"supervisions" doc:"what the city or the province ordered about it"`
	Checks         []checkView         `json:"checks" doc:"what stands out: of the daily checks as the case is now, and of the newest screening"`
	Documents      []documentView      `json:"documents" doc:"that can be printed now"`
	Photos         []photoView         `json:"photos" doc:"oldest first"`
}

// whyView is an alert with its sum.
type whyView struct {
	ID       int64      `json:"id"`
	Rule     string     `json:"rule"`
	Label    string     `json:"label"`
	Of       string     `json:"of" doc:"household; of an attached clue not the case's own"`
	Risk     string     `json:"risk"`
	Urgency  string     `json:"urgency"`
	Members  []string   `json:"members" doc:"masked numbers of who is named"`
	FirstRun int64      `json:"first_run"`
	LastRun  int64      `json:"last_run"`
	Gone     bool       `json:"gone" doc:"数据已变"`
	GoneRun  int64      `json:"gone_run" doc:"the first run that no longer raised it; 0: it is raised"`
	Settled  bool       `json:"settled"`
	RaisedOn string     `json:"raised_on"`
	Cites    []citeView `json:"cites"`
	Says     string     `json:"says" doc:"the rule's sentence with the numbers put in"`
	Sum      []itemView `json:"sum"`
	Rows     []rowView  `json:"rows"`
}

// nextView is a move that the reader may make.
type nextView struct {
	Move    string    `json:"move"`
	Label   string    `json:"label"`
	To      string    `json:"to"`
	ToLabel string    `json:"to_label"`
	Reason  bool      `json:"reason" doc:"a reason in words is demanded"`
	Bulk    bool      `json:"bulk"`
	Asks    []askView `json:"asks"`
	Blocks  []string  `json:"blocks" doc:"why it would be refused whatever the form says"`
}

// adultView is an adult of the household and whether consent is in force.
type adultView struct {
	Number  string `json:"number" doc:"masked"`
	Name    string `json:"name"`
	Signed  bool   `json:"signed"`
	Way     string `json:"way"`
	ValidTo string `json:"valid_to"`
	Tries   int    `json:"tries" doc:"days on which the person could not be reached; the third lets the household go on without"`
}

func (s *Server) getCase(ctx context.Context, u *access.User, in *struct {
	ID int64 `path:"id"`
}) (*body[caseView], error) {
	v, err := s.caseView(ctx, u, in.ID)
	if err != nil {
		return nil, err
	}
	return answer(v, s.Casework.Registry.AddLook(ctx, s.look(u, v.Household.Code, registry.LookedAtCase)))
}

func (s *Server) caseView(ctx context.Context, u *access.User, id int64) (caseView, error) {
	v := caseView{}
	file, err := s.Casework.File(ctx, u, id)
	if err != nil {
		return v, err
	}
	c := file.Case
	h, err := s.Casework.Registry.Household(ctx, c.Household, false)
	if err != nil {
		return v, err
	}
	who := s.readerFor(u, c.Division)
	v.Case, v.Household = s.caseRow(u, c, s.Casework.Today()), s.householdView(u, h)
	if v.Why, err = s.why(ctx, c, who); err != nil {
		return v, err
	}
	if v.Next, err = s.next(ctx, u, c); err != nil {
		return v, err
	}
	if v.Clock, err = s.clockView(c); err != nil {
		return v, err
	}
	v.Events = s.events(file, who)
	v.Authorisations, v.Adults = s.authorisations(file.Authorisations), s.adults(h, file.Authorisations)
	if v.Hits, err = s.hits(file, who); err != nil {
		return v, err
	}
	if v.Checks, err = s.checks(ctx, c, who); err != nil {
		return v, err
	}
	if v.Photos, err = s.photos(ctx, c.ID); err != nil {
		return v, err
	}
	if v.Questions, err = s.questionsOf(ctx, c, who); err != nil {
		return v, err
	}
	if v.Supervisions, err = s.supervisionsOf(ctx, u, c); err != nil {
		return v, err
	}
	v.Measures, v.Objections, v.Documents = measures(file.Measures), objections(file.Objections, who), s.documents(u, file, h)
	return v, nil
}

func (s *Server) why(ctx context.Context, c *casework.Case, who reader) ([]whyView, error) {
	runs, err := s.runDays(ctx)
	if err != nil {
		return nil, err
	}
	out := []whyView{}
	for _, a := range c.Alerts {
		asOf := runs[a.LastRun]
		if asOf == 0 {
			asOf = a.RaisedOn
		}
		told, err := s.words.read(a.Rule, a.Evidence, c.Division, asOf, who)
		if err != nil {
			return nil, err
		}
		v := whyView{
			ID: a.ID, Risk: a.Risk, Urgency: a.Urgency, Members: split(a.Members), FirstRun: a.FirstRun, LastRun: a.LastRun,
			Of: a.Household, Gone: a.Gone, GoneRun: a.GoneRun, Settled: a.Settled, RaisedOn: dated(a.RaisedOn), Cites: list(s.words.cites[a.Rule]), Says: told.says, Sum: told.items, Rows: told.rows,
		}
		if v.Rule, v.Label = s.ruleFor(who, a.Rule); v.Rule == hiddenRule {
			v.Risk, v.Members, v.Cites = assigned, []string{}, []citeView{}
		}
		out = append(out, v)
	}
	return out, nil
}

// runDays are the as-of days of the screenings that were loaded.
func (s *Server) runDays(ctx context.Context) (map[int64]calendar.Date, error) {
	runs, err := s.Casework.Store.Runs(ctx)
	out := map[int64]calendar.Date{}
	for _, r := range runs {
		out[r.ID] = r.AsOf
	}
	return out, err
}

func (s *Server) next(ctx context.Context, u *access.User, c *casework.Case) ([]nextView, error) {
	moves, err := s.Casework.Next(ctx, u, c)
	out := []nextView{}
	for _, m := range moves {
		out = append(out, nextView{m.Move.Name, m.Move.Label, m.Move.To.Name, m.Move.To.Label, m.Move.Reason, m.Move.Bulk, asks(m.Move), list(m.Blocks)})
	}
	return out, err
}

// adults are the adults who live in the household, each with the newest consent.
func (s *Server) adults(h *registry.Household, signed []casework.Authorisation) []adultView {
	today := s.Casework.Today()
	out := []adultView{}
	for _, p := range h.Members {
		if !p.LivingTogether || p.Status != "正常" && p.Status != "" || !p.Adult(today) {
			continue
		}
		v := adultView{Number: p.Number, Name: p.Name}
		newest := casework.Authorisation{}
		for _, a := range signed {
			if a.Number == p.Number && a.SignedOn <= today && a.SignedOn >= newest.SignedOn {
				newest = a
			}
		}
		if newest.SignedOn != 0 {
			v.Signed = newest.Way != casework.Unreached && newest.Way != casework.Withdrawn && (newest.ValidTo == 0 || newest.ValidTo >= today)
			v.Way, v.ValidTo, v.Tries = newest.Way, dated(newest.ValidTo), casework.Tries(signed, p.Number, today)
		}
		out = append(out, v)
	}
	return out
}
