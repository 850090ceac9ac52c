package screening

import (
	"sync"

	"dixian/rule/kernel"
)

// desk is where one worker of a trial works. Its memory is warm from the trial
// before: a slider asks for one after the other.
type desk struct {
	frame   *kernel.Frame
	delta   Counted         // what the trial changes in the blocks worked on here
	raised  []kernel.Bitmap // by rule, of the block under way; nil: nobody
	alerts  []kernel.Bitmap // those of them that are alerts
	alerted kernel.Bitmap
}

// clear forgets the block before; the next has that many words of households.
func (d *desk) clear(words int) {
	clear(d.raised)
	d.alerts = d.alerts[:0]
	d.alerted = append(d.alerted[:0], make(kernel.Bitmap, words)...)
}

// desks are those that no trial works at now.
type desks struct {
	mu   sync.Mutex
	free []*desk
}

// take hands out n desks whose deltas count nobody.
func (f *desks) take(s *Simulation, n int) []*desk {
	f.mu.Lock()
	defer f.mu.Unlock()
	out := make([]*desk, n)
	for i := range out {
		if last := len(f.free) - 1; last >= 0 {
			out[i], f.free = f.free[last], f.free[:last]
		} else {
			out[i] = &desk{frame: s.run.NewFrame(), raised: make([]kernel.Bitmap, len(s.program.Rules))}
		}
		out[i].delta = *s.nothing()
	}
	return out
}

// put takes desks back.
func (f *desks) put(all []*desk) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.free = append(f.free, all...)
}
