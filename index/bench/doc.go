// Package bench measures beilun side by side with a naive program, on the same
// machine, releases and questions and in the same minutes, and reports how many
// times better or worse it is.
//
// The naive program is a command of its own (index/bench/naive): it links gse's
// whole dictionary, 32 MB, which beilun must not carry. [Run] builds both with
// the Go tool and starts them as processes, so that neither's memory and
// garbage disturb the other, and speaks with them by package wire. Questions go
// to them in blocks by turns, first to the one and then to the other and the
// next time about, so that what else runs on the machine hits both.
//
// The releases are invented (package press) around the built-in ones, or made
// of the texts of context files.
package bench

import (
	"log/slog"
	"time"

	"beilun/index/eval"
)

// Options are what is measured.
type Options struct {
	Paragraphs int          // of the largest library; 0: DefaultParagraphs, or one for each of Contexts
	Seed       uint64       // of what is invented
	Quick      bool         // a small run that tests everything and measures little
	Contexts   []eval.Input // texts to make the releases of, as "eval qa" reads them; nil: invented ones
	Questions  *eval.Input  // to ask, as "eval qa" reads them; nil: invented ones
	Log        *slog.Logger // how far it is; nil: silent
}

// Limits of Options.Paragraphs.
const (
	DefaultParagraphs = 20_000
	MinParagraphs     = 1000
	MaxParagraphs     = 1_000_000
)

// scale is how much is done of everything.
type scale struct {
	groups    [][]int       // sizes of libraries in paragraphs; each group begins with an empty index that grows
	questions int           // for each size, at most
	patience  time.Duration // with questions and with new releases, each at one size: then there are no more
	warmUp    int           // questions before those that count
	block     int           // questions to one program before it is the other's turn
	starts    int           // cold starts
	added     int           // new releases
	load      time.Duration // of questions from many askers, for each round of two
	askers    int
}

// growing are the sizes that are measured before the largest, in one index that
// grows: those of a first and of a usual library, and powers of ten. The largest
// is made anew, so that indexing is measured there.
var growing = []int{1000, 1500, 10_000, 20_000}

func newScale(n int, quick bool) scale {
	if quick {
		return scale{groups: [][]int{{200}, {300, 500}}, questions: 20, patience: time.Minute, warmUp: 2, block: 5, starts: 1, added: 1, load: 200 * time.Millisecond, askers: 4}
	}
	s := scale{questions: 400, patience: 40 * time.Second, warmUp: 40, block: 25, starts: 7, added: 5, load: 3 * time.Second, askers: 8}
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
