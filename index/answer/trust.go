package answer

import (
	"strings"
	"unicode/utf8"

	"beilun/index"
	"beilun/index/answer/span"
	"beilun/knowledge"
)

// When the reader of spans is trusted. Set by hand: its confidence is about the
// F1 that its spans have on the questions of qa-cmrc and qa-drcd that are
// declined otherwise (weights of "beilun eval train -held", questions of the
// other half of the articles); the shares of the question are as low as
// district-dev and the cases in testdata allow.
const (
	sureSpan   = 0.4  // confidence from which the reader is trusted without other signs
	minKnown   = 0.8  // and the share of the question that has to stand in the passage for it
	allKnown   = 0.95 // the same where the figure is bound to another name
	certain    = 0.8  // and the confidence for that
	looseKnown = 0.6  // the same where no figure of something named is asked for
)

// trusted reports whether the reader is so sure of s that it is taken even
// where the rules find nothing that supports it: nothing that the question
// speaks of may be missing in the passage.
func (r *reading) trusted(q index.Query, s span.Span) bool {
	need := minKnown
	if len(q.Named) == 0 && len(q.Names) == 0 || !q.Want.IsFigure() {
		need = looseKnown
	}
	return s.Confidence >= sureSpan && r.known(q) >= need && !r.lacks(q)
}

// lacks reports whether the passage has nothing of what q asks to be measured:
// no figure in it is the 房价 where no 房价 is spoken of. Of something named
// nothing at all may be missing.
func (r *reading) lacks(q index.Query) bool {
	for i, c := range q.Concepts {
		if max(r.found[i].heads, r.found[i].whole) > 0 {
			continue
		}
		if len(q.Named) > 0 || c.Alts != nil && index.WantOfMetric(c.Text) != index.WantText || isMetric(c.Text) {
			return true
		}
	}
	return false
}

// ofAnother reports whether f is bound to a thing and measures something that q
// does not speak of, while the passage has nothing of what q does: a number of
// 系统 is no 营收, though it is that firm's.
func (r *reading) ofAnother(q index.Query, f *knowledge.Figure) bool {
	b := f.Binding
	if b.Subject == "" || b.Metric == "" || b.Loose {
		return false
	}
	missing := false
	for i, c := range q.Concepts {
		if stands(c, b.Metric) > 0 || strings.Contains(f.Unit, c.Text) {
			return false
		}
		missing = missing || utf8.RuneCountInString(c.Text) > 1 && max(r.found[i].heads, r.found[i].whole) == 0
	}
	return missing
}

// uncontradicted reports whether nothing tells that the claim is of another
// kind, time or thing than q asks for.
func (r *reading) uncontradicted(q index.Query, claim *Claim, sure float64) bool {
	f := claim.Figure
	if f == nil {
		return speaksOf(q, claim, fold(claim.Quote()))
	}
	n := r.clauseAt(claim.Span.Start)
	if c := q.Counted; c.Text != "" && len(q.Named) > 0 && stands(c, f.Binding.Metric) < 1 && stands(c, r.clauses[n].text) < 1 && !strings.Contains(f.Unit, c.Text) {
		return false // 12个班 are no 学位
	}
	if len(q.Named) == 0 && headsOnly(q, r.folded(r.hit.Passage.Sentences[r.clauses[n].sentence]), f) {
		return false
	}
	if misfits(q, f) || r.ofAnother(q, f) || !namedMetric(q, r, n, f) || otherChange(q, f) || r.partFits(q, n, f) < numberedFar || timeFits(q, r, n, f) < 1 || q.Unit != "" && f.Unit != "" && f.Unit != q.Unit && q.Want == index.WantCount {
		return false
	}
	return len(q.Named) == 0 || subjectFits(q, r, n, f) > borrowed || q.Want != index.WantMoney && sure >= certain && r.known(q) >= allKnown
}

// known is the share of the question that stands in the passage or above it.
func (r *reading) known(q index.Query) float64 {
	sum, total := 0.0, 0.0
	for i, w := range r.weights {
		total += w
		sum += w * max(r.found[i].heads, r.found[i].whole)
	}
	if total == 0 {
		return 0
	}
	return sum / total
}

// lacksMetric reports whether the passage has nothing of what q asks to be
// measured, by a word that tells so by its end: no 学费, no 产量.
func (r *reading) lacksMetric(q index.Query) bool {
	for i, c := range q.Concepts {
		if isMetric(c.Text) && max(r.found[i].heads, r.found[i].whole) == 0 {
			return true
		}
	}
	return false
}
