package trial

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"dixian/bench/compare"
	"dixian/bench/mutant"
	"dixian/bench/twin"
)

// Hunt screens the provinces of some trials by the twin once, and lets every
// mutant of the package run against them.
type Hunt struct {
	Product Product
	Trials  []Trial
	Work    string
}

// Fate is what became of a mutant.
type Fate int

// The fates of a mutant.
const (
	Survived Fate = iota // product and twin agree everywhere: nothing notices it
	Killed               // they differ
	Refused              // the package does not check: the language notices it
)

// Prepare makes the provinces and the twin's results.
func (h Hunt) Prepare(ctx context.Context) error {
	for i, t := range h.Trials {
		verdict, err := t.Run(ctx, h.Product, h.directory(i))
		if err != nil {
			return err
		}
		if !verdict.Agrees() {
			return fmt.Errorf("%s: product and twin differ already without a mutant", t)
		}
	}
	return nil
}

func (h Hunt) directory(i int) string { return filepath.Join(h.Work, fmt.Sprintf("province-%d", i+1)) }

// Try runs one mutant against the provinces until one tells.
func (h Hunt) Try(ctx context.Context, m mutant.Mutant) (Fate, error) {
	plan := filepath.Join(h.Work, "mutant")
	if err := m.Write(h.Product.Plan, plan); err != nil {
		return Survived, err
	}
	if err := h.Product.run(ctx, []string{"plan", "check", plan}); err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			return Refused, nil
		}
		return Survived, err
	}
	for i, t := range h.Trials {
		province := h.directory(i)
		out := filepath.Join(h.Work, "result")
		if err := os.RemoveAll(out); err != nil {
			return Survived, err
		}
		if err := h.Product.run(ctx, []string{"screen", "--registry", filepath.Join(province, "registry"), "--extracts", filepath.Join(province, "extracts"),
			"--plan", plan, "--as-of", t.AsOf, "--today", t.AsOf, "--out", out}); err != nil {
			return Survived, err
		}
		differences, err := compare.Directories(out, filepath.Join(province, string(twin.Checked)))
		if err != nil {
			return Survived, err
		}
		if len(differences) > 0 {
			return Killed, nil
		}
	}
	return Survived, nil
}
