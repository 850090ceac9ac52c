package race

import (
	"encoding/json"
	"fmt"
	"io"
	"text/tabwriter"

	"dixian/bench/twin"
)

// Report is a race that was run to its end by contenders that agree.
type Report struct {
	Machine    Machine     `json:"machine"`
	Province   Province    `json:"province"`
	Threads    int         `json:"threads"`
	Contenders []Contender `json:"contenders"` // the product first
	Ratios     []Ratio     `json:"ratios"`
	Lowest     []Lowest    `json:"lowest,omitempty"`
}

// Ratio is a contender's median over the product's: how many times the product
// is faster, needs fewer seconds of a core, and less memory.
type Ratio struct {
	Over   string  `json:"over"`
	Wall   float64 `json:"wall"`
	CPU    float64 `json:"cpu"`
	Memory float64 `json:"memory"`
}

// Compare works out the ratios.
func (r *Report) Compare() {
	r.Ratios = nil
	product := r.Contenders[0].Median
	for _, c := range r.Contenders[1:] {
		r.Ratios = append(r.Ratios, Ratio{Over: c.Name, Wall: over(c.Median.Wall, product.Wall), CPU: over(c.Median.CPU, product.CPU),
			Memory: over(float64(c.Median.Peak), float64(product.Peak))})
	}
}

func over(a, b float64) float64 {
	if b == 0 {
		return 0
	}
	return a / b
}

// JSON writes the whole report.
func (r *Report) JSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(r)
}

// Print writes the report as a table.
func (r *Report) Print(w io.Writer) error {
	p := r.Province
	fmt.Fprintf(w, "\n%d households, seed %d, at %s, dirty %g: %d rows, %d MB of files in a warm cache\n", p.Households, p.Seed, p.AsOf, p.Dirty, p.Rows, p.Bytes/1e6)
	fmt.Fprintf(w, "%s, %d cores, %.0f GiB, %s; %d threads each\n", r.Machine.CPU, r.Machine.Cores, float64(r.Machine.MemoryBytes)/(1<<30), r.Machine.System, r.Threads)
	for _, c := range r.Contenders {
		fmt.Fprintf(w, "%s: %s, %d lines found\n", c.Name, c.Version, c.Lines)
	}
	t := tabwriter.NewWriter(w, 0, 0, 3, ' ', tabwriter.AlignRight)
	fmt.Fprintf(t, "\nmedian of %d\twall\t(from – to)\tcpu\tpeak memory\t\n", len(r.Contenders[0].Runs))
	for _, c := range r.Contenders {
		from, to := c.span()
		fmt.Fprintf(t, "%s\t%s\t(%s – %s)\t%s\t%s\t\n", title(c.Name), seconds(c.Median.Wall), seconds(from), seconds(to), seconds(c.Median.CPU), mebibytes(c.Median.Peak))
	}
	for _, ratio := range r.Ratios {
		fmt.Fprintf(t, "%s / product\t%.1f ×\t\t%.1f ×\t%.1f ×\t\n", title(ratio.Over), ratio.Wall, ratio.CPU, ratio.Memory)
	}
	for _, l := range r.Lowest {
		fmt.Fprintf(t, "%s, memory_limit %s\t%s\t\t%s\t%s\t\n", title(string(l.Form)), mebibytes(l.Limit), seconds(l.Sample.Wall), seconds(l.Sample.CPU), mebibytes(l.Sample.Peak))
	}
	return t.Flush()
}

// title says which of DuckDB's two forms is meant.
func title(name string) string {
	if name == string(twin.Typed) || name == string(twin.Checked) {
		return name + " SQL"
	}
	return name
}

func (c Contender) span() (from, to float64) {
	for i, s := range c.Runs {
		if i == 0 || s.Wall < from {
			from = s.Wall
		}
		to = max(to, s.Wall)
	}
	return from, to
}
