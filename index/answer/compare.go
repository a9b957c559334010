package answer

import (
	"context"
	"errors"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"beilun/index"
	"beilun/index/answer/choice/cue"
	"beilun/index/answer/choice/figures"
	"beilun/index/answer/frame"
	"beilun/index/facts"
	"beilun/index/query"
	"beilun/knowledge"
	"beilun/knowledge/concept"
	"beilun/knowledge/ledger"
)

// compare answers a question about several things from the ledger. It returns nil
// when the question is of one thing after all or the ledger has not enough to
// compare.
func (a *Answerer) compare(ctx context.Context, f *frame.Frame) (*story, error) {
	switch f.Query.Relation {
	case query.Most, query.Least:
		return a.most(ctx, f)
	case query.Bearer:
		return a.bearer(ctx, f.Query)
	case query.Compare, query.EachOf:
		return a.each(ctx, f.Query)
	}
	return nil, nil
}

// most finds the thing whose present figure of the metric asked for is the
// largest or smallest of all that the releases give.
func (a *Answerer) most(ctx context.Context, f *frame.Frame) (*story, error) {
	q := f.Query
	metric, classes := askedMetric(f)
	if metric == "" {
		return nil, nil
	}
	rows, err := a.index.Ledger(ctx, facts.Filter{Metric: metric})
	if err != nil {
		return nil, unlessMany(err) // one that was not read may be larger
	}
	var top []index.Row
	for _, e := range ledger.Entries(rows) {
		r := e.Rows[0]
		b := r.Figure.Binding
		switch {
		case b.Subject == "" || b.Loose || b.Change || b.State == knowledge.Former || b.State == knowledge.Withdrawn || r.Figure.Per != "":
		case !slices.Contains(classes, figures.ClassOf(r.Figure)) || size(r.Figure) == nil || !ofKind(q, b.Subject) || !inYears(q, r):
		default:
			top = append(top, r)
		}
	}
	if len(top) > 0 { // of one dimension: that of most of them
		top = slices.DeleteFunc(top, func(r index.Row) bool { return !commensurable(r.Figure, top[0].Figure) })
	}
	slices.SortStableFunc(top, func(a, b index.Row) int {
		c := size(b.Figure).Cmp(size(a.Figure))
		if q.Relation == query.Least {
			c = -c
		}
		return c
	})
	top = firstOfEach(top)
	if len(top) < 2 {
		return nil, nil
	}
	return compared(top), nil
}

// unlessMany returns err unless it says that not all rows were read: the
// passages found answer then, or nothing does.
func unlessMany(err error) error {
	if errors.Is(err, facts.ErrTooMany) {
		return nil
	}
	return err
}

// bearer finds the things of which the releases give the figure that the
// question gives.
func (a *Answerer) bearer(ctx context.Context, q query.Query) (*story, error) {
	rows, err := a.index.Same(ctx, q.Given)
	if err != nil {
		return nil, unlessMany(err)
	}
	var found []index.Row
	for _, r := range rows {
		b := r.Figure.Binding
		if b.Subject != "" && !b.Loose && len(b.Words) > 0 && b.State != knowledge.Withdrawn && isGiven(q.Given, r.Figure) && ofKind(q, b.Subject) && measured(q, r) {
			found = append(found, r)
		}
	}
	found = firstOfEach(found)
	if len(found) == 0 || len(found) > maxOthers {
		return nil, nil
	}
	return compared(found), nil
}

// compared claims the thing of the first of rows, and puts the others beside it.
func compared(rows []index.Row) *story {
	s := &story{claim: claimOf(rows[0])}
	s.claim.nameSubject()
	for _, r := range rows[1:] {
		s.beside(r, Compared)
	}
	return s
}

// measured reports whether r's sentence speaks of all that q asks of the thing:
// 投资 of 82亿 is no 产值 of 82亿.
func measured(q query.Query, r index.Row) bool {
	sentence := fold(r.Sentence().Of(r.Passage.Text) + "\n" + r.Passage.Heading + "\n" + r.Passage.Release.Title)
	told := false
	for _, c := range q.Concepts {
		switch {
		case c.Alts != nil && stands(c, r.Figure.Binding.Metric) < 1 && stands(c, sentence) < 1:
			return false
		case c.Alts != nil:
			told = true
		case isKindWord(c.Text):
		case stands(c, sentence) < 1:
			return false
		default:
			told = told || stands(c, r.Figure.Binding.Metric) >= 1 || c.Text == r.Figure.Unit
		}
	}
	return told || strings.Contains(q.Folded(), r.Figure.Unit) && r.Figure.Kind == knowledge.Count
}

