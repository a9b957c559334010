package choice

import (
	"slices"
	"unicode/utf8"

	"beilun/index"
	"beilun/index/answer/frame"
	"beilun/knowledge"
	"beilun/knowledge/concept"
	"beilun/knowledge/ledger"
)

// Kind is what a candidate is.
type Kind uint8

// The kinds of candidates.
const (
	Nothing   Kind = iota // that the releases do not tell
	AFigure               // a figure
	ASentence             // a sentence, or a run of sentences
	AClause               // a clause, or a run of clauses, of a long sentence
	ARun                  // a sentence with one or two behind it
	numKinds
)

// Candidate is what may answer.
type Candidate struct {
	Kind     Kind
	Hit      int               // which of the passages it stands in
	Sentence knowledge.Span    // in the passage's text: the sentence that it stands in
	Span     knowledge.Span    // the words that are claimed
	Figure   *knowledge.Figure // of a figure
	Features []int32
	Score    float64
	Chance   float64 // that it is the one of all that is right
	Number   int     // for whoever has to tell it from the others once they are ranked

	whose   whose   // of a figure
	measure measure // of a figure
	whole   bool    // a figure's thing and metric tell all of the question
	between string  // folded: the text between a figure and the one of its class before it

	page, clause, sentence int
	last                   int // sentence that a run ends with
}

// Text returns the words that are claimed, verbatim.
func (c *Candidate) Text(hits []index.Hit) string {
	if c.Kind == Nothing {
		return ""
	}
	return c.Span.Of(hits[c.Hit].Passage.Text)
}

// Limits of what is claimed, in characters: of one sentence, and of a run.
const (
	maxClaim = 120
	maxRun   = 240
)

// propose returns all that may answer, without features.
func (r *Reading) propose() []Candidate {
	out := []Candidate{{Kind: Nothing}}
	f := r.frame
	g := groupOf(f.Asks)
	for i := range r.pages {
		if g <= ofDuration {
			own := r.proposeFigures(nil, i)
			if g == ofTime || g == ofDuration || slices.Contains(f.Classes, concept.Duration) {
				own = r.proposeMoments(own, i)
			}
			out = append(out, own...)
		} else {
			out = r.proposeTexts(out, i)
		}
	}
	return out
}

func (r *Reading) proposeFigures(out []Candidate, i int) []Candidate {
	pg := &r.pages[i]
	p := &r.hits[pg.hit].Passage
	for k := range p.Figures {
		f := &p.Figures[k]
		if !r.permits(f) || r.frame.Asks == frame.Time && grainOf(f) == 7 {
			continue
		}
		n := pg.clauseAt(f.Span.Start)
		s := pg.clauses[n].sentence
		if r.elsewhere(pg, s, f) {
			continue
		}
		out = append(out, Candidate{Kind: AFigure, Hit: pg.hit, Sentence: pg.sentences[s].whole, Span: f.Quote, Figure: f, page: i, clause: n, sentence: s})
	}
	return out
}

// permits reports whether a figure is of a class that is asked for.
func (r *Reading) permits(f *knowledge.Figure) bool {
	c := classOf(f)
	switch {
	case c == "":
		return false
	case r.frame.Asks == frame.Time:
		return c == concept.Date || c == concept.Duration && r.lengthToo
	case r.frame.Asks == frame.Duration && r.frame.Classes == nil:
		return c == concept.Duration || c == concept.Index
	case r.frame.Classes != nil:
		return slices.Contains(r.frame.Classes, c) || c == concept.Count && slices.Contains(r.frame.Classes, concept.People) ||
			c == concept.People && slices.Contains(r.frame.Classes, concept.Count)
	}
	return c != concept.Date
}

var classes = []concept.Class{concept.Money, concept.People, concept.Count, concept.Area, concept.Length, concept.Weight, concept.Volume,
	concept.Energy, concept.Power, concept.Percent, concept.Duration, concept.Date, concept.Age, concept.Rank, concept.Ratio, concept.Index}

// classOf returns the class of a figure; "" for one that answers nothing.
func classOf(f *knowledge.Figure) concept.Class {
	switch f.Kind {
	case knowledge.Money:
		return concept.Money
	case knowledge.Percent, knowledge.PercentPoint, knowledge.Multiple:
		return concept.Percent
	case knowledge.Ratio:
		return concept.Ratio
	case knowledge.Ordinal:
		return concept.Rank
	case knowledge.Age:
		return concept.Age
	case knowledge.Duration:
		return concept.Duration
	case knowledge.DateKind, knowledge.PeriodKind, knowledge.Time:
		return concept.Date
	case knowledge.Number, knowledge.Temperature:
		return concept.Index
	case knowledge.Count:
		if slices.Contains(peopleUnits, f.Unit) {
			return concept.People
		}
		return concept.Count
	case knowledge.Dimension:
		switch ledger.UnitDimension(f.Unit) {
		case "area":
			return concept.Area
		case "length":
			return concept.Length
		case "weight":
			return concept.Weight
		}
		switch f.Unit {
		case "立方米", "升":
			return concept.Volume
		case "千瓦", "兆瓦", "瓦":
			return concept.Power
		case "千瓦时", "度":
			return concept.Energy
		}
		return concept.Index
	}
	return ""
}

