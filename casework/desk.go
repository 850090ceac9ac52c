package casework

import (
	"context"
	"errors"
	"slices"

	"dixian/access"
	"dixian/division"
	"dixian/rule"
	"dixian/workflow"
)

// Load is what a dispatch would give a village.
type Load struct {
	Village division.Code `json:"village"`
	Open    int           `json:"open"`  // clues waiting for its visit now
	More    int           `json:"more"`  // that the dispatch adds
	Limit   int           `json:"limit"` // village_load; above it the rest waits at the desk
}

// BulkOutcome is what a bulk act did to one case.
type BulkOutcome struct {
	ID   int64  `json:"id"`
	Done bool   `json:"done"`
	Says string `json:"says,omitempty"` // why not
}

// BulkRequest is one act on many cases.
type BulkRequest struct {
	Move   string            `json:"move"`
	IDs    []int64           `json:"ids"`
	Reason string            `json:"reason,omitempty"`
	Form   map[string]string `json:"form,omitempty"`
	DryRun bool              `json:"dry_run,omitempty"` // only say what would happen
}

// errDry rolls a dry run back.
var errDry = errors.New("dry run")

// maxBulk is how many cases one bulk act may hold.
const maxBulk = 500

// Bulk makes one move with many cases, each on its own: what cannot be done says
// why and does not stop the others. A dispatch fills a village only up to its
// load; the rest stays at the desk and says so.
//
// Source: casework contract, "The desk".
func (s *Service) Bulk(ctx context.Context, u *access.User, r BulkRequest) ([]BulkOutcome, error) {
	w, err := s.Flow()
	if err != nil {
		return nil, err
	}
	m := w.Move(r.Move)
	switch {
	case m == nil || !m.Bulk:
		return nil, refuse(r.Move, "move", "这一步不能成批办理")
	case len(r.IDs) == 0 || len(r.IDs) > maxBulk:
		return nil, refuse(r.Move, "ids", "一次选 1 到 500 条")
	}
	var out []BulkOutcome
	err = s.Store.Atomically(ctx, func(ctx context.Context) error {
		open, err := s.Store.CountVillages(ctx, u.Scope(), []string{"dispatched"})
		if err != nil {
			return err
		}
		out = nil
		for _, id := range r.IDs {
			o := BulkOutcome{ID: id}
			err := s.bulkOne(ctx, u, id, r, open)
			var refused *workflow.Refused
			switch {
			case err == nil:
				o.Done = true
			case errors.As(err, &refused) || errors.Is(err, ErrNotFound):
				o.Says = err.Error()
			default:
				return err
			}
			out = append(out, o)
		}
		if r.DryRun {
			return errDry
		}
		return nil
	})
	if errors.Is(err, errDry) {
		err = nil
	}
	return out, err
}

func (s *Service) bulkOne(ctx context.Context, u *access.User, id int64, r BulkRequest, open map[division.Code]int) error {
	w, err := s.Flow()
	if err != nil {
		return err
	}
	c, err := s.Store.Case(ctx, id, u.Scope())
	if err != nil {
		return err
	}
	req := MoveRequest{Move: r.Move, Version: c.Version, Reason: r.Reason, Form: r.Form}
	m, err := s.check(ctx, u, c, w, req)
	if err != nil {
		return err
	}
	if m.To.Name == "dispatched" {
		if err := s.room(c, m, open); err != nil {
			return err
		}
		open[c.Division]++
	}
	return s.make(ctx, u, c, w, m, req)
}

// room refuses a dispatch to a village that has as many visits as it can make.
func (s *Service) room(c *Case, m *rule.Move, open map[division.Code]int) error {
	limit, err := s.Param("village_load", c.Division)
	if err != nil {
		return err
	}
	if open[c.Division] >= int(limit) {
		return refuse(m.Name, "", "本村待入户已满，先留在研判台")
	}
	return nil
}

// Loads tells what dispatching the cases would give each village.
func (s *Service) Loads(ctx context.Context, u *access.User, ids []int64) ([]Load, error) {
	open, err := s.Store.CountVillages(ctx, u.Scope(), []string{"dispatched"})
	if err != nil {
		return nil, err
	}
	more := map[division.Code]int{}
	for _, id := range ids {
		c, err := s.Store.Case(ctx, id, u.Scope())
		if err != nil {
			return nil, err
		}
		more[c.Division]++
	}
	var out []Load
	for village, n := range more {
		limit, err := s.Param("village_load", village)
		if err != nil {
			return nil, err
		}
		out = append(out, Load{village, open[village], n, int(limit)})
	}
	slices.SortFunc(out, func(a, b Load) int { return int(int64(a.Village) - int64(b.Village)) })
	return out, nil
}

// File reads everything about a case in the user's scope.
func (s *Service) File(ctx context.Context, u *access.User, id int64) (*File, error) {
	c, err := s.Store.Case(ctx, id, u.Scope())
	if err != nil {
		return nil, err
	}
	f := &File{Case: c}
	if f.Events, err = s.Store.Events(ctx, id); err != nil {
		return nil, err
	}
	if f.Authorisations, err = s.Store.Authorisations(ctx, id); err != nil {
		return nil, err
	}
	if f.HitAnswers, err = s.Store.HitAnswers(ctx, id); err != nil {
		return nil, err
	}
	if f.Hits, err = s.Store.Hits(ctx, id); err != nil {
		return nil, err
	}
	if f.Measures, err = s.Store.Measures(ctx, id); err != nil {
		return nil, err
	}
	f.Objections, err = s.Store.Objections(ctx, id)
	return f, err
}
