package choice

import (
	"slices"
	"strconv"
	"strings"

	"beilun/index/answer/frame"
	"beilun/knowledge"
	"beilun/knowledge/concept"
	"beilun/knowledge/ledger"
)

// newest returns the day of the newest release among the passages.
func (r *Reading) newest() (d knowledge.Date) {
	for i := range r.hits {
		if o := r.hits[i].Passage.Release.Date; o.Compare(d) > 0 {
			d = o
		}
	}
	return d
}

func ageOf(newest, d knowledge.Date) int {
	if d.IsZero() {
		return 5
	}
	days := newest.Days() - d.Days()
	for i, most := range []int{0, 100, 370, 740} {
		if days <= most {
			return i
		}
	}
	return 4
}

// times is how the time of a candidate fits.
type times int

const (
	timeOpen      times = iota // none is asked for, and it tells none
	timeOpenWhole              // none is asked for, and it is of a year or a day
	timeOpenPart               // none is asked for, and it is of a part of a year
	timeEqual
	timeYear    // the year asked for, but of a part that is not
	timeLonger  // the year asked for, but of the whole and not the part
	timeRelease // it tells none, and the release is of the year
	timeSpoken  // it tells none, and the year stands in its sentence or heads
	timeUnknown // it tells none, and neither does the release
	timeOther
	numTimes
)

func (r *Reading) timeOf(c *Candidate) times {
	f := r.frame
	period := ""
	if c.Figure != nil {
		period = c.Figure.Binding.Period
		if c.Figure.Time != "" && f.Asks == frame.Time {
			period = c.Figure.Time
		}
	}
	part := ledger.PartOf(period)
	if len(f.Time.Years) == 0 {
		switch {
		case period == "":
			return timeOpen
		case part != "" && (f.Time.Part == "" || f.Time.Part != part):
			return timeOpenPart
		case f.Time.Part != "" && part == f.Time.Part:
			return timeEqual
		}
		return timeOpenWhole
	}
	if period != "" {
		for _, y := range f.Time.Years {
			if !slices.Contains(yearsOf(period), y) {
				continue
			}
			switch {
			case f.Time.Part == part:
				return timeEqual
			case f.Time.Part == "":
				return timeYear
			}
			return timeLonger
		}
		if f.Asks != frame.Time {
			return timeOther
		}
	}
	pg := &r.pages[c.page]
	date := pg.dateIn(r)
	for _, y := range f.Time.Years {
		if year := strconv.Itoa(y); strings.Contains(pg.sentences[c.sentence].folded, year) || strings.Contains(pg.heads.folded, year) {
			return timeSpoken
		}
	}
	switch {
	case slices.Contains(f.Time.Years, date.Year):
		return timeRelease
	case date.IsZero():
		return timeUnknown
	}
	return timeOther
}

// yearsOf returns the years of an ISO 8601 day or period.
func yearsOf(iso string) (out []int) {
	from, to, ranged := strings.Cut(iso, "/")
	year := func(s string) int {
		y, _ := strconv.Atoi(s[:min(4, len(s))])
		return y
	}
	first := year(from)
	last := first
	if ranged {
		last = year(to)
	}
	for y := first; y > 0 && y <= min(last, first+20); y++ {
		out = append(out, y)
	}
	return out
}

// grainOf reports how exact a time is: 1 an hour or a day, 2 a month, 3 a part of a year, 4 a
// year, 5 some years, 6 one that depends on what is not known; 0 for no time, 7 for one
// that only points at a time.
func grainOf(f *knowledge.Figure) int {
	if classOf(f) != concept.Date {
		return 0
	}
	from, to, ranged := strings.Cut(f.Time, "/")
	switch {
	case isPointer(f.Text):
		return 7
	case strings.HasPrefix(f.Time, "T") || f.Time == "" && clockPattern.MatchString(f.Text):
		return grainClock
	case f.Time == "" && weekPattern.MatchString(f.Text):
		return grainWeekday
	case f.Time == "" && holdsAny(f.Text, loadCues()["unfixed"]):
		return 10
	case f.Time == "" && strings.HasPrefix(f.Text, "每"):
		return 2
	case f.Time == "":
		return 6
	case !ranged && len(from) >= len("2024-01-01"):
		return 1
	case !ranged && len(from) == len("2024-01"):
		return 2
	case !ranged:
		return 4
	case len(from) >= 7 && len(to) >= 7 && from[:7] == to[:7]:
		return 2
	case from[:min(4, len(from))] == to[:min(4, len(to))] && strings.HasSuffix(from, "-01-01") && strings.HasSuffix(to, "-12-31"):
		return 4
	case from[:min(4, len(from))] == to[:min(4, len(to))]:
		return 3
	}
	return 5
}

// Values of grainOf, and how many there are.
const (
	grainClock   = 8 // a time of the day
	grainWeekday = 9
	numGrains    = 11
)

// isPointer reports whether a time only points at one: 今年, and not 今年9月.
func isPointer(text string) bool {
	cues := loadCues()
	rest := text
	for _, w := range cues["pointer"] {
		rest = strings.ReplaceAll(rest, w, "")
	}
	return rest != text && !strings.ContainsAny(rest, "0123456789０１２３４５６７８９"+hanDigits) && !holdsAny(rest, cues["partOfYear"])
}

// happens tells what happens in the clause of a figure: 1 all that is asked for, 2 a part of
// it, 3 something else, 4 nothing that is known; 5 where nothing is asked for and
// something happens, 0 where nothing does.
func (r *Reading) happens(c *Candidate) int {
	pl := &r.pages[c.page].clauses[c.clause].place
	asked, found := 0, 0
	for i, u := range r.units {
		if u.kind == concept.Event && u.concepts != nil {
			asked++
			if pl.units[i] >= 1 {
				found++
			}
		}
	}
	other := slices.ContainsFunc(pl.concepts, func(c *concept.Concept) bool { return c.Kind == concept.Event })
	switch {
	case asked == 0 && other:
		return 5
	case asked == 0:
		return 0
	case found == asked:
		return 1
	case found > 0:
		return 2
	case other:
		return 3
	}
	return 4
}

// tellsEnough is the share of what the best page tells of a question from which a page
// tells of what is asked.
const tellsEnough = 0.7

// asksNews reports whether the newest is asked for.
func (r *Reading) asksNews() bool { return r.frame.Asks == frame.Latest || r.frame.Time.Newest }

// newestTold returns the day of the newest release that tells of what is asked.
func (r *Reading) newestTold() (newest knowledge.Date) {
	told := make([]float64, len(r.pages))
	most := 0.0
	for i := range r.pages {
		pg := &r.pages[i]
		told[i] = pg.coverage
		for n := range r.names {
			best := pg.heads.names[n]
			for k := range pg.sentences {
				best = max(best, pg.sentences[k].names[n])
			}
			told[i] += float64(best)
		}
		most = max(most, told[i])
	}
	for i := range r.pages {
		if d := r.pages[i].dateIn(r); told[i] >= tellsEnough*most && d.Compare(newest) > 0 {
			newest = d
		}
	}
	return newest
}
