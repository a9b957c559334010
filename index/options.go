package index

import (
	"log/slog"
	"sync"
	"time"

	"beilun/index/store"
	"beilun/index/words"
	"beilun/knowledge"
	"beilun/knowledge/district"
)

// Options are the options of an index; the zero value is ready for use.
type Options struct {
	Lexicon *words.Lexicon // nil: the built-in words
	Logger  *slog.Logger   // nil: silent

	// Reading is how long a small file may take to be read; each megabyte of a
	// larger one may take as much as ReadingPerMB more. A file that takes longer
	// is refused with ErrSlow, and tried again when it has changed or an hour has
	// passed. 0: 30 s, and 2 s.
	Reading, ReadingPerMB time.Duration

	// District is the one that the releases are about; zero: found by the releases.
	District district.District

	// Folder names the folders that are synced, so that one that was exchanged for another
	// is noticed; see IsMoved.
	Folder string

	// Site is the web site that has a page for each release; nil: there is none.
	Site *Site

	// Today returns the day of a sync; nil: the clock's. A release with a later date is
	// taken without it until that day has come. An embargo has not ended before the
	// clock's day, either.
	Today func() knowledge.Date

	limits limits
	format int // of a new generation, set by tests; 0: store.FormatVersion
}

// limits are sizes and times that tests make smaller.
type limits struct {
	inPlace     int           // passages of a batch
	wholeAtOpen int64         // bytes of segments that Open reads whole
	patience    time.Duration // with bleve, for a batch and for closing
	noted       int           // releases from which Close writes a note
}

// builtInWords returns the lexicon of the built-in words, which takes a quarter of a second to
// make and is made once.
var builtInWords = sync.OnceValues(func() (*words.Lexicon, error) { return words.NewLexicon("") })

func (o Options) fill() (Options, error) {
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if o.Lexicon == nil {
		lex, err := builtInWords()
		if err != nil {
			return o, err
		}
		o.Lexicon = lex
	}
	if o.Today == nil {
		o.Today = today
	}
	if o.Reading <= 0 {
		o.Reading = readingTime
	}
	if o.ReadingPerMB <= 0 {
		o.ReadingPerMB = readingPerMB
	}
	if o.format == 0 {
		o.format = store.FormatVersion
	}
	if o.limits == (limits{}) {
		o.limits = limits{maxInPlace, store.WholeAtOpen, store.BatchPatience, store.LeastNoted}
	}
	return o, nil
}

// maxInPlace is the number of passages that one batch to the current
// generation may touch. A batch is built in memory: 2,000 passages take some
// 100 MB at most. More go into several, each of whole releases.
const maxInPlace = 2000

// How long the reading of a file may take where Options say nothing else.
const (
	readingTime  = 30 * time.Second
	readingPerMB = 2 * time.Second
)

// budget is how long the reading of a file may take; see Options.
type budget struct{ base, perMB time.Duration }

func (b budget) of(size int64) time.Duration {
	return b.base + time.Duration(float64(b.perMB)*float64(size)/(1<<20))
}

// aside is a file that took too long, or that is under an embargo.
type aside struct {
	digest string
	err    error
	until  time.Time      // when it is tried again; at once when it changes
	day    knowledge.Date // in place of until: the end of its embargo
}
