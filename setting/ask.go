package setting

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"dixian/access"
	"dixian/division"
	"dixian/plan"
	"dixian/rule"
)

// Ask asks for a value. It refuses, with a *workflow.Refused, what the package
// does not allow, and a value from before today, except over one that is an
// example: what families were told by a document is not changed behind their backs.
func (s *Service) Ask(ctx context.Context, u *access.User, r *Request) error {
	if !MaySet(u, r.Division) {
		return access.ErrForbidden
	}
	return s.Store.Atomically(ctx, func(ctx context.Context) error {
		pkg, err := s.InForce(ctx)
		if err != nil {
			return err
		}
		p := pkg.Parameter(r.Parameter)
		if p == nil {
			return refuse("parameter", "没有参数“%s”", r.Parameter)
		}
		if err := s.bounded(p, r); err != nil {
			return err
		}
		if err := s.dated(p, r); err != nil {
			return err
		}
		if err := s.fits(pkg, p, r); err != nil {
			return err
		}
		switch {
		case strings.TrimSpace(r.Number) == "":
			return refuse("number", "请填写文件号：参数要有文件依据")
		case strings.TrimSpace(r.Reason) == "":
			return refuse("reason", "请写明理由")
		}
		r.State, r.AskedBy, r.AskedName, r.AskedAt = Pending, u.Login, u.Name, s.Now()
		if err := s.Store.CreateSetting(ctx, r); err != nil {
			return err
		}
		return s.log(ctx, u, "ask", r)
	})
}

func (s *Service) dated(p *plan.Parameter, r *Request) error {
	switch {
	case r.From == 0:
		return refuse("from", "请填写从哪天起")
	case r.To != 0 && r.To <= r.From:
		return refuse("to", "停用的日期要在启用之后")
	case r.From >= s.today():
		return nil
	}
	if v, ok := p.At(r.Division, r.From); ok && v.Status != "example" {
		return refuse("from", "%s起已有文件（%s）定的值，只能从今天起改；以前的不动", r.From, v.Number)
	}
	return nil
}

// bounded refuses what the package does not let the division set.
func (s *Service) bounded(p *plan.Parameter, r *Request) error {
	b := p.Breach(r.Division, r.Value, r.From)
	if b == nil {
		return nil
	}
	name := p.Label
	if name == "" {
		name = p.Name
	}
	switch b.Why {
	case plan.BreachNegative:
		return refuse("value", "“%s”不能小于零", name)
	case plan.BreachPlace:
		return refuse("division", "没有这个行政区划")
	case plan.BreachLevel:
		return refuse("division", "“%s”由%s定，%s不能改", name, levelWords[p.Lowest()], levelWords[r.Division.Level()])
	}
	way := map[string]string{"up": "高", "down": "低"}[p.Safer]
	return refuse("value", "上一级的“%s”是 %s，下级只能定得一样或更%s：不能让群众得到的比上级定的少", name, Worded(p.Type, b.Above.N), way)
}

// fits refuses a value with which the steps of a case could not keep its whole: what
// plan check proves of the package is proved again of all that would then hold. Of a
// parameter that is no limit nothing changes, and nothing is refused.
//
// Source: casework contract, States, "refuses a workflow that cannot keep its whole".
func (s *Service) fits(pkg *plan.Package, p *plan.Parameter, r *Request) error {
	limits := slices.ContainsFunc(s.Program.Workflows, func(w *rule.Workflow) bool {
		return w.Whole != nil && (w.Whole.Limit != nil && w.Whole.Limit.Name == p.Name ||
			slices.ContainsFunc(w.Whole.Path, func(st *rule.State) bool { return st.Limit != nil && st.Limit.Name == p.Name }))
	})
	if !limits {
		return nil
	}
	o := p.With(pkg, plan.Value{Division: r.Division, From: r.From, To: r.To, N: r.Value, Status: "verified", Number: r.Number}).Overrun(s.Program, r.Division, r.From, r.To)
	if o == nil {
		return nil
	}
	return refuse("value", "这样定，从 %s 起“%s”各步最多要 %d 天，超过全程的 %d 天，做不到；请先改短别的步骤，或把全程改长", o.On, o.Workflow, o.Steps, o.Most)
}

var levelWords = map[division.Level]string{division.Province: "省级", division.Prefecture: "市州", division.County: "县级", division.Town: "乡镇", division.Village: "村级"}

// Worded writes a value with its unit.
func Worded(t rule.Type, n int64) string {
	text := plan.FormatValue(t, n)
	if t.Kind == rule.Money {
		return fmt.Sprintf("%s 元", text)
	}
	return text
}
