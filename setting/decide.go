package setting

import (
	"context"
	"strings"

	"dixian/access"
)

// Errors of deciding.
var (
	errSamePerson = refuse("", "提出参数和批准参数要两个人")
	errDecided    = refuse("", "这条申请已经办过或改过了，请刷新")
	errUnseen     = refuse("", "批准之前要先算一算影响：会多哪些户、少哪些户")
	errNoEffect   = refuse("", "没有筛查规则用到这个参数，不用算影响")
)

// MayShow says why a request as it was read gets no effect; nil: it may.
func (s *Service) MayShow(r *Request, version int) error {
	switch {
	case r.State != Pending || r.Version != version:
		return errDecided
	case !s.Read(r.Parameter):
		return errNoEffect
	}
	return nil
}

// Show keeps what a pending request would change. It fails where no rule reads the
// parameter.
func (s *Service) Show(ctx context.Context, u *access.User, id int64, version int, e *Effect) (*Request, error) {
	return s.change(ctx, u, id, version, "effect", func(r *Request) error {
		if err := s.MayShow(r, version); err != nil {
			return err
		}
		e.At, e.By = s.Now(), u.Login
		r.Effect = e
		return nil
	})
}

// Approve puts a value in force. It wants another person than who asked, and, of a
// parameter that rules read, an effect that was shown. What the level above has
// moved since is looked at again, and so is whether the steps still fit the whole.
func (s *Service) Approve(ctx context.Context, u *access.User, id int64, version int, words string) (*Request, error) {
	r, err := s.change(ctx, u, id, version, "approve", func(r *Request) error {
		switch {
		case r.AskedBy == u.Login:
			return errSamePerson
		case r.Effect == nil && s.Read(r.Parameter):
			return errUnseen
		}
		p := s.Current().Parameter(r.Parameter)
		if p == nil {
			return refuse("", "现在的规则包里没有参数“%s”", r.Parameter)
		}
		if err := s.bounded(p, r); err != nil {
			return err
		}
		if err := s.fits(s.Current(), p, r); err != nil {
			return err
		}
		s.decided(r, u, Approved, words)
		return nil
	})
	if err != nil {
		return nil, err
	}
	_, err = s.InForce(ctx)
	return r, err
}

// Refuse refuses a pending request with a reason.
func (s *Service) Refuse(ctx context.Context, u *access.User, id int64, version int, reason string) (*Request, error) {
	return s.change(ctx, u, id, version, "refuse", func(r *Request) error {
		switch {
		case r.AskedBy == u.Login:
			return errSamePerson
		case strings.TrimSpace(reason) == "":
			return refuse("reason", "请写明不批准的理由")
		}
		s.decided(r, u, Refused, reason)
		return nil
	})
}

// Withdraw takes a pending request back; only who asked may.
func (s *Service) Withdraw(ctx context.Context, u *access.User, id int64, version int) (*Request, error) {
	return s.change(ctx, u, id, version, "withdraw", func(r *Request) error {
		if r.AskedBy != u.Login {
			return access.ErrForbidden
		}
		s.decided(r, u, Withdrawn, "")
		return nil
	})
}

// change does something with a pending request that the user may see and set.
func (s *Service) change(ctx context.Context, u *access.User, id int64, version int, action string, do func(*Request) error) (r *Request, err error) {
	err = s.Store.Atomically(ctx, func(ctx context.Context) error {
		if r, err = s.Store.Setting(ctx, id, Scope(u)); err != nil {
			return err
		}
		if r.State != Pending || r.Version != version {
			return errDecided
		}
		if _, err := s.InForce(ctx); err != nil {
			return err
		}
		if err := do(r); err != nil {
			return err
		}
		r.Version++
		if err := s.Store.SaveSetting(ctx, r); err != nil {
			return err
		}
		return s.log(ctx, u, action, r)
	})
	return r, err
}

func (s *Service) decided(r *Request, u *access.User, state, words string) {
	r.State, r.DecidedBy, r.DecidedName, r.DecidedAt, r.Decision = state, u.Login, u.Name, s.Now(), words
}
