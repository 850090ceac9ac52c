package synth

// chance is a stream of random numbers that a seed determines (SplitMix64). It is
// a small value, so that each family has its own and blocks need not wait for
// each other.
type chance struct{ state uint64 }

const golden = 0x9E3779B97F4A7C15 // 2⁶⁴ / golden ratio, odd

func mix(z uint64) uint64 {
	z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
	z = (z ^ z>>27) * 0x94D049BB133111EB
	return z ^ z>>31
}

// newChance returns the stream of the given numbers, in this order.
func newChance(numbers ...uint64) chance {
	s := uint64(0)
	for _, n := range numbers {
		s = mix(s*golden + n + golden)
	}
	return chance{s}
}

func (c *chance) next() uint64 {
	c.state += golden
	return mix(c.state)
}

// below returns 0 … n−1.
func (c *chance) below(n int) int { return int((c.next() >> 32) * uint64(n) >> 32) }

// between returns a … b, both included.
func (c *chance) between(a, b int) int { return a + c.below(b-a+1) }

// perMille says yes n times in 1 000.
func (c *chance) perMille(n int) bool { return c.below(1000) < n }

// weighted returns an index with the given weights.
func (c *chance) weighted(weights []int) int {
	sum := 0
	for _, w := range weights {
		sum += w
	}
	n := c.below(sum)
	for i, w := range weights {
		if n < w {
			return i
		}
		n -= w
	}
	return len(weights) - 1
}

// Evenly spread draws. A situation of one family in a thousand must be there in a
// run of three thousand, which chance would not promise. The multiples of an
// irrational step, taken modulo 1, leave no interval of length 3/n empty among n
// of them in a row, whatever the start.
const (
	situationStep     = golden             // golden ratio
	authorisationStep = 0x6A09E667F3BCC909 // √2
	resettledStep     = 0xBB67AE8584CAA73B // √3
	vehicleStep       = 0x3C6EF372FE94F82B // √5
	estateStep        = 0xA54FF53A5F1D36F1 // √7
	businessStep      = 0x510E527FADE682D1 // √11
	payrollStep       = 0x9B05688C2B3E6C1F // √13
)

const million = 1_000_000

// spread returns 0 … 999 999 for the n-th family, evenly over any run of families.
func spread(seed, step uint64, n int) int {
	at := mix(seed^step) + uint64(n)*step
	return int(at >> 32 * million >> 32)
}
