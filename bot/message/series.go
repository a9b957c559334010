package message

import (
	"cmp"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"beilun/index"
	"beilun/index/answer"
	"beilun/index/answer/overview"
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
	Label  string  // the time or the thing, in the language of the reply
	Period string  // the time, in ISO; empty for a thing
	Text   string  // as the release writes it, qualifier and unit included
	Value  float64 // in the unit of the series
	Note   string  // a key of TableWords.Notes: another source's, planned; empty for most
	Chart  bool    // one of the points of the chart; the table has all
	Source Source
}

// minPoints is what makes a series, minDrawn what makes a chart or a table: less is a
// line of text.
const (
	minPoints = 2
	minDrawn  = 3
)

// Drawn reports whether there is more to see than the lines of a reply say.
func (s *Series) Drawn() bool { return s != nil && len(s.Points) >= minDrawn }

// Has reports whether o says of an earlier time, or once more, what a point of s says.
func (s *Series) Has(o Other) bool {
	w := WordsOf(o.Source.English).Answer
	says := func(r answer.Relation, p Point) bool { return o.Text == w.Relations[r]+w.Colon+p.Text }
	return slices.ContainsFunc(s.Points, func(p Point) bool {
		return p.Source.Title == o.Source.Title && (says(answer.Earlier, p) || says(answer.Same, p))
	})
}

// Chartable reports whether enough points can be drawn.
func (s *Series) Chartable() bool {
	n := 0
	for _, p := range s.Points {
		if p.Chart {
			n++
		}
	}
	return minDrawn <= n && n <= limitPoints
}

