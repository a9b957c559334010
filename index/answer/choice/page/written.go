package page

import (
	"strings"
	"sync/atomic"
	"unicode/utf8"

	"beilun/index"
	"beilun/index/answer/choice/cue"
	"beilun/index/answer/choice/figures"
	"beilun/index/answer/choice/layout"
	"beilun/index/answer/choice/question"
	"beilun/internal/zhtext"
	"beilun/knowledge"
	"beilun/knowledge/concept"
)

// written is what can be read of a passage without a question. It is kept with the
// passage, so that the next question need not read it again.
type written struct {
	lexicon        *concept.Lexicon
	title, heading question.Text
	clauses        []writtenClause
	sentences      []writtenSentence
	figures        []atomic.Pointer[FigureText]
}

type writtenClause struct {
	span     knowledge.Span
	sentence int
	text     question.Text
}

type writtenSentence struct {
	span, whole knowledge.Span
	from, to    int // its clauses
	asks        bool
	text        question.Text
}

// writtenOf returns what is written in p.
func writtenOf(p *index.Passage, lexicon *concept.Lexicon) *written {
	w := p.Once(func(p *index.Passage) any { return newWritten(p, lexicon) }).(*written)
	if w.lexicon != lexicon || len(w.figures) != len(p.Figures) {
		return newWritten(p, lexicon)
	}
	return w
}

func newWritten(p *index.Passage, lexicon *concept.Lexicon) *written {
	w := &written{
		lexicon: lexicon, figures: make([]atomic.Pointer[FigureText], len(p.Figures)),
		title: question.TextOf(lexicon, zhtext.FoldString(p.Release.Title)), heading: question.TextOf(lexicon, zhtext.FoldString(p.Heading)),
	}
	parts := layout.Parts(p.Text, p.Sentences)
	w.sentences = make([]writtenSentence, len(parts))
	w.clauses = make([]writtenClause, 0, 4*len(parts))
	texts := question.NewTexts(lexicon, p.Folded())
	for k, part := range parts {
		from, mark := len(w.clauses), texts.Mark()
		for _, c := range layout.Clauses(p.Text, part.Span) {
			w.clauses = append(w.clauses, writtenClause{c, k, texts.Add(p.FoldedSpan(c))})
		}
		trimmed := strings.TrimRight(part.Span.Of(p.Text), " \u3000”’」\n")
		w.sentences[k] = writtenSentence{
			span: part.Span, whole: part.Whole, from: from, to: len(w.clauses), text: texts.Since(mark, p.FoldedSpan(part.Span)),
			asks: strings.HasSuffix(trimmed, "？") || strings.HasSuffix(trimmed, "?"),
		}
	}
	return w
}

// FigureText is the words for a figure and those around it, folded.
type FigureText struct {
	Subject, Scope string
	Unit           string        // its metric and its unit
	Metric         question.Text // its metric
	Counted        question.Text // its metric, its scope and its unit
	Bound          question.Text // its subject, its scope, its metric and its unit
	Beside         question.Text // the text right beside it, up to other figures
	Between        string        // the text between it and the figure of its class before it

	Move    figures.Move // what it is in a change
	Crowd   int          // figures of its class in its clause
	Part    int          // 1: parts of it are behind it in the sentence, 2: it is such a part (42家, 其中外资9家)
	Aspects uint64       // the aspects, by the numbers of cue.Aspects, in its scope and Between
	Limits  bool         // it or its metric has a word for a limit
	PerHead bool         // its clause has a word for each of some people

	of     *knowledge.Figure
	clause int
}

// FigureText returns the words for a figure that a clause has.
func (pg *Page) FigureText(f *knowledge.Figure, clause int) *FigureText {
	w, all := pg.written, pg.Passage.Figures
	for k := range all {
		if &all[k] != f {
			continue
		}
		if t := w.figures[k].Load(); t != nil && t.of == f && t.clause == clause {
			return t
		}
		t := pg.newFigureText(f, clause)
		w.figures[k].Store(t)
		return t
	}
	return pg.newFigureText(f, clause)
}

