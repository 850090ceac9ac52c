package registry

import (
	"context"
	"slices"

	"dixian/access"
	"dixian/division"
	"dixian/workflow"
)

// Ask asks for a change. What could not be applied now is refused at once, with a
// *workflow.Refused that names everything in the way; a request that has seen
// another version of its household than there is, with a *Stale.
func (s *Service) Ask(ctx context.Context, u *access.User, r *Request) error {
	if err := worded(r.Reason); err != nil {
		return err
	}
	if err := s.dated(r); err != nil {
		return err
	}
	return s.Store.Atomically(ctx, func(ctx context.Context) error {
		b, err := s.open(ctx, []*Request{r})
		if err != nil {
			return err
		}
		if err := s.place(u, r, b.held); err != nil {
			return err
		}
		if err := s.seen(ctx, r, b.held); err != nil {
			return err
		}
		if _, err := s.try(ctx, r, b); err != nil {
			return err
		}
		r.State, r.AskedBy, r.AskedName, r.AskedAt = Pending, u.Login, u.Name, s.Now()
		if err := s.Store.CreateRequests(ctx, []*Request{r}); err != nil {
			return err
		}
		return s.log(ctx, u, "change.ask", subject(r.ID), r.Kind)
	})
}

func orRefused(err error, faults []workflow.Fault) error {
	if err != nil || len(faults) == 0 {
		return err
	}
	return &workflow.Refused{Move: "change", Faults: faults}
}

// undated are changes that have no day of their own: they count from when they
// are asked for.
var undated = []string{Correct, Identify, NewHead, Undo}

func (s *Service) dated(r *Request) error {
	if r.On == 0 && slices.Contains(undated, r.Kind) {
		r.On = s.today()
	}
	switch {
	case r.On == 0:
		return refuse("on", "请填写发生的日期")
	case r.On > s.today():
		return refuse("on", "发生的日期在今天之后")
	}
	return nil
}

// place finds whose the request is and whether the user may ask for it there.
func (s *Service) place(u *access.User, r *Request, held map[string]*Household) error {
	if r.Kind == Enrol {
		if r.Form.Founded == nil {
			return refuse("code", "请写明新户")
		}
		r.Division, r.Household = r.Form.Founded.Division, r.Form.Founded.Code
	} else {
		h := held[r.Household]
		if h == nil || !u.SeesHousehold(h.Code, h.Division) {
			return access.ErrNotFound
		}
		r.Division = h.Division
	}
	if other := held[r.Other]; r.Other != "" && (slices.Contains(u.Own, r.Other) || (other == nil || !u.Sees(other.Division)) && !MayAskBeside(u, other)) {
		return refuse("other", "没有户编号为 %s 的户，或不在您的管辖范围内", r.Other)
	}
	if !MayAsk(u, r.Division) {
		return access.ErrForbidden
	}
	return nil
}

// MayAskBeside says whether a user of a village may name a household of another
// village of the same county as where somebody goes. What is in it stays unseen.
func MayAskBeside(u *access.User, other *Household) bool {
	return other != nil && slices.ContainsFunc(u.Scope(), func(d division.Code) bool { return d.County() == other.Division.County() })
}

// seen refuses a request whose asker has looked at an older version.
func (s *Service) seen(ctx context.Context, r *Request, held map[string]*Household) error {
	for code, version := range r.Form.Seen {
		h := held[code]
		if h == nil || h.Version == version {
			continue
		}
		stale := &Stale{Household: code, Seen: version, Now: h.Version}
		revisions, err := s.Store.Revisions(ctx, code)
		if err != nil {
			return err
		}
		for _, rev := range revisions {
			if rev.Version == version+1 {
				stale.Differences = Compare(rev.Before, h)
			}
		}
		return stale
	}
	return nil
}

// open reads the households that requests are about, and those that hold the ID
// numbers of who comes in.
func (s *Service) open(ctx context.Context, requests []*Request) (*book, error) {
	var codes []string
	for _, r := range requests {
		codes = append(codes, r.Household)
		if r.Other != "" {
			codes = append(codes, r.Other)
		}
		if r.Form.Founded != nil {
			codes = append(codes, r.Form.Founded.Code)
		}
	}
	elsewhere, err := s.Store.Holders(ctx, numbers(requests))
	if err != nil {
		return nil, err
	}
	for _, found := range elsewhere {
		codes = append(codes, found...)
	}
	slices.Sort(codes)
	held, err := s.Store.Households(ctx, slices.Compact(codes), true)
	return &book{held, elsewhere}, err
}

// numbers are the ID numbers that requests bring in.
func numbers(requests []*Request) []string {
	var out []string
	for _, r := range requests {
		for i := range r.Form.Persons {
			if r.Form.Persons[i].HasID {
				out = append(out, r.Form.Persons[i].Number)
			}
		}
		for _, f := range r.Form.Fields {
			if f.Field == "id_number" && f.New != "" {
				out = append(out, f.New)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// try works a request out on copies of the households and says what stands in its
// way, and in which households it would end.
func (s *Service) try(ctx context.Context, r *Request, b *book) (*work, error) {
	if r.Kind == Undo {
		return s.tryUndo(ctx, r, b)
	}
	if faults, err := s.read(r, b.held); err != nil || len(faults) > 0 {
		return nil, orRefused(err, faults)
	}
	w := &work{r: r, today: s.today()}
	w.held, w.elsewhere = b.about(r)
	w.do()
	return w, w.settle(b.held)
}

// settle checks the households as they become.
func (w *work) settle(held map[string]*Household) error {
	if w.stale != nil {
		return w.stale
	}
	if len(w.faults) == 0 {
		for _, code := range sortedCodes(w.held) {
			if h := w.held[code]; held[code] == nil || len(Compare(held[code], h)) > 0 || h.EndedOn != held[code].EndedOn {
				w.sound(held[code], h)
			}
		}
	}
	return orRefused(nil, w.faults)
}

func sortedCodes(held map[string]*Household) []string {
	codes := make([]string, 0, len(held))
	for code := range held {
		codes = append(codes, code)
	}
	slices.Sort(codes)
	return codes
}
