package casework

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"dixian/access"
	"dixian/division"
)

// What the public pages take of complaints and objections. No document of ours
// sets the numbers; who is turned away is told whom to call.
const (
	complaintsPerDay = 50 // of a village
	objectionsOpen   = 10 // that wait about one posting, from the page
	mostSaid         = 1000
)

// unsigned is who acts where a villager says something without signing in: it may
// object in its village and nothing else.
func unsigned(village division.Code) *access.User {
	return &access.User{Login: "-", Name: "村民（网页）", Grants: []access.Grant{{Role: "village_cadre", Division: village}}}
}

// ComplainUnsigned takes a complaint from the page of a village's code. What is
// sent twice from one page is one complaint. It fails with *workflow.Refused.
//
// Source: casework contract, "Declaration by a farmer" (limits) and Complaint.
func (s *Service) ComplainUnsigned(ctx context.Context, village division.Code, c *Complaint) error {
	c.Division, c.Phone = village, bare(c.Phone)
	if c.Phone != "" && !phoneNumber.MatchString(c.Phone) {
		return refuse("complain", "phone", "电话号码不对，请再看一遍；不想留可以不填")
	}
	if utf8.RuneCountInString(c.Says) > mostSaid {
		return refuse("complain", "says", "最多写 1000 个字；说不完请打 12317")
	}
	return s.Store.Atomically(ctx, func(ctx context.Context) error {
		today, err := s.Store.ComplaintsOn(ctx, village, s.Today())
		if err != nil {
			return err
		}
		phone := 0
		for _, held := range today {
			switch {
			case held.Once != "" && held.Once == c.Once:
				*c = *held
				return nil
			case c.Phone != "" && held.Phone == c.Phone:
				phone++
			}
		}
		switch {
		case len(today) >= complaintsPerDay:
			return refuse("complain", "", "今天这个村收到的太多了，请打 12317")
		case phone >= phonePerDay:
			return refuse("complain", "phone", "这个电话今天已经投诉过几次，都收到了；还有要说的，请打 12317")
		}
		return s.receive(ctx, "-", c)
	})
}

// Postings are the cases that hang on a village's board today: what may be
// objected to on its page. While an objection is open the posted words are in
// question, and hang on.
func (s *Service) Postings(ctx context.Context, village division.Code) ([]*Case, error) {
	days, err := s.Param("publicity_days", village)
	if err != nil {
		return nil, err
	}
	cases, err := s.Store.Cases(ctx, Filter{Scope: []division.Code{village}, States: []string{"publicity", "clear_publicity"}})
	return slices.DeleteFunc(cases, func(c *Case) bool {
		return c.PostedOn == 0 || c.PausedOn == 0 && int64(s.Today()-c.PostedOn) > days
	}), err
}

// ObjectUnsigned takes a villager's objection to something that hangs on the
// village's board. It is an objection like any other: the clocks stand still until
// somebody answers it. The same words twice are one objection.
func (s *Service) ObjectUnsigned(ctx context.Context, village division.Code, id int64, says string) error {
	const act = "objection"
	says = strings.TrimSpace(says)
	switch {
	case says == "":
		return refuse(act, "says", "请写明哪里不对")
	case utf8.RuneCountInString(says) > mostSaid:
		return refuse(act, "says", "最多写 1000 个字")
	case numberInWords.MatchString(says):
		return refuse(act, "says", "请不要写身份证、电话或账号；要当面说的，请打 12317")
	}
	return s.Store.Atomically(ctx, func(ctx context.Context) error {
		hanging, err := s.Postings(ctx, village)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(hanging, func(c *Case) bool { return c.ID == id })
		if i < 0 {
			return refuse(act, "case", "这一户的公示已经结束；有不同意见请找乡镇，或者打 12317")
		}
		held, err := s.Store.Objections(ctx, id)
		if err != nil {
			return err
		}
		open := 0
		for _, o := range held {
			if o.ClosedOn == 0 && o.Says == says {
				return nil
			}
			if o.ClosedOn == 0 {
				open++
			}
		}
		if open >= objectionsOpen {
			return refuse(act, "says", "这一户已经收到好几条意见，乡镇正在核实；还有要说的，请打 12317")
		}
		_, err = s.Object(ctx, unsigned(village), id, hanging[i].Version, Objection{Says: says})
		return err
	})
}
