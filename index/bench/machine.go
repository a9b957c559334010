package bench

import (
	"os"
	"runtime"
	"strconv"
	"strings"
)

// Machine describes the machine of a measurement.
type Machine struct {
	OS     string `json:"os"`
	Arch   string `json:"arch"`
	CPUs   int    `json:"cpus"`
	Procs  int    `json:"gomaxprocs"`
	Memory int64  `json:"memory"` // bytes; 0: unknown
	Go     string `json:"go"`
}

func thisMachine() Machine {
	return Machine{runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), runtime.GOMAXPROCS(0), totalMemory(), runtime.Version()}
}

// totalMemory returns the machine's RAM in bytes, 0 except on Linux.
func totalMemory() int64 {
	info, err := os.ReadFile("/proc/meminfo")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(info)) {
		if rest, ok := strings.CutPrefix(line, "MemTotal:"); ok {
			kb, _ := strconv.ParseInt(strings.TrimSuffix(strings.TrimSpace(rest), " kB"), 10, 64)
			return kb << 10
		}
	}
	return 0
}
