// Package contest ranks the figures that a question compares.
//
// Which is the most is answered by the words that have the largest of the
// figures that one release gives of what is asked for: a column of a table, the
// parts of a sentence, or the figures of things that the release names. Figures
// of several releases are of several times and are not compared. A question for
// what falls is answered by every figure that does.
package contest

import (
	"math/big"
	"slices"
	"strconv"
	"strings"

	"beilun/index/answer/choice/cue"
	"beilun/index/answer/choice/figures"
	"beilun/index/answer/choice/fit"
	"beilun/index/answer/choice/layout"
	"beilun/index/answer/choice/page"
	"beilun/index/answer/choice/question"
	"beilun/index/answer/frame"
	"beilun/internal/zhtext"
	"beilun/knowledge"
	"beilun/knowledge/ledger"
)

// Result is how a figure ranks.
type Result struct {
	At      knowledge.Span // in the text of its page
	Placing fit.Placing
}

// key identifies a series of figures that are compared.
type key struct {
	kind     fit.Series
	in       string // the release, of figures of one
	sentence [2]int // the page and the sentence, of parts of one
	measure  string
}

// contest collects the figures that a question compares.
type contest struct {
	q      *question.Question
	series map[key]*series
	keys   []key // of series, in the order of the pages
}

// Compare ranks the figures of pages that q compares, by page; nil if q compares
// nothing.
func Compare(q *question.Question, pages []page.Page) [][]Result {
	if !q.Compares() {
		return nil
	}
	c := contest{q: q, series: map[key]*series{}}
	for i := range pages {
		if row := layout.Row(pages[i].Text); row != nil {
			c.addRow(&pages[i], row)
		} else {
			c.addPage(&pages[i])
		}
	}
	out := make([][]Result, len(pages))
	for _, k := range c.keys {
		c.series[k].onlyNamed().rank(q.Frame, k.kind, out)
	}
	return out
}

// add adds a figure to a series.
func (c *contest) add(k key, e entry, fit int) {
	s := c.series[k]
	if s == nil {
		s = &series{}
		c.series[k] = s
		c.keys = append(c.keys, k)
	}
	s.entries = append(s.entries, e)
	s.sure = s.sure || fit > 1
}

// addRow adds the cells of a row, each to the series of its column.
func (c *contest) addRow(pg *page.Page, row []layout.Cell) {
	thing := row[0].Span.Of(pg.Text)
	if cue.In(thing, "total") || c.q.About.IsHome(zhtext.FoldString(thing)) {
		return
	}
	for _, cell := range row[1:] {
		f := figureIn(pg, cell.Span)
		value := figures.Size(f)
		if value == nil {
			if value = layout.Number(cell.Span.Of(pg.Text)); value == nil {
				continue
			}
		}
		label := zhtext.FoldString(cell.Label)
		change := cue.In(label, "change") || f != nil && f.Binding.Change
		if n := fits(c.q, label, f, change); n > 0 {
			k := key{kind: fit.OfTable, in: pg.Passage.Release.ID, measure: row[0].Label + "|" + cell.Label}
			c.add(k, entry{value, cell.Span, pg.Hit, thing, names(c.q, thing)}, n)
		}
	}
}

// figureIn returns the first figure in a span of a page, nil for none.
func figureIn(pg *page.Page, s knowledge.Span) *knowledge.Figure {
	for k := range pg.Passage.Figures {
		if s.Contains(pg.Passage.Figures[k].Span) {
			return &pg.Passage.Figures[k]
		}
	}
	return nil
}

// addPage adds the figures of a page, each to the series of its sentence if that
// has parts, and to that of its release if it is of a thing that has a name.
func (c *contest) addPage(pg *page.Page) {
	seen := map[key]int{} // the part of the sentence whose figure was taken
	for k := range pg.Passage.Figures {
		f := &pg.Passage.Figures[k]
		b := &f.Binding
		value := figures.Size(f)
		if value == nil || b.State == knowledge.Former || b.State == knowledge.Withdrawn {
			continue
		}
		n := fits(c.q, strings.ToLower(b.Metric+b.Scope), f, b.Change)
		if n == 0 {
			continue
		}
		clause := pg.ClauseAt(f.Span.Start)
		s := pg.Clauses[clause].Sentence
		measure := ledger.Dimension(f)
		if b.Change {
			measure += "|change"
		}
		if parts := pg.Parts(s); len(parts) > 1 {
			at := slices.IndexFunc(parts, func(p [2]int) bool { return clause < p[1] })
			of := key{kind: fit.OfSentence, sentence: [2]int{pg.Hit, s}, measure: measure}
			if last, ok := seen[of]; (!ok || last != at) && !isTotal(pg, parts[at], clause) {
				seen[of] = at
				c.add(of, entry{value, f.Span, pg.Hit, strconv.Itoa(at), false}, n)
			}
		}
		if thing := b.Subject + b.Scope; thing != "" && !(b.Scope == "" && c.q.About.IsHome(b.Subject)) && isOneOf(c.q, b) && !isSum(pg, clause) {
			c.add(key{kind: fit.OfRelease, in: pg.Passage.Release.ID, measure: measure}, entry{value, f.Span, pg.Hit, thing, names(c.q, thing)}, n)
		}
	}
}

// entry is a figure that is compared.
type entry struct {
	value *big.Rat
	at    knowledge.Span
	page  int
	thing string
	named bool // whether the question names the thing
}

// series are figures that are compared.
type series struct {
	entries []entry
	sure    bool // one of them measures what is asked for
}

// onlyNamed leaves out what the question does not name, if it names at least two.
func (s *series) onlyNamed() *series {
	out := &series{sure: s.sure}
	for _, e := range s.entries {
		if e.named {
			out.entries = append(out.entries, e)
		}
	}
	if len(out.entries) < 2 {
		return s
	}
	return out
}

// rank adds the placings of a series of at least two things to results, by page.
func (s *series) rank(f *frame.Frame, kind fit.Series, results [][]Result) {
	if !slices.ContainsFunc(s.entries, func(e entry) bool { return e.thing != s.entries[0].thing }) {
		return
	}
	best := 0
	for k, e := range s.entries {
		c := e.value.Cmp(s.entries[best].value)
		if f.Compare == frame.Least {
			c = -c
		}
		if c > 0 {
			best = k
		}
	}
	for k, e := range s.entries {
		isMost := k == best
		if f.Compare == frame.None {
			isMost = e.value.Sign() == f.Up
		}
		results[e.page] = append(results[e.page], Result{e.at, fit.PlacingOf(kind, s.sure, isMost)})
	}
}

// Best returns the highest placing of results within a span of their page.
func Best(results []Result, s knowledge.Span) (best fit.Placing) {
	for _, r := range results {
		if s.Contains(r.At) {
			best = max(best, r.Placing)
		}
	}
	return best
}
