package kernel

import (
	"fmt"

	"dixian/calendar"
	"dixian/rule"
)

// Input is what a run is about, beside the rows, date and coverage of a
// rule.Run: where values that many households share change.
type Input struct {
	Run *rule.Run
	// County numbers, from 0 on, the households among which Run.Coverage answers
	// alike; neighbours of one number are asked as one.
	County []int32
	// Village numbers, from 0 on and rising, the households among which parameters
	// have one value.
	Village []int32
	// Params are the parameters' values (fen, shares, ints) by rule.Param.Index and
	// village.
	Params [][]int64
}

// Run is a plan bound to rows, a date and what is covered. It is read by many
// frames at once.
type Run struct {
	plan    *Plan
	data    *rule.Data
	asOf    calendar.Date
	county  []int32
	village []int32
	params  [][]int64
	windows [][]window // by fact, by county; of folds and picks
}

// Bind prepares what all blocks share.
func (p *Plan) Bind(in Input) (*Run, error) {
	r := &Run{
		plan: p, data: in.Run.Data, asOf: in.Run.AsOf, county: in.County, village: in.Village, params: in.Params,
		windows: make([][]window, len(p.Program.Facts)),
	}
	if len(in.County) != r.data.Households || len(in.Village) != r.data.Households {
		return nil, fmt.Errorf("%d households have %d counties and %d villages", r.data.Households, len(in.County), len(in.Village))
	}
	var house []int // one of each county
	for h, c := range in.County {
		for int(c) >= len(house) {
			house = append(house, h)
		}
		house[c] = h
	}
	for i, f := range p.Program.Facts {
		if f.Form == rule.FormulaForm {
			continue
		}
		var err error
		if r.windows[i], err = windows(in.Run, f, house); err != nil {
			return nil, fmt.Errorf("fact %s: %w", f.Name, err)
		}
	}
	return r, nil
}
