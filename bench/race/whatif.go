package race

import (
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	"dixian/bench/twin"
)

// WhatIf asks the product and DuckDB by turns what a changed parameter would do,
// each on the same province, which it keeps ready: the product as a standing panel,
// DuckDB as a table of facts in memory. What is measured is the answer alone,
// counts by rule and county.
type WhatIf struct {
	Dixian, Plan  string // the product's binary and its package
	Panel         string // a standing panel made by `dixian panel build`
	Parameter     string
	Value         string
	Rounds, Times int // so many answers in each round
	Threads       int
	Told          io.Writer
}

// Answers are the medians of rounds, by who answers: product, all, and the
// question about the changed parameter's rules alone.
type Answers map[string][]time.Duration

// Run puts the questions and refuses when the counts differ.
func (w WhatIf) Run(ctx context.Context, facts *twin.Standing) (Answers, error) {
	answers := Answers{}
	for round := range w.Rounds {
		took, counts, err := w.product(ctx)
		if err != nil {
			return nil, err
		}
		answers["product"] = append(answers["product"], took)
		line := fmt.Sprintf("product %v", took)
		for _, question := range twin.Questions(w.Parameter) {
			said, all, err := facts.Ask(question, w.Parameter, w.Value, w.Times)
			if err != nil {
				return nil, err
			}
			for what, n := range said {
				if counts[what] != n {
					return nil, fmt.Errorf("%w: %s is %d for the product and %d for %s.sql", ErrDiffer, what, counts[what], n, question)
				}
			}
			slices.Sort(all)
			middle := all[len(all)/2]
			answers[question] = append(answers[question], middle)
			line += fmt.Sprintf(", %s.sql %v", question, middle)
		}
		fmt.Fprintf(w.Told, "round %d of %d: %s\n", round+1, w.Rounds, line)
	}
	return answers, nil
}

var tried = regexp.MustCompile(`tried in ([0-9.]+) ms`)

// product starts the product, which answers Times times and says the median.
func (w WhatIf) product(ctx context.Context) (time.Duration, twin.PerCounty, error) {
	beside, err := os.MkdirTemp("", "whatif-")
	if err != nil {
		return 0, nil, err
	}
	defer os.RemoveAll(beside)
	out := filepath.Join(beside, "out")
	told, err := command{program: w.Dixian, arguments: []string{"simulate", "--panel", w.Panel, "--plan", w.Plan,
		"--set", w.Parameter + "=" + w.Value, "--times", strconv.Itoa(w.Times), "--out", out}, env: []string{"GOMAXPROCS=" + strconv.Itoa(w.Threads)}}.output(ctx)
	if err != nil {
		return 0, nil, fmt.Errorf("%w\n%s", err, told)
	}
	found := tried.FindStringSubmatch(told)
	if found == nil {
		return 0, nil, fmt.Errorf("the product does not say how long it tried:\n%s", told)
	}
	ms, err := strconv.ParseFloat(found[1], 64)
	if err != nil {
		return 0, nil, err
	}
	counts, err := readCounts(filepath.Join(out, "counts.csv"))
	return time.Duration(ms * float64(time.Millisecond)), counts, err
}

// readCounts reads the households of each rule and county after the change.
func readCounts(path string) (twin.PerCounty, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", path, err)
	}
	out := twin.PerCounty{}
	for _, r := range rows[1:] { // rule, by, value, before, after, gained, lost
		if r[1] != "county" {
			continue
		}
		n, err := strconv.ParseInt(r[4], 10, 64)
		if err != nil {
			return nil, fmt.Errorf("reading %s: %w", path, err)
		}
		rule := r[0]
		if rule == "any alert" {
			rule = "alerted"
		}
		out[r[2][:6]+" "+rule] = n
	}
	return out, nil
}

// Print writes medians, spans and ratios.
func (a Answers) Print(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 0, 3, ' ', tabwriter.AlignRight)
	fmt.Fprintf(t, "\nmedian of %d\tanswer\t(from – to)\tover the product\t\n", len(a["product"]))
	product := middle(a["product"])
	for _, name := range a.names() {
		all := slices.Sorted(slices.Values(a[name]))
		fmt.Fprintf(t, "%s\t%s\t(%s – %s)\t%.1f ×\t\n", name, ms(middle(all)), ms(all[0]), ms(all[len(all)-1]), over(float64(middle(all)), float64(product)))
	}
	return t.Flush()
}

func (a Answers) names() (names []string) {
	for name := range a {
		names = append(names, name)
	}
	slices.SortFunc(names, func(x, y string) int { // the product first
		return strings.Compare(strings.Replace(x, "product", "", 1), strings.Replace(y, "product", "", 1))
	})
	return names
}

func middle(all []time.Duration) time.Duration {
	sorted := slices.Sorted(slices.Values(all))
	return sorted[len(sorted)/2]
}

func ms(d time.Duration) string { return fmt.Sprintf("%.1f ms", float64(d)/float64(time.Millisecond)) }
