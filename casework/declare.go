package casework

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"dixian/access"
	"dixian/calendar"
	"dixian/division"
	"dixian/identity"
	"dixian/workflow"
)

const (
	// againDays: a second declaration within them goes to the town.
	//
	// Source: casework contract, "A second declaration within 60 days goes to the
	// town directly".
	againDays = 60
	// What a page takes in a day, of one phone and of one village. No document of
	// ours sets them; who is turned away is told whom to call.
	phonePerDay   = 3
	villagePerDay = 200
)

// phoneNumber is a phone as a family writes it, without what stands between.
var phoneNumber = regexp.MustCompile(`^0?[0-9]{7,12}$`)

// family is who acts where a family declares itself: it may lay a clue in its
// village and nothing else.
func family(village division.Code) *access.User {
	return &access.User{Login: "-", Name: "农户本人", Grants: []access.Grant{{Role: "village_cadre", Division: village}}}
}

// Declare takes a declaration: from the family itself (u nil), or from an official
// who writes for it, with a household named where it is known. It opens the clue
// where the household is known and nothing was declared in the last 60 days.
// What is sent twice from one page is one declaration.
//
// It fails with *workflow.Refused that names everything in the way, or ErrNotFound.
func (s *Service) Declare(ctx context.Context, u *access.User, d *Declaration, files []DeclaredFile) error {
	d.Number, d.Phone = bare(d.Number), bare(d.Phone)
	if faults := s.faults(d, files); len(faults) > 0 {
		return &workflow.Refused{Move: "declare", Faults: faults}
	}
	d.At, d.Day, d.Receipt, d.Files = s.Now(), s.Today(), newSecret(receiptLength), len(files)
	if d.Once == "" {
		d.Once = newSecret(villageLength)
	}
	login := "-"
	if u != nil {
		login, d.By, d.ByName = u.Login, u.Login, u.Name
	}
	return s.Store.Atomically(ctx, func(ctx context.Context) error {
		held, err := s.Store.DeclarationOnce(ctx, d.Once)
		if err != nil || held != nil {
			if held != nil {
				*d = *held
			}
			return err
		}
		if u == nil {
			if err := s.crowded(ctx, d); err != nil {
				return err
			}
		}
		if err := s.belongsTo(ctx, u, d); err != nil {
			return err
		}
		n, err := s.Store.CountDeclared(ctx, Declared{Since: d.Day - againDays, Household: d.Household, Number: d.Number, Phone: d.Phone})
		if err != nil {
			return err
		}
		d.Again = n > 0
		if err := s.Store.CreateDeclaration(ctx, d, files); err != nil {
			return err
		}
		if err := s.logDeclared(ctx, login, "declaration.receive", d); err != nil {
			return err
		}
		if d.Household == "" || d.Again {
			return nil
		}
		if u == nil {
			u = family(d.Village)
		}
		return s.lay(ctx, u, d)
	})
}

// bare is a number without what people write between its digits.
func bare(number string) string {
	return strings.ToUpper(strings.NewReplacer(" ", "", "-", "", "　", "").Replace(strings.TrimSpace(number)))
}

