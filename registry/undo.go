package registry

import (
	"context"
	"slices"

	"dixian/access"
	"dixian/division"
)

// AskUndo asks to undo what an approved request did.
func (s *Service) AskUndo(ctx context.Context, u *access.User, id int64, reason string) (*Request, error) {
	done, err := s.Store.Request(ctx, id, u.Scope())
	switch {
	case err != nil:
		return nil, err
	case done.State != Approved:
		return nil, refuse("", "只有批准了的变更才能撤销")
	case done.Kind == Undo:
		return nil, refuse("", "这本身就是一次撤销；请重新提出原来的变更")
	}
	again, err := s.Store.Requests(ctx, RequestFilter{Scope: u.Scope(), State: Pending, Household: done.Household})
	if err != nil {
		return nil, err
	}
	if slices.ContainsFunc(again, func(r *Request) bool { return r.Undoes == id }) {
		return nil, refuse("", "已经有人提出撤销，等县里批准")
	}
	r := &Request{Kind: Undo, Household: done.Household, Other: done.Other, Reason: reason, Undoes: id}
	if done.Kind == Enrol || done.Kind == Split {
		r.Form.Founded = &Household{Code: done.Form.Founded.Code, Division: done.Division}
	}
	return r, s.Ask(ctx, u, r)
}

// tryUndo puts every household that a request changed back to what it was, if
// nothing has changed it since. A household that began with it ends.
func (s *Service) tryUndo(ctx context.Context, r *Request, b *book) (*work, error) {
	done, err := s.Store.Request(ctx, r.Undoes, []division.Code{r.Division})
	if err != nil {
		return nil, err
	}
	revisions, err := s.Store.RevisionsOf(ctx, r.Undoes)
	if err != nil {
		return nil, err
	}
	if len(revisions) == 0 {
		return nil, refuse("", "那次变更没有改动任何一户")
	}
	var codes []string
	for _, rev := range revisions {
		codes = append(codes, rev.Household)
	}
	now, err := s.Store.Households(ctx, codes, true)
	if err != nil {
		return nil, err
	}
	w := &work{r: r, today: s.today(), held: map[string]*Household{}}
	for _, rev := range revisions {
		h := now[rev.Household]
		switch {
		case h == nil:
			return nil, access.ErrNotFound
		case h.Version != rev.Version:
			return nil, &Stale{Household: h.Code, Seen: rev.Version, Now: h.Version, Differences: Compare(rev.After, h)}
		}
		w.back(h, rev.Before)
	}
	for code, h := range now {
		b.held[code] = h
	}
	for _, m := range done.Form.CasesMoved {
		w.rehoused = append(w.rehoused, Rehousing{From: m.To, To: m.From})
	}
	return w, nil
}

// back puts a household back to a version, or ends it if it began after it.
func (w *work) back(h, before *Household) {
	after := Household{}
	if before == nil {
		after = *h
		after.Members, after.EndedOn, after.EndedHow = []Person{}, w.r.On, Undo
		for i := range h.Members {
			w.stays = append(w.stays, Stay{
				Household: h.Code, Number: h.Members[i].Number, HasID: h.Members[i].HasID, Name: h.Members[i].Name, Relation: h.Members[i].Relation,
				Since: h.Members[i].Since, SinceHow: h.Members[i].SinceHow, Until: w.r.On, UntilHow: Undo, Request: w.r.ID,
			})
		}
	} else {
		after = *before
		after.Members = slices.Clone(before.Members)
	}
	after.ObjectType, after.RiskCleared = h.ObjectType, h.RiskCleared // cases decide
	w.held[h.Code] = &after
}
