package screening

import (
	"fmt"
	"slices"
	"strings"

	"dixian/calendar"
	"dixian/division"
	"dixian/panel"
	"dixian/plan"
	"dixian/rule"
)

// params are the values of the package's parameters at the as-of date, looked up
// once a village: along a village a value does not change.
type params struct {
	asOf  calendar.Date
	items []*plan.Parameter // by rule.Param.Index
	reads map[*rule.Param]bool
	over  map[string]int64 // values laid over the package's (worked cases)
	fixed fixedValues      // values of an earlier run, instead of the package's; nil: none

	villages  []division.Code // in panel order
	villageOf []int32         // of each household
	values    [][]*plan.Value // by parameter, by village; those that agree share one
}

// MissingParameters names what has no value for a division and date. A run with
// a missing value stops before it reads a row: there is no default.
type MissingParameters struct {
	AsOf  calendar.Date
	Names []string
	Where division.Code
	Plan  string
}

func (m *MissingParameters) Error() string {
	return fmt.Sprintf("parameter %s has no value for %s on %s; add one in %s/, with the number of the document that sets it",
		strings.Join(m.Names, ", "), m.Where, m.AsOf, m.Plan)
}

// bindParams looks every parameter up in every village of the panel. A parameter
// without a value stops the run, naming all that are missing there.
func bindParams(pkg *plan.Package, asOf calendar.Date, over map[string]int64, p *panel.Panel) (*params, error) {
	b := &params{asOf: asOf, items: pkg.Parameters, reads: p.Program.ReadParams(), over: over}
	return b, b.bind(p, pkg.Dir)
}

// bind looks the values up in the villages of a panel; dir is the package's.
func (b *params) bind(p *panel.Panel, dir string) error {
	b.villageOf = make([]int32, 0, len(p.Division))
	for h, v := range p.Division {
		if h == 0 || v != p.Division[h-1] {
			b.villages = append(b.villages, v)
		}
		b.villageOf = append(b.villageOf, int32(len(b.villages)-1))
	}
	b.values = make([][]*plan.Value, len(b.items))
	for i := range b.values {
		b.values[i] = make([]*plan.Value, 0, len(b.villages))
	}
	narrow := make([]bool, len(b.items)) // it has a value of its own somewhere in the county
	for k, village := range b.villages {
		fresh := k == 0 || b.villages[k-1].County() != village.County()
		var missing []string
		for i, item := range b.items {
			if !fresh && !narrow[i] {
				b.values[i] = append(b.values[i], b.values[i][k-1])
				continue
			}
			if fresh {
				narrow[i] = b.narrower(item, village.County())
			}
			v, ok := b.lookup(item, village)
			if !ok && b.reads[p.Program.Params[i]] {
				missing = append(missing, item.Name)
			}
			b.values[i] = append(b.values[i], &v)
		}
		if len(missing) > 0 {
			return &MissingParameters{b.asOf, missing, village, dir}
		}
	}
	return nil
}

// narrower says whether some value of a parameter is set below a county: then its
// villages are asked one by one.
func (b *params) narrower(item *plan.Parameter, county division.Code) bool {
	below := func(v plan.Value) bool { return v.Division != county && county.Contains(v.Division) }
	return slices.ContainsFunc(item.All(), below) || slices.ContainsFunc(b.fixed[item.Name], below)
}

func (b *params) lookup(item *plan.Parameter, code division.Code) (plan.Value, bool) {
	if n, ok := b.over[item.Name]; ok {
		return plan.Value{N: n, Division: code.Province(), Status: "example"}, true
	}
	if v, ok := b.fixed.at(item.Name, code); ok {
		return v, true
	}
	return item.At(code, b.asOf)
}

// household is rule.Run's look-up.
func (b *params) household(rp *rule.Param, h int) (int64, error) {
	return b.values[rp.Index][b.villageOf[h]].N, nil
}

// at is a parameter's value in a county.
func (b *params) at(rp *rule.Param, county division.Code) (int64, error) {
	v, ok := b.lookup(b.items[rp.Index], county)
	if !ok {
		return 0, &MissingParameters{b.asOf, []string{rp.Name}, county, "the plan package"}
	}
	return v.N, nil
}

// CheckParameters stops before a row is read where the province itself lacks a
// value; narrower divisions are checked when the households are known.
func CheckParameters(pkg *plan.Package, program *rule.Program, asOf calendar.Date) error {
	b := &params{asOf: asOf}
	reads := program.ReadParams()
	province := division.Guizhou().Counties()[0].Province()
	var missing []string
	for i, item := range pkg.Parameters {
		if _, ok := b.lookup(item, province); !ok && reads[program.Params[i]] && len(item.Values) > 0 && !item.Narrower(province) {
			missing = append(missing, item.Name)
		}
	}
	if len(missing) > 0 {
		return &MissingParameters{asOf, missing, province, pkg.Dir}
	}
	return nil
}

// UsedValue is a parameter value that a run used, as results name it.
type UsedValue struct {
	Name     string `json:"name"`
	Division string `json:"division"`
	Value    string `json:"value"`
	Status   string `json:"status"`
	Number   string `json:"number"`
}

// used lists every value in force in the panel that the program reads, by name
// and division.
func (b *params) used(program *rule.Program) []UsedValue {
	var out []UsedValue
	for i, item := range b.items {
		if !b.reads[program.Params[i]] {
			continue
		}
		seen := map[division.Code]bool{}
		for _, value := range b.values[i] {
			if !seen[value.Division] {
				seen[value.Division] = true
				out = append(out, UsedValue{item.Name, value.Division.String(), plan.FormatValue(item.Type, value.N), value.Status, value.Number})
			}
		}
	}
	slices.SortFunc(out, func(a, b UsedValue) int {
		if d := strings.Compare(a.Name, b.Name); d != 0 {
			return d
		}
		return strings.Compare(a.Division, b.Division)
	})
	return out
}
