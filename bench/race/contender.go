package race

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"dixian/bench/twin"
)

// Contender is who screens, and what its runs used.
type Contender struct {
	Name    string   `json:"name"` // product, typed, checked
	Version string   `json:"version"`
	Runs    []Sample `json:"runs"`
	Median  Sample   `json:"median"`
	Lines   int64    `json:"lines"` // of alerts, hits and findings together
	command command
	out     string
	result  string // the hash of its three lists, the same in all runs
}

// product screens with the binary.
func (o Options) product(out string) Contender {
	return Contender{Name: "product", out: out, command: command{
		program: o.Dixian,
		arguments: []string{"screen", "--registry", o.registry(), "--extracts", o.extracts(), "--plan", o.Plan,
			"--as-of", o.Province.AsOf, "--today", o.Province.AsOf, "--out", out},
		env: []string{"GOMAXPROCS=" + strconv.Itoa(o.Threads)},
	}}
}

// twin screens with DuckDB, memory being its memory_limit ("" is its default).
func (o Options) twin(form twin.Form, out, memory string) Contender {
	arguments := []string{"run", "--registry", o.registry(), "--extracts", o.extracts(), "--as-of", o.Province.AsOf,
		"--form", string(form), "--threads", strconv.Itoa(o.Threads), "--out", out}
	if memory != "" {
		arguments = append(arguments, "--memory", memory)
	}
	return Contender{Name: string(form), out: out,
		command: command{program: o.Twin, arguments: arguments, env: []string{"GOMAXPROCS=" + strconv.Itoa(o.Threads)}}}
}

// lists are the files that two contenders must agree on.
var lists = []string{"alerts.csv", "hits.csv", "findings.csv"}

// hashLists is one hash over the three lists, and their lines.
func hashLists(directory string) (hash string, lines int64, err error) {
	sum := sha256.New()
	for _, name := range lists {
		path := filepath.Join(directory, name)
		n, _, err := count(path)
		if err != nil {
			return "", 0, err
		}
		lines += max(0, n-1)
		file, err := os.Open(path)
		if err != nil {
			return "", 0, err
		}
		_, err = io.Copy(sum, file)
		file.Close()
		if err != nil {
			return "", 0, fmt.Errorf("reading %s: %w", path, err)
		}
	}
	return hex.EncodeToString(sum.Sum(nil)), lines, nil
}

// told is one run in a line.
func told(name string, s Sample) string {
	return fmt.Sprintf("%-8s %8s wall %8s cpu %10s", name, seconds(s.Wall), seconds(s.CPU), mebibytes(s.Peak))
}

func seconds(s float64) string {
	return time.Duration(s * float64(time.Second)).Round(10 * time.Millisecond).String()
}

func mebibytes(n int64) string { return fmt.Sprintf("%d MiB", n>>20) }
