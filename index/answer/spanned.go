package answer

import (
	"strings"

	"beilun/index"
	"beilun/index/answer/span"
	"beilun/knowledge"
)

// Thresholds of what the reader of spans returns. Set by hand: minText so that
// of the questions of qa-cmrc and qa-drcd some six in seven are answered (see
// "beilun eval qa" in .ci/run); the others on the figures of these sets,
// district-dev and the cases in testdata.
const (
	minText     = 0.5  // coverage and half the confidence below which a span is not the answer
	minSure     = 0.3  // the confidence and what coverage counts against it, below which it is none either
	minNumber   = 0.78 // the same for a figure
	minLoose    = 0.35 // confidence below which a text without a figure does not tell a number
	minCovered  = 0.5  // coverage below which the clause of a figure does not speak of what is asked
	minNear     = 0.43 // the same for a figure that no name in its sentence tells what it is of
	minAnother  = 0.72 // the same for a figure bound to another name than the one asked for
	sureFigure  = 0.9  // score from which a figure that no name is bound to needs no second reading
	sureMetric  = 0.3  // share of the question that tells what the figure measures, from which it needs none either
	minSentence = 0.5  // coverage below which a whole sentence, or a list in it, is not the answer
	confidence  = 0.5  // what confidence counts against coverage when it is decided whether to answer
	coverage    = 0.3  // what coverage counts against confidence when it is decided which span
	nearlyBest  = 0.6  // of the best span's confidence: enough for one of the first passage
	gapWeight   = 0.2  // what each unit of its score above the other passage's takes off nearlyBest
	gapPrior    = 0.1  // what each unit of score below the first passage's takes off the coverage in a passage
	maxGap      = 0.5  // most that it takes off
	maxReadHits = 4
)

// readSpan takes the part of a sentence that the reader of spans holds for the
// answer, where its sentence speaks of what was asked.
func (a *Answerer) readSpan(ans *Answer, rs []*reading) {
	q := ans.Query
	if q.Want == index.WantList {
		if claim, told := readList(q, rs); claim != nil || !told {
			ans.by("the clause of a list, or that there is none")
			if ans.Claim = claim; claim == nil {
				ans.Reason = declineReason(q, rs, nil)
			}
			return
		}
	}
	if q.Want == index.WantText && q.Keywords && !leavesOpen(q.Text) {
		ans.by("the sentence that covers the keywords")
		readSentence(ans, rs)
		return
	}
	ans.by("the reader")
	var best span.Span
	top, sum := 0.0, 0.0
	for _, s := range a.spansOf(q, rs) {
		r := rs[s.Hit]
		if isQuestion(r.sentence(s.Sentence)) {
			continue // it asks, too
		}
		cover := r.coverage(q, r.clauseAt(s.Span.Start))
		gap := min(maxGap, gapPrior*(rs[0].hit.Score-r.hit.Score))
		score := s.Confidence + coverage*cover - gap
		if ans.Explanation != nil {
			ans.explainSpan(r.claim(s), score, index.Parts{{Name: "confidence", Value: s.Confidence}, {Name: "coverage", Value: cover}, {Name: "gap", Value: gap}})
		}
		if score > top {
			best, top, sum = s, score, cover+confidence*s.Confidence
		}
	}
	if sum < minText || top < minSure || rs[best.Hit].numberedFits(q, rs[best.Hit].clauseAt(best.Span.Start)) == 0 || !listedFits(q, rs[best.Hit], best) {
		ans.Reason = declineReason(q, rs, nil)
		return
	}
	r := rs[best.Hit]
	if meant, ok := meaningOf(q, r, r.clauseAt(best.Span.Start)); ok {
		best.Span = meant
	} else if q.Want == index.WantText && strings.Contains(best.Span.Of(r.hit.Passage.Text), "、") {
		best.Span = wholeList(r.hit.Passage.Text, r.clauses[r.clauseAt(best.Span.Start)].span, best.Span)
	}
	best.Span = a.wholeNames(r.hit.Passage.Text, r.hit.Passage.Sentences[best.Sentence], best.Span)
	best.Span = balanced(r.hit.Passage.Text, r.hit.Passage.Sentences[best.Sentence], best.Span)
	best.Span = trimTail(r.hit.Passage.Text, best.Span)
	if q.Want == index.WantYesNo {
		best.Span = r.hit.Passage.Sentences[best.Sentence] // whether it is so is for the reader to see
	}
	if best.Span.Len() <= len("字") && q.Want != index.WantText {
		ans.Reason = NotStated
		return
	}
	ans.Claim = r.claim(best)
	ans.sure = r.trusted(q, best)
}

