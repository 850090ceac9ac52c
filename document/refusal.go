package document

import (
	"errors"
	"fmt"
	"slices"

	"dixian/calendar"
	"dixian/division"
)

// Grounds are the three reasons a refusal may name.
//
// Source: casework contract, "Refusal at any step names its reason".
var Grounds = []string{"目前不需要", "已由其他政策帮扶", "不属于本县"}

// Refused are how a family came to be not taken in: by the county after meeting and
// publicity, by the town before, because the visit to who had declared found no
// risk, or by a review that kept the refusal.
type Refused int

// See Refused.
const (
	ByCounty Refused = iota
	ByTown
	WithoutRisk
	OnReview
)

// Refusal is the letter to a family that is not taken in: why, what would change
// it, and how to have somebody else look again. What a review kept is not reviewed
// once more; its letter says why.
type Refusal struct {
	Village     division.Code
	Head        Head
	By          Refused
	County      bool   // of a review: the county's, not the city's
	Ground      string // one of Grounds; of WithoutRisk and OnReview none
	Reason      string // in words; of OnReview alone demanded
	WouldChange string // what would change it, in plain words
	Watched     bool   // it is in the watch after clearing, which goes on
	On          calendar.Date
}

// reviewDays is the term for asking for a review.
//
// Source: casework contract, "the way and term of review (30 days, another
// person, level above)".
const reviewDays = 30

// how are what was done before the result.
var how = map[Refused]string{
	ByCounty:    "您家的情况，我们已经入户了解，并经村级评议、乡镇审核和县级研究。结果是：不予纳入。",
	ByTown:      "您家的情况，我们已经入户了解，并经乡镇研究。结果是：不予纳入。",
	WithoutRisk: "您家申报的情况，我们已经入户核实，并听取了您的答复。结果是：目前没有发现返贫致贫风险，不予纳入。",
	OnReview:    "您家申请复核，我们由没有办理过此事的人重新看过。结果是：维持不予纳入。",
}

// above are the office that decided and the one above it, which reviews.
func (r Refusal) above(t *division.Table) (decided, reviews string) {
	county := r.Village.County()
	switch {
	case r.By == ByTown || r.By == WithoutRisk:
		return office(t, r.Village.Town()), office(t, county)
	case r.By == OnReview && !r.County:
		return office(t, county.Prefecture()), ""
	}
	return office(t, county), office(t, county.Prefecture())
}

// Sheet is the letter.
func (r Refusal) Sheet() (*Sheet, error) {
	named := r.By == ByCounty || r.By == ByTown
	switch {
	case r.Village.Level() != division.Village:
		return nil, fmt.Errorf("%s 不是一个村", r.Village)
	case r.Head.shown == "":
		return nil, errors.New("告知书上没有户主")
	case named && !slices.Contains(Grounds, r.Ground):
		return nil, fmt.Errorf("“%s”不是不予纳入的理由", r.Ground)
	case r.By == OnReview && r.Reason == "":
		return nil, errors.New("复核的告知书没有写明理由")
	case r.By != OnReview && r.WouldChange == "":
		return nil, errors.New("请写明出现什么情况可以再申请")
	case r.On == 0:
		return nil, errors.New("告知书没有日期")
	}
	if err := errors.Join(words("出现什么情况可以再申请", r.WouldChange, 300), words("理由", r.Reason, 2000)); err != nil {
		return nil, err
	}
	t := division.Guizhou()
	decided, reviews := r.above(t)
	says := []string{how[r.By]}
	switch {
	case r.By == WithoutRisk:
		says = append(says, "理由："+Grounds[0]+"。")
	case named:
		says = append(says, "理由："+r.Ground+"。")
	default:
		says = append(says, "理由："+r.Reason)
	}
	if r.WouldChange != "" {
		says = append(says, "出现下面的情况，您可以再次提出，我们会重新上门："+r.WouldChange)
	}
	if r.By == OnReview {
		says = append(says, "家里有新的情况，您可以随时再次提出，我们会重新上门。")
	} else {
		says = append(says, fmt.Sprintf("如果您不同意这个结果，可以在收到本告知书之日起 %d 日内，向%s申请复核。复核由没有办理过此事的人进行，不收任何费用。申请可以自己写，也可以请村干部代写。", reviewDays, reviews))
	}
	if r.Watched {
		says = append(says, "您家仍在风险消除后的回访期内，我们照常上门回访。")
	}
	return &Sheet{
		Title: "办理结果告知书", To: r.Head.shown,
		Blocks: paragraphs(append(says, "家里有困难时，仍然可以随时向"+committee(t, r.Village)+"说明，该享受的帮助不受这个结果影响。")...),
		Sign:   decided, On: r.On,
		Lines: []string{"送达人", "收到人"},
	}, nil
}
