package screening

import (
	"fmt"
	"slices"
	"strings"

	"dixian/calendar"
	"dixian/division"
	"dixian/plan"
	"dixian/rule"
)

// ParameterChange is a value laid over those in force: in its division and below,
// where no narrower division has a value of its own.
type ParameterChange struct {
	Name     string
	Division division.Code
	N        int64         // fen, share (1/10 000) or int, by the parameter's type
	From     calendar.Date // day whose value above bounds it; 0: the day that is simulated
}

// ParseChange reads `name=value` or `name@division=value`, such as
// `medical_share_lifted@5203=0.4`: two, four or six digits name a province, a
// prefecture or a county, without them it is the province. It refuses parameters
// that no rule reads, values of another type, divisions that do not exist, and
// those that may not set it: the package says the lowest level that may, and in
// which direction a level below the province may go.
//
// Source: the casework contract, "Parameters say who may set them".
func ParseChange(pkg *plan.Package, program *rule.Program, asOf calendar.Date, text string) (ParameterChange, error) {
	var c ParameterChange
	left, value, found := strings.Cut(text, "=")
	if !found {
		return c, fmt.Errorf("%q is not name=value or name@division=value, such as medical_share_lifted@5203=0.4", text)
	}
	name, where, below := strings.Cut(left, "@")
	i := slices.IndexFunc(pkg.Parameters, func(p *plan.Parameter) bool { return p.Name == name })
	reads := program.ReadParams()
	if i < 0 || !reads[program.Params[i]] {
		var known []string
		for j, p := range pkg.Parameters {
			if reads[program.Params[j]] {
				known = append(known, p.Name)
			}
		}
		slices.Sort(known)
		if i >= 0 {
			return c, fmt.Errorf("no rule of the screening reads the parameter %s, so nothing would change; it may be one of %s", name, strings.Join(known, ", "))
		}
		return c, fmt.Errorf("there is no parameter %q; there are %s", name, strings.Join(known, ", "))
	}
	p := pkg.Parameters[i]
	n, err := plan.ParseValue(p.Type, value)
	if err != nil {
		return c, fmt.Errorf("%s: %w; write a value of type %s, such as %s", text, err, p.Type, like(p, asOf))
	}
	c = ParameterChange{Name: name, N: n, Division: division.Guizhou().Counties()[0].Province()}
	if below {
		if c.Division, err = wholeCode(where); err != nil {
			return c, fmt.Errorf("%s: %w", text, err)
		}
	}
	return c, c.Check(pkg, program, asOf)
}

// like is a value of a parameter, as an example.
func like(p *plan.Parameter, asOf calendar.Date) string {
	if v, ok := p.At(division.Guizhou().Counties()[0].Province(), asOf); ok {
		return plan.FormatValue(p.Type, v.N)
	}
	return map[rule.Kind]string{rule.Share: "0.5", rule.Money: "5000"}[p.Type.Kind] + map[bool]string{true: "30"}[p.Type.Kind == rule.Int]
}

// wholeCode fills a division's code up with zeros.
func wholeCode(text string) (division.Code, error) {
	if !slices.Contains([]int{2, 4, 6, 9, 12}, len(text)) {
		return 0, fmt.Errorf("there is no division %s; name one by its first two, four or six digits, or by all twelve", text)
	}
	code, err := division.ParseCode(text + strings.Repeat("0", 12-len(text)))
	if err != nil {
		return 0, err
	}
	if !division.Guizhou().Known(code) {
		return 0, fmt.Errorf("there is no division %s; name one by its first two, four or six digits, or by all twelve", text)
	}
	return code, nil
}

// Check refuses a change that could not be made: see ParseChange.
func (c ParameterChange) Check(pkg *plan.Package, program *rule.Program, asOf calendar.Date) error {
	i := slices.IndexFunc(pkg.Parameters, func(p *plan.Parameter) bool { return p.Name == c.Name })
	if i < 0 || !program.ReadParams()[program.Params[i]] {
		return fmt.Errorf("there is no parameter %q that a rule reads", c.Name)
	}
	from := asOf
	if c.From != 0 {
		from = c.From
	}
	if b := pkg.Parameters[i].Breach(c.Division, c.N, from); b != nil {
		return b
	}
	return nil
}

// over is a value in force under changes: the narrowest division decides, and a
// change goes before a value of the same one, a later change before an earlier.
func over(v plan.Value, name string, where division.Code, changes []ParameterChange) int64 {
	n, level := v.N, v.Division.Level()
	for _, c := range changes {
		if c.Name == name && (c.Division == where || c.Division.Contains(where)) && c.Division.Level() >= level {
			n, level = c.N, c.Division.Level()
		}
	}
	return n
}