// trimTail takes words off the end of s that belong to what follows: 金融岛将.
func trimTail(text string, s knowledge.Span) knowledge.Span {
	part := s.Of(text)
	for _, w := range []string{"将", "已", "已经", "正在", "还", "也", "都", "并", "则", "把", "被", "由", "和", "与", "以及"} {
		if rest, ok := strings.CutSuffix(part, w); ok && rest != "" {
			return knowledge.Span{Start: s.Start, End: s.End - len(w)}
		}
	}
	return s
}

// leavesOpen reports whether a question without words that ask is a sentence
// to be completed: 首都为？
func leavesOpen(text string) bool {
	bare := strings.TrimRight(text, "?？ ")
	for _, w := range []string{"是", "为", "為", "叫", "称", "稱", "和", "及", "于", "於", "在", "的", "了", "到", "由", "有"} {
		if strings.HasSuffix(bare, w) {
			return true
		}
	}
	return false
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

// wholeNames widens s to the whole of a name that it cuts.
func (a *Answerer) wholeNames(text string, sentence, s knowledge.Span) knowledge.Span {
	part := sentence.Of(text)
	folded := fold(part)
	if len(folded) != len(part) {
		folded = part // its marks take other bytes; names mostly stand as they are
	}
	for _, n := range a.index.Lexicon().Binder().Names(part) {
		i := strings.Index(folded, n)
		if i < 0 {
			continue
		}
		from, to := sentence.Start+i, sentence.Start+i+len(n)
		if from < s.Start && s.Start < to && s.End >= to {
			s.Start = from
		}
		if from < s.End && s.End < to && s.Start <= from {
			s.End = to
		}
	}
	return s
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

// readSentence takes the sentence that covers the question best: keywords do
// not tell which part of it answers.
func readSentence(ans *Answer, rs []*reading) {
	best, at, top := bestClause(ans.Query, rs, 0)
	if top < minSentence {
		ans.Reason = declineReason(ans.Query, rs, nil)
		return
	}
	sentence := best.hit.Passage.Sentences[best.clauses[at].sentence]
	ans.Claim = best.textClaim(sentence, sentence)
}

// bestClause returns the clause that covers q best, where one with 、 gains
// joined, and its score.
func bestClause(q index.Query, rs []*reading, joined float64) (best *reading, at int, top float64) {
	for _, r := range rs {
		gap := min(maxGap, gapPrior*(rs[0].hit.Score-r.hit.Score))
		for n := range r.clauses {
			score := r.coverage(q, n) - gap
			if joined > 0 && strings.Contains(r.clauses[n].text, "、") {
				score += joined
			}
			if score > top {
				best, at, top = r, n, score
			}
		}
	}
	return best, at, top
}

func (r *reading) textClaim(sentence, s knowledge.Span) *Claim {
	return &Claim{Hit: r.hit, Sentence: sentence, Span: s, Text: s.Of(r.hit.Passage.Text)}
}

// spansOf returns what the reader of spans finds in the first passages.
func (a *Answerer) spansOf(q index.Query, rs []*reading) []span.Span {
	hits := make([]index.Hit, min(len(rs), maxReadHits))
	for i := range hits {
		hits[i] = rs[i].hit
	}
	spans := a.reader.Read(q, hits)
	for i, s := range spans {
		// The first passage is the right one far more often, the more so the
		// farther the others' scores are below.
		gap := rs[0].hit.Score - rs[spans[0].Hit].hit.Score
		if spans[0].Hit > 0 && s.Hit == 0 && s.Confidence >= (nearlyBest-gapWeight*gap)*spans[0].Confidence {
			copy(spans[1:i+1], spans[:i])
			spans[0] = s
			break
		}
	}
	return spans
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
