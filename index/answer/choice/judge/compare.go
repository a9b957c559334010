package judge

import (
	"beilun/index/answer/choice/candidate"
	"beilun/index/answer/choice/feature"
	"beilun/index/answer/choice/page"
	"beilun/index/answer/choice/question"
	"beilun/index/answer/overlap"
)

// shares are how much of the question's pairs a candidate has, and of its
// characters a figure.
type shares struct {
	own, clause, sentence, around   float64 // pairs in its own words, its clause, its sentence, there with title and heading
	between, subject, metric, label float64 // of a figure: pairs in the text between, its thing, its metric, all that is said of it alone
	chars, charsOf                  float64 // of a figure: characters in the text between; of that text's, those of the question
}

func (a shares) most(b shares) shares {
	return shares{
		max(a.own, b.own), max(a.clause, b.clause), max(a.sentence, b.sentence), max(a.around, b.around),
		max(a.between, b.between), max(a.subject, b.subject), max(a.metric, b.metric), max(a.label, b.label),
		max(a.chars, b.chars), max(a.charsOf, b.charsOf),
	}
}

// orders are how much of the question's characters a text has: in all, in order,
// and in order in one clause.
type orders struct{ chars, order, clause float64 }

func (a orders) most(b orders) orders {
	return orders{max(a.chars, b.chars), max(a.order, b.order), max(a.clause, b.clause)}
}

// compareCandidates adds how much of the question's pairs and characters each
// candidate has, for itself and against the most that one has. between are the
// texts of textBetween by candidate.
func compareCandidates(q *question.Question, pages []page.Page, cs []candidate.Candidate, words []*page.FigureText, f *feature.Set) {
	all, texts := make([]shares, len(cs)), make([]orders, len(cs))
	labels := make([]overlap.Set, len(cs))
	var ofFigures []overlap.Set
	for i := range cs {
		if cs[i].Kind == candidate.Nothing {
			continue
		}
		v := &view{q: q, pg: &pages[cs[i].At.Page], c: &cs[i], words: words[i]}
		if cs[i].Kind == candidate.Figure {
			all[i], labels[i] = sharesOfFigure(v)
			ofFigures = append(ofFigures, labels[i])
		} else {
			all[i], texts[i] = sharesOfText(v), ordersOf(v)
		}
	}
	var top shares
	var topText orders
	here := map[[2]int]shares{} // by page and sentence
	apart := q.Pairs.Reweighed(ofFigures)
	for i := range cs {
		c := &cs[i]
		switch c.Kind {
		case candidate.Nothing:
			continue
		case candidate.Figure:
			all[i].label = apart.Share(labels[i])
		default:
			topText = topText.most(texts[i])
		}
		top = top.most(all[i])
		at := [2]int{c.At.Page, c.At.Sentence}
		here[at] = here[at].most(all[i])
	}
	for i := range cs {
		c := &cs[i]
		if c.Kind == candidate.Nothing {
			continue
		}
		f.List = c.Features
		c.Agrees.Whole = all[i].own >= 0.999
		all[i].add(f, top)
		if c.Kind == candidate.Figure {
			all[i].addFigure(f, top, here[[2]int{c.At.Page, c.At.Sentence}])
		} else {
			texts[i].add(f, topText)
		}
		c.Features = f.List
	}
}

// sharesOfFigure returns how much of the question a figure has, and the pairs
// that are said of it alone. Weighed by how few figures have them, these
// distinguish them: of 城镇居民收入5万元、农村居民3万元 it is 农村 that does.
func sharesOfFigure(v *view) (s shares, label overlap.Set) {
	p, st := v.q.Pairs, v.sentence()
	s.sentence, s.around = p.Share(st.Pairs), p.Share(st.Pairs.Or(v.pg.Heads.Pairs))
	s.clause = p.Share(v.clause().Pairs)
	subject := p.In(v.words.Subject)
	metric := p.In(v.words.Scope).Or(p.In(v.words.Unit))
	own, between := subject.Or(metric), p.In(v.words.Between)
	s.subject, s.metric, s.own, s.between = p.Share(subject), p.Share(metric), p.Share(own), p.Share(between)
	chars, of := v.q.Chars.Chars(v.words.Between)
	s.chars, s.charsOf = v.q.Chars.Share(chars), of
	return s, own.Or(between)
}

