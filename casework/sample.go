package casework

import (
	"cmp"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"dixian/access"
	"dixian/calendar"
	"dixian/division"
	"dixian/registry"
)

// Sample is households drawn by lot for an evaluator, who reads these alone, within
// its days, and fills in a form for each without knowing what is held of it.
//
// Source: casework contract, "Who may see and do what", 第三方评估.
type Sample struct {
	ID            int64
	Division      division.Code // from whose households it was drawn
	Evaluator     string        // login
	EvaluatorName string
	DrawnBy       string
	DrawnName     string
	DrawnAt       time.Time
	From, To      calendar.Date // both days in it
	Seed          int64         // the same seed draws the same households of the same register
	Frame         int           // households it was drawn from
	Size          int
	Sent          int // forms that were sent
}

// Open says whether a day is one of the sample's.
func (s *Sample) Open(day calendar.Date) bool { return s.From <= day && day <= s.To }

// Sampled is a household of a sample. Until its form is sent nothing is held beside
// it; then what the form says and what was held at that moment stand together for
// good.
type Sampled struct {
	Sample    int64
	Position  int // from 1, in the order in which they were drawn
	Household string
	Division  division.Code
	SentAt    time.Time // zero: not sent
	Said      map[string]string
	Held      map[string]string
}

// SampleFilter chooses samples: those of an evaluator, or those drawn from places of
// a scope.
type SampleFilter struct {
	Scope     []division.Code
	Evaluator string
}

// SampleStore keeps samples.
type SampleStore interface {
	// CreateSample fills in the ID. SaveSampled writes a form that is sent; one that was
	// sent before is refused with ErrStale.
	CreateSample(ctx context.Context, s *Sample, drawn []Sampled) error
	Samples(ctx context.Context, f SampleFilter) ([]*Sample, error)
	SampledOf(ctx context.Context, sample int64) ([]Sampled, error)
	SaveSampled(ctx context.Context, s Sampled) error
	// Frame gives the households that live below a division, by code, with their
	// villages.
	Frame(ctx context.Context, under division.Code) ([]Sampled, error)
}

// Answers of the blind form.
const (
	SaidYes, SaidNo         = "yes", "no"
	SaidOK, SaidTrouble     = "ok", "trouble"
	SaidUnsure              = "unsure"
	MetThem, Absent, Moved  = "met", "absent", "moved"
	mostSampled, longestDay = 5000, 180
)

// areas are what the form asks one by one, with the risks of alerts that speak of
// the same; none: the system holds nothing of it.
var areas = []struct {
	name  string
	risks []string
}{{"food", nil}, {"clothes", nil}, {"schooling", []string{"因学"}}, {"medical", []string{"因病"}}, {"housing", []string{"住房"}}, {"water", []string{"饮水"}}, {"work", []string{"就业"}}}

// drawers draw samples.
var drawers = []string{"city", "province"}

// Blind says whether somebody may fill in blind forms: who sees cases, counts or
// deliveries by another role is not blind.
func Blind(u *access.User) bool {
	return u.Has("evaluator") && !slices.ContainsFunc(u.Grants, func(g access.Grant) bool { return g.Role != "evaluator" })
}

