package race

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"
)

// Sample is what one process used.
type Sample struct {
	Wall float64 `json:"wall_seconds"`
	CPU  float64 `json:"cpu_seconds"` // user and system
	Peak int64   `json:"peak_bytes"`  // the largest resident set
}

// command is a program with its arguments and what its environment adds.
type command struct {
	program   string
	arguments []string
	env       []string
}

// run starts the process, waits for its end, and tells what it used. What it
// wrote goes into the error when it fails.
func (c command) run(ctx context.Context) (Sample, error) {
	process := exec.CommandContext(ctx, c.program, c.arguments...)
	process.Env = append(os.Environ(), c.env...)
	started := time.Now()
	told, err := process.CombinedOutput()
	wall := time.Since(started)
	if err != nil {
		return Sample{}, fmt.Errorf("%s %s: %w\n%s", c.program, strings.Join(c.arguments, " "), err, told)
	}
	state := process.ProcessState
	return Sample{Wall: wall.Seconds(), CPU: (state.UserTime() + state.SystemTime()).Seconds(), Peak: peak(state)}, nil
}

// output runs the process for what it writes.
func (c command) output(ctx context.Context) (string, error) {
	told, err := exec.CommandContext(ctx, c.program, c.arguments...).CombinedOutput()
	if err != nil {
		err = fmt.Errorf("%s %s: %w", c.program, strings.Join(c.arguments, " "), err)
	}
	return string(told), err
}

// Median of the samples, each measure by itself.
func Median(samples []Sample) Sample {
	return Sample{
		Wall: median(samples, func(s Sample) float64 { return s.Wall }),
		CPU:  median(samples, func(s Sample) float64 { return s.CPU }),
		Peak: int64(median(samples, func(s Sample) float64 { return float64(s.Peak) })),
	}
}

func median(samples []Sample, of func(Sample) float64) float64 {
	if len(samples) == 0 {
		return 0
	}
	values := make([]float64, len(samples))
	for i, s := range samples {
		values[i] = of(s)
	}
	slices.Sort(values)
	middle := len(values) / 2
	if len(values)%2 == 1 {
		return values[middle]
	}
	return (values[middle-1] + values[middle]) / 2
}
