package bench

import "fmt"

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
	t.less(name+"p50", "ms", Limit{0, 1}, Limit{0, 0.5}, func(i int) float64 { return ms(small.of(i).Whole.P50) })
	t.less(name+"p99", "ms", Limit{0, 4}, Limit{0, 2}, func(i int) float64 { return ms(small.of(i).Whole.P99) })
	name = "answer at " + thousands(last.Paragraphs) + " paragraphs, "
	t.less(name+"p50", "ms", large(Limit{15, 0}), large(Limit{30, 0}), func(i int) float64 { return ms(last.of(i).Whole.P50) })
	t.less(name+"p99", "ms", large(Limit{15, 0}), large(Limit{30, 0}), func(i int) float64 { return ms(last.of(i).Whole.P99) })
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
	t.more("indexing "+thousands(fresh.Paragraphs)+" paragraphs anew", "/s", Limit{1.5, 0}, Limit{2.5, 0}, func(i int) float64 { return fresh.of(i).indexedPerSecond() })
	t.less("disk for a paragraph of "+thousands(last.Paragraphs), "bytes", Limit{1, 0}, Limit{1 / 0.7, 0}, func(i int) float64 {
		return float64(last.of(i).Bytes) / float64(last.Paragraphs)
	})
	t.less("a new release into "+thousands(last.Paragraphs)+" paragraphs", "ms", large(Limit{0, 50}), large(Limit{0, 20}), func(i int) float64 { return ms(last.of(i).NewOne) })
	t.less("the first answer after that", "ms", large(Limit{0, 15}), large(Limit{0, 5}), func(i int) float64 { return ms(last.of(i).AfterNew) })
	load := r.sizeAt(loadSize)
	if load == nil {
		load = &last
	}
	t.more(fmt.Sprintf("questions by %d askers at %s", r.scale.askers, thousands(load.Paragraphs)), "/s", Limit{0, 1500}, Limit{0, 3000}, func(i int) float64 {
		return load.of(i).PerSecond
	})
	t.less("resident memory before indexing", "MB", Limit{}, Limit{}, func(i int) float64 { return mb(fresh.of(i).AtStart.Now) })
	t.less("resident memory at "+thousands(last.Paragraphs)+" paragraphs", "MB", large(Limit{0, 400}), large(Limit{0, 250}), func(i int) float64 { return mb(last.of(i).Memory.Now) })
	t.less("binary, stripped", "MB", Limit{0, 60}, Limit{0, 45}, func(i int) float64 { return mb(r.programs[i].size) })
	for _, s := range r.report.Sizes {
		if s.Alone != nil {
			t.less("search alone at "+thousands(s.Paragraphs)+", against Bleve's cjk", "ms", Limit{}, Limit{}, func(i int) float64 {
				return ms([]Percentiles{s.Alone.Beilun, s.Alone.Peer}[i].P50)
			})
		}
	}
	r.seenRows(&t, load)
	return t.rows
}

// seenRows adds the rows that only beilun has: what an answer allocates, and what people
// see without a question.
func (r *run) seenRows(t *table, load *Size) {
	own := func(name, unit string, wanted, aim Limit, value float64) {
		t.less(name, unit, wanted, aim, func(program int) float64 {
			if program == 0 {
				return value
			}
			return 0
		})
	}
	at := " at " + thousands(load.Paragraphs)
	own("allocations of an answer"+at, "count", Limit{}, Limit{}, load.Beilun.Allocs)
	own("memory allocated for an answer"+at, "KB", Limit{}, Limit{}, load.Beilun.Allocated/1e3)
	at = " at " + thousands(r.largest())
	for _, v := range []struct{ name, view string }{
		{"figures of everything", Table}, {"/beilun figures of a thing", FiguresOf}, {"Home in Slack", Home}, {"the site while one types", Typing}, {"the site's first page", FrontPage},
	} {
		own(v.name+at+", p50", "ms", Limit{}, Limit{}, ms(r.report.seen(v.view).P50))
		own(v.name+at+", p99", "ms", Limit{}, Limit{}, ms(r.report.seen(v.view).P99))
	}
	own("Home in Slack, the first time", "ms", Limit{}, Limit{}, ms(r.report.seen(firstHome).P50))
	own("the site while one types, the first time", "ms", Limit{}, Limit{}, ms(r.report.seen(firstTyping).P50))
	if p := r.report.PDF; p != nil {
		own("the first PDF on a machine", "s", Limit{}, Limit{}, p.First.Seconds())
		own("the next PDF, in another process", "s", Limit{}, Limit{}, p.Next.Seconds())
	}
	wanted, aim := Limit{}, Limit{}
	if r.scale.limited >= loadSize {
		wanted, aim = Limit{0, 128}, Limit{0, 96}
	}
	own("GOMEMLIMIT that is enough at "+thousands(r.scale.limited), "MiB", wanted, aim, float64(r.report.Least))
	if f := r.report.Fell; f != nil {
		wanted, aim = Limit{}, Limit{}
		if f.Files >= manyDropped {
			wanted, aim = Limit{0, 15}, Limit{0, 8}
		}
		own(thousands(f.Files)+" files dropped at once, to searchable", "s", wanted, aim, f.Took.Seconds())
	}
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
