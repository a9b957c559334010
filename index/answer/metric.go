package answer

import (
	"slices"
	"strings"

	"beilun/index"
	"beilun/knowledge"
)

// metricFits is 1 when the figure measures what q asks for by a word that fixes
// the kind of figure: 产值 is not 投资, though both are money. The nearest number
// of another metric is the worst answer.
func metricFits(q index.Query, r *reading, n int, f *knowledge.Figure) float64 {
	fit := 1.0
	if c := q.Counted; c.Text != "" {
		switch {
		case stands(c, f.Binding.Metric) >= 1, strings.Contains(f.Unit, c.Text), slices.Contains(c.Alts, f.Unit):
		case r.othersMeasure(c, n, f):
			fit = foreignMetric // 道路20条、河道3条: the word is the other figure's
		case stands(c, r.clauses[n].text) >= 1:
		case stands(c, r.folded(r.hit.Passage.Sentences[r.clauses[n].sentence])) >= 1:
			fit = countedFar
		default:
			fit = foreignMetric
		}
	}
	if q.Want == index.WantTime && len(q.Named) > 0 && !happens(q, r, n, f) {
		fit = foreignMetric
	}
	if !namedMetric(q, r, n, f) || otherChange(q, f) {
		fit = min(fit, foreignMetric)
	}
	return fit
}

// namedMetric reports whether f measures what q asks for by a word that fixes
// the kind of figure.
func namedMetric(q index.Query, r *reading, n int, f *knowledge.Figure) bool {
	sentence := r.hit.Passage.Sentences[r.clauses[n].sentence]
	for _, c := range q.Concepts {
		if c.Alts == nil || index.WantOfMetric(c.Text) == index.WantText {
			continue
		}
		switch {
		case stands(c, f.Binding.Metric) >= 1, stands(c, r.clauses[n].text) >= 1:
		case len(f.Binding.Words) == 0 && stands(c, r.folded(knowledge.Span{Start: sentence.Start, End: f.Quote.Start})) >= 1:
		case stands(c, r.heads) >= 1 && len(f.Binding.Words) == 0:
		case slices.Contains(c.Alts, "占比") && isShare(r.hit.Passage.Text[sentence.Start:f.Quote.Start]):
		default:
			return false
		}
	}
	return true
}

// subset is the factor for a figure of a part (其中…) where the question names no
// such part. Set by hand on the districts in testdata.
const subset = 0.88

// partFits is below 1 when the figure is of a part that the question does not
// speak of, or of another phase or number than the one it asks for.
func (r *reading) partFits(q index.Query, n int, f *knowledge.Figure) float64 {
	fit := r.numberedFits(q, n)
	if fit == 0 {
		return foreignMetric
	}
	if strings.HasPrefix(r.clauses[n].text, "其中") && !strings.Contains(q.Text, "其中") {
		for _, c := range f.Binding.Words {
			if !strings.Contains(q.Folded(), c) {
				return fit * subset
			}
		}
	}
	return fit
}

// newcomers is the factor for a count of what is new where all are asked for.
// Set by hand on the districts in testdata.
const newcomers = 0.8

// stockFits is below 1 when f counts what has come new and q asks for all there
// are: 新投用学校5所 does not tell how many schools there are.
func stockFits(q index.Query, r *reading, n int, f *knowledge.Figure) float64 {
	asked := q.Text
	for _, name := range q.Named {
		asked = strings.ReplaceAll(asked, name, "") // 某某新区
	}
	if q.Counted.Text == "" || strings.Contains(asked, "新") || f.Kind != knowledge.Count {
		return 1
	}
	before := r.folded(knowledge.Span{Start: r.clauses[n].span.Start, End: f.Quote.Start})
	for _, w := range []string{"新增", "新建", "新投用", "新设", "新引进", "新落户", "新开"} {
		if i := strings.LastIndex(before, w); i >= 0 && !strings.ContainsAny(before[i:], "，,") {
			return newcomers
		}
	}
	return 1
}

// otherChange reports whether f is the change of another metric than the one
// whose change q asks for: 产量8600吨，产值31亿元，增长13% is the growth of the 产值.
func otherChange(q index.Query, f *knowledge.Figure) bool {
	if !q.Change || !f.Binding.Change || f.Binding.Metric == "" {
		return false
	}
	asked := false
	for _, c := range q.Concepts {
		if isMetric(c.Text) {
			if stands(c, f.Binding.Metric) >= 0.5 {
				return false
			}
			asked = true
		}
	}
	return asked
}

// happens reports whether what q asks the time of stands where f does: 封顶 is
// not 投用. A question that names nothing but the thing asks for any time.
func happens(q index.Query, r *reading, n int, f *knowledge.Figure) bool {
	asked := false
	for _, c := range q.Concepts {
		if slices.ContainsFunc(q.Named, func(name string) bool { return strings.Contains(name, c.Text) }) {
			continue
		}
		asked = true
		if stands(c, f.Binding.Metric) >= 1 || stands(c, r.clauses[n].text) >= 1 || r.isBare(n, f) && stands(c, r.clauses[n+1].text) >= 1 {
			return true
		}
	}
	return !asked
}