// faults are everything that is wrong with what was filled in.
func (s *Service) faults(d *Declaration, files []DeclaredFile) (all []workflow.Fault) {
	fault := func(field, says string) { all = append(all, workflow.Fault{Field: field, Says: says}) }
	name := strings.TrimSpace(d.Name)
	if len(d.Troubles) == 0 && strings.TrimSpace(d.Words) == "" && len(files) == 0 {
		fault("troubles", "请勾一项难处，或者写几句、录一段话")
	}
	if slices.ContainsFunc(d.Troubles, func(t string) bool { return !slices.Contains(Troubles, t) }) {
		fault("troubles", "难处请从列出的里面勾")
	}
	if utf8.RuneCountInString(d.Words) > mostWords {
		fault("words", fmt.Sprintf("最多写 %d 个字，说不完可以录音", mostWords))
	}
	if name == "" || utf8.RuneCountInString(name) > 30 {
		fault("name", "请写上姓名")
	}
	if d.Number != "" {
		if _, _, err := identity.Parse(d.Number, s.Today()); err != nil {
			fault("number", "身份证号码不对，请对着证件再看一遍；不在手边可以不填")
		}
	}
	if d.Phone != "" && !phoneNumber.MatchString(d.Phone) {
		fault("phone", "电话号码不对，请再看一遍；没有电话可以不填")
	}
	if d.Channel == FromProxy && strings.TrimSpace(d.Proxy) == "" {
		fault("proxy", "替别人说的，请写上您自己的姓名")
	}
	if !slices.Contains([]string{FromHousehold, FromProxy}, d.Channel) {
		fault("channel", "申报是自己说的，或者替别人说的")
	}
	if d.Way != ByCode && !slices.Contains(Written, d.Way) {
		fault("way", "方式是扫码、代填、电话或口述")
	}
	if !d.Consent {
		fault("consent", "请勾上同意，村里和乡镇才能看您写的内容")
	}
	if len(files) > mostFiles {
		fault("files", fmt.Sprintf("录音和照片一共最多 %d 个", mostFiles))
	}
	return all
}

// crowded turns away what one phone or one village sends too much of in a day.
func (s *Service) crowded(ctx context.Context, d *Declaration) error {
	n, err := s.Store.CountDeclared(ctx, Declared{Since: d.Day, Village: d.Village})
	if err != nil {
		return err
	}
	if n >= villagePerDay {
		return refuse("declare", "", "今天这个村收到的太多了，请直接找村干部，或者打 12317")
	}
	if d.Phone == "" {
		return nil
	}
	if n, err = s.Store.CountDeclared(ctx, Declared{Since: d.Day, Phone: d.Phone}); err != nil {
		return err
	}
	if n >= phonePerDay {
		return refuse("declare", "phone", "这个电话今天已经报过几次，都收到了；还有要说的，请打 12317")
	}
	return nil
}

// belongsTo finds out whose declaration it is: the household that an official
// names, or the one of the village in which the number belongs to a person of
// that name. A number alone is not enough: somebody may have mistyped it.
func (s *Service) belongsTo(ctx context.Context, u *access.User, d *Declaration) error {
	if u != nil && !u.Sees(d.Village) {
		return ErrNotFound
	}
	if d.Household != "" {
		h, err := s.Registry.Household(ctx, d.Household, false)
		if err != nil {
			return err
		}
		if h.Division != d.Village {
			return refuse("declare", "household", "这一户不在这个村，请核对户编号")
		}
		return nil
	}
	if d.Number == "" {
		return nil
	}
	codes, err := s.Registry.HouseholdsByNumber(ctx, d.Number, []division.Code{d.Village})
	if err != nil || len(codes) != 1 {
		return err
	}
	h, err := s.Registry.Household(ctx, codes[0], true)
	if err != nil {
		return err
	}
	for _, p := range h.Members {
		if p.Number == d.Number && p.Name == strings.TrimSpace(d.Name) && p.Belongs() && h.EndedOn == 0 {
			d.Household = h.Code
		}
	}
	return nil
}

// lay opens the clue of a declaration whose household is known. Its words stay
// with the declaration, sealed; the clue's event says the troubles that were
// ticked.
func (s *Service) lay(ctx context.Context, u *access.User, d *Declaration) error {
	says := strings.Join(d.Troubles, "、")
	if says == "" {
		says = "见申报原话"
	}
	c, err := s.OpenSince(ctx, u, d.Household, d.Channel, fmt.Sprintf("%s（第 %d 号申报）", says, d.ID), d.Day)
	if err != nil {
		return err
	}
	d.CaseID = c.ID
	return s.Store.SaveDeclaration(ctx, d)
}

