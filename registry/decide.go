package registry

import (
	"context"
	"fmt"

	"dixian/access"
)

// Applied is what came of a request: every household it changed, and what that
// leaves behind.
type Applied struct {
	Revisions []Revision
	Stays     []Stay
	Links     []Link
}

// Approve applies a pending request. It wants another person than who asked, with
// the role in the division; what has changed since is a *Stale, what cannot be is a
// *workflow.Refused, and then nothing is applied.
func (s *Service) Approve(ctx context.Context, u *access.User, id int64, version int, words string) (*Request, error) {
	return s.decide(ctx, u, id, version, func(ctx context.Context, r *Request) error {
		if r.AskedBy == u.Login {
			return errSamePerson
		}
		b, err := s.open(ctx, []*Request{r})
		if err != nil {
			return err
		}
		w, err := s.try(ctx, r, b)
		if err != nil {
			return err
		}
		if err := s.apply(ctx, u, w, b); err != nil {
			return err
		}
		s.decided(r, u, Approved, words)
		return s.log(ctx, u, "change.approve", subject(r.ID), r.Kind)
	})
}

// Refuse refuses a pending request with a reason. Nothing is applied.
func (s *Service) Refuse(ctx context.Context, u *access.User, id int64, version int, reason string) (*Request, error) {
	return s.decide(ctx, u, id, version, func(ctx context.Context, r *Request) error {
		if r.AskedBy == u.Login {
			return errSamePerson
		}
		if err := worded(reason); err != nil {
			return err
		}
		s.decided(r, u, Refused, reason)
		return s.log(ctx, u, "change.refuse", subject(r.ID), r.Kind)
	})
}

// Withdraw takes a pending request back; only who asked may.
func (s *Service) Withdraw(ctx context.Context, u *access.User, id int64, version int) (*Request, error) {
	var r *Request
	err := s.Store.Atomically(ctx, func(ctx context.Context) (err error) {
		if r, err = s.pending(ctx, u, id, version); err != nil {
			return err
		}
		if r.AskedBy != u.Login {
			return access.ErrForbidden
		}
		s.decided(r, u, Withdrawn, "")
		if err := s.Store.SaveRequests(ctx, []*Request{r}); err != nil {
			return err
		}
		return s.log(ctx, u, "change.withdraw", subject(r.ID), r.Kind)
	})
	return r, err
}

func (s *Service) decide(ctx context.Context, u *access.User, id int64, version int, do func(context.Context, *Request) error) (*Request, error) {
	var r *Request
	err := s.Store.Atomically(ctx, func(ctx context.Context) (err error) {
		if r, err = s.pending(ctx, u, id, version); err != nil {
			return err
		}
		if !MayDecide(u, r.Division) {
			return access.ErrForbidden
		}
		if err := do(ctx, r); err != nil {
			return err
		}
		return s.Store.SaveRequests(ctx, []*Request{r})
	})
	return r, err
}

// pending reads a request in the user's scope that nobody has decided yet.
func (s *Service) pending(ctx context.Context, u *access.User, id int64, version int) (*Request, error) {
	r, err := s.Store.Request(ctx, id, u.Scope())
	switch {
	case err != nil:
		return nil, err
	case r.State != Pending || r.Version != version:
		return nil, errDecided
	}
	return r, nil
}

func (s *Service) decided(r *Request, u *access.User, state, words string) {
	r.State, r.DecidedBy, r.DecidedName, r.DecidedAt, r.Decision = state, u.Login, u.Name, s.Now(), words
	r.Version++
}

// apply writes what was worked out, and tells the cases.
func (s *Service) apply(ctx context.Context, u *access.User, w *work, b *book) error {
	applied := Applied{}
	if err := s.gather(ctx, u, w, b, &applied); err != nil {
		return err
	}
	return s.Store.Apply(ctx, applied)
}

// gather adds what a request makes of its households to what is written at once;
// the next request of a group works on the households as they are then.
func (s *Service) gather(ctx context.Context, u *access.User, w *work, b *book, all *Applied) error {
	all.Stays, all.Links = append(all.Stays, w.stays...), append(all.Links, w.links...)
	moves := w.rehoused
	for _, code := range sortedCodes(w.held) {
		before, after := b.held[code], w.held[code]
		if before != nil && len(Compare(before, after)) == 0 && before.EndedOn == after.EndedOn {
			continue
		}
		if before != nil {
			after.Version = before.Version
		}
		after.Version++
		all.Revisions = append(all.Revisions, Revision{
			Household: code, Version: after.Version, At: s.Now(), User: u.Login, Name: u.Name, Why: w.r.why(), Request: w.r.ID, Before: before, After: after,
		})
		if before != nil && after.EndedOn == 0 && (before.Division != after.Division || before.Head() != after.Head()) {
			moves = append(moves, Rehousing{From: code, To: code})
		}
		b.turn(before, after)
	}
	if s.Cases == nil || len(moves) == 0 {
		return nil
	}
	for i := range moves {
		m := &moves[i]
		m.Division, m.Head = w.held[m.To].Division, w.held[m.To].Head()
	}
	// A case follows its household, so the household has to be there first.
	if err := s.Store.Apply(ctx, *all); err != nil {
		return err
	}
	*all = Applied{}
	moved, err := s.Cases.Rehouse(ctx, u, moves)
	w.r.Form.CasesMoved = moved
	return err
}

// why is a revision's reason: the kind, who asked and what for.
func (r *Request) why() string {
	return fmt.Sprintf("%s（%s提出）：%s", labelOf(r.Kind), r.AskedName, r.Reason)
}

// Trial is what a request would do now.
type Trial struct {
	Request *Request
	Before  map[string]*Household
	After   map[string]*Household
	Stands  error // what stands in its way: a *Stale or a *workflow.Refused; nil: nothing
}

// Try works a pending request in the user's scope out without applying it.
func (s *Service) Try(ctx context.Context, u *access.User, id int64) (*Trial, error) {
	r, err := s.Store.Request(ctx, id, u.Scope())
	if err != nil {
		return nil, err
	}
	t := &Trial{Request: r}
	if r.State != Pending {
		return t, nil
	}
	b, err := s.open(ctx, []*Request{r})
	if err != nil {
		return nil, err
	}
	t.Before = b.held
	w, err := s.try(ctx, r, b)
	if stuck(err) != "" {
		t.Stands, err = err, nil
	}
	if w != nil {
		t.After = w.held
	}
	return t, err
}
