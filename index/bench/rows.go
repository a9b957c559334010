package bench

import (
	"fmt"
	"time"
)

// growthFrom is the size from which the growth of the time of an answer is reported.
const growthFrom = 10_000

// wantedLarge is the size from which the goals of large libraries apply.
const wantedLarge = 200_000

// rows compares the results with the goals.
func (r *run) rows() []Row {
	t := table{missing: len(r.programs) < 2}
	last := r.report.Sizes[len(r.report.Sizes)-1]
	large := func(l Limit) Limit { // applies to a large library only
		if last.Paragraphs < wantedLarge {
			return Limit{}
		}
		return l
	}
	t.less("cold start of ask, built-in releases", "ms", Limit{8, 150}, Limit{20, 60}, func(i int) float64 { return ms(r.starts[i].Took) })
	t.less("resident memory of that", "MB", Limit{5, 0}, Limit{8, 0}, func(i int) float64 { return mb(r.starts[i].Peak) })
	small := r.sizeAt(1500)
	if small == nil {
		small = &r.report.Sizes[0]
	}
	name := "answer at " + thousands(small.Paragraphs) + " paragraphs, "
	t.less(name+"p50", "ms", Limit{0, 3}, Limit{0, 1}, func(i int) float64 { return ms(small.of(i).Whole.P50) })
	t.less(name+"p99", "ms", Limit{0, 15}, Limit{0, 5}, func(i int) float64 { return ms(small.of(i).Whole.P99) })
	name = "answer at " + thousands(last.Paragraphs) + " paragraphs, "
	t.less(name+"p50", "ms", large(Limit{5, 0}), large(Limit{20, 0}), func(i int) float64 { return ms(last.of(i).Whole.P50) })
	t.less(name+"p99", "ms", large(Limit{5, 0}), large(Limit{20, 0}), func(i int) float64 { return ms(last.of(i).Whole.P99) })
	if from := r.sizeAt(growthFrom); from != nil && last.Paragraphs > growthFrom {
		name := fmt.Sprintf("growth of p50 from %s to %s paragraphs", thousands(growthFrom), thousands(last.Paragraphs))
		t.less(name, "x", large(Limit{0, 6}), large(Limit{0, 3}), func(i int) float64 {
			return float64(last.of(i).Whole.P50) / float64(from.of(i).Whole.P50)
		})
	}
	fresh := r.report.Sizes[0]
	for _, s := range r.report.Sizes {
		if s.Beilun.Fresh {
			fresh = s
		}
	}
	t.more("indexing "+thousands(fresh.Paragraphs)+" paragraphs anew", "/s", Limit{1, 0}, Limit{1.5, 0}, func(i int) float64 { return fresh.of(i).indexedPerSecond() })
	t.less("disk for a paragraph of "+thousands(last.Paragraphs), "bytes", Limit{1, 0}, Limit{1 / 0.7, 0}, func(i int) float64 {
		return float64(last.of(i).Bytes) / float64(last.Paragraphs)
	})
	t.less("a new release into "+thousands(last.Paragraphs)+" paragraphs", "ms", Limit{0, 300}, Limit{0, 100}, func(i int) float64 { return ms(last.of(i).NewOne) })
	t.less("the first answer after that", "ms", Limit{}, Limit{}, func(i int) float64 { return ms(last.of(i).AfterNew) })
	load := r.sizeAt(loadSize)
	if load == nil {
		load = &last
	}
	t.more(fmt.Sprintf("questions by %d askers at %s", r.scale.askers, thousands(load.Paragraphs)), "/s", Limit{0, 500}, Limit{0, 2000}, func(i int) float64 {
		return load.of(i).PerSecond
	})
	t.less("resident memory before indexing", "MB", Limit{}, Limit{}, func(i int) float64 { return mb(fresh.of(i).AtStart.Now) })
	t.less("resident memory at "+thousands(last.Paragraphs)+" paragraphs", "MB", Limit{}, Limit{}, func(i int) float64 { return mb(last.of(i).Memory.Now) })
	t.less("binary, stripped", "MB", Limit{0, 40}, Limit{0, 25}, func(i int) float64 { return mb(r.programs[i].size) })
	return t.rows
}

// sizeAt returns the results at n paragraphs, nil if there are none.
func (r *run) sizeAt(n int) *Size {
	for i := range r.report.Sizes {
		if r.report.Sizes[i].Paragraphs == n {
			return &r.report.Sizes[i]
		}
	}
	return nil
}

// of returns the results of a program, by its index in run.programs.
func (s Size) of(program int) *Measured {
	if program == 0 {
		return s.Beilun
	}
	return s.Naive
}

// table collects rows.
type table struct {
	missing bool // there is no naive program
	rows    []Row
}

// less adds a row of a value that should be small. f returns the value of a program, 0
// if it is unknown.
func (t *table) less(name, unit string, wanted, aim Limit, f func(program int) float64) {
	t.add(Row{Name: name, Unit: unit, Wanted: wanted, Aim: aim}, f, func(beilun, other float64) float64 { return other / beilun })
}

// more is like less for a value that should be large.
func (t *table) more(name, unit string, wanted, aim Limit, f func(program int) float64) {
	t.add(Row{Name: name, Unit: unit, Wanted: wanted, Aim: aim}, f, func(beilun, other float64) float64 { return beilun / other })
}

// add adds a row. better returns how many times better a value of beilun is than
// another.
func (t *table) add(row Row, f func(int) float64, better func(beilun, other float64) float64) {
	known := func(program int) *float64 {
		if v := f(program); v > 0 {
			return &v
		}
		return nil
	}
	row.Beilun = known(0)
	if !t.missing {
		row.Naive = known(1)
	}
	if row.Beilun != nil && row.Naive != nil {
		x := better(*row.Beilun, *row.Naive)
		row.Ratio = &x
	}
	row.Reached = row.reached(better)
	t.rows = append(t.rows, row)
}

// reached returns the goal that a row reaches.
func (row *Row) reached(better func(beilun, other float64) float64) Reached {
	meets := func(l Limit) (known, ok bool) {
		if l.Ratio > 0 && row.Ratio == nil || l.Value > 0 && row.Beilun == nil || l == (Limit{}) {
			return false, false
		}
		return true, (l.Ratio == 0 || *row.Ratio >= l.Ratio) && (l.Value == 0 || better(*row.Beilun, l.Value) >= 1)
	}
	known, wanted := meets(row.Wanted)
	_, aim := meets(row.Aim)
	switch {
	case !known:
		return ""
	case !wanted:
		return TooFar
	case !aim:
		return Wanted
	}
	return Aim
}

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

func mb(bytes int64) float64 { return float64(bytes) / 1e6 }

// thousands formats a number with a comma between groups of digits.
func thousands(n int) string {
	if n < 1000 {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%s,%03d", thousands(n/1000), n%1000)
}
