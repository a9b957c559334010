package choice

import (
	"beilun/internal/zhtext"
	"beilun/knowledge"
)

type told struct{ own, between, clause, sentence, around, subject, chars, charsOf float64 }

func (a told) most(b told) told {
	return told{max(a.own, b.own), max(a.between, b.between), max(a.clause, b.clause), max(a.sentence, b.sentence), max(a.around, b.around), max(a.subject, b.subject), max(a.chars, b.chars), max(a.charsOf, b.charsOf)}
}

func (r *Reading) compare(cs []Candidate, f *features) {
	all := make([]told, len(cs))
	var top told
	here := map[[2]int]told{} // by page and sentence
	texts := make([]telling, len(cs))
	var topText telling
	for i := range cs {
		if cs[i].Kind != Nothing && cs[i].Kind != AFigure {
			texts[i] = r.telling(&cs[i])
			topText = topText.most(texts[i])
		}
		if cs[i].Kind != Nothing {
			all[i] = r.told(&cs[i])
			top = top.most(all[i])
			at := [2]int{cs[i].page, cs[i].sentence}
			here[at] = here[at].most(all[i])
		}
	}
	for i := range cs {
		c, t := &cs[i], all[i]
		if c.Kind == Nothing {
			continue
		}
		f.list = c.Features
		f.add(tOwn, share(t.own))
		c.whole = t.own >= 0.999
		f.add(tPairs, share(t.clause))
		f.add(tPairsSentence, share(t.sentence))
		f.add(tPairsAround, share(t.around))
		f.add(tOwnRank, below(t.own, top.own))
		f.add(tPairsRank, below(t.clause, top.clause))
		f.add(tPairsSentenceRank, below(t.sentence, top.sentence))
		f.add(tPairsAroundRank, below(t.around, top.around))
		if c.Kind == AFigure {
			f.add(tBetween, share(t.between))
			f.add(tBetweenRank, below(t.between, top.between))
			f.add(tSubject, share(t.subject))
			f.add(tSubjectRank, below(t.subject, top.subject))
			f.add(tChars, share(t.chars))
			f.add(tCharsRank, below(t.chars, top.chars))
			f.add(tCharsOf, share(t.charsOf))
			f.add(tCharsOfRank, below(t.charsOf, top.charsOf))
			own := here[[2]int{c.page, c.sentence}]
			f.add(tOwnHere, below(t.own, own.own))
			f.add(tBetweenHere, below(t.between, own.between))
			f.add(tSubjectHere, below(t.subject, own.subject))
			f.add(tCharsHere, below(t.chars, own.chars))
			f.add(tCharsOfHere, below(t.charsOf, own.charsOf))
		} else {
			f.addTelling(texts[i], topText)
		}
		c.Features = f.list
	}
}

func (r *Reading) told(c *Candidate) (t told) {
	pg := &r.pages[c.page]
	s := &pg.sentences[c.sentence]
	t.sentence = r.pairs.share(s.pairs)
	t.around = r.pairs.share(s.pairs.or(pg.heads.pairs))
	if c.Kind != AFigure {
		own := s.pairs
		if c.clause >= 0 {
			own = pg.clauses[c.clause].pairs
		}
		for k := c.sentence + 1; k <= c.last; k++ {
			own = own.or(pg.sentences[k].pairs)
		}
		t.own, t.clause = r.pairs.share(own), r.pairs.share(own)
		return t
	}
	t.clause = r.pairs.share(pg.clauses[c.clause].pairs)
	b := &c.Figure.Binding
	subject := r.pairs.in(zhtext.FoldString(b.Subject))
	t.subject = r.pairs.share(subject)
	t.own = r.pairs.share(subject.or(r.pairs.in(zhtext.FoldString(b.Scope))).or(r.pairs.in(zhtext.FoldString(b.Metric + c.Figure.Unit))))
	t.between = r.pairs.share(r.pairs.in(c.between))
	chars, of := r.chars.chars(c.between)
	t.chars, t.charsOf = r.chars.share(chars), of
	return t
}

func (r *Reading) between(c *Candidate) string {
	p := &r.hits[c.Hit].Passage
	from, to := c.Sentence.Start, r.pages[c.page].clauses[c.clause].span.End
	for i := range p.Figures {
		g := &p.Figures[i]
		if g.Quote.End <= c.Figure.Quote.Start && classOf(g) == classOf(c.Figure) {
			from = max(from, g.Quote.End)
		}
		if g.Quote.Start >= c.Figure.Quote.End {
			to = min(to, g.Quote.Start)
		}
	}
	from, to = min(from, c.Figure.Quote.Start), max(to, c.Figure.Quote.End)
	return p.FoldedSpan(knowledge.Span{Start: from, End: to})
}

// addTelling adds what a text tells, and how far that is below the most of all.
func (f *features) addTelling(t, top telling) {
	f.add(tChars, share(t.chars))
	f.add(tCharsRank, below(t.chars, top.chars))
	f.add(tOrder, share(t.order))
	f.add(tOrderRank, below(t.order, top.order))
	f.add(tOrderClause, share(t.clause))
	f.add(tOrderClauseRank, below(t.clause, top.clause))
}
