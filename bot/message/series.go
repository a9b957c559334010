package message

import (
	"math/big"
	"slices"
	"strconv"
	"strings"

	"beilun/index"
	"beilun/index/answer"
	"beilun/knowledge"
	"beilun/knowledge/ledger"
)

// Series is figures that can be set side by side: one thing at several times,
// or several things. All are of one unit.
type Series struct {
	Title   string // whose figures, and of what
	Unit    string // of the values, with its scale: 亿元
	Compare bool   // of several things and not of several times
	Points  []Point
}

// Point is one figure of a series with its release.
type Point struct {
	Label  string  // the time or the thing
	Text   string  // as the release writes it, qualifier and unit included
	Value  float64 // in the unit of the series
	Note   string  // its relation to the others: another source's, planned
	Chart  bool    // one of the points of the chart; the table has all
	Source Source
}

// minPoints is what makes a series.
const minPoints = 2

// chartable reports whether enough points can be drawn.
func (s *Series) chartable() bool {
	n := 0
	for _, p := range s.Points {
		if p.Chart {
			n++
		}
	}
	return minPoints <= n && n <= limitPoints
}

// skips reports whether the chart is of years and some lie between its points,
// which have equal distances.
func (s *Series) skips() bool {
	last := 0
	for _, p := range s.Points {
		year, err := strconv.Atoi(strings.TrimSuffix(p.Label, "年"))
		if s.Compare || !p.Chart || err != nil {
			continue
		}
		if last > 0 && year-last > 1 {
			return true
		}
		last = year
	}
	return false
}

// compared makes the series of a question that sets several things side by
// side, nil for any other.
func compared(a *answer.Answer) *Series {
	c := a.Claim
	if c.Figure == nil || c.Figure.Value == nil {
		return nil
	}
	s := &Series{Compare: true, Title: c.Figure.Binding.Metric}
	w := WordsOf(false).Answer
	values := []*big.Rat{}
	add := func(c answer.Claim) {
		f := c.Figure
		if f == nil || f.Value == nil || f.Unit != a.Claim.Figure.Unit || f.Binding.Subject == "" {
			return
		}
		values = append(values, f.Value)
		s.Points = append(s.Points, Point{
			Label: f.Binding.Subject, Text: strings.Join(strings.Fields(f.Text), ""), Note: stateWords[f.Binding.State], Chart: true,
			Source: w.NewSource(c.Hit.Passage.Release),
		})
	}
	add(*c)
	for _, o := range a.Others {
		if o.Relation == answer.Compared {
			add(o)
		}
	}
	return s.finished(values, c.Figure.Unit)
}

// History returns the series of a figure through time, nil if it has too few
// points. rows are the figures of the same thing.
func History(f *knowledge.Figure, rows []index.Row) *Series {
	s := &Series{Title: f.Binding.Subject + f.Binding.Metric}
	var values []*big.Rat
	seen := map[string]*knowledge.Figure{} // by label: the one that is drawn
	rows = slices.Clone(rows)
	slices.SortStableFunc(rows, func(a, b index.Row) int { return b.AsOf().Compare(a.AsOf()) })
	for _, r := range rows {
		label := labelOf(r)
		if r.Figure.Value == nil || r.Figure != f && r.Figure.Binding.Doubtful() || r.Figure.Unit != f.Unit || label == "" || r.Figure.Binding.Change != f.Binding.Change || r.Figure.Per != f.Per {
			continue
		}
		note := stateWords[r.Figure.Binding.State]
		if first, ok := seen[label]; ok && note == "" {
			note = noteAlso
			if !ledger.SameValue(first, r.Figure) {
				note = noteOther
			}
		}
		p := Point{Label: label, Text: strings.Join(strings.Fields(r.Figure.Text), ""), Note: note, Source: WordsOf(false).Answer.NewSource(r.Passage.Release)}
		if p.Chart = note == "" && r.Figure.Binding.State == f.Binding.State; p.Chart {
			seen[label] = r.Figure
		}
		s.Points, values = append(s.Points, p), append(values, r.Figure.Value)
	}
	slices.Reverse(s.Points) // oldest first, as a line is read
	slices.Reverse(values)
	return s.finished(values, f.Unit)
}

// labelOf is the time that a row holds for: its period or, where it names
// none, the date of its release.
func labelOf(r index.Row) string {
	if p := r.Figure.Binding.Period; p != "" {
		return knowledge.PeriodWords(p)
	}
	return r.Passage.Release.Date.String()
}

// stateWords say that a figure is not reached yet.
var stateWords = map[knowledge.State]string{
	knowledge.Planned: "计划", knowledge.Target: "目标", knowledge.Former: "原为", knowledge.Withdrawn: "已更正",
}

// Notes on a figure beside another of the same time.
const (
	noteOther = "另有说法"
	noteAlso  = "另见"
)

// finished sets the values in one scale; nil when the points are too few.
func (s *Series) finished(values []*big.Rat, unit string) *Series {
	most := new(big.Rat)
	for _, v := range values {
		if abs := new(big.Rat).Abs(v); abs.Cmp(most) > 0 {
			most = abs
		}
	}
	scale, word := big.NewRat(1, 1), ""
	switch {
	case most.Cmp(big.NewRat(1e8, 1)) >= 0:
		scale, word = big.NewRat(1e8, 1), "亿"
	case most.Cmp(big.NewRat(1e4, 1)) >= 0:
		scale, word = big.NewRat(1e4, 1), "万"
	}
	s.Unit = word + unit
	for i, v := range values {
		s.Points[i].Value, _ = new(big.Rat).Quo(v, scale).Float64()
	}
	if len(s.Points) > limitRows {
		s.Points = s.Points[len(s.Points)-limitRows:]
	}
	if len(s.Points) < minPoints || !s.varied() {
		return nil
	}
	return s
}

// varied reports whether the points have more than one label: one figure of
// several releases is no series.
func (s *Series) varied() bool {
	for _, p := range s.Points {
		if p.Label != s.Points[0].Label {
			return true
		}
	}
	return false
}