// Draw draws a sample for an evaluator by lot: who has the seed and the register
// can draw it again.
func (s *Service) Draw(ctx context.Context, u, evaluator *access.User, smp *Sample) error {
	may := slices.ContainsFunc(u.RolesFor(smp.Division), func(r string) bool { return slices.Contains(drawers, r) })
	switch {
	case !may:
		return access.ErrForbidden
	case evaluator == nil || !evaluator.Has("evaluator") || !slices.Contains(evaluator.RolesFor(smp.Division), "evaluator"):
		return refuse("draw_sample", "evaluator", "这个账号不是这个地方的第三方评估")
	case !Blind(evaluator):
		return refuse("draw_sample", "evaluator", "这个账号还有别的角色，看得到系统的结论，不能盲评")
	case smp.From < s.Today() || smp.To < smp.From || smp.To-smp.From > longestDay:
		return refuse("draw_sample", "to", fmt.Sprintf("日期从今天起，最长 %d 天", longestDay))
	case smp.Size < 1 || smp.Size > mostSampled:
		return refuse("draw_sample", "size", fmt.Sprintf("一次抽 1 到 %d 户", mostSampled))
	}
	return s.Store.Atomically(ctx, func(ctx context.Context) error {
		frame, err := s.Store.Frame(ctx, smp.Division)
		if err != nil {
			return err
		}
		if smp.Size > len(frame) {
			return refuse("draw_sample", "size", fmt.Sprintf("这里只有 %d 户", len(frame)))
		}
		smp.Evaluator, smp.EvaluatorName, smp.DrawnBy, smp.DrawnName, smp.DrawnAt, smp.Frame = evaluator.Login, evaluator.Name, u.Login, u.Name, s.Now(), len(frame)
		if err := s.Store.CreateSample(ctx, smp, lot(frame, smp.Seed, smp.Size)); err != nil {
			return err
		}
		return s.logAbout(ctx, u.Login, "sample.draw", fmt.Sprintf("sample/%d", smp.ID), fmt.Sprintf("%s: %d of %d households, seed %d", smp.Division, smp.Size, smp.Frame, smp.Seed))
	})
}

// lot draws n households: those whose hash with the seed is lowest, so that the
// order in which they are listed does not matter.
func lot(frame []Sampled, seed int64, n int) []Sampled {
	type ticket struct {
		at  int
		sum [32]byte
	}
	tickets := make([]ticket, len(frame))
	for i, h := range frame {
		tickets[i] = ticket{i, sha256.Sum256([]byte(strconv.FormatInt(seed, 10) + "\n" + h.Household))}
	}
	slices.SortFunc(tickets, func(a, b ticket) int {
		return cmp.Or(slices.Compare(a.sum[:], b.sum[:]), cmp.Compare(frame[a.at].Household, frame[b.at].Household))
	})
	out := make([]Sampled, n)
	for i := range out {
		out[i] = frame[tickets[i].at]
		out[i].Position = i + 1
	}
	return out
}

// SamplesOf are the samples of somebody: an evaluator's own, or those drawn from
// places that who draws samples oversees.
func (s *Service) SamplesOf(ctx context.Context, u *access.User) ([]*Sample, error) {
	if u.Has("evaluator") {
		return s.Store.Samples(ctx, SampleFilter{Evaluator: u.Login})
	}
	scope := []division.Code{}
	for _, g := range u.Grants {
		if slices.Contains(drawers, g.Role) {
			scope = append(scope, g.Division)
		}
	}
	return s.Store.Samples(ctx, SampleFilter{Scope: scope})
}

// ErrNotItsDays is why an evaluator does not read a sample.
var ErrNotItsDays = errors.New("不在这次评估的日期内，名单不再显示")

// SampleFor gives a sample with its households to its evaluator within its days, or
// to who oversees its place; everybody else it does not exist for.
func (s *Service) SampleFor(ctx context.Context, u *access.User, id int64) (*Sample, []Sampled, error) {
	list, err := s.SamplesOf(ctx, u)
	if err != nil {
		return nil, nil, err
	}
	i := slices.IndexFunc(list, func(x *Sample) bool { return x.ID == id })
	if i < 0 {
		return nil, nil, access.ErrNotFound
	}
	smp := list[i]
	if u.Has("evaluator") {
		switch {
		case !Blind(u):
			return nil, nil, access.ErrForbidden
		case !smp.Open(s.Today()):
			return nil, nil, ErrNotItsDays
		}
	}
	drawn, err := s.Store.SampledOf(ctx, id)
	return smp, drawn, err
}

