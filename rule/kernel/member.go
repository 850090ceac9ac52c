package kernel

import "fmt"

// among is `x in [..]` of whole numbers and of words of a code list.
type among struct {
	of    number
	list  []int64
	in    *set // those of the list that fit
	shown string
}

// newAmong takes the list as literals or words of a code list.
func newAmong(of number, list []number) among {
	k := among{of: of, in: new(set), shown: shows(list)}
	for _, item := range list {
		c := item.eval(nil, nil).c
		k.list = append(k.list, c)
		if 0 <= c && c < int64(len(k.in)) {
			k.in[c] = 1
		}
	}
	return k
}

func (k among) eval(s *slab, live Bitmap, both bool) truth {
	v := k.of.eval(s, live)
	var yes Bitmap
	switch {
	case v.bytes != nil && len(k.list) > 4:
		yes = s.bits()
		inSet(yes, v.bytes, k.in)
	case len(k.list) == 0:
		yes = s.zeros()
	default:
		yes = s.bits()
		s.equalConstant(yes, v, k.list[0])
		more := s.bits()
		for _, c := range k.list[1:] {
			s.equalConstant(more, v, c)
			yes.or(more)
		}
	}
	return decided(s, yes, v.known, both)
}

// set is which of the numbers 0 … 255 are in it.
type set [256]uint8

func inSet(out Bitmap, values []uint8, in *set) {
	for k := range out {
		var w uint64
		v := values[k<<6 : min(k<<6+64, len(values))]
		for i := len(v) - 1; i >= 0; i-- {
			w = w<<1 | uint64(in[v[i]])
		}
		out[k] = w
	}
}

// hasCode is has(codes, '…'): whether a place of the list is in the set.
type hasCode struct {
	of    number
	place int
}

func (k hasCode) eval(s *slab, live Bitmap, both bool) truth {
	v := k.of.eval(s, live)
	yes := s.zeros()
	for i := range s.n {
		if int32(v.at(i))&(1<<k.place) != 0 {
			yes.set(i)
		}
	}
	return decided(s, yes, v.known, both)
}

func (k compare) show() string { return words2[k.op] + "(" + k.a.show() + ", " + k.b.show() + ")" }
func (k among) show() string   { return "among(" + k.of.show() + ": " + k.shown + ")" }
func (k hasCode) show() string { return fmt.Sprintf("has(%s, %d)", k.of.show(), k.place) }

// words2 names the operators of compare.
var words2 = map[string]string{"_<_": "below", "_<=_": "upto", "_>_": "above", "_>=_": "from", "_==_": "equal", "_!=_": "unequal"}