// isKindWord reports whether a word of a question names a kind of thing.
func isKindWord(w string) bool {
	return w == "项目" || slices.ContainsFunc(kindsOfThings, func(k struct {
		word  string
		holds []string
	}) bool {
		return strings.Contains(w, k.word)
	})
}

// isGiven reports whether f is the figure that a question gives; a person
// leaves out the unit (82亿) and the qualifier.
func isGiven(given, f *knowledge.Figure) bool {
	switch {
	case given.Time != "":
		return given.Time == f.Time
	case given.Value == nil || f.Value == nil:
		return given.Value == nil && f.Value == nil && given.Lo != nil && f.Lo != nil && given.Lo.Cmp(f.Lo) == 0 && given.Hi != nil && f.Hi != nil && given.Hi.Cmp(f.Hi) == 0
	}
	return given.Value.Cmp(f.Value) == 0 && (given.Kind == knowledge.Number || given.Unit == f.Unit)
}

// firstOfEach keeps the first row of each subject.
func firstOfEach(rows []index.Row) []index.Row {
	var out []index.Row
	for _, r := range rows {
		if !slices.ContainsFunc(out, func(o index.Row) bool { return isOf(o.Figure.Binding.Subject, &r.Figure.Binding) }) {
			out = append(out, r)
		}
	}
	return out
}

// askedMetric returns the word for what a question asks to be measured, and the
// classes of figures that measure it. What happens is measured by its time.
func askedMetric(f *frame.Frame) (string, []concept.Class) {
	for i := len(f.Concepts) - 1; i >= 0; i-- {
		m := &f.Concepts[i]
		for _, c := range m.Concepts {
			word := m.Text
			if m.Asked {
				word = c.Name
			}
			switch {
			case c.Kind == concept.Metric:
				return word, c.Classes
			case c.Kind == concept.Event && f.Asks != frame.Figure:
				return word, []concept.Class{concept.Date}
			}
		}
	}
	return "", nil
}

// kindsOfThings are words of a question for a kind of thing, and what the
// names of such things hold.
var kindsOfThings = []struct {
	word  string
	holds []string
}{
	{"园", []string{"园"}},
	{"学校", []string{"学校", "中学", "小学", "高中", "初中", "幼儿园", "校区", "学院", "大学"}},
	{"医院", []string{"医院"}},
	{"总部", []string{"总部"}},
	{"公司", []string{"公司", "集团"}},
	{"港口", []string{"港"}},
}

// ofKind reports whether subject can be a thing of the kind that q asks for.
func ofKind(q query.Query, subject string) bool {
	if strings.Contains(q.Text, "项目") && endsWithAny(subject, cue.Of("region").Words) && !endsWithAny(subject, grounds) {
		return false // an area is no project
	}
	for _, k := range kindsOfThings {
		for _, c := range q.Concepts {
			if strings.Contains(c.Text, k.word) && c.Alts == nil {
				return containsAny(subject, k.holds)
			}
		}
	}
	return true
}

// grounds end with a word for an area and are no part of the country.
var grounds = []string{"园区", "校区", "院区", "厂区", "景区", "小区"}

func inYears(q query.Query, r index.Row) bool {
	if len(q.Years) == 0 {
		return true
	}
	from, to, ranged := strings.Cut(r.Figure.Binding.Period, "/")
	first, last := yearOf(from), yearOf(to)
	switch {
	case from == "":
		first = r.Passage.Release.Date.Year
		last = first
	case !ranged:
		last = first
	}
	return slices.ContainsFunc(q.Years, func(y int) bool { return first <= y && y <= last })
}

// yearOf returns the year that an ISO 8601 day begins with, 0 for none.
func yearOf(iso string) int {
	year, _ := strconv.Atoi(iso[:min(4, len(iso))])
	return year
}

// commensurable reports whether two figures are of one dimension and in units that
// are the same or of known size.
func commensurable(a, b *knowledge.Figure) bool {
	return ledger.Dimension(a) == ledger.Dimension(b) && (a.Unit == b.Unit || ledger.UnitSize(a.Unit) != nil && ledger.UnitSize(b.Unit) != nil)
}

// size returns what f is compared by, in the base unit of its dimension where
// that is known; nil when it cannot be: a range has no single size.
func size(f *knowledge.Figure) *big.Rat {
	if f.Time != "" {
		from, _, _ := strings.Cut(f.Time, "/")
		if d, err := knowledge.ParseDate(from); err == nil {
			return big.NewRat(int64(d.Days()), 1)
		}
		return nil
	}
	if per := ledger.UnitSize(f.Unit); per != nil && f.Value != nil {
		return new(big.Rat).Mul(f.Value, per)
	}
	return f.Value
}

