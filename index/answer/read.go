package answer

import (
	"cmp"
	"slices"
	"strings"

	"beilun/index"
	"beilun/internal/zhtext"
	"beilun/knowledge"
)

// Thresholds of reading. Set by hand on district-dev: a wrong answer costs far
// more than a decline.
const (
	minFigure      = 0.62 // score below which a figure is not the answer
	minSentence    = 0.5  // coverage below which a sentence is not the answer
	sameScore      = 0.06 // scores that differ by less speak of the same thing: then the newest release wins
	otherClaim     = 0.1  // how far below the claim another release's figure may score and still be about the same
	otherTimeShare = 0.7  // of minFigure: the year itself is among what is missing
	conflictGap    = 31   // days within which different figures contradict rather than follow each other
)

// read finds the claim of ans in hits, or the reason to decline.
func read(ans *Answer, hits []index.Hit) {
	q := ans.Query
	weights := conceptWeights(q, hits)
	rs := make([]*reading, len(hits))
	for i, h := range hits {
		rs[i] = newReading(h, q, weights)
	}
	if q.Want.IsFigure() {
		readFigure(ans, rs)
		return
	}
	readSentence(ans, rs)
}

// readFigure takes the figure that agrees best with the question, of those that
// agree as well the one of the newest release, and what other releases say
// beside it.
func readFigure(ans *Answer, rs []*reading) {
	cs := readFigures(ans.Query, rs)
	slices.SortStableFunc(cs, func(a, b candidate) int {
		return cmp.Compare(b.score, a.score)
	})
	if len(cs) == 0 || cs[0].score < minFigure {
		ans.Reason = declineReason(ans.Query, rs, cs)
		return
	}
	best := cs[0]
	for _, c := range cs[1:] {
		if c.score < cs[0].score-sameScore {
			break
		}
		if c.r.hit.Passage.Release.Date.Compare(best.r.hit.Passage.Release.Date) > 0 && c.figure.Kind == best.figure.Kind {
			best = c
		}
	}
	claim := best.claim()
	ans.Claim = &claim
	ans.Others = others(best, cs)
}

func (c candidate) claim() Claim {
	s := c.r.hit.Passage.Sentences[c.r.clauses[c.clause].sentence]
	return Claim{Hit: c.r.hit, Sentence: s, Span: c.figure.Quote, Text: c.figure.Text, Figure: c.figure}
}

// others picks from candidates the figure of each other release that speaks of
// the same thing as claim, newest release first.
func others(claim candidate, cs []candidate) []Claim {
	var out []Claim
	seen := map[string]bool{claim.r.hit.Passage.Release.ID: true}
	for _, c := range cs {
		rel := c.r.hit.Passage.Release
		if seen[rel.ID] || c.score < claim.score-otherClaim || c.figure.Kind != claim.figure.Kind || c.figure.Unit != claim.figure.Unit {
			continue
		}
		seen[rel.ID] = true
		o := c.claim()
		o.Relation = relation(claim, c)
		out = append(out, o)
	}
	slices.SortStableFunc(out, func(a, b Claim) int {
		return b.Hit.Passage.Release.Date.Compare(a.Hit.Passage.Release.Date)
	})
	return out
}

func relation(claim, other candidate) Relation {
	if sameValue(claim.figure, other.figure) {
		return Same
	}
	a, b := claim.r.hit.Passage.Release.Date, other.r.hit.Passage.Release.Date
	if days(a) > 0 && days(b) > 0 && abs(days(a)-days(b)) <= conflictGap {
		return Conflicting
	}
	return Earlier
}

func sameValue(a, b *knowledge.Figure) bool {
	if a.Time != "" || b.Time != "" {
		return a.Time == b.Time
	}
	if a.Value == nil || b.Value == nil {
		return a.Text == b.Text
	}
	return a.Unit == b.Unit && a.Value.Cmp(b.Value) == 0 && a.Qualifier == b.Qualifier
}

// days counts days roughly, enough to tell days from months; 0 when the day is
// unknown.
func days(d knowledge.Date) int {
	if d.Day == 0 {
		return 0
	}
	return (d.Year*12+d.Month)*30 + d.Day
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

// declineReason tells why no figure will do.
func declineReason(q index.Query, rs []*reading, cs []candidate) Reason {
	if len(q.Years) > 0 {
		for _, c := range cs {
			if c.score/otherYear >= minFigure {
				return OtherTime
			}
		}
	}
	for _, c := range q.Concepts {
		if c.Alts != nil || strings.Trim(c.Text, "0123456789年") == "" {
			continue // what was asked of the subject, and when
		}
		known := false
		for _, r := range rs {
			known = known || stands(c, r.whole) >= 1 || stands(c, r.heads) >= 1
		}
		if !known {
			return SubjectUnknown
		}
	}
	return NotStated
}

// readSentence takes the sentence that covers the question best, and in it the
// part that answers where the kind of answer tells which part that is.
func readSentence(ans *Answer, rs []*reading) {
	var best *reading
	at, top := 0, 0.0
	for rank, r := range rs {
		for n := range r.clauses {
			score := r.coverage(ans.Query, n) - 0.01*float64(rank)
			if ans.Query.Want == index.WantList {
				score += 0.1 * when(strings.Contains(r.clauses[n].text, "、"))
			}
			if score > top {
				best, at, top = r, n, score
			}
		}
	}
	if best == nil || top < minSentence {
		ans.Reason = declineReason(ans.Query, rs, nil)
		return
	}
	p := best.hit.Passage
	sentence := p.Sentences[best.clauses[at].sentence]
	span := sentence
	switch ans.Query.Want {
	case index.WantList:
		span = listSpan(p.Text, best.clauses[at].span)
	case index.WantPlace, index.WantPerson:
		span = trimMarks(p.Text, best.clauses[at].span)
	}
	ans.Claim = &Claim{Hit: best.hit, Sentence: sentence, Span: span, Text: span.Of(p.Text)}
}

// listSpan narrows a clause to the items joined by 、 in it, up to the word that
// closes a list (等). A clause without a list stays whole.
func listSpan(text string, s knowledge.Span) knowledge.Span {
	part := s.Of(text)
	if !strings.Contains(part, "、") {
		return trimMarks(text, s)
	}
	if i := strings.LastIndex(part, "、"); i >= 0 {
		if j := strings.Index(part[i:], "等"); j >= 0 {
			s.End = s.Start + i + j
		}
	}
	return trimMarks(text, s)
}

// trimMarks takes white space and marks off both ends of a span.
func trimMarks(text string, s knowledge.Span) knowledge.Span {
	const marks = "，。；：、！？,.;:!? \u3000"
	part := s.Of(text)
	s.Start += len(part) - len(strings.TrimLeft(part, marks))
	s.End -= len(part) - len(strings.TrimRight(part, marks))
	return knowledge.Span{Start: s.Start, End: max(s.Start, s.End)}
}

func fold(s string) string { return zhtext.FoldString(s) }
