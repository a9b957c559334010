package bench

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"beilun/index/bench/wire"
)

// Report holds the results of a measurement. Times are in ns and sizes in bytes unless
// a name says otherwise.
type Report struct {
	Date    string  `json:"date"` // of the run, 2024-09-29
	Machine Machine `json:"machine"`
	Seed    uint64  `json:"seed"`
	Missing string  `json:"missing,omitempty"` // why there is no naive program
	Rows    []Row   `json:"rows"`
	Sizes   []Size  `json:"sizes"`
	Recall  *Recall `json:"recall,omitempty"` // of given questions

	Grown []string `json:"grown,omitempty"` // stages that grow faster than the square root of the library, a sentence each
	Seen  []Stage  `json:"seen,omitempty"`  // what people see of the largest library, by view
	Fell  *Fall    `json:"fell,omitempty"`  // files that were dropped at once
	PDF   *PDF     `json:"pdf,omitempty"`   // the first one on a machine

	Limited []Limited `json:"limited,omitempty"` // values of GOMEMLIMIT that were tried, the largest first
	Scores  *Scores   `json:"scores,omitempty"`  // of districts
	Failed  []Failure `json:"failed,omitempty"`
}

// Row is one goal for beilun, with the measured values.
type Row struct {
	Name   string   `json:"name"`
	Unit   string   `json:"unit"`
	Naive  *float64 `json:"naive"` // nil: unknown
	Beilun *float64 `json:"beilun"`
	Ratio  *float64 `json:"ratio"` // how many times better beilun is; nil: unknown

	Wanted  Limit   `json:"wanted"` // at least
	Aim     Limit   `json:"aim"`
	Reached Reached `json:"reached"`
	None    bool    `json:"none,omitempty"`   // no value that was tried was enough, so that Beilun is nil
	Failed  string  `json:"failed,omitempty"` // the step that failed, so that Beilun is nil
}

// Limit is the goal of a row. The zero Limit is no goal.
type Limit struct {
	Ratio float64 `json:"ratio,omitempty"` // how many times better beilun is; 0: any
	Value float64 `json:"value,omitempty"` // of beilun, in the row's unit; 0: any
}

// Reached is the goal that beilun reaches in a row, empty if there is no goal or no
// value.
type Reached string

// The values of Reached.
const (
	Aim    Reached = "aim"
	Wanted Reached = "yes"
	TooFar Reached = "no"
)

// Size holds the results at one size of the library.
type Size struct {
	Paragraphs int       `json:"paragraphs"`
	Beilun     *Measured `json:"beilun"`
	Naive      *Measured `json:"naive"` // nil: unknown
	Alone      *Alone    `json:"search_alone,omitempty"`
}

// Alone holds the times of searches without an answer.
type Alone struct {
	Beilun Percentiles `json:"beilun"`
	Peer   Percentiles `json:"cjk"` // of Bleve with its own analyzer for Chinese
}

// Measured holds the results of one program at one size.
type Measured struct {
	Added     int           `json:"added"`      // paragraphs that were new
	Fresh     bool          `json:"fresh"`      // into an empty index
	Indexing  time.Duration `json:"indexing"`   // time to index them
	CPU       time.Duration `json:"cpu"`        // time of the process for that; 0: unknown
	Bytes     int64         `json:"bytes"`      // of the index, on disk
	Memory    wire.Resident `json:"memory"`     // after the questions
	AtStart   wire.Resident `json:"at_start"`   // before anything was indexed; if Fresh
	Questions int           `json:"questions"`  // number that the following fields are about
	AnswerCPU time.Duration `json:"answer_cpu"` // of an answer, mean; 0: unknown
	Whole     Percentiles   `json:"whole"`      // of answers
	Stages    []Stage       `json:"stages"`     // parts of answers; nil: not measured
	NewOne    time.Duration `json:"new_one"`    // median time until a new release can be found; 0: not measured
	AfterNew  time.Duration `json:"after_new"`  // median time of the first answer after that
	PerSecond float64       `json:"per_second"` // questions from many askers; 0: not measured
	Allocs    float64       `json:"allocs"`     // of an answer, mean; 0: not measured
	Allocated float64       `json:"allocated"`  // bytes of them
}

// indexedPerSecond returns the number of paragraphs indexed per second.
func (m *Measured) indexedPerSecond() float64 { return float64(m.Added) / m.Indexing.Seconds() }

