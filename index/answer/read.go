package answer

import (
	"cmp"
	"context"
	"regexp"
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
	sameScore      = 0.06 // scores that differ by less speak of the same thing: then the newest release wins
	otherTimeShare = 0.7  // of minFigure: the year itself is among what is missing
)

// read finds the claim of ans in hits, or the reason to decline.
func (a *Answerer) read(ctx context.Context, ans *Answer, hits []index.Hit) error {
	q := ans.Query
	rs := newReadings(q, hits)
	if q.Want.IsFigure() {
		return a.readFigure(ctx, ans, rs)
	}
	if claim, sure := a.readTold(q, rs); claim != nil || sure {
		ans.by("a set phrase, or that there is none")
		if ans.Claim = claim; claim == nil {
			ans.Reason = declineReason(q, rs, nil)
		}
		return nil
	}
	a.readSpan(ans, rs)
	if c := ans.Claim; c != nil && !a.evidenced(q, c, ans.sure) {
		ans.refuse(c, NotStated)
	}
	return nil
}

// readFigure takes the figure that agrees best with the question and, where
// the ledger has a newer one of the same thing, that one, with what else the
// releases say of it.
func (a *Answerer) readFigure(ctx context.Context, ans *Answer, rs []*reading) error {
	cs := readFigures(ans.Query, rs)
	slices.SortStableFunc(cs, func(a, b candidate) int {
		return cmp.Compare(b.score, a.score)
	})
	ans.explain(cs)
	found := len(cs) > 0 && cs[0].score >= minFigure
	if !found || cs[0].score < sureFigure && !cs[0].bound(ans.Query) && cs[0].r.measures(ans.Query, cs[0].figure) < sureMetric {
		if claim := a.readNumber(ans.Query, rs); claim != nil {
			ans.by("the reader, as no figure is sure")
			ans.Claim = claim
			if claim.Figure == nil { // the ledger has none of it
				return nil
			}
			return a.follow(ctx, ans)
		}
	}
	if !found {
		ans.Reason = declineReason(ans.Query, rs, cs)
		return nil
	}
	ans.by("the figure of the highest score, or the newest of the same")
	best := cs[0]
	for _, c := range cs[1:] {
		if c.score < cs[0].score-sameScore {
			break
		}
		if newer(c.row(), best.row()) && c.figure.Kind == best.figure.Kind && !otherOpening(ans.Query, cs[0].row(), c.row()) {
			best = c
		}
	}
	claim := best.claim()
	ans.Claim = &claim
	if slices.ContainsFunc(cs, best.rivals) {
		ans.by("the sentence, as it has several figures that answer")
		ans.Claim = best.r.textClaim(claim.Sentence, claim.Sentence)
		return nil
	}
	return a.follow(ctx, ans)
}

// rivals reports whether another figure of the same sentence answers as well, and
// measures something else: 剧院有座位1200个，小剧场有座位400个.
func (c candidate) rivals(o candidate) bool {
	const asWell = 1e-9
	f, g := c.figure, o.figure
	return o.r == c.r && o.r.clauses[o.clause].sentence == c.r.clauses[c.clause].sentence && c.score-o.score < asWell && f.Kind == g.Kind && f.Unit == g.Unit &&
		f.Text != g.Text && f.Binding.Metric != g.Binding.Metric
}

func (c candidate) row() index.Row { return index.Row{Passage: c.r.hit.Passage, Figure: c.figure} }

func (c candidate) claim() Claim {
	s := c.r.hit.Passage.Sentences[c.r.clauses[c.clause].sentence]
	return Claim{Hit: c.r.hit, Sentence: s, Span: c.figure.Quote, Text: c.figure.Text, Figure: c.figure}
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
			if slices.ContainsFunc(q.Named, func(n string) bool { return strings.HasPrefix(n, c.Text) && endsWithAny(n, regions) }) {
				return OtherPlace
			}
			return SubjectUnknown
		}
	}
	return NotStated
}

// regions are what places end with that have figures of the same kinds.
var regions = []string{"区", "市", "县", "省", "镇", "街道", "乡"}

// listLead is what a list stands behind.
var listLead = regexp.MustCompile(`.*(?:包括|包含|涵盖|分别[为是]|设有|建有|配有|拥有|配备|配置|引进|吸引|布局|提升|形成|已与|含有|即|：)了?`)

// listSpan narrows a clause to the items joined by 、 in it, up to the word that
// closes a list (等). A clause without a list stays whole.
func listSpan(text string, s knowledge.Span) knowledge.Span {
	part := s.Of(text)
	if !strings.Contains(part, "、") {
		return trimMarks(text, s)
	}
	if i := strings.LastIndex(part, "、"); i >= 0 {
		if lead := listLead.FindStringIndex(part[:strings.Index(part, "、")]); lead != nil {
			part, s.Start, i = part[lead[1]:], s.Start+lead[1], i-lead[1]
		}
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
