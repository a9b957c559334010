package wire

import "runtime/metrics"

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

// collecting returns the share of this process's processor time that went into
// collecting garbage, as of the last collection.
func collecting() float64 {
	s := read("/cpu/classes/gc/total:cpu-seconds", "/cpu/classes/gc/mark/idle:cpu-seconds", "/cpu/classes/total:cpu-seconds", "/cpu/classes/idle:cpu-seconds")
	gc, gcIdle, total, idle := s[0].Float64(), s[1].Float64(), s[2].Float64(), s[3].Float64()
	if total <= idle {
		return 0
	}
	return (gc - gcIdle) / (total - idle) // idle marking takes what nobody needs
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
