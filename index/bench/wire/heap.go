package wire

import (
	"runtime/metrics"
	"time"
)

// allocated is what a process has allocated since its start.
type allocated struct{ objects, bytes uint64 }

// heap returns what this process has allocated.
func heap() allocated {
	s := read("/gc/heap/allocs:objects", "/gc/heap/allocs:bytes")
	return allocated{s[0].Uint64(), s[1].Uint64()}
}

// since returns what was allocated for each of n questions since before.
func (a allocated) since(before allocated, n int) (objects, bytes float64) {
	if n == 0 {
		return 0, 0
	}
	return float64(a.objects-before.objects) / float64(n), float64(a.bytes-before.bytes) / float64(n)
}

// Work is processor time of a process since its start, as of its last collection of
// garbage.
type Work struct {
	Garbage time.Duration `json:"garbage,omitempty"` // collecting it, beside marking that took what nobody needed
	Busy    time.Duration `json:"busy,omitempty"`    // all that was not idle
}

// Collecting returns the share of the time since before that went into collecting
// garbage, 0 if nothing was collected.
func (w Work) Collecting(before Work) float64 {
	if w.Busy <= before.Busy {
		return 0
	}
	return float64(w.Garbage-before.Garbage) / float64(w.Busy-before.Busy)
}

// work returns the work of this process.
func work() Work {
	s := read("/cpu/classes/gc/total:cpu-seconds", "/cpu/classes/gc/mark/idle:cpu-seconds", "/cpu/classes/total:cpu-seconds", "/cpu/classes/idle:cpu-seconds")
	since := func(a, b int) time.Duration {
		return time.Duration((s[a].Float64() - s[b].Float64()) * float64(time.Second))
	}
	return Work{Garbage: since(0, 1), Busy: since(2, 3)}
}

// read reads metrics of the runtime.
func read(names ...string) []metrics.Value {
	samples := make([]metrics.Sample, len(names))
	for i, name := range names {
		samples[i].Name = name
	}
	metrics.Read(samples)
	values := make([]metrics.Value, len(names))
	for i, s := range samples {
		values[i] = s.Value
	}
	return values
}