// Send takes an evaluator's form for a household, once, and lays beside it what is
// held of the household at that moment.
func (s *Service) Send(ctx context.Context, u *access.User, sample int64, position int, said map[string]string) (*Sampled, error) {
	var out *Sampled
	err := s.Store.Atomically(ctx, func(ctx context.Context) error {
		_, drawn, err := s.SampleFor(ctx, u, sample)
		if err != nil {
			return err
		}
		if !u.Has("evaluator") {
			return access.ErrForbidden
		}
		i := slices.IndexFunc(drawn, func(d Sampled) bool { return d.Position == position })
		if i < 0 {
			return access.ErrNotFound
		}
		out = &drawn[i]
		if !out.SentAt.IsZero() {
			return refuse("send_form", "", "这张表已经交了，不能再改")
		}
		if err := checkForm(said); err != nil {
			return err
		}
		if out.Held, err = s.held(ctx, out.Household); err != nil {
			return err
		}
		out.Said, out.SentAt = said, s.Now()
		if err := s.Store.SaveSampled(ctx, *out); err != nil {
			return err
		}
		return s.logAbout(ctx, u.Login, "sample.send", fmt.Sprintf("sample/%d", sample), fmt.Sprintf("household %d of the sample", position))
	})
	return out, err
}

// checkForm refuses a form that is not whole. Who was not met is not judged.
func checkForm(said map[string]string) error {
	one := func(field, says string, of ...string) error {
		if !slices.Contains(of, said[field]) {
			return refuse("send_form", field, says)
		}
		return nil
	}
	if err := one("met", "请选有没有见到这一户", MetThem, Absent, Moved); err != nil {
		return err
	}
	if said["met"] != MetThem {
		if strings.TrimSpace(said["words"]) == "" {
			return refuse("send_form", "words", "没有见到的，请写明去过几次、问过谁")
		}
		return nil
	}
	if n, err := strconv.Atoi(said["members"]); err != nil || n < 0 || n > 30 {
		return refuse("send_form", "members", "请填现在一起生活的人数")
	}
	for _, a := range areas {
		if err := one(a.name, "每一项都要选，不清楚就选“不清楚”", SaidOK, SaidTrouble, SaidUnsure); err != nil {
			return err
		}
	}
	return one("risk", "请选这一户有没有返贫致贫风险", SaidYes, SaidNo, SaidUnsure)
}

// held is what the system holds of a household, in the words of the form.
func (s *Service) held(ctx context.Context, code string) (map[string]string, error) {
	h, err := s.Registry.Household(ctx, code, false)
	if err != nil {
		return nil, err
	}
	members := 0
	for _, p := range h.Members {
		if lives(p) {
			members++
		}
	}
	ids, err := s.Registry.CasesOf(ctx, []string{code}, true)
	if err != nil {
		return nil, err
	}
	risks, state := map[string]bool{}, ""
	for _, id := range ids[code] {
		c, err := s.Store.Case(ctx, id, []division.Code{Everywhere})
		if err != nil {
			return nil, err
		}
		state = c.State
		for _, a := range c.Alerts {
			if !a.Gone && !a.Settled && a.Household == code {
				risks[a.Risk] = true
			}
		}
	}
	out := map[string]string{"members": strconv.Itoa(members), "risk": SaidNo, "state": state, "object_type": h.ObjectType}
	if state != "" || monitoredNow(h) {
		out["risk"] = SaidYes
	}
	for _, a := range areas {
		if len(a.risks) == 0 {
			continue
		}
		out[a.name] = SaidOK
		if slices.ContainsFunc(a.risks, func(r string) bool { return risks[r] }) {
			out[a.name] = SaidTrouble
		}
	}
	return out, nil
}

func monitoredNow(h *registry.Household) bool { return h.ObjectType != "" && !h.RiskCleared }

// Compared is a question of the form with both answers.
type Compared struct {
	Name       string
	Said, Held string
	Agree      bool
}

// Compare holds a form that was sent against what was held then. What the evaluator
// was not sure of, and what the system holds nothing of, is no difference.
func (d *Sampled) Compare() []Compared {
	var out []Compared
	if d.SentAt.IsZero() || d.Said["met"] != MetThem {
		return out
	}
	names := []string{"risk", "members"}
	for _, a := range areas {
		names = append(names, a.name)
	}
	for _, name := range names {
		said, held := d.Said[name], d.Held[name]
		if said == SaidUnsure || held == "" {
			continue
		}
		out = append(out, Compared{name, said, held, said == held})
	}
	return out
}
