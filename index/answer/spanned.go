package answer

import (
	"strings"

	"beilun/index"
	"beilun/index/answer/span"
	"beilun/knowledge"
)

// Thresholds of what the reader of spans returns. Set by hand: minText so that
// of the questions of qa-cmrc and qa-drcd nine in ten are answered and, where
// the passage with the answer is taken away, one in seven; the others on the
// figures of these sets, district-dev and the cases in testdata.
const (
	minText     = 0.58 // coverage and half the confidence below which a span is not the answer
	minNumber   = 0.5  // confidence below which it is not the figure asked for
	minCovered  = 0.5  // coverage below which its clause does not speak of what is asked
	sureFigure  = 0.8  // score from which a figure that no name is bound to needs no second reading
	confidence  = 0.5  // what confidence counts against coverage
	nearlyBest  = 0.7  // of the best span's confidence: enough for one of the first passage
	maxReadHits = 4
)

// readSpan takes the part of a sentence that the reader of spans holds for the
// answer, where its sentence speaks of what was asked.
func (a *Answerer) readSpan(ans *Answer, rs []*reading) {
	s, r, ok := a.spanOf(ans.Query, rs)
	if !ok || r.coverage(ans.Query, r.clauseAt(s.Span.Start))+confidence*s.Confidence < minText {
		ans.Reason = declineReason(ans.Query, rs, nil)
		return
	}
	if meant, ok := meaningOf(ans.Query, r, r.clauseAt(s.Span.Start)); ok {
		s.Span = meant
	} else if ans.Query.Want == index.WantList || ans.Query.Want == index.WantText && strings.Contains(s.Span.Of(r.hit.Passage.Text), "、") {
		s.Span = wholeList(r.hit.Passage.Text, r.clauses[r.clauseAt(s.Span.Start)].span, s.Span)
	}
	s.Span = balanced(r.hit.Passage.Text, r.hit.Passage.Sentences[s.Sentence], s.Span)
	ans.Claim = r.claim(s)
}

// meaningOf returns the rest of the sentence behind 即 or 是指 for a question
// that asks what a word of it means.
func meaningOf(q index.Query, r *reading, n int) (knowledge.Span, bool) {
	if q.Want != index.WantDefinition {
		return knowledge.Span{}, false
	}
	text := r.hit.Passage.Text
	sentence := r.hit.Passage.Sentences[r.clauses[n].sentence]
	for _, cue := range []string{"，即", "是指", "指的是", "意思是", "——"} {
		if i := strings.Index(sentence.Of(text), cue); i > 0 {
			return trimMarks(text, knowledge.Span{Start: sentence.Start + i + len(cue), End: sentence.End}), true
		}
	}
	return knowledge.Span{}, false
}

// balanced takes in the other half of quotation marks that s holds one half
// of, or leaves that half out where the other stands outside the sentence.
func balanced(text string, sentence, s knowledge.Span) knowledge.Span {
	for _, pair := range [][2]string{{"“", "”"}, {"《", "》"}, {"（", "）"}, {"「", "」"}} {
		part := s.Of(text)
		switch opened, closed := strings.Count(part, pair[0]), strings.Count(part, pair[1]); {
		case opened > closed:
			if i := strings.Index(text[s.End:sentence.End], pair[1]); i >= 0 {
				s.End += i + len(pair[1])
			} else if rest, ok := strings.CutPrefix(part, pair[0]); ok {
				s.Start = s.End - len(rest)
			}
		case closed > opened:
			if i := strings.LastIndex(text[sentence.Start:s.Start], pair[0]); i >= 0 {
				s.Start = sentence.Start + i
			} else if rest, ok := strings.CutSuffix(part, pair[1]); ok {
				s.End = s.Start + len(rest)
			}
		}
	}
	return s
}

// readNumber is readSpan for a question that asks for a figure. doubted tells
// that there is a figure that will do if this finds none.
func (a *Answerer) readNumber(q index.Query, rs []*reading, doubted bool) *Claim {
	s, r, ok := a.spanOf(q, rs)
	if !ok || s.Confidence < minNumber {
		return nil
	}
	n := r.clauseAt(s.Span.Start)
	if r.coverage(q, n) < minCovered {
		return nil
	}
	claim := r.claim(s)
	f := claim.Figure
	if f == nil {
		if q.Want != index.WantTime && q.Want != index.WantNumber || len(q.Years) > 0 || len(q.Named) > 0 || doubted {
			return nil
		}
		return claim
	}
	if fits(q, f) == 0 || timeFits(q, r, n, f)*rateFits(q, r, n, f)*metricFits(q, r, n, f)*bindingFits(q, f)*subjectFits(q, r, n, f) < 1 {
		return nil
	}
	return claim
}

// bound reports whether c's figure is bound to something that q names.
func (c candidate) bound(q index.Query) bool {
	for _, name := range q.Named {
		if sameNamed(name, c.figure.Binding.Subject) {
			return true
		}
	}
	return false
}

// spanOf returns the best span and the passage that it stands in.
func (a *Answerer) spanOf(q index.Query, rs []*reading) (span.Span, *reading, bool) {
	hits := make([]index.Hit, min(len(rs), maxReadHits))
	for i := range hits {
		hits[i] = rs[i].hit
	}
	spans := a.reader.Read(q, hits)
	if len(spans) == 0 {
		return span.Span{}, nil, false
	}
	best := spans[0]
	for _, s := range spans[1:] {
		if best.Hit > 0 && s.Hit == 0 && s.Confidence >= nearlyBest*best.Confidence {
			best = s // the first passage is the right one far more often
			break
		}
	}
	return best, rs[best.Hit], true
}

// claim makes a claim of a span of r. When the span is a figure, or a figure
// with words around it that a figure's quotation has, the claim is of it.
func (r *reading) claim(s span.Span) *Claim {
	p := &r.hit.Passage
	c := &Claim{Hit: r.hit, Sentence: p.Sentences[s.Sentence], Span: s.Span, Text: s.Span.Of(p.Text)}
	for i := range p.Figures {
		f := &p.Figures[i]
		if f.Quote.Contains(s.Span) && s.Span.Contains(f.Span) {
			c.Figure, c.Span, c.Text = f, f.Quote, f.Text
		}
	}
	return c
}

// wholeList widens a span to all the items joined by 、 that it has some of.
func wholeList(text string, clause, s knowledge.Span) knowledge.Span {
	part := clause.Of(text)
	if !strings.Contains(part, "、") {
		return s
	}
	return listSpan(text, clause)
}
