package choice

import (
	"slices"
	"strings"
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
	Nothing      Kind = iota // that the releases do not tell
	AFigure                  // a figure
	ASentence                // a sentence, or a run of sentences
	AClause                  // a clause, or a run of clauses, of a long sentence
	ARun                     // a sentence with one or two behind it
	APart                    // a part of a sentence that semicolons set apart
	AList                    // what stands behind a colon, or to the end of a passage
	AComposition             // pieces of several passages
	ASeries                  // clauses that tell several figures
	AName                    // the name of what a sentence is about, that stands in one before it
	numKinds
)

// Candidate is what may answer.
type Candidate struct {
	Kind     Kind
	Hit      int               // which of the passages it stands in
	Sentence knowledge.Span    // in the passage's text: the sentence that it stands in
	Span     knowledge.Span    // the words that are claimed, or the first piece of them
	Pieces   []Piece           // of what stands in several places; nil for other candidates
	Figure   *knowledge.Figure // of a figure
	Features []int32
	Score    float64
	Chance   float64 // that it is the one of all that is right
	Number   int     // for whoever has to tell it from the others once they are ranked

	whose   whose   // of a figure
	measure measure // of a figure
	whole   bool    // a figure's thing and metric tell all of the question
	lacks   int     // see Reading.lacks, of what stands around it
	label   pairSet // of a figure: the pairs of the question that are said of it
	between string  // folded: the text between a figure and the one of its class before it

	page, clause, sentence int
	behind                 int    // of a run of clauses: the clause behind it
	joint                  string // what stands between pieces
	standing               int    // of pieces: of the figure in them
	last                   int    // sentence that a run ends with
}

// Text returns the words that are claimed, verbatim.
func (c *Candidate) Text(hits []index.Hit) string {
	if c.Kind == Nothing {
		return ""
	}
	if c.Pieces != nil {
		texts := make([]string, len(c.Pieces))
		for i, p := range c.Pieces {
			texts[i] = p.Span.Of(hits[p.Hit].Passage.Text)
		}
		return strings.Join(texts, c.joint)
	}
	return c.Span.Of(hits[c.Hit].Passage.Text)
}

// Passages returns the texts of the passages that a candidate stands in.
func (c *Candidate) Passages(hits []index.Hit) string {
	text := hits[c.Hit].Passage.Text
	for i := 1; i < len(c.Pieces); i++ {
		text += "\n" + hits[c.Pieces[i].Hit].Passage.Text
	}
	return text
}

// Limits of what is claimed, in characters: of one sentence, of a run, and of a list.
const (
	maxClaim = 120
	maxRun   = 240
	maxList  = 600
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
			if f.Several {
				own = r.proposeSeries(own, i)
			}
			out = append(out, own...)
		} else {
			out = r.proposeTexts(out, i)
		}
	}
	return r.composed(out)
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

// maxSeries is how many clauses may tell several figures.
const maxSeries = 4

// proposeSeries proposes the clauses in a row, of one part of a sentence, that tell
// several figures.
func (r *Reading) proposeSeries(out []Candidate, i int) []Candidate {
	pg := &r.pages[i]
	tells := make([]int, len(pg.clauses)) // how many figures
	for k := range r.hits[pg.hit].Passage.Figures {
		f := &r.hits[pg.hit].Passage.Figures[k]
		if c := classOf(f); c != "" && c != concept.Date {
			tells[pg.clauseAt(f.Span.Start)]++
		}
	}
	for s := range pg.sentences {
		for _, part := range pg.parts(s) {
			for from := part[0]; from < part[1]; from++ {
				n := 0
				for to := from; to < min(part[1], from+maxSeries); to++ {
					n += tells[to]
					span := trim(pg.text, knowledge.Span{Start: pg.clauses[from].span.Start, End: pg.clauses[to].span.End})
					if n > 1 && tells[from] > 0 && tells[to] > 0 && utf8.RuneCountInString(span.Of(pg.text)) <= maxClaim {
						out = append(out, Candidate{Kind: ASeries, Hit: pg.hit, Sentence: pg.sentences[s].whole, Span: span, page: i, clause: from, behind: to + 1, sentence: s, last: s})
					}
				}
			}
		}
		whole := trim(pg.text, pg.sentences[s].span)
		if st := &pg.sentences[s]; st.to > st.from && len(pg.parts(s)) > 1 && utf8.RuneCountInString(whole.Of(pg.text)) <= maxClaim {
			out = append(out, Candidate{Kind: ASeries, Hit: pg.hit, Sentence: st.whole, Span: whole, page: i, clause: st.from, behind: st.to, sentence: s, last: s})
		}
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
	case r.frame.Classes == nil || slices.Contains(r.frame.Classes, c):
		return c != concept.Date || r.frame.Classes != nil
	case f.Unit != "" && f.Unit == r.frame.Measure:
		return true // 多少块芯片
	case slices.Contains(r.frame.Classes, concept.Energy) && f.Kind == knowledge.Temperature:
		return true // 多少度
	case r.frame.Open:
		return slices.Contains(openClasses, c)
	}
	return c == concept.Count && slices.Contains(r.frame.Classes, concept.People) || c == concept.People && slices.Contains(r.frame.Classes, concept.Count)
}

