package bench

import (
	"fmt"
	"math"
	"slices"
)

// growthFrom is the size from which the growth of the time of an answer is reported.
const growthFrom = 10_000

// wantedLarge is the size from which the goals of large libraries apply.
const wantedLarge = 200_000

// rows compares the results with the goals.
func (r *run) rows() []Row {
	t := table{missing: len(r.programs) < 2, failed: r.failed}
	last := r.at(r.largest())
	large := func(l Limit) Limit { // applies to a large library only
		if last.Paragraphs < wantedLarge {
			return Limit{}
		}
		return l
	}
	t.less("cold start of ask, built-in releases", "ms", Limit{8, 150}, Limit{20, 60}, func(i int) float64 { return ms(r.starts[i].Took) })
	t.less("resident memory of that", "MB", Limit{5, 0}, Limit{8, 0}, func(i int) float64 { return mb(r.starts[i].Peak) })
	small := r.at(1500)
	if !r.planned(1500) {
		small = r.at(r.scale.groups[0][0])
	}
	r.answerRows(&t, small, Limit{0, 1}, Limit{0, 0.5}, Limit{0, 4}, Limit{0, 2})
	if last.Paragraphs != small.Paragraphs {
		r.answerRows(&t, last, large(Limit{15, 0}), large(Limit{30, 0}), large(Limit{15, 0}), large(Limit{30, 0}))
	}
	if from := r.sizeAt(growthFrom); from != nil && last.Paragraphs > growthFrom {
		name := fmt.Sprintf("growth of p50 from %s to %s paragraphs", thousands(growthFrom), thousands(last.Paragraphs))
		t.less(name, "x", large(Limit{0, 6}), large(Limit{0, 3}), func(i int) float64 {
			return float64(last.of(i).Whole.P50) / float64(from.of(i).Whole.P50)
		})
	}
	lastGroup := r.scale.groups[len(r.scale.groups)-1]
	fresh := r.at(lastGroup[0])
	t.from(measuring(fresh.Paragraphs))
	t.more("indexing "+thousands(fresh.Paragraphs)+" paragraphs anew", "/s", Limit{1.5, 0}, Limit{2.5, 0}, func(i int) float64 { return fresh.of(i).indexedPerSecond() })
	t.from(measuring(last.Paragraphs))
	t.less("disk for a paragraph of "+thousands(last.Paragraphs), "bytes", Limit{1, 0}, Limit{1 / 0.7, 0}, func(i int) float64 {
		return float64(last.of(i).Bytes) / float64(last.Paragraphs)
	})
	t.from(measuring(last.Paragraphs), adding)
	t.less("a new release into "+thousands(last.Paragraphs)+" paragraphs", "ms", large(Limit{0, 50}), large(Limit{0, 20}), func(i int) float64 { return ms(last.of(i).NewOne) })
	t.less("the first answer after that", "ms", large(Limit{0, 15}), large(Limit{0, 5}), func(i int) float64 { return ms(last.of(i).AfterNew) })
	load := last
	if r.planned(loadSize) {
		load = r.at(loadSize)
	}
	t.from(measuring(load.Paragraphs), loading(load.Paragraphs))
	t.more(fmt.Sprintf("questions by %d askers at %s", r.scale.askers, thousands(load.Paragraphs)), "/s", Limit{0, 1500}, Limit{0, 3000}, func(i int) float64 {
		return load.of(i).PerSecond
	})
	t.from(measuring(fresh.Paragraphs))
	t.less("resident memory before indexing", "MB", Limit{}, Limit{}, func(i int) float64 { return mb(fresh.of(i).AtStart.Now) })
	t.from(measuring(last.Paragraphs), remembering(last.Paragraphs))
	t.less("resident memory at "+thousands(last.Paragraphs)+" paragraphs", "MB", large(Limit{0, 400}), large(Limit{0, 250}), func(i int) float64 { return mb(last.of(i).Memory.Now) })
	t.less("of that, what are no pages of the index", "MB", Limit{}, Limit{}, func(i int) float64 { return mb(last.of(i).Memory.Own) })
	t.from()
	t.less("binary, stripped", "MB", Limit{0, 60}, Limit{0, 45}, func(i int) float64 { return mb(r.programs[i].size) })
	r.aloneRows(&t)
	r.seenRows(&t, load)
	r.stressRows(&t)
	return t.rows
}

// answerRows adds the rows of answers at a size, with goals for p50 and p99.
func (r *run) answerRows(t *table, s *Size, wanted50, aim50, wanted99, aim99 Limit) {
	t.from(measuring(s.Paragraphs))
	name := "answer at " + thousands(s.Paragraphs) + " paragraphs, "
	t.less(name+"p50", "ms", wanted50, aim50, func(i int) float64 { return ms(s.of(i).Whole.P50) })
	t.less(name+"p99", "ms", wanted99, aim99, func(i int) float64 { return ms(s.of(i).Whole.P99) })
}

// aloneRows adds the rows of searches without an answer, which need a peer.
func (r *run) aloneRows(t *table) {
	if t.missing {
		return
	}
	for _, sizes := range r.scale.groups {
		for _, n := range sizes {
			if !r.alone(n) {
				continue
			}
			s := r.at(n)
			t.from(measuring(n), searching(n))
			t.less("search alone at "+thousands(n)+", against Bleve's cjk", "ms", Limit{}, Limit{}, func(i int) float64 {
				if s.Alone == nil {
					return 0
				}
				return ms([]Percentiles{s.Alone.Beilun, s.Alone.Peer}[i].P50)
			})
		}
	}
}