var peopleUnits = []string{"人", "名", "位", "人次"}

// proposeTexts proposes the sentences of a passage, the clauses of long ones, and
// for what takes some sentences to tell, runs of them.
func (r *Reading) proposeTexts(out []Candidate, i int) []Candidate {
	pg := &r.pages[i]
	for s := range pg.sentences {
		span := trim(pg.text, pg.sentences[s].span)
		if span.End <= span.Start || r.asksState() && r.isHollow(pg, s) {
			continue
		}
		c := Candidate{Kind: ASentence, Hit: pg.hit, Sentence: pg.sentences[s].whole, Span: span, page: i, clause: -1, sentence: s, last: s}
		length := utf8.RuneCountInString(span.Of(pg.text))
		short := length <= maxClaim || r.isLong() && length <= maxRun
		if short {
			out = append(out, c)
		}
		if !short || r.asksState() && r.figures(&c) > 0 && pg.sentences[s].to-pg.sentences[s].from > 1 {
			out = r.proposeClauses(out, i, s, short)
		}
		if !r.isLong() {
			continue
		}
		for last := s + 1; last < min(len(pg.sentences), s+3); last++ {
			run := c
			run.Kind, run.last = ARun, last
			run.Span.End = trim(pg.text, pg.sentences[last].span).End
			if utf8.RuneCountInString(run.Span.Of(pg.text)) > maxRun {
				break
			}
			out = append(out, run)
		}
	}
	return out
}

// asksState reports whether a question asks whether something is so or how far it is,
// which a clause answers better than its sentence with the figures beside it.
func (r *Reading) asksState() bool {
	return r.frame.Asks == frame.Whether || r.frame.Asks == frame.Status
}

// isHollow reports whether a sentence cannot tell whether something is so: it asks that
// itself, or is but a heading.
func (r *Reading) isHollow(pg *page, s int) bool {
	st := &pg.sentences[s]
	const heading = 10 // characters
	return st.asks || holdsAny(st.folded, loadCues()["asking"]) || utf8.RuneCountInString(st.folded) <= heading && r.stands(st.folded)%32 == 0
}

// proposeClauses proposes the clauses of a sentence that is too long to be claimed; of
// one that tells more than is asked for only those that tell whether something is so.
func (r *Reading) proposeClauses(out []Candidate, i, s int, only bool) []Candidate {
	pg := &r.pages[i]
	st := &pg.sentences[s]
	for n := st.from; n < st.to; n++ {
		if only && r.stands(pg.clauses[n].folded)%32 == 0 {
			continue
		}
		span := trim(pg.text, pg.clauses[n].span)
		if span.End > span.Start && utf8.RuneCountInString(span.Of(pg.text)) <= maxClaim {
			out = append(out, Candidate{Kind: AClause, Hit: pg.hit, Sentence: st.whole, Span: span, page: i, clause: n, sentence: s, last: s})
		}
	}
	return out
}

// isLong reports whether what is asked takes some sentences to tell.
func (r *Reading) isLong() bool {
	switch r.frame.Asks {
	case frame.Reason, frame.Manner, frame.Definition, frame.Purpose, frame.About, frame.Latest:
		return true
	}
	return false
}

// trim takes white space and marks off both ends of a span.
func trim(text string, s knowledge.Span) knowledge.Span {
	const marks = "，；：、 ,;:\u3000\n\t"
	for s.Start < s.End {
		c, n := utf8.DecodeRuneInString(text[s.Start:s.End])
		if !slices.Contains([]rune(marks), c) {
			break
		}
		s.Start += n
	}
	for s.Start < s.End {
		c, n := utf8.DecodeLastRuneInString(text[s.Start:s.End])
		if !slices.Contains([]rune(marks), c) {
			break
		}
		s.End -= n
	}
	return s
}

// elsewhere reports whether a question names a part of the country, other than the
// district of the releases, that stands neither in the sentence of a figure nor
// before it: the figure is not of it.
func (r *Reading) elsewhere(pg *page, s int, f *knowledge.Figure) bool {
	for i := range r.names {
		n := &r.names[i]
		if !n.region || r.isHome(n.text) || r.about.Same(&f.Binding, n.text) {
			continue
		}
		if spot := pg.spotOf(i, s, -1); spot == nowhere || spot == elsewhere {
			return true
		}
	}
	return false
}
