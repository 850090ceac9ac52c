package casework

import (
	"context"
	"regexp"
	"strings"

	"dixian/access"
)

// numberInWords is an ID number, phone or account that somebody wrote into a reason.
var numberInWords = regexp.MustCompile(`[0-9][0-9 -]{9,}[0-9Xx]`)

// Dismiss puts a declaration aside that is nobody's trouble: an advertisement, a
// joke, the same again. A person of the town or the county does it, says why, and
// was not who wrote it down. One whose household is known is never dismissed: it is
// a clue, and somebody visits.
//
// Source: casework contract, "a declaration is never settled at a desk".
func (s *Service) Dismiss(ctx context.Context, u *access.User, id int64, version int, reason string) (*Declaration, error) {
	reason = strings.TrimSpace(reason)
	var d *Declaration
	err := s.Store.Atomically(ctx, func(ctx context.Context) (err error) {
		if d, err = s.declarationFor(ctx, u, id, version); err != nil {
			return err
		}
		switch {
		case d.Household != "":
			return refuse("dismiss", "", "这份申报知道是哪一户，只能认户立案、上门核实，不能作废")
		case d.DismissedOn != 0:
			return refuse("dismiss", "", "这份申报已经作废")
		case d.By == u.Login:
			return refuse("dismiss", "", "您自己登记的申报，要由别人来作废")
		case reason == "":
			return refuse("dismiss", "reason", "请写明为什么作废，例如：广告、和另一份重复")
		case numberInWords.MatchString(reason):
			return refuse("dismiss", "reason", "理由里不要写身份证、电话或账号")
		}
		d.DismissedOn, d.DismissedBy, d.DismissedFor = s.Today(), u.Name, reason
		if err := s.Store.SaveDeclaration(ctx, d); err != nil {
			return err
		}
		return s.logDeclared(ctx, u.Login, "declaration.dismiss", d)
	})
	return d, err
}
