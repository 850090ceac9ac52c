package race

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"dixian/bench/twin"
)

// Lowest is the smallest memory_limit at which DuckDB still finishes, to within
// a tenth, and what it used there.
type Lowest struct {
	Form   twin.Form `json:"form"`
	Limit  int64     `json:"memory_limit_bytes"`
	Sample Sample    `json:"run"`
}

// patience is how many times the default's median a run may take: beyond it,
// spilling has become the work.
const patience = 20

// FindLowest bisects over memory_limit for each form of SQL that competed. A run
// counts when it ends in time and finds what the default found.
func FindLowest(ctx context.Context, o Options, r *Report) error {
	for _, c := range r.Contenders[1:] {
		form := twin.Form(c.Name)
		low, high := int64(8<<20), c.Median.Peak
		best := Lowest{Form: form}
		for high-low > high/10 {
			limit := (low + high) / 2 >> 20 << 20
			sample, err := o.limited(ctx, c, limit)
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if err != nil {
				fmt.Fprintf(o.Told, "%s with memory_limit %s does not finish\n", title(c.Name), mebibytes(limit))
				low = limit
				continue
			}
			fmt.Fprintf(o.Told, "with memory_limit %s: %s\n", mebibytes(limit), told(c.Name, sample))
			high, best.Limit, best.Sample = limit, limit, sample
		}
		if best.Limit == 0 {
			return fmt.Errorf("%s finishes only with its default memory_limit", title(c.Name))
		}
		r.Lowest = append(r.Lowest, best)
	}
	return nil
}

func (o Options) limited(ctx context.Context, c Contender, limit int64) (Sample, error) {
	ctx, cancel := context.WithTimeout(ctx, time.Duration(patience*c.Median.Wall*float64(time.Second)))
	defer cancel()
	out := filepath.Join(o.Work, c.Name+"-limited")
	defer os.RemoveAll(out)
	attempt := o.twin(twin.Form(c.Name), out, fmt.Sprintf("%dMiB", limit>>20))
	sample, err := attempt.command.run(ctx)
	if err != nil {
		return sample, err
	}
	result, _, err := hashLists(out)
	if err == nil && result != c.result {
		err = errors.New("it finds something else")
	}
	return sample, err
}
