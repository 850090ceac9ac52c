package server

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"time"

	"dixian/access"
	"dixian/calendar"
	"dixian/casework"
	"dixian/document"
	"dixian/identity"
	"dixian/money"
	"dixian/registry"
)

// allLooks is more than anybody has looked at one household.
const allLooks = 100_000

func (s *Server) disclosureRoutes() {
	route(s, operation{
		id: "disclose", method: http.MethodPost, path: "/api/households/{code}/disclosure", summary: "给本人打印：记录了什么、谁看过", tag: "households", may: townUp, reads: true, files: []string{"application/pdf"},
	}, s.disclose)
}

// disclose prints for one member of a household what is recorded about them and
// who looked at it. Who printed it, and why, is a look like any other.
//
// Source: casework contract, "Declaration by a farmer".
func (s *Server) disclose(ctx context.Context, u *access.User, in *struct {
	Code string `path:"code" maxLength:"32"`
	Body struct {
		Number string `json:"number" maxLength:"20" doc:"of the member, masked, as the household has it"`
		Reason string `json:"reason" maxLength:"200" doc:"who asked, and how"`
	}
}) (*printed, error) {
	h, err := s.household(ctx, u, in.Code, false)
	if err != nil {
		return nil, err
	}
	switch {
	case strings.TrimSpace(in.Body.Reason) == "":
		return nil, invalid("reason", "请写明是谁、怎么要求的")
	case longNumber.MatchString(in.Body.Reason):
		return nil, invalid("reason", "理由要记入审计日志，不要写证件号、电话或账号")
	}
	i := slices.IndexFunc(h.Members, func(p registry.Person) bool { return p.Number == in.Body.Number })
	if i < 0 {
		return nil, invalid("number", "这一户没有这个人，请刷新后再选")
	}
	if !slices.ContainsFunc(u.RolesFor(h.Division), func(r string) bool { return slices.Contains(townUp, r) }) {
		return nil, access.ErrForbidden
	}
	days, err := s.Casework.Param("correction_days", h.Division)
	if err != nil {
		return nil, err
	}
	d := &disclosure{s: s, u: u, who: s.readerFor(u, h.Division), h: h, p: &h.Members[i]}
	parts, err := d.parts(ctx)
	if err != nil {
		return nil, err
	}
	sheet, err := document.Disclosure{Village: h.Division, Person: d.p.Name, Parts: parts, AnswerDays: int(days), By: u.Name, On: s.Casework.Today()}.Sheet()
	if err != nil {
		return nil, unprintable(err)
	}
	var b bytes.Buffer
	if err := sheet.Write(&b, document.PDF); err != nil {
		return nil, err
	}
	err = s.Casework.Registry.Atomically(ctx, func(ctx context.Context) error {
		look := s.look(u, h.Code, registry.LookedPrinted)
		look.Field, look.Reason = "disclosure", in.Body.Reason
		if err := s.Casework.Registry.AddLook(ctx, look); err != nil {
			return err
		}
		return s.log(ctx, u, "disclosure", "household/"+h.Code, in.Body.Reason)
	})
	if err != nil {
		return nil, err
	}
	return asFile(b.Bytes(), document.PDF, "个人信息记录告知表"), nil
}

// disclosure gathers what is recorded about one member.
type disclosure struct {
	s   *Server
	u   *access.User
	who reader
	h   *registry.Household
	p   *registry.Person
}

func (d *disclosure) parts(ctx context.Context) ([]document.Recorded, error) {
	page := householdPageView{}
	if err := d.s.pastOf(ctx, d.who, d.h.Code, &page); err != nil {
		return nil, err
	}
	held, err := d.s.Casework.Registry.CasesOf(ctx, []string{d.h.Code}, false)
	if err != nil {
		return nil, err
	}
	out := []document.Recorded{d.registered(), d.changed(page.Revisions)}
	alerts := document.Recorded{Heading: "三、预警，和得出预警的部门数据", Head: []string{"日期", "预警", "依据"}, Shares: []int{4, 5, 9}}
	acts := document.Recorded{Heading: "四、线索和案件", Head: []string{"日期", "事项", "经办人", "说明"}, Shares: []int{4, 4, 3, 7}}
	help := document.Recorded{Heading: "五、帮扶措施", Head: []string{"开始", "措施", "责任部门", "金额（元）"}, Shares: []int{4, 6, 4, 4}}
	shared := document.Recorded{Heading: "六、授权，和比对到的数据", Head: []string{"日期", "事项", "结果"}, Shares: []int{4, 6, 8}}
	for _, id := range held[d.h.Code] {
		file, err := d.s.Casework.File(ctx, d.u, id)
		if errors.Is(err, casework.ErrNotFound) {
			continue // went to another county with the case
		}
		if err != nil {
			return nil, err
		}
		if err := d.alerts(ctx, file.Case, &alerts); err != nil {
			return nil, err
		}
		for _, e := range d.s.events(file, d.who) {
			acts.Rows = append(acts.Rows, []string{e.Day, e.ActLabel, e.Name, e.Reason})
		}
		for _, m := range file.Measures {
			help.Rows = append(help.Rows, []string{dated(m.From), m.Class, m.Owner, money.Fen(m.Fen).String()})
		}
		if err := d.shared(file, &shared); err != nil {
			return nil, err
		}
	}
	out = append(out, alerts, acts, help, shared)
	looks, err := d.looks(ctx)
	return append(out, looks...), err
}

