package answer

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"beilun/index"
	"beilun/knowledge"
	"beilun/knowledge/bind"
	"beilun/knowledge/figure"
)

// candidate is a figure that may be the answer.
type candidate struct {
	r      *reading
	clause int
	figure *knowledge.Figure
	score  float64     // coverage, less what speaks against it
	parts  index.Parts // what the score is made of, in the order it is worked out
}

// readFigures returns the figures of hits that are of the kind that q wants,
// best first in the order of their scores; those of equal score in the order
// of the hits.
func readFigures(q index.Query, rs []*reading) []candidate {
	var out []candidate
	for rank, r := range rs {
		if len(r.clauses) == 0 {
			continue
		}
		most := 0.0
		for i := range r.hit.Passage.Figures {
			if f := &r.hit.Passage.Figures[i]; fits(q, f) > 0 {
				most = max(most, r.measures(q, f))
			}
		}
		for i := range r.hit.Passage.Figures {
			f := &r.hit.Passage.Figures[i]
			fit := fits(q, f)
			if fit == 0 {
				continue
			}
			n := r.clauseAt(f.Span.Start)
			parts := index.Parts{
				{Name: "kind", Value: fit},
				{Name: "coverage", Value: (r.coverage(q, n) + metricNear(q, r, n, f)) / (1 + metricBonus)},
				{Name: "time", Value: timeFits(q, r, n, f)},
				{Name: "subject", Value: subjectFits(q, r, n, f)},
				{Name: "rate", Value: rateFits(q, r, n, f)},
				{Name: "metric", Value: metricFits(q, r, n, f)},
				{Name: "state", Value: bindingFits(q, f)},
				{Name: "phase", Value: phaseFits(q, f)},
				{Name: "part", Value: r.partFits(q, n, f)},
				{Name: "stock", Value: stockFits(q, r, n, f)},
				{Name: "words", Value: 1 - otherWords*(most-r.measures(q, f))},
			}
			score := 1.0
			for _, p := range parts {
				score *= p.Value
			}
			score -= 0.01 * float64(rank)
			out = append(out, candidate{r, n, f, score, parts})
		}
	}
	return out
}

// otherWords is how much a figure loses in whose passage another one is bound
// to all the words of the question and it to none. Set by hand on district-dev.
const otherWords = 0.4

// measures returns the share of q's concepts, by weight, that tell what f
// measures.
func (r *reading) measures(q index.Query, f *knowledge.Figure) float64 {
	sum, total := 0.0, 0.0
	for i, c := range q.Concepts {
		total += r.weights[i]
		sum += r.weights[i] * stands(c, f.Binding.Metric)
	}
	if total == 0 {
		return 0
	}
	return sum / total
}