// sharesOfText returns how much of the question a text has.
func sharesOfText(v *view) (s shares) {
	p, st, at := v.q.Pairs, v.sentence(), v.c.At
	s.sentence, s.around = p.Share(st.Pairs), p.Share(st.Pairs.Or(v.pg.Heads.Pairs))
	own := st.Pairs
	if at.Clause >= 0 {
		own = v.clause().Pairs
		for n := at.Clause + 1; n < at.Behind; n++ {
			own = own.Or(v.pg.Clauses[n].Pairs)
		}
	}
	for k := at.Sentence + 1; k <= at.Last; k++ {
		own = own.Or(v.pg.Sentences[k].Pairs)
	}
	s.own = p.Share(own)
	s.clause = s.own
	return s
}

// ordersOf returns how much of the question's characters a text has.
func ordersOf(v *view) (o orders) {
	if v.c.At.Clause >= 0 {
		in, _ := v.q.Chars.Chars(v.clause().Folded)
		return orders{v.q.Chars.Share(in), v.clause().Order, v.clause().Order}
	}
	var in overlap.Set
	for k := v.c.At.Sentence; k <= v.c.At.Last; k++ {
		st := &v.pg.Sentences[k]
		in = in.Or(st.Chars)
		o = o.most(orders{0, st.Order, st.ClauseOrder})
	}
	o.chars = v.q.Chars.Share(in)
	return o
}

// add adds what figures and texts have in common.
func (s *shares) add(f *feature.Set, top shares) {
	f.Add(feature.Own, feature.Share(s.own))
	f.Add(feature.Pairs, feature.Share(s.clause))
	f.Add(feature.PairsSentence, feature.Share(s.sentence))
	f.Add(feature.PairsAround, feature.Share(s.around))
	f.Add(feature.OwnRank, feature.Below(s.own, top.own))
	f.Add(feature.PairsRank, feature.Below(s.clause, top.clause))
	f.Add(feature.PairsSentenceRank, feature.Below(s.sentence, top.sentence))
	f.Add(feature.PairsAroundRank, feature.Below(s.around, top.around))
}

// addFigure adds what only figures have. here is the most in their sentence.
func (s *shares) addFigure(f *feature.Set, top, here shares) {
	f.Add(feature.Between, feature.Share(s.between))
	f.Add(feature.BetweenRank, feature.Below(s.between, top.between))
	f.Add(feature.Subject, feature.Share(s.subject))
	f.Add(feature.SubjectRank, feature.Below(s.subject, top.subject))
	f.Add(feature.Metric, feature.Share(s.metric))
	f.Add(feature.MetricRank, feature.Below(s.metric, top.metric))
	f.Add(feature.Label, feature.Share(s.label))
	f.Add(feature.LabelRank, feature.Below(s.label, top.label))
	f.Add(feature.Chars, feature.Share(s.chars))
	f.Add(feature.CharsRank, feature.Below(s.chars, top.chars))
	f.Add(feature.CharsOf, feature.Share(s.charsOf))
	f.Add(feature.CharsOfRank, feature.Below(s.charsOf, top.charsOf))
	f.Add(feature.OwnHere, feature.Below(s.own, here.own))
	f.Add(feature.BetweenHere, feature.Below(s.between, here.between))
	f.Add(feature.SubjectHere, feature.Below(s.subject, here.subject))
	f.Add(feature.MetricHere, feature.Below(s.metric, here.metric))
	f.Add(feature.LabelHere, feature.Below(s.label, here.label))
	f.Add(feature.CharsHere, feature.Below(s.chars, here.chars))
	f.Add(feature.CharsOfHere, feature.Below(s.charsOf, here.charsOf))
}

// add adds what only texts have.
func (o orders) add(f *feature.Set, top orders) {
	f.Add(feature.Chars, feature.Share(o.chars))
	f.Add(feature.CharsRank, feature.Below(o.chars, top.chars))
	f.Add(feature.Order, feature.Share(o.order))
	f.Add(feature.OrderRank, feature.Below(o.order, top.order))
	f.Add(feature.OrderClause, feature.Share(o.clause))
	f.Add(feature.OrderClauseRank, feature.Below(o.clause, top.clause))
}
