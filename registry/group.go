package registry

import (
	"context"
	"errors"
	"fmt"

	"dixian/access"
	"dixian/workflow"
)

// Outcome is what became of a group.
type Outcome struct {
	Done  int
	Stuck []Stuck // they stay pending
}

// Stuck is a request of a group that could not be applied.
type Stuck struct {
	Request   int64
	Household string
	Why       string
}

// groupAtOnce is how many requests of a group one transaction applies; others
// write between two of them.
const groupAtOnce = 500

// ApproveGroup applies the pending requests of a group where the user decides, in
// transactions of many. Who looked at count of them is refused if there are now
// others. What has changed since or cannot be stays pending and is told.
func (s *Service) ApproveGroup(ctx context.Context, u *access.User, batch int64, key string, count int, words string) (*Outcome, error) {
	return s.group(ctx, u, batch, key, count, func(ctx context.Context, requests []*Request, out *Outcome) ([]*Request, error) {
		b, err := s.open(ctx, requests)
		if err != nil {
			return nil, err
		}
		var done []*Request
		all := Applied{}
		for _, r := range requests {
			w, err := s.try(ctx, r, b)
			if why := stuck(err); why != "" {
				out.Stuck = append(out.Stuck, Stuck{r.ID, r.Household, why})
				continue
			}
			if err != nil {
				return nil, err
			}
			if err := s.gather(ctx, u, w, b, &all); err != nil {
				return nil, err
			}
			s.decided(r, u, Approved, words)
			done = append(done, r)
		}
		return done, s.Store.Apply(ctx, all)
	})
}

// RefuseGroup refuses the pending requests of a group, with a reason.
func (s *Service) RefuseGroup(ctx context.Context, u *access.User, batch int64, key string, count int, reason string) (*Outcome, error) {
	if err := worded(reason); err != nil {
		return nil, err
	}
	return s.group(ctx, u, batch, key, count, func(_ context.Context, requests []*Request, _ *Outcome) ([]*Request, error) {
		for _, r := range requests {
			s.decided(r, u, Refused, reason)
		}
		return requests, nil
	})
}

// stuck says why a request cannot be applied; empty if it can, or if something
// else went wrong.
func stuck(err error) string {
	var stale *Stale
	var refused *workflow.Refused
	if errors.As(err, &stale) || errors.As(err, &refused) {
		return err.Error()
	}
	return ""
}

func (s *Service) group(ctx context.Context, u *access.User, batch int64, key string, count int, do func(context.Context, []*Request, *Outcome) ([]*Request, error)) (*Outcome, error) {
	scope := DecideScope(u)
	if len(scope) == 0 {
		return nil, access.ErrForbidden
	}
	f := RequestFilter{Scope: scope, State: Pending, Batch: batch, Group: key}
	n, err := s.Store.CountRequests(ctx, f)
	switch {
	case err != nil:
		return nil, err
	case n == 0:
		return nil, access.ErrNotFound
	case n != count:
		return nil, refuse("count", "您看到的是 %d 条，现在是 %d 条，请刷新后再办", count, n)
	}
	out := &Outcome{Stuck: []Stuck{}}
	f.Limit, f.Oldest = groupAtOnce, true
	for {
		var requests []*Request
		err := s.Store.Atomically(ctx, func(ctx context.Context) error {
			var err error
			if requests, err = s.Store.Requests(ctx, f); err != nil || len(requests) == 0 {
				return err
			}
			for _, r := range requests {
				if r.AskedBy == u.Login {
					return errSamePerson
				}
			}
			done, err := do(ctx, requests, out)
			if err != nil {
				return err
			}
			if err := s.Store.SaveRequests(ctx, done); err != nil {
				return err
			}
			out.Done += len(done)
			state := Withdrawn
			if len(done) > 0 {
				state = done[0].State
			}
			return s.log(ctx, u, "change.group", fmt.Sprintf("batch/%d", batch), fmt.Sprintf("%s %s %d", state, key, len(done)))
		})
		if err != nil || len(requests) < groupAtOnce {
			return out, err
		}
		f.After = requests[len(requests)-1].ID
	}
}
