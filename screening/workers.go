package screening

import (
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"dixian/panel"
)

// eachCounty calls do for the household range of every county, several at once.
func eachCounty(p *panel.Panel, workers int, do func(from, to int) error) error {
	var g errgroup.Group
	g.SetLimit(workers)
	for from := 0; from < p.Households; {
		to := from + 1
		for to < p.Households && p.County[to] == p.County[from] {
			to++
		}
		lo, hi := from, to
		g.Go(func() error { return do(lo, hi) })
		from = to
	}
	return g.Wait()
}

// blockSize is how many households one interpreter takes at a time.
const blockSize = 512

// eachBlock calls do for blocks of size households, several at once; worker says
// who.
func eachBlock(households, size, workers int, do func(worker, block, from, to int) error) error {
	var next atomic.Int64
	var g errgroup.Group
	for w := range workers {
		g.Go(func() error {
			for {
				block := int(next.Add(1)) - 1
				from := block * size
				if from >= households {
					return nil
				}
				if err := do(w, block, from, min(from+size, households)); err != nil {
					return err
				}
			}
		})
	}
	return g.Wait()
}
