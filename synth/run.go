package synth

import (
	"context"
	"math"
	"runtime"
	"sync/atomic"

	"golang.org/x/sync/errgroup"
)

// run is what all blocks share; it does not change while they are made.
type run struct {
	era
	seed     uint64
	counties []county
	spans    []span
	newest   [tableCount]int32 // rows dated later are not delivered
	thin     [tableCount]int   // rows delivered of a million
	dirty    int               // rows dirtied of a million
	layouts  [tableCount]layout
	format   format
}

func newRun(o Options) (*run, error) {
	counties, err := places(o)
	if err != nil {
		return nil, err
	}
	r := &run{era: newEra(o.AsOf), seed: o.Seed, counties: counties, spans: spans(counties), dirty: share(o.Dirty)}
	for t := range tables {
		r.newest[t], r.thin[t] = math.MaxInt32, million
		if months, late := o.Late[tables[t].key]; late {
			r.newest[t] = r.before(tableID(t), months)
		}
		if part, thin := o.Thin[tables[t].key]; thin {
			r.thin[t] = share(part)
		}
		r.layouts[t] = layoutOf(tableID(t), o, len(counties))
	}
	r.format = formatOf(o.Format)
	return r, nil
}

func share(f float64) int { return int(math.Round(f * million)) }

// before returns the newest period of a table that is so many months late.
func (r *run) before(t tableID, months int) int32 {
	years := int32(months+11) / 12
	switch tables[t].period {
	case byMonth:
		return int32(r.month) - int32(months)
	case byYear:
		if t == tIncome { // of which last year's is the newest
			years++
		}
		return int32(r.year) - years
	case bySchoolYear:
		return int32(r.school) - years
	}
	return int32(r.outside(months))
}

// each makes all blocks, on all processors, and hands them to consume in order.
func (r *run) each(ctx context.Context, consume func(*block) error) error {
	workers := min(runtime.GOMAXPROCS(0), len(r.spans))
	// A worker takes an empty block before it takes a number, so the numbers under
	// way are consecutive and the lowest of them always has its block.
	empty := make(chan *block, workers+2)
	for range cap(empty) {
		empty <- newBlock(r)
	}
	full := make(chan *block, cap(empty))
	var next atomic.Int64
	group, ctx := errgroup.WithContext(ctx)
	for range workers {
		group.Go(func() error {
			for {
				var b *block
				select {
				case b = <-empty:
				case <-ctx.Done():
					return ctx.Err()
				}
				n := int(next.Add(1)) - 1
				if n >= len(r.spans) {
					return nil
				}
				b.make(n, r.spans[n])
				b.encode()
				full <- b
			}
		})
	}
	group.Go(func() error {
		waiting := map[int]*block{}
		for n := 0; n < len(r.spans); {
			select {
			case b := <-full:
				waiting[b.number] = b
			case <-ctx.Done():
				return ctx.Err()
			}
			for b := waiting[n]; b != nil; b = waiting[n] {
				if err := consume(b); err != nil {
					return err
				}
				delete(waiting, n)
				n++
				empty <- b
			}
		}
		return nil
	})
	return group.Wait()
}
