package page

import (
	"iter"

	"beilun/index"
	"beilun/index/answer/choice/cue"
	"beilun/index/answer/choice/layout"
	"beilun/index/answer/choice/question"
	"beilun/index/answer/overlap"
)

// Read reads the passages of hits for a question, and weighs the question's
// units and characters by them.
func Read(q *question.Question, hits []index.Hit) []Page {
	pages := make([]Page, len(hits))
	for i := range hits {
		pages[i] = read(q, i, &hits[i].Passage)
	}
	if q.Frame.Gathers() {
		joinTables(pages)
	}
	units := make([][]float32, len(pages))
	for i := range pages {
		units[i] = pages[i].Units
		pages[i].Gap = hits[0].Score - hits[pages[i].Rank].Score
	}
	q.Weigh(units)
	var pairs, chars []overlap.Set
	for i := range pages {
		pg := &pages[i]
		pg.HeadChars, _ = q.Chars.Chars(pg.Heads.Folded)
		pg.Coverage, pg.Missing = q.Coverage(pg.Units), q.Missing(pg.Units)
		for k := range pg.Sentences {
			s := &pg.Sentences[k]
			s.Chars, _ = q.Chars.Chars(s.Folded)
			pairs, chars = append(pairs, s.Pairs), append(chars, s.Chars)
		}
	}
	q.Pairs.Weigh(pairs)
	q.Chars.Weigh(chars)
	if !q.IsForFigure() {
		addLikeness(q, pages)
	}
	return pages
}

func read(q *question.Question, i int, p *index.Passage) Page {
	w := writtenOf(p, q.About.Lexicon)
	pg := Page{
		Passage: p, Hit: i, Rank: i, Text: p.Text, written: w,
		Sentences: make([]Sentence, len(w.sentences)), Clauses: make([]Clause, len(w.clauses)),
	}
	for k := range w.clauses {
		c := &w.clauses[k]
		pg.Clauses[k] = Clause{Span: c.span, Sentence: c.sentence, Place: q.PlaceIn(&c.text)}
	}
	for k := range w.sentences {
		s := &w.sentences[k]
		pg.Sentences[k] = Sentence{Span: s.span, Whole: s.whole, From: s.from, To: s.to, Asks: s.asks, Place: q.Join(&s.text, pg.places(s.from, s.to))}
	}
	pg.Title, pg.Heading = q.HeadPlaceIn(p.Release.Title, &w.title), q.HeadPlaceIn(p.Heading, &w.heading)
	pg.Heads = question.Both(pg.Title, pg.Heading)
	pg.Units = pg.Heads.Units
	for k := range pg.Sentences {
		pg.Units = question.Most(pg.Units, pg.Sentences[k].Units)
	}
	return pg
}

// places returns those of the clauses from one to behind the last.
func (pg *Page) places(from, to int) iter.Seq[*question.Place] {
	return func(yield func(*question.Place) bool) {
		for n := from; n < to && yield(&pg.Clauses[n].Place); n++ {
		}
	}
}

// addLikeness finds how the sentences of the pages answer a question for words.
func addLikeness(q *question.Question, pages []Page) {
	order := overlap.NewOrder(question.Without(q.Frame.Text, q.Frame.Asking))
	words := cue.ForKind(q.Frame.Asks)
	for i := range pages {
		pg := &pages[i]
		for k := range pg.Sentences {
			s := &pg.Sentences[k]
			s.Cues = words.In(s.Span.Of(pg.Text))
			s.Order = order.Share(s.Folded)
			s.Starts, s.Defines = layout.Start(layout.Trim(pg.Text, s.Span).Of(pg.Text)), q.Defines(s.Folded)
			for n := s.From; n < s.To; n++ {
				c := &pg.Clauses[n]
				c.Order = order.Share(c.Folded)
				s.ClauseOrder = max(s.ClauseOrder, c.Order)
			}
		}
	}
}