// isShare reports whether what stands in front of a figure makes it a share: 占全区税收的.
func isShare(before string) bool {
	i := strings.LastIndex(before, "占")
	return i >= 0 && !strings.ContainsAny(before[i:], "，；。0123456789")
}

// isBare reports whether clause n is nothing but the time f, and another one of
// its sentence follows: 11月8日，某某港开港.
func (r *reading) isBare(n int, f *knowledge.Figure) bool {
	return n+1 < len(r.clauses) && r.clauses[n+1].sentence == r.clauses[n].sentence &&
		slices.Contains([]string{"", "晚", "晚间", "上午", "下午", "当天", "起"}, strings.TrimPrefix(trimMarks(r.hit.Passage.Text, r.clauses[n].span).Of(r.hit.Passage.Text), f.Quote.Of(r.hit.Passage.Text)))
}

// othersMeasure reports whether another figure of clause n is bound to c.
func (r *reading) othersMeasure(c index.Concept, n int, f *knowledge.Figure) bool {
	for i := range r.hit.Passage.Figures {
		g := &r.hit.Passage.Figures[i]
		if g.Span != f.Span && r.clauseAt(g.Span.Start) == n && stands(c, g.Binding.Metric) >= 1 {
			return true
		}
	}
	return false
}

// countedFar is the factor for a figure in whose clause the word for what is
// counted does not stand, but elsewhere in its sentence.
const countedFar = 0.85

// foreignMetric is the factor for a figure of another metric: low enough for a
// decline.
const foreignMetric = 0.5

// rateWords make// rateWords make a figure one of each, and not of the whole.
var rateWords = []string{"人均", "户均", "平均", "均", "每"}

// perTime takes out what makes a figure one of a time and no rate: 每年有鸟类239种.
var perTime = strings.NewReplacer("每年", "", "每天", "", "每月", "", "每日", "", "每季度", "", "每周", "")

// rateFits is below 1 when the figure is a rate and the question asks for none:
// 人均地区生产总值 is not 地区生产总值.
func rateFits(q index.Query, r *reading, n int, f *knowledge.Figure) float64 {
	before := perTime.Replace(r.folded(knowledge.Span{Start: r.clauses[n].span.Start, End: f.Span.Start}))
	asked := q.Folded()
	if q.Want == index.WantDuration {
		return 1 // 平均用时 is how long it takes
	}
	for _, w := range rateWords {
		if strings.Contains(asked, w) {
			return 1
		}
	}
	for _, w := range rateWords {
		if strings.Contains(before, w) {
			return otherMetric
		}
	}
	return 1
}

// otherMetric is the factor for a figure that measures something else: low
// enough for a decline.
const otherMetric = 0.6

// metricBonus is what a figure gains that stands right beside a word of the
// question.
const metricBonus = 0.35

// metricFloor is the part of it that any word brings; the rest is for words
// that tell passages apart. Set by hand on district-dev.
const metricFloor = 0.8

// nearShare is how much all words beside the figure count against the one that
// tells most. Set by hand on district-dev.
const nearShare = 0.15

func heaviestOf(weights []float64) float64 {
	heaviest := 0.0
	for _, w := range weights {
		heaviest = max(heaviest, w)
	}
	return heaviest
}

// nearBytes is how close "right beside" is: six Han characters.
const nearBytes = 18

// metricNear looks for concepts of the question right before or after the
// figure within its clause: 总投资4.4亿元, 94家企业.
func metricNear(q index.Query, r *reading, n int, f *knowledge.Figure) float64 {
	c := r.clauses[n]
	text := r.hit.Passage.Text
	from := max(c.span.Start, f.Quote.Start-nearBytes)
	to := min(c.span.End, f.Quote.End+nearBytes)
	for _, g := range r.hit.Passage.Figures { // words beside another figure are that one's
		if g.Quote.End <= f.Quote.Start {
			from = max(from, g.Quote.End)
		} else if g.Quote.Start >= f.Quote.End {
			to = min(to, g.Quote.Start)
		}
	}
	for from < f.Quote.Start && text[from]&0xC0 == 0x80 {
		from++
	}
	for to > f.Quote.End && to < len(text) && text[to]&0xC0 == 0x80 {
		to--
	}
	// A figure may hold a comma, at which a clause ends.
	before := r.folded(knowledge.Span{Start: min(from, f.Quote.Start), End: f.Span.Start}) // 最高 of 最高800万元, too
	after := r.folded(knowledge.Span{Start: f.Quote.End, End: max(to, f.Quote.End)})
	if text, ok := r.dealt(f); ok {
		before, after = text, ""
	}
	best, sum, total := 0.0, 0.0, 0.0
	for i, concept := range q.Concepts {
		telling := metricFloor + (1-metricFloor)*r.weights[i]/heaviestOf(r.weights)
		near := max(stands(concept, before), 0.9*stands(concept, after))
		best = max(best, telling*near)
		sum += r.weights[i] * near
		total += r.weights[i]
	}
	return metricBonus * (best + nearShare*sum/max(total, 1)) / (1 + nearShare)
}