// What an answer allocates is to be half of what it was on 2026-12-01 at 20,000
// paragraphs, 9,881 allocations and 1.41 MB, and a fifth is the aim.
const (
	allocsWere    = 9881
	allocatedWere = 1410 // KB
)

// seenRows adds the rows of what an answer allocates, and of what people see without a
// question.
func (r *run) seenRows(t *table, load *Size) {
	part := func(of float64) (wanted, aim Limit) {
		if load.Paragraphs != loadSize {
			return Limit{}, Limit{}
		}
		return Limit{0, of / 2}, Limit{0, of / 5}
	}
	at := " at " + thousands(load.Paragraphs)
	t.from(measuring(load.Paragraphs), loading(load.Paragraphs))
	wanted, aim := part(allocsWere)
	t.own("allocations of an answer"+at, "count", wanted, aim, load.Beilun.Allocs)
	wanted, aim = part(allocatedWere)
	t.own("memory allocated for an answer"+at, "KB", wanted, aim, load.Beilun.Allocated/1e3)
	at = " at " + thousands(r.largest())
	from := func(view string) { t.from(measuring(r.largest()), seeing, looking(view)) }
	for _, v := range []struct{ name, view string }{
		{"figures of everything", Table}, {"/beilun figures of a thing", FiguresOf}, {"Home in Slack", Home}, {"the site while one types", Typing}, {"the site's first page", FrontPage},
	} {
		from(v.view)
		t.own(v.name+at+", p50", "ms", Limit{}, Limit{}, ms(r.report.seen(v.view).P50))
		t.own(v.name+at+", p99", "ms", Limit{}, Limit{}, ms(r.report.seen(v.view).P99))
	}
	from(firstHome)
	t.own("Home in Slack, the first time", "ms", Limit{}, Limit{}, ms(r.report.seen(firstHome).P50))
	from(firstTyping)
	t.own("the site while one types, the first time", "ms", Limit{}, Limit{}, ms(r.report.seen(firstTyping).P50))
}

// stressRows adds the rows of a new machine, of little memory and of many files.
func (r *run) stressRows(t *table) {
	var pdf PDF
	if p := r.report.PDF; p != nil {
		pdf = *p
	}
	t.from(readingPDF)
	t.own("the first PDF on a machine", "s", Limit{}, Limit{}, pdf.First.Seconds())
	t.own("the next PDF, in another process", "s", Limit{}, Limit{}, pdf.Next.Seconds())
	wanted, aim := Limit{}, Limit{}
	if r.scale.limited >= loadSize {
		wanted, aim = Limit{0, 128}, Limit{0, 96}
	}
	t.from(limiting)
	t.own("GOMEMLIMIT that is enough at "+thousands(r.scale.limited), "MiB", wanted, aim, float64(r.report.least()))
	if len(r.report.Limited) > 0 && r.report.least() == 0 {
		t.none()
	}
	wanted, aim = Limit{}, Limit{}
	if r.scale.dropped >= manyDropped {
		wanted, aim = Limit{0, 15}, Limit{0, 8}
	}
	var fell Fall
	if f := r.report.Fell; f != nil {
		fell = *f
	}
	t.from(dropping)
	t.own(thousands(r.scale.dropped)+" files dropped at once, to searchable", "s", wanted, aim, fell.Took.Seconds())
}

// manyDropped is how many dropped files the goal is about.
const manyDropped = 20_000

// sizeAt returns the results at n paragraphs, nil if there are none.
func (r *run) sizeAt(n int) *Size {
	for i := range r.report.Sizes {
		if r.report.Sizes[i].Paragraphs == n {
			return &r.report.Sizes[i]
		}
	}
	return nil
}

// at returns the results at n paragraphs, empty if that size failed.
func (r *run) at(n int) *Size {
	if s := r.sizeAt(n); s != nil {
		return s
	}
	return &Size{Paragraphs: n, Beilun: &Measured{}}
}

// planned reports whether a size is one of those of the run.
func (r *run) planned(n int) bool {
	return slices.ContainsFunc(r.scale.groups, func(sizes []int) bool { return slices.Contains(sizes, n) })
}

// of returns the results of a program, by its index in run.programs.
func (s *Size) of(program int) *Measured {
	switch {
	case program == 0:
		return s.Beilun
	case s.Naive == nil:
		return &Measured{}
	}
	return s.Naive
}

// table collects rows.
type table struct {
	missing bool                         // there is no naive program
	failed  func(steps ...string) string // the first of steps that failed
	steps   []string                     // that measure the rows to come
	rows    []Row
}

// from sets the steps that measure the rows to come.
func (t *table) from(steps ...string) { t.steps = steps }

// own adds a row that only beilun has, of a value that should be small.
func (t *table) own(name, unit string, wanted, aim Limit, value float64) {
	t.less(name, unit, wanted, aim, func(program int) float64 {
		if program == 0 {
			return value
		}
		return 0
	})
}

// none says of the last row that no value was enough.
func (t *table) none() {
	row := &t.rows[len(t.rows)-1]
	row.None = true
	if row.Wanted != (Limit{}) {
		row.Reached = TooFar
	}
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
		if v := f(program); v > 0 && !math.IsInf(v, 1) {
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
	if row.Reached = row.reached(better); row.Beilun == nil {
		row.Failed = t.failed(t.steps...)
	}
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