// nameSubject makes the subject the text of a claim where its sentence names
// it: 哪个 asks for the thing and not for its figure.
func (c *Claim) nameSubject() {
	text, subject := c.Hit.Passage.Text, c.Figure.Binding.Subject
	if from, to := subjectIn(c.Sentence.Of(text), subject); to > 0 {
		c.Span = knowledge.Span{Start: c.Sentence.Start + from, End: c.Sentence.Start + to}
		c.Text = c.Span.Of(text)
		return
	}
	// 某某项目是…。该项目由…投资: the sentences from the one that names it on.
	if from := strings.LastIndex(text[:c.Sentence.Start], subject); from >= 0 {
		for _, s := range c.Hit.Passage.Sentences {
			if from >= s.Start && from < s.End {
				c.Sentence.Start = s.Start
			}
		}
		c.Span = knowledge.Span{Start: from, End: from + len(subject)}
		c.Text = c.Span.Of(text)
	}
}

// subjectIn returns where a sentence has a subject, or the part of a site that it
// ends with: 3号楼 of 某某园3号楼.
func subjectIn(sentence, subject string) (from, to int) {
	lower := strings.ToLower(sentence) // a3地块 for A3地块
	if len(lower) != len(sentence) {
		lower = sentence
	}
	for k := range subject {
		if end := subject[k:]; k == 0 || ledger.IsPart(end) {
			if i := strings.Index(lower, end); i >= 0 {
				return i, i + len(end)
			}
		}
	}
	return 0, 0
}

// each asks the same of every thing that the question names, and puts the
// larger first where it asks which.
func (a *Answerer) each(ctx context.Context, q query.Query) (*story, error) {
	if len(q.Named) < 2 || len(q.Named) > maxOthers {
		return nil, nil
	}
	rest := q.Folded()
	for _, n := range q.Named {
		rest = strings.Replace(rest, n, "", 1)
	}
	for _, w := range []string{"相比", "对比", "比较", "分别", "哪个", "哪家", "哪一个", "谁", "更", "和", "与", "跟", "还是", "、", "的", "是", "多少", "各", "?", "大", "高", "长", "早", "晚"} {
		rest = strings.ReplaceAll(rest, w, "")
	}
	var found []Claim
	for _, n := range q.Named {
		sub, _, err := a.answer(ctx, understood{text: n + rest + "多少"})
		if err != nil {
			return nil, err
		}
		if sub.Claim != nil && sub.Claim.Figure != nil {
			found = append(found, *sub.Claim)
		}
	}
	if len(found) < 2 && q.Relation == query.Compare || len(found) == 0 {
		return nil, nil
	}
	if q.Relation == query.Compare {
		for _, c := range found[1:] {
			if !commensurable(c.Figure, found[0].Figure) || size(c.Figure) == nil || size(found[0].Figure) == nil {
				return nil, nil
			}
		}
		least := containsAny(q.Text, []string{"早", "小", "少", "低", "短", "便宜"})
		slices.SortStableFunc(found, func(a, b Claim) int {
			c := size(b.Figure).Cmp(size(a.Figure))
			if least {
				c = -c
			}
			return c
		})
	}
	s := &story{claim: &found[0]}
	if q.Relation == query.Compare {
		s.claim.nameSubject()
	}
	for _, c := range found[1:] {
		c.Relation = Compared
		s.others = append(s.others, c)
	}
	return s, nil
}

// Conversion is a figure in the unit that the question asks for. It is ours:
// no release says so.
type Conversion struct {
	Value *big.Rat
	Unit  string
}

// convert sets ans.Conversion where the question asks for another unit than
// the release gives.
func (ans *Answer) convert() {
	c := ans.Claim
	if c == nil || c.Figure == nil || c.Figure.Value == nil || ans.Query.Unit == "" || c.Figure.Unit == ans.Query.Unit {
		return
	}
	from, to := ledger.UnitSize(c.Figure.Unit), ledger.UnitSize(ans.Query.Unit)
	if from == nil || to == nil || ledger.UnitDimension(c.Figure.Unit) != ledger.UnitDimension(ans.Query.Unit) {
		return
	}
	v := new(big.Rat).Mul(c.Figure.Value, from)
	ans.Conversion = &Conversion{v.Quo(v, to), ans.Query.Unit}
}
