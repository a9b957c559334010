package wire

import (
	"os"
	"strconv"
	"strings"
)

// Resident is the resident size of a process in bytes, 0 if it is unknown.
type Resident struct {
	Now  int64 `json:"now,omitempty"`
	Peak int64 `json:"peak,omitempty"` // the largest so far
	Own  int64 `json:"own,omitempty"`  // of Now, what are no pages of files, which the system takes back when it needs them
}

// Own returns the resident size of this process. It is known only on Linux.
func Own() Resident {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return Resident{}
	}
	return resident(string(status))
}

// resident parses the text of /proc/PID/status.
func resident(status string) Resident {
	var r Resident
	for line := range strings.Lines(status) {
		name, value, _ := strings.Cut(line, ":")
		kb, err := strconv.ParseInt(strings.TrimSuffix(strings.TrimSpace(value), " kB"), 10, 64)
		if err != nil {
			continue
		}
		switch name {
		case "VmRSS":
			r.Now = kb << 10
		case "VmHWM":
			r.Peak = kb << 10
		case "RssAnon":
			r.Own = kb << 10
		}
	}
	return r
}
