package answer

import (
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/index"
	"beilun/knowledge"
	"beilun/knowledge/bind"
)

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
		if r.isOther(q, claim) {
			return nil // 人均产值9万元 for 人口
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

// isOther reports whether the figure of a claim is of a kind that cannot be what q
// asks for, or all are that its text tells.
func (r *reading) isOther(q index.Query, claim *Claim) bool {
	if claim.Figure != nil {
		return misfits(q, claim.Figure)
	}
	other := false
	for i := range r.hit.Passage.Figures {
		f := &r.hit.Passage.Figures[i]
		if claim.Span.Start >= f.Span.End || f.Span.Start >= claim.Span.End {
			continue
		}
		if other = misfits(q, f); !other {
			break
		}
	}
	return other
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
	if r.partFits(q, n, f) < numberedFar || misfits(q, f) || r.ofAnother(q, f) || timeFits(q, r, n, f)*rateFits(q, r, n, f)*metricFits(q, r, n, f)*bindingFits(q, f) < 1 {
		return false
	}
	if len(q.Named) > 0 && subjectFits(q, r, n, f) <= borrowed || len(q.Named) == 0 && headsOnly(q, r.folded(r.hit.Passage.Sentences[r.clauses[n].sentence]), f) {
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
	asked := q.Folded()
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
	case index.WantNumber, index.WantCount: // people are no tons, and no sum of money
		return q.Unit != "" && f.Kind == knowledge.Dimension || (q.Unit != "" || q.Want == index.WantCount) && (f.Kind == knowledge.Money || f.Kind == knowledge.Percent)
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
	return slices.ContainsFunc(q.Named, func(name string) bool { return isOf(name, &c.figure.Binding) })
}
