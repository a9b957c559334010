// Package bench measures beilun side by side with a naive program, on the same
// machine, releases and questions and at the same time, and reports how many times
// better or worse beilun is.
//
// The naive program is a command of its own (index/bench/naive), because it links
// gse's whole dictionary of 32 MB, which beilun must not contain. [Run] builds both
// with the Go tool and starts them as processes, so that they do not share memory and
// garbage collection, and communicates with them through package wire. The programs
// are asked in turn, a block of questions at a time and with the order reversed each
// time, so that other load on the machine affects both.
//
// An answer is measured by its stages too, see [index.Times], and the run fails when one
// of these grows faster than the square root of the library. What people see without a
// question is drawn by the packages that draw it for them, see [Views].
//
// A step that fails costs the rows of what it measures and no others: they say so in the
// report, and the run ends with an error.
//
// The releases are the built-in ones and invented ones (package press), or are made
// from the texts of context files.
package bench

import (
	"log/slog"
	"time"

	"beilun/index/eval"
)

// Options are the options of a measurement.
type Options struct {
	Paragraphs int          // of the largest library; 0: DefaultParagraphs, or the number of Contexts
	Seed       uint64       // of invented releases and questions
	Quick      bool         // a small run, as a test
	Contexts   []eval.Input // texts for the releases, as "eval qa" reads them; nil: invented ones
	Questions  *eval.Input  // questions, as "eval qa" reads them; nil: invented ones
	Scores     []string     // folders of districts to score, as "eval answers" reads them
	Log        *slog.Logger // progress; nil: silent
}

// Limits of Options.Paragraphs.
const (
	DefaultParagraphs = 20_000
	MinParagraphs     = 1000
	MaxParagraphs     = 1_000_000
)

// scale holds the sizes and numbers of a measurement.
type scale struct {
	groups    [][]int       // sizes of libraries in paragraphs; each group grows one index, empty at first
	questions int           // for each size, at most
	patience  time.Duration // time after which a size gets no more questions, and no more new releases
	warmUp    int           // questions before the measured ones
	block     int           // questions to one program before the other gets its turn
	starts    int           // cold starts
	added     int           // new releases
	load      time.Duration // duration of each of the two rounds of questions from many askers
	askers    int
	dropped   int // files at once
	limited   int // paragraphs with little memory
}

// loadSize is the size, besides the largest, at which many askers ask at once, and that
// of the library with little memory.
const loadSize = 20_000

// growing are the sizes that are measured in one growing index before the largest
// size: a first library, a usual one, and powers of ten. The largest index is built
// from nothing, so that indexing is measured there.
var growing = []int{1000, 1500, 10_000, 20_000}

func newScale(n int, quick bool) scale {
	if quick {
		return scale{groups: [][]int{{200}, {300, 500}}, questions: 20, patience: time.Minute, warmUp: 2, block: 5, starts: 1, added: 1, load: 200 * time.Millisecond, askers: 4, dropped: 20, limited: 200}
	}
	s := scale{questions: 400, patience: 40 * time.Second, warmUp: 40, block: 25, starts: 7, added: 5, load: 3 * time.Second, askers: 8, dropped: 20_000, limited: loadSize}
	var smaller []int
	for _, size := range growing {
		if size < n {
			smaller = append(smaller, size)
		}
	}
	if len(smaller) > 0 {
		s.groups = append(s.groups, smaller)
	}
	s.groups = append(s.groups, []int{n})
	return s
}