// openClasses are the classes of figures that may answer where the question fixes
// none.
var openClasses = []concept.Class{concept.Money, concept.People, concept.Count, concept.Area, concept.Length, concept.Weight, concept.Volume,
	concept.Energy, concept.Power, concept.Percent, concept.Index}

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
	if pg.caption {
		return out
	}
	for s := range pg.sentences {
		span := trim(pg.text, pg.sentences[s].span)
		if span.End <= span.Start || r.asksState() && r.isHollow(pg, s) {
			continue
		}
		c := Candidate{Kind: ASentence, Hit: pg.hit, Sentence: pg.sentences[s].whole, Span: span, page: i, clause: -1, sentence: s, last: s}
		length := utf8.RuneCountInString(span.Of(pg.text))
		short := length <= maxClaim || r.isLong() && length <= maxRun
		if short || r.frame.Asks == frame.List && length <= maxList {
			out = append(out, c)
		}
		figures := r.figures(&c)
		if !short || r.asksState() && figures > 0 && pg.sentences[s].to-pg.sentences[s].from > 1 || r.isPlain() && figures > 1 {
			out = r.proposeClauses(out, i, s, short)
		}
		if r.frame.Gathers() {
			out = r.proposeParts(out, i, s)
		}
		if r.frame.Asks == frame.List {
			out = r.proposeLists(out, c)
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
	if groupOf(r.frame.Asks) == ofEntity {
		out = r.proposeNames(out, i)
	}
	return out
}

// asksState reports whether a question asks whether something is so or how far it is,
// which a clause answers better than its sentence with the figures beside it.
func (r *Reading) asksState() bool {
	return r.frame.Asks == frame.Whether || r.frame.Asks == frame.Status
}

// isPlain reports whether a clause may tell what is asked: 出口是涨了吗.
func (r *Reading) isPlain() bool { return r.frame.Asks == frame.Whether || r.frame.Asks == frame.Text }

// namesBack is how many sentences before one the name of what it is about is looked
// for.
const namesBack = 3

// proposeNames proposes what a sentence is about where its name only stands in a
// sentence before: 智曜装备 of 该公司拟投资6.4亿元.
func (r *Reading) proposeNames(out []Candidate, i int) []Candidate {
	pg := &r.pages[i]
	figures := r.hits[pg.hit].Passage.Figures
	from := len(out)
	for k := range figures {
		subject := figures[k].Binding.Subject
		if subject == "" || r.isHome(subject) || slices.ContainsFunc(r.names, func(n name) bool { return n.text == subject }) {
			continue
		}
		s := pg.clauses[pg.clauseAt(figures[k].Span.Start)].sentence
		if s == 0 || strings.Contains(pg.sentences[s].folded, subject) {
			continue
		}
		at := strings.LastIndex(pg.text[:pg.sentences[s].span.Start], subject)
		if at < pg.sentences[max(0, s-namesBack)].span.Start {
			continue
		}
		c := Candidate{Kind: AName, Hit: pg.hit, Span: knowledge.Span{Start: at, End: at + len(subject)}, page: i, clause: -1, sentence: s, last: s}
		if slices.ContainsFunc(out[from:], func(o Candidate) bool { return o.sentence == s && o.Span == c.Span }) {
			continue
		}
		c.Sentence = knowledge.Span{Start: pg.sentenceAt(at).whole.Start, End: pg.sentences[s].whole.End}
		out = append(out, c)
	}
	return out
}

// sentenceAt returns the sentence that holds the byte at.
func (pg *page) sentenceAt(at int) *sentence {
	return &pg.sentences[pg.clauses[pg.clauseAt(at)].sentence]
}

// isHollow reports whether a sentence cannot tell whether something is so: it asks that
// itself, or is but a heading.
func (r *Reading) isHollow(pg *page, s int) bool {
	st := &pg.sentences[s]
	const heading = 10 // characters
	return st.asks || holdsAny(st.folded, loadCues()["asking"]) || utf8.RuneCountInString(st.folded) <= heading && r.stands(st.folded)%32 == 0
}

// proposeClauses proposes the clauses of a sentence that is too long to be claimed; of
// one that tells more than is asked for only those that tell whether something is so
// or have a figure.
func (r *Reading) proposeClauses(out []Candidate, i, s int, only bool) []Candidate {
	pg := &r.pages[i]
	st := &pg.sentences[s]
	for n := st.from; n < st.to; n++ {
		span := trim(pg.text, pg.clauses[n].span)
		if span.End <= span.Start || utf8.RuneCountInString(span.Of(pg.text)) > maxClaim {
			continue
		}
		c := Candidate{Kind: AClause, Hit: pg.hit, Sentence: st.whole, Span: span, page: i, clause: n, sentence: s, last: s}
		if !only || r.asksState() && r.stands(pg.clauses[n].folded)%32 != 0 || r.isPlain() && r.figures(&c) > 0 {
			out = append(out, c)
		}
	}
	return out
}

// proposeParts proposes the parts of a sentence that semicolons set apart.
func (r *Reading) proposeParts(out []Candidate, i, s int) []Candidate {
	pg := &r.pages[i]
	parts := pg.parts(s)
	if len(parts) < 2 {
		return out
	}
	for _, p := range parts {
		span := trim(pg.text, knowledge.Span{Start: pg.clauses[p[0]].span.Start, End: pg.clauses[p[1]-1].span.End})
		if span.End > span.Start && utf8.RuneCountInString(span.Of(pg.text)) <= maxClaim {
			out = append(out, Candidate{Kind: APart, Hit: pg.hit, Sentence: pg.sentences[s].whole, Span: span, page: i, clause: p[0], behind: p[1], sentence: s, last: s})
		}
	}
	return out
}

// proposeLists proposes all from a sentence on, given as a candidate, to the end of its
// passage, and what stands behind a colon in it.
func (r *Reading) proposeLists(out []Candidate, c Candidate) []Candidate {
	pg := &r.pages[c.page]
	if last := len(pg.sentences) - 1; last > c.sentence {
		run := c
		run.Kind, run.last = AList, last
		if run.Span.End = trim(pg.text, pg.sentences[last].span).End; utf8.RuneCountInString(run.Span.Of(pg.text)) <= maxList {
			out = append(out, run)
		}
	}
	st := &pg.sentences[c.sentence]
	for n := st.from; n < st.to-1; n++ {
		if !strings.HasSuffix(pg.clauses[n].span.Of(pg.text), "：") {
			continue
		}
		rest := c
		rest.Kind, rest.clause, rest.behind = AList, n+1, st.to
		if rest.Span.Start = pg.clauses[n+1].span.Start; utf8.RuneCountInString(rest.Span.Of(pg.text)) <= maxList {
			out = append(out, rest)
		}
		break
	}
	return out
}

// isLong reports whether what is asked takes some sentences to tell.
func (r *Reading) isLong() bool {
	switch r.frame.Asks {
	case frame.Reason, frame.Manner, frame.Definition, frame.Purpose, frame.About, frame.Latest, frame.List:
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
