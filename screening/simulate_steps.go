package screening

import (
	"sync"

	"dixian/rule"
	"dixian/rule/kernel"
)

// steps keeps, of parameters that were tried before, where the comparisons of each
// block turn. To find them takes several trials' time, so the first trial of a
// parameter does without: who asks once does not wait, who moves a slider waits
// once.
type steps struct {
	mu    sync.Mutex
	tried map[*rule.Param]bool
	found map[*rule.Param][]*kernel.Steps // by block; nil where a block has none
}

// of are the steps of a change that moves one parameter and no coverage; nil: none
// are to be had.
func (t *steps) of(s *Simulation, p *rule.Param, m *moved) ([]*kernel.Steps, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if !t.tried[p] {
		if t.tried == nil {
			t.tried, t.found = map[*rule.Param]bool{}, map[*rule.Param][]*kernel.Steps{}
		}
		t.tried[p] = true
		return nil, nil
	}
	if found, is := t.found[p]; is {
		return found, nil
	}
	found := make([]*kernel.Steps, len(s.blocks))
	probe, desks := s.run.Probe(p), s.desks.take(s, s.workers)
	defer s.desks.put(desks)
	err := eachBlock(len(s.blocks), 1, s.workers, func(worker, i, _, _ int) error {
		f := desks[worker].frame
		f.Turn(s.run)
		found[i] = f.Steps(s.blocks[i].kept, p, &m.Moved, probe)
		return nil
	})
	if err != nil {
		return nil, err
	}
	t.found[p] = found
	return found, nil
}
