package kernel

import "dixian/rule"

// parameter is param.x: constant along a village, and in a block of which all
// villages have one value it is a constant.
type parameter struct{ param *rule.Param }

func (k parameter) eval(s *slab, _ Bitmap) vector {
	f := s.frame
	values := f.run.params[k.param.Index]
	first, last := f.run.village[f.from], f.run.village[f.to-1]
	same := true
	for _, n := range values[first : last+1] {
		same = same && n == values[first]
	}
	if same {
		return constant(values[first])
	}
	out := vector{longs: s.longs()}
	for i, h := range s.house() {
		out.longs[i] = values[f.run.village[h]]
	}
	return out
}

func (k parameter) show() string { return "param." + k.param.Name }