// declarationFor reads a declaration for the town's act upon it; a stale one is refused.
func (s *Service) declarationFor(ctx context.Context, u *access.User, id int64, version int) (*Declaration, error) {
	d, err := s.Store.Declaration(ctx, id, u.Scope())
	switch {
	case err != nil:
		return nil, err
	case !slices.ContainsFunc(u.RolesFor(d.Village), func(r string) bool { return slices.Contains(townAndUp, r) }):
		return nil, access.ErrForbidden
	case d.Version != version:
		return nil, ErrStale
	}
	return d, nil
}

// Identify says which household a waiting declaration is of; that opens its clue,
// whose clock began with the receipt. The town does it, or the county. A dismissed one may
// be taken up by it too.
func (s *Service) Identify(ctx context.Context, u *access.User, id int64, version int, household string) (*Declaration, error) {
	var d *Declaration
	err := s.Store.Atomically(ctx, func(ctx context.Context) (err error) {
		if d, err = s.declarationFor(ctx, u, id, version); err != nil {
			return err
		}
		if d.CaseID != 0 {
			return refuse("identify", "", "这份申报已经认到户了")
		}
		h, err := s.Registry.Household(ctx, strings.TrimSpace(household), false)
		if err != nil || h.EndedOn != 0 || h.Division.Town() != d.Village.Town() {
			return refuse("identify", "household", "本乡镇没有这一户，请核对户编号")
		}
		d.Household, d.DismissedOn, d.DismissedBy, d.DismissedFor = h.Code, 0, "", ""
		if err := s.lay(ctx, u, d); err != nil {
			return err
		}
		return s.logDeclared(ctx, u.Login, "declaration.identify", d)
	})
	return d, err
}

// NewVillageCode makes the code of a village's poster, in place of the one before.
func (s *Service) NewVillageCode(ctx context.Context, u *access.User, village division.Code) (*VillageCode, error) {
	c := &VillageCode{Code: strings.ToLower(newSecret(villageLength)), Village: village, MadeOn: s.Today(), MadeBy: u.Login}
	err := s.Store.Atomically(ctx, func(ctx context.Context) error {
		if err := s.Store.RenewVillageCode(ctx, c); err != nil {
			return err
		}
		return s.logAbout(ctx, u.Login, "village_code.renew", "division/"+village.String(), "")
	})
	return c, err
}

func (s *Service) logDeclared(ctx context.Context, login, action string, d *Declaration) error {
	return s.logAbout(ctx, login, action, fmt.Sprintf("declaration/%d", d.ID), d.Household)
}

// Progress is what a receipt shows: states and days, never data.
type Progress struct {
	Step string
	On   calendar.Date // 0: not yet
}

// steps are the acts that a receipt tells of, in plain words.
var steps = []struct{ says, act string }{
	{"村里或乡镇上门看过", "visit"}, {"核对情况", "compare"}, {"村里开会评议", "hold_meeting"}, {"张榜公布", "post"},
}

// Progress tells how far a declaration has come. Once there is an answer, steps
// that were not needed are left out.
func (s *Service) Progress(ctx context.Context, d *Declaration) ([]Progress, error) {
	out := []Progress{{"已经收到", d.Day}}
	if d.DismissedOn != 0 {
		return append(out, Progress{"乡镇看过，没有立案", d.DismissedOn}), nil
	}
	days, answered := map[string]calendar.Date{}, calendar.Date(0)
	if d.CaseID != 0 {
		c, err := s.Store.Case(ctx, d.CaseID, []division.Code{Everywhere})
		if err != nil {
			return nil, err
		}
		events, err := s.Store.Events(ctx, c.ID)
		if err != nil {
			return nil, err
		}
		for _, e := range events {
			if e.Day >= d.Day {
				days[e.Act] = e.Day
			}
		}
		switch {
		case !c.Open():
			answered = c.StateSince
		case c.IdentifiedOn >= d.Day:
			answered = c.IdentifiedOn
		}
	}
	for _, step := range steps {
		if answered == 0 || days[step.act] != 0 {
			out = append(out, Progress{step.says, days[step.act]})
		}
	}
	return append(out, Progress{"书面告诉您结果", answered}), nil
}
