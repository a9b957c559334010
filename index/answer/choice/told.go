package choice

import (
	"beilun/internal/zhtext"
	"beilun/knowledge"
)

// told is how much of the question by its pairs stands where, seen from a candidate.
type told struct{ own, between, clause, sentence, around, subject, metric, label, chars, charsOf float64 }

func (a told) most(b told) told {
	return told{max(a.own, b.own), max(a.between, b.between), max(a.clause, b.clause), max(a.sentence, b.sentence), max(a.around, b.around), max(a.subject, b.subject), max(a.metric, b.metric), max(a.label, b.label), max(a.chars, b.chars), max(a.charsOf, b.charsOf)}
}

// compare adds how much of the question's pairs the candidates have, each and
// against the best of all.
func (r *Reading) compare(cs []Candidate, f *features) {
	all := make([]told, len(cs))
	texts := make([]telling, len(cs))
	var topText telling
	for i := range cs {
		if cs[i].Kind == Nothing {
			continue
		}
		all[i] = r.told(&cs[i])
		if cs[i].Kind != AFigure {
			texts[i] = r.telling(&cs[i])
			topText = topText.most(texts[i])
		}
	}
	labels := r.labels(cs)
	var top told
	here := map[[2]int]told{} // by page and sentence
	for i := range cs {
		if cs[i].Kind == Nothing {
			continue
		}
		if cs[i].Kind == AFigure {
			all[i].label = labels.share(cs[i].label)
		}
		top = top.most(all[i])
		at := [2]int{cs[i].page, cs[i].sentence}
		here[at] = here[at].most(all[i])
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
			f.add(tMetric, share(t.metric))
			f.add(tMetricRank, below(t.metric, top.metric))
			f.add(tLabel, share(t.label))
			f.add(tLabelRank, below(t.label, top.label))
			f.add(tChars, share(t.chars))
			f.add(tCharsRank, below(t.chars, top.chars))
			f.add(tCharsOf, share(t.charsOf))
			f.add(tCharsOfRank, below(t.charsOf, top.charsOf))
			own := here[[2]int{c.page, c.sentence}]
			f.add(tOwnHere, below(t.own, own.own))
			f.add(tBetweenHere, below(t.between, own.between))
			f.add(tSubjectHere, below(t.subject, own.subject))
			f.add(tMetricHere, below(t.metric, own.metric))
			f.add(tLabelHere, below(t.label, own.label))
			f.add(tCharsHere, below(t.chars, own.chars))
			f.add(tCharsOfHere, below(t.charsOf, own.charsOf))
		} else {
			f.addTelling(texts[i], topText)
		}
		c.Features = f.list
	}
}

// labels weighs the pairs of the question by how few figures have them in what is
// said of them alone: of 城镇居民收入5万元、农村居民3万元 it is 农村 that tells them apart.
func (r *Reading) labels(cs []Candidate) *pairIndex {
	p := &pairIndex{number: r.pairs.number}
	var all []pairSet
	for i := range cs {
		if cs[i].Kind == AFigure {
			all = append(all, cs[i].label)
		}
	}
	p.weigh(all)
	return p
}

// told returns how much of the question stands where, and keeps which of its pairs are
// said of a figure alone.
func (r *Reading) told(c *Candidate) (t told) {
	pg := &r.pages[c.page]
	s := &pg.sentences[c.sentence]
	t.sentence = r.pairs.share(s.pairs)
	t.around = r.pairs.share(s.pairs.or(pg.heads.pairs))
	if c.Kind != AFigure {
		own := s.pairs
		if c.clause >= 0 {
			own = pg.clauses[c.clause].pairs
			for n := c.clause + 1; n < c.behind; n++ {
				own = own.or(pg.clauses[n].pairs)
			}
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
	metric := r.pairs.in(zhtext.FoldString(b.Scope)).or(r.pairs.in(zhtext.FoldString(b.Metric + c.Figure.Unit)))
	own, between := subject.or(metric), r.pairs.in(c.between)
	t.metric, t.own, t.between = r.pairs.share(metric), r.pairs.share(own), r.pairs.share(between)
	c.label = own.or(between)
	chars, of := r.chars.chars(c.between)
	t.chars, t.charsOf = r.chars.share(chars), of
	return t
}

// between returns the text between a figure and the one of its class before it in
// the sentence, and up to the next mark behind it.
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
