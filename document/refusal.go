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

// Refusal is the letter to a family that is not taken in: why, what would change
// it, and how to have somebody else look again.
type Refusal struct {
	Village     division.Code
	Head        Head
	Ground      string // one of Grounds
	WouldChange string // what would change it, in plain words
	On          calendar.Date
}

// reviewDays is the term for asking for a review.
//
// Source: casework contract, "the way and term of review (30 days, another
// person, level above)".
const reviewDays = 30

// Sheet is the letter.
func (r Refusal) Sheet() (*Sheet, error) {
	switch {
	case r.Village.Level() != division.Village:
		return nil, fmt.Errorf("%s 不是一个村", r.Village)
	case r.Head.shown == "":
		return nil, errors.New("告知书上没有户主")
	case !slices.Contains(Grounds, r.Ground):
		return nil, fmt.Errorf("“%s”不是不予纳入的理由", r.Ground)
	case r.WouldChange == "":
		return nil, errors.New("请写明出现什么情况可以再申请")
	case r.On == 0:
		return nil, errors.New("告知书没有日期")
	}
	if err := words("出现什么情况可以再申请", r.WouldChange, 300); err != nil {
		return nil, err
	}
	t := division.Guizhou()
	county := r.Village.County()
	return &Sheet{
		Title: "办理结果告知书", To: r.Head.shown,
		Blocks: paragraphs(
			"您家的情况，我们已经入户了解，并经村级评议、乡镇审核和县级研究。结果是：不予纳入。",
			"理由："+r.Ground+"。",
			"出现下面的情况，您可以再次提出，我们会重新上门："+r.WouldChange,
			fmt.Sprintf("如果您不同意这个结果，可以在收到本告知书之日起 %d 日内，向%s申请复核。复核由没有办理过此事的人进行，不收任何费用。申请可以自己写，也可以请村干部代写。", reviewDays, office(t, county.Prefecture())),
			"家里有困难时，仍然可以随时向"+committee(t, r.Village)+"说明，该享受的帮助不受这个结果影响。",
		),
		Sign: office(t, county), On: r.On,
		Lines: []string{"送达人", "收到人"},
	}, nil
}
