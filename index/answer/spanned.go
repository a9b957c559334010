package answer

import (
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/index"
	"beilun/index/answer/span"
	"beilun/knowledge"
	"beilun/knowledge/bind"
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

// readList takes the items of the clause that covers the question best, where
// it joins items by 、. A clause that has the word for what is listed comes
// first (四大功能区); told is false when no passage has it.
func readList(q index.Query, rs []*reading) (claim *Claim, told bool) {
	best, at, top := bestClause(q, rs, 0.1)
	if listed := q.Counted; listed.Text != "" && !slices.Contains(anyItems, listed.Text) {
		for _, r := range rs {
			told = told || stands(listed, r.whole+r.heads) >= listedStands
		}
		if !told && (top < sureListed || !strings.Contains(best.clauses[at].text, "、")) {
			return nil, false
		}
		if told && best != nil && stands(listed, best.clauses[at].text) < listedStands {
			if r, n, score := bestListed(q, rs); score >= minListed {
				best, at, top = r, n, minSentence
			}
		}
	}
	if top < minSentence || !strings.Contains(best.clauses[at].text, "、") {
		return nil, true
	}
	p := best.hit.Passage
	return best.textClaim(p.Sentences[best.clauses[at].sentence], listSpan(p.Text, best.clauses[at].span)), true
}

// anyItems are words for what is listed that no release need have.
var anyItems = []string{"产品", "内容", "方面", "东西", "措施", "成果", "特点", "变化", "工作", "事情", "好处", "成绩", "作用"}

// listedFits reports whether a span can be the list that q asks for: its items
// are joined, or its sentence has the word for them.
func listedFits(q index.Query, r *reading, s span.Span) bool {
	if q.Want == index.WantList && !strings.ContainsAny(s.Span.Of(r.hit.Passage.Text), "、和及与，") {
		return false // what is one only of several things is no list
	}
	return q.Want != index.WantList || q.Counted.Text == "" || slices.Contains(anyItems, q.Counted.Text) ||
		strings.Contains(s.Span.Of(r.hit.Passage.Text), "、") && r.coverage(q, r.clauseAt(s.Span.Start)) >= minListed ||
		stands(q.Counted, fold(r.sentence(s.Sentence))) >= listedStands
}

// Of the word for what is listed, the share that has to stand in a text; and
// the coverage from which a clause with it and 、 is the list asked for. Set by
// hand on district-dev and the districts in testdata.
const (
	listedStands = 0.5
	minListed    = 0.4
	sureListed   = 0.7 // coverage from which a list needs no word for its items
)

// bestListed is bestClause among the clauses that join items by 、 and have the
// word for what is listed.
func bestListed(q index.Query, rs []*reading) (best *reading, at int, top float64) {
	for _, r := range rs {
		gap := min(maxGap, gapPrior*(rs[0].hit.Score-r.hit.Score))
		for n, c := range r.clauses {
			if score := r.coverage(q, n) - gap; score > top && strings.Contains(c.text, "、") && stands(q.Counted, c.text) >= listedStands {
				best, at, top = r, n, score
			}
		}
	}
	return best, at, top
}

// readNumber is readSpan for a question that asks for a figure.
func (a *Answerer) readNumber(q index.Query, rs []*reading) *Claim {
	for _, s := range a.spansOf(q, rs) {
		r := rs[s.Hit]
		claim := r.claim(s)
		if claim.Figure == nil && !tells(q.Want, claim.Text) {
			continue
		}
		if r.isPast(s.Span) {
			continue // 从350张增加到800张
		}
		if r.trusted(q, s) && r.uncontradicted(q, claim, s.Confidence) {
			return claim
		}
		if r.numberFits(q, claim, s.Confidence) {
			return claim
		}
		return nil
	}
	return nil
}

// isPast reports whether a figure in s is one that its own sentence says another
// has taken the place of.
func (r *reading) isPast(s knowledge.Span) bool {
	return slices.ContainsFunc(r.hit.Passage.Figures, func(f knowledge.Figure) bool {
		return s.Start < f.Span.End && f.Span.Start < s.End && (f.Binding.State == knowledge.Former || f.Binding.State == knowledge.Withdrawn)
	})
}

// numberFits reports whether the claim of a figure, or of a text that tells
// one, can be what q asks for.
func (r *reading) numberFits(q index.Query, claim *Claim, sure float64) bool {
	n := r.clauseAt(claim.Span.Start)
	cover := r.coverage(q, n)
	if cover+confidence*sure < minNumber || !r.hasHeads(q) || len(q.Named) > 0 && r.lacksMetric(q) {
		return false
	}
	f := claim.Figure
	if f == nil {
		return cover >= minCovered && sure >= minLoose
	}
	if r.partFits(q, n, f) < numberedFar || misfits(q, f) || timeFits(q, r, n, f)*rateFits(q, r, n, f)*metricFits(q, r, n, f)*bindingFits(q, f) < 1 {
		return false
	}
	if len(q.Named) > 0 && subjectFits(q, r, n, f) <= borrowed || len(q.Named) == 0 && headsOnly(q, fold(r.sentence(r.clauses[n].sentence)), f) {
		return false // of another thing than the one asked for, whatever else agrees
	}
	switch bound := f.Binding.Subject != "" && !f.Binding.Loose; {
	case !bound:
		return cover >= minNear
	case subjectFits(q, r, n, f) < nearName: // of another thing than the one asked for
		return cover >= minAnother
	}
	return cover >= minCovered
}

// hasHeads reports whether the words in front of the kinds of places and sites
// that q speaks of stand in r: they tell 海棠港 from 沙岭港, whatever else a
// dictionary takes 海棠 for.
func (r *reading) hasHeads(q index.Query) bool {
	asked := fold(q.Text)
	for i := 1; i < len(q.Concepts) && len(q.Named) == 0; i++ {
		head, kind := q.Concepts[i-1].Text, q.Concepts[i].Text
		if utf8.RuneCountInString(kind) == 1 && bind.IsComplete(head+kind) && strings.Contains(asked, head+kind) && stands(index.Concept{Text: head}, r.heads+r.whole) == 0 {
			return false
		}
	}
	return true
}

// misfits reports whether f is of a kind that cannot be what q asks for. What
// is no money is no sum of money; a count may well be told as a number or a
// duration.
func misfits(q index.Query, f *knowledge.Figure) bool {
	if fits(q, f) > 0 {
		return false
	}
	switch q.Want {
	case index.WantMoney, index.WantPercent, index.WantDimension, index.WantTime:
		return true
	case index.WantNumber, index.WantCount: // people are no tons
		return q.Unit != "" && (f.Kind == knowledge.Money || f.Kind == knowledge.Percent || f.Kind == knowledge.Dimension)
	}
	return false
}

// noNumber takes words out that hold a numeral and tell none.
var noNumber = strings.NewReplacer("之一", "", "唯一", "", "一样", "", "一定", "", "一起", "", "一般", "", "一直", "", "统一", "")

// tells reports whether a text that no figure was found in may tell a number or
// a time, one by a ruler's years among them.
func tells(w index.Want, text string) bool {
	switch w {
	case index.WantMoney, index.WantPercent, index.WantDimension:
		return false // those are always found as figures
	}
	if w == index.WantTime {
		return strings.ContainsAny(text, "年月日代時时朝季周纪紀") || yearOf(text) > 0
	}
	return strings.ContainsAny(noNumber.Replace(text), "0123456789０１２３４５６７８９一二三四五六七八九十百千两兩半")
}

// bound reports whether c's figure is bound to something that q names.
func (c candidate) bound(q index.Query) bool {
	return slices.ContainsFunc(q.Named, func(name string) bool { return sameNamed(name, c.figure.Binding.Subject) })
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

// wholeList widens a span to all the items joined by 、 that it has some of.
func wholeList(text string, clause, s knowledge.Span) knowledge.Span {
	part := clause.Of(text)
	if !strings.Contains(part, "、") {
		return s
	}
	return listSpan(text, clause)
}