// Percentiles are percentiles of a time, in ns.
type Percentiles struct {
	P50 time.Duration `json:"p50"`
	P95 time.Duration `json:"p95"`
	P99 time.Duration `json:"p99"`
}

// Recall is the share of questions whose context was found first.
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

// latencies stores the times of answers in m. before is the CPU time of the process
// before the first of them.
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
}

// Stage holds the times of a part of answers.
type Stage struct {
	Name string `json:"name"`
	Percentiles
}

// stage returns the times of a stage, zero if it was not measured.
func (m *Measured) stage(name string) Percentiles {
	for _, s := range m.Stages {
		if s.Name == name {
			return s.Percentiles
		}
	}
	return Percentiles{}
}

// Err returns an error if a step failed, or if a stage grows faster than the square root
// of the library.
func (r *Report) Err() error {
	var errs []error
	for _, f := range r.Failed {
		errs = append(errs, fmt.Errorf("%s: %s", f.Step, f.Err))
	}
	if len(r.Grown) > 0 {
		errs = append(errs, errors.New("a stage of answers grows faster than the square root of the paragraphs: "+strings.Join(r.Grown, "; ")))
	}
	return errors.Join(errs...)
}

// seen returns the times of a view, zero if it was not measured.
func (r *Report) seen(name string) Percentiles {
	if i := slices.IndexFunc(r.Seen, func(s Stage) bool { return s.Name == name }); i >= 0 {
		return r.Seen[i].Percentiles
	}
	return Percentiles{}
}

// Failure is a step that failed. The rows of what it measures have no values.
type Failure struct {
	Step string `json:"step"`
	Err  string `json:"err"`
}

// mostCollecting is the share of the processor time that may go into collecting garbage
// where memory is enough, while the library is indexed and while it is asked and synced.
// With too little memory Go's runtime collects all the time and goes beyond the limit,
// but nothing fails, so that there is no other sign. With plenty it is below a tenth.
const mostCollecting = 0.25

// Limited is what a value of GOMEMLIMIT makes of a library that is indexed, asked by
// many and given a new release.
type Limited struct {
	MiB      int           `json:"mib"`
	Indexing time.Duration `json:"indexing"`
	Asked    int           `json:"asked"`    // questions answered
	Adding   time.Duration `json:"adding"`   // time until the new release can be found
	Building float64       `json:"building"` // share of the time of indexing that collected garbage
	Serving  float64       `json:"serving"`  // the same of the time after it
	Peak     int64         `json:"peak"`     // largest resident size in bytes; 0: unknown
	Err      string        `json:"err,omitempty"`
}

// Enough reports whether the memory was enough.
func (l Limited) Enough() bool {
	return l.Err == "" && l.Building <= mostCollecting && l.Serving <= mostCollecting
}

// least returns the least limit that was enough after all larger ones were, 0 if none
// was.
func (r *Report) least() (mib int) {
	for _, l := range r.Limited {
		if !l.Enough() {
			break
		}
		mib = l.MiB
	}
	return mib
}

// Scores are the shares of the questions about districts that are answered well, and of
// their facts that are read well, by the program as it is. So that speed is not bought
// with wrong answers, they are to be the same before and after a change.
type Scores struct {
	Districts  int     `json:"districts"`
	Answerable int     `json:"answerable"` // questions that have an answer
	Right      float64 `json:"right"`      // of these
	Quoted     float64 `json:"quoted"`     // of these
	First      float64 `json:"first"`      // of those with a known passage: it is the first one (R@1)
	Five       float64 `json:"five"`       // of those: among the first five
	Questions  int     `json:"questions"`  // with and without an answer
	Wrong      float64 `json:"wrong"`      // of these
	Facts      int     `json:"facts"`      // that a reader marked
	Whole      float64 `json:"whole"`      // of these: subject, metric and period are right
	Precision  float64 `json:"precision"`  // of the figures of the ledger
}

// Fall is how many files were dropped at once, and how long it took until a search found
// all of them.
type Fall struct {
	Files int           `json:"files"`
	Took  time.Duration `json:"took"`
}

// PDF is how long it takes to show a PDF of one page: the first on a machine, and the
// next.
type PDF struct {
	First time.Duration `json:"first"`
	Next  time.Duration `json:"next"`
}
