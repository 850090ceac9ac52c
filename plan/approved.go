package plan

import (
	"slices"

	"dixian/calendar"
	"dixian/division"
)

// With is the package with approved values laid over its own, those of a
// parameter in order of their approval. The package itself stays as it is: who
// holds one of the two, such as a run, keeps the values it began with.
//
// Source: casework contract, "Parameters say who may set them".
func (pkg *Package) With(approved map[string][]Value) *Package {
	out := *pkg
	out.Parameters = slices.Clone(pkg.Parameters)
	for i, p := range out.Parameters {
		if values := approved[p.Name]; len(values) > 0 {
			over := *p
			over.approved = values
			out.Parameters[i] = &over
		}
	}
	return &out
}

// Parameter finds a parameter by name; nil: there is none.
func (pkg *Package) Parameter(name string) *Parameter {
	i := slices.IndexFunc(pkg.Parameters, func(p *Parameter) bool { return p.Name == name })
	if i < 0 {
		return nil
	}
	return pkg.Parameters[i]
}

// At finds the value in force: the narrowest division that contains code, valid
// at d; of one division an approved value goes before the package's and the
// latest approval before an earlier. There is no default. An approved value that
// does less for families than what holds above it by now is passed over: a level
// below may only move the safer way, also when the level above moves later.
func (p *Parameter) At(code division.Code, d calendar.Date) (Value, bool) {
	best, found := Value{}, false
	for level := division.Province; level <= code.Level(); level++ {
		above, has := best, found
		for _, v := range p.parsed {
			if v.Division.Level() == level && v.Holds(code, d) {
				best, found = v, true
			}
		}
		for _, v := range p.approved {
			if v.Division.Level() == level && v.Holds(code, d) && !(has && p.lessSafe(v.N, above.N)) {
				best, found = v, true
			}
		}
	}
	return best, found
}

// lessSafe says whether n does less for families than another value.
func (p *Parameter) lessSafe(n, than int64) bool {
	return p.Safer == "up" && n < than || p.Safer == "down" && n > than
}

// With is the package with one more approved value of the parameter laid over it.
func (p *Parameter) With(pkg *Package, v Value) *Package {
	return pkg.With(map[string][]Value{p.Name: append(slices.Clone(p.approved), v)})
}

// All are the parameter's values, the package's in the order they stand there and
// then those approved.
func (p *Parameter) All() []Value { return slices.Concat(p.parsed, p.approved) }