// skips reports whether the chart is of years and some lie between its points,
// which have equal distances.
func (s *Series) skips() bool {
	last := 0
	for _, p := range s.Points {
		if s.Compare || !p.Chart || ledger.PeriodType(p.Period) != "year" {
			continue
		}
		year, err := strconv.Atoi(p.Period[:min(len(p.Period), len("2006"))])
		if err != nil {
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
func compared(a *answer.Answer, english bool) *Series {
	c := a.Claim
	if c.Figure == nil || c.Figure.Value == nil {
		return nil
	}
	s := &Series{Compare: true, Title: c.Figure.Binding.Metric}
	w := WordsOf(english)
	values := []*big.Rat{}
	add := func(c answer.Claim) {
		f := c.Figure
		if f == nil || f.Value == nil || f.Unit != a.Claim.Figure.Unit || f.Binding.Subject == "" {
			return
		}
		values = append(values, f.Value)
		s.Points = append(s.Points, Point{
			Label: f.Binding.Subject, Text: strings.Join(strings.Fields(f.Text), ""), Note: w.noteOf(f), Chart: true,
			Source: w.Answer.NewSource(c.Hit.Passage.Release),
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

// tabled makes the series of the first column of a table that has enough figures of one
// unit to be drawn, nil if there is none.
func tabled(o *overview.Overview, english bool) *Series {
	if o.Kind != overview.Table {
		return nil
	}
	w := WordsOf(english)
	for i, m := range o.Metrics {
		s, unit, values := &Series{Compare: true, Title: m.Name}, "", []*big.Rat{}
		for _, it := range o.Items {
			at := len(it.Cells) - len(o.Metrics) + i // behind a day, if there is one
			if at < 0 || len(it.Cells[at]) == 0 {
				continue
			}
			row := it.Cells[at][0]
			f := row.Figure
			if f.Value == nil || len(values) > 0 && f.Unit != unit {
				continue
			}
			unit, values = f.Unit, append(values, f.Value)
			s.Points = append(s.Points, Point{
				Label: Clip(strings.Join(strings.Fields(it.Name), " "), maxTopic), Text: Clip(strings.Join(strings.Fields(f.Text), ""), maxTopic), Note: w.noteOf(f), Chart: true,
				Source: w.Answer.NewSource(row.Passage.Release),
			})
		}
		if s = s.finished(values, unit); s.Drawn() {
			return s
		}
	}
	return nil
}

// Compared returns the series of figures of several things, the largest first, nil if there
// are too few of one unit. The unit is that of the first row.
func Compared(title string, rows []index.Row, english bool) *Series {
	w := WordsOf(english)
	rows = slices.DeleteFunc(slices.Clone(rows), func(r index.Row) bool {
		f := r.Figure
		return f.Value == nil || f.Unit != rows[0].Figure.Unit || f.Binding.Change != rows[0].Figure.Binding.Change || f.Binding.Subject == ""
	})
	slices.SortStableFunc(rows, func(a, b index.Row) int { return b.Figure.Value.Cmp(a.Figure.Value) })
	s, values := &Series{Compare: true, Title: title}, []*big.Rat{}
	for _, r := range rows[:min(len(rows), limitRows)] {
		f := r.Figure
		values = append(values, f.Value)
		s.Points = append(s.Points, Point{
			Label: f.Binding.Subject, Text: strings.Join(strings.Fields(f.Text), ""), Note: w.noteOf(f), Chart: true,
			Source: w.Answer.NewSource(r.Passage.Release),
		})
	}
	if len(values) == 0 {
		return nil
	}
	return s.finished(values, rows[0].Figure.Unit)
}

// History returns the series of a figure through time, nil if it has too few
// points. rows are the figures of the same thing.
func History(f *knowledge.Figure, rows []index.Row, english bool) *Series {
	w := WordsOf(english)
	s := &Series{Title: f.Binding.Subject + f.Binding.Metric}
	var values []*big.Rat
	seen := map[string]*knowledge.Figure{} // by period: the one that is drawn
	rows = slices.Clone(rows)
	slices.SortStableFunc(rows, func(a, b index.Row) int { return b.AsOf().Compare(a.AsOf()) })
	for _, r := range rows {
		period := cmp.Or(r.Figure.Binding.Period, r.Passage.Release.Date.String())
		if r.Figure.Value == nil || r.Figure != f && r.Figure.Binding.Doubtful() || r.Figure.Unit != f.Unit || period == "" || r.Figure.Binding.Change != f.Binding.Change || r.Figure.Per != f.Per {
			continue
		}
		note := w.noteOf(r.Figure)
		if first, ok := seen[period]; ok && note == "" {
			note = noteAlso
			if !ledger.Consistent(first, r.Figure) {
				note = noteOther
			}
		}
		p := Point{Label: w.timeOf(r), Period: period, Text: strings.Join(strings.Fields(r.Figure.Text), ""), Note: note, Source: w.Answer.NewSource(r.Passage.Release)}
		if p.Chart = note == "" && r.Figure.Binding.State == f.Binding.State; p.Chart {
			seen[period] = r.Figure
		}
		s.Points, values = append(s.Points, p), append(values, r.Figure.Value)
	}
	slices.Reverse(s.Points) // oldest first, as a line is read
	slices.Reverse(values)
	return s.finished(values, f.Unit)
}

// timeOf is the time that a row holds for: its period or, where it names none, the
// date of its release.
func (w *Words) timeOf(r index.Row) string {
	if r.Figure.Binding.Period != "" {
		return w.Answer.period(r.Figure, r.Passage.Figures)
	}
	return w.Answer.period(&knowledge.Figure{Binding: knowledge.Binding{Period: r.Passage.Release.Date.String()}}, nil)
}

// noteOf is the note on a figure by its state; empty if it needs none.
func (w *Words) noteOf(f *knowledge.Figure) string {
	if note := string(f.Binding.State); w.Table.Notes[note] != "" {
		return note
	}
	return ""
}

// Notes on a figure beside another of the same time.
const (
	noteOther = "other"
	noteAlso  = "also"
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

// otherOf is a point as a line of its own.
func (w *Words) otherOf(p Point) Other {
	o := w.Answer.lineOf(p.Label+w.Answer.Colon, p.Text, p.Source)
	o.Text += w.Table.noteBeside(w.Answer, p)
	return o
}

// noteOf is the note on a point.
func (w *TableWords) noteOf(p Point) string {
	if word, ok := w.Notes[p.Note]; ok {
		return word
	}
	return p.Note // of a reply that was kept by an older version
}

func (w *TableWords) noteBeside(words *Wording, p Point) string {
	return words.remark(w.noteOf(p))
}