func (d *disclosure) registered() document.Recorded {
	p := d.who.person(*d.p, d.s.Casework.Today())
	has := func(is bool) string { return map[bool]string{true: "有记录", false: "没有"}[is] }
	return document.Recorded{Heading: "一、登记", Head: []string{"项目", "内容"}, Shares: []int{5, 13}, Rows: [][]string{
		{"姓名", p.Name}, {"户主", d.h.Head()}, {"与户主关系", p.Relation}, {"村", d.s.divisions.FullName(d.h.Division)}, {"户类型", d.h.Kind},
		{"性别", p.Sex}, {"出生", p.BirthDate}, {"民族", p.Ethnicity}, {"文化程度", p.Education}, {"健康状况", p.Health}, {"劳动能力", p.Labor}, {"状态", p.Status},
		{"共同生活", map[bool]string{true: "是", false: "否"}[p.LivingTogether]}, {"证件号码", has(p.HasID)}, {"本户电话", has(d.h.Phone != "")},
	}}
}

// changed are the changes of the register that are about the person or the whole
// household.
func (d *disclosure) changed(revisions []revisionView) document.Recorded {
	out := document.Recorded{Heading: "二、登记的变更", Head: []string{"日期", "改了什么", "经办人", "原因"}, Shares: []int{4, 6, 3, 5}}
	for _, r := range revisions {
		for _, x := range r.Differences {
			if x.Member == "" || x.Member == d.p.Name {
				out.Rows = append(out.Rows, []string{onDay(r.At), x.Label + "：" + x.Old + " → " + x.New, r.Name, r.Why})
			}
		}
	}
	return out
}

// alerts are those about the whole household or the person, each with the rows of
// departments that it rests on; rows of other members stay out.
func (d *disclosure) alerts(ctx context.Context, c *casework.Case, out *document.Recorded) error {
	why, err := d.s.why(ctx, c, d.who)
	for _, w := range why {
		if len(w.Members) > 0 && !slices.Contains(w.Members, d.p.Number) {
			continue
		}
		basis := []string{w.Says}
		for _, r := range w.Rows {
			if d.anothers(r) {
				continue
			}
			var cells []string
			for _, cell := range r.Cells {
				if cell.Value != d.p.Number {
					cells = append(cells, cell.Label+" "+cell.Value)
				}
			}
			basis = append(basis, r.Label+"："+strings.Join(cells, "，"))
		}
		out.Rows = append(out.Rows, []string{w.RaisedOn, w.Label, strings.Join(basis, "\n")})
	}
	return err
}

// anothers says whether a row names somebody else.
func (d *disclosure) anothers(r rowView) bool {
	return slices.ContainsFunc(r.Cells, func(c itemView) bool {
		return strings.Contains(c.Value, "****") && c.Value == identity.MaskID(c.Value) && c.Value != d.p.Number
	})
}

func (d *disclosure) shared(file *casework.File, out *document.Recorded) error {
	for _, a := range file.Authorisations {
		if a.Number == d.p.Number {
			until := "没有写到期日"
			if a.ValidTo != 0 {
				until = "到 " + dated(a.ValidTo)
			}
			out.Rows = append(out.Rows, []string{dated(a.SignedOn), "授权：" + a.Way, until})
		}
	}
	hits, err := d.s.hits(file, d.who)
	for _, x := range hits {
		if len(x.Members) == 0 || slices.Contains(x.Members, d.p.Number) {
			out.Rows = append(out.Rows, []string{x.SettledOn, "比对命中：" + x.Label, x.StatusLabel + "　" + x.Reason})
			for _, a := range x.Answers {
				out.Rows = append(out.Rows, []string{a.SaidOn, "您家的答复：" + x.Label, a.Says})
			}
		}
	}
	return err
}

var lookLabels = map[string]string{registry.LookedAtPage: "打开这一户", registry.LookedAtCase: "打开案件", registry.LookedUnmasked: "看号码全文", registry.LookedPrinted: "打印"}

// looks are who may see the household today and who has looked, each look.
func (d *disclosure) looks(ctx context.Context) ([]document.Recorded, error) {
	may := document.Recorded{Heading: "七、现在可以看的人", Head: []string{"姓名", "角色", "辖区"}, Shares: []int{5, 5, 8}}
	users, err := d.s.Desk.Store.Users(ctx)
	if err != nil {
		return nil, err
	}
	for _, m := range d.s.maySee(users, d.h.Division) {
		may.Rows = append(may.Rows, []string{m.Name, m.RoleLabel, m.DivisionName})
	}
	looked := document.Recorded{Heading: "八、谁看过", Head: []string{"时间", "姓名", "看了什么", "理由"}, Shares: []int{5, 4, 4, 5}}
	held, err := d.s.Casework.Registry.Looks(ctx, d.h.Code, allLooks)
	for _, l := range held {
		looked.Rows = append(looked.Rows, []string{onDay(time.Unix(0, l.At).In(d.s.Casework.Now().Location())), l.Name, lookLabels[l.What], l.Reason})
	}
	return []document.Recorded{may, looked}, err
}

// onDay is the day of a moment.
func onDay(at time.Time) string {
	return calendar.NewDate(at.Year(), int(at.Month()), at.Day()).String()
}
