package bench

import (
	"slices"
	"time"

	"beilun/index/bench/wire"
)

// Report is what was measured. Times are in ns and sizes in bytes where a name
// does not say otherwise.
type Report struct {
	Date    string  `json:"date"` // of the run, 2024-09-29
	Machine Machine `json:"machine"`
	Seed    uint64  `json:"seed"`
	Missing string  `json:"missing,omitempty"` // why there is no naive program beside beilun
	Rows    []Row   `json:"rows"`
	Sizes   []Size  `json:"sizes"`
	Recall  *Recall `json:"recall,omitempty"` // of given questions
}

// Row is one thing that is wanted of beilun.
type Row struct {
	Name   string   `json:"name"`
	Unit   string   `json:"unit"`
	Naive  *float64 `json:"naive"` // nil: not known
	Beilun *float64 `json:"beilun"`
	Ratio  *float64 `json:"ratio"` // how many times better beilun is; nil: not known

	Wanted  Limit   `json:"wanted"` // at least
	Aim     Limit   `json:"aim"`
	Reached Reached `json:"reached"`
}

// Limit is what is wanted of a row; the zero Limit is nothing.
type Limit struct {
	Ratio float64 `json:"ratio,omitempty"` // how many times better beilun is; 0: any
	Value float64 `json:"value,omitempty"` // of beilun, in the row's unit; 0: any
}

// Reached tells how far beilun has come in a row; it is empty where nothing is
// wanted or it is not known.
type Reached string

// What can be reached.
const (
	Aim    Reached = "aim"
	Wanted Reached = "yes"
	TooFar Reached = "no"
)

// Size is what was measured at one size of the library.
type Size struct {
	Paragraphs int       `json:"paragraphs"`
	Beilun     *Measured `json:"beilun"`
	Naive      *Measured `json:"naive"` // nil: not known
}

// Measured is what was measured of one program at one size.
type Measured struct {
	Added     int           `json:"added"`      // paragraphs that were new
	Fresh     bool          `json:"fresh"`      // into an empty index
	Indexing  time.Duration `json:"indexing"`   // of them
	CPU       time.Duration `json:"cpu"`        // that the process used for it; 0: not known
	Bytes     int64         `json:"bytes"`      // on disk, of all
	Memory    wire.Resident `json:"memory"`     // after the questions
	AtStart   wire.Resident `json:"at_start"`   // before anything was indexed; where Fresh
	Questions int           `json:"questions"`  // that the following are of
	AnswerCPU time.Duration `json:"answer_cpu"` // that an answer used in the mean; 0: not known
	Whole     Percentiles   `json:"whole"`      // of answers
	Analysis  Percentiles   `json:"analysis"`   // parts of them; 0 where they are not told apart
	Search    Percentiles   `json:"search"`     //
	Rerank    Percentiles   `json:"rerank"`     //
	Reading   Percentiles   `json:"reading"`    //
	NewOne    time.Duration `json:"new_one"`    // a new release, to searchable: median; 0: not measured
	AfterNew  time.Duration `json:"after_new"`  // the first answer after that: median
	PerSecond float64       `json:"per_second"` // questions, from many askers; 0: not measured
}

// indexedPerSecond returns the paragraphs that were indexed in a second.
func (m *Measured) indexedPerSecond() float64 { return float64(m.Added) / m.Indexing.Seconds() }

// Percentiles are of one kind of time, in ns.
type Percentiles struct {
	P50 time.Duration `json:"p50"`
	P95 time.Duration `json:"p95"`
	P99 time.Duration `json:"p99"`
}

// Recall is the share of questions whose context was the first to be found.
type Recall struct {
	Questions int      `json:"questions"`
	Beilun    float64  `json:"beilun"`
	Naive     *float64 `json:"naive"`
}

// percentiles computes percentiles by the nearest-rank rule. It sorts ds.
func percentiles(ds []time.Duration) Percentiles {
	if len(ds) == 0 {
		return Percentiles{}
	}
	slices.Sort(ds)
	rank := func(p int) time.Duration { return ds[max(0, (len(ds)*p+99)/100-1)] }
	return Percentiles{rank(50), rank(95), rank(99)}
}

// latencies puts the times of answers into m; before is the CPU time that the
// process had used before them.
func (m *Measured) latencies(replies []wire.Reply, before time.Duration) {
	of := func(f func(wire.Reply) time.Duration) Percentiles {
		ds := make([]time.Duration, len(replies))
		for i, r := range replies {
			ds[i] = f(r)
		}
		return percentiles(ds)
	}
	if m.Questions = len(replies); m.Questions > 0 {
		m.AnswerCPU = (replies[len(replies)-1].CPU - before) / time.Duration(m.Questions)
	}
	m.Whole = of(func(r wire.Reply) time.Duration { return r.Took })
	m.Analysis = of(func(r wire.Reply) time.Duration { return r.Stages.Analysis })
	m.Search = of(func(r wire.Reply) time.Duration { return r.Stages.Search })
	m.Rerank = of(func(r wire.Reply) time.Duration { return r.Stages.Rerank })
	m.Reading = of(func(r wire.Reply) time.Duration { return r.Stages.Reading })
}
