package bench

import (
	"fmt"
	"math"
	"time"

	"beilun/index/bench/wire"
)

// stage is a part of an answer.
type stage struct {
	name string
	of   func(*wire.Stages) *time.Duration
}

// stages are the parts of an answer in their order. Drawing, which follows, is measured
// by itself as a view.
var stages = []stage{
	{"understand", func(s *wire.Stages) *time.Duration { return &s.Understand }},
	{"candidates", func(s *wire.Stages) *time.Duration { return &s.Candidates }},
	{"judge", func(s *wire.Stages) *time.Duration { return &s.Judge }},
	{"choose", func(s *wire.Stages) *time.Duration { return &s.Choose }},
	{"compose", func(s *wire.Stages) *time.Duration { return &s.Compose }},
}

// drawing is the name of the stage after those of an answer.
const drawing = "draw"

// stagesOf returns the times of the stages of answers, nil for a program that does not
// measure them.
func stagesOf(replies []wire.Reply) []Stage {
	var out []Stage
	measured := false
	for _, st := range stages {
		ds := make([]time.Duration, len(replies))
		for i := range replies {
			ds[i] = *st.of(&replies[i].Stages)
			measured = measured || ds[i] > 0
		}
		out = append(out, Stage{st.name, percentiles(ds)})
	}
	if !measured {
		return nil
	}
	return out
}

// A stage may take as many times longer as the square root of how many times larger the
// library is. The questions at each size are others and the machine may have other work,
// so that half as much again is allowed, and only sizes that lie far apart are compared:
// from 10,000 to 20,000 paragraphs the square root is less than what other work makes of
// a time. What takes less than leastStage counts as taking that: a stage that goes from 2
// to 40 µs is of the processor's caches, and nobody waits for it.
const (
	leastStage = 50 * time.Microsecond
	leastApart = 5   // times as many paragraphs
	noise      = 1.5 // times the square root
)

// grown describes the stages that grow faster than the square root of the library, by
// the median: the slowest in a hundred are few, and those of other work.
func grown(sizes []Size) (out []string) {
	for _, large := range sizes {
		for _, small := range sizes {
			times := float64(large.Paragraphs) / float64(small.Paragraphs)
			if times < leastApart {
				continue
			}
			limit := noise * math.Sqrt(times)
			for _, s := range large.Beilun.Stages {
				then, now := small.Beilun.stage(s.Name).P50, s.P50
				if then == 0 {
					continue
				}
				if x := float64(max(now, leastStage)) / float64(max(then, leastStage)); x > limit {
					out = append(out, fmt.Sprintf("%s takes %s ms at %s paragraphs and %s ms at %s: %.1f times as long for %.1f times as many, and %.1f times is allowed",
						s.Name, millis(now), thousands(large.Paragraphs), millis(then), thousands(small.Paragraphs), x, times, limit))
				}
			}
		}
	}
	return out
}