func (pg *Page) newFigureText(f *knowledge.Figure, clause int) *FigureText {
	b, lexicon := &f.Binding, pg.written.lexicon
	metric := question.TextOf(lexicon, zhtext.FoldString(b.Metric))
	with := func(t question.Text, more bool, s string) question.Text {
		if !more {
			return t
		}
		return question.TextOf(lexicon, zhtext.FoldString(s))
	}
	counted := with(metric, b.Scope+f.Unit != "", b.Metric+b.Scope+f.Unit)
	beside, between := pg.around(f, clause)
	t := &FigureText{
		Subject: zhtext.FoldString(b.Subject), Scope: zhtext.FoldString(b.Scope), Unit: zhtext.FoldString(b.Metric + f.Unit),
		Metric: metric, Counted: counted, Bound: with(counted, b.Subject+b.Scope != "", b.Subject+b.Scope+b.Metric+f.Unit),
		Beside: question.TextOf(lexicon, pg.Passage.FoldedSpan(beside)), Between: pg.Passage.FoldedSpan(between),
		Move: figures.MoveOf(pg.Text, pg.Passage.Figures, f), Crowd: pg.crowd(f, clause), Part: pg.part(clause),
		Limits: cue.In(f.Text+b.Metric, "limit"), PerHead: cue.In(pg.Clauses[clause].Folded, "perPerson"),
		of: f, clause: clause,
	}
	t.Aspects = cue.SaidAspects().In(t.Scope + t.Between)
	return t
}

// crowd counts the figures of a clause that are of the class of f.
func (pg *Page) crowd(f *knowledge.Figure, clause int) (n int) {
	span, class := pg.Clauses[clause].Span, figures.ClassOf(f)
	for i := range pg.Passage.Figures {
		if g := &pg.Passage.Figures[i]; span.Contains(g.Span) && figures.ClassOf(g) == class {
			n++
		}
	}
	return n
}

// part returns FigureText.Part of the figures of a clause.
func (pg *Page) part(clause int) int {
	s := &pg.Sentences[pg.Clauses[clause].Sentence]
	at := -1 // the last clause with parts that begins before the figure, up to the mark that ends it
	for n := s.From; n <= clause; n++ {
		if pg.hasParts(n) {
			at = n
		}
		if n < clause && pg.endsParts(n) {
			at = -1
		}
	}
	if at >= 0 {
		return 2
	}
	if n := clause + 1; n < s.To && !pg.endsParts(clause) && pg.hasParts(n) {
		return 1
	}
	return 0
}

func (pg *Page) hasParts(clause int) bool { return cue.In(pg.Clauses[clause].Folded, "parts") }

// endsParts reports whether a clause ends what is said of parts.
func (pg *Page) endsParts(clause int) bool {
	c, _ := utf8.DecodeLastRuneInString(pg.Clauses[clause].Folded)
	return c == ';' || c == '；'
}

// nearBytes is how much of the text is right beside a figure: eight Han
// characters on either side.
const nearBytes = 24

// around returns the text right beside a figure of a clause, up to other figures, and
// the text between it and the one of its class before it in the sentence, and up to the
// next figure or mark behind it.
func (pg *Page) around(f *knowledge.Figure, clause int) (beside, between knowledge.Span) {
	text, quote, span := pg.Text, f.Quote, pg.Clauses[clause].Span
	class := figures.ClassOf(f)
	from, to := max(span.Start, quote.Start-nearBytes), min(span.End, quote.End+nearBytes)
	last, next := pg.Sentences[pg.Clauses[clause].Sentence].Whole.Start, span.End
	for i := range pg.Passage.Figures {
		switch g := &pg.Passage.Figures[i]; {
		case g.Quote.End <= quote.Start:
			from = max(from, g.Quote.End)
			if figures.ClassOf(g) == class {
				last = max(last, g.Quote.End)
			}
		case g.Quote.Start >= quote.End:
			to, next = min(to, g.Quote.Start), min(next, g.Quote.Start)
		}
	}
	from, to = min(from, quote.Start), max(to, quote.End)
	for from < quote.Start && !utf8.RuneStart(text[from]) {
		from++
	}
	for to > quote.End && to < len(text) && !utf8.RuneStart(text[to]) {
		to--
	}
	return knowledge.Span{Start: from, End: to}, knowledge.Span{Start: min(last, quote.Start), End: max(next, quote.End)}
}
