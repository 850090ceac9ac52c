package race

import (
	"bufio"
	"os"
	"runtime"
	"strconv"
	"strings"
)

// Machine is what a figure was measured on.
type Machine struct {
	System      string `json:"system"` // linux/amd64
	CPU         string `json:"cpu"`    // the model's name, "" where it is not told
	Cores       int    `json:"cores"`
	MemoryBytes int64  `json:"memory_bytes"`
}

// ThisMachine describes the machine.
func ThisMachine() Machine {
	m := Machine{System: runtime.GOOS + "/" + runtime.GOARCH, Cores: runtime.NumCPU(), CPU: field("/proc/cpuinfo", "model name")}
	if kib, found := strings.CutSuffix(field("/proc/meminfo", "MemTotal"), " kB"); found {
		n, _ := strconv.ParseInt(kib, 10, 64)
		m.MemoryBytes = n << 10
	}
	return m
}

// field is the first value of a name in a file of "name : value" lines.
func field(path, name string) string {
	file, err := os.Open(path)
	if err != nil {
		return ""
	}
	defer file.Close()
	for lines := bufio.NewScanner(file); lines.Scan(); {
		if key, value, found := strings.Cut(lines.Text(), ":"); found && strings.TrimSpace(key) == name {
			return strings.TrimSpace(value)
		}
	}
	return ""
}
