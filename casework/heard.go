package casework

import (
	"context"
	"slices"
	"strings"

	"dixian/access"
	"dixian/calendar"
	"dixian/division"
)

// ToldWays are how a household is told of its hits, AnswerWays how its answer comes.
var (
	ToldWays   = []string{"当面念给本人", "送告知单", "电话"}
	AnswerWays = []string{"当面", "书面", "电话"}
)

const (
	actTold = "hit_told"
	actSaid = "hit_said"
)

// HitAnswer is what the household says to a hit of its own. It is heard when the town
// settles the hit after it; nobody's words settle one, and silence admits nothing.
//
// Source: casework contract, "Hits": "the household sees its hits and may answer in 5
// days, beside meeting and publicity, a later answer is an objection".
type HitAnswer struct {
	ID        int64
	CaseID    int64
	Hit       int64
	Says      string
	Way       string // of AnswerWays
	SaidOn    calendar.Date
	WrittenBy string        // name of who wrote it down
	HeardOn   calendar.Date // when the hit was settled with it; 0: not yet
}

// HitAnswerStore keeps what households say to their hits.
type HitAnswerStore interface {
	// SaveHitAnswer inserts (ID 0) or updates one.
	SaveHitAnswer(ctx context.Context, a *HitAnswer) error
	// HitAnswers lists a case's as they came.
	HitAnswers(ctx context.Context, caseID int64) ([]HitAnswer, error)
	// UnheardAnswers lists those of a scope's open cases to settled hits that nobody has heard.
	UnheardAnswers(ctx context.Context, scope []division.Code) ([]UnheardAnswer, error)
}

// UnheardAnswer is an answer that waits for the town, with its case without alerts.
type UnheardAnswer struct {
	HitAnswer
	Case *Case
}

// AnswerableTo is the last day of a household's answer to a hit; 0: it was not told of
// it. days are hit_answer_days.
func (h *Hit) AnswerableTo(days int64) calendar.Date {
	if h.ToldOn == 0 {
		return 0
	}
	return h.ToldOn + calendar.Date(days)
}

// TellHits writes down that the household was told of the hits of a case of which it had
// not been told before, and how. Its days to answer begin.
func (s *Service) TellHits(ctx context.Context, u *access.User, id int64, version int, on calendar.Date, way string) (*Case, error) {
	e := Event{Act: actTold, Form: map[string]string{"told_on": on.String(), "way": way}}
	return s.act(ctx, u, id, version, villageAndUp, e, func(ctx context.Context, c *Case) error {
		hits, err := s.Store.Hits(ctx, c.ID)
		if err != nil {
			return err
		}
		switch {
		case !slices.Contains(hitStates, c.State):
			return refuse(actTold, "", "现在没有要告知的命中：命中在入户以后、审定以前告知")
		case on == 0 || on > s.Today() || on < c.OpenedOn:
			return refuse(actTold, "told_on", "告知日期没有填，在今天之后，或早于这条线索")
		case !slices.Contains(ToldWays, way):
			return refuse(actTold, "way", "请选怎么告知的："+strings.Join(ToldWays, "、"))
		}
		told := false
		for i := range hits {
			if h := &hits[i]; h.ToldOn == 0 {
				h.ToldOn, h.ToldWay, told = on, way, true
				if err := s.Store.SaveHit(ctx, h); err != nil {
					return err
				}
			}
		}
		if !told {
			return refuse(actTold, "", "没有还没告知的命中")
		}
		return nil
	})
}

// AnswerHit writes down what the household says to a hit. In its days, and before it was
// told, the answer goes to who settles: a hit that was settled before is to be settled
// again. After its days, while something is posted or decided on, it is an objection.
func (s *Service) AnswerHit(ctx context.Context, u *access.User, id int64, version int, a HitAnswer) (*Case, error) {
	e := Event{Act: actSaid, Reason: a.Says, Form: map[string]string{"said_on": a.SaidOn.String(), "way": a.Way}}
	return s.act(ctx, u, id, version, villageAndUp, e, func(ctx context.Context, c *Case) error {
		hits, err := s.Store.Hits(ctx, c.ID)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(hits, func(h Hit) bool { return h.ID == a.Hit })
		switch {
		case i < 0:
			return refuse(actSaid, "id", "这个案件没有这条命中")
		case !slices.Contains(hitStates, c.State):
			return refuse(actSaid, "", "现在没有在核实的命中；对结果不同意的请按复核登记，有新情况的请按新情况登记")
		case a.SaidOn == 0 || a.SaidOn > s.Today() || a.SaidOn < c.OpenedOn:
			return refuse(actSaid, "said_on", "答复日期没有填，在今天之后，或早于这条线索")
		case !slices.Contains(AnswerWays, a.Way):
			return refuse(actSaid, "way", "请选怎么答复的："+strings.Join(AnswerWays, "、"))
		}
		if err := worded(actSaid, "says", a.Says, "请写明农户的说法，用农户的原话"); err != nil {
			return err
		}
		h := &hits[i]
		e.Form["rule"] = h.Rule
		days, err := s.Param("hit_answer_days", c.Division)
		if err != nil {
			return err
		}
		if last := h.AnswerableTo(days); last != 0 && a.SaidOn > last && slices.Contains(objectable, c.State) {
			e.Form["late"] = "是"
			s.hold(c, PauseObjection)
			return s.Store.SaveObjection(ctx, &Objection{CaseID: c.ID, Says: "对比对命中的答复：" + a.Says, RaisedOn: s.Today()})
		}
		return s.Store.SaveHitAnswer(ctx, &HitAnswer{CaseID: c.ID, Hit: h.ID, Says: a.Says, Way: a.Way, SaidOn: a.SaidOn, WrittenBy: u.Name})
	})
}

// hear marks a household's answers to a hit as heard by who settles it.
func (s *Service) hear(ctx context.Context, h *Hit) error {
	answers, err := s.Store.HitAnswers(ctx, h.CaseID)
	if err != nil {
		return err
	}
	for _, a := range answers {
		if a.Hit == h.ID && a.HeardOn == 0 {
			a.HeardOn = s.Today()
			if err := s.Store.SaveHitAnswer(ctx, &a); err != nil {
				return err
			}
		}
	}
	return nil
}

// unheard counts the answers to settled hits that nobody has heard, and the hits
// settled as excluding about which the household has not had its say: it was not told,
// its days are running and it has not answered, or its answer is not heard.
func (s *Service) unheard(ctx context.Context, c *Case, hits []Hit) (answers, excluding int64, err error) {
	if len(hits) == 0 {
		return 0, 0, nil
	}
	held, err := s.Store.HitAnswers(ctx, c.ID)
	if err != nil {
		return 0, 0, err
	}
	days, err := s.Param("hit_answer_days", c.Division)
	if err != nil {
		return 0, 0, err
	}
	for _, h := range hits {
		said, waits := 0, int64(0)
		for _, a := range held {
			if a.Hit == h.ID {
				said++
				if a.HeardOn == 0 && h.Status != HitPending {
					waits++
				}
			}
		}
		answers += waits
		silent := said == 0 && s.Today() <= h.AnswerableTo(days)
		if h.Status == HitExcluded && (h.ToldOn == 0 || silent || waits > 0) {
			excluding++
		}
	}
	return answers, excluding, nil
}
