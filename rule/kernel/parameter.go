package kernel

import "dixian/rule"

// parameter is param.x: constant along a village, and in a block of which all
// villages have one value it is a constant.
type parameter struct{ param *rule.Param }

func (k parameter) eval(s *slab, _ Bitmap) vector {
	f := s.frame
	if n, one := f.run.shared(k.param, f.from, f.to); one {
		return constant(n)
	}
	values, out := f.run.params[k.param.Index], vector{longs: s.longs()}
	for i, h := range s.house() {
		out.longs[i] = values[f.run.village[h]]
	}
	return out
}

func (k parameter) show() string { return "param." + k.param.Name }