// metricFits is 1 when the figure measures what q asks for by a word that fixes
// the kind of figure: 产值 is not 投资, though both are money. The nearest number
// of another metric is the worst answer.
func metricFits(q index.Query, r *reading, n int, f *knowledge.Figure) float64 {
	fit := 1.0
	if c := q.Counted; c.Text != "" {
		switch {
		case stands(c, f.Binding.Metric) >= 1, strings.Contains(f.Unit, c.Text):
		case r.othersMeasure(c, n, f):
			fit = foreignMetric // 道路20条、河道3条: the word is the other figure's
		case stands(c, r.clauses[n].text) >= 1:
		case stands(c, fold(r.hit.Passage.Sentences[r.clauses[n].sentence].Of(r.hit.Passage.Text))) >= 1:
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
		case len(f.Binding.Words) == 0 && stands(c, fold(r.hit.Passage.Text[sentence.Start:f.Quote.Start])) >= 1:
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
			if !strings.Contains(fold(q.Text), c) {
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
	before := fold(r.hit.Passage.Text[r.clauses[n].span.Start:f.Quote.Start])
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

// Factors for figures whose binding speaks against them. Set by hand on
// district-dev and history-dev.
const (
	borrowed   = 0.55 // of another named thing than the one asked for
	partOf     = 0.55 // of a part of it
	nearName   = 0.9  // the one asked for stands nearer than what it is bound to
	otherState = 0.9  // reached where a plan is asked for, or a plan where none is
	otherAim   = 0.75 // no aim where an aim is asked for
	taken      = 0.5  // withdrawn, or replaced in its own sentence
	otherShare = 0.7  // a level where a change is asked for, or the other way round
)

// bindingFits is below 1 when the figure is bound to something else than the
// question asks for.
func bindingFits(q index.Query, f *knowledge.Figure) float64 {
	b, fit := f.Binding, 1.0
	switch b.State {
	case knowledge.Withdrawn, knowledge.Former:
		fit *= taken
	case knowledge.Target:
		if q.State != knowledge.Target {
			fit *= otherState
		}
	case knowledge.Planned:
		if q.State == knowledge.Reached && f.Time == "" {
			fit *= otherState
		}
	default:
		if q.State == knowledge.Target {
			fit *= otherAim
		}
	}
	if q.Change != b.Change && (b.Change || f.Kind == knowledge.Percent && q.Want == index.WantPercent) {
		fit *= otherShare
	}
	return fit
}

// onePhase is the factor for a figure of one phase of a project where none is
// asked for. Set by hand on the releases of testdata.
const onePhase = 0.95

// phaseFits is below 1 when the figure is of a phase that q does not ask for;
// see numberedFits for one that it does.
func phaseFits(q index.Query, f *knowledge.Figure) float64 {
	if q.Phase == "" && index.PhaseIn(f.Binding.Scope) != "" {
		return onePhase
	}
	return 1
}

// subjectFits tells how well the subject of f is what q asks about: 1 when it
// is, or when q names nothing.
func subjectFits(q index.Query, r *reading, n int, f *knowledge.Figure) float64 {
	if len(q.Named) == 0 {
		sentence := fold(r.sentence(r.clauses[n].sentence))
		if headsOnly(q, sentence, f) {
			return borrowed
		}
		return r.nameFits(q, n)
	}
	best := 0.0
	for _, name := range q.Named {
		best = max(best, r.namedFits(q, name, n, f))
	}
	return best
}

// headsOnly reports whether f is bound to a thing with a name, and what may be
// the name of the one that q asks for does not stand in f's sentence: the
// headings alone speak of it.
func headsOnly(q index.Query, sentence string, f *knowledge.Figure) bool {
	b := f.Binding
	return b.Subject != "" && !b.Loose && slices.ContainsFunc(q.Names, func(name string) bool {
		return bind.IsComplete(name) && !sameNamed(name, b.Subject) && pairsIn(name, sentence) < nameInSentence
	})
}

// namedFits is subjectFits for one name.
func (r *reading) namedFits(q index.Query, name string, n int, f *knowledge.Figure) float64 {
	b := f.Binding
	if sameNamed(name, b.Subject) {
		return 1
	}
	if rest, ok := strings.CutPrefix(b.Subject, name); ok && endsWithAny(rest, partWords) {
		return partOf
	}
	head := headOf(name)
	text := r.hit.Passage.Text
	sentence := r.hit.Passage.Sentences[r.clauses[n].sentence]
	before, after := fold(text[sentence.Start:f.Quote.Start]), fold(text[f.Quote.End:sentence.End])
	if b.Subject == "" || b.Loose {
		switch {
		case !strings.Contains(before, head) && strings.Contains(after, head) && f.Time == "":
			return borrowed // what comes later in the sentence is not what the figure is about
		case b.Subject != "" && !strings.Contains(before+after+r.heads, head) && !strings.Contains(b.Subject, head):
			return otherName
		case b.Subject != "" && !strings.Contains(fold(text[:sentence.End])+r.heads, name) && strings.Contains(fold(text[sentence.End:]), name):
			return borrowed // the one asked for is only told of later
		}
		return r.nameFits(q, n)
	}
	switch i, j := lastNamed(before, name), strings.LastIndex(before, headOf(b.Subject)); {
	case i >= 0 && inList(before, i):
		return borrowed // one of several that a figure of all of them follows
	case i > j:
		return nearName
	case i >= 0:
		return borrowed
	case lastNamed(r.heads, name) >= 0:
		return nearName
	}
	return borrowed
}

// lastNamed returns where the last mention of name in a folded text begins, -1
// for none: half of its pairs of characters have to stand there, for what it
// begins with may be no more than the name of the whole district.
func lastNamed(text, name string) int {
	if pairsIn(name, text) < nameInSentence {
		return -1
	}
	return strings.LastIndex(text, headOf(name))
}

// inList reports whether the name at i of s is one of several joined by 、.
func inList(s string, i int) bool {
	if strings.HasSuffix(s[:i], "、") {
		return true
	}
	const near = 10 // characters of what is left of a name
	for n, r := range []rune(s[i:]) {
		switch {
		case r == '、':
			return true
		case n == near || strings.ContainsRune("，,；;。：", r):
			return false
		}
	}
	return false
}

// sameNamed reports whether name, as a question puts it, can be subject: the
// same thing, or a name that leaves some of its words out but not the first.
func sameNamed(name, subject string) bool {
	for _, kind := range []string{"总部项目", "项目", "工程"} {
		if core, ok := strings.CutSuffix(name, kind); ok && utf8.RuneCountInString(core) >= 2 && strings.Contains(subject, core) {
			return true
		}
	}
	if rest, ok := strings.CutPrefix(subject, name); ok && rest != "" && bind.IsComplete(name) {
		return bind.SameThing(name, subject)
	}
	return bind.SameThing(name, subject) || strings.Contains(subject, headOf(name)) && pairsIn(name, subject) > nameInSentence && !endsWithAny(strings.TrimPrefix(subject, name), partWords)
}

// headOf returns the first two characters of a name, which tell it from others
// of its kind.
func headOf(name string) string {
	rs := []rune(name)
	return string(rs[:min(2, len(rs))])
}

func endsWithAny(s string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.HasSuffix(s, w) })
}

// rateWords make// rateWords make a figure one of each, and not of the whole.
var rateWords = []string{"人均", "户均", "平均", "均", "每"}

// perTime takes out what makes a figure one of a time and no rate: 每年有鸟类239种.
var perTime = strings.NewReplacer("每年", "", "每天", "", "每月", "", "每日", "", "每季度", "", "每周", "")

// rateFits is below 1 when the figure is a rate and the question asks for none:
// 人均地区生产总值 is not 地区生产总值.
func rateFits(q index.Query, r *reading, n int, f *knowledge.Figure) float64 {
	before := perTime.Replace(fold(r.hit.Passage.Text[r.clauses[n].span.Start:f.Quote.Start]))
	asked := fold(q.Text)
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

// fits tells how well f is of the kind asked: 1, less when the unit differs in
// a way that people are careless about, 0 when it cannot be the answer.
func fits(q index.Query, f *knowledge.Figure) float64 {
	switch q.Want {
	case index.WantMoney:
		return when(f.Kind == knowledge.Money && unitFits(q.Unit, f.Unit))
	case index.WantPercent:
		return when(f.Kind == knowledge.Percent || f.Kind == knowledge.PercentPoint || f.Kind == knowledge.Multiple)
	case index.WantDimension:
		return when(f.Kind == knowledge.Dimension && unitFits(q.Unit, f.Unit) && sizeFits(q, f))
	case index.WantDuration:
		return when(f.Kind == knowledge.Duration)
	case index.WantAge:
		return when(f.Kind == knowledge.Age)
	case index.WantOrdinal:
		return when(f.Kind == knowledge.Ordinal)
	case index.WantTime:
		return when(f.Kind == knowledge.DateKind || f.Kind == knowledge.PeriodKind || f.Kind == knowledge.Time)
	case index.WantCount:
		return when(f.Kind == knowledge.Count || f.Kind == knowledge.Number) * numberFits(q.Unit, f)
	case index.WantNumber:
		return numberFits(q.Unit, f)
	}
	return 0
}

// sizeFits reports whether f is a size of the sort that q asks for: 多大 is no
// length.
func sizeFits(q index.Query, f *knowledge.Figure) bool {
	d := index.UnitDimension(f.Unit)
	return !strings.Contains(q.Text, "多大") || q.Unit != "" || d != "weight" && f.Unit != "公里" && f.Unit != "千米"
}

func when(ok bool) float64 {
	if ok {
		return 1
	}
	return 0
}

func numberFits(unit string, f *knowledge.Figure) float64 {
	switch f.Kind {
	case knowledge.DateKind, knowledge.PeriodKind, knowledge.Time, knowledge.Ordinal:
		return 0
	}
	switch {
	case unit == "":
		return 1
	case unit == f.Unit:
		return 1
	case unit == "个" && f.Kind == knowledge.Count:
		return 0.9 // 几个 is said of anything
	case f.Kind == knowledge.Number:
		return 0.7
	case f.Kind == knowledge.Count && sameMeasure(unit, f.Unit):
		return 0.95
	}
	return 0
}

// sameMeasure reports whether two measure words are said of the same things.
func sameMeasure(a, b string) bool {
	for _, group := range []string{"个家所间处", "人名位", "个项件", "栋幢座", "条个"} {
		if strings.Contains(group, a) && strings.Contains(group, b) {
			return true
		}
	}
	return false
}

// unitFits compares units of money or of a dimension. An area may be given in
// another unit of area than the one asked.
func unitFits(asked, unit string) bool {
	if asked == "" || asked == unit {
		return true
	}
	return index.UnitDimension(asked) != "" && index.UnitDimension(asked) == index.UnitDimension(unit)
}

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
	before, after := fold(text[min(from, f.Quote.Start):f.Quote.Start]), fold(text[f.Quote.End:max(to, f.Quote.End)])
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

// timeFits is below 1 when the question names a year that is not the
// figure's.
func timeFits(q index.Query, r *reading, n int, f *knowledge.Figure) float64 {
	if q.Want == index.WantTime && f.Time != "" {
		return 1
	}
	if q.Part != "" && q.Part != index.PartOf(f.Binding.Period) {
		return otherYear // of another quarter, or of the whole year
	}
	if len(q.Years) == 0 {
		return 1
	}
	if r.hit.Passage.Release.Date.IsZero() {
		sentence := fold(r.hit.Passage.Sentences[r.clauses[n].sentence].Of(r.hit.Passage.Text))
		for _, w := range []string{"今年", "去年"} {
			if strings.Contains(sentence, w) && strings.Contains(fold(q.Text), w) {
				return 1 // asked as the release says it, whenever that was
			}
		}
	}
	years := yearsNear(r, n)
	whole := 1.0
	if p := f.Binding.Period; p != "" {
		years = yearsOf(p)
		if q.Part == "" && index.PartOf(p) != "" {
			whole = partYear
		}
	}
	if len(years) == 0 {
		if q.Years[0] > q.Today.Year {
			return otherYear // nothing undated is of a year to come
		}
		return unknownYear
	}
	for _, y := range q.Years {
		for _, z := range years {
			if y == z {
				return whole
			}
		}
	}
	return otherYear
}

// yearsOf returns the years of an ISO period.
func yearsOf(iso string) []int {
	from, to, ok := strings.Cut(iso, "/")
	a, b := yearOf(from), yearOf(to)
	switch {
	case !ok || b == 0:
		return []int{a}
	case a == 0:
		return []int{b}
	}
	var out []int
	for y := a; y <= b && len(out) < 10; y++ {
		out = append(out, y)
	}
	return out
}

// unknownYear is the factor for a figure that nothing dates: it may be of any
// year.
const unknownYear = 0.6

// partYear is the factor for a figure of a month or a quarter where the year
// is asked for.
const partYear = 0.9

// otherYear is the factor for a figure of another year than the one asked: low
// enough for a decline.
const otherYear = 0.4

// yearsNear returns the years that hold for clause n: those of the last date
// or period up to its end in its sentence, else of the passage before it, else
// the year the release appeared in.
func yearsNear(r *reading, n int) []int {
	end := r.clauses[n].span.End
	sentence := r.hit.Passage.Sentences[r.clauses[n].sentence]
	var inSentence, before []int
	for _, f := range r.hit.Passage.Figures {
		y := yearOf(f.Time)
		if y == 0 || f.Span.Start >= end {
			continue
		}
		if f.Span.Start >= sentence.Start {
			inSentence = append(inSentence, y)
		} else {
			before = []int{y}
		}
	}
	if len(inSentence) > 0 {
		return inSentence
	}
	if len(before) > 0 {
		return before
	}
	for _, f := range figure.Scan(r.heads, r.hit.Passage.Release.Date) {
		if y := yearOf(f.Time); y != 0 && strings.HasPrefix(f.Text, strconv.Itoa(y)) {
			return []int{y} // 2024年经济运行情况 comes out in the year after
		}
	}
	if y := r.hit.Passage.Release.Date.Year; y != 0 {
		return []int{y}
	}
	return nil
}

func yearOf(iso string) int {
	if len(iso) < 4 {
		return 0
	}
	y := 0
	for _, c := range iso[:4] {
		if c < '0' || c > '9' {
			return 0
		}
		y = y*10 + int(c-'0')
	}
	return y
}
